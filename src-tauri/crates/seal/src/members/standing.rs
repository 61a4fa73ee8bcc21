//! What is known of a desk or a sheet: whether it is in, by which keys, and whether what comes of it has to be signed.

use std::collections::BTreeSet;

use keepalive_domain::ids::DeviceId;

use super::{Kept, Members};
use crate::device::{Card, DeskKeys, Whose};
use crate::epoch::{Cut, Epoch, TakenOut};
use crate::key::EpochId;
use crate::pinned::Pinned;

impl Members {
    /// Desks that are out.
    pub fn taken_out(&self) -> impl Iterator<Item = &TakenOut> {
        let mut seen = BTreeSet::new();
        let all = self.epochs.iter().rev().flat_map(|Kept(signed)| &signed.epoch.out);
        all.filter(move |out| self.is_out(&Whose::Desk(out.device)) && seen.insert(out.device))
    }

    /// Whether a desk goes on with the others: it is not out, and once a later key has begun its own keys are known.
    #[must_use]
    pub fn goes_on(&self, device: DeviceId) -> bool {
        let has_key = || self.newest().is_none() || self.signer(device).is_some();
        !self.is_out(&Whose::Desk(device)) && has_key()
    }

    /// Desks whose keys are known and that are in, also those that never wrote anything.
    pub fn desks(&self) -> impl Iterator<Item = DeviceId> {
        let desk = |pinned: &Pinned| match pinned.card.whose {
            Whose::Desk(device) => Some(device),
            Whose::Sheet(_) => None,
        };
        self.cards.iter().filter_map(desk).filter(|device| self.knows(*device))
    }

    /// The marks of sheets for which an epoch that begins now is wrapped.
    pub fn sheets(&self) -> impl Iterator<Item = &str> {
        let cards = self.cards.iter().map(|pinned| &pinned.card).filter(|card| !self.is_out(&card.whose));
        cards.filter_map(|card| match &card.whose {
            Whose::Sheet(mark) => Some(mark.as_str()),
            Whose::Desk(_) => None,
        })
    }

    /// Whether the keys of this desk are known, so that an epoch that begins now is wrapped for it.
    #[must_use]
    pub fn knows(&self, device: DeviceId) -> bool {
        self.card_of(device).is_some() && !self.is_out(&Whose::Desk(device))
    }

    /// Whether the sheet of this mark opens the newest epoch: it was made in it, or was there when it began.
    #[must_use]
    pub fn opens_newest(&self, mark: &str) -> bool {
        let Some(newest) = self.newest() else { return true };
        let sheet = Whose::Sheet(mark.to_owned());
        let made_in_it =
            self.cards.iter().any(|pinned| pinned.card.whose == sheet && pinned.epoch == newest.id);
        !self.is_out(&sheet) && (made_in_it || newest.members.iter().any(|card| card.whose == sheet))
    }

    /// The marks of sheets that were withdrawn.
    pub fn withdrawn(&self) -> impl Iterator<Item = &str> {
        self.epochs.iter().flat_map(|Kept(signed)| signed.epoch.withdrawn.iter().map(String::as_str))
    }

    /// Whether a desk has said its keys, be it in or out.
    #[must_use]
    pub fn has_keys_of(&self, device: DeviceId) -> bool {
        self.card_of(device).is_some()
    }

    /// The card by which the others know that this desk signs, where they can know it by now.
    #[must_use]
    pub fn signing_card(&self, device: DeviceId, keys: &DeskKeys) -> Option<&Card> {
        let pinned = self.card_of(device).filter(|pinned| pinned.card.has_keys_of(&keys.card(device)))?;
        pinned.card.since.as_ref().map(|_| &pinned.card)
    }

    /// Whether this desk is known by other keys than these: then the others take nothing for its own that these sign.
    #[must_use]
    pub fn is_known_by_others_keys(&self, device: DeviceId, keys: &DeskKeys) -> bool {
        self.card_of(device).is_some_and(|pinned| !pinned.card.has_keys_of(&keys.card(device)))
    }

