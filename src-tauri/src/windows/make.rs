//! A window with its page, hidden, beside the other one where that saves a process.

#[cfg(target_os = "linux")]
use std::sync::mpsc::channel;
use std::sync::{Arc, PoisonError};

use keepalive_api::types::Appearance;
use tauri::utils::config::Color;
use tauri::{AppHandle, Manager, Theme, Url, WebviewWindow, WebviewWindowBuilder};

use super::{CAPTURE, Pages};
use crate::host::Host;
use crate::words::{self, Word};

/// What stands behind a page until it has painted; the page's own `--bg`, so that nothing flashes.
const LIGHT_BACKGROUND: Color = Color(0xF1, 0xF4, 0xF3, 0xFF);
const DARK_BACKGROUND: Color = Color(0x0E, 0x15, 0x14, 0xFF);

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

/// A page may go to our own pages and nowhere else, whatever a link or a dropped file asks for.
fn is_our_page(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // WebView2 serves the same pages under a host name of their own.
        "http" | "https" => url.host_str() == Some("tauri.localhost"),
        _ => false,
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
