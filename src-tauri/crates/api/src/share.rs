//! Sharing between desks, as the command line asks for it: over a shared folder. `share_by_hand` is one file that is carried.
//!
//! Nothing here runs by itself: a desk that never shares opens no folder and no socket.

use std::path::Path;

use keepalive_domain::ids::SpaceId;
use keepalive_domain::roles::Deed;
use keepalive_domain::words::DeskRole;
use keepalive_hub_folder::{FolderError, FolderHub, KeyFile, Unreadable, key_files, put_key_file};
use keepalive_seal::{SealError, SheetFault, SpaceKey, Witness, begins_epoch};
use keepalive_store::{Store, StoreError};
use keepalive_sync::{Carrying, Exchange, ExchangeError, Hub, exchange_watched};
use serde::Serialize;

use crate::app::Open;
use crate::roles::role_of;
use crate::sharing::{InStep, empty_folder, write_role};
use crate::{ApiError, ApiResult, App, ErrorCode};

/// What sharing did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Shared {
    /// Ops that came and were not here before.
    pub received: u64,
    /// Ops that were given: own ones to a hub, all of them in a file.
    pub sent: u64,
    /// Ops the hub lacked that this desk put there for others, or of its own from before a restore.
    pub carried: u64,
    /// Ops that came damaged, cannot be read yet or have nobody who vouches for them, kept aside.
    pub aside: u64,
    /// Streams at the hub of which something is not readable yet.
    pub waiting: u64,
    /// Ops here that came without their text though nobody removed it: it is asked for again.
    pub emptied: u64,
    /// Ops of other desks that the hub lacks and their desks have yet to send again.
    pub lost: u64,
    /// Ops of this desk's that the hub did not take: they are left for the next exchange.
    pub left: u64,
    /// Whether this desk found that it had been restored from an older copy.
    pub restored: bool,
    /// Whether this desk may only read there: what it has of its own was not given.
    pub reads_only: bool,
}

impl From<Exchange> for Shared {
    fn from(done: Exchange) -> Self {
        let Exchange { received, aside, sent, carried, waiting, emptied, lost, restored, refused } = done;
        let (left, reads_only) = (refused, false);
        Self { received, sent, carried, aside, waiting, emptied, lost, left, restored, reads_only }
    }
}

/// What may be done to meet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Meeting {
    /// Make the clinic's part stand where it does not stand yet.
    pub begin: bool,
    /// Bring the record that this desk kept alone into the one that is found.
    pub join: bool,
    /// Put there what the hub lost of other desks' ops, too: they do not come any more.
    pub carry: bool,
    /// What this desk is to be there for where it joins; `None` = as it was, a manager's where nobody said.
    pub role: Option<DeskRole>,
}

/// A new key for sharing, as it is written down.
///
/// # Errors
/// The system gives no random bytes.
pub fn new_share_key() -> ApiResult<String> {
    Ok(SpaceKey::new()?.text())
}

impl App {
    /// Meets the other desks in a shared folder: what is there comes in, what it lacks goes out.
    ///
    /// # Errors
    /// The folder is not the one of this clinic, or cannot be read or written; the record is sound all the same, and
    /// what came in before stays.
    pub fn share_over_folder(&self, folder: &Path, key: &str, meeting: Meeting) -> ApiResult<Shared> {
        let open = self.current();
        let key = SpaceKey::parse(key)?;
        let there = FolderHub::spaces(folder);
        let here = open.store.read(|read| read.space())?;
        let mut hub = match (here, there.as_slice()) {
            (Some(here), there) if there.contains(&here) => {
                is_the_newest(&key, key_files(folder, here).iter().map(|file| file.bytes.as_slice()))?;
                self.may_take_role(&open, meeting)?;
                FolderHub::open(folder, here, key.clone())?
            }
            (_, [found]) => {
                is_the_newest(&key, key_files(folder, *found).iter().map(|file| file.bytes.as_slice()))?;
                if here == Some(*found) {
                    self.may_take_role(&open, meeting)?;
                }
                enter(&open.store, *found, meeting)?;
                FolderHub::open(folder, *found, key.clone())?
            }
            (Some(here), []) if meeting.begin => {
                self.may_take_role(&open, meeting)?;
                FolderHub::begin(folder, here, key.clone())?
            }
            (_, []) => {
                let message = format!(
                    "No clinic stands in {} yet. Is the drive connected? To make this desk's clinic stand there, say \
                     so.",
                    folder.display()
                );
                return Err(ApiError::invalid("folder", "not_begun", message));
            }
            _ => {
                let message =
                    format!("Several clinics stand in {}, and none is this desk's.", folder.display());
                return Err(ApiError::invalid("folder", "several_clinics", message));
            }
        };
        let Some(space) = open.store.read(|read| read.space())? else {
            return Err(ApiError::new(ErrorCode::NoClinic, "There is nothing to share yet."));
        };
        let lay = |file: &KeyFile| put_key_file(folder, space, file);
        let InStep { key, witness } =
            self.in_step_by_key(space, &key, &open, key_files(folder, space), lay)?;
        hub.use_key(key);
        let shared = meet(&open, &mut hub, meeting, &witness)?;
        empty_folder(&open, &mut hub, &shared);
        self.note_heard(&open, shared.waiting)?;
        Ok(shared)
    }

