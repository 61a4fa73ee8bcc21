//! The keyboard of the computer, not of a page: whichever window has the focus gets the keys.

use std::process::Command;

use crate::{Failure, Outcome};

/// Presses keys through the X server, as fingers would.
#[derive(Debug, Default, Clone, Copy)]
pub struct Keyboard;

impl Keyboard {
    /// Presses a combination such as `ctrl+shift+k`.
    ///
    /// # Errors
    /// There is no X server or no `xdotool`.
    pub fn press(self, keys: &str) -> Outcome<()> {
        xdotool(None, &["key", "--clearmodifiers", keys])
    }

    /// Types a text, one key after the other.
    ///
    /// # Errors
    /// As for [`Keyboard::press`].
    pub fn write(self, text: &str) -> Outcome<()> {
        xdotool(None, &["type", "--clearmodifiers", "--delay", "15", text])
    }
}

/// The title of the window that gets the keys.
///
/// # Errors
/// No window has the focus, or there is no X server.
pub fn window_in_focus() -> Outcome<String> {
    in_focus(None)
}

/// The same on a display of this name, or on the one this process has.
pub(crate) fn in_focus(display: Option<&str>) -> Outcome<String> {
    let output = on(display)
        .args(["getwindowfocus", "getwindowname"])
        .output()
        .map_err(|error| Failure::new("xdotool", &error))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

pub(crate) fn xdotool(display: Option<&str>, arguments: &[&str]) -> Outcome<()> {
    let status = on(display).args(arguments).status().map_err(|error| Failure::new("xdotool", &error))?;
    if status.success() { Ok(()) } else { Err(Failure::new("xdotool", &status)) }
}

fn on(display: Option<&str>) -> Command {
    let mut command = Command::new("xdotool");
    command.envs(display.map(|display| ("DISPLAY", display)));
    command
}
