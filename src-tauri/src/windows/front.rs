//! A window is shown on a monitor that is there, and has the keys.

use tauri::{AppHandle, Manager, PhysicalPosition, PhysicalSize, WebviewWindow};

use super::MAIN;
use crate::place::{Rect, fitted};

/// Shows the main window where it was, on a monitor that is there.
///
/// # Errors
/// The system refused it.
pub(super) fn reveal_main(app: &AppHandle) -> tauri::Result<()> {
    let Some(window) = app.get_webview_window(MAIN) else { return Ok(()) };
    if !window.is_visible()? && !window.is_maximized()? {
        put_on_a_live_monitor(&window)?;
    }
    window.unminimize()?;
    show_in_front(&window)
}

/// Shows a window and gives it the keys.
///
/// # Errors
/// The system refused it.
#[cfg(target_os = "linux")]
pub(crate) fn show_in_front(window: &WebviewWindow) -> tauri::Result<()> {
    use gtk::prelude::{GtkWindowExt, WidgetExt};
    // The window library puts off showing and drops a request for the keys until then, so that a window
    // came up without them. GTK is asked for both at once.
    let shown = window.clone();
    window.run_on_main_thread(move || match shown.gtk_window() {
        Ok(gtk_window) => {
            gtk_window.show_all();
            gtk_window.present();
        }
        Err(error) => tracing::error!(%error, "window not shown"),
    })
}

/// Shows a window and gives it the keys.
///
/// # Errors
/// The system refused it.
#[cfg(not(target_os = "linux"))]
pub(crate) fn show_in_front(window: &WebviewWindow) -> tauri::Result<()> {
    window.show()?;
    window.set_focus()
}

/// The remembered place may be on a monitor that is gone or smaller now.
fn put_on_a_live_monitor(window: &WebviewWindow) -> tauri::Result<()> {
    let (outer, inner) = (size_with_frame(window)?, window.inner_size()?);
    let position = window.outer_position()?;
    let now = Rect { x: position.x, y: position.y, width: outer.width, height: outer.height };
    let monitors: Vec<Rect> = window.available_monitors()?.iter().map(work_area).collect();
    let fit = fitted(now, &monitors);
    if (fit.width, fit.height) != (now.width, now.height) {
        let frame = (outer.width.saturating_sub(inner.width), outer.height.saturating_sub(inner.height));
        window.set_size(PhysicalSize::new(
            fit.width.saturating_sub(frame.0),
            fit.height.saturating_sub(frame.1),
        ))?;
    }
    if (fit.x, fit.y) != (now.x, now.y) {
        window.set_position(PhysicalPosition::new(fit.x, fit.y))?;
    }
    Ok(())
}

/// The size a window takes up. On Linux a window that was never shown has no frame yet, and what is told
/// as its outer size is no size at all.
pub(crate) fn size_with_frame(window: &WebviewWindow) -> tauri::Result<PhysicalSize<u32>> {
    if cfg!(target_os = "linux") { window.inner_size() } else { window.outer_size() }
}

/// The part of a monitor that no task bar or menu bar covers.
pub(crate) fn work_area(monitor: &tauri::Monitor) -> Rect {
    let area = monitor.work_area();
    Rect { x: area.position.x, y: area.position.y, width: area.size.width, height: area.size.height }
}
