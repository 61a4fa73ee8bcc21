//! Everything a desk holds in one file that is carried by hand: written, and taken in at another desk. The command line and
//! the app do it by the same two functions.

use std::io::ErrorKind;
use std::path::Path;

use keepalive_domain::header::Header;
use keepalive_domain::ids::OpId;
use keepalive_hub_folder::{FolderError, Parcel, ParcelWriter};
use keepalive_seal::SpaceKey;
use keepalive_store::{StoreError, Watch};
use keepalive_sync::{Desk as _, Exchange, Intake, Role, Run, Shelf as _, Span, Trust as _};

use crate::app::Open;
use crate::share::{Meeting, Shared, enter, may_enter};
use crate::whole_file::replaceable;
use crate::{ApiError, ApiResult, App, ErrorCode};

/// What a file that was carried here brought.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Brought {
    /// What taking it in did.
    pub(crate) shared: Shared,
    /// Ops in the file; one that is also carried for another desk counts once.
    pub(crate) ops: u64,
    /// Those of them that were here before.
    pub(crate) known: u64,
}

impl App {
    /// Writes everything this desk holds into one file for another desk.
    ///
    /// # Errors
    /// There is nothing to give, a database lies there, or the file cannot be written; an older one is then as it was.
    pub fn share_export(&self, file: &Path, key: &str) -> ApiResult<Shared> {
        let sent = self.write_by_hand(&self.current(), file, SpaceKey::parse(key)?, &Watch::default())?;
        Ok(Shared { sent, ..Shared::default() })
    }

    /// Takes in what another desk has written into a file. The file is looked through first: one that is damaged brings
    /// nothing.
    ///
    /// # Errors
    /// The file is damaged, was written with another key, or holds another clinic's record.
    pub fn share_import(&self, file: &Path, key: &str, meeting: Meeting) -> ApiResult<Shared> {
        let key = SpaceKey::parse(key)?;
        Ok(self.take_by_hand(&self.current(), file, key, meeting, &Watch::default())?.shared)
    }

    /// As [`App::share_export`]. How many ops the file holds.
    ///
    /// # Errors
    /// The same, or [`ErrorCode::Cancelled`].
    pub(crate) fn write_by_hand(
        &self,
        open: &Open,
        file: &Path,
        key: SpaceKey,
        watch: &Watch,
    ) -> ApiResult<u64> {
        let Some(space) = open.store.read(|read| read.space())? else {
            return Err(ApiError::new(ErrorCode::NoClinic, "There is nothing to give yet."));
        };
        replaceable(file)?;
        let witness = self.witness_alone(space, open)?;
        let held = open.store.held()?;
        let all: i64 = held.iter().map(|held| held.piece.end.seq - held.piece.after.seq).sum();
        let mut parcel = ParcelWriter::begin(file, space, key).map_err(not_carried)?;
        let (mut sent, mut done) = (0, 0_u64);
        for held in held {
            let mut left = Span { no: held.no, after: held.piece.after.seq, upto: held.piece.end.seq };
            while left.after < left.upto {
                watch.go_on()?;
                let mut run = open.store.run(left)?;
                witness.sign(&mut run);
                done += run.items.len() as u64;
                sent += ops_of(&run);
                left.after = run.piece().end.seq;
                parcel.add(&run).map_err(not_carried)?;
                watch.tell(done, all.unsigned_abs());
            }
        }
        parcel.finish().map_err(not_carried)?;
        Ok(sent)
    }

    /// As [`App::share_import`]. It can be stopped while the file is looked through; what came in after that is sound, and
    /// stays.
    ///
    /// # Errors
    /// The same, or [`ErrorCode::Cancelled`]; nothing was taken in.
    pub(crate) fn take_by_hand(
        &self,
        open: &Open,
        file: &Path,
        key: SpaceKey,
        meeting: Meeting,
        watch: &Watch,
    ) -> ApiResult<Brought> {
        // Said before the file is looked through: another clinic's opens with no key that is here.
        may_enter(&open.store, Parcel::space_of(file).map_err(not_carried)?, meeting)?;
        let (mut ops, mut known, mut done) = (0, 0, 0_u64);
        let mut parcel = Parcel::open_looking(file, key, |run, of| {
            watch.go_on()?;
            ops += ops_of(run);
            known += known_of(open, run)?;
            done += 1;
            // Taking it in is the other half.
            watch.tell(done, 2 * u64::from(of));
            Ok::<_, Broke>(())
        })?;
        enter(&open.store, parcel.space, meeting)?;
        let witness = self.witness_alone(parcel.space, open)?;
        let (all, mut exchange) = (u64::from(parcel.segments()) * 2, Exchange::default());
        let mut intake = Intake::new(&open.store, &witness, &mut exchange);
        let taken = parcel.each_run(|run| {
            intake.comes(run.piece(), run)?;
            done += 1;
            watch.tell(done, all);
            Ok::<_, Broke>(())
        });
        let ended = intake.ends();
        open.figures.note_everything();
        taken?;
        ended?;
        Ok(Brought { shared: exchange.into(), ops, known })
    }
}

