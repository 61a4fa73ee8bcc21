//! A web view that is loaded again, as after a crash of it: the view, the draft and the undo come back.

use keepalive_tests::{App, Home, Keyboard, Outcome};

use crate::main_job::{CAPTURE_KEYS, TITLE, answer_the_first_run, log_the_first_thing};

/// Few here, where every run costs seconds.
const TIMES: usize = 3;
const DRAFT: &str = "half a thought about faxes";

#[tokio::test(flavor = "current_thread")]
#[ignore = "needs the built app and a display: cargo xtask test --only story"]
async fn a_page_loaded_again_brings_view_draft_and_undo_back() -> Outcome<()> {
    let home = Home::empty()?;
    let app = App::start(&home).await?;
    let (main, capture) = (app.main().await?, app.capture().await?);
    answer_the_first_run(&main).await?;
    log_the_first_thing(&capture).await?;
    main.go_to("Workarounds").await?;
    main.says(TITLE).await?;
    Keyboard.press(CAPTURE_KEYS)?;
    capture.is_in_front().await?;
    Keyboard.write(DRAFT)?;
    Keyboard.press("Escape")?;
    capture.is_gone().await?;

    for _ in 0..TIMES {
        capture.load_again().await?;
        main.load_again().await?;
        main.says_in("h1", "Workarounds").await?;
        main.says(TITLE).await?;
        capture.holds("input", DRAFT).await?;
    }
    main.keys("body", "\u{e009}z").await?;
    main.no_longer_says(TITLE).await?;
    app.quit().await
}
