//! A desk of a version that does not exist yet.

use keepalive_domain::header::Header;
use keepalive_domain::ids::{ActId, DeviceId, OpId, SpaceId, StreamId};
use keepalive_domain::ops::MIN_READER;
use keepalive_seal::SpaceKey;
use keepalive_sync::{Item, Point, Role, Run, StreamKey, Trust as _};
use serde_json::json;

use super::chance::Chance;
use super::clinic::thing;
use super::who::{Place, Who};

/// Writes ops that nobody here understands whole.
pub struct Newer {
    key: StreamKey,
    device: DeviceId,
    end: Point,
    written: u8,
    who: Who,
    /// What the hub has kept of it.
    pub sent: Vec<(OpId, Run)>,
}

impl Newer {
    pub fn new(space: SpaceId, clinic: &SpaceKey) -> Self {
        let key = StreamKey { space, stream: StreamId::new_v7(7, [200; 10]) };
        let device = DeviceId::new_v7(7, [201; 10]);
        Self { key, device, end: Point::ORIGIN, written: 0, who: Who::new(clinic), sent: Vec::new() }
    }

    /// One op more, as a run; `None` where it does not have the newest key.
    pub fn write(&mut self, now_ms: i64, chance: &mut Chance, place: &mut Place) -> Option<(OpId, Run)> {
        if !self.who.learns(self.key.space, place) {
            return None;
        }
        let witness = self.who.says(Some(self.device), place, |_| Vec::new());
        self.written += 1;
        let (kind, min, body) = match chance.below(4) {
            0 => ("weather", 1, json!({"sky": "blue"})),
            1 => ("set", MIN_READER + 1, json!({"rows": 3})),
            2 => (
                "set",
                MIN_READER,
                json!({"acts": [{"e": thing(7), "t": "moon", "set": {"phase": [self.written]}}]}),
            ),
            _ => {
                let e = thing(u8::try_from(chance.below(3)).unwrap());
                let set =
                    json!({"mood": [{"deep": self.written}], "title": [format!("newer {}", self.written)]});
                ("set", 1, json!({"acts": [{"e": e, "t": "workaround", "set": set}], "more": true}))
            }
        };
        let body = serde_json::to_vec(&body).unwrap();
        let op = OpId::new_v7(now_ms, [self.written; 10]);
        let header = Header {
            v: 1,
            op,
            act: ActId::from_uuid(op.uuid()),
            space: self.key.space,
            stream: self.key.stream,
            seq: self.end.seq + 1,
            hlc: now_ms << 16,
            user: None,
            device: self.device,
            at: now_ms,
            tz: 0,
            app: "9.0.0".to_owned(),
            kind: kind.to_owned(),
            ver: 1,
            min,
            of: None,
            body: blake3::hash(&body).to_hex().to_string(),
        };
        // A header, too, may say more than we know.
        let mut json = serde_json::to_value(&header).unwrap();
        json["sky"] = json!("blue");
        let item = Item { before: None, header: serde_json::to_vec(&json).unwrap(), body: Some(body) };
        let mut run = Run {
            key: self.key,
            role: Role::Log,
            device: self.device,
            after: self.end,
            items: vec![item],
            signed: Vec::new(),
        };
        self.end = run.piece().end;
        witness.sign(&mut run);
        Some((op, run))
    }
}
