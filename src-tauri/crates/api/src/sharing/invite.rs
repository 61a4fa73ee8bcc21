//! Letting another desk in: a code for one use, and the invitation that it opens.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use keepalive_domain::ids::DeviceId;
use keepalive_domain::roles::Deed;
use keepalive_domain::words::DeskRole;
use keepalive_hub_folder::{invites, remove_invite};
use keepalive_seal::{Invite, InviteCode, check_words, open_answer, seal_invite, who_invites};

use super::mailbox::{Mailbox, name_of};
use super::remembered::{LeftInvite, Place};
use crate::types::{Nothing, SharingInvite, SharingInviteInput};
use crate::{ApiError, ApiResult, App, ErrorCode};

/// How long a code can be used: long enough to walk to another room, install the app and type it; our own.
const VALID_MS: i64 = 15 * 60_000;

/// The invitation that stands on this desk's screen.
pub(super) struct Invited {
    mailbox: Mailbox,
    /// What it is called there.
    id: String,
    code: InviteCode,
    invite: Invite,
    /// It lies there. Until then nobody looks for it.
    laid: AtomicBool,
}

impl App {
    /// Lets one other desk in, for what is said: makes a code and lays its invitation into the shared folder or database. One that stood
    /// before is taken away.
    ///
    /// # Errors
    /// Sharing is off, its key is gone, or the folder cannot be written or the server not be reached.
    pub fn sharing_invite(&self, input: SharingInviteInput) -> ApiResult<SharingInvite> {
        self.asks(Deed::Share)?;
        self.sharing_invite_end(Nothing {})?;
        let off = || ApiError::invalid("path", "sharing_is_off", "Sharing is off: there is nothing to join.");
        let open = self.current();
        let place = self.device.remembered().sharing.place.filter(|_| !open.sample).ok_or_else(off)?;
        let (space, by) = open.store.read(|read| Ok::<_, ApiError>((read.space()?, read.device()?)))?;
        let (Some(space), Some(by)) = (space, by) else {
            return Err(ApiError::new(ErrorCode::NoClinic, "There is no clinic to join yet."));
        };
        let key = self.key_here(space)?.ok_or_else(|| {
            let message = "This desk's key for what is shared is gone.";
            ApiError::invalid("path", "sharing_key_missing", message)
        })?;
        let mailbox = Mailbox::of(&place, self, space)?;
        let code = InviteCode::new()?;
        // None is said of a manager's, so that a program of before there were roles can open it.
        let role = input.role.filter(|role| *role != DeskRole::Manager).map(|role| role.word().to_owned());
        let invite = Invite { by, until_ms: self.now_ms() + VALID_MS, space, key, role };
        let sealed = seal_invite(&code, &invite)?;
        let laid = AtomicBool::new(false);
        let invited = Arc::new(Invited { mailbox, id: random_name()?, code, invite, laid });
        // Known before it lies there, so that no meeting takes it for one that was left behind.
        let before = self.sharing.invited().replace(Arc::clone(&invited));
        if let Some(before) = before {
            self.take_away(&before);
        }
        if let Err(refused) = invited.mailbox.put_invite(space, &invited.id, &sealed) {
            self.sharing.invited().take_if(|there| Arc::ptr_eq(there, &invited));
            return Err(refused);
        }
        invited.laid.store(true, Ordering::Release);
        self.sharing_invited(Nothing {})
    }

