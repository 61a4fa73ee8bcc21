//! Looking at what comes: is every op what it claims to be?

use std::fmt;

use keepalive_domain::header::{HEADER_VERSION, Header};
use keepalive_domain::ids::{DeviceId, OpId};
use keepalive_domain::ops::{Body, MIN_READER, OpKind};

use crate::piece::{Hash, Point, Role, StreamKey};
use crate::run::{Item, Run};

/// Why an op that came is kept aside and not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Its header cannot be read.
    Header,
    /// Its header has a format that only a newer version reads.
    NewerHeader,
    /// Its header names another stream, number or desk than where it stands.
    Position,
    /// Its body is not the one its header names.
    Body,
    /// Its body is the one its header names and cannot be read all the same.
    BodyFormat,
    /// It may be sound, and no desk of the clinic's has signed it.
    Unsigned,
    /// The same, in a stream of a desk that was taken out.
    TakenOut,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Header,
        Self::NewerHeader,
        Self::Position,
        Self::Body,
        Self::BodyFormat,
        Self::Unsigned,
        Self::TakenOut,
    ];

    /// Its spelling where it is kept.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::NewerHeader => "newer_header",
            Self::Position => "position",
            Self::Body => "body",
            Self::BodyFormat => "body_format",
            Self::Unsigned => "unsigned",
            Self::TakenOut => "taken_out",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Header => "its header cannot be read",
            Self::NewerHeader => "only a newer version reads its header",
            Self::Position => "its header names another place or desk than the one it came from",
            Self::Body => "its body is not the one its header names",
            Self::BodyFormat => "its body cannot be read",
            Self::Unsigned => "no desk of the clinic has signed it",
            Self::TakenOut => "its desk was taken out",
        })
    }
}

/// A sound op that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Its header, read.
    pub header: Header,
    /// Its exact bytes.
    pub item: Item,
    /// The point before it in the stream it was written in.
    pub before: Point,
    /// Its own hash there.
    pub hash: Hash,
    /// The point before it in the stream it came in.
    pub follows: Point,
    /// Where it stands in the stream it came in.
    pub place: Point,
}

/// An op that is kept aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The stream it came in.
    pub key: StreamKey,
    /// Where it stood there.
    pub place: Point,
    /// Which op it claims to be, where its header can be read.
    pub op: Option<OpId>,
    /// Why.
    pub reason: Reason,
    /// Its exact bytes.
    pub item: Item,
    /// Which desk carried it, where it did not come in the stream of the desk that wrote it.
    pub carrier: Option<DeviceId>,
    /// Where it stands in the stream it was written in, where it is sound: it can be let in later.
    pub written: Option<Written>,
}

/// Where a sound op stands in the stream it was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// By which desk.
    pub device: DeviceId,
    /// The hash before it.
    pub before: Option<Hash>,
    /// Its own.
    pub hash: Hash,
}

/// What is to be done with an op that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Take it in.
    Sound(Box<Arrival>),
    /// Keep it aside. What follows it in its stream may be sound all the same.
    Aside(Box<SetAside>),
}

/// Looks at every op of a run, in order.
pub fn check(run: Run) -> impl Iterator<Item = Verdict> {
    let Run { key, role, device, after, items, .. } = run;
    let of = Of { key, role, device };
    items.into_iter().scan(after, move |last, item| {
        let before = *last;
        *last = item.point(role, before);
        Some(judge(of, before, *last, item))
    })
}

/// The ops of a run as things to be kept aside, because nobody vouches for them.
pub fn set_aside(run: Run, why: Reason) -> impl Iterator<Item = SetAside> {
    let (key, carrier) = (run.key, carrier(run.role, run.device));
    check(run).map(move |verdict| match verdict {
        Verdict::Sound(arrival) => {
            let Arrival { header, item, before, hash, place, .. } = *arrival;
            let written = Written { device: header.device, before: before.hash, hash };
            SetAside { key, place, op: Some(header.op), reason: why, item, carrier, written: Some(written) }
        }
        Verdict::Aside(aside) => *aside,
    })
}

/// Who carried what came in a stream of this kind.
const fn carrier(role: Role, device: DeviceId) -> Option<DeviceId> {
    match role {
        Role::Log => None,
        Role::Carry => Some(device),
    }
}

