//! The web engine's process ends while somebody works: the pages come back by themselves, with view, draft and undo.

use keepalive_tests::{App, Bare, Home, Keyboard, Met, Outcome, Role, ScreenReader};

use crate::heard::{CAPTURE, MAIN, has};
use crate::main_job::{CAPTURE_KEYS, TITLE, answer_the_first_run, log_the_first_thing};

const DRAFT: &str = "half a thought about faxes";

#[tokio::test(flavor = "current_thread")]
#[ignore = "needs the built app and a display: cargo xtask test --only story"]
async fn pages_whose_process_was_killed_come_back_with_view_draft_and_undo() -> Outcome<()> {
    let home = Home::with_a_screen_reader()?;
    // A page that is driven ends with its process: only what comes before is driven.
    let driven = App::start(&home).await?;
    answer_the_first_run(&driven.main().await?).await?;
    log_the_first_thing(&driven.capture().await?).await?;
    driven.quit().await?;

    let app = Bare::start(&home)?;
    let reader = ScreenReader::listen().await?;
    reader.reads(MAIN, "the start", |met| has(met, Role::HEADING, "Today")).await?;
    Keyboard.press("ctrl+3")?;
    reader.reads(MAIN, "what was logged", shows_the_list).await?;
    let reads_draft = |met: &[Met]| met.iter().any(|met| met.is_focused() && met.text.contains(DRAFT));
    Keyboard.press(CAPTURE_KEYS)?;
    reader.reads(CAPTURE, "an empty line", |met| met.iter().any(Met::is_focused)).await?;
    Keyboard.write(DRAFT)?;
    reader.reads(CAPTURE, "the draft", reads_draft).await?;

    assert_eq!(app.end_pages()?, 1, "both pages live in one process");
    app.still_runs()?;
    reader.reads(CAPTURE, "the draft again", reads_draft).await?;
    Keyboard.press("Escape")?;
    reader.reads(MAIN, "the view again", shows_the_list).await?;
    Keyboard.press("ctrl+z")?;
    reader
        .reads(MAIN, "the list without it", |met| has(met, Role::HEADING, "Workarounds") && !says(met, TITLE))
        .await?;
    app.still_runs()
}

fn shows_the_list(met: &[Met]) -> bool {
    has(met, Role::HEADING, "Workarounds") && says(met, TITLE)
}

fn says(met: &[Met], text: &str) -> bool {
    met.iter().any(|met| met.name.contains(text) || met.text.contains(text))
}
