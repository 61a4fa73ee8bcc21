//! What a page in the real window can and cannot do.

use std::collections::BTreeSet;

use keepalive_tests::{App, Home, Outcome};
use serde_json::{Value, json};

const MAIN: &str = include_str!("../../src-tauri/capabilities/main.json");
const CAPTURE: &str = include_str!("../../src-tauri/capabilities/capture.json");

#[tokio::test(flavor = "current_thread")]
#[ignore = "needs the built app and a display: cargo xtask test --only story"]
async fn a_page_finds_no_global_tauri_and_no_way_out() -> Outcome<()> {
    let home = Home::empty()?;
    let app = App::start(&home).await?;
    let page = app.main().await?;

    assert_eq!(page.run("return typeof window.__TAURI__").await?, json!("undefined"));

    // The policy names our own pages only: the request ends before a socket is opened.
    let fetched = page
        .run_async("fetch('https://example.org/').then(() => done('came'), () => done('refused'));")
        .await?;
    assert_eq!(fetched, json!("refused"));

    let inline = "const s = document.createElement('script'); s.textContent = 'window.ran = true'; \
                  document.head.append(s); return window.ran === true";
    assert_eq!(page.run(inline).await?, json!(false));
    app.quit().await
}

#[tokio::test(flavor = "current_thread")]
#[ignore = "needs the built app and a display: cargo xtask test --only story"]
async fn a_command_no_capability_names_is_refused() -> Outcome<()> {
    let home = Home::empty()?;
    let app = App::start(&home).await?;
    let page = app.main().await?;
    for command in ["no_such_command", "plugin:dialog|open", "plugin:window|close", "import_run"] {
        let answer = page.call(command, &json!({})).await?;
        assert_ne!(answer["refused"], Value::Null, "{command}: {answer}");
    }
    app.quit().await
}

#[tokio::test(flavor = "current_thread")]
#[ignore = "needs the built app and a display: cargo xtask test --only story"]
async fn a_window_may_call_nothing_that_only_the_other_one_may() -> Outcome<()> {
    let home = Home::empty()?;
    let app = App::start(&home).await?;
    let (main, capture) = (app.main().await?, app.capture().await?);
    let [of_main, of_capture] = [MAIN, CAPTURE].map(commands);
    for (page, window, refused) in [
        (&capture, "capture", of_main.difference(&of_capture)),
        (&main, "main", of_capture.difference(&of_main)),
    ] {
        let refused: Vec<_> = refused.collect();
        assert!(!refused.is_empty(), "{window}");
        for command in refused {
            let answer = page.call(command, &json!({ "input": {} })).await?;
            assert!(
                answer["refused"].as_str().is_some_and(|text| text.contains("not allowed")),
                "{command} in {window}: {answer}"
            );
        }
    }
    app.quit().await
}

/// The commands of ours that a window's capability file names.
fn commands(file: &str) -> BTreeSet<String> {
    let file: Value = serde_json::from_str(file).unwrap_or_default();
    let named = file["permissions"].as_array().into_iter().flatten().filter_map(Value::as_str);
    named.filter_map(|name| Some(name.strip_prefix("allow-")?.replace('-', "_"))).collect()
}
