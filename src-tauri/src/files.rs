//! File dialogs. They open here and the path stays here: a page learns a file's name, never where it is.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use keepalive_api::types::{
    ArchiveReport, BackupLook, BackupsView, ChartFile, ExportInput, ExportReport, PathInput,
};
use keepalive_api::{ApiError, ApiResult, ErrorCode, write_whole};
use serde_json::Value as Json;
use tauri::{Manager, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

use crate::host::{self, Host};
use crate::words::{self, Word};

/// The endings of what can be imported.
const IMPORTED_ENDINGS: &[&str] = &["csv", "tsv", "txt", "xlsx", "xlsm", "zip"];

/// What the zipped tables are called unless somebody says otherwise.
const TABLES_NAME: &str = "keepalive-tables.zip";

/// What the archive is called unless somebody says otherwise.
const ARCHIVE_NAME: &str = "keepalive-archive.zip";

/// What was picked to be imported last.
#[derive(Debug, Default)]
pub(crate) struct PickedImport(Mutex<Option<PathBuf>>);

/// The database file that was picked last.
#[derive(Debug, Default)]
pub(crate) struct PickedBackup(Mutex<Option<PathBuf>>);

/// Asks where to save what a command makes (`chart_file`, `list_file`, `report_file`) and saves it. Answers the file's name,
/// nothing when cancelled.
///
/// # Errors
/// The file cannot be made or cannot be written; an older one of that name is whole then.
pub(crate) async fn save_made(
    window: WebviewWindow,
    title: Word,
    command: &'static str,
    input: Json,
) -> ApiResult<Option<String>> {
    let host = Arc::clone(&window.state::<Arc<Host>>());
    host::off_the_main_thread(move || {
        let drawn = host.call(command, input)?;
        let chart: ChartFile = read(command, drawn)?;
        let bytes = BASE64.decode(&chart.base64).map_err(|error| fault(command, &error))?;
        let Some(file) = picked(dialog(&window, title).set_file_name(&chart.name).blocking_save_file())?
        else {
            return Ok(None);
        };
        write_whole(&file, &bytes)?;
        Ok(Some(name_of(&file)))
    })
    .await
}

/// Asks for what to import: a folder of tables, or one file. Answers its name, nothing when cancelled.
///
/// # Errors
/// What was picked is no place on a disk.
pub(crate) async fn pick_import(window: WebviewWindow, folder: bool) -> ApiResult<Option<String>> {
    host::off_the_main_thread(move || {
        let answer = if folder {
            dialog(&window, Word::ImportFolder).blocking_pick_folder()
        } else {
            let dialog = dialog(&window, Word::ImportFile);
            dialog.add_filter("CSV, XLSX, ZIP", IMPORTED_ENDINGS).blocking_pick_file()
        };
        let Some(path) = picked(answer)? else { return Ok(None) };
        let name = name_of(&path);
        let state = window.state::<PickedImport>();
        *state.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(path);
        Ok(Some(name))
    })
    .await
}

/// Runs `import_open`, `import_preview`, `import_run` or `import_archive` on what was picked.
///
/// # Errors
/// Nothing was picked, or the command's own refusal.
pub(crate) async fn import(window: WebviewWindow, name: &'static str, input: Json) -> ApiResult<Json> {
    let state = window.state::<PickedImport>();
    let path = state.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let path = path.ok_or_else(|| ApiError::invalid("path", "missing", "No file was picked."))?;
    let host = Arc::clone(&window.state::<Arc<Host>>());
    let reply =
        host::off_the_main_thread(move || host.app()?.call_host(name, with_path(input, &path)?)).await?;
    host::tell_the_other_page(&window, &reply);
    Ok(reply)
}

/// Asks for a folder, or for one file, and writes the whole record there as tables. Nothing when cancelled.
///
/// # Errors
/// The folder or a file in it cannot be written.
pub(crate) async fn save_tables(window: WebviewWindow, zip: bool) -> ApiResult<Option<ExportReport>> {
    let host = Arc::clone(&window.state::<Arc<Host>>());
    host::off_the_main_thread(move || {
        let answer = if zip {
            save_dialog(&window, Word::SaveTables, TABLES_NAME)
        } else {
            dialog(&window, Word::SaveTables).blocking_pick_folder()
        };
        let Some(place) = picked(answer)? else { return Ok(None) };
        let place = if zip { ending_in_zip(place) } else { place };
        host.app()?.export_tables(ExportInput { path: text_of(&place)? }).map(Some)
    })
    .await
}

/// Asks where to save the whole history as an archive and writes it there. Nothing when cancelled.
///
/// # Errors
/// The file cannot be written; an older one of that name is whole then.
pub(crate) async fn save_archive(window: WebviewWindow) -> ApiResult<Option<ArchiveReport>> {
    let host = Arc::clone(&window.state::<Arc<Host>>());
    host::off_the_main_thread(move || {
        let Some(file) = picked(save_dialog(&window, Word::SaveArchive, ARCHIVE_NAME))? else {
            return Ok(None);
        };
        host.app()?.export_archive(PathInput { path: text_of(&file)? }).map(Some)
    })
    .await
}

/// The file with the ending by which tables are packed, where the dialog did not add it.
fn ending_in_zip(file: PathBuf) -> PathBuf {
    if file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
        return file;
    }
    let mut name = file.into_os_string();
    name.push(".zip");
    name.into()
}

