//! Who a desk is to the others: its keys, and what it knows of who is in.

use std::collections::BTreeMap;

use keepalive_domain::ids::{DeviceId, SpaceId};
use keepalive_seal::{Begun, Card, Cut, DeskKeys, Members, SpaceKey, TakenOut, Witness, seal_card};

/// Cards and epochs as they lie where desks meet.
#[derive(Default)]
pub struct Place {
    /// Those that lie there now.
    pub files: BTreeMap<String, Vec<u8>>,
    /// All that ever lay there.
    pub ever: BTreeMap<String, Vec<u8>>,
}

impl Place {
    pub fn lay(&mut self, name: String, file: Vec<u8>) {
        self.ever.entry(name.clone()).or_insert_with(|| file.clone());
        self.files.entry(name).or_insert(file);
    }

    fn bytes(&self) -> Vec<Vec<u8>> {
        self.files.values().cloned().collect()
    }
}

/// A desk's keys and knowledge. They lie beside its database, so no restore of that one takes them back.
pub struct Who {
    pub keys: DeskKeys,
    pub key: SpaceKey,
    pub members: Members,
}

impl Who {
    pub fn new(key: &SpaceKey) -> Self {
        Self { keys: DeskKeys::new().unwrap(), key: key.clone(), members: Members::default() }
    }

    /// Learns who is in. `false` = the newest key does not open here.
    pub fn learns(&mut self, space: SpaceId, place: &Place) -> bool {
        let learned = self.members.learn(space, &self.key, &self.keys, &place.bytes());
        if !learned.locked_out {
            self.key = learned.key;
        }
        !learned.locked_out
    }

    /// Then says who it is: `cuts` says how far its own streams reach.
    pub fn says(
        &mut self,
        device: Option<DeviceId>,
        place: &mut Place,
        cuts: impl FnOnce(DeviceId) -> Vec<Cut>,
    ) -> Witness {
        let own = device.map(|device| self.own_card(device, cuts));
        for (name, file) in self.members.files(&self.key, own.as_ref()).unwrap() {
            place.lay(name, file);
        }
        Witness::new(&self.members, device.map(|device| (device, self.keys.clone())))
    }

    fn own_card(&mut self, device: DeviceId, cuts: impl FnOnce(DeviceId) -> Vec<Cut>) -> Card {
        if let Some(card) = self.members.signing_card(device, &self.keys) {
            return card.clone();
        }
        let card = self.keys.card(device).signing(cuts(device));
        self.members.has_card(&self.key, card.clone());
        card
    }

    /// Begins another key, with nobody taken out.
    pub fn begins_another(&mut self, space: SpaceId, own: DeviceId, unknown: Vec<Cut>, place: &mut Place) {
        let begun = self.members.begin(space, &self.key, (own, &self.keys), None, None, unknown).unwrap();
        self.takes_up(space, begun, place);
    }

    fn takes_up(&mut self, space: SpaceId, begun: Begun, place: &mut Place) {
        self.members.learn(space, &begun.key, &self.keys, std::slice::from_ref(&begun.file));
        self.key = begun.key;
        place.lay(begun.name, begun.file);
    }

    /// Takes a desk out, whose streams reach this far here.
    pub fn takes_out(
        &mut self,
        space: SpaceId,
        own: DeviceId,
        (device, cuts): (DeviceId, Vec<Cut>),
        unknown: Vec<Cut>,
        place: &mut Place,
    ) {
        let out = Some(TakenOut { device, at_ms: 1, cuts });
        let begun = self.members.begin(space, &self.key, (own, &self.keys), out, None, unknown).unwrap();
        self.takes_up(space, begun, place);
    }

    /// What somebody knows who has all keys and everything that ever lay there.
    pub fn knows_all(space: SpaceId, key: &SpaceKey, place: &Place) -> Witness {
        let mut who = Self::new(key);
        let files: Vec<Vec<u8>> = place.ever.values().cloned().collect();
        who.members.learn(space, key, &who.keys, &files);
        Witness::new(&who.members, None)
    }
}

/// A card of a desk that does not exist, sealed with the key that somebody has.
pub fn made_up_card(key: &SpaceKey, keys: &DeskKeys, device: DeviceId) -> Vec<u8> {
    seal_card(key, &keys.card(device).signing(Vec::new())).unwrap()
}
