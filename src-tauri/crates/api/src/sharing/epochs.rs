//! Who is in: each desk says its public keys, and a new key of the clinic begins when one is taken out or a recovery sheet
//! is withdrawn.
//!
//! What was on the desk that is taken out stays there, and what the others shared before it can read where it lies. What
//! they write from then on it cannot.

use std::collections::BTreeSet;

use keepalive_domain::ids::{DeviceId, SpaceId};
use keepalive_domain::roles::Deed;
use keepalive_hub_folder::{KeyFile, key_files, put_key_file, remove_sheet};
use keepalive_seal::{Begun, Card, Cut, DeskKeys, Members, SheetName, SpaceKey, TakenOut};

use super::remembered::Place;
use super::{database, desk_keys, kept_sheets, trouble};
use crate::app::Open;
use crate::types::{SharingTakeOutInput, SharingView, SharingWithdrawInput};
use crate::{ApiError, ApiResult, App, ErrorCode};

impl App {
    /// Takes another desk out: everybody else goes on with a new key. Names it by its mark. Who is in is asked where the
    /// desks meet, first.
    ///
    /// # Errors
    /// Sharing is off, the others cannot be met now, no other desk has this mark, or the new key cannot be laid down; then
    /// nobody is taken out.
    pub fn sharing_take_out(&self, input: SharingTakeOutInput) -> ApiResult<SharingView> {
        self.asks(Deed::Share)?;
        self.new_epoch(|open, members, own| {
            let heard = open.store.read(|read| read.heard_desks())?.into_iter().map(|desk| desk.device);
            let known: BTreeSet<DeviceId> = heard.chain(members.desks()).collect();
            let device = known.into_iter().find(|device| device.mark() == input.mark && *device != own);
            let device = device.ok_or_else(|| {
                ApiError::invalid(
                    "mark",
                    "sharing_no_such_desk",
                    "No other desk of the clinic has this mark.",
                )
            })?;
            let cuts = cuts_of(open, |of| of == device)?;
            Ok((Some(TakenOut { device, at_ms: self.now_ms(), cuts }), None))
        })
    }

    /// Withdraws a recovery sheet: everybody goes on with a new key, which it does not open.
    ///
    /// # Errors
    /// As [`App::sharing_take_out`]; no sheet has this mark.
    pub fn sharing_sheet_withdraw(&self, input: SharingWithdrawInput) -> ApiResult<SharingView> {
        self.asks(Deed::Share)?;
        self.new_epoch(|open, members, _| {
            let here = open.store.read(|read| read.space())?;
            let made = here.map(|here| kept_sheets::names(&self.clinic_file, here)).unwrap_or_default();
            let is_one =
                made.iter().map(SheetName::mark).chain(members.sheets()).any(|mark| mark == input.mark);
            if !is_one || members.withdrawn().any(|mark| mark == input.mark) {
                let message = "There is no recovery sheet of this mark.";
                return Err(ApiError::invalid("mark", "sharing_no_such_sheet", message));
            }
            Ok((None, Some(input.mark)))
        })
    }

    /// Begins a new key, after the others were met and with no meeting in between.
    fn new_epoch(
        &self,
        who_leaves: impl FnOnce(&Open, &Members, DeviceId) -> ApiResult<(Option<TakenOut>, Option<String>)>,
    ) -> ApiResult<SharingView> {
        self.no_sample_is_shared()?;
        // A code that stands brings the key of before.
        self.sharing_invite_end(crate::types::Nothing {})?;
        {
            let mut known = self.sharing.hub();
            let open = self.current();
            let off = || ApiError::invalid("path", "sharing_is_off", "Sharing is off: nobody else is in.");
            let place = self.device.remembered().sharing.place.filter(|_| !open.sample).ok_or_else(off)?;
            self.exchange_at(&place, &open, &mut known).map_err(trouble::asked_for)?;
            let (space, device) =
                open.store.read(|read| Ok::<_, ApiError>((read.space()?, read.device()?)))?;
            let (space, device) = space
                .zip(device)
                .ok_or_else(|| ApiError::new(ErrorCode::NoClinic, "This desk has written nothing yet."))?;
            let key = self.key_of(space).map_err(trouble::asked_for)?;
            let mut members = desk_keys::members(&self.clinic_file, space)?;
            let keys = self.own_keys(space)?;
            let (out, sheet) = who_leaves(&open, &members, device)?;
            let unknown = unknown_streams(&open, &members, device)?;
            let begun = members.begin(space, &key, (device, &keys), out, sheet.as_deref(), unknown)?;
            self.lay_epoch(&place, space, &key, &begun)?;
            // It lies there: from now on it holds, whatever happens here. A restart would find it there again.
            self.takes_epoch(space, &keys, &mut members, &begun)?;
            *known = None;
            if let Some(mark) = sheet {
                self.forget_sheet(&place, space, &mark);
            }
        }
        self.sharing_now(crate::types::Nothing {})
    }

