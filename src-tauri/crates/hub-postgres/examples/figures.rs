//! What a database hub costs, on a server that this program starts: `cargo run --release -p keepalive-hub-postgres
//! --example figures`.
//!
//! One desk sends a long record, a new one fetches it, and many desks meet that have nothing new. The server syncs
//! nothing to its disk here (as in the tests), so these are the costs of the protocol, of sealing and of the engine's
//! checks.

#![expect(clippy::unwrap_used, reason = "a measurement may stop at the first surprise")]
#![expect(clippy::print_stdout, reason = "a measurement speaks on standard output")]

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use keepalive_domain::header::{HEADER_VERSION, Header};
use keepalive_domain::ids::{ActId, DeviceId, EntityId, OpId, SpaceId, StreamId};
use keepalive_domain::world::World;
use keepalive_hub_postgres::{Access, Admin, Connected, NewDevice, PostgresHub, Server};
use keepalive_seal::SpaceKey;
use keepalive_store::{OpenOptions, Store};
use keepalive_sync::{Carrying, Hub as _, Item, Point, Role, Run, StreamKey, exchange};
use keepalive_test_postgres::{PASSWORD, Postgres};

/// Ops of the long record.
const OPS: i64 = 100_000;

/// Ops of a run, as a desk sends them.
const RUN: i64 = 500;

/// Desks that meet.
const DESKS: usize = 300;

/// Of them at once.
const AT_ONCE: usize = 4;

/// Words that texts are made of; 12 to a title, as people write one.
const WORDS: &[&str] = &[
    "label", "prints", "twice", "refill", "queue", "again", "slow", "order", "form", "fax", "result",
    "inbox", "chart", "visit", "front", "desk", "nurse", "retype", "card", "scan", "phone", "list", "sticky",
    "note", "portal", "code",
];

/// A clock that stands and chance that is none.
struct Still(u8);

impl World for Still {
    fn now_ms(&self) -> i64 {
        1_790_000_000_000
    }
    fn utc_offset_minutes(&self) -> i32 {
        0
    }
    fn random(&self) -> [u8; 10] {
        [self.0; 10]
    }
}

fn main() {
    let Some(pg) = Postgres::start() else { return };
    pg.database("keepalive");
    let server = Server::from_url(&pg.url("keepalive"), Some(PASSWORD), Some(&pg.ca)).unwrap();
    let mut admin = Admin::open(&server).unwrap();
    admin.init("clinic").unwrap();
    let (space, key) = (SpaceId::new_v7(1, [1; 10]), SpaceKey::new().unwrap());
    let first = let_in(&mut admin, "first");
    let mut hub = Connected::open(&server_of(&first)).unwrap().begin(space, key.clone()).unwrap();

    let stream = StreamId::new_v7(1, [2; 10]);
    let sending = send(&mut hub, StreamKey { space, stream }, OPS);
    let standing = admin.standing().unwrap();
    println!("{OPS} ops sent: {}", rate(OPS, sending));
    println!("{} bytes an op, with indexes", standing.bytes / standing.ops);

    let dir = tempfile::tempdir().unwrap();
    let options = OpenOptions { any_place: true, ..OpenOptions::default() };
    let store = Store::open(&dir.path().join("new.db"), Arc::new(Still(3)), options).unwrap();
    store.write(move |write| write.join_space(space)).unwrap();
    let begun = Instant::now();
    let fetched = exchange(&store, &mut hub, Carrying::Own).unwrap();
    assert_eq!(i64::try_from(fetched.received).unwrap(), OPS);
    println!("a new desk fetched and applied them: {}", rate(OPS, begun.elapsed()));

    let begun = Instant::now();
    assert_eq!(admin.check().unwrap(), []);
    println!("looked through by hub check: {:.1} s", begun.elapsed().as_secs_f64());
    many(&mut admin, space, &key);
}

