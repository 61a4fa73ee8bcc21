//! A page whose own process ended (a crash of the web view, no memory left): it is loaded again by itself, with its view,
//! draft and undo, as after any reload. One that keeps ending is not tried for ever; a dialog of the system says so, and
//! it is tried once more when somebody asks for its window.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(windows)]
mod windows;

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tauri::{AppHandle, Manager, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};

use crate::windows::Pages;
use crate::words::{self, Word};

/// A page that ended this often within [`WITHIN`] ends for a reason of its own, and would end again.
const MOST_TIMES: usize = 3;
const WITHIN: Duration = Duration::from_mins(1);

/// What has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// The page's own process: it can be loaded again.
    OfThePage,
    /// The engine behind all pages, which leaves no view to load a page into. Only WebView2 tells it.
    #[cfg_attr(
        not(windows),
        expect(dead_code, reason = "other engines end with their pages or with the program")
    )]
    OfTheEngine,
}

/// When a page's process ended lately.
#[derive(Debug, Default)]
pub(crate) struct Ended(Mutex<Vec<Instant>>);

impl Ended {
    /// Takes note that it ended; whether it is to be loaded again.
    fn again(&self, now: Instant) -> bool {
        let mut times = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        times.retain(|time| now.duration_since(*time) < WITHIN);
        times.push(now);
        times.len() <= MOST_TIMES
    }
}

/// Looks after a window's page from now on. macOS tells it to the whole program instead ([`ended`] is called from there).
///
/// # Errors
/// The web view is gone already.
#[cfg(not(target_os = "macos"))]
pub(crate) fn watch(window: &WebviewWindow) -> tauri::Result<()> {
    let ours = window.clone();
    #[cfg(target_os = "linux")]
    return window.with_webview(move |view| linux::watch(&view, move || ended(&ours, End::OfThePage)));
    #[cfg(windows)]
    return window.with_webview(move |view| windows::watch(&view, move |end| ended(&ours, end)));
}

/// A window's page has ended: it is loaded again, or, if it does so again and again, that is said.
pub(crate) fn ended(window: &WebviewWindow, end: End) {
    let app = window.app_handle();
    let judge = |ended: &Ended| ended.again(Instant::now()) && end == End::OfThePage;
    let again = app.state::<Pages>().page_ended(window.label(), judge);
    tracing::error!(window = window.label(), again, "the page's process ended");
    if !again {
        say_that_it_stopped(app);
    } else if let Err(error) = window.reload() {
        tracing::error!(window = window.label(), %error, "the page could not be loaded again");
        say_that_it_stopped(app);
    }
}

/// Once: both windows' pages end with the process they share.
fn say_that_it_stopped(app: &AppHandle) {
    if app.state::<Pages>().said_that_it_stopped() {
        return;
    }
    let words = words::now(app);
    app.dialog()
        .message(words.say(Word::PageStopped))
        .title(words.say(Word::PageStoppedTitle))
        .kind(MessageDialogKind::Error)
        .show(|_| {});
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_loaded_again_three_times_a_minute() {
        let ended = Ended::default();
        let start = Instant::now();
        let after = |seconds| ended.again(start + Duration::from_secs(seconds));
        assert_eq!([after(0), after(10), after(20), after(30)], [true, true, true, false]);
        // 59 s: those of 0 to 30 s count still. 91 s: only the one of 59 s.
        assert_eq!([after(59), after(91), after(92)], [false, true, true]);
    }
}
