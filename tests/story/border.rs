//! What a page in the real window can and cannot do.

use keepalive_tests::{App, Home, Outcome};
use serde_json::{Value, json};

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
async fn quick_capture_may_not_call_what_is_the_main_windows() -> Outcome<()> {
    let home = Home::empty()?;
    let app = App::start(&home).await?;
    let (main, capture) = (app.main().await?, app.capture().await?);
    let input = json!({ "input": {} });
    for command in ["today", "request_list", "save", "delete", "verify", "set_capture_shortcut"] {
        let answer = capture.call(command, &input).await?;
        assert!(
            answer["refused"].as_str().is_some_and(|text| text.contains("not allowed")),
            "{command}: {answer}"
        );
    }
    let answer = main.call("hide_capture", &json!({})).await?;
    assert!(answer["refused"].as_str().is_some_and(|text| text.contains("not allowed")), "{answer}");
    app.quit().await
}
