//! One of the two desks: a computer with the app in its window, and what a person does there.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use keepalive_tests::{App, Computer, Failure, Home, Outcome, Page};

use super::meeting_place::{Place, command_line};
use crate::main_job::{CAPTURE_KEYS, answer_the_first_run};

/// The sidebar's line on sharing.
const LINE: &str = "//nav//button[contains(@aria-label, 'Open sharing in Settings')]";
/// A desk hears of another's change within half a minute; a loaded machine takes longer over everything.
pub(super) const ONE_ROUND: Duration = Duration::from_secs(90);

/// Ended in this order: the app, then the display it stands on.
pub(super) struct Desk {
    pub(super) app: App,
    pub(super) main: Page,
    pub(super) capture: Page,
    home: Home,
    pub(super) computer: Computer,
}

impl Desk {
    /// Its first start.
    pub(super) async fn start() -> Outcome<Self> {
        let computer = Computer::start()?;
        let home = Home::at(&computer)?;
        let app = App::start(&home).await?;
        let (main, capture) = (app.main().await?, app.capture().await?);
        main.says("Go-live was the start.").await?;
        Ok(Self { app, main, capture, home, computer })
    }

    /// Sets a clinic up, and puts away the quick capture that comes then.
    pub(super) async fn begin_a_clinic(&self) -> Outcome<()> {
        answer_the_first_run(&self.main).await?;
        self.capture.is_in_front().await?;
        self.computer.press("Escape")?;
        self.capture.is_gone().await
    }

    /// Writes one line down in quick capture, called by its keys. Answers when Enter was pressed.
    pub(super) async fn log(&self, line: &str) -> Outcome<Instant> {
        self.computer.press(CAPTURE_KEYS)?;
        self.capture.is_in_front().await?;
        self.computer.write(line)?;
        self.capture.holds("input", line).await?;
        let pressed = Instant::now();
        self.computer.press("Return")?;
        self.capture.says("Saved as a workaround.").await?;
        self.capture.is_gone().await?;
        Ok(pressed)
    }

    /// Presses a button that opens a dialog of the system's, and types there what is chosen.
    pub(super) async fn choose(&self, button: &str, title: &str, path: &Path) -> Outcome<()> {
        self.main.press(button).await?;
        self.computer.has_in_front(title).await?;
        // It opens at what was used last, where no path can be chosen: to the home folder, then to the path's field.
        self.computer.press("alt+Home")?;
        self.computer.press("ctrl+l")?;
        self.computer.write(&path.to_string_lossy())?;
        self.computer.presses_until_it_is_away("Return", title).await
    }

    /// Goes from the sidebar's line to the card and exchanges, until both places are in step.
    pub(super) async fn exchange(&self) -> Outcome<()> {
        self.main.click(LINE, "the line on sharing").await?;
        self.main.press("Exchange now").await?;
        self.main.says_in("nav", "All in step").await
    }

    /// Opens the request of this title in the list.
    pub(super) async fn open_request(&self, title: &str) -> Outcome<()> {
        self.main.go_to("Requests").await?;
        let row = format!("//*[@role='row' or self::tr][contains(., '{title}')]");
        self.main.click(&row, "the request's row").await?;
        self.main.says_in("aside h2", title).await
    }

    /// Gives what is open in the panel to somebody who is written down on the way.
    pub(super) async fn give_to(&self, name: &str) -> Outcome<()> {
        self.main.press_within("//aside", "Nobody").await?;
        self.main.keys("input:focus", &format!("{name}\u{e007}")).await?;
        self.main.has_button(name).await
    }

    /// Waits until the sidebar says since when the place is away. Writing something has the desk look for it.
    pub(super) async fn says_that_it_is_away(&self, place: &Place) -> Outcome<()> {
        self.main.says_in("nav", place.away()).await
    }

    /// Quits, and answers the digest of what stands in its file.
    pub(super) async fn quit(self) -> Outcome<String> {
        self.app.quit().await?;
        let failed = |reason: &dyn std::fmt::Display| Failure::new("keepalive-cli digest", reason);
        let mut typed = Command::new(command_line()?);
        typed.arg("digest").arg("--data-dir").arg(self.home.data());
        let told = typed.output().map_err(|error| failed(&error))?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        if told.status.success() { Ok(text(&told.stdout)) } else { Err(failed(&text(&told.stderr))) }
    }
}
