//! The folders of this start.

use std::path::{Path, PathBuf};

use keepalive_api::DATABASE_NAME;
use tauri::{AppHandle, Manager as _};

use crate::args::Args;

/// The folders of this start, decided once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folders {
    /// The database to open; backups and this computer's settings lie beside it.
    pub(crate) database: PathBuf,
    /// Where the web view keeps its own files; absent: the system's usual place.
    pub(crate) webview_data: Option<PathBuf>,
}

impl Folders {
    /// Local application data, never the roaming profile: a database copied about while it is open is
    /// a damaged database. The command line and `KEEPALIVE_DATA_DIR` go before.
    ///
    /// # Errors
    /// The system names no folder for local data.
    pub(crate) fn of(app: &AppHandle, args: &Args) -> tauri::Result<Self> {
        let data_dir = match &args.data_dir {
            Some(folder) => folder.clone(),
            None => app.path().app_local_data_dir()?,
        };
        Ok(Self::within(&data_dir, args))
    }

    fn within(data_dir: &Path, args: &Args) -> Self {
        Self {
            database: args.db.clone().unwrap_or_else(|| data_dir.join(DATABASE_NAME)),
            webview_data: args.data_dir.as_ref().map(|folder| folder.join("webview")),
        }
    }
}

/// The folder, made where it is not there; where it cannot be written, one for this run only: a window that can say so has
/// to come up.
///
/// # Errors
/// Not even the system's folder for passing files can be written.
pub(crate) fn writable(folder: PathBuf) -> std::io::Result<PathBuf> {
    let tried = std::fs::create_dir_all(&folder).and_then(|()| tempfile::tempfile_in(&folder));
    match tried {
        Ok(_) => Ok(folder),
        Err(error) => {
            tracing::warn!(%error, "the web view keeps nothing after this run");
            Ok(tempfile::tempdir()?.keep())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_database_goes_before_the_one_in_the_data_folder() {
        let args = Args { db: Some(PathBuf::from("other.db")), ..Args::default() };
        assert_eq!(Folders::within(Path::new("data"), &args).database, PathBuf::from("other.db"));
    }

    #[test]
    fn a_moved_data_folder_takes_the_web_view_along() {
        let args = Args { data_dir: Some(PathBuf::from("moved")), ..Args::default() };
        let folders = Folders::within(Path::new("moved"), &args);
        assert_eq!(folders.database, Path::new("moved").join(DATABASE_NAME));
        assert_eq!(folders.webview_data, Some(Path::new("moved").join("webview")));
    }

    /// Tauri's uninstaller for Windows deletes this folder where its box is ticked; what our hook says comes first.
    #[test]
    fn the_uninstaller_for_windows_leaves_the_record_where_it_is() {
        let config: serde_json::Value =
            serde_json::from_str(include_str!("../tauri.conf.json")).expect("it is JSON");
        assert_eq!(config["bundle"]["windows"]["nsis"]["installerHooks"], "windows/hooks.nsh");
        let hooks = include_str!("../windows/hooks.nsh");
        let code: Vec<&str> = hooks.lines().map(str::trim).filter(|line| !line.starts_with(';')).collect();
        let at = |wanted: &str| code.iter().position(|line| *line == wanted);
        let before = at("!macro NSIS_HOOK_PREUNINSTALL");
        let unticked = at("StrCpy $DeleteAppDataCheckboxState 0");
        assert!(before.is_some() && before < unticked && unticked < at("!macroend"), "{code:?}");
        for removes in ["RMDir", "Delete \"", "DeleteReg"] {
            assert!(!code.iter().any(|line| line.starts_with(removes)), "{removes}");
        }
    }

    #[test]
    fn where_the_web_view_cannot_keep_its_files_it_keeps_them_for_one_run() {
        let place = tempfile::tempdir().expect("a folder");
        let file = place.path().join("a file");
        std::fs::write(&file, "in the way").expect("written");
        let instead = writable(file.join("webview")).expect("a folder of its own");
        assert!(instead.is_dir() && !instead.starts_with(&file));
        std::fs::remove_dir_all(instead).expect("removed");
        let usual = place.path().join("webview");
        assert_eq!(writable(usual.clone()).expect("made"), usual);
    }
}
