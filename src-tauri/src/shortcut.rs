//! The global shortcut of quick capture: the person's own keys, and a plain word when they fail.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use keepalive_api::ApiResult;
use keepalive_api::types::{Nothing, SettingsInput};
use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager};
use tauri_plugin_global_shortcut::{GlobalShortcut, GlobalShortcutExt, Modifiers, Shortcut, ShortcutState};

use crate::capture;
use crate::host::Host;

/// Keys of the first start: Command on macOS, Control elsewhere.
pub(crate) const DEFAULT_KEYS: &str = "CommandOrControl+Shift+K";

/// Told to every page when the shortcut's state changed, with the new [`ShortcutStatus`].
pub(crate) const CHANGED_EVENT: &str = "capture-shortcut-changed";

/// How the shortcut stands. The page words each state; no text of the system is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ShortcutStatus {
    /// The keys in question, for example `CommandOrControl+Shift+K`.
    pub keys: String,
    /// What became of them.
    pub state: ShortcutOutcome,
    /// The keys that do open quick capture now; absent when none do.
    pub in_use: Option<String>,
}

/// What became of asking the system for a shortcut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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

/// The outcome of the last attempt; empty until the first one is over.
#[derive(Debug, Default)]
pub(crate) struct ShortcutBook {
    status: Mutex<Option<ShortcutStatus>>,
    written: Condvar,
}

impl ShortcutBook {
    fn write(&self, status: ShortcutStatus) {
        *self.status.lock().unwrap_or_else(PoisonError::into_inner) = Some(status);
        self.written.notify_all();
    }

    fn read(&self) -> ShortcutStatus {
        let mut status = self.status.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match &*status {
                Some(known) => return known.clone(),
                None => status = self.written.wait(status).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}

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
    // The key server belongs to the main thread; the keys wait for the database, which may take longer
    // than a window should.
    if desktop_has_global_keys()
        && let Err(error) = app.plugin(tauri_plugin_global_shortcut::Builder::new().build())
    {
        tracing::warn!(%error, "global shortcuts cannot be had");
    }
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let keys = remembered(&app).unwrap_or_else(|| DEFAULT_KEYS.to_owned());
        let state = register(&app, &keys);
        let in_use = (state == ShortcutOutcome::Ready).then(|| keys.clone());
        note(&app, ShortcutStatus { keys, state, in_use });
    });
}

/// How the shortcut stands now. Waits until the first attempt of this start is over.
pub(crate) fn status(app: &AppHandle) -> ShortcutStatus {
    app.state::<ShortcutBook>().read()
}

/// Takes other keys. The old ones are given up only once the new ones work, so that a refusal leaves
/// everything as it was.
pub(crate) fn set(app: &AppHandle, keys: &str) -> ShortcutStatus {
    let standing = status(app);
    let before = standing.in_use.clone();
    if before.as_deref().is_some_and(|old| are_the_same(old, keys)) {
        return standing;
    }
    let mut outcome = register(app, keys);
    if outcome == ShortcutOutcome::Ready {
        if let Some(old) = &before {
            give_up(app, old);
        }
        if let Err(error) = remember(app, keys) {
            tracing::warn!(code = ?error.code, "shortcut works but could not be remembered");
            outcome = ShortcutOutcome::NotRemembered;
        }
    }
    let works = matches!(outcome, ShortcutOutcome::Ready | ShortcutOutcome::NotRemembered);
    let in_use = if works { Some(keys.to_owned()) } else { before };
    let now = ShortcutStatus { keys: keys.to_owned(), state: outcome, in_use };
    note(app, now.clone());
    now
}

/// The keys this computer remembers. Where there is no open database there are no settings either, and
/// the default keys do.
fn remembered(app: &AppHandle) -> Option<String> {
    app.state::<Arc<Host>>().app().and_then(|clinic| clinic.settings(Nothing {})).ok()?.shortcut
}

fn remember(app: &AppHandle, keys: &str) -> ApiResult<()> {
    let input = SettingsInput { shortcut: Some(Some(keys.to_owned())), ..SettingsInput::default() };
    app.state::<Arc<Host>>().app()?.settings_set(input).map(drop)
}

fn note(app: &AppHandle, status: ShortcutStatus) {
    tracing::info!(keys = status.keys, state = ?status.state, "capture shortcut");
    if let Err(error) = app.emit(CHANGED_EVENT, &status) {
        tracing::error!(%error, "shortcut state not passed on");
    }
    app.state::<ShortcutBook>().write(status);
}

fn register(app: &AppHandle, keys: &str) -> ShortcutOutcome {
    let shortcut = match usable(keys) {
        Ok(shortcut) => shortcut,
        Err(error) => {
            tracing::info!(keys, %error, "shortcut refused");
            return ShortcutOutcome::NotUsable;
        }
    };
    let Some(server) = app.try_state::<GlobalShortcut<tauri::Wry>>() else {
        return ShortcutOutcome::Unsupported;
    };
    let registered = server.on_shortcut(shortcut, |app, _, event| {
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

/// Whether two texts name the same keys: `Ctrl+Shift+K` and `CommandOrControl+Shift+K` do on Windows.
fn are_the_same(one: &str, other: &str) -> bool {
    matches!((usable(one), usable(other)), (Ok(one), Ok(other)) if one == other)
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
    fn other_spellings_of_the_keys_in_use_are_the_same_keys() {
        assert!(are_the_same("Alt+Shift+K", "Shift+Alt+KeyK"));
        assert!(!are_the_same("Alt+Shift+K", "Alt+Shift+J"));
        assert!(!are_the_same("K", "K"));
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
