//! What WebView2 tells of a page's process.

use tauri::webview::PlatformWebview;
use webview2_com::Microsoft::Web::WebView2::Win32::{
    COREWEBVIEW2_PROCESS_FAILED_KIND, COREWEBVIEW2_PROCESS_FAILED_KIND_RENDER_PROCESS_EXITED,
    COREWEBVIEW2_PROCESS_FAILED_KIND_RENDER_PROCESS_UNRESPONSIVE, ICoreWebView2ProcessFailedEventArgs,
};
use webview2_com::ProcessFailedEventHandler;

/// Calls `ended` whenever the page's process has ended; on the thread of the windows. A page that only takes long is
/// waited for, and WebView2 starts its helpers again by itself.
pub(super) fn watch(view: &PlatformWebview, ended: impl Fn() + 'static) {
    let handler = ProcessFailedEventHandler::create(Box::new(move |_, told| {
        if told.as_ref().map(kind).transpose()?.is_some_and(is_the_pages) {
            ended();
        }
        Ok(())
    }));
    let mut token = 0;
    #[expect(
        unsafe_code,
        reason = "WebView2 is COM: both calls take living references, and the token outlives its call"
    )]
    let watched = unsafe {
        view.controller().CoreWebView2().and_then(|core| core.add_ProcessFailed(&handler, &raw mut token))
    };
    if let Err(error) = watched {
        tracing::error!(%error, "nobody looks after the page's process");
    }
}

fn is_the_pages(kind: COREWEBVIEW2_PROCESS_FAILED_KIND) -> bool {
    kind == COREWEBVIEW2_PROCESS_FAILED_KIND_RENDER_PROCESS_EXITED
}

fn kind(
    told: &ICoreWebView2ProcessFailedEventArgs,
) -> webview2_com::windows_core::Result<COREWEBVIEW2_PROCESS_FAILED_KIND> {
    let mut kind = COREWEBVIEW2_PROCESS_FAILED_KIND_RENDER_PROCESS_UNRESPONSIVE;
    #[expect(unsafe_code, reason = "WebView2 is COM: it writes into a value that outlives the call")]
    unsafe {
        told.ProcessFailedKind(&raw mut kind)?;
    }
    Ok(kind)
}
