//! Starting when somebody signs in to the computer: off unless asked for, and then no window opens.

use serde::Serialize;
use tauri::AppHandle;
use tauri::plugin::TauriPlugin;
use tauri_plugin_autostart::ManagerExt;

use crate::args::BACKGROUND;

/// How starting at sign-in stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct LoginStart {
    /// Whether the system starts the program at sign-in.
    pub on: bool,
    /// Whether the system did not let us see or change it.
    pub refused: bool,
}

/// The entry the system keeps names the program and asks for no window.
pub(crate) fn plugin() -> TauriPlugin<tauri::Wry> {
    tauri_plugin_autostart::Builder::new().arg(BACKGROUND).build()
}

/// How it stands now, asked of the system: people change it there, too.
pub(crate) fn status(app: &AppHandle) -> LoginStart {
    match app.autolaunch().is_enabled() {
        Ok(on) => LoginStart { on, refused: false },
        Err(error) => {
            tracing::warn!(%error, "whether we start at sign-in cannot be seen");
            LoginStart { on: false, refused: true }
        }
    }
}

/// Turns it on or off. A refusal is told, with how it stands then.
pub(crate) fn set(app: &AppHandle, on: bool) -> LoginStart {
    let before = status(app);
    if before.on == on && !before.refused {
        return before;
    }
    let entry = app.autolaunch();
    let changed = if on { entry.enable() } else { entry.disable() };
    let refused = changed.is_err();
    if let Err(error) = changed {
        tracing::warn!(%error, on, "starting at sign-in could not be changed");
    }
    let now = status(app);
    LoginStart { refused: refused || now.refused || now.on != on, ..now }
}
