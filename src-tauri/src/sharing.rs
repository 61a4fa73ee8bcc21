//! Where a clinic's desks meet, as somebody picks it: a shared folder, or this desk's access file for a database. And the
//! file in which entries are carried from one desk to another.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use keepalive_api::types::{PathInput, SharingExported, SharingView};
use keepalive_api::{ApiError, ApiResult, App};
use serde_json::Value as Json;
use tauri::{Manager, WebviewWindow};
use tauri_plugin_dialog::FileDialogBuilder;

use crate::files::{dialog, name_of, picked, text_of, with_path};
use crate::host::{self, Host};
use crate::words::Word;

/// The ending of a file in which entries are carried.
const ENTRIES_ENDING: &str = "keepalive";

/// The folder, or access file, that was picked to join a clinic by last.
#[derive(Debug, Default)]
pub(crate) struct PickedClinic(Mutex<Option<PathBuf>>);

/// Asks for the folder that the clinic's desks share, and begins sharing there. Answers how sharing stands then, nothing
/// when cancelled.
///
/// # Errors
/// The folder cannot be used; sharing is then as it was.
pub(crate) async fn pick_shared_folder(window: WebviewWindow) -> ApiResult<Option<SharingView>> {
    let host = Arc::clone(&window.state::<Arc<Host>>());
    host::off_the_main_thread(move || {
        let Some(folder) = picked(dialog(&window, Word::SharedFolder).blocking_pick_folder())? else {
            return Ok(None);
        };
        host.app()?.sharing_begin(PathInput { path: text_of(&folder)? }).map(Some)
    })
    .await
}

/// Asks for this desk's access file, and begins sharing over its database. Answers how sharing stands then, nothing when
/// cancelled.
///
/// # Errors
/// The database cannot be used; sharing is then as it was.
pub(crate) async fn pick_access_file(window: WebviewWindow) -> ApiResult<Option<SharingView>> {
    with_access(window, App::sharing_begin_database).await
}

/// Asks for this desk's access file, and moves from the folder to its database. Answers how sharing stands then, nothing
/// when cancelled.
///
/// # Errors
/// The folder or the database cannot be used; this desk then goes on in the folder.
pub(crate) async fn pick_move_access(window: WebviewWindow) -> ApiResult<Option<SharingView>> {
    with_access(window, App::sharing_move).await
}

/// Asks for this desk's access file and goes on with it.
async fn with_access(
    window: WebviewWindow,
    act: fn(&App, PathInput) -> ApiResult<SharingView>,
) -> ApiResult<Option<SharingView>> {
    let host = Arc::clone(&window.state::<Arc<Host>>());
    host::off_the_main_thread(move || {
        let Some(file) = picked(access_dialog(&window).blocking_pick_file())? else { return Ok(None) };
        let app = host.app()?;
        act(&app, PathInput { path: text_of(&file)? }).map(Some)
    })
    .await
}

/// Asks for the folder of the clinic to join. Answers its name, nothing when cancelled.
///
/// # Errors
/// What was picked is no place on a disk.
pub(crate) async fn pick_join_folder(window: WebviewWindow) -> ApiResult<Option<String>> {
    host::off_the_main_thread(move || {
        let folder = picked(dialog(&window, Word::SharedFolder).blocking_pick_folder())?;
        Ok(folder.map(|folder| keep_for_joining(&window, folder)))
    })
    .await
}

/// Asks for this desk's access file for the database of the clinic to join. Answers its name, nothing when cancelled.
///
/// # Errors
/// What was picked is no place on a disk.
pub(crate) async fn pick_join_access(window: WebviewWindow) -> ApiResult<Option<String>> {
    host::off_the_main_thread(move || {
        let file = picked(access_dialog(&window).blocking_pick_file())?;
        Ok(file.map(|file| keep_for_joining(&window, file)))
    })
    .await
}

/// Asks where to save everything this desk holds, for another desk of the clinic, and writes it there. Nothing when
/// cancelled.
///
/// # Errors
/// This desk does not share, or the file cannot be written; an older one of that name is whole then.
pub(crate) async fn save_entries(window: WebviewWindow) -> ApiResult<Option<SharingExported>> {
    let host = Arc::clone(&window.state::<Arc<Host>>());
    host::off_the_main_thread(move || {
        let dialog = dialog(&window, Word::SaveEntries).add_filter("Keepalive", &[ENTRIES_ENDING]);
        let name = format!("keepalive-entries.{ENTRIES_ENDING}");
        let Some(file) = picked(dialog.set_file_name(&name).blocking_save_file())? else { return Ok(None) };
        host.app()?.sharing_export(PathInput { path: text_of(&file)? }).map(Some)
    })
    .await
}

/// Asks for the file that another desk of the clinic wrote, and takes in what is in it. Answers what came as JSON, `null`
/// when cancelled.
///
/// # Errors
/// This desk does not share, or the file is not to be taken in; nothing was changed then.
pub(crate) async fn bring_entries(window: WebviewWindow) -> ApiResult<Json> {
    let host = Arc::clone(&window.state::<Arc<Host>>());
    let asking = window.clone();
    let reply = host::off_the_main_thread(move || {
        let dialog = dialog(&asking, Word::BringEntries).add_filter("Keepalive", &[ENTRIES_ENDING]);
        let Some(file) = picked(dialog.add_filter("*", &["*"]).blocking_pick_file())? else {
            return Ok(Json::Null);
        };
        host.app()?.call_host("sharing_import", with_path(Json::Null, &file)?)
    })
    .await?;
    host::tell_the_other_page(&window, &reply);
    Ok(reply)
}

/// Keeps what was picked for the code that is typed next. Its name.
fn keep_for_joining(window: &WebviewWindow, path: PathBuf) -> String {
    let name = name_of(&path);
    *window.state::<PickedClinic>().0.lock().unwrap_or_else(PoisonError::into_inner) = Some(path);
    name
}

fn access_dialog(window: &WebviewWindow) -> FileDialogBuilder<tauri::Wry> {
    dialog(window, Word::AccessFile).add_filter("JSON", &["json"]).add_filter("*", &["*"])
}

/// Answers the invitation that lies where somebody picked and that a code opens.
///
/// # Errors
/// Nothing was picked, or the command's own refusal.
pub(crate) async fn answer_invite(window: WebviewWindow, code: String) -> ApiResult<Json> {
    at_picked(window, "sharing_answer", serde_json::json!({ "code": code })).await
}

/// Opens what lies where somebody picked with a recovery sheet.
///
/// # Errors
/// Nothing was picked, or the command's own refusal.
pub(crate) async fn open_sheet(window: WebviewWindow, sheet: String) -> ApiResult<Json> {
    at_picked(window, "sharing_open_sheet", serde_json::json!({ "sheet": sheet })).await
}

/// Runs a command on what was picked to join a clinic by.
async fn at_picked(window: WebviewWindow, name: &'static str, input: Json) -> ApiResult<Json> {
    let state = window.state::<PickedClinic>();
    let place = state.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let place = place.ok_or_else(|| ApiError::invalid("path", "missing", "Nothing was picked."))?;
    let host = Arc::clone(&window.state::<Arc<Host>>());
    host::off_the_main_thread(move || host.app()?.call_host(name, with_path(input, &place)?)).await
}
