//! One exchange with the shared folder or database.

use std::fmt::Display;

use keepalive_domain::ids::SpaceId;
use keepalive_hub_folder::{FolderHub, KeyFile, key_files, put_key_file, put_sheet, sheets};
use keepalive_hub_postgres::{Access, PostgresError};
use keepalive_seal::{SheetName, SpaceKey, Witness};
use keepalive_sync::{Carrying, ExchangeError, Hub, exchange_watched};

use super::in_step::InStep;
use super::keychain::lost;
use super::remembered::{Met, Place};
use super::{Known, database, empty_folder, kept_sheets, key_file, trouble};
use crate::app::Open;
use crate::share::Shared;
use crate::types::{SharingTrouble, SharingTroubleKind};
use crate::{ApiError, ApiResult, App};

impl App {
    /// Meets the other desks in the shared folder or database, unless sharing is off or the sample clinic is open. How it
    /// went is kept for the screen; writes go on meanwhile, and what came in before something failed stays.
    pub(super) fn meet_others(&self) -> Result<Shared, SharingTrouble> {
        let mut known = self.sharing.hub();
        let memory = self.device.remembered().sharing;
        let open = self.current();
        let Some(place) = memory.place.filter(|_| !open.sample) else { return Ok(Shared::default()) };
        let done = self.exchange_at(&place, &open, &mut known);
        // Somebody may have stopped sharing meanwhile, or chosen another place: then this says nothing of it.
        if self.device.remembered().sharing.place.as_ref() != Some(&place) {
            return Ok(Shared::default());
        }
        match &done {
            Ok((shared, met)) => {
                self.sweep_invites(&place);
                if let Ok(Some(space)) = open.store.read(|read| read.space()) {
                    self.keys_into_keychain(space);
                }
                let moved_to = self.moved_to(&place, &open);
                let mut standing = self.sharing.standing();
                standing.went_well(*met, shared.waiting + shared.emptied, shared.lost);
                standing.moved_to = moved_to;
                standing.reads_only = shared.reads_only;
                drop(standing);
                if memory.reads_only != shared.reads_only
                    && let Err(error) = self.device.remember(|all| all.sharing.reads_only = shared.reads_only)
                {
                    tracing::warn!(%error, "whether this desk only reads was not remembered");
                }
                if let Err(error) = self.say_role(&open, shared.reads_only) {
                    tracing::warn!(message = error.message, "what this desk is there for is not said yet");
                }
                if memory.met.is_none_or(|before| before.ops != met.ops) {
                    let written = self.device.remember(|all| {
                        if all.sharing.place.as_ref() == Some(&place) {
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

    /// One exchange, by the place's own means.
    pub(super) fn exchange_at(
        &self,
        place: &Place,
        open: &Open,
        known: &mut Option<Known>,
    ) -> Result<(Shared, Met), SharingTrouble> {
        let space = open.store.read(|read| read.space()).map_err(|error| self.of_api(&error.into()))?;
        let Some(space) = space else {
            return Err(self.trouble(SharingTroubleKind::Other, "There is no clinic yet.".to_owned()));
        };
        match place {
            Place::Folder(folder) => {
                let kept = known.take().filter(|known| known.folder == *folder && known.space == space);
                let met = match kept {
                    Some(met) => met,
                    None => {
                        let key = self.key_of(space)?;
                        let hub = FolderHub::open(folder, space, key)
                            .map_err(|error| self.trouble(trouble::of_folder(&error), error.to_string()))?;
                        Known { folder: folder.clone(), space, hub }
                    }
                };
                // A drive that is away looks like an empty folder, and nothing is laid down there.
                met.hub
                    .is_there()
                    .map_err(|error| self.trouble(trouble::of_folder(&error), error.to_string()))?;
                let there = key_files(folder, space);
                let lay = |file: &KeyFile| put_key_file(folder, space, file);
                let InStep { key, witness } = self.keys_in_step(space, open, there, lay)?;
                let hub = &mut known.insert(met).hub;
                hub.use_key(key);
                let done = self.exchange_with(open, hub, self.patience(), &witness, trouble::of_folder)?;
                empty_folder(open, hub, &done.0);
                let there: Vec<_> = sheets(folder, space)
                    .into_iter()
                    .filter_map(|(name, wrapped)| Some((name?, wrapped)))
                    .collect();
                self.sheets_in_step(space, &there, |name, wrapped| put_sheet(folder, space, name, wrapped));
                Ok(done)
            }
            // One meeting is one connection: a server of many desks keeps none open between them.
            Place::Database(_) => {
                *known = None;
                let key = self.key_of(space)?;
                let mut hub = database::enter(&self.access_of(space)?, space, key)
                    .map_err(|error| self.trouble(trouble::of_database(&error), error.to_string()))?;
                let witness = match hub.key_files() {
                    Ok(there) => {
                        let there = there.into_iter().map(|(name, bytes)| KeyFile { name, bytes }).collect();
                        let lay = |file: &KeyFile| hub.lay_key_file(&file.name, &file.bytes);
                        let InStep { key, witness } = self.keys_in_step(space, open, there, lay)?;
                        hub.use_key(key);
                        witness
                    }
                    // An older hub keeps nothing of it.
                    Err(PostgresError::NoKeyFiles { .. }) => {
                        self.witness_at_older_hub(space, open).map_err(|error| self.of_api(&error))?
                    }
                    // Nothing is sealed before it is known with which key.
                    Err(error) => return Err(self.trouble(trouble::of_database(&error), error.to_string())),
                };
                // Who only reads has nothing to carry for others.
                let carrying = if hub.writes() { self.patience() } else { Carrying::Own };
                let mut done =
                    self.exchange_with(open, &mut hub, carrying, &witness, trouble::of_database)?;
                done.0.reads_only = !hub.writes();
                match hub.sheets() {
                    Ok(there) => {
                        self.sheets_in_step(space, &there, |name, wrapped| hub.lay_sheet(name, wrapped));
                    }
                    Err(error) => tracing::warn!(%error, "which recovery sheets there are is not known"),
                }
                Ok(done)
            }
        }
    }

    /// What recovery sheets open, here and there.
    fn sheets_in_step<E: Display>(
        &self,
        space: SpaceId,
        there: &[(SheetName, Vec<u8>)],
        lay: impl FnMut(&SheetName, &[u8]) -> Result<(), E>,
    ) {
        let (shown, members) = (self.shown_sheet(), self.members(space));
        kept_sheets::in_step(&self.clinic_file, space, shown.as_ref(), &members, there, lay);
    }

    /// What is there comes in, what it lacks goes out.
    pub(super) fn exchange_with<H: Hub<Error: Display>>(
        &self,
        open: &Open,
        hub: &mut H,
        carrying: Carrying,
        witness: &Witness,
        kind_of: impl Fn(&H::Error) -> SharingTroubleKind,
    ) -> Result<(Shared, Met), SharingTrouble> {
        let before = self.ops_here(open).map_err(|error| self.of_api(&error))?;
        let done = exchange_watched(&open.store, hub, carrying, witness, &mut |coming| {
            self.sharing.standing().comes(coming);
        });
        // Also what came in before something failed.
        if self.ops_here(open).map_err(|error| self.of_api(&error))? != before {
            open.figures.note_everything();
        }
        let shared = Shared::from(done.map_err(|error| match error {
            ExchangeError::Hub(error) => self.trouble(kind_of(&error), error.to_string()),
            ExchangeError::Desk(error) => self.trouble(trouble::of_store(&error), error.to_string()),
        })?);
        // What was written during the exchange may be there or not: it waits until the next one, as what was refused does.
        let ops = (before + shared.received).saturating_sub(shared.left);
        Ok((shared, Met { at_ms: self.now_ms(), ops }))
    }

    /// Whose ops to carry now.
    fn patience(&self) -> Carrying {
        let (now_ms, [high, low, ..]) = (self.now_ms(), self.world.random());
        self.sharing.standing().patience.carrying(now_ms, u16::from_be_bytes([high, low]))
    }

    pub(super) fn key_of(&self, space: SpaceId) -> Result<SpaceKey, SharingTrouble> {
        let key = self.key_here(space).map_err(|error| self.of_api(&error))?;
        key.ok_or_else(|| {
            if key_file::is_there(&self.clinic_file, space) {
                return self.of_api(&lost());
            }
            let message = "This desk has no key for what is shared there.";
            self.trouble(SharingTroubleKind::NoKey, message.to_owned())
        })
    }

    /// This desk's way into the database.
    fn access_of(&self, space: SpaceId) -> Result<Access, SharingTrouble> {
        self.access_here(space).map_err(|error| match error.hint.as_deref() {
            Some("not_an_access") => self.trouble(SharingTroubleKind::NoAccess, error.message),
            _ => self.of_api(&error),
        })
    }

    pub(super) fn trouble(&self, kind: SharingTroubleKind, message: String) -> SharingTrouble {
        SharingTrouble { kind, since: self.now_ms(), message }
    }

    pub(super) fn of_api(&self, error: &ApiError) -> SharingTrouble {
        let kind = match error.hint.as_deref() {
            Some("keychain") => SharingTroubleKind::Keychain,
            Some("sharing_keychain_lost") => SharingTroubleKind::KeychainLost,
            _ => SharingTroubleKind::Other,
        };
        self.trouble(kind, error.message.clone())
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
