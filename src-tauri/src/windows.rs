//! The two windows: made hidden, shown when their page has something to show. The one that is asked for at the start
//! is made first and alone; what else a running program has waits until one can type there.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
#[cfg(target_os = "linux")]
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use keepalive_api::types::Appearance;
use tauri::utils::config::Color;
use tauri::{
    AppHandle, Manager, PhysicalPosition, PhysicalSize, Theme, Url, WebviewWindow, WebviewWindowBuilder,
    Window, WindowEvent,
};

use crate::host::Host;
use crate::page_ended::Ended;
use crate::place::{Rect, fitted};
use crate::words::{self, Word};
use crate::{capture, shortcut, tray};

/// Label of the main window, as in `tauri.conf.json` and `capabilities/main.json`.
pub(crate) const MAIN: &str = "main";
/// Label of the quick capture window, as in `tauri.conf.json` and `capabilities/capture.json`.
pub(crate) const CAPTURE: &str = "capture";

/// A page that has not reported by then has failed. Its window is shown all the same: an empty window
/// can be closed and reported, an invisible one cannot.
const PAGE_READY_LIMIT: Duration = Duration::from_secs(10);

/// What stands behind a page until it has painted; the page's own `--bg`, so that nothing flashes.
const LIGHT_BACKGROUND: Color = Color(0xF1, 0xF4, 0xF3, 0xFF);
const DARK_BACKGROUND: Color = Color(0x0E, 0x15, 0x14, 0xFF);

/// Whether a page is ready and whether somebody waits to see it.
#[derive(Debug, Default)]
struct Page {
    ready: AtomicBool,
    wanted: AtomicBool,
    ended: Ended,
}

/// The pages of both windows, as they come up.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    main: Page,
    capture: Page,
    /// Moves the web view's own files out of the usual place.
    webview_data: OnceLock<PathBuf>,
    /// Held while a window is made, so that it is made once.
    making: Mutex<()>,
    start_is_finished: AtomicBool,
    said_that_it_stopped: AtomicBool,
}

impl Pages {
    /// Moves the web view's own files to this folder, for the windows made from now on.
    pub(crate) fn keep_files_in(&self, folder: PathBuf) {
        self.webview_data.get_or_init(|| folder);
    }

    /// Whether it was said before that a page stops again and again; from now on it was.
    pub(crate) fn said_that_it_stopped(&self) -> bool {
        self.said_that_it_stopped.swap(true, Ordering::SeqCst)
    }

    /// The process of this window's page has ended; what `judge` says of how often it did.
    pub(crate) fn page_ended(&self, label: &str, judge: impl FnOnce(&Ended) -> bool) -> bool {
        self.of(label).is_some_and(|page| {
            page.ready.store(false, Ordering::SeqCst);
            judge(&page.ended)
        })
    }

    fn of(&self, label: &str) -> Option<&Page> {
        match label {
            MAIN => Some(&self.main),
            CAPTURE => Some(&self.capture),
            _ => None,
        }
    }
}

/// Makes a window, hidden, unless it is there.
///
/// # Errors
/// The system refused the window or the configuration lacks it.
pub(crate) fn make(app: &AppHandle, label: &str) -> tauri::Result<()> {
    let pages = app.state::<Pages>();
    let _making = pages.making.lock().unwrap_or_else(PoisonError::into_inner);
    if app.get_webview_window(label).is_some() {
        return Ok(());
    }
    let window = make_beside_the_other(app, label)?;
    #[cfg(not(target_os = "macos"))]
    crate::page_ended::watch(&window)?;
    // As the computer is: only a window that is there knows.
    if app.state::<Arc<Host>>().appearance() == Appearance::System
        && matches!(window.theme(), Ok(Theme::Dark))
    {
        window.set_background_color(Some(DARK_BACKGROUND))?;
    }
    Ok(())
}

/// Makes a window whose page lives in the web process of the other window, if that is there: a second process takes as
/// much memory as the whole rest. Elsewhere the system's web view shares by itself.
#[cfg(target_os = "linux")]
fn make_beside_the_other(app: &AppHandle, label: &str) -> tauri::Result<WebviewWindow> {
    let Some(other) = app.webview_windows().into_values().next() else {
        return build(app, label, |builder| builder);
    };
    let (tell, told) = channel();
    let (app, label) = (app.clone(), label.to_owned());
    other.with_webview(move |view| {
        let built = build(&app, &label, |builder| builder.with_related_view(view.inner()));
        // Whoever asked waits below.
        drop(tell.send(built));
    })?;
    told.recv().map_err(|_| tauri::Error::FailedToReceiveMessage)?
}

#[cfg(not(target_os = "linux"))]
fn make_beside_the_other(app: &AppHandle, label: &str) -> tauri::Result<WebviewWindow> {
    build(app, label, |builder| builder)
}

type Builder<'a> = WebviewWindowBuilder<'a, tauri::Wry, AppHandle>;