fn save_dialog(window: &WebviewWindow, title: Word, name: &str) -> Option<FilePath> {
    dialog(window, title).add_filter("ZIP", &["zip"]).set_file_name(name).blocking_save_file()
}

/// Asks for a second place for backups. Answers how backups stand then, nothing when cancelled.
///
/// # Errors
/// The folder is no second place, or cannot be written.
pub(crate) async fn pick_backup_place(window: WebviewWindow) -> ApiResult<Option<BackupsView>> {
    let host = Arc::clone(&window.state::<Arc<Host>>());
    host::off_the_main_thread(move || {
        let Some(folder) = picked(dialog(&window, Word::BackupPlace).blocking_pick_folder())? else {
            return Ok(None);
        };
        host.app()?.backup_second_set(PathInput { path: text_of(&folder)? }).map(Some)
    })
    .await
}

/// Asks for a database file to restore. Answers what it holds, nothing when cancelled.
///
/// # Errors
/// It is no database of ours, is newer, or cannot be read.
pub(crate) async fn pick_backup_file(window: WebviewWindow) -> ApiResult<Option<BackupLook>> {
    let host = Arc::clone(&window.state::<Arc<Host>>());
    host::off_the_main_thread(move || {
        let asked = dialog(&window, Word::BackupFile).add_filter("Keepalive", &["db"]).blocking_pick_file();
        let Some(file) = picked(asked)? else { return Ok(None) };
        let look = host.app()?.backup_look_file(PathInput { path: text_of(&file)? })?;
        *window.state::<PickedBackup>().0.lock().unwrap_or_else(PoisonError::into_inner) = Some(file);
        Ok(Some(look))
    })
    .await
}

/// Brings the database file that was picked back.
///
/// # Errors
/// None was picked, or the restore's own refusal.
pub(crate) async fn restore_picked_file(window: WebviewWindow) -> ApiResult<Json> {
    let state = window.state::<PickedBackup>();
    let file = state.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let file = file.ok_or_else(|| ApiError::invalid("path", "missing", "No file was picked."))?;
    let host = Arc::clone(&window.state::<Arc<Host>>());
    let reply = host::off_the_main_thread(move || {
        host.app()?.call_host("backup_restore_file", with_path(Json::Null, &file)?)
    })
    .await?;
    host::tell_the_other_page(&window, &reply);
    Ok(reply)
}

pub(crate) fn dialog(window: &WebviewWindow, title: Word) -> FileDialogBuilder<tauri::Wry> {
    let title = words::now(window.app_handle()).say(title);
    window.dialog().file().set_parent(window).set_title(title)
}

pub(crate) fn picked(answer: Option<FilePath>) -> ApiResult<Option<PathBuf>> {
    let path = answer.map(FilePath::into_path).transpose();
    path.map_err(|error| ApiError::new(ErrorCode::File, format!("What was picked is no file: {error}.")))
}

pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The path as the api takes it; a name that is no Unicode cannot be written down.
pub(crate) fn text_of(path: &Path) -> ApiResult<String> {
    let text = path.to_str().map(ToOwned::to_owned);
    text.ok_or_else(|| ApiError::new(ErrorCode::File, "The name of the file or folder is not Unicode."))
}

/// The page's input with the path that only the shell knows. A path the page sent is replaced.
pub(crate) fn with_path(input: Json, path: &Path) -> ApiResult<Json> {
    let mut fields = match input {
        Json::Null => serde_json::Map::new(),
        Json::Object(fields) => fields,
        _ => return Err(ApiError::invalid("input", "wrong_shape", "The input is no object.")),
    };
    fields.insert("path".to_owned(), Json::String(text_of(path)?));
    Ok(Json::Object(fields))
}

fn read<T: serde::de::DeserializeOwned>(command: &str, reply: Json) -> ApiResult<T> {
    serde_json::from_value(reply).map_err(|error| fault(command, &error))
}

fn fault(command: &str, error: &dyn std::fmt::Display) -> ApiError {
    ApiError::new(ErrorCode::Internal, format!("The reply of {command} cannot be read: {error}."))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_path_sent_by_a_page_is_replaced() {
        let sent = json!({ "path": "/etc/passwd", "rows_are": "requests" });
        let input = with_path(sent, Path::new("tickets.csv")).unwrap();
        assert_eq!(input, json!({ "path": "tickets.csv", "rows_are": "requests" }));
        assert!(with_path(json!(["path"]), Path::new("tickets.csv")).is_err());
    }
}
