//! One-line adapters between the pages and the code that does the work.

use tauri::ipc::Invoke;
use tauri::{AppHandle, WebviewWindow};

use crate::shortcut::ShortcutStatus;
use crate::{capture, shortcut, windows};

/// A page has painted and can be looked at.
#[tauri::command]
fn page_ready(window: WebviewWindow) {
    windows::page_is_ready(&window);
}

/// Brings the main window to the front.
#[tauri::command]
fn open_main(app: AppHandle) {
    windows::want(&app, windows::MAIN);
}

/// Opens quick capture.
#[tauri::command]
fn show_capture(app: AppHandle) {
    capture::show(&app);
}

/// Puts quick capture away and gives the focus back.
#[tauri::command]
fn hide_capture(app: AppHandle) {
    capture::hide(&app);
}

/// How the global shortcut stands.
#[tauri::command]
fn capture_shortcut(app: AppHandle) -> ShortcutStatus {
    shortcut::status(&app)
}

/// Takes other keys for quick capture.
#[tauri::command]
fn set_capture_shortcut(app: AppHandle, keys: String) -> ShortcutStatus {
    shortcut::set(&app, &keys)
}

/// Every command a page can name; what a window may call stands in its capability file.
pub(crate) fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        page_ready,
        open_main,
        show_capture,
        hide_capture,
        capture_shortcut,
        set_capture_shortcut,
    ]
}
