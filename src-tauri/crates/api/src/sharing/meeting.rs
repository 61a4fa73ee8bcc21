//! One exchange with the shared folder.

use std::io::ErrorKind;
use std::path::Path;

use keepalive_domain::ids::SpaceId;
use keepalive_hub_folder::{FolderError, FolderHub};
use keepalive_store::StoreError;
use keepalive_sync::{ExchangeError, exchange_watched};

use super::remembered::Met;
use super::{Known, key_file};
use crate::app::Open;
use crate::share::Shared;
use crate::types::{SharingTrouble, SharingTroubleKind};
use crate::{ApiError, ApiResult, App, ErrorCode};

impl App {
    /// Meets the other desks in the shared folder, unless sharing is off or the sample clinic is open. How it went is
    /// kept for the screen; writes go on meanwhile, and what came in before something failed stays.
    pub(super) fn meet_in_folder(&self) -> Result<Shared, SharingTrouble> {
        let mut known = self.sharing.hub();
        let memory = self.device.remembered().sharing;
        let open = self.current();
        let Some(folder) = memory.folder.filter(|_| !open.sample) else { return Ok(Shared::default()) };
        let done = self.exchange_in(&folder, &open, &mut known);
        // Somebody may have stopped sharing meanwhile, or chosen another folder: then this says nothing of it.
        if self.device.remembered().sharing.folder.as_deref() != Some(&*folder) {
            return Ok(Shared::default());
        }
        match &done {
            Ok((shared, met)) => {
                self.sweep_invites(&folder);
                self.sharing.standing().went_well(*met, shared.waiting, shared.lost);
                if memory.met.is_none_or(|before| before.ops != met.ops) {
                    let written = self.device.remember(|all| {
                        if all.sharing.folder.as_deref() == Some(&*folder) {
                            all.sharing.met = Some(*met);
                        }
                    });
                    if let Err(error) = written {
                        tracing::warn!(%error, "the last exchange was not remembered");
                    }
                }
            }
            Err(trouble) => {
                tracing::warn!(kind = ?trouble.kind, "the other desks were not met");
                self.sharing.standing().failed(trouble.clone());
            }
        }
        done.map(|(shared, _)| shared)
    }

    fn exchange_in(
        &self,
        folder: &Path,
        open: &Open,
        known: &mut Option<Known>,
    ) -> Result<(Shared, Met), SharingTrouble> {
        let now_ms = self.now_ms();
        let trouble = |kind, message| SharingTrouble { kind, since: now_ms, message };
        let of_api = |error: ApiError| trouble(SharingTroubleKind::Other, error.message);
        let space = open.store.read(|read| read.space()).map_err(|error| of_api(error.into()))?;
        let Some(space) = space else {
            return Err(trouble(SharingTroubleKind::Other, "There is no clinic yet.".to_owned()));
        };
        let kept = known.take().filter(|known| known.folder == folder && known.space == space);
        let met = match kept {
            Some(met) => met,
            None => {
                let hub = self.hub_in(folder, space).map_err(|error| match error {
                    NoHub::NoKey => {
                        let message = "This desk has no key for what is shared there.";
                        trouble(SharingTroubleKind::NoKey, message.to_owned())
                    }
                    NoHub::Folder(error) => trouble(kind_of(&error), error.to_string()),
                    NoHub::Key(error) => of_api(error),
                })?;
                Known { folder: folder.to_owned(), space, hub }
            }
        };
        let Known { hub, .. } = known.insert(met);
        let carrying = {
            let [high, low, ..] = self.world.random();
            self.sharing.standing().patience.carrying(now_ms, u16::from_be_bytes([high, low]))
        };
        let before = self.ops_here(open).map_err(of_api)?;
        let done = exchange_watched(&open.store, hub, carrying, &mut |coming| {
            self.sharing.standing().comes(coming);
        });
        // Also what came in before something failed.
        if self.ops_here(open).map_err(of_api)? != before {
            open.figures.note_everything();
        }
        let shared = Shared::from(done.map_err(|error| match error {
            ExchangeError::Hub(error) => trouble(kind_of(&error), error.to_string()),
            ExchangeError::Desk(error) => trouble(kind_of_store(&error), error.to_string()),
        })?);
        // What was written during the exchange may be there or not: it waits until the next one.
        Ok((shared, Met { at_ms: self.now_ms(), ops: before + shared.received }))
    }

    fn hub_in(&self, folder: &Path, space: SpaceId) -> Result<FolderHub, NoHub> {
        let key = key_file::read(&self.clinic_file, space).map_err(NoHub::Key)?.ok_or(NoHub::NoKey)?;
        FolderHub::open(folder, space, key).map_err(NoHub::Folder)
    }

    /// The number of the newest op in the file, 0 before the first and where it cannot be read now.
    pub(super) fn newest_op(&self) -> i64 {
        self.current().store.read(|read| read.newest_op()).unwrap_or_default()
    }

    /// How many ops the open file holds.
    pub(super) fn ops_here(&self, open: &Open) -> ApiResult<u64> {
        Ok(open.store.head()?.ops)
    }
}

/// Why there is no hub to meet at.
enum NoHub {
    NoKey,
    Key(ApiError),
    Folder(FolderError),
}

/// What the screen says of a folder's error.
pub(super) fn kind_of(error: &FolderError) -> SharingTroubleKind {
    match error {
        FolderError::NotTheFolder { .. } => SharingTroubleKind::NotThere,
        FolderError::Newer { .. } => SharingTroubleKind::Newer,
        FolderError::OtherKey { .. } => SharingTroubleKind::NoKey,
        FolderError::File { source, .. } => match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => SharingTroubleKind::DiskFull,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => SharingTroubleKind::NotWritable,
            // A drive that goes away while it is written to has many errors.
            _ => SharingTroubleKind::NotThere,
        },
        FolderError::NotReadable { .. } | FolderError::OtherSpace { .. } | FolderError::Seal(_) => {
            SharingTroubleKind::Other
        }
    }
}

/// What the screen says of the database's error.
fn kind_of_store(error: &StoreError) -> SharingTroubleKind {
    match error {
        StoreError::DiskFull => SharingTroubleKind::DiskFull,
        _ => SharingTroubleKind::Other,
    }
}

/// A folder's error as the refusal of what somebody asked for.
pub(super) fn refused(error: FolderError) -> ApiError {
    let hint = match kind_of(&error) {
        SharingTroubleKind::NotThere => "sharing_not_there",
        SharingTroubleKind::NotWritable => "sharing_not_writable",
        SharingTroubleKind::DiskFull => return ApiError::new(ErrorCode::DiskFull, error.to_string()),
        SharingTroubleKind::Newer => "sharing_newer",
        SharingTroubleKind::NoKey => "sharing_key_missing",
        SharingTroubleKind::Other => return error.into(),
    };
    ApiError::invalid("path", hint, error.to_string())
}
