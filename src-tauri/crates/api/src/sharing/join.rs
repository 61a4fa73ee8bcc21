//! Joining a clinic that another desk shares: by its folder, or this desk's access file for a database, and a code.

use std::path::PathBuf;
use std::sync::Arc;

use keepalive_domain::ids::SpaceId;
use keepalive_domain::roles::Deed;
use keepalive_domain::words::DeskRole;
use keepalive_seal::{InviteCode, SpaceKey, check_words, open_answer, open_invite, seal_answer};

use super::desk_names::name_typed;
use super::key_file;
use super::mailbox::Mailbox;
use super::remembered::Place;
use crate::roles::{others_wrote, refuse};
use crate::share::{Meeting, enter};
use crate::types::{Nothing, SharingJoinInput, SharingJoinNowInput, SharingOffer, SharingView};
use crate::{ApiError, ApiResult, App};

/// What this desk can join: it has answered an invitation there, or opened the key with a recovery sheet.
pub(super) struct Answered {
    pub(super) mailbox: Mailbox,
    /// What the invitation is called there; none where a sheet opened it.
    pub(super) id: Option<String>,
    pub(super) space: SpaceId,
    pub(super) key: SpaceKey,
    /// What this desk is to be there for.
    pub(super) role: DeskRole,
}

impl App {
    /// Answers the invitation that a code opens in a shared folder or a database, so that both desks can show the same
    /// four words. Nothing of the record is touched.
    ///
    /// # Errors
    /// The folder is not there or cannot be written; the file is no access file, or its server cannot be reached or
    /// trusted or does not let this desk in; the code opens nothing there, is out of date, or was used by
    /// another desk; this desk shares already, or shows the sample.
    pub fn sharing_answer(&self, input: SharingJoinInput) -> ApiResult<SharingOffer> {
        self.no_sample_is_shared()?;
        self.shares_nothing_yet()?;
        let code = InviteCode::parse(&input.code)?;
        let mailbox = Mailbox::at(PathBuf::from(input.path))?;
        let mut opened = None;
        for found in mailbox.invites()? {
            // Where it lies must be what it is for: somebody may have moved it.
            if let Some(invite) =
                open_invite(&code, &found.bytes)?.filter(|invite| invite.space == found.space)
            {
                opened = Some((found.id, invite));
                break;
            }
        }
        let Some((id, invite)) = opened else {
            let message = "This code opens nothing there: it is mistyped, used or out of date, or its \
                           invitation is not there yet.";
            return Err(ApiError::invalid("code", "code_opens_nothing", message));
        };
        if invite.until_ms < self.now_ms() {
            let message = "This code is out of date by this computer's clock.";
            return Err(ApiError::invalid("code", "code_out_of_date", message));
        }
        let has_record = self.has_another_record(invite.space)?;
        let guest = self.sharing.guest_of(&id)?;
        let used = || ApiError::invalid("code", "code_used", "Another desk has used this code already.");
        let before = mailbox.look(invite.space, &id).answers;
        if before.iter().filter_map(|answer| open_answer(&invite.key, answer)).any(|other| other != guest) {
            return Err(used());
        }
        let answer = seal_answer(&invite.key, guest)?;
        if !mailbox.put_answer(&invite, &id, guest, &answer)? {
            return Err(used());
        }
        let words = check_words(&invite, guest).to_vec();
        let (space, key) = (invite.space, invite.key);
        let role = role_of_invite(invite.role.as_deref());
        *self.sharing.answered() = Some(Arc::new(Answered { mailbox, id: Some(id), space, key, role }));
        Ok(SharingOffer { words, has_record, role, proposed_name: self.name_to_join_by(role)? })
    }

