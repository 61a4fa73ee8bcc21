//! The quick capture window: there at one key, gone at one key, and the focus goes back.

use tauri::{AppHandle, Emitter, Manager, PhysicalPosition, WebviewWindow};

use crate::place::{Rect, over_the_work};
use crate::windows::{self, CAPTURE};

/// Told to the capture page when it comes up, so that the caret is in the field.
pub(crate) const SHOWN_EVENT: &str = "capture-shown";

/// Opens quick capture, or puts it away when it is what is being typed in.
pub(crate) fn toggle(app: &AppHandle) {
    let in_use = app
        .get_webview_window(CAPTURE)
        .is_some_and(|window| window.is_visible().unwrap_or(false) && window.is_focused().unwrap_or(false));
    if in_use { hide(app) } else { show(app) }
}

/// Opens quick capture over whatever is being worked in.
pub(crate) fn show(app: &AppHandle) {
    windows::want(app, CAPTURE);
}

/// Shows the window and puts the caret in its field.
///
/// # Errors
/// The system refused to show or focus it.
pub(crate) fn reveal(app: &AppHandle) -> tauri::Result<()> {
    let Some(window) = app.get_webview_window(CAPTURE) else { return Ok(()) };
    if let Err(error) = put_where_the_pointer_is(&window) {
        // Wayland tells no places: the window then stands where the compositor puts it.
        tracing::debug!(%error, "capture window not placed");
    }
    windows::show_in_front(&window)?;
    app.emit_to(CAPTURE, SHOWN_EVENT, ())
}

fn put_where_the_pointer_is(window: &WebviewWindow) -> tauri::Result<()> {
    let pointer = window.cursor_position()?;
    let Some(monitor) = window.monitor_from_point(pointer.x, pointer.y)? else { return Ok(()) };
    let size = windows::size_with_frame(window)?;
    let now = Rect { x: 0, y: 0, width: size.width, height: size.height };
    let place = over_the_work(now, windows::work_area(&monitor));
    window.set_position(PhysicalPosition::new(place.x, place.y))
}

/// Puts quick capture away. The window that was in use before gets the focus back: on Windows and
/// Linux the system does that for a hidden window, on macOS the whole program has to step back.
pub(crate) fn hide(app: &AppHandle) {
    let Some(window) = app.get_webview_window(CAPTURE) else { return };
    if let Err(error) = window.hide().and_then(|()| step_back(app)) {
        tracing::error!(%error, "capture window could not be hidden");
    }
}

#[cfg(target_os = "macos")]
fn step_back(app: &AppHandle) -> tauri::Result<()> {
    let main_in_use = match app.get_webview_window(windows::MAIN) {
        Some(main) => main.is_visible()?,
        None => false,
    };
    if main_in_use { Ok(()) } else { app.hide() }
}

#[cfg(not(target_os = "macos"))]
fn step_back(_app: &AppHandle) -> tauri::Result<()> {
    Ok(())
}
