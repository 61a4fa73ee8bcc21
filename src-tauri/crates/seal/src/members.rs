//! Who is in a space and who was taken out, as one desk knows it: the cards it has seen, and the epochs it believes.
//!
//! An epoch is believed if a desk that is known has signed it, and that desk was not out before; if it is that of the newest
//! key, which came with a code or a sheet, and is by somebody who has that key; or if one that is believed knew it. No clock is
//! asked.
//!
//! Whose keys are whose: those of the first epoch that names a desk count for good, on every desk. Until one does, the
//! first card that was seen counts. Who holds the newest key can so lay a card for somebody new, and none for a desk that
//! is known; who begins an epoch can name other keys for one that none has named. A desk that lost its keys, or is named by
//! others, goes on as another one.

mod belief;
mod standing;

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use keepalive_domain::ids::{DeviceId, SpaceId};
use serde::{Deserialize, Serialize};

use crate::device::{Card, DeskKeys, Whose, open_card, seal_card};
use crate::epoch::{Cut, Epoch, Signed, TakenOut, name, wrap};
use crate::error::SealError;
use crate::key::{EpochId, SpaceKey};
use crate::pinned::{Pinned, named};
use crate::recovery::SheetKey;
use belief::Before;

/// What a desk knows of who is in. It is kept between meetings.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Members {
    cards: Vec<Pinned>,
    epochs: Vec<Kept>,
}

/// An epoch that is believed.
#[derive(Debug, Clone)]
struct Kept(Signed);

impl Serialize for Kept {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        BASE64.encode(self.0.file()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Kept {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let read = BASE64.decode(text).ok().and_then(|bytes| Signed::read(&bytes));
        read.map(Self).ok_or_else(|| serde::de::Error::custom("no beginning of an epoch"))
    }
}

/// What looking at the files of a meeting gave.
#[derive(Debug, Clone)]
pub struct Learned {
    /// The keys that are here now.
    pub key: SpaceKey,
    /// The newest epoch does not open here: this desk was taken out, or had not said its keys when it began.
    pub locked_out: bool,
    /// The newest epoch is open to a desk or sheet that is out: two were begun at once. Another one has to begin.
    pub leaks: bool,
}

/// An epoch that begins.
#[derive(Debug, Clone)]
pub struct Begun {
    /// The keys, with the new one.
    pub key: SpaceKey,
    /// What its file is called.
    pub name: String,
    /// Its bytes.
    pub file: Vec<u8>,
}

impl Members {
    /// Looks at what lies there: cards and epochs, in any order, with anything else among them.
    pub fn learn(&mut self, space: SpaceId, key: &SpaceKey, keys: &DeskKeys, files: &[Vec<u8>]) -> Learned {
        let mut key = key.clone();
        let before = Before::of(self, &key);
        let mut epochs: Vec<Signed> = files.iter().filter_map(|file| Signed::read(file)).collect();
        epochs.retain(|signed| signed.epoch.space == space);
        epochs.sort_by_cached_key(|signed| (before.turn(signed), signed.mark()));
        loop {
            self.pin(&key, files);
            // One at a time: each can make others believed.
            epochs.retain(|signed| self.epoch(signed.epoch.id).is_none());
            let believed = |signed: &Signed| self.believes(signed, &key, &before) && is_sound(signed, keys);
            let Some(at) = epochs.iter().position(believed) else { break };
            let signed = epochs.remove(at);
            key = opened(&signed, keys, &key);
            self.keep(signed);
        }
        // Those that could not be opened before: a file of keys that came from an older copy.
        for Kept(signed) in &self.epochs {
            if !key.knows(signed.epoch.id) {
                key = opened(signed, keys, &key);
            }
        }
        let newest = self.newest();
        let locked_out = newest.is_some_and(|newest| !key.knows(newest.id));
        let leaks = newest.is_some_and(|newest| newest.members.iter().any(|card| self.is_out(&card.whose)));
        Learned { key, locked_out, leaks: leaks && !locked_out }
    }

