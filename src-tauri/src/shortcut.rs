//! The global shortcut of quick capture: the person's own keys, and a plain word when they fail.

use std::sync::Mutex;

use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager};
use tauri_plugin_global_shortcut::{GlobalShortcutExt, Modifiers, Shortcut, ShortcutState};

use crate::capture;
use crate::device::Device;

/// Keys of the first start: Command on macOS, Control elsewhere (UX "Quick capture").
pub(crate) const DEFAULT_KEYS: &str = "CommandOrControl+Shift+K";

/// Told to every page when the shortcut's state changed, with the new [`ShortcutStatus`].
pub(crate) const CHANGED_EVENT: &str = "capture-shortcut-changed";

/// How the shortcut stands. The page words each state; no text of the system is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub(crate) struct ShortcutStatus {
    /// The keys in question, for example `CommandOrControl+Shift+K`.
    pub keys: String,
    /// What became of them.
    pub state: ShortcutOutcome,
    /// The keys that do open quick capture now; absent when none do.
    pub in_use: Option<String>,
}

/// What became of asking the system for a shortcut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ShortcutOutcome {
    /// The keys open quick capture from any program.
    Ready,
    /// The keys belong to another program or to the system: choose others.
    Taken,
    /// The text names no keys, or keys one needs for writing.
    NotUsable,
    /// This desktop gives no program global keys (Wayland): bind `keepalive --capture` in its settings.
    Unsupported,
    /// The keys work now but could not be remembered on this computer.
    NotRemembered,
}

/// The outcome of the last attempt.
#[derive(Debug, Default)]
pub(crate) struct ShortcutBook(Mutex<Option<ShortcutStatus>>);

/// Why keys were refused before the system was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
enum KeysError {
    #[error("not the name of a key combination")]
    Unreadable,
    #[error("keys without Control, Alt or Command would swallow typing")]
    NeededForWriting,
}

/// Registers the remembered keys, or the default ones, at start.
pub(crate) fn start(app: &AppHandle) {
    let keys = app.state::<Device>().settings().capture_keys.unwrap_or_else(|| DEFAULT_KEYS.to_owned());
    let outcome = if desktop_has_global_keys() {
        match app.plugin(tauri_plugin_global_shortcut::Builder::new().build()) {
            Ok(()) => register(app, &keys),
            Err(error) => {
                tracing::warn!(%error, "global shortcuts cannot be had");
                ShortcutOutcome::Unsupported
            }
        }
    } else {
        ShortcutOutcome::Unsupported
    };
    let in_use = (outcome == ShortcutOutcome::Ready).then(|| keys.clone());
    note(app, ShortcutStatus { keys, state: outcome, in_use });
}

/// How the shortcut stands now.
pub(crate) fn status(app: &AppHandle) -> ShortcutStatus {
    let book = app.state::<ShortcutBook>();
    let status = book.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
    status.unwrap_or_else(|| ShortcutStatus {
        keys: DEFAULT_KEYS.to_owned(),
        state: ShortcutOutcome::Unsupported,
        in_use: None,
    })
}

/// Takes other keys. The old ones are given up only once the new ones work, so that a refusal leaves
/// everything as it was.
pub(crate) fn set(app: &AppHandle, keys: &str) -> ShortcutStatus {
    let before = status(app).in_use;
    if before.as_deref() == Some(keys) {
        return status(app);
    }
    let mut outcome =
        if desktop_has_global_keys() { register(app, keys) } else { ShortcutOutcome::Unsupported };
    if outcome == ShortcutOutcome::Ready {
        if let Some(old) = &before {
            give_up(app, old);
        }
        if let Err(error) = app.state::<Device>().remember_capture_keys(keys) {
            tracing::warn!(%error, "shortcut works but could not be remembered");
            outcome = ShortcutOutcome::NotRemembered;
        }
    }
    let works = matches!(outcome, ShortcutOutcome::Ready | ShortcutOutcome::NotRemembered);
    let in_use = if works { Some(keys.to_owned()) } else { before };
    let now = ShortcutStatus { keys: keys.to_owned(), state: outcome, in_use };
    note(app, now.clone());
    now
}

fn note(app: &AppHandle, status: ShortcutStatus) {
    tracing::info!(keys = status.keys, state = ?status.state, "capture shortcut");
    if let Err(error) = app.emit(CHANGED_EVENT, &status) {
        tracing::error!(%error, "shortcut state not passed on");
    }
    let book = app.state::<ShortcutBook>();
    *book.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(status);
}

fn register(app: &AppHandle, keys: &str) -> ShortcutOutcome {
    let shortcut = match usable(keys) {
        Ok(shortcut) => shortcut,
        Err(error) => {
            tracing::info!(keys, %error, "shortcut refused");
            return ShortcutOutcome::NotUsable;
        }
    };
    let registered = app.global_shortcut().on_shortcut(shortcut, |app, _, event| {
        if event.state == ShortcutState::Pressed {
            capture::toggle(app);
        }
    });
    match registered {
        Ok(()) => ShortcutOutcome::Ready,
        Err(error) => {
            tracing::info!(keys, %error, "shortcut not given by the system");
            ShortcutOutcome::Taken
        }
    }
}

fn give_up(app: &AppHandle, keys: &str) {
    if let Err(error) = app.global_shortcut().unregister(keys) {
        tracing::warn!(keys, %error, "old shortcut not given back");
    }
}

/// Reads a key combination and refuses those that somebody types in a sentence.
fn usable(keys: &str) -> Result<Shortcut, KeysError> {
    let shortcut: Shortcut = keys.parse().map_err(|_| KeysError::Unreadable)?;
    let modifiers = Modifiers::CONTROL | Modifiers::ALT | Modifiers::SUPER;
    if shortcut.mods.intersects(modifiers) { Ok(shortcut) } else { Err(KeysError::NeededForWriting) }
}

/// Whether this desktop gives programs global keys at all. On Linux only X11 does; without this
/// question the binding reports success and nothing ever happens.
fn desktop_has_global_keys() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    set("DISPLAY") && !set("WAYLAND_DISPLAY")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_keys_are_usable() {
        assert!(usable(DEFAULT_KEYS).is_ok());
    }

    #[test]
    fn keys_used_in_writing_are_refused() {
        for keys in ["K", "Shift+K", "Shift+Space"] {
            assert_eq!(usable(keys).unwrap_err(), KeysError::NeededForWriting, "{keys}");
        }
    }

    #[test]
    fn text_that_names_no_keys_is_refused() {
        for keys in ["", "Control+", "Control+K+J", "hello", "Control+\u{202e}K"] {
            assert_eq!(usable(keys).unwrap_err(), KeysError::Unreadable, "{keys}");
        }
    }
}
