//! Entries carried by hand, for a desk that shares already: everything it holds in one file, and what another desk of the
//! clinic wrote into one. The command line does the same (`share_by_hand`); here the key is the one that this desk has.

use std::path::PathBuf;
use std::sync::Arc;

use keepalive_domain::ids::SpaceId;
use keepalive_domain::schema::Kind;
use keepalive_hub_folder::Parcel;
use keepalive_seal::SpaceKey;

use super::key_file;
use super::keychain::lost;
use super::view::name_of;
use crate::app::Open;
use crate::share::Meeting;
use crate::share_by_hand::{Brought, not_carried};
use crate::types::{PathInput, SharingExported, SharingImported, WorkKind};
use crate::{ApiError, ApiResult, App, ErrorCode};

impl App {
    /// Writes everything this desk holds into one file for another desk of the clinic.
    ///
    /// # Errors
    /// Sharing is off, this desk's key is gone, a database lies there, the file cannot be written, or somebody stopped it; an
    /// older file is then as it was.
    pub fn sharing_export(&self, input: PathInput) -> ApiResult<SharingExported> {
        let file = PathBuf::from(input.path);
        let (open, _, key) = self.shares_as()?;
        let entries =
            self.works.run(WorkKind::SharingExport, |watch| self.write_by_hand(&open, &file, key, watch))?;
        Ok(SharingExported { name: name_of(&file), entries })
    }

    /// Takes in what another desk of the clinic has written into a file. It is looked through whole first.
    ///
    /// # Errors
    /// Sharing is off, this desk's key is gone, or the file is another clinic's, damaged, none of ours, a newer version's or
    /// of a later key; nothing was taken in then. Nor was it where somebody stopped it while it was looked through.
    pub fn sharing_import(&self, input: PathInput) -> ApiResult<SharingImported> {
        let file = PathBuf::from(input.path);
        let (open, space, key) = self.shares_as()?;
        if Parcel::space_of(&file).map_err(not_carried)? != space {
            let message = "It holds another clinic's record than this desk's. Nothing was changed.";
            return Err(ApiError::invalid("path", "other_record", message));
        }
        // No meeting begins meanwhile: what both bring would be counted by neither. One that waits for a folder which is away
        // is not waited for; that is when files are carried.
        let _no_meeting = self.sharing.hub_if_free();
        let Brought { shared, ops, known } = self.works.run(WorkKind::SharingImport, |watch| {
            self.take_by_hand(&open, &file, key, Meeting::default(), watch)
        })?;
        let kinds: &[Kind] = if shared.received > 0 { Kind::ALL } else { &[] };
        Ok(SharingImported {
            name: name_of(&file),
            entries: ops,
            new: shared.received,
            known,
            // Also what was kept aside when it came before, and is still.
            aside: ops.saturating_sub(known + shared.received),
            changed: kinds.iter().map(|kind| kind.name().to_owned()).collect(),
        })
    }

    /// The open record of a desk that shares, its space and its key.
    fn shares_as(&self) -> ApiResult<(Arc<Open>, SpaceId, SpaceKey)> {
        self.no_sample_is_shared()?;
        if self.device.remembered().sharing.place.is_none() {
            return Err(ApiError::invalid("path", "sharing_is_off", "Sharing is off: nobody else is in."));
        }
        let open = self.current();
        let space = open.store.read(|read| read.space())?;
        let space = space.ok_or_else(|| ApiError::new(ErrorCode::NoClinic, "There is no clinic yet."))?;
        if let Some(key) = self.key_here(space)? {
            return Ok((open, space, key));
        }
        if key_file::is_there(&self.clinic_file, space) {
            return Err(lost());
        }
        let message = "This desk has no key for what the clinic shares.";
        Err(ApiError::invalid("path", "sharing_key_missing", message))
    }
}