/// Where ops come from.
#[derive(Clone, Copy)]
struct Of {
    key: StreamKey,
    role: Role,
    device: DeviceId,
}

fn judge(of: Of, last: Point, place: Point, item: Item) -> Verdict {
    let Of { key, role, .. } = of;
    match sound(of, place, &item) {
        Ok(header) => {
            let (before, hash) = match (role, place.hash) {
                (Role::Log, Some(hash)) => (last, hash),
                _ => (Point { seq: header.seq - 1, hash: item.before }, item.op_hash()),
            };
            Verdict::Sound(Box::new(Arrival { header, item, before, hash, follows: last, place }))
        }
        Err(reason) => {
            let op = serde_json::from_slice::<Header>(&item.header).ok().map(|header| header.op);
            Verdict::Aside(Box::new(SetAside {
                key,
                place,
                op,
                reason,
                item,
                carrier: carrier(role, of.device),
                written: None,
            }))
        }
    }
}

fn sound(of: Of, place: Point, item: &Item) -> Result<Header, Reason> {
    let header: Header = serde_json::from_slice(&item.header).map_err(|_| header_reason(&item.header))?;
    if header.v > HEADER_VERSION {
        return Err(Reason::NewerHeader);
    }
    let in_place = match of.role {
        // Whose stream it is says whose signature is asked for, so the op has to say the same.
        Role::Log => {
            StreamKey { space: header.space, stream: header.stream } == of.key
                && header.seq == place.seq
                && header.device == of.device
        }
        // Where it was written is its own affair; only the first of a stream has nothing before it.
        Role::Carry => header.seq >= 1 && (header.seq == 1) == item.before.is_none(),
    };
    if !in_place {
        return Err(Reason::Position);
    }
    let Some(body) = &item.body else { return Ok(header) };
    if blake3::hash(body).to_hex().as_str() != header.body {
        return Err(Reason::Body);
    }
    let understood = OpKind::from_word(&header.kind).is_some() && header.min <= MIN_READER;
    if understood && serde_json::from_slice::<Body>(body).is_err() {
        return Err(Reason::BodyFormat);
    }
    Ok(header)
}

/// A header that this version cannot read may be a newer one's.
fn header_reason(bytes: &[u8]) -> Reason {
    let version = serde_json::from_slice::<serde_json::Value>(bytes)
        .ok()
        .and_then(|header| header.get("v").and_then(serde_json::Value::as_u64));
    match version {
        Some(version) if version > u64::from(HEADER_VERSION) => Reason::NewerHeader,
        _ => Reason::Header,
    }
}

/// Whether an op that this desk does not know means that the desk was restored from an older copy, or cloned: it
/// stands in the very stream that the desk writes on. Two ops would have one number if the desk wrote on there.
#[must_use]
pub fn tells_of_a_restore(writing: StreamKey, op: &Header) -> bool {
    StreamKey { space: op.space, stream: op.stream } == writing
}

#[cfg(test)]
mod tests {
    use keepalive_domain::ids::{ActId, DeviceId, SpaceId, StreamId};

    use super::*;

    fn key() -> StreamKey {
        StreamKey { space: SpaceId::new_v7(1, [1; 10]), stream: StreamId::new_v7(1, [2; 10]) }
    }

    /// A sound op of the stream above.
    fn item(seq: i64, before: Option<Hash>, change: impl FnOnce(&mut Header)) -> Item {
        let body = br#"{"acts":[]}"#.to_vec();
        let seed = u8::try_from(seq).unwrap();
        let mut header = Header {
            v: HEADER_VERSION,
            op: OpId::new_v7(seq, [seed; 10]),
            act: ActId::new_v7(seq, [seed; 10]),
            space: key().space,
            stream: key().stream,
            seq,
            hlc: 1,
            user: None,
            device: DeviceId::new_v7(1, [3; 10]),
            at: 0,
            tz: 0,
            app: "1".to_owned(),
            kind: "set".to_owned(),
            ver: 1,
            min: 1,
            of: None,
            body: blake3::hash(&body).to_hex().to_string(),
        };
        change(&mut header);
        Item { before, header: header.bytes().unwrap(), body: Some(body) }
    }

    fn run(role: Role, items: Vec<Item>) -> Run {
        let device = DeviceId::new_v7(1, [3; 10]);
        Run { key: key(), role, device, after: Point::ORIGIN, items, signed: Vec::new() }
    }

