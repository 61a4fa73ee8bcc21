//! What WebView2 tells of a page's process.

use tauri::webview::PlatformWebview;
use webview2_com::Microsoft::Web::WebView2::Win32::{
    COREWEBVIEW2_PROCESS_FAILED_KIND_BROWSER_PROCESS_EXITED,
    COREWEBVIEW2_PROCESS_FAILED_KIND_RENDER_PROCESS_EXITED,
    COREWEBVIEW2_PROCESS_FAILED_KIND_RENDER_PROCESS_UNRESPONSIVE,
};
use webview2_com::ProcessFailedEventHandler;

use super::End;

/// Calls `ended` whenever the page's process has ended; on the thread of the windows. A page that only takes long is
/// waited for, and WebView2 starts its helpers again by itself.
pub(super) fn watch(view: &PlatformWebview, ended: impl Fn(End) + 'static) {
    let handler = ProcessFailedEventHandler::create(Box::new(move |_, told| {
        let mut kind = COREWEBVIEW2_PROCESS_FAILED_KIND_RENDER_PROCESS_UNRESPONSIVE;
        if let Some(told) = told {
            #[expect(unsafe_code, reason = "WebView2 is COM: it writes into a value that outlives the call")]
            unsafe {
                told.ProcessFailedKind(&raw mut kind)?;
            }
        }
        if kind == COREWEBVIEW2_PROCESS_FAILED_KIND_RENDER_PROCESS_EXITED {
            ended(End::OfThePage);
        } else if kind == COREWEBVIEW2_PROCESS_FAILED_KIND_BROWSER_PROCESS_EXITED {
            ended(End::OfTheEngine);
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
