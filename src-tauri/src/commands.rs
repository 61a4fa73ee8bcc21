//! One-line adapters between the pages and the code that does the work.

use keepalive_api::types::{
    ArchiveReport, BackupLook, BackupsView, ExportReport, SharingExported, SharingView,
};
use keepalive_api::{ApiError, ApiResult, ErrorCode};
use serde_json::Value as Json;
use tauri::ipc::{Invoke, Response};
use tauri::{AppHandle, Manager, WebviewWindow};

use crate::login::LoginStart;
use crate::shortcut::ShortcutStatus;
use crate::updates::Updates;
use crate::words::{self, Language, Word};
use crate::{capture, files, host, login, sharing, shortcut, updates, windows};

/// A page has painted and can be looked at. It says which language it speaks: menus and dialogs speak the same.
#[tauri::command]
fn page_ready(window: WebviewWindow, language: &str) {
    words::speak(window.app_handle(), Language::of_tag(language));
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

/// Whether the program starts when somebody signs in to this computer.
#[tauri::command]
async fn login_start(app: AppHandle) -> ApiResult<LoginStart> {
    host::off_the_main_thread(move || Ok(login::status(&app))).await
}

/// Starts the program at sign-in from now on, or no more.
#[tauri::command]
async fn set_login_start(app: AppHandle, on: bool) -> ApiResult<LoginStart> {
    host::off_the_main_thread(move || Ok(login::set(&app, on))).await
}

/// Whether this program can look for a new version.
#[tauri::command]
fn updates() -> Updates {
    updates::offered()
}

/// Looks for a new version, once.
#[tauri::command]
async fn look_for_update(app: AppHandle) -> Updates {
    updates::look(&app).await
}

/// Puts the new version in place and starts it.
#[tauri::command]
async fn install_update(app: AppHandle) -> Updates {
    updates::install(&app).await
}

/// Saves the chart where the person says.
#[tauri::command]
async fn save_chart(window: WebviewWindow, input: Json) -> ApiResult<Option<String>> {
    files::save_made(window, Word::SaveChart, "chart_file", input).await
}

/// Saves a filtered list where the person says.
#[tauri::command]
async fn save_list(window: WebviewWindow, input: Json) -> ApiResult<Option<String>> {
    files::save_made(window, Word::SaveList, "list_file", input).await
}

/// Saves the report where the person says.
#[tauri::command]
async fn save_report(window: WebviewWindow, input: Json) -> ApiResult<Option<String>> {
    files::save_made(window, Word::SaveReport, "report_file", input).await
}

/// Prints the page through the window's own print: the page's print does nothing on macOS.
#[tauri::command]
fn print_page(window: WebviewWindow) -> ApiResult<()> {
    window
        .print()
        .map_err(|error| ApiError::new(ErrorCode::File, format!("The page was not printed: {error}.")))
}

/// Asks what to import.
#[tauri::command]
async fn pick_import(window: WebviewWindow, folder: bool) -> ApiResult<Option<String>> {
    files::pick_import(window, folder).await
}

/// What was picked most likely is.
#[tauri::command]
async fn open_import(window: WebviewWindow) -> ApiResult<Json> {
    files::import(window, "import_open", Json::Null).await
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
async fn save_tables(window: WebviewWindow, zip: bool) -> ApiResult<Option<ExportReport>> {
    files::save_tables(window, zip).await
}

/// Writes the whole history as an archive where the person says.
#[tauri::command]
async fn save_archive(window: WebviewWindow) -> ApiResult<Option<ArchiveReport>> {
    files::save_archive(window).await
}

/// Reads the archive that was picked into an empty app.
#[tauri::command]
async fn take_archive(window: WebviewWindow) -> ApiResult<Json> {
    files::import(window, "import_archive", Json::Null).await
}

/// Asks for a second place for backups.
#[tauri::command]
async fn pick_backup_place(window: WebviewWindow) -> ApiResult<Option<BackupsView>> {
    files::pick_backup_place(window).await
}

/// Asks for a database file to restore.
#[tauri::command]
async fn pick_backup_file(window: WebviewWindow) -> ApiResult<Option<BackupLook>> {
    files::pick_backup_file(window).await
}

/// Brings the database file that was picked back.
#[tauri::command]
async fn restore_picked_file(window: WebviewWindow) -> ApiResult<Json> {
    files::restore_picked_file(window).await
}

/// Asks for the folder that the clinic's desks share, and begins.
#[tauri::command]
async fn pick_shared_folder(window: WebviewWindow) -> ApiResult<Option<SharingView>> {
    sharing::pick_shared_folder(window).await
}

/// Asks for this desk's access file, and begins sharing over its database.
#[tauri::command]
async fn pick_access_file(window: WebviewWindow) -> ApiResult<Option<SharingView>> {
    sharing::pick_access_file(window).await
}

/// Asks for this desk's access file, and moves from the folder to its database.
#[tauri::command]
async fn pick_move_access(window: WebviewWindow) -> ApiResult<Option<SharingView>> {
    sharing::pick_move_access(window).await
}

/// Asks for this desk's access file for the database of the clinic to join.
#[tauri::command]
async fn pick_join_access(window: WebviewWindow) -> ApiResult<Option<String>> {
    sharing::pick_join_access(window).await
}

/// Asks for the folder of the clinic to join.
#[tauri::command]
async fn pick_join_folder(window: WebviewWindow) -> ApiResult<Option<String>> {
    sharing::pick_join_folder(window).await
}

/// Answers the invitation that lies there and that a code opens.
#[tauri::command]
async fn answer_invite(window: WebviewWindow, code: String) -> ApiResult<Json> {
    sharing::answer_invite(window, code).await
}

/// Opens what lies there with a recovery sheet.
#[tauri::command]
async fn open_sheet(window: WebviewWindow, sheet: String) -> ApiResult<Json> {
    sharing::open_sheet(window, sheet).await
}

/// Saves the recovery sheet that is shown where the person says.
#[tauri::command]
async fn save_sheet(window: WebviewWindow, input: Json) -> ApiResult<Option<String>> {
    files::save_made(window, Word::SaveReport, "sharing_sheet_file", input).await
}

/// Writes everything this desk holds where the person says, for another desk of the clinic.
#[tauri::command]
async fn save_entries(window: WebviewWindow) -> ApiResult<Option<SharingExported>> {
    sharing::save_entries(window).await
}

/// Asks for the file that another desk wrote, and takes in what is in it.
#[tauri::command]
async fn bring_entries(window: WebviewWindow) -> ApiResult<Json> {
    sharing::bring_entries(window).await
}

/// Which copies there are where the database cannot be opened.
#[tauri::command]
async fn rescue(window: WebviewWindow, input: Json) -> ApiResult<Response> {
    host::run(window, "rescue", input).await
}

/// What such a copy holds.
#[tauri::command]
async fn rescue_look(window: WebviewWindow, input: Json) -> ApiResult<Response> {
    host::run(window, "rescue_look", input).await
}

/// Puts such a copy in the damaged database's place.
#[tauri::command]
async fn rescue_restore(window: WebviewWindow, input: Json) -> ApiResult<Response> {
    host::run(window, "rescue_restore", input).await
}

/// Sets the damaged database aside, to begin anew.
#[tauri::command]
async fn rescue_begin_anew(window: WebviewWindow, input: Json) -> ApiResult<Response> {
    host::run(window, "rescue_begin_anew", input).await
}

/// Declares one adapter per command of the api, and the handler that knows them all.
///
/// The input stays JSON here: the api reads it, so that a wrong shape is answered as every other refusal.
macro_rules! adapters {
    ($($(#[doc = $doc:literal])* $name:ident($windows:ident): $input:ty => $reply:ty;)*) => {
        $(
            $(#[doc = $doc])*
            #[tauri::command]
            async fn $name(window: WebviewWindow, input: Json) -> ApiResult<Response> {
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
                login_start,
                set_login_start,
                updates,
                look_for_update,
                install_update,
                save_chart,
                save_list,
                save_report,
                print_page,
                pick_import,
                open_import,
                preview_import,
                run_import,
                save_tables,
                save_archive,
                take_archive,
                pick_backup_place,
                pick_backup_file,
                restore_picked_file,
                pick_shared_folder,
                pick_access_file,
                pick_move_access,
                pick_join_access,
                pick_join_folder,
                answer_invite,
                open_sheet,
                save_sheet,
                save_entries,
                bring_entries,
                rescue,
                rescue_look,
                rescue_restore,
                rescue_begin_anew,
                $($name,)*
            ]
        }
    };
}

keepalive_api::for_each_command!(adapters);
