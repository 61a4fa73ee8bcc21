//! The main job end to end: log friction in seconds, give it an owner, see it over the months since
//! go-live, take an act back, and find it all again after a restart.

use keepalive_tests::{App, Home, Keyboard, Outcome, Page};

/// The keys of quick capture on a computer where nobody chose others.
pub(crate) const CAPTURE_KEYS: &str = "ctrl+shift+k";
/// Timed at half an hour, so that one occurrence is 0.5 h and two are 1.0 h.
const LINE: &str = "Sticky notes for refills 30m";
pub(crate) const TITLE: &str = "Sticky notes for refills";
/// The hours of the newest month in the table of months; its timed hours stand in another cell.
const THIS_MONTH: &str = ".numbers tbody td.strong";

#[tokio::test(flavor = "current_thread")]
#[ignore = "needs the built app and a display: cargo xtask test --only story"]
async fn from_the_first_run_to_the_chart_and_back_after_a_restart() -> Outcome<()> {
    let home = Home::empty()?;
    let app = App::start(&home).await?;
    let (main, capture) = (app.main().await?, app.capture().await?);

    answer_the_first_run(&main).await?;
    log_the_first_thing(&capture).await?;
    give_it_an_owner(&main).await?;
    main.go_to("Friction").await?;
    main.press("Table").await?;
    main.says_in(THIS_MONTH, "0.5").await?;

    say_it_happened_again(&capture).await?;
    main.says_in(THIS_MONTH, "1.0").await?;

    main.keys("body", "\u{e009}z").await?;
    main.says_in(THIS_MONTH, "0.5").await?;
    app.quit().await?;

    let app = App::start(&home).await?;
    let main = app.main().await?;
    main.go_to("Friction").await?;
    main.press("Table").await?;
    main.says_in(THIS_MONTH, "0.5").await?;
    // What was undone can be done again, restart or not.
    main.keys("body", "\u{e009}y").await?;
    main.says_in(THIS_MONTH, "1.0").await?;
    main.go_to("Workarounds").await?;
    main.says(TITLE).await?;
    main.says("Front desk lead").await?;
    app.quit().await
}

pub(crate) async fn answer_the_first_run(main: &Page) -> Outcome<()> {
    main.says("Go-live was the start.").await?;
    main.fill("Clinic", "Larkmoor Family Health").await?;
    main.fill("EHR", "Marlet EHR").await?;
    main.fill("Vendor", "Marlet").await?;
    main.fill("Go-live date", &two_months_ago(main).await?).await?;
    main.press("Start, and log the first thing").await?;
    main.says("Larkmoor Family Health").await
}

/// The day two months before today, as the page's own clock has it.
async fn two_months_ago(main: &Page) -> Outcome<String> {
    let day = main
        .run("const d = new Date(); d.setDate(1); d.setMonth(d.getMonth() - 2); return d.toISOString().slice(0, 10)")
        .await?;
    Ok(day.as_str().unwrap_or_default().to_owned())
}

/// The first run opens quick capture; it is put away and called back by its keys, from outside.
pub(crate) async fn log_the_first_thing(capture: &Page) -> Outcome<()> {
    capture.is_in_front().await?;
    Keyboard.press("Escape")?;
    capture.is_gone().await?;
    Keyboard.press(CAPTURE_KEYS)?;
    capture.is_in_front().await?;
    Keyboard.write(LINE)?;
    Keyboard.press("Return")?;
    capture.says("Saved as a workaround.").await?;
    capture.is_gone().await
}

async fn give_it_an_owner(main: &Page) -> Outcome<()> {
    main.go_to("Settings").await?;
    main.press("+ New person").await?;
    main.fill("Name, or the role if you prefer", "Front desk lead").await?;
    main.fill("Role", "Front desk").await?;
    main.press("Save").await?;
    main.says("Front desk lead").await?;
    main.go_to("Workarounds").await?;
    main.click(&format!("//*[@role='row' or self::tr][contains(., '{TITLE}')]"), "the workaround's row")
        .await?;
    main.press_within("//aside|//section", "Nobody").await?;
    main.keys("input:focus", "Front desk\u{e007}").await?;
    main.has_button("Front desk lead").await
}

/// Two keys from the list of similar items: Down, Enter.
async fn say_it_happened_again(capture: &Page) -> Outcome<()> {
    Keyboard.press(CAPTURE_KEYS)?;
    capture.is_in_front().await?;
    Keyboard.write("sticky notes")?;
    capture.says(TITLE).await?;
    Keyboard.press("Down")?;
    Keyboard.press("Return")?;
    capture.says("Saved: it happened again.").await?;
    capture.is_gone().await
}
