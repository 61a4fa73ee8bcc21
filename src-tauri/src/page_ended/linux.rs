//! What WebKitGTK tells of a page's process.

use tauri::webview::PlatformWebview;
use webkit2gtk::WebViewExt;

/// Calls `ended` whenever the page's process has ended; on the thread of the windows.
pub(super) fn watch(view: &PlatformWebview, ended: impl Fn() + 'static) {
    view.inner().connect_web_process_terminated(move |_, _| ended());
}
