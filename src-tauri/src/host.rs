//! Where this program keeps its files, and the state the commands work on.

use std::path::{Path, PathBuf};

use tauri::{AppHandle, Manager};

use crate::args::Args;

/// Name of the database in the data folder.
const DATABASE_NAME: &str = "keepalive.db";

/// The folders of this start, decided once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Places {
    /// Database, backups and device settings.
    pub data_dir: PathBuf,
    /// The database to open.
    pub database: PathBuf,
    /// Where the web view keeps its own files; absent: the system's usual place.
    pub webview_data: Option<PathBuf>,
}

impl Places {
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
            data_dir: data_dir.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_database_goes_before_the_one_in_the_data_folder() {
        let args = Args { db: Some(PathBuf::from("other.db")), ..Args::default() };
        assert_eq!(Places::within(Path::new("data"), &args).database, PathBuf::from("other.db"));
    }

    #[test]
    fn a_moved_data_folder_takes_the_web_view_along() {
        let args = Args { data_dir: Some(PathBuf::from("moved")), ..Args::default() };
        let places = Places::within(Path::new("moved"), &args);
        assert_eq!(places.database, Path::new("moved").join(DATABASE_NAME));
        assert_eq!(places.webview_data, Some(Path::new("moved").join("webview")));
    }
}
