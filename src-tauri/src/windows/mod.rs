//! The two windows: made hidden, shown when their page has something to show. The one that is asked for at the start
//! is made first and alone; what else a running program has waits until one can type there.

mod front;
mod make;

pub(crate) use front::{show_in_front, size_with_frame, work_area};
pub(crate) use make::make;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

use tauri::{AppHandle, Manager, WebviewWindow, Window, WindowEvent};

use crate::page_ended::Ended;
use crate::{capture, shortcut, tray};

/// Label of the main window, as in `tauri.conf.json` and `capabilities/main.json`.
pub(crate) const MAIN: &str = "main";
/// Label of the quick capture window, as in `tauri.conf.json` and `capabilities/capture.json`.
pub(crate) const CAPTURE: &str = "capture";

/// A page that has not reported by then has failed. Its window is shown all the same: an empty window
/// can be closed and reported, an invisible one cannot.
const PAGE_READY_LIMIT: Duration = Duration::from_secs(10);

/// Whether a page is ready and whether somebody waits to see it.
#[derive(Debug, Default)]
struct Page {
    ready: AtomicBool,
    wanted: AtomicBool,
    /// Its process ended and it was not loaded again: it waits for somebody to ask for it.
    stopped: AtomicBool,
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

    /// The process of this window's page has ended; whether it is loaded again is for `judge` to say.
    pub(crate) fn page_ended(&self, label: &str, judge: impl FnOnce(&Ended) -> bool) -> bool {
        self.of(label).is_some_and(|page| {
            page.ready.store(false, Ordering::SeqCst);
            let again = judge(&page.ended);
            page.stopped.store(!again, Ordering::SeqCst);
            again
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
    if page.stopped.swap(false, Ordering::SeqCst)
        && let Some(window) = app.get_webview_window(label)
        && let Err(error) = window.reload()
    {
        tracing::error!(window = label, %error, "the page could not be loaded again");
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
        _ => front::reveal_main(app),
    };
    if let Err(error) = shown {
        tracing::error!(window = label, %error, "window could not be shown");
    }
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
