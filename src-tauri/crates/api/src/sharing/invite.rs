//! Letting another desk in: a code for one use, and the invitation that it opens.

use std::path::{Path, PathBuf};

use keepalive_domain::ids::DeviceId;
use keepalive_hub_folder::{answers, invites, put_invite, remove_invite};
use keepalive_seal::{Invite, InviteCode, check_words, open_answer, seal_invite, who_invites};

use super::{key_file, meeting};
use crate::types::{Nothing, SharingInvite};
use crate::{ApiError, ApiResult, App, ErrorCode};

/// How long a code can be used: long enough to walk to another room, install the app and type it; our own.
const VALID_MS: i64 = 15 * 60_000;

/// The invitation that stands on this desk's screen.
pub(super) struct Invited {
    folder: PathBuf,
    /// What its file is called.
    id: String,
    code: InviteCode,
    invite: Invite,
}

impl App {
    /// Lets one other desk in: makes a code and lays its invitation into the shared folder. One that stood before is
    /// taken away.
    ///
    /// # Errors
    /// Sharing is off, its key is gone, or the folder cannot be written.
    pub fn sharing_invite(&self, _input: Nothing) -> ApiResult<SharingInvite> {
        self.sharing_invite_end(Nothing {})?;
        let off = || ApiError::invalid("path", "sharing_is_off", "Sharing is off: there is nothing to join.");
        let open = self.current();
        let folder = self.device.remembered().sharing.folder.filter(|_| !open.sample).ok_or_else(off)?;
        let (space, by) = open.store.read(|read| Ok::<_, ApiError>((read.space()?, read.device()?)))?;
        let (Some(space), Some(by)) = (space, by) else {
            return Err(ApiError::new(ErrorCode::NoClinic, "There is no clinic to join yet."));
        };
        let key = key_file::read(&self.clinic_file, space)?.ok_or_else(|| {
            let message = "This desk's key for what is shared is gone.";
            ApiError::invalid("path", "sharing_key_missing", message)
        })?;
        let code = InviteCode::new()?;
        let invite = Invite { by, until_ms: self.now_ms() + VALID_MS, space, key };
        let id = random_name()?;
        put_invite(&folder, space, &id, &seal_invite(&code, &invite)?).map_err(meeting::refused)?;
        *self.sharing.invited() = Some(Invited { folder, id, code, invite });
        self.sharing_invited(Nothing {})
    }

    /// The invitation that stands, and the check words once the other desk has answered. Looks into the folder.
    ///
    /// # Errors
    /// None.
    pub fn sharing_invited(&self, _input: Nothing) -> ApiResult<SharingInvite> {
        self.end_invite_if(|invited, now_ms| invited.invite.until_ms < now_ms);
        let invited = self.sharing.invited();
        let Some(Invited { folder, id, code, invite }) = &*invited else {
            return Ok(SharingInvite::default());
        };
        let mut guests: Vec<_> = answers(folder, invite.space, id)
            .iter()
            .filter_map(|answer| open_answer(&invite.key, answer))
            .collect();
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
        })
    }

    /// Takes the invitation away: it served, or it is not wanted any more. A desk that has read it keeps what it read.
    ///
    /// # Errors
    /// None.
    pub fn sharing_invite_end(&self, _input: Nothing) -> ApiResult<Nothing> {
        self.end_invite_if(|_, _| true);
        Ok(Nothing {})
    }

    fn end_invite_if(&self, over: impl FnOnce(&Invited, i64) -> bool) {
        let mut invited = self.sharing.invited();
        if let Some(ended) = invited.take_if(|invited| over(invited, self.now_ms())) {
            remove_invite(&ended.folder, ended.invite.space, &ended.id);
        }
    }

    /// Takes away what this desk has invited with and no screen shows any more: it is out of date, or the program was
    /// closed meanwhile. Others' invitations are theirs: a clock that is wrong here must not end them.
    pub(super) fn sweep_invites(&self, folder: &Path) {
        self.end_invite_if(|invited, now_ms| invited.invite.until_ms < now_ms);
        let Ok(Some(here)) = self.current().store.read(|read| read.device()) else { return };
        let invited = self.sharing.invited();
        let is_ours = |by: Option<(DeviceId, i64)>| by.is_some_and(|(by, _)| by == here);
        for found in invites(folder) {
            let stands = invited.as_ref().is_some_and(|invited| invited.id == found.id);
            if !stands && is_ours(who_invites(&found.bytes)) {
                remove_invite(folder, found.space, &found.id);
            }
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

/// Bytes as the name of a file.
pub(super) fn name_of(bytes: &[u8; 16]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
