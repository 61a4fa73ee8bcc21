//! Who is in, at each meeting: learns it from what lies there, says who this desk is, and gives what is needed to judge
//! what comes and to sign what goes. Asked before anything is sealed.

use std::collections::BTreeSet;
use std::fmt::Display;

use keepalive_domain::ids::{DeviceId, SpaceId};
use keepalive_domain::words::DeskRole;
use keepalive_hub_folder::KeyFile;
use keepalive_seal::{Card, DeskKeys, Members, SpaceKey, Witness};

use super::desk_keys;
use super::desk_roles::say_role_in;
use super::epochs::{cuts_of, unknown_streams};
use crate::app::Open;
use crate::roles::word_of;
use crate::types::{SharingTrouble, SharingTroubleKind};
use crate::{ApiError, ApiResult, App};

/// What a meeting goes on with.
pub(crate) struct InStep {
    /// The keys, all of them; what is written is sealed with the newest.
    pub(crate) key: SpaceKey,
    /// Who may write, and this desk's signature.
    pub(crate) witness: Witness,
}

/// What was found there.
struct Found {
    keys: DeskKeys,
    members: Members,
    key: SpaceKey,
    device: Option<DeviceId>,
    locked_out: bool,
    leaks: bool,
}

impl App {
    /// Learns who is in from what lies there, says who this desk is, and gives the keys to go on with.
    pub(super) fn keys_in_step<E: Display>(
        &self,
        space: SpaceId,
        open: &Open,
        there: Vec<KeyFile>,
        lay: impl FnMut(&KeyFile) -> Result<(), E>,
    ) -> Result<InStep, SharingTrouble> {
        let key = self.key_of(space)?;
        // Before who is in is kept: an epoch that is known is not looked at again, and its key must be here by then.
        self.who_is_in(space, &key, open, there, lay, |key| self.keep_key(space, key))
    }

    /// The same with a key that this desk was given and does not keep.
    pub(crate) fn in_step_by_key<E: Display>(
        &self,
        space: SpaceId,
        key: &SpaceKey,
        open: &Open,
        there: Vec<KeyFile>,
        lay: impl FnMut(&KeyFile) -> Result<(), E>,
    ) -> ApiResult<InStep> {
        self.who_is_in(space, key, open, there, lay, |_| Ok(())).map_err(super::trouble::asked_for)
    }

    /// What this desk knows by itself: by hand, and before it meets in another place.
    pub(crate) fn witness_alone(&self, space: SpaceId, open: &Open) -> ApiResult<Witness> {
        Ok(Witness::new(&desk_keys::members(&self.clinic_file, space)?, self.signs(space, open)?))
    }

    /// At an older hub, where no desk can say its keys: signs, and asks for no signatures before a later key is known. Once one
    /// is, some desk may be out, and what is known of who is in counts here as anywhere.
    pub(crate) fn witness_at_older_hub(&self, space: SpaceId, open: &Open) -> ApiResult<Witness> {
        let members = desk_keys::members(&self.clinic_file, space)?;
        let known = if members.has_epochs() { members } else { Members::default() };
        Ok(Witness::new(&known, self.signs(space, open)?))
    }

    fn signs(&self, space: SpaceId, open: &Open) -> ApiResult<Option<(DeviceId, DeskKeys)>> {
        let device = open.store.read(|read| read.device())?;
        Ok(device.zip(self.desk_keys(space)?))
    }

