//! The main job as a screen reader meets it: names, roles and announcements in the accessibility tree of the real
//! windows, in every view, and a keyboard that is never left nowhere.

use keepalive_tests::{App, Home, Keyboard, Met, Outcome, Page, Role, ScreenReader};

use crate::main_job::{CAPTURE_KEYS, TITLE, answer_the_first_run};

pub(crate) const MAIN: &str = "Keepalive";
pub(crate) const CAPTURE: &str = "Keepalive: log something";
const VIEWS: [&str; 9] =
    ["Today", "Requests", "Workarounds", "Friction", "Owners", "Changes", "Vendor", "Reports", "Settings"];

#[tokio::test(flavor = "current_thread")]
#[ignore = "needs the built app and a display: cargo xtask test --only story"]
async fn a_screen_reader_meets_names_everywhere_and_hears_what_was_done() -> Outcome<()> {
    let home = Home::with_a_screen_reader()?;
    let app = App::start(&home).await?;
    let (main, capture) = (app.main().await?, app.capture().await?);
    let reader = ScreenReader::listen().await?;

    main.says("Go-live was the start.").await?;
    let met =
        reader.reads(MAIN, "the first run", |met| has(met, Role::PUSH_BUTTON, "Start, and log")).await?;
    for field in ["Clinic", "EHR", "Vendor", "Go-live date"] {
        assert!(has(&met, Role::ENTRY, field), "the field {field} is named: {met:#?}");
    }
    answer_the_first_run(&main).await?;
    log_by_ear(&reader, &capture).await?;

    for view in VIEWS {
        main.go_to(view).await?;
        let met = reader.reads(MAIN, view, |met| has(met, Role::HEADING, view)).await?;
        assert_eq!(nameless(&met), Vec::<&Met>::new(), "in {view}");
        assert!(has(&met, Role::LANDMARK, "Views"), "{view} has the list of views as a landmark: {met:#?}");
    }
    the_keyboard_comes_back_from_a_dialog(&reader, &main).await?;
    undo_is_heard(&reader, &main).await?;
    app.quit().await
}

/// The field of quick capture has a name and the keyboard, and what was saved is said.
async fn log_by_ear(reader: &ScreenReader, capture: &Page) -> Outcome<()> {
    Keyboard.press("Escape")?;
    capture.is_gone().await?;
    Keyboard.press(CAPTURE_KEYS)?;
    capture.is_in_front().await?;
    let met = reader
        .reads(CAPTURE, "the keyboard in quick capture", |met| {
            met.iter().any(|met| met.is_focused() && is_field(met))
        })
        .await?;
    assert_eq!(nameless(&met), Vec::<&Met>::new(), "in quick capture");
    Keyboard.write(TITLE)?;
    reader.hears(CAPTURE, "Saved as a workaround.", async { Keyboard.press("Return") }).await?;
    capture.is_gone().await
}

/// Opened and put away by keys alone: every field has a name, and the keyboard is where it was before.
async fn the_keyboard_comes_back_from_a_dialog(reader: &ScreenReader, main: &Page) -> Outcome<()> {
    main.go_to("Workarounds").await?;
    main.says(TITLE).await?;
    main.press("New workaround").await?;
    let open = |met: &[Met]| met.iter().any(|met| met.role == Role::DIALOG && met.name == "New workaround");
    let met = reader.reads(MAIN, "the dialog", open).await?;
    assert_eq!(nameless(&met), Vec::<&Met>::new(), "in the dialog");
    main.keys("[role=dialog] input", "\u{e00c}").await?;
    let back = |met: &[Met]| {
        let gone = !met.iter().any(|met| met.role == Role::DIALOG);
        gone && met.iter().any(|met| met.is_focused() && met.name == "New workaround")
    };
    reader.reads(MAIN, "the keyboard back on its button", back).await.map(drop)
}

/// What an act did is announced.
async fn undo_is_heard(reader: &ScreenReader, main: &Page) -> Outcome<()> {
    reader.hears(MAIN, "Undone: ", main.keys("body", "\u{e009}z")).await?;
    main.no_longer_says(TITLE).await
}

fn is_field(met: &Met) -> bool {
    [Role::ENTRY, Role::COMBO_BOX].contains(&met.role)
}

pub(crate) fn has(met: &[Met], role: Role, name: &str) -> bool {
    met.iter().any(|met| met.role == role && (met.name.starts_with(name) || met.text.starts_with(name)))
}

/// What the keyboard can come to without being told what it is.
fn nameless(met: &[Met]) -> Vec<&Met> {
    met.iter()
        .filter(|met| met.is_focusable() && met.role != Role::SCROLL_PANE)
        .filter(|met| met.name.is_empty() && met.text.is_empty())
        .collect()
}