/// Many desks with a stream each, that meet when nothing is new.
fn many(admin: &mut Admin, space: SpaceId, key: &SpaceKey) {
    let desks: Vec<Access> = (0..DESKS).map(|n| let_in(admin, &format!("desk-{n}"))).collect();
    for (n, access) in desks.iter().enumerate() {
        let mut hub = enter(access, key);
        let stream = StreamId::new_v7(2 + i64::try_from(n).unwrap(), [4; 10]);
        send(&mut hub, StreamKey { space, stream }, 3);
    }
    let begun = Instant::now();
    let mut took: Vec<Duration> = thread::scope(|scope| {
        let meeting = desks.chunks(DESKS.div_ceil(AT_ONCE)).map(|some| {
            scope.spawn(move || {
                let one = |access| {
                    let begun = Instant::now();
                    assert_eq!(enter(access, key).pieces().unwrap().len(), DESKS + 1);
                    begun.elapsed()
                };
                some.iter().map(one).collect::<Vec<_>>()
            })
        });
        let meeting: Vec<_> = meeting.collect();
        meeting.into_iter().flat_map(|desks| desks.join().unwrap()).collect()
    });
    let all = begun.elapsed();
    took.sort_unstable();
    println!(
        "{DESKS} desks with nothing new, {AT_ONCE} at once, each logging in over TLS: {:.0} a second; one takes {} ms, \
         the slowest in twenty {} ms",
        count(DESKS) / all.as_secs_f64(),
        took[DESKS / 2].as_millis(),
        took[DESKS * 19 / 20].as_millis(),
    );
}

/// Sends a stream of made-up ops, in runs; how long the hub took for it.
fn send(hub: &mut PostgresHub, key: StreamKey, ops: i64) -> Duration {
    let (mut after, mut took) = (Point::ORIGIN, Duration::ZERO);
    while after.seq < ops {
        let items = (after.seq + 1..=ops.min(after.seq + RUN)).map(|seq| item(key, seq)).collect();
        let device = DeviceId::new_v7(1, [5; 10]);
        let run = Run { key, role: Role::Log, device, after, items, signed: Vec::new() };
        let begun = Instant::now();
        hub.push(&run).unwrap();
        took += begun.elapsed();
        after = run.piece().end;
    }
    took
}

/// One workaround written down.
fn item(key: StreamKey, seq: i64) -> Item {
    let mut chance = u64::from_be_bytes(key.stream.bytes()[..8].try_into().unwrap()) ^ seq.cast_unsigned();
    let mut next = || {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        chance.to_be_bytes()
    };
    let mut random = [0; 10];
    random[..8].copy_from_slice(&next());
    let title: Vec<_> = (0..12).map(|_| WORDS[usize::from(next()[0]) % WORDS.len()]).collect();
    let entity = EntityId::new_v7(seq, random);
    let body = format!(
        r#"{{"acts":[{{"e":"{entity}","t":"workaround","set":{{"title":["{}"]}}}}],"label":{{"code":"added"}}}}"#,
        title.join(" ")
    );
    let header = Header {
        v: HEADER_VERSION,
        op: OpId::new_v7(seq, random),
        act: ActId::new_v7(seq, random),
        space: key.space,
        stream: key.stream,
        seq,
        hlc: (1_790_000_000_000 + seq) << 16,
        user: None,
        device: DeviceId::new_v7(1, [5; 10]),
        at: 1_790_000_000_000 + seq,
        tz: 0,
        app: env!("CARGO_PKG_VERSION").to_owned(),
        kind: "set".to_owned(),
        ver: 2,
        min: 2,
        of: Some(entity),
        body: keepalive_domain::header::chain_hash(None, body.as_bytes())
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect(),
    };
    Item { before: None, header: header.bytes().unwrap(), body: Some(body.into_bytes()) }
}

fn let_in(admin: &mut Admin, name: &str) -> Access {
    let new =
        NewDevice { name: name.to_owned(), clinic: None, address: None, again: false, reads_only: false };
    admin.add_device(&new).unwrap()
}

fn server_of(access: &Access) -> Server {
    Server::from_access(access).unwrap()
}

fn enter(access: &Access, key: &SpaceKey) -> PostgresHub {
    Connected::open(&server_of(access)).unwrap().enter(key.clone()).unwrap().unwrap()
}

fn rate(ops: i64, took: Duration) -> String {
    let ops = count(usize::try_from(ops).unwrap());
    format!("{:.1} s, {:.0} ops a second", took.as_secs_f64(), ops / took.as_secs_f64())
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap())
}
