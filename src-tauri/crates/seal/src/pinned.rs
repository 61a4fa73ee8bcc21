//! The public keys by which a desk or a recovery sheet is known here.

use serde::{Deserialize, Serialize};

use crate::device::{Card, Whose};
use crate::epoch::Epoch;
use crate::key::EpochId;

/// A card, and the newest epoch in which it was sealed or that names it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Pinned {
    pub(crate) epoch: EpochId,
    pub(crate) card: Card,
    /// The newest epoch that says its desk is out and whose key it had all the same: by a code, or a sheet.
    pub(crate) again: Option<EpochId>,
}

impl Pinned {
    pub(crate) const fn new(epoch: EpochId, card: Card) -> Self {
        Self { epoch, card, again: None }
    }

    /// Whether it was sealed with this epoch's key or a later one, or the epoch names it.
    pub(crate) fn is_in(&self, epoch: &Epoch) -> bool {
        self.epoch.number >= epoch.id.number || epoch.members.iter().any(|card| self.card.has_keys_of(card))
    }

    /// A card that was sealed in this epoch has come; `again` as in [`Self::again`]. Only the same keys say anything of
    /// this one: since when they sign, where that was not said yet (an older program knows nothing of it), and that they
    /// are in.
    pub(crate) fn hears(&mut self, epoch: EpochId, card: &Card, again: Option<EpochId>) {
        if self.card.has_keys_of(card) {
            self.epoch = self.epoch.max(epoch);
            self.again = self.again.max(again);
            if self.card.since.is_none() {
                self.card.since.clone_from(&card.since);
            }
        }
    }
}

/// What epochs say, the oldest first, of the keys of one desk or sheet: those of the first that names it count for good. With
/// the newest of them that names these keys.
///
/// Each desk comes to know the same epochs, so it is the same on all, whatever card one of them had seen first.
pub(crate) fn named<'e>(epochs: impl Iterator<Item = &'e Epoch>, whose: &Whose) -> Option<Pinned> {
    let mut found: Option<Pinned> = None;
    for epoch in epochs {
        for card in epoch.members.iter().filter(|card| card.whose == *whose) {
            match &mut found {
                Some(found) => found.hears(epoch.id, card, None),
                None => found = Some(Pinned::new(epoch.id, card.clone())),
            }
        }
    }
    found
}