    fn who_is_in<E: Display>(
        &self,
        space: SpaceId,
        key: &SpaceKey,
        open: &Open,
        there: Vec<KeyFile>,
        mut lay: impl FnMut(&KeyFile) -> Result<(), E>,
        keep: impl FnOnce(&SpaceKey) -> ApiResult<()>,
    ) -> Result<InStep, SharingTrouble> {
        let (names, files): (BTreeSet<String>, Vec<Vec<u8>>) =
            there.into_iter().map(|file| (file.name, file.bytes)).unzip();
        let found = self.learn(space, key, open, &files, keep).map_err(|error| self.of_api(&error))?;
        let Found { keys, mut members, mut key, device, locked_out, leaks } = found;
        if locked_out {
            let message = "The clinic goes on with a new key, and this desk does not have it.";
            return Err(self.trouble(SharingTroubleKind::KeyChanged, message.to_owned()));
        }
        if let Some(device) = device.filter(|_| leaks) {
            // Two were taken out at once, and each new key was still wrapped for the other: one more leaves both out.
            let begun = unknown_streams(open, &members, device)
                .and_then(|unknown| Ok(members.begin(space, &key, (device, &keys), None, None, unknown)?));
            let begun = begun.map_err(|error| self.of_api(&error))?;
            let file = KeyFile { name: begun.name.clone(), bytes: begun.file.clone() };
            lay(&file).map_err(|error| self.trouble(SharingTroubleKind::Other, error.to_string()))?;
            let taken = self.takes_epoch(space, &keys, &mut members, &begun);
            key = taken.map_err(|error| self.of_api(&error))?;
        }
        let own = device.map(|device| self.own_card(space, open, &key, &mut members, (device, &keys)));
        let own = own.transpose().map_err(|error| self.of_api(&error))?;
        match members.files(&key, own.as_ref()) {
            Ok(all) => {
                for (name, bytes) in all.into_iter().filter(|(name, _)| !names.contains(name)) {
                    if let Err(error) = lay(&KeyFile { name, bytes }) {
                        tracing::warn!(%error, "who is in is not said there yet");
                    }
                }
            }
            Err(error) => tracing::warn!(%error, "who is in is not said there yet"),
        }
        let witness = Witness::new(&members, device.map(|device| (device, keys)));
        Ok(InStep { key, witness })
    }

    fn learn(
        &self,
        space: SpaceId,
        key: &SpaceKey,
        open: &Open,
        files: &[Vec<u8>],
        keep: impl FnOnce(&SpaceKey) -> ApiResult<()>,
    ) -> ApiResult<Found> {
        let had_keys = self.desk_keys(space)?.is_some();
        let keys = self.own_keys(space)?;
        let mut members = desk_keys::members(&self.clinic_file, space)?;
        let learned = members.learn(space, key, &keys, files);
        keep(&learned.key)?;
        desk_keys::keep_members(&self.clinic_file, space, &members)?;
        let mut device = open.store.read(|read| read.device())?;
        let known_by_others = |device| !learned.locked_out && members.is_known_by_others_keys(device, &keys);
        if let Some(before) = device.filter(|device| known_by_others(*device)) {
            // A record that came from another computer without its keys: what this one signs nobody would take for that
            // one's. Or somebody said other keys in this desk's name before the others had heard of these: then they take
            // nothing that these ever signed, and this desk vouches for it under its new name. It is there for no more than
            // it was.
            tracing::info!("the others know this desk by other keys: it goes on as another one");
            let committed = open.store.write(move |write| {
                let role = word_of(write.read(), before)?;
                write.go_on_as_another_desk()?;
                if had_keys {
                    write.carry_all_of(before)?;
                }
                if let Some((own, role)) = write.read().device()?.zip(role)
                    && role != DeskRole::Manager.word()
                {
                    // As it is spelled there: a newer version knows words that this one does not.
                    say_role_in(write, own, &role)?;
                }
                Ok::<_, ApiError>(())
            })?;
            open.figures.note(&committed);
            device = open.store.read(|read| read.device())?;
        }
        let (locked_out, leaks) = (learned.locked_out, learned.leaks);
        Ok(Found { keys, members, key: learned.key, device, locked_out, leaks })
    }

    /// By which the others know this desk. It says how far its streams reached when it began to sign.
    fn own_card(
        &self,
        space: SpaceId,
        open: &Open,
        key: &SpaceKey,
        members: &mut Members,
        (device, keys): (DeviceId, &DeskKeys),
    ) -> ApiResult<Card> {
        if let Some(card) = members.signing_card(device, keys) {
            return Ok(card.clone());
        }
        let card = keys.card(device).signing(cuts_of(open, |of| of == device)?);
        members.has_card(key, card.clone());
        desk_keys::keep_members(&self.clinic_file, space, members)?;
        Ok(card)
    }
}
