//! The menu bar of macOS. Without an Edit menu its text fields know no copy and paste.
//!
//! Windows and Linux have no menu bar: there the page's own bars, palette and key sheet carry it all.

use tauri::menu::{AboutMetadata, Menu, MenuEvent, MenuItem, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Emitter};

use crate::capture;
use crate::windows::{self, MAIN};

/// Told to the main page with the name of the act chosen in the menu.
pub(crate) const CHOSEN_EVENT: &str = "menu-chosen";

const LOG: &str = "log";
/// Acts the page does itself; the ids are those of its table of shortcuts.
const PAGE_ACTS: [&str; 3] = ["settings", "search", "keys"];

/// Builds the menu bar.
///
/// # Errors
/// The system refused an item.
pub(crate) fn build(app: &AppHandle) -> tauri::Result<Menu<tauri::Wry>> {
    Menu::with_items(app, &[&keepalive(app)?, &file(app)?, &edit(app)?, &window(app)?, &help(app)?])
}

fn item(app: &AppHandle, id: &str, text: &str, keys: Option<&str>) -> tauri::Result<MenuItem<tauri::Wry>> {
    MenuItem::with_id(app, id, text, true, keys)
}

fn keepalive(app: &AppHandle) -> tauri::Result<Submenu<tauri::Wry>> {
    let about = AboutMetadata {
        name: Some("Keepalive".to_owned()),
        version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        license: Some(env!("CARGO_PKG_LICENSE").to_owned()),
        ..AboutMetadata::default()
    };
    Submenu::with_items(
        app,
        "Keepalive",
        true,
        &[
            &PredefinedMenuItem::about(app, None, Some(about))?,
            &PredefinedMenuItem::separator(app)?,
            &item(app, "settings", "Settings...", Some("Cmd+,"))?,
            &PredefinedMenuItem::separator(app)?,
            &PredefinedMenuItem::services(app, None)?,
            &PredefinedMenuItem::separator(app)?,
            &PredefinedMenuItem::hide(app, None)?,
            &PredefinedMenuItem::hide_others(app, None)?,
            &PredefinedMenuItem::show_all(app, None)?,
            &PredefinedMenuItem::separator(app)?,
            &PredefinedMenuItem::quit(app, None)?,
        ],
    )
}

fn file(app: &AppHandle) -> tauri::Result<Submenu<tauri::Wry>> {
    Submenu::with_items(
        app,
        "File",
        true,
        &[
            &item(app, LOG, "Log something", Some("Cmd+N"))?,
            &PredefinedMenuItem::separator(app)?,
            &PredefinedMenuItem::close_window(app, None)?,
        ],
    )
}

fn edit(app: &AppHandle) -> tauri::Result<Submenu<tauri::Wry>> {
    Submenu::with_items(
        app,
        "Edit",
        true,
        &[
            &PredefinedMenuItem::undo(app, None)?,
            &PredefinedMenuItem::redo(app, None)?,
            &PredefinedMenuItem::separator(app)?,
            &PredefinedMenuItem::cut(app, None)?,
            &PredefinedMenuItem::copy(app, None)?,
            &PredefinedMenuItem::paste(app, None)?,
            &PredefinedMenuItem::select_all(app, None)?,
            &PredefinedMenuItem::separator(app)?,
            &item(app, "search", "Find", Some("Cmd+F"))?,
        ],
    )
}

fn window(app: &AppHandle) -> tauri::Result<Submenu<tauri::Wry>> {
    Submenu::with_items(
        app,
        "Window",
        true,
        &[
            &PredefinedMenuItem::minimize(app, None)?,
            &PredefinedMenuItem::maximize(app, None)?,
            &PredefinedMenuItem::fullscreen(app, None)?,
        ],
    )
}

fn help(app: &AppHandle) -> tauri::Result<Submenu<tauri::Wry>> {
    Submenu::with_items(app, "Help", true, &[&item(app, "keys", "Keyboard shortcuts", None)?])
}

/// Does what was chosen, or passes it to the main page.
pub(crate) fn on_event(app: &AppHandle, event: &MenuEvent) {
    let id = event.id().as_ref();
    if id == LOG {
        capture::show(app);
    } else if PAGE_ACTS.contains(&id) {
        windows::want(app, MAIN);
        if let Err(error) = app.emit_to(MAIN, CHOSEN_EVENT, id) {
            tracing::error!(%error, act = id, "menu choice not passed on");
        }
    }
}