    /// A sheet that is on paper now: keys that begin later are wrapped for it, too.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub(super) fn has_sheet(&self, space: SpaceId, card: &Card) -> ApiResult<()> {
        let Some(key) = self.key_here(space)? else { return Ok(()) };
        let mut members = desk_keys::members(&self.clinic_file, space)?;
        members.has_sheet(&key, card.clone());
        desk_keys::keep_members(&self.clinic_file, space, &members)
    }

    /// What is known of who is in; nothing where it cannot be read now.
    pub(super) fn members(&self, space: SpaceId) -> Members {
        desk_keys::members(&self.clinic_file, space).unwrap_or_else(|error| {
            tracing::warn!(message = error.message, "who is in is not known");
            Members::default()
        })
    }

    pub(super) fn takes_epoch(
        &self,
        space: SpaceId,
        keys: &DeskKeys,
        members: &mut Members,
        begun: &Begun,
    ) -> ApiResult<SpaceKey> {
        let learned = members.learn(space, &begun.key, keys, std::slice::from_ref(&begun.file));
        self.keep_key(space, &learned.key)?;
        desk_keys::keep_members(&self.clinic_file, space, members)?;
        Ok(learned.key)
    }

    /// Lays an epoch down where the desks meet.
    fn lay_epoch(&self, place: &Place, space: SpaceId, key: &SpaceKey, begun: &Begun) -> ApiResult<()> {
        let file = KeyFile { name: begun.name.clone(), bytes: begun.file.clone() };
        match place {
            Place::Folder(folder) => {
                put_key_file(folder, space, &file).map_err(trouble::refused)?;
                if key_files(folder, space).iter().any(|there| there.bytes == file.bytes) {
                    return Ok(());
                }
                let message = "The new key does not lie in the folder. Nobody was taken out; try again.";
                Err(ApiError::invalid("path", "sharing_not_writable", message))
            }
            Place::Database(_) => {
                let mut hub = database::enter(&self.access_here(space)?, space, key.clone())?;
                Ok(hub.lay_key_file(&file.name, &file.bytes)?)
            }
        }
    }

    /// What a sheet opened that was withdrawn is taken away, as far as that can be done: it opens what was written before.
    fn forget_sheet(&self, place: &Place, space: SpaceId, mark: &str) {
        let names = kept_sheets::names(&self.clinic_file, space);
        for name in names.into_iter().filter(|name| name.mark() == mark) {
            if let Place::Folder(folder) = place
                && let Err(error) = remove_sheet(folder, space, &name)
            {
                tracing::warn!(%error, "what a withdrawn sheet opens lies there still");
            }
        }
    }
}

/// How far the streams of some desks reach here.
///
/// # Errors
/// The database cannot be read.
pub(super) fn cuts_of(open: &Open, is_asked: impl Fn(DeviceId) -> bool) -> ApiResult<Vec<Cut>> {
    let ends = open.store.read(|read| read.streams_of(&is_asked))?;
    Ok(ends.into_iter().map(|(stream, end)| Cut::at(stream, end)).collect())
}

/// How far those of desks reach here that have not said their keys.
///
/// # Errors
/// The database cannot be read.
pub(super) fn unknown_streams(open: &Open, members: &Members, own: DeviceId) -> ApiResult<Vec<Cut>> {
    cuts_of(open, |of| of != own && !members.has_keys_of(of))
}
