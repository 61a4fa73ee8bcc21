//! Where the database is.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use keepalive_api::types::Nothing;
use keepalive_api::{APP_FOLDER, ApiError, ApiResult, App, DATABASE_NAME, ErrorCode, Rescue, SystemWorld};
use keepalive_keychain::SystemKeychain;

use crate::Outcome;
use crate::args::Args;
use crate::print::Printer;

/// One run: which database, and how to answer.
pub(crate) struct Session<'a> {
    pub(crate) file: PathBuf,
    pub(crate) printer: &'a Printer,
}

impl Session<'_> {
    /// Opens the database, which must be there.
    pub(crate) fn open(&self) -> ApiResult<App> {
        if std::fs::metadata(&self.file).is_ok_and(|file| file.is_file() && file.len() == 0) {
            // Opened, it would become a record: looking never makes one.
            let message = format!(
                "{} is an empty file and holds no record. Make one in it with init, sample or import.",
                self.file.display()
            );
            return Err(ApiError::new(ErrorCode::Database, message).about("db"));
        }
        if self.file.exists() {
            return self.app();
        }
        let message =
            format!("There is no database at {}. Make one with init, sample or import.", self.file.display());
        Err(ApiError::new(ErrorCode::Database, message).about("db"))
    }

    /// Works in the database, or in a new one. A new one stays only if something came into it: a refusal, or
    /// only looking, leaves nothing behind.
    pub(crate) fn open_or_make(
        &self,
        keeps: bool,
        work: impl FnOnce(&App) -> ApiResult<Outcome>,
    ) -> ApiResult<Outcome> {
        let was_there = self.file.exists();
        let app = self.app()?;
        let outcome = work(&app);
        // Another program may have set its clinic up here meanwhile: that one is never taken away.
        let holds_no_clinic = app.app_state(Nothing {}).is_ok_and(|state| state.clinic.is_none());
        drop(app);
        let stays = was_there || !holds_no_clinic || (keeps && matches!(outcome, Ok(Outcome::Done)));
        if !stays {
            self.discard();
        }
        outcome
    }

    /// What can be done where the database is not there or cannot be opened.
    pub(crate) fn rescue(&self) -> Rescue {
        Rescue::new(&self.file, Arc::new(SystemWorld::default()))
    }

    fn app(&self) -> ApiResult<App> {
        let app = App::open(&self.file, Arc::new(SystemWorld::default()))?;
        // What the app has moved there is found here, too; nothing is moved there from here.
        app.keep_keys_in(Arc::new(SystemKeychain));
        Ok(app)
    }

    /// Takes a database away that this run has made.
    fn discard(&self) {
        for ending in ["-wal", "-shm", ".lock", ""] {
            let mut file = self.file.clone().into_os_string();
            file.push(ending);
            // What will not go is an empty database, and the reason of the refusal is the one to tell.
            drop(std::fs::remove_file(file));
        }
    }
}

/// The file the arguments name, else the desktop app's own.
pub(crate) fn database(args: &Args) -> ApiResult<PathBuf> {
    if let Some(file) = &args.db {
        return Ok(file.clone());
    }
    if let Some(folder) = &args.data_dir {
        return Ok(folder.join(DATABASE_NAME));
    }
    let local = dirs::data_local_dir().ok_or_else(|| {
        ApiError::new(ErrorCode::File, "This computer names no folder for local data. Say --db FILE.")
            .about("db")
    })?;
    Ok(Path::new(&local).join(APP_FOLDER).join(DATABASE_NAME))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failure here is a failed test")]

    use super::*;

    #[test]
    fn looking_makes_no_record_of_an_empty_file_or_of_none() {
        let folder = tempfile::tempdir().unwrap();
        let printer = Printer::new(false);
        let empty = folder.path().join("empty.db");
        std::fs::write(&empty, "").unwrap();
        let session = Session { file: empty.clone(), printer: &printer };
        let refused = session.open().err().unwrap();
        assert_eq!((refused.code, refused.field.as_deref()), (ErrorCode::Database, Some("db")));
        assert!(refused.message.contains("holds no record"), "{}", refused.message);
        assert_eq!(std::fs::metadata(&empty).unwrap().len(), 0);
        let session = Session { file: folder.path().join("none.db"), printer: &printer };
        assert!(session.open().is_err());
        let left: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(left, [empty], "and nothing stands beside it");
    }
}