    /// The invitation that stands, and the check words once the other desk has answered. Looks for it there: where the
    /// other desk has said that the words differ, the invitation is gone from there and stands no more.
    ///
    /// # Errors
    /// None.
    pub fn sharing_invited(&self, _input: Nothing) -> ApiResult<SharingInvite> {
        self.end_invite_if(|invited, now_ms| invited.invite.until_ms < now_ms);
        let Some(invited) = self.sharing.invited().clone() else { return Ok(SharingInvite::default()) };
        let Invited { mailbox, id, code, invite, laid } = &*invited;
        let seen = mailbox.look(invite.space, id);
        if laid.load(Ordering::Acquire) && seen.lies == Some(false) {
            self.end_invite_if(|there, _| there.id == *id);
            return Ok(SharingInvite { ended_there: true, ..SharingInvite::default() });
        }
        let mut guests: Vec<_> =
            seen.answers.iter().filter_map(|answer| open_answer(&invite.key, answer)).collect();
        guests.sort_unstable();
        guests.dedup();
        let words = match guests.as_slice() {
            [guest] => Some(check_words(invite, *guest).to_vec()),
            _ => None,
        };
        Ok(SharingInvite {
            code: Some(code.text()),
            until: Some(invite.until_ms),
            words,
            used_twice: guests.len() > 1,
            ended_there: false,
        })
    }

    /// Takes the invitation away: it served, or it is not wanted any more. A desk that has read it keeps what it read.
    /// Where the folder is away this is done at the next meeting; a server that is away shows it to nobody
    /// once it is out of date.
    ///
    /// # Errors
    /// None.
    pub fn sharing_invite_end(&self, _input: Nothing) -> ApiResult<Nothing> {
        self.end_invite_if(|_, _| true);
        Ok(Nothing {})
    }

    fn end_invite_if(&self, over: impl FnOnce(&Invited, i64) -> bool) {
        let now_ms = self.now_ms();
        // The way there may be slow: nobody waits for it with the lock held.
        let ended = self.sharing.invited().take_if(|invited| over(invited, now_ms));
        if let Some(ended) = ended {
            self.take_away(&ended);
        }
    }

    /// Takes an invitation's files away, or remembers that it has yet to be done.
    fn take_away(&self, ended: &Invited) {
        let Invited { mailbox, id, invite, .. } = ended;
        if mailbox.remove_invite(invite.space, id) {
            return;
        }
        let Mailbox::Folder(folder) = mailbox else { return };
        let left = LeftInvite { folder: folder.clone(), space: invite.space, id: id.clone() };
        if let Err(error) = self.device.remember(|all| all.sharing.left_invites.push(left)) {
            tracing::warn!(%error, "an invitation that could not be taken away was not remembered");
        }
    }

    /// Takes away what this desk has invited with and no screen shows any more: it is out of date, the program was
    /// closed meanwhile, or its folder was away when it ended. Others' invitations are theirs: a clock that is wrong here
    /// must not end them.
    pub(super) fn sweep_invites(&self, place: &Place) {
        self.end_invite_if(|invited, now_ms| invited.invite.until_ms < now_ms);
        self.take_away_what_was_left();
        // A server shows nobody what is out of date.
        let Place::Folder(folder) = place else { return };
        let Ok(Some(here)) = self.current().store.read(|read| read.device()) else { return };
        let is_ours = |by: Option<(DeviceId, i64)>| by.is_some_and(|(by, _)| by == here);
        for found in invites(folder) {
            let stands = self.sharing.invited().as_ref().is_some_and(|invited| invited.id == found.id);
            // What cannot be taken away now is found again next time.
            let _gone = !stands
                && is_ours(who_invites(&found.bytes))
                && remove_invite(folder, found.space, &found.id);
        }
    }

    /// Those that could not be taken away before, in whatever folder they lie.
    fn take_away_what_was_left(&self) {
        let left = self.device.remembered().sharing.left_invites;
        let gone: Vec<_> =
            left.into_iter().filter(|left| remove_invite(&left.folder, left.space, &left.id)).collect();
        if gone.is_empty() {
            return;
        }
        let written =
            self.device.remember(|all| all.sharing.left_invites.retain(|left| !gone.contains(left)));
        if let Err(error) = written {
            tracing::warn!(%error, "invitations that were taken away are still remembered");
        }
    }
}

/// A name that no other file has.
pub(super) fn random_name() -> ApiResult<String> {
    Ok(name_of(&random()?))
}

/// Sixteen random bytes.
pub(super) fn random() -> ApiResult<[u8; 16]> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|_| ApiError::new(ErrorCode::Internal, "The system gave no random bytes; try again."))?;
    Ok(bytes)
}