    /// Begins an epoch: without those who were out before, a desk that leaves, and a sheet that is withdrawn. `reached` is
    /// how far every stream reaches here of a desk whose keys are not known.
    ///
    /// # Errors
    /// [`SealError::NoChance`] or [`SealError::TooLarge`].
    pub fn begin(
        &self,
        space: SpaceId,
        key: &SpaceKey,
        by: (DeviceId, &DeskKeys),
        out: Option<TakenOut>,
        withdraws: Option<&str>,
        reached: Vec<Cut>,
    ) -> Result<Begun, SealError> {
        let (by, keys) = by;
        let key = key.in_new_epoch()?;
        let leaves = |whose: &Whose| match whose {
            Whose::Desk(device) => out.as_ref().is_some_and(|out| out.device == *device),
            Whose::Sheet(mark) => withdraws == Some(mark.as_str()),
        };
        let stay = |whose: &Whose| !self.is_out(whose) && !leaves(whose) && *whose != Whose::Desk(by);
        // What somebody laid with an older key, while this desk knew of no newer one, brings nobody in.
        let is_known = |pinned: &&Pinned| {
            let whose = &pinned.card.whose;
            self.is_in(pinned) || self.is_named(whose) || matches!(whose, Whose::Sheet(_))
        };
        let others = self.cards.iter().filter(is_known).map(|pinned| &pinned.card);
        let others = others.filter(|card| stay(&card.whose));
        let own = self.card_of(by).map(|pinned| &pinned.card).filter(|card| card.has_keys_of(&keys.card(by)));
        let own = own.cloned().unwrap_or_else(|| keys.card(by));
        let members: Vec<Card> = std::iter::once(own).chain(others.cloned()).collect();
        let wrapped = wrap(&key, members.iter())?;
        let mut all_out: Vec<TakenOut> = self.taken_out().cloned().collect();
        all_out.extend(out);
        let mut withdrawn: BTreeSet<String> = self.withdrawn().map(ToOwned::to_owned).collect();
        withdrawn.extend(withdraws.map(ToOwned::to_owned));
        let withdrawn = withdrawn.into_iter().collect();
        let reached = Some(reached);
        let knew = Some(self.epochs.iter().map(|Kept(signed)| signed.mark()).collect());
        let was_out =
            |device: &DeviceId| self.epochs.iter().any(|Kept(signed)| signed.epoch.says_out(*device));
        let again = members.iter().filter_map(|card| match card.whose {
            Whose::Desk(device) => Some(device).filter(was_out),
            Whose::Sheet(_) => None,
        });
        let again = again.collect();
        let id = key.epoch();
        let epoch = Epoch { space, id, by, members, out: all_out, withdrawn, reached, knew, again, wrapped };
        Ok(Begun { file: epoch.file(&key, keys)?, name: name(key.epoch()), key })
    }

    /// A sheet that is on paper: epochs that begin from now on are wrapped for it too.
    pub fn has_sheet(&mut self, key: &SpaceKey, card: Card) {
        self.pin_one(key.epoch(), card);
    }

    /// What has to lie where desks meet, with its name: every epoch, and the cards of this desk, of sheets and of desks whose
    /// card was sealed with a key of this number, where the newest epoch does not name them, sealed in it.
    ///
    /// A place may lose a card whose desk is not there to lay it again: it broke, or its record was lost and it goes on as another
    /// one. Who comes later would never know its signature, and keep aside what all others hold. A card of an older key is not
    /// brought into the next one: it may be of somebody who was taken out.
    ///
    /// # Errors
    /// [`SealError::NoChance`].
    pub fn files(&self, key: &SpaceKey, own: Option<&Card>) -> Result<Vec<(String, Vec<u8>)>, SealError> {
        let mut files: Vec<(String, Vec<u8>)> =
            self.epochs.iter().map(|Kept(signed)| (name(signed.epoch.id), signed.file())).collect();
        let said_again = |pinned: &&Pinned| match &pinned.card.whose {
            Whose::Sheet(_) => true,
            // This desk says its own: it may sign by now.
            whose @ Whose::Desk(_) => {
                pinned.epoch.number == key.epoch().number && own.is_none_or(|own| own.whose != *whose)
            }
        };
        let known = self.cards.iter().filter(said_again).map(|pinned| &pinned.card);
        let known = known.filter(|card| !self.is_out(&card.whose));
        let named = |card: &Card| self.newest().is_some_and(|newest| newest.members.contains(card));
        for card in known.chain(own).filter(|card| !named(card)) {
            let (kind, whose) = match &card.whose {
                Whose::Desk(device) => ("desk", device.to_string()),
                Whose::Sheet(mark) => ("sheet", mark.clone()),
            };
            // A desk that got other keys has another card, and so has one that signs since it got a newer program.
            let since = card.since.iter().flatten().map(|cut| format!("{} {}", cut.stream, cut.seq));
            let said = since.fold(card.recipient.clone(), |said, cut| format!("{said} {cut}"));
            let said = if card.since.is_some() { format!("{said} signs") } else { said };
            let mark = &blake3::hash(said.as_bytes()).to_hex()[..8];
            files.push((format!("{kind}-{whose}-{mark}-{}", name(key.epoch())), seal_card(key, card)?));
        }
        Ok(files)
    }

