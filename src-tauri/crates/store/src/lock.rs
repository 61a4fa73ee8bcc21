//! The lock beside the database.
//!
//! Several processes may work in one file: the window, and a scheduled command. SQLite's own locks keep their
//! writes apart, and everything that counts on (`seq`, clock, numbers) is read inside the transaction. The lock
//! here only keeps them all out while the file itself is exchanged or derived anew by another version: whoever
//! has it open holds it shared; a rebuild at start, and a restore, take it alone.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::error::{Result, StoreError};

/// A held lock; dropping it lets go.
#[derive(Debug)]
pub(crate) struct FileLock {
    file: File,
    database: PathBuf,
}

impl FileLock {
    /// Takes the lock of this database together with others.
    ///
    /// # Errors
    /// [`StoreError::NotWritable`] if the lock's file cannot be made, [`StoreError::Locked`] while somebody has
    /// it alone.
    pub(crate) fn shared(database: &Path) -> Result<Self> {
        let path = beside(database, ".lock");
        let dir = database.parent().unwrap_or(Path::new("."));
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .read(true)
            .open(&path)
            .map_err(|source| StoreError::NotWritable { dir: dir.to_owned(), source })?;
        let lock = Self { file, database: database.to_owned() };
        lock.done(lock.file.try_lock_shared())?;
        Ok(lock)
    }

    /// Takes it alone.
    ///
    /// # Errors
    /// [`StoreError::Locked`] while anybody else has the database open; the shared lock is then held again.
    pub(crate) fn alone(&self) -> Result<()> {
        self.release()?;
        let alone = self.done(self.file.try_lock());
        if alone.is_err() {
            self.done(self.file.try_lock_shared())?;
        }
        alone
    }

    /// Takes it together with others again.
    pub(crate) fn share(&self) -> Result<()> {
        self.release()?;
        self.done(self.file.try_lock_shared())
    }

    fn release(&self) -> Result<()> {
        self.done(self.file.unlock().map_err(TryLockError::Error))
    }

    fn done(&self, result: std::result::Result<(), TryLockError>) -> Result<()> {
        result.map_err(|error| match error {
            TryLockError::WouldBlock => StoreError::Locked { path: self.database.clone() },
            TryLockError::Error(source) => {
                StoreError::File { attempted: "lock", path: self.database.clone(), source }
            }
        })
    }
}

/// The path beside the database with this ending appended.
pub(crate) fn beside(database: &Path, ending: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_share_and_one_can_be_alone() {
        let dir = tempfile::tempdir().unwrap();
        let database = dir.path().join("k.db");
        let first = FileLock::shared(&database).unwrap();
        let second = FileLock::shared(&database).unwrap();
        assert!(matches!(first.alone(), Err(StoreError::Locked { .. })));
        drop(second);
        first.alone().unwrap();
        assert!(matches!(FileLock::shared(&database), Err(StoreError::Locked { .. })));
        first.share().unwrap();
        FileLock::shared(&database).unwrap();
    }
}