    /// Whether an epoch is known after the first.
    #[must_use]
    pub fn has_epochs(&self) -> bool {
        !self.epochs.is_empty()
    }

    /// Whether what comes of this desk has to be signed, or be said to be its own by an epoch or its card. Where the newest
    /// epoch is of before there were signatures nobody says anything of those whose keys are not known.
    pub(crate) fn has_to_sign(&self, device: DeviceId) -> bool {
        if self.is_out(&Whose::Desk(device)) {
            return true;
        }
        match self.card_of(device).filter(|pinned| self.is_in(pinned)) {
            Some(pinned) => pinned.card.since.is_some(),
            // Once a newer key has begun whoever stays has said its keys: anybody else has an older key and no more.
            None => self.newest().is_some_and(|newest| newest.reached.is_some()),
        }
    }

    /// The card of a desk whose signature counts.
    pub(crate) fn signer(&self, device: DeviceId) -> Option<&Card> {
        self.card_of(device).filter(|pinned| self.is_in(pinned)).map(|pinned| &pinned.card)
    }

    /// Whether a card is of somebody who is in: the newest epoch names it, or it was sealed in it. One that somebody laid
    /// with an older key while this desk did not know of the newer one is none, as for all others.
    pub(super) fn is_in(&self, pinned: &Pinned) -> bool {
        !self.is_out(&pinned.card.whose) && self.newest().is_none_or(|newest| pinned.is_in(newest))
    }

    /// Places of streams up to which somebody vouches for them: a desk for what it wrote before it signed, and whoever
    /// began an epoch for what a desk wrote that leaves or had no keys.
    pub(crate) fn said(&self) -> impl Iterator<Item = &Cut> {
        let cards = self.cards.iter().filter(|pinned| self.is_in(pinned)).map(|pinned| &pinned.card);
        let epochs = self.epochs.iter().map(|Kept(signed)| &signed.epoch);
        let of_epochs = epochs.flat_map(|epoch| {
            epoch.out.iter().flat_map(|out| &out.cuts).chain(epoch.reached.iter().flatten())
        });
        cards.flat_map(|card| card.since.iter().flatten()).chain(of_epochs)
    }

    pub(super) fn newest(&self) -> Option<&Epoch> {
        self.epochs.iter().map(|Kept(signed)| &signed.epoch).max_by_key(|epoch| epoch.id)
    }

    pub(super) fn epoch(&self, id: EpochId) -> Option<&Epoch> {
        self.epochs.iter().map(|Kept(signed)| &signed.epoch).find(|epoch| epoch.id == id)
    }

    pub(super) fn card_of(&self, device: DeviceId) -> Option<&Pinned> {
        self.cards.iter().find(|pinned| pinned.card.whose == Whose::Desk(device))
    }

    /// Whether a desk or sheet is out, and was not let in again.
    pub(crate) fn is_out(&self, whose: &Whose) -> bool {
        let Whose::Desk(device) = whose else {
            return self.withdrawn().any(|mark| *whose == Whose::Sheet(mark.to_owned()));
        };
        let epochs = || self.epochs.iter().map(|Kept(signed)| &signed.epoch);
        let again = self.card_of(*device).and_then(|pinned| pinned.again).map(|again| again.number);
        // What a later epoch says of it overrules all before that one: its desk had heard that it is in again.
        let let_in = epochs().filter(|epoch| epoch.again.contains(device));
        let again = let_in.map(|epoch| epoch.id.number.saturating_sub(1)).max().max(again);
        epochs().any(|epoch| epoch.says_out(*device) && again.is_none_or(|again| again < epoch.id.number))
    }

    /// Whether an epoch names it.
    pub(super) fn is_named(&self, whose: &Whose) -> bool {
        let mut epochs = self.epochs.iter().map(|Kept(signed)| &signed.epoch);
        epochs.any(|epoch| epoch.members.iter().any(|card| card.whose == *whose))
    }
}
