//! Where the database is.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use keepalive_api::{ApiError, ApiResult, App, ErrorCode, SystemWorld};

use crate::args::Args;
use crate::print::Printer;

/// The desktop app's folder in the computer's local data; `tauri.conf.json` has the same identifier.
const APP_FOLDER: &str = "app.keepalive.desktop";

/// The desktop app's database in it.
const DATABASE_NAME: &str = "keepalive.db";

/// One run: which database, and how to answer.
pub(crate) struct Session<'a> {
    pub(crate) file: PathBuf,
    pub(crate) printer: &'a Printer,
}

impl Session<'_> {
    /// Opens the database, which must be there.
    pub(crate) fn open(&self) -> ApiResult<App> {
        if self.file.exists() {
            return self.open_or_make();
        }
        let message =
            format!("There is no database at {}. Make one with init, sample or import.", self.file.display());
        Err(ApiError::new(ErrorCode::Database, message).about("db"))
    }

    /// Opens the database, or makes an empty one.
    pub(crate) fn open_or_make(&self) -> ApiResult<App> {
        App::open(&self.file, Arc::new(SystemWorld::default()))
    }
}

/// The file the arguments name, else the desktop app's own.
pub(crate) fn database(args: &Args) -> ApiResult<PathBuf> {
    if let Some(file) = &args.db {
        return Ok(file.clone());
    }
    let local = dirs::data_local_dir().ok_or_else(|| {
        ApiError::new(ErrorCode::File, "This computer names no folder for local data. Say --db FILE.")
            .about("db")
    })?;
    Ok(Path::new(&local).join(APP_FOLDER).join(DATABASE_NAME))
}