    /// This desk's own card, which it lays down next.
    pub fn has_card(&mut self, key: &SpaceKey, card: Card) {
        self.pin_one(key.epoch(), card);
    }

    fn keep(&mut self, signed: Signed) {
        let members: Vec<Whose> = signed.epoch.members.iter().map(|card| card.whose.clone()).collect();
        self.epochs.push(Kept(signed));
        self.epochs.sort_by_key(|Kept(signed)| signed.epoch.id);
        for whose in members {
            let Some(named) = named(self.epochs.iter().map(|Kept(signed)| &signed.epoch), &whose) else {
                continue;
            };
            match self.cards.iter_mut().find(|pinned| pinned.card.whose == whose) {
                // What is said of the same keys in one place on all desks counts before what was heard.
                Some(pinned) if pinned.card.has_keys_of(&named.card) => {
                    pinned.epoch = pinned.epoch.max(named.epoch);
                    pinned.card.since = named.card.since.or_else(|| pinned.card.since.take());
                }
                Some(pinned) => *pinned = named,
                None => self.cards.push(named),
            }
        }
    }

    fn pin(&mut self, key: &SpaceKey, files: &[Vec<u8>]) {
        for (epoch, card) in files.iter().filter_map(|file| open_card(key, file)) {
            // Whoever was taken out has the keys of before, and could say that it is somebody new.
            if epoch.number == key.epoch().number {
                self.pin_one(epoch, card);
            }
        }
    }

    fn pin_one(&mut self, epoch: EpochId, card: Card) {
        let says_out = |device| self.epoch(epoch).is_some_and(|epoch| epoch.says_out(device));
        let again = match &card.whose {
            Whose::Desk(device) => says_out(*device).then_some(epoch),
            Whose::Sheet(_) => None,
        };
        let named = self.is_named(&card.whose);
        match self.cards.iter_mut().find(|pinned| pinned.card.whose == card.whose) {
            // It is in no more, and no epoch ever named it: who comes in with a code has whatever keys it says.
            Some(pinned)
                if !named && pinned.epoch.number < epoch.number && !pinned.card.has_keys_of(&card) =>
            {
                *pinned = Pinned { again, ..Pinned::new(epoch, card) };
            }
            Some(pinned) => pinned.hears(epoch, &card, again),
            None => self.cards.push(Pinned { again, ..Pinned::new(epoch, card) }),
        }
    }
}

/// The keys of before with those that an epoch brings.
fn opened(signed: &Signed, keys: &DeskKeys, key: &SpaceKey) -> SpaceKey {
    let brought = keys.unwrap(signed.epoch.wrapped.as_bytes());
    let all = brought.and_then(|brought| key.joined(&brought));
    all.filter(|all| signed.is_proved(all) == Some(true)).unwrap_or_else(|| key.clone())
}

/// Whether its proof is good as far as this desk can tell: a copy whose proof was damaged is signed, and opens nothing.
fn is_sound(signed: &Signed, keys: &DeskKeys) -> bool {
    let brought = keys.unwrap(signed.epoch.wrapped.as_bytes());
    brought.is_none_or(|brought| signed.is_proved(&brought) == Some(true))
}

/// The keys that a recovery sheet opens in the beginning of an epoch; `None` if it is none, or was wrapped for others.
#[must_use]
pub fn unwrap_epoch(sheet: &SheetKey, file: &[u8]) -> Option<SpaceKey> {
    let signed = Signed::read(file)?;
    let key = sheet.unwrap(signed.epoch.wrapped.as_bytes())?;
    (signed.is_proved(&key) == Some(true)).then_some(key)
}

/// Whether the beginning of an epoch says that the sheet of this mark was withdrawn. Whoever can write there can write this.
#[must_use]
pub fn withdraws(file: &[u8], mark: &str) -> bool {
    Signed::read(file).is_some_and(|signed| signed.epoch.withdrawn.iter().any(|withdrawn| withdrawn == mark))
}

/// Which epoch a file begins; `None` if it begins none. Whoever can write there can write this.
#[must_use]
pub fn begins_epoch(file: &[u8]) -> Option<EpochId> {
    Signed::read(file).map(|signed| signed.epoch.id)
}

/// What of the beginning of an epoch the stock program of age opens; `None` if it is none.
#[must_use]
pub fn wrapped_in(file: &[u8]) -> Option<String> {
    Signed::read(file).map(|signed| signed.epoch.wrapped)
}