    fn reasons(run: Run) -> Vec<Option<Reason>> {
        let reason = |verdict| match verdict {
            Verdict::Sound(_) => None,
            Verdict::Aside(aside) => Some(aside.reason),
        };
        check(run).map(reason).collect()
    }

    #[test]
    fn one_damaged_op_leaves_those_after_it_sound_and_in_their_places() {
        let mut damaged = item(2, None, |_| {});
        damaged.body = Some(b"{}".to_vec());
        let whole = run(Role::Log, vec![item(1, None, |_| {}), damaged, item(3, None, |_| {})]);
        let end = whole.piece().end;
        assert_eq!(reasons(whole.clone()), [None, Some(Reason::Body), None]);
        let Some(Verdict::Sound(last)) = check(whole).last() else { panic!("the third is sound") };
        assert_eq!((last.place, last.hash), (end, end.hash.unwrap()));
        assert_eq!(last.before.seq, 2);
    }

    #[test]
    fn what_claims_another_place_is_kept_aside() {
        let other = StreamId::new_v7(9, [9; 10]);
        let items = vec![
            item(1, None, |header| header.stream = other),
            item(3, None, |_| {}),
            item(3, None, |header| header.space = SpaceId::new_v7(9, [9; 10])),
            item(4, None, |header| header.device = DeviceId::new_v7(9, [9; 10])),
        ];
        assert_eq!(reasons(run(Role::Log, items)), [Some(Reason::Position); 4]);
    }

    #[test]
    fn what_nobody_vouches_for_says_where_it_could_stand_and_what_is_damaged_says_why() {
        let damaged = Item { body: Some(b"{}".to_vec()), ..item(2, None, |_| {}) };
        let came = run(Role::Log, vec![item(1, None, |_| {}), damaged]);
        let first = came.points().next().unwrap();
        let kept: Vec<SetAside> = set_aside(came, Reason::TakenOut).collect();
        let written =
            Written { device: DeviceId::new_v7(1, [3; 10]), before: None, hash: first.hash.unwrap() };
        assert_eq!((kept[0].reason, kept[0].written), (Reason::TakenOut, Some(written)));
        assert_eq!((kept[1].reason, kept[1].written), (Reason::Body, None));
    }

    #[test]
    fn a_newer_header_is_told_from_a_broken_one() {
        let newer = Item { before: None, header: br#"{"v":2,"what":"else"}"#.to_vec(), body: None };
        let broken = Item { before: None, header: b"{".to_vec(), body: None };
        let readable = item(3, None, |header| header.v = 2);
        let found = reasons(run(Role::Log, vec![newer, broken, readable]));
        assert_eq!(found, [Some(Reason::NewerHeader), Some(Reason::Header), Some(Reason::NewerHeader)]);
    }

    #[test]
    fn a_body_is_read_only_where_its_kind_is_known() {
        let with = |kind: &str, min: u16| {
            let mut item = item(1, None, |header| {
                (header.kind, header.min) = (kind.to_owned(), min);
                header.body = blake3::hash(b"no json").to_hex().to_string();
            });
            item.body = Some(b"no json".to_vec());
            reasons(run(Role::Log, vec![item]))
        };
        assert_eq!(with("set", MIN_READER), [Some(Reason::BodyFormat)]);
        assert_eq!(with("weather", MIN_READER), [None]);
        assert_eq!(with("set", MIN_READER + 1), [None]);
    }

    #[test]
    fn a_redacted_body_is_no_fault() {
        let redacted = Item { body: None, ..item(1, None, |_| {}) };
        assert_eq!(reasons(run(Role::Log, vec![redacted])), [None]);
    }

    #[test]
    fn a_carried_op_keeps_the_place_it_was_written_at() {
        let before = [7; 32];
        let carried = item(5, Some(before), |_| {});
        let Some(Verdict::Sound(arrival)) = check(run(Role::Carry, vec![carried.clone()])).next() else {
            panic!("it is sound")
        };
        assert_eq!(arrival.before, Point::at(4, before));
        assert_eq!(arrival.hash, carried.op_hash());
        assert_eq!(arrival.place.seq, 1);
        // Only a first op has none before it.
        let orphan = item(5, None, |_| {});
        assert_eq!(reasons(run(Role::Carry, vec![orphan])), [Some(Reason::Position)]);
    }
}
