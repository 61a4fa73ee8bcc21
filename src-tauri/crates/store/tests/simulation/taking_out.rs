//! A desk is taken out, and whoever has it goes on writing.

use std::collections::BTreeSet;

use keepalive_domain::ids::{DeviceId, OpId};
use keepalive_domain::ops::{Change, Label};
use keepalive_domain::schema::Kind;
use keepalive_seal::Cut;
use keepalive_store::ActDraft;
use keepalive_sync::{Carrying, Point, Pushed, Role, StreamKey, exchange_watched};

use super::clinic::{Clinic, thing};
use super::desk::SimDesk;
use super::forger::Forger;
use super::link::Link;
use super::who::Who;
use crate::hub::MemoryHub;
use crate::memory_desk::MemoryDesk;

/// The desk that is out, and who has it.
pub struct Gone {
    pub desk: SimDesk,
    pub forger: Forger,
}

/// How far the streams of these desks reach at a desk.
pub fn cuts_of(desk: &SimDesk, is_asked: impl Fn(DeviceId) -> bool) -> Vec<Cut> {
    let ends = desk.store().read(|read| read.streams_of(is_asked)).unwrap();
    ends.into_iter().map(|(stream, end)| Cut::at(stream, end)).collect()
}

pub fn device(desk: &SimDesk) -> Option<DeviceId> {
    desk.store().read(|read| read.device()).unwrap()
}

impl<H: MemoryHub + Clone> Clinic<H> {
    /// One desk takes another one out, once, where three or more are in: after it met, as the app does.
    pub fn take_out(&mut self) {
        if self.gone.is_some() || self.desks.len() < 3 {
            return;
        }
        let lost = self.chance.below(self.desks.len());
        let by = (lost + 1 + self.chance.below(self.desks.len() - 1)) % self.desks.len();
        let (Some(leaves), Some(own)) = (device(&self.desks[lost]), device(&self.desks[by])) else { return };
        if !self.meet(by, 4, 0) {
            return;
        }
        let space = self.space;
        let cuts = cuts_of(&self.desks[by], |of| of == leaves);
        let members = &self.desks[by].who.members;
        let unknown = cuts_of(&self.desks[by], |of| of != own && !members.has_keys_of(of));
        self.desks[by].who.takes_out(space, own, (leaves, cuts), unknown, &mut self.place);
        self.key = self.desks[by].who.key.clone();
        let desk = self.desks.remove(lost);
        let forger = Forger::new(space, leaves, desk.who.keys.clone(), desk.who.key.clone());
        self.gone = Some(Gone { desk, forger });
        self.tally.taken_out += 1;
        // What only that desk had is gone with it.
        let left: BTreeSet<OpId> = self.desks.iter().flat_map(|desk| desk.ops().into_keys()).collect();
        let left: BTreeSet<OpId> = left.into_iter().chain(self.at_hub()).collect();
        self.acknowledged.retain(|op| left.contains(op));
    }

    /// Whoever has the desk writes on with it and sends that, or forges what others are to have written.
    pub fn go_on_outside(&mut self) {
        let Some(Gone { desk, forger }) = &mut self.gone else { return };
        if self.chance.percent(50) {
            self.words += 1;
            let change =
                Change::of(Kind::Workaround, thing(0)).with("title", format!("outside{}.", self.words));
            let label = Label::new("act", Vec::<String>::new());
            let draft = ActDraft { label, changes: vec![change], ..ActDraft::default() };
            desk.store().write(move |write| write.record(draft)).unwrap();
            let mut link = Link { hub: &mut self.hub, chance: &mut self.chance, breaks: 4, damages: 2 };
            // Broken off or not: it has no say in what the others hold.
            let met = exchange_watched(desk.store(), &mut link, Carrying::Own, &forger.trust(), &mut |_| {});
            self.tally.outside += u64::from(met.is_ok());
            return;
        }
        let victim = &self.desks[self.chance.below(self.desks.len())];
        let Some(name) = device(victim) else { return };
        // A database lets nobody write in a stream that another login opened.
        let end = if H::LETS_ANYBODY_WRITE { self.hub_end_of(name) } else { None };
        let all_know = self.desks.iter().all(|desk| desk.who.members.has_keys_of(name));
        let Some(Gone { forger, .. }) = &mut self.gone else { return };
        let run = forger.forge((name, end, all_know), &mut self.place, &mut self.chance);
        if matches!(self.hub.push(&run), Ok(Pushed::Kept)) {
            self.tally.forged += 1;
        }
    }

    /// Where one of a desk's streams ends at the hub.
    pub fn hub_end_of(&mut self, device: DeviceId) -> Option<(StreamKey, Point)> {
        let streams: BTreeSet<_> = self
            .desks
            .iter()
            .flat_map(|desk| {
                desk.store()
                    .read(|read| read.streams_of(|of| of == device))
                    .unwrap()
                    .into_iter()
                    .map(|(stream, _)| stream)
            })
            .collect();
        let Ok(pieces) = self.hub.pieces();
        let of = pieces.iter().filter(|piece| piece.role == Role::Log && streams.contains(&piece.key.stream));
        of.map(|piece| (piece.key, piece.end)).max()
    }

    /// The ops that a new desk gets from the hub alone, also from what is out of sight there.
    pub fn at_hub(&self) -> BTreeSet<OpId> {
        let mut whole = self.hub.clone();
        whole.show();
        let reader = MemoryDesk::new(self.space, 250);
        let witness = Who::knows_all(self.space, &self.key, &self.place);
        exchange_watched(&reader, &mut whole, Carrying::Own, &witness, &mut |_| {}).unwrap();
        reader.ops()
    }

    /// What was forged stands in no log of a desk that stays.
    pub fn nothing_forged_is_in(&self) {
        let outside = self.gone.iter().flat_map(|gone| &gone.forger.forged);
        let all: Vec<&OpId> = outside.chain(self.thief.iter().flat_map(|thief| &thief.forged)).collect();
        for (n, desk) in self.desks.iter().enumerate() {
            let ops = desk.ops();
            let forged: Vec<_> = all.iter().filter(|op| ops.contains_key(op)).collect();
            assert!(forged.is_empty(), "desk {n} took in what was forged: {forged:?}");
        }
    }

    /// What a desk keeps aside when all has healed: nothing but what came from outside.
    pub fn keeps_aside_only_what_came_from_outside(&self) {
        for (n, desk) in self.desks.iter().enumerate() {
            let kept = desk.store().read(|read| read.kept_aside()).unwrap();
            // What came damaged from outside may never come again.
            let outside = ["unsigned", "taken_out", "body"];
            let inside =
                |reason: &str| (self.gone.is_none() && self.thief.is_none()) || !outside.contains(&reason);
            let wrong: Vec<_> = kept.iter().filter(|kept| inside(&kept.reason)).collect();
            assert!(wrong.is_empty(), "desk {n} keeps something aside: {wrong:?}");
        }
    }
}
