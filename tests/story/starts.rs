//! Starting the program: a second time, and beside a file that is no database.

use keepalive_tests::{App, Home, Outcome, window_in_focus};
use serde_json::json;

#[tokio::test(flavor = "current_thread")]
#[ignore = "needs the built app and a display: cargo xtask test --only story"]
async fn a_second_start_comes_to_the_first() -> Outcome<()> {
    let home = Home::empty()?;
    let app = App::start(&home).await?;
    let (main, capture) = (app.main().await?, app.capture().await?);
    main.says("Go-live was the start.").await?;

    App::start_again(&home, &["--capture"]).await?;
    capture.is_in_front().await?;
    capture.keys("input", "\u{e00c}").await?;
    capture.is_gone().await?;

    App::start_again(&home, &[]).await?;
    main.is_in_front().await?;
    assert_eq!(window_in_focus()?, "Keepalive");
    app.quit().await
}

#[tokio::test(flavor = "current_thread")]
#[ignore = "needs the built app and a display: cargo xtask test --only story"]
async fn a_file_that_is_no_database_ends_in_a_window_that_says_so() -> Outcome<()> {
    let home = Home::empty()?;
    let database = home.data().join("keepalive.db");
    home.put(&database, b"a spreadsheet, renamed")?;
    let app = App::start(&home).await?;
    let main = app.main().await?;
    main.is_in_front().await?;
    main.says("This file is no Keepalive record. Nothing was changed.").await?;

    let refused = main.call("today", &json!({ "input": {} })).await?;
    assert_eq!(refused["refused"]["code"], "database", "{refused}");
    assert_eq!(home.read(&database)?, b"a spreadsheet, renamed", "the file is left as it was");
    app.quit().await
}
