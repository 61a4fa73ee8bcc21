//! What can be done where the database cannot be opened: look at the copies, bring one back, or begin anew.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use keepalive_domain::world::World;
use keepalive_store::{BackupCopy, OpenOptions, Salvage, Store, StoreError, Watch, copies, salvage};
use serde_json::Value as Json;

use super::view::{file_name, row};
use crate::types::{BackupInput, BackupLook, Nothing, RescueView};
use crate::{ApiError, ApiResult, ErrorCode};

/// The commands that work without an open database. Nothing is ever deleted: a damaged database is set aside.
pub struct Rescue {
    file: PathBuf,
    world: Arc<dyn World>,
}

impl Rescue {
    /// For the database at `file`.
    #[must_use]
    pub fn new(file: &Path, world: Arc<dyn World>) -> Self {
        Self { file: file.to_owned(), world }
    }

    /// Runs one of [`crate::for_each_rescue_command!`]; `None` if it is another command.
    #[must_use]
    pub fn call(&self, name: &str, input: Json) -> Option<ApiResult<Json>> {
        crate::dispatch::call_rescue(self, name, input)
    }

    /// Which copies there are, and what can still be read of the damaged database.
    ///
    /// # Errors
    /// The folder of copies cannot be read.
    pub fn rescue(&self, _input: Nothing) -> ApiResult<RescueView> {
        // Only what opens is offered: the newest good one stands first.
        let good = |copy: &BackupCopy| copy.read_head().is_ok();
        let listed = self.listed()?;
        let counted = if self.file.exists() { salvage(&self.file)? } else { Salvage::default() };
        Ok(RescueView {
            copies: listed.iter().filter(|copy| good(copy)).map(row).collect(),
            readable: counted.readable,
            damaged: counted.damaged,
            newest_at: counted.newest_ms,
            may_set_aside: self.may_set_aside(),
        })
    }

    /// What a copy holds.
    ///
    /// # Errors
    /// There is no such copy, or it cannot be read.
    pub fn rescue_look(&self, input: BackupInput) -> ApiResult<BackupLook> {
        let copy = self.copy_named(&input.name)?;
        let look = Store::look_into_alone(&copy.path)?;
        Ok(super::restore::shown(look, &copy.path, Some(copy.taken_ms)))
    }

    /// Sets the damaged database aside and puts a copy in its place.
    ///
    /// # Errors
    /// The database is not damaged, or the copy is not sound; then nothing changed.
    pub fn rescue_restore(&self, input: BackupInput) -> ApiResult<RescueView> {
        self.needs_damage()?;
        let copy = self.copy_named(&input.name)?;
        Store::restore_closed(&self.file, &copy.path, &*self.world, &Watch::default())?;
        self.rescue(Nothing {})
    }

    /// Sets the damaged database aside; the next start makes an empty one.
    ///
    /// # Errors
    /// The database is not damaged, or is in use.
    pub fn rescue_begin_anew(&self, _input: Nothing) -> ApiResult<RescueView> {
        self.needs_damage()?;
        Store::set_aside(&self.file, &*self.world)?;
        self.rescue(Nothing {})
    }

    /// Puts a file from elsewhere in the place of a database that is damaged, or not there.
    ///
    /// # Errors
    /// As [`Rescue::rescue_restore`].
    pub fn restore_file(&self, file: &Path) -> ApiResult<()> {
        self.needs_damage()?;
        Store::restore_closed(&self.file, file, &*self.world, &Watch::default())?;
        Ok(())
    }

    fn listed(&self) -> Result<Vec<BackupCopy>, StoreError> {
        copies(&self.file.with_file_name(super::FOLDER_NAME), &self.file)
    }

    fn copy_named(&self, name: &str) -> ApiResult<BackupCopy> {
        let listed = self.listed()?;
        let found = listed.into_iter().find(|copy| file_name(&copy.path) == name);
        found.ok_or_else(|| ApiError::not_found("backup").about("name"))
    }

    /// A newer file, another program's, or one in use is no damaged one: it is never set aside.
    fn may_set_aside(&self) -> bool {
        let options = OpenOptions { create: false, any_place: true, ..OpenOptions::default() };
        match Store::open(&self.file, Arc::clone(&self.world), options) {
            Err(StoreError::Corrupt { .. } | StoreError::UnreadableOp { .. }) => true,
            // A letter somebody named by mistake is no damaged database; one that has copies was one.
            Err(StoreError::NotADatabase { .. }) => self.listed().is_ok_and(|copies| !copies.is_empty()),
            Err(StoreError::File { source, .. }) => source.kind() == std::io::ErrorKind::NotFound,
            _ => false,
        }
    }

    fn needs_damage(&self) -> ApiResult<()> {
        if self.may_set_aside() {
            return Ok(());
        }
        let message = "This database is not damaged. It was left as it is.";
        Err(ApiError::new(ErrorCode::Database, message).hinting("not_damaged"))
    }
}
