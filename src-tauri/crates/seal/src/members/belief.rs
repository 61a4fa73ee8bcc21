//! Which beginnings of epochs a desk believes.
//!
//! The key alone shows little: whoever was taken out has every key of before. So it counts for one epoch only, that of the
//! newest key a code or a sheet brought. Every other one is signed by a desk that is known, or named by a later one that is
//! believed.

use std::collections::BTreeSet;

use keepalive_domain::ids::DeviceId;

use super::{Kept, Members};
use crate::device::Whose;
use crate::epoch::{Epoch, Signed};
use crate::key::{EpochId, SpaceKey};
use crate::pinned::Pinned;

/// What was known before the files of a meeting were looked at.
pub(super) struct Before {
    /// The newest key, where it came with a code or a sheet: newer than any epoch that was known.
    brought: Option<EpochId>,
    /// Who was out, or had a card of an older key alone.
    out: BTreeSet<DeviceId>,
}

impl Before {
    pub(super) fn of(members: &Members, key: &SpaceKey) -> Self {
        let newest = key.epoch();
        let is_news = members.newest().is_none_or(|known| known.id < newest);
        let not_in = members.cards.iter().filter(|pinned| !members.is_in(pinned));
        let not_in = not_in.filter_map(|pinned| match pinned.card.whose {
            Whose::Desk(device) => Some(device),
            Whose::Sheet(_) => None,
        });
        let out = members.taken_out().map(|out| out.device).chain(not_in).collect();
        Self { brought: is_news.then_some(newest), out }
    }

    /// In which order epochs are looked at: first what the key that was brought shows, then the oldest.
    pub(super) fn turn(&self, signed: &Signed) -> (bool, EpochId) {
        (self.brought != Some(signed.epoch.id), signed.epoch.id)
    }
}

impl Members {
    pub(super) fn believes(&self, signed: &Signed, key: &SpaceKey, before: &Before) -> bool {
        let proved = signed.is_proved(key);
        // The first key is begun by no epoch, and everybody who was ever in has it.
        if signed.epoch.id.number == 0 || proved == Some(false) {
            return false;
        }
        let by_key = before.brought == Some(signed.epoch.id) && proved == Some(true);
        let not_out = !before.out.contains(&signed.epoch.by);
        by_key || not_out && (self.is_named_later(signed) || self.is_by_who_is_in(signed))
    }

    /// Whether an epoch that is believed says that it knew this one.
    fn is_named_later(&self, signed: &Signed) -> bool {
        let number = signed.epoch.id.number;
        let mut later =
            self.epochs.iter().map(|Kept(kept)| &kept.epoch).filter(|kept| kept.id.number > number);
        later.any(|later| later.knew(signed))
    }

    fn is_by_who_is_in(&self, signed: &Signed) -> bool {
        let Epoch { by, id, .. } = signed.epoch;
        let epochs = self.epochs.iter().map(|Kept(kept)| &kept.epoch);
        let last = epochs.filter(|kept| kept.id.number < id.number).max_by_key(|kept| kept.id);
        // Two that were begun at once say nothing of each other; what comes later says who could begin it.
        let is_in = |pinned: &Pinned| last.is_none_or(|last| pinned.is_in(last));
        self.card_of(by).is_some_and(|pinned| is_in(pinned) && signed.is_signed_by(&pinned.card))
    }
}
