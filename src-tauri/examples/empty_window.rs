//! A Tauri window with one empty field and nothing behind it: what the cold start of the app is measured against
//! (`cargo xtask bench P5`). It says on standard error when its page can be typed in.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use tauri::http::{Response, header::CONTENT_TYPE};
use tauri::webview::PageLoadEvent;
use tauri::{WebviewUrl, WebviewWindowBuilder};

/// The whole page.
const PAGE: &[u8] = b"<!doctype html><html lang=en><title>Empty</title><input autofocus></html>";

/// The size of the app's own main window (`tauri.conf.json`).
const SIZE: (f64, f64) = (1360.0, 900.0);

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .register_uri_scheme_protocol("empty", |_, _| {
            let mut response = Response::new(PAGE.to_vec());
            response.headers_mut().insert(CONTENT_TYPE, tauri::http::HeaderValue::from_static("text/html"));
            response
        })
        .setup(|app| {
            let page = WebviewUrl::CustomProtocol("empty://localhost/".parse()?);
            WebviewWindowBuilder::new(app, "empty", page)
                .inner_size(SIZE.0, SIZE.1)
                .on_page_load(|_, load| {
                    if load.event() == PageLoadEvent::Finished {
                        eprintln!("page ready window=\"empty\"");
                    }
                })
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
