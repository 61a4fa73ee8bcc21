//! Sharing in the app: over a folder or a database, in the background, while it is on.
//!
//! `acts` and `database` turn it on and off, `moving` goes from one to the other, `invite` lets another desk in and
//! `join` is that desk's side, by a `mailbox` in either place; `sheet` makes a recovery sheet, and `open_sheet` joins with
//! one; `epochs` takes a desk out, `desk_roles` says what each is there for and
//! `desk_names` what it is called, `in_step` learns who is in, and `let_in` lets in
//! what nobody vouched for; `by_hand` is a file that somebody carries. `meeting` is one exchange, `redacted` takes out of a folder what was redacted, `rhythm` says when one is due,
//! and the thread in `background` holds them. While sharing is off there is no thread, and nothing here touches a file or
//! a socket unless somebody joins. What a meeting found stands in memory; this computer's settings remember the place,
//! and files of their own beside them the keys and the access to a database, until the system's `keychain` has what of them
//! opens something (`keys`).

mod access_file;
mod acts;
mod background;
mod by_hand;
mod database;
mod desk_keys;
mod desk_names;
mod desk_roles;
mod epochs;
mod in_step;
mod invite;
mod join;
mod kept_sheets;
mod key_file;
mod keychain;
mod keys;
mod let_in;
mod mailbox;
mod meeting;
mod moving;
mod open_sheet;
mod redacted;
mod remembered;
mod rhythm;
mod sheet;
mod trouble;
mod view;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

use keepalive_domain::ids::SpaceId;
use keepalive_hub_folder::FolderHub;
use keepalive_seal::Guest;
use keepalive_sync::{Coming, Patience};

pub(crate) use access_file::given as access_given;
pub(crate) use desk_roles::{JOINED, ROLE_GIVEN, write_role};
pub(crate) use in_step::InStep;
pub use keychain::Keychain;
pub use open_sheet::{NewSheet, new_share_sheet, share_key_of_sheet};
pub(crate) use redacted::empty_folder;
pub(crate) use remembered::SharingMemory;

use self::background::Background;
use self::invite::Invited;
use self::join::Answered;
use self::remembered::Met;
use self::sheet::ShownSheet;
use crate::ApiResult;
use crate::types::{InstantMs, SharingTrouble};

/// What pages are told has changed, beside kinds of data.
pub(crate) const CHANGED_NAME: &str = "sharing";

/// From how many entries on their coming is shown: fewer are here before somebody has read it. Our own: they take some
/// half a second.
const MANY_COMING: u64 = 2_000;

/// What an open app knows of its sharing.
#[derive(Default)]
pub(crate) struct Sharing {
    /// The folder that was met last. It knows which files it has read; and holding it is what makes one meeting at a
    /// time.
    hub: Mutex<Option<Known>>,
    standing: Mutex<Standing>,
    background: Mutex<Background>,
    /// The invitation that stands on this desk's screen; a restart forgets it, and its file is then taken away.
    invited: Mutex<Option<Arc<Invited>>>,
    /// What this desk has answered, or opened with a recovery sheet, and not joined yet.
    answered: Mutex<Option<Arc<Answered>>>,
    /// The system's keychain, where this program knows one.
    keychain: Mutex<Option<Arc<dyn Keychain>>>,
    /// It did not take a key since the start.
    keychain_refused: AtomicBool,
    /// What the system calls this computer, where this program was told.
    computer: Mutex<Option<String>>,
    /// What was read there, by its name: it is asked once.
    read_there: Mutex<BTreeMap<String, String>>,
    /// The recovery sheet that stands on this desk's screen; a restart forgets its key.
    sheet: Mutex<Option<Arc<ShownSheet>>>,
    /// The invitation that this desk last answered or tried to, and as whom: the same again is the same answer.
    guest: Mutex<Option<(String, Guest)>>,
}

/// A folder that was met.
struct Known {
    folder: PathBuf,
    space: SpaceId,
    hub: FolderHub,
}

/// How the last meetings went.
#[derive(Debug, Default)]
struct Standing {
    met: Option<Met>,
    /// Streams of which something could not be read.
    unreadable: u64,
    trouble: Option<SharingTrouble>,
    /// Where the clinic's desks went, as a note in the folder says: the server of a database.
    moved_to: Option<String>,
    /// This desk may only read there.
    reads_only: bool,
    /// How far the ops of the exchange that goes on have come, where there are many.
    coming: Option<Coming>,
    patience: Patience,
    /// Whether the pages know.
    told: bool,
}