    /// Refuses a role for a desk that is in already, unless it is a manager's and not the last one.
    ///
    /// # Errors
    /// As [`App::sharing_role`].
    pub(crate) fn may_take_role(&self, open: &Open, meeting: Meeting) -> ApiResult<()> {
        if meeting.begin || meeting.role.is_some() {
            self.asks(Deed::Share)?;
        }
        let Some(role) = meeting.role else { return Ok(()) };
        open.store.read(|read| match read.device()? {
            Some(own) => self.leaves_a_manager(read, own, role),
            None => Ok(()),
        })
    }
}

/// Refuses a key that was followed by another: what is sealed with it, a desk that was taken out could read.
///
/// # Errors
/// It was.
pub(crate) fn is_the_newest<'f>(key: &SpaceKey, mut files: impl Iterator<Item = &'f [u8]>) -> ApiResult<()> {
    let is_later = |file| begins_epoch(file).is_some_and(|epoch| epoch > key.epoch());
    if files.any(is_later) {
        let message = "The clinic goes on with a newer key than this one: a desk was taken out, or a recovery sheet \
                       withdrawn. A recovery sheet that is still good brings it (--recovery).";
        return Err(ApiError::invalid("key", "sharing_key_changed", message));
    }
    Ok(())
}

/// Meets a hub once; what came in before something failed stays, and the figures know of it.
pub(crate) fn meet<H: Hub>(open: &Open, hub: &mut H, meeting: Meeting, witness: &Witness) -> ApiResult<Shared>
where
    ApiError: From<ExchangeError<StoreError, H::Error>>,
{
    let carrying = if meeting.carry { Carrying::Everybodys } else { Carrying::Own };
    let done = exchange_watched(&open.store, hub, carrying, witness, &mut |_| {});
    open.figures.note_everything();
    let mut shared = Shared::from(done?);
    // Said once the record was heard, and sent at once.
    let own = open.store.read(|read| {
        let own = read.device()?.zip(meeting.role);
        Ok::<_, ApiError>(match own {
            Some((own, role)) if role_of(read, own)? != role => Some((own, role)),
            _ => None,
        })
    })?;
    if let Some((own, role)) = own {
        write_role(open, own, role)?;
        shared.sent += exchange_watched(&open.store, hub, Carrying::Own, witness, &mut |_| {})?.sent;
    }
    Ok(shared)
}

/// Makes a desk write in the space that was found. One that wrote in another before does so only where that is asked
/// for: two clinics' records become one.
pub(crate) fn enter(store: &Store, found: SpaceId, meeting: Meeting) -> ApiResult<()> {
    if may_enter(store, found, meeting)? {
        store.write(move |write| write.move_to_space(found))?;
    }
    Ok(())
}

/// Refuses to make a desk that wrote in another space write in this one, unless that is asked for. Whether it writes in
/// another now.
pub(crate) fn may_enter(store: &Store, found: SpaceId, meeting: Meeting) -> ApiResult<bool> {
    if store.read(|read| read.space())? == Some(found) {
        return Ok(false);
    }
    if store.head()?.ops > 0 && !meeting.join {
        let message = "It holds another record than this desk's. To make the two one for good, say so.";
        return Err(ApiError::invalid("join", "other_record", message));
    }
    Ok(true)
}

impl From<SealError> for ApiError {
    fn from(error: SealError) -> Self {
        let message = error.to_string();
        match error {
            SealError::NotAKey { .. } => Self::invalid("key", "not_a_key", message),
            SealError::NotASheet { fault } => Self::invalid("sheet", &sheet_hint(fault), message),
            SealError::NotACode => Self::invalid("code", "not_a_code", message),
            SealError::NoChance | SealError::TooLarge => Self::new(ErrorCode::Internal, message),
        }
    }
}

/// Which line to look at, as the screen says it.
fn sheet_hint(fault: SheetFault) -> String {
    match fault {
        SheetFault::Length { .. } => "sheet_length".to_owned(),
        SheetFault::Line { line } => format!("sheet_line_{line}"),
        SheetFault::Several => "sheet_mistyped".to_owned(),
    }
}

/// What is to be done about a file that was carried, as the screen says it.
const fn unreadable(why: Unreadable) -> &'static str {
    match why {
        Unreadable::SomethingElse => "not_entries",
        Unreadable::Newer => "newer_entries",
        Unreadable::NotWhole | Unreadable::Damaged => "not_readable",
        Unreadable::LaterKey => "entries_later_key",
    }
}

impl From<FolderError> for ApiError {
    fn from(error: FolderError) -> Self {
        let message = error.to_string();
        match error {
            FolderError::NotTheFolder { .. } => Self::invalid("folder", "not_the_folder", message),
            FolderError::Newer { .. } => Self::invalid("folder", "newer_folder", message),
            FolderError::NotReadable { why, .. } => Self::invalid("file", unreadable(why), message),
            FolderError::OtherSpace { .. } => Self::invalid("folder", "other_record", message),
            FolderError::OtherKey { .. } => Self::invalid("key", "other_key", message),
            FolderError::Seal(error) => error.into(),
            FolderError::File { .. } => Self::new(ErrorCode::File, message),
        }
    }
}

impl From<ExchangeError<StoreError, FolderError>> for ApiError {
    fn from(error: ExchangeError<StoreError, FolderError>) -> Self {
        match error {
            ExchangeError::Desk(error) => error.into(),
            ExchangeError::Hub(error) => error.into(),
        }
    }
}
