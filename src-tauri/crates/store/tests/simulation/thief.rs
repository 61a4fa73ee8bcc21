//! Somebody who has the clinic's newest key and a program of their own, and is no desk: lays cards in the name of one that
//! is in, and writes as that one.

use std::collections::BTreeSet;

use keepalive_domain::ids::{DeviceId, OpId};
use keepalive_seal::{Card, DeskKeys, Witness, seal_card};
use keepalive_sync::{Proof, Pushed, Trust as _};

use super::clinic::Clinic;
use super::desk::SimDesk;
use super::forger::Forger;
use super::taking_out::{cuts_of, device};
use crate::hub::MemoryHub;

/// Whoever has the key.
pub struct Thief {
    /// In whose name: always the same one's.
    victim: DeviceId,
    keys: DeskKeys,
    writes: Forger,
    /// What it wrote while all who stay knew the victim by its own keys: none of them ever takes it in.
    pub forged: BTreeSet<OpId>,
}

impl<H: MemoryHub + Clone> Clinic<H> {
    /// Lays a false card for a desk that is in, sealed with the newest key, and sends something in its name.
    pub fn steal_a_name(&mut self) {
        let victim = match &self.thief {
            Some(thief) => thief.victim,
            None => {
                let at = self.chance.below(self.desks.len());
                let Some(victim) = device(&self.desks[at]) else { return };
                victim
            }
        };
        let Some(true_keys) = self.desks.iter().find(|desk| device(desk) == Some(victim)) else { return };
        let true_keys = true_keys.who.keys.clone();
        // In is who was heard of by somebody else.
        if self.knowing(victim, &true_keys).len() < 2 {
            return;
        }
        let all_know = self.knowing(victim, &true_keys).len() == self.desks.len();
        let (space, n) = (self.space, self.tally.stolen);
        let mut thief = self.thief.take().unwrap_or_else(|| {
            let keys = DeskKeys::new().unwrap();
            let mut writes = Forger::new(space, victim, keys.clone(), self.key.clone());
            writes.mark = 204;
            Thief { victim, keys, writes, forged: BTreeSet::new() }
        });
        let card: Card = thief.keys.card(victim).signing(Vec::new());
        // Names sort in any order, so it is seen before the true one or after it.
        let name = format!("{}-false-{n}", self.chance.pick(&["a", "z"]));
        self.place.lay(name, seal_card(&self.key, &card).unwrap());
        let end = if H::LETS_ANYBODY_WRITE { self.hub_end_of(victim) } else { None };
        let (op, run) = thief.writes.as_itself(end, &mut self.chance);
        if all_know {
            thief.forged.insert(op);
        }
        if matches!(self.hub.push(&run), Ok(Pushed::Kept)) {
            self.tally.stolen += 1;
        }
        self.thief = Some(thief);
    }

    /// Desks that know the newest key and by it a desk by these keys.
    fn knowing(&self, of: DeviceId, keys: &DeskKeys) -> Vec<&SimDesk> {
        let knows = |desk: &&SimDesk| {
            let (who, witness) = (&desk.who, Witness::new(&desk.who.members, None));
            who.key.epoch() == self.key.epoch()
                && who.members.signing_card(of, keys).is_some()
                && matches!(witness.proof_of(of), Proof::Signature(_))
        };
        self.desks.iter().filter(knows).collect()
    }

    /// Somebody who sees what is kept aside begins another key, at a desk that knows all by their own keys: from then on
    /// that is what counts.
    pub fn somebody_looks(&mut self) -> bool {
        if self.thief.is_none() {
            return false;
        }
        let all: Vec<(DeviceId, DeskKeys)> =
            self.desks.iter().filter_map(|desk| Some((device(desk)?, desk.who.keys.clone()))).collect();
        let knows_all = |desk: &SimDesk| {
            device(desk).is_some()
                && all.iter().all(|(of, keys)| desk.who.members.signing_card(*of, keys).is_some())
        };
        let Some(at) = self.desks.iter().position(knows_all) else { return false };
        let own = device(&self.desks[at]).unwrap();
        let members = &self.desks[at].who.members;
        let unknown = cuts_of(&self.desks[at], |of| of != own && !members.has_keys_of(of));
        self.desks[at].who.begins_another(self.space, own, unknown, &mut self.place);
        self.key = self.desks[at].who.key.clone();
        true
    }
}