impl Standing {
    /// A meeting went well.
    fn went_well(&mut self, met: Met, unreadable: u64, lost: u64) {
        self.patience.after(met.at_ms, lost);
        *self = Self { met: Some(met), unreadable, patience: self.patience, ..Self::default() };
    }

    /// Ops came; of an exchange that brings few nothing is said.
    fn comes(&mut self, coming: Coming) {
        if coming.of >= MANY_COMING {
            self.coming = Some(coming);
            self.told = false;
        }
    }

    /// A meeting failed; the first failure in a row says since when.
    fn failed(&mut self, mut trouble: SharingTrouble) {
        let since: Option<InstantMs> = self.trouble.as_ref().map(|before| before.since);
        trouble.since = since.unwrap_or(trouble.since);
        self.told = self.told && self.trouble.as_ref() == Some(&trouble) && self.coming.is_none();
        self.coming = None;
        self.trouble = Some(trouble);
    }
}

impl Sharing {
    fn hub(&self) -> MutexGuard<'_, Option<Known>> {
        self.hub.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Holds meetings off, unless one goes on now.
    fn hub_if_free(&self) -> Option<MutexGuard<'_, Option<Known>>> {
        match self.hub.try_lock() {
            Ok(hub) => Some(hub),
            Err(TryLockError::Poisoned(hub)) => Some(hub.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    fn standing(&self) -> MutexGuard<'_, Standing> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn background(&self) -> MutexGuard<'_, Background> {
        self.background.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn invited(&self) -> MutexGuard<'_, Option<Arc<Invited>>> {
        self.invited.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answered(&self) -> MutexGuard<'_, Option<Arc<Answered>>> {
        self.answered.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keychain(&self) -> MutexGuard<'_, Option<Arc<dyn Keychain>>> {
        self.keychain.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn computer(&self) -> MutexGuard<'_, Option<String>> {
        self.computer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn sheet(&self) -> MutexGuard<'_, Option<Arc<ShownSheet>>> {
        self.sheet.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// As whom this desk answers an invitation: somebody who goes back and on is the same guest.
    fn guest_of(&self, invite: &str) -> ApiResult<Guest> {
        let mut guest = self.guest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, before)) = guest.as_ref().filter(|(id, _)| id == invite) {
            return Ok(*before);
        }
        let new = invite::random()?;
        *guest = Some((invite.to_owned(), new));
        Ok(new)
    }

    /// Holds meetings off while the answer is kept; waits for the one that goes on. What the last ones found is
    /// forgotten: it was said of the record before.
    pub(crate) fn between_meetings(&self) -> impl Drop + use<'_> {
        let mut hub = self.hub();
        *hub = None;
        *self.standing() = Standing::default();
        hub
    }

    /// Whether pages have to be told how sharing stands; they are then taken to be told.
    pub(crate) fn to_be_told(&self) -> bool {
        let mut standing = self.standing();
        let news = standing.met.is_some() || standing.trouble.is_some() || standing.coming.is_some();
        news && !std::mem::replace(&mut standing.told, true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::SharingTroubleKind;

    #[test]
    fn much_that_comes_is_told_until_it_is_here_and_little_is_not() {
        let sharing = Sharing::default();
        let coming = |of| Coming { done: 500, of };
        sharing.standing().comes(coming(MANY_COMING - 1));
        assert!(!sharing.to_be_told());
        for _ in 0..2 {
            sharing.standing().comes(coming(MANY_COMING));
            assert!(sharing.to_be_told(), "each step of it");
            assert!(!sharing.to_be_told(), "and each once");
        }
        sharing.standing().went_well(Met { at_ms: 1, ops: 2 }, 0, 0);
        assert!(sharing.standing().coming.is_none() && sharing.to_be_told());

        let trouble =
            SharingTrouble { kind: SharingTroubleKind::NotThere, since: 1, message: "away".to_owned() };
        sharing.standing().failed(trouble.clone());
        assert!(sharing.to_be_told());
        sharing.standing().comes(coming(MANY_COMING));
        assert!(sharing.to_be_told());
        sharing.standing().failed(trouble);
        assert!(sharing.standing().coming.is_none());
        assert!(sharing.to_be_told(), "the same trouble again, but nothing comes any more");
    }
}
