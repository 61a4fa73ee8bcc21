//! Desks that leave each other cards and epochs in one place, as they lie in a folder or a database.

use std::collections::BTreeMap;

use keepalive_domain::ids::{DeviceId, SpaceId, StreamId};
use keepalive_seal::{
    Cut, DeskKeys, Guest, Learned, Members, SpaceKey, TakenOut, Witness, open_answer, seal_answer, seal_card,
};
use keepalive_sync::{Item, Point, Role, Run, StreamKey, Trust as _};

/// What lies there, by its name.
pub(crate) type Place = BTreeMap<String, Vec<u8>>;

pub(crate) struct Desk {
    pub(crate) id: DeviceId,
    pub(crate) keys: DeskKeys,
    pub(crate) key: SpaceKey,
    pub(crate) members: Members,
}

pub(crate) fn space() -> SpaceId {
    SpaceId::from_slice(&[9; 16]).unwrap()
}

/// Desks 1 to `n`, which have met.
pub(crate) fn clinic(n: u8) -> (Vec<Desk>, Place) {
    let key = SpaceKey::new().unwrap();
    let mut desks: Vec<Desk> = (1..=n).map(|id| Desk::new(id, &key)).collect();
    let mut place = Place::new();
    for desk in &desks {
        desk.lays(&mut place);
    }
    for desk in &mut desks {
        assert!(!desk.meets(&mut place).locked_out);
    }
    (desks, place)
}

impl Desk {
    pub(crate) fn new(id: u8, key: &SpaceKey) -> Self {
        let id = DeviceId::from_slice(&[id; 16]).unwrap();
        Self { id, keys: DeskKeys::new().unwrap(), key: key.clone(), members: Members::default() }
    }

    pub(crate) fn lays(&self, place: &mut Place) {
        for (name, file) in self.members.files(&self.key, Some(&self.keys.card(self.id))).unwrap() {
            place.entry(name).or_insert(file);
        }
    }

    pub(crate) fn meets(&mut self, place: &mut Place) -> Learned {
        let files: Vec<Vec<u8>> = place.values().cloned().collect();
        let learned = self.members.learn(space(), &self.key, &self.keys, &files);
        self.key = learned.key.clone();
        if !learned.locked_out {
            self.lays(place);
        }
        // What is known is kept between meetings.
        let kept = serde_json::to_string(&self.members).unwrap();
        self.members = serde_json::from_str(&kept).unwrap();
        learned
    }

    pub(crate) fn takes_out(&mut self, other: DeviceId, place: &mut Place) {
        let cuts = vec![Cut { stream: StreamId::from_slice(&[7; 16]).unwrap(), seq: 3, hash: None }];
        self.begins(Some(TakenOut { device: other, at_ms: 1, cuts }), None, place);
    }

    pub(crate) fn begins(&mut self, out: Option<TakenOut>, sheet: Option<&str>, place: &mut Place) {
        let begun =
            self.members.begin(space(), &self.key, (self.id, &self.keys), out, sheet, Vec::new()).unwrap();
        assert!(place.insert(begun.name, begun.file).is_none());
        assert_eq!(self.meets(place).key.text(), begun.key.text());
    }

    pub(crate) fn out(&self) -> Vec<DeviceId> {
        let mut out: Vec<_> = self.members.taken_out().map(|out| out.device).collect();
        out.sort_unstable();
        out
    }

    /// Whether `other` reads what this desk writes now.
    pub(crate) fn is_read_by(&self, other: &Self) -> bool {
        let guest: Guest = [5; 16];
        open_answer(&other.key, &seal_answer(&self.key, guest).unwrap()) == Some(guest)
    }
}

/// Whether `desk` takes what `keys` sign for what desk `of` wrote.
pub(crate) fn takes_for(desk: &Desk, of: DeviceId, keys: &DeskKeys) -> bool {
    let key = StreamKey { space: space(), stream: StreamId::from_slice(&[3; 16]).unwrap() };
    let items = vec![Item { before: None, header: vec![1], body: Some(vec![1]) }];
    let mut run = Run { key, role: Role::Log, device: of, after: Point::ORIGIN, items, signed: Vec::new() };
    Witness::new(&Members::default(), Some((of, keys.clone()))).sign(&mut run);
    Witness::new(&desk.members, None).vouches(&run).items == 1
}

/// A card of these keys as one that signs, sealed with this key.
pub(crate) fn card(key: &SpaceKey, of: DeviceId, keys: &DeskKeys) -> Vec<u8> {
    seal_card(key, &keys.card(of).signing(Vec::new())).unwrap()
}