fn build(
    app: &AppHandle,
    label: &str,
    more: impl FnOnce(Builder<'_>) -> Builder<'_>,
) -> tauri::Result<WebviewWindow> {
    let config = app.config().app.windows.iter().find(|config| config.label == label);
    let config = config.ok_or(tauri::Error::WindowNotFound)?;
    let appearance = app.state::<Arc<Host>>().appearance();
    let mut builder = WebviewWindowBuilder::from_config(app, config)?
        .background_color(if appearance == Appearance::Dark { DARK_BACKGROUND } else { LIGHT_BACKGROUND })
        .on_navigation(is_our_page);
    if let Some(folder) = app.state::<Pages>().webview_data.get() {
        builder = builder.data_directory(folder.clone());
    }
    if label == CAPTURE {
        builder = builder.title(words::now(app).say(Word::CaptureWindow));
    }
    more(builder).build()
}

/// Makes a window from where no window may be made: Windows waits for ever for one made while an event is handled.
fn make_soon(app: &AppHandle, labels: &'static [&'static str]) {
    let app = app.clone();
    std::thread::spawn(move || {
        for label in labels {
            if let Err(error) = make(&app, label) {
                tracing::error!(window = label, %error, "window could not be made");
            }
        }
    });
}

/// Brings up what a start does not wait for: the keys, the tray icon, the other window. Two pages that come up at
/// once each wait for the other.
fn finish_start(app: &AppHandle) {
    if app.state::<Pages>().start_is_finished.swap(true, Ordering::SeqCst) {
        return;
    }
    let running = app.clone();
    let put_up = app.run_on_main_thread(move || {
        shortcut::start(&running);
        tray::create(&running);
    });
    if let Err(error) = put_up {
        tracing::error!(%error, "no tray icon and no shortcut");
    }
    make_soon(app, &[MAIN, CAPTURE]);
}

/// A page may go to our own pages and nowhere else, whatever a link or a dropped file asks for.
fn is_our_page(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // WebView2 serves the same pages under a host name of their own.
        "http" | "https" => url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

/// Shows a window as soon as its page is ready, at once when it already is.
pub(crate) fn want(app: &AppHandle, label: &'static str) {
    if app.get_webview_window(label).is_none() {
        make_soon(app, if label == CAPTURE { &[CAPTURE] } else { &[MAIN] });
    }
    let pages = app.state::<Pages>();
    let Some(page) = pages.of(label) else { return };
    if page.ready.load(Ordering::SeqCst) {
        reveal(app, label);
        return;
    }
    if page.wanted.swap(true, Ordering::SeqCst) {
        return;
    }
    let app = app.clone();
    std::thread::spawn(move || {
        std::thread::sleep(PAGE_READY_LIMIT);
        if app.state::<Pages>().of(label).is_some_and(|page| page.wanted.swap(false, Ordering::SeqCst)) {
            tracing::warn!(window = label, "page not ready in time, window shown without it");
            reveal(&app, label);
            finish_start(&app);
        }
    });
}

/// Takes note that a page has painted, and shows its window if that was waited for.
pub(crate) fn page_is_ready(window: &WebviewWindow) {
    let app = window.app_handle();
    let pages = app.state::<Pages>();
    let Some(page) = pages.of(window.label()) else { return };
    page.ready.store(true, Ordering::SeqCst);
    tracing::info!(window = window.label(), "page ready");
    if page.wanted.swap(false, Ordering::SeqCst) {
        reveal(app, window.label());
    }
    finish_start(app);
}

fn reveal(app: &AppHandle, label: &str) {
    let shown = match label {
        CAPTURE => capture::reveal(app),
        _ => reveal_main(app),
    };
    if let Err(error) = shown {
        tracing::error!(window = label, %error, "window could not be shown");
    }
}

fn reveal_main(app: &AppHandle) -> tauri::Result<()> {
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

/// Closing hides where there is a way back (tray, dock), so that quick capture keeps working; where
/// there is none it quits, because a program nobody can reach is a program that hangs.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    let app = window.app_handle();
    if window.label() == CAPTURE {
        api.prevent_close();
        capture::hide(app);
    } else if cfg!(target_os = "macos") || tray::is_there(app) {
        api.prevent_close();
        if let Err(error) = window.hide() {
            tracing::error!(%error, "main window could not be hidden");
        }
    } else {
        app.exit(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_are_gone_to() {
        for ours in ["tauri://localhost/index.html", "http://tauri.localhost/capture.html"] {
            assert!(is_our_page(&Url::parse(ours).unwrap()), "{ours}");
        }
        let theirs = [
            "https://example.org/",
            "http://localhost:5173/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,hello",
            "tauri://localhost.example.org/",
        ];
        for url in theirs {
            assert!(!is_our_page(&Url::parse(url).unwrap()), "{url}");
        }
    }
}