    /// Joins the clinic whose invitation was answered, when somebody has compared the words, or that a recovery sheet
    /// opened. A record that this desk kept
    /// alone comes along whole, and a copy of it is written first. A name that somebody gave this desk is written down once it
    /// has heard the record.
    ///
    /// # Errors
    /// No invitation was answered, the name cannot be taken, or the copy, the key or the settings cannot be written; then nothing is joined. A
    /// first exchange that fails is no error: it stands in the view, and is tried again.
    pub fn sharing_join(&self, input: SharingJoinNowInput) -> ApiResult<SharingView> {
        self.no_sample_is_shared()?;
        self.shares_nothing_yet()?;
        let called = name_typed(&input)?;
        let Some(answered) = self.sharing.answered().clone() else {
            return Err(ApiError::invalid("code", "missing", "No code was entered yet."));
        };
        let Answered { mailbox, space, key, role, .. } = &*answered;
        if called.is_some() {
            // A desk that only reads says nothing, not even its name.
            refuse(*role, Deed::Own)?;
        }
        let (place, space) = (mailbox.place()?, *space);
        if self.has_another_record(space)? {
            // It comes along whole, or nothing is joined.
            mailbox.must_write()?;
            self.write_backup()?;
        }
        self.keep_key(space, key)?;
        // No meeting begins before the record stands where it is to meet.
        let no_meeting = self.between_meetings();
        // Somebody may have pressed twice.
        self.shares_nothing_yet()?;
        let let_go = self.lets_lost_keys_go(space)?;
        if let Err(refused) = self.goes_in(&answered, place, called) {
            if let Err(error) = self.waits_for_keys_again(space, let_go) {
                tracing::warn!(%error, "the keychain's keys of a desk that did not get in are not waited for");
            }
            return Err(refused);
        }
        drop(no_meeting);
        // The file of the answer stays until the desk that invited has seen it.
        self.sharing.answered().take_if(|there| Arc::ptr_eq(there, &answered));
        self.sharing_now(Nothing {})
    }

    /// The record and the settings of a desk that joins; as they were where it does not get in.
    fn goes_in(&self, answered: &Answered, place: Place, called: Option<String>) -> ApiResult<()> {
        let Answered { mailbox, space, role, .. } = answered;
        if let Mailbox::Database(at) = mailbox {
            self.keep_access(*space, &at.access)?;
        }
        let before = self.device.remembered().sharing;
        let enters = self.current().store.read(|read| read.space())? != Some(*space);
        self.share_over_as(Some(place), Some(*role), called, enters)?;
        let joining = Meeting { join: true, ..Meeting::default() };
        enter(&self.current().store, *space, joining).or_else(|refused| {
            self.share_over_as(None, before.joined_as, before.called, before.entered)?;
            // A password that nobody uses is only there to be found.
            self.forget_access(*space)?;
            Err(refused)
        })
    }

    /// Does not join: takes the answer and the invitation away, so that the code serves nobody any more.
    ///
    /// # Errors
    /// None.
    pub fn sharing_join_not(&self, _input: Nothing) -> ApiResult<Nothing> {
        let answered = self.sharing.answered().take();
        if let Some(answered) = answered {
            let Answered { mailbox, id, space, .. } = &*answered;
            // Where the folder is away, the desk that invited takes it away once the code is out of date.
            let _gone = id.as_ref().map(|id| mailbox.remove_invite(*space, id));
        }
        Ok(Nothing {})
    }

    /// Whether this desk holds a record that is not the one it is about to join. Only one that it kept alone can come
    /// along: the others of a clinic that is shared elsewhere were asked nothing.
    pub(super) fn has_another_record(&self, joining: SpaceId) -> ApiResult<bool> {
        let open = self.current();
        let here = open.store.read(|read| read.space())?;
        if here == Some(joining) || self.ops_here(&open)? == 0 {
            return Ok(false);
        }
        // Who this file wrote as before is no other.
        if open.store.read(others_wrote)?
            || here.is_some_and(|here| key_file::is_there(&self.clinic_file, here))
        {
            let message = "This desk's record is or was shared. Only one that was kept alone can join \
                           another clinic.";
            return Err(ApiError::invalid("path", "sharing_shared_elsewhere", message));
        }
        Ok(true)
    }

    pub(super) fn shares_nothing_yet(&self) -> ApiResult<()> {
        self.shares_by_no(|_| true)
    }
}

/// What an invitation says that the desk is there for. None was said before there were roles, and a word that only a newer
/// version knows lets nobody write what that version would not.
fn role_of_invite(word: Option<&str>) -> DeskRole {
    word.map_or(DeskRole::Manager, |word| DeskRole::from_word(word).unwrap_or(DeskRole::Reader))
}
