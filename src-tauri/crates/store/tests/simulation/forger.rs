//! Somebody who took a desk home with its keys and the clinic's older one, and has a program of their own.

use std::collections::BTreeSet;

use keepalive_domain::header::Header;
use keepalive_domain::ids::{ActId, DeviceId, OpId, SpaceId, StreamId};
use keepalive_domain::ops::MIN_READER;
use keepalive_seal::{DeskKeys, SpaceKey, Witness};
use keepalive_sync::{Item, Point, Proof, Reason, Role, Run, Signed, StreamKey, Trust, Vouched};
use serde_json::json;

use super::chance::Chance;
use super::clinic::thing;
use super::who::{Place, made_up_card};

/// Whoever has the desk.
pub struct Forger {
    pub device: DeviceId,
    keys: DeskKeys,
    key: SpaceKey,
    space: SpaceId,
    written: u64,
    /// Tells what one of them writes from what another does.
    pub mark: u8,
    /// A desk that does not exist.
    made_up: (DeviceId, DeskKeys),
    /// What it wrote in the names of desks whose cards all others knew: no desk that stays ever takes it in.
    pub forged: BTreeSet<OpId>,
}

impl Forger {
    pub fn new(space: SpaceId, device: DeviceId, keys: DeskKeys, key: SpaceKey) -> Self {
        let made_up = (DeviceId::new_v7(9, [202; 10]), DeskKeys::new().unwrap());
        Self { device, keys, key, space, written: 0, mark: 203, made_up, forged: BTreeSet::new() }
    }

    /// A run in the name of `victim`, after `end` of one of its streams where that can be written. What it may do to the
    /// cards it does, too.
    pub fn forge(
        &mut self,
        (victim, end, all_know): (DeviceId, Option<(StreamKey, Point)>, bool),
        place: &mut Place,
        chance: &mut Chance,
    ) -> Run {
        let (made_up, made_up_keys) = (self.made_up.0, self.made_up.1.clone());
        let (device, signer) = match chance.below(4) {
            // Unsigned, or with the signature of the desk that was taken, or with one that is none.
            0 => (victim, None),
            1 => (victim, Some((self.device, self.keys.clone()))),
            2 => (victim, Some((victim, self.keys.clone()))),
            _ => {
                place.lay("desk-made-up".to_owned(), made_up_card(&self.key, &made_up_keys, made_up));
                (made_up, Some((made_up, made_up_keys)))
            }
        };
        let (key, after) = match end.filter(|_| device == victim && chance.percent(60)) {
            Some(end) => end,
            None => (StreamKey { space: self.space, stream: self.stream() }, Point::ORIGIN),
        };
        let (op, item) = self.op(key, device, after, chance);
        // What comes as a new desk's a desk may take in that has not heard of the newer key.
        if device == victim && all_know {
            self.forged.insert(op);
        }
        let mut run = Run { key, role: Role::Log, device, after, items: vec![item], signed: Vec::new() };
        if let Some((by, keys)) = signer {
            // Whoever signs for somebody else has to sign as that one.
            let mut as_own = Run { device: by, ..run.clone() };
            Witness::new(&keepalive_seal::Members::default(), Some((by, keys))).sign(&mut as_own);
            run.signed = as_own.signed.iter().map(|signed| Signed { by, ..*signed }).collect();
        }
        run
    }

    /// A run that it signs as its own.
    pub fn as_itself(&mut self, end: Option<(StreamKey, Point)>, chance: &mut Chance) -> (OpId, Run) {
        let (key, after) = match end.filter(|_| chance.percent(60)) {
            Some(end) => end,
            None => (StreamKey { space: self.space, stream: self.stream() }, Point::ORIGIN),
        };
        let device = self.device;
        let (op, item) = self.op(key, device, after, chance);
        let mut run = Run { key, role: Role::Log, device, after, items: vec![item], signed: Vec::new() };
        Witness::new(&keepalive_seal::Members::default(), Some((device, self.keys.clone()))).sign(&mut run);
        (op, run)
    }

    fn stream(&mut self) -> StreamId {
        self.written += 1;
        StreamId::new_v7(8, self.random())
    }

    fn random(&self) -> [u8; 10] {
        let mut bytes = [self.mark; 10];
        bytes[..8].copy_from_slice(&self.written.to_be_bytes());
        bytes
    }

    fn op(&mut self, key: StreamKey, device: DeviceId, after: Point, chance: &mut Chance) -> (OpId, Item) {
        self.written += 1;
        let title = format!("forged {}", self.written);
        let e = thing(u8::try_from(chance.below(3)).unwrap());
        let body = json!({"acts": [{"e": e, "t": "workaround", "set": {"title": [title]}}]});
        let body = serde_json::to_vec(&body).unwrap();
        let op = OpId::new_v7(5, self.random());
        let header = Header {
            v: 1,
            op,
            act: ActId::from_uuid(op.uuid()),
            space: key.space,
            stream: key.stream,
            seq: after.seq + 1,
            hlc: i64::MAX >> 2,
            user: None,
            device,
            at: 0,
            tz: 0,
            app: "0.1.0".to_owned(),
            kind: "set".to_owned(),
            ver: 1,
            min: MIN_READER,
            of: None,
            body: blake3::hash(&body).to_hex().to_string(),
        };
        (op, Item { before: None, header: header.bytes().unwrap(), body: Some(body) })
    }

    /// Its own program: takes whatever comes and signs as the desk that was taken.
    pub fn trust(&self) -> Rogue {
        Rogue(Witness::new(&keepalive_seal::Members::default(), Some((self.device, self.keys.clone()))))
    }
}

/// See [`Forger::trust`].
pub struct Rogue(Witness);

impl Trust for Rogue {
    fn vouches(&self, run: &Run) -> Vouched {
        Vouched { items: run.items.len(), signed: None, why: Reason::Unsigned }
    }
    fn proof_of(&self, _: DeviceId) -> Proof {
        Proof::Nothing
    }
    fn said_of(&self, _: StreamId) -> Vec<Point> {
        Vec::new()
    }
    fn sign(&self, run: &mut Run) {
        self.0.sign(run);
    }
}
