//! A computer of one's own: a display, a window manager, a session bus. Two of them on one machine are two desks, each
//! with its own keys, and the program may run once on each.

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::keyboard::{in_focus, xdotool};
use crate::{Failure, Outcome};

/// Room for the main window with a frame around it.
const SCREEN: &str = "1400x960x24";
/// A dialog of the system's comes in its own time.
const PATIENCE: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(100);
/// How often it is looked at between one press of a key and the next.
const POLLS_BETWEEN_KEYS: usize = 30;

/// Ended when dropped: what stands on the display first, the display last.
#[derive(Debug)]
pub struct Computer {
    display: String,
    bus: String,
    _window_manager: Running,
    _bus: Running,
    _display: Running,
}

impl Computer {
    /// Starts one.
    ///
    /// # Errors
    /// There is no `Xvfb`, `dbus-daemon` or `openbox`.
    pub fn start() -> Outcome<Self> {
        // Xvfb chooses a free number and tells it.
        let (screen, number) =
            told("Xvfb", &["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"])?;
        let (bus_process, bus) = told("dbus-daemon", &["--session", "--nofork", "--print-address=1"])?;
        let display = format!(":{number}");
        let mut openbox = Command::new("openbox");
        openbox.arg("--sm-disable").env("DISPLAY", &display).env("DBUS_SESSION_BUS_ADDRESS", &bus);
        let window_manager = Running::start(&mut openbox, "openbox")?;
        Ok(Self { display, bus, _window_manager: window_manager, _bus: bus_process, _display: screen })
    }

    /// What points a program at this computer.
    pub(crate) fn environment(&self) -> [(&'static str, OsString); 2] {
        [("DISPLAY", self.display().into()), ("DBUS_SESSION_BUS_ADDRESS", (&self.bus).into())]
    }

    /// The display's name, as `DISPLAY` wants it.
    #[must_use]
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Presses a combination such as `ctrl+shift+k`, as fingers would.
    ///
    /// # Errors
    /// There is no `xdotool`.
    pub fn press(&self, keys: &str) -> Outcome<()> {
        xdotool(Some(&self.display), &["key", "--clearmodifiers", keys])
    }

    /// Types a text, one key after the other.
    ///
    /// # Errors
    /// As for [`Computer::press`].
    pub fn write(&self, text: &str) -> Outcome<()> {
        xdotool(Some(&self.display), &["type", "--clearmodifiers", "--delay", "15", text])
    }

    /// Waits until the window of this title gets the keys: a dialog of the system's, which no page knows of.
    ///
    /// # Errors
    /// It did not in time.
    pub async fn has_in_front(&self, title: &str) -> Outcome<()> {
        let started = Instant::now();
        loop {
            let now = in_focus(Some(&self.display))?;
            if now == title {
                return Ok(());
            }
            if started.elapsed() > PATIENCE {
                return Err(Failure::new(&format!("{title:?} has the keys"), &format!("{now:?} has them")));
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// Presses keys that put a dialog away, again where it took them for something else: a path's field takes the first
    /// Enter as the end of the name that it offers.
    ///
    /// # Errors
    /// It stays.
    pub async fn presses_until_it_is_away(&self, keys: &str, title: &str) -> Outcome<()> {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            self.press(keys)?;
            for _ in 0..POLLS_BETWEEN_KEYS {
                tokio::time::sleep(POLL).await;
                if in_focus(Some(&self.display))? != title {
                    return Ok(());
                }
            }
        }
        Err(Failure::new(&format!("{title:?} is put away"), &"it stays"))
    }
}

/// A program that runs beside us and is ended when this is dropped.
#[derive(Debug)]
struct Running(Child);

impl Running {
    fn start(command: &mut Command, name: &str) -> Outcome<Self> {
        let child = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn();
        child.map(Self).map_err(|error| Failure::new(name, &error))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing left to end.
        if self.0.kill().is_ok() {
            let _ = self.0.wait();
        }
    }
}

/// Starts a program that tells in one line where it can be reached.
fn told(name: &str, arguments: &[&str]) -> Outcome<(Running, String)> {
    let mut running = Running::start(Command::new(name).args(arguments).stdout(Stdio::piped()), name)?;
    let mut line = String::new();
    let stdout = running.0.stdout.as_mut().ok_or_else(|| Failure::new(name, &"it has no output"))?;
    BufReader::new(stdout).read_line(&mut line).map_err(|error| Failure::new(name, &error))?;
    match line.trim() {
        "" => Err(Failure::new(name, &"it ended at once")),
        line => Ok((running, line.to_owned())),
    }
}
