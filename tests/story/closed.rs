//! The main window is closed, and quick capture goes on.

use keepalive_tests::{App, Home, Keyboard, Outcome, close_window};

use crate::main_job::{CAPTURE_KEYS, TITLE, answer_the_first_run, log_the_first_thing};

#[tokio::test(flavor = "current_thread")]
#[ignore = "needs the built app and a display: cargo xtask test --only story"]
async fn what_is_logged_while_the_main_window_is_closed_is_there_when_it_comes_back() -> Outcome<()> {
    let home = Home::empty()?;
    let app = App::start(&home).await?;
    let (main, capture) = (app.main().await?, app.capture().await?);
    answer_the_first_run(&main).await?;
    log_the_first_thing(&capture).await?;
    close_window("Keepalive")?;
    main.is_gone().await?;

    Keyboard.press(CAPTURE_KEYS)?;
    capture.is_in_front().await?;
    Keyboard.write("Two labels for each lab order 5m")?;
    Keyboard.press("Return")?;
    capture.says("Saved as a workaround.").await?;
    capture.is_gone().await?;
    assert!(close_window("Keepalive").is_err(), "the main window came back by itself");

    App::start_again(&home, &[]).await?;
    main.is_in_front().await?;
    main.go_to("Workarounds").await?;
    main.says(TITLE).await?;
    main.says("Two labels for each lab order").await?;
    app.quit().await
}
