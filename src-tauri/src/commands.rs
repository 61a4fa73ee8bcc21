//! One-line adapters between the pages and the code that does the work.

use keepalive_api::ApiResult;
use keepalive_api::types::ExportReport;
use serde_json::Value as Json;
use tauri::ipc::Invoke;
use tauri::{AppHandle, WebviewWindow};

use crate::shortcut::ShortcutStatus;
use crate::{capture, files, host, shortcut, windows};

/// A page has painted and can be looked at.
#[tauri::command]
fn page_ready(window: WebviewWindow) {
    windows::page_is_ready(&window);
}

/// Brings the main window to the front.
#[tauri::command]
fn open_main(app: AppHandle) {
    windows::want(&app, windows::MAIN);
}

/// Opens quick capture.
#[tauri::command]
fn show_capture(app: AppHandle) {
    capture::show(&app);
}

/// Puts quick capture away and gives the focus back.
#[tauri::command]
fn hide_capture(app: AppHandle) {
    capture::hide(&app);
}

/// How the global shortcut stands.
#[tauri::command]
async fn capture_shortcut(app: AppHandle) -> ApiResult<ShortcutStatus> {
    host::off_the_main_thread(move || Ok(shortcut::status(&app))).await
}

/// Takes other keys for quick capture; the default ones where none are named.
#[tauri::command]
async fn set_capture_shortcut(app: AppHandle, keys: Option<String>) -> ApiResult<ShortcutStatus> {
    host::off_the_main_thread(move || {
        Ok(shortcut::set(&app, keys.as_deref().unwrap_or(shortcut::DEFAULT_KEYS)))
    })
    .await
}

/// Saves the chart where the person says.
#[tauri::command]
async fn save_chart(window: WebviewWindow, input: Json) -> ApiResult<Option<String>> {
    files::save_chart(window, input).await
}

/// Asks what to import.
#[tauri::command]
async fn pick_import(window: WebviewWindow, folder: bool) -> ApiResult<Option<String>> {
    files::pick_import(window, folder).await
}

/// What importing it would do.
#[tauri::command]
async fn preview_import(window: WebviewWindow, input: Json) -> ApiResult<Json> {
    files::import(window, "import_preview", input).await
}

/// Imports it, all or nothing.
#[tauri::command]
async fn run_import(window: WebviewWindow, input: Json) -> ApiResult<Json> {
    files::import(window, "import_run", input).await
}

/// Writes the whole record as tables where the person says.
#[tauri::command]
async fn save_tables(window: WebviewWindow) -> ApiResult<Option<ExportReport>> {
    files::save_tables(window).await
}

/// Declares one adapter per command of the api, and the handler that knows them all.
///
/// The input stays JSON here: the api reads it, so that a wrong shape is answered as every other refusal.
macro_rules! adapters {
    ($($(#[doc = $doc:literal])* $name:ident($windows:ident): $input:ty => $reply:ty;)*) => {
        $(
            $(#[doc = $doc])*
            #[tauri::command]
            async fn $name(window: WebviewWindow, input: Json) -> ApiResult<Json> {
                host::run(window, stringify!($name), input).await
            }
        )*

        /// Every command a page can name; what a window may call stands in its capability file.
        pub(crate) fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
            tauri::generate_handler![
                page_ready,
                open_main,
                show_capture,
                hide_capture,
                capture_shortcut,
                set_capture_shortcut,
                save_chart,
                pick_import,
                preview_import,
                run_import,
                save_tables,
                $($name,)*
            ]
        }
    };
}

keepalive_api::for_each_command!(adapters);