/// Why a file was not gone on with: its own error is to be worded as one of a file that is carried.
struct Broke(ApiError);

impl From<FolderError> for Broke {
    fn from(error: FolderError) -> Self {
        Self(not_carried(error))
    }
}

impl From<StoreError> for Broke {
    fn from(error: StoreError) -> Self {
        Self(error.into())
    }
}

impl From<Broke> for ApiError {
    fn from(Broke(error): Broke) -> Self {
        error
    }
}

/// How many ops a run brings itself: what is carried stands in the stream it was written in as well.
fn ops_of(run: &Run) -> u64 {
    if run.role == Role::Log { run.items.len() as u64 } else { 0 }
}

/// How many of them are here.
fn known_of(open: &Open, run: &Run) -> Result<u64, StoreError> {
    if run.role != Role::Log {
        return Ok(0);
    }
    let op = |header: &[u8]| serde_json::from_slice::<Header>(header).ok().map(|header| header.op);
    let ops: Vec<OpId> = run.items.iter().filter_map(|item| op(&item.header)).collect();
    open.store.read(|read| read.how_many_here(&ops))
}

/// A file that is carried lies on a stick more often than not: which can be full, locked, or pulled out.
pub(crate) fn not_carried(error: FolderError) -> ApiError {
    let hint = match &error {
        FolderError::File { source, .. } => match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => "carried_full",
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "carried_not_allowed",
            _ => "carried",
        },
        _ => return error.into(),
    };
    ApiError::from(error).hinting(hint)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use keepalive_store::OpenOptions;
    use serde_json::json;

    use super::*;
    use crate::SystemWorld;

    #[test]
    fn what_is_stopped_writes_nothing_and_takes_nothing_in() {
        let folder = tempfile::tempdir().unwrap();
        let options = OpenOptions { any_place: true, ..OpenOptions::default() };
        let world = Arc::new(SystemWorld::default());
        let app = App::open_with(&folder.path().join("clinic.db"), world, options).unwrap();
        let elm = json!({ "clinic": "Elm", "ehr": "Marlet", "vendor": "Marlet", "go_live": "2025-09-15" });
        app.call("first_run", elm).unwrap();
        let (file, key) = (folder.path().join("entries.keepalive"), SpaceKey::new().unwrap());
        let (open, going, stopped) = (app.current(), Watch::default(), Watch::default());
        stopped.cancel();
        let refused = app.write_by_hand(&open, &file, key.clone(), &stopped).unwrap_err();
        assert_eq!((refused.code, file.exists()), (ErrorCode::Cancelled, false));
        let sent = app.write_by_hand(&open, &file, key.clone(), &going).unwrap();
        assert_eq!((sent, going.progress()), (open.store.head().unwrap().ops, (sent, sent)));

        let taken = |watch: &Watch| app.take_by_hand(&open, &file, key.clone(), Meeting::default(), watch);
        assert_eq!(taken(&stopped).unwrap_err().code, ErrorCode::Cancelled);
        let going = Watch::default();
        let brought = taken(&going).unwrap();
        assert_eq!((brought.ops, brought.known, brought.shared.received), (sent, sent, 0));
        let (done, total) = going.progress();
        assert!(done == total && total > 0, "{done} of {total}");
    }

    #[test]
    fn what_a_drive_says_is_told_apart() {
        let said = |kind: ErrorKind| {
            let source = kind.into();
            not_carried(FolderError::File { attempted: "write", path: "entries.keepalive".into(), source })
                .hint
        };
        for (kind, hint) in [
            (ErrorKind::StorageFull, "carried_full"),
            (ErrorKind::ReadOnlyFilesystem, "carried_not_allowed"),
            (ErrorKind::NotFound, "carried"),
        ] {
            assert_eq!(said(kind).as_deref(), Some(hint));
        }
    }
}
