//! What acts cost: times of large imports, bulk edits, undo, loading and rebuilding, on this machine.
//!
//! `cargo run --release -p keepalive-store --example costs [occurrences]`. Times alone compare nothing; the
//! ratios beside peers are `cargo xtask bench`. This shows where time goes while working on the store.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a tool for whoever works on the store")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_domain::world::World;
use keepalive_store::{ActDraft, OpenOptions, Store, StoreError};

const NOW_MS: i64 = 1_790_000_000_000;
const DAY_MS: i64 = 86_400_000;

struct Counted(AtomicU64);

impl World for Counted {
    fn now_ms(&self) -> i64 {
        NOW_MS
    }
    fn utc_offset_minutes(&self) -> i32 {
        0
    }
    fn random(&self) -> [u8; 10] {
        let mut bytes = [0; 10];
        bytes[2..].copy_from_slice(&self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes());
        bytes
    }
}

fn id(kind: Kind, n: i64) -> EntityId {
    let mut random = [0; 10];
    random[2..].copy_from_slice(&n.to_be_bytes());
    random[0] = kind as u8;
    EntityId::new_v7(NOW_MS + n / 100, random)
}

fn told<T>(what: &str, f: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let value = f();
    println!("{what:<46} {:>10.1?}", start.elapsed());
    value
}

fn act(store: &Store, changes: Vec<Change>) {
    store.write(move |w| w.record(ActDraft { changes, ..ActDraft::default() })).unwrap();
}

fn main() {
    let occurrences: i64 = std::env::args().nth(1).map_or(1_000_000, |n| n.parse().unwrap());
    let dir = tempfile::tempdir().unwrap();
    let options = OpenOptions { any_place: true, ..OpenOptions::default() };
    let store =
        Store::open(&dir.path().join("costs.db"), Arc::new(Counted(AtomicU64::new(1))), options).unwrap();
    let workarounds = (0..120).map(|n| {
        Change::of(Kind::Workaround, id(Kind::Workaround, n))
            .with("title", format!("Workaround {n}"))
            .with("break", "drift")
            .with("started", chrono::NaiveDate::from_ymd_opt(2024, 11, 1).unwrap())
    });
    act(&store, workarounds.collect());
    let requests: Vec<Change> = (0..120_000)
        .map(|n| {
            Change::of(Kind::Request, id(Kind::Request, n))
                .with("key", format!("INC{n:07}"))
                .with("title", format!("The refill queue shows number {n} twice after the upgrade"))
                .with("kind", "workflow")
                .with("owner", "Front desk")
                .with("listed", Value::Int(n))
        })
        .collect();
    told("import 120,000 requests", || act(&store, requests));
    let states = (0..120_000).map(|n| {
        Change::of(Kind::RequestState, id(Kind::RequestState, n))
            .with("request", id(Kind::Request, n))
            .with("at", Value::Instant(NOW_MS - n * 1_000))
            .with("state", "new")
    });
    let states = states.collect();
    told("import 120,000 states", || act(&store, states));
    told("undo it", || store.write(|w| w.undo()).unwrap());
    let edits = |owner: &str| -> Vec<Change> {
        (0..10_000)
            .map(|n| Change::of(Kind::Request, id(Kind::Request, n * 7)).with("owner", owner))
            .collect()
    };
    for round in 0..3 {
        let edit = edits(&format!("Owner {round}"));
        told("edit 10,000 owners", || act(&store, edit));
        told("undo it", || store.write(|w| w.undo()).unwrap());
    }
    let rows = (0..occurrences).map(|n| {
        // Spread over 730 days and 120 workarounds, seven amounts, one in four untimed.
        let at = NOW_MS - (n * 7_919 % 730) * DAY_MS - n % 1_000 * 60_000;
        let change = Change::of(Kind::Occurrence, id(Kind::Occurrence, n))
            .with("workaround", id(Kind::Workaround, n * 31 % 120))
            .with("at", Value::Instant(at));
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        if n % 4 == 0 { change } else { change.with("minutes", Value::Real((n % 7) as f64)) }
    });
    let mut rows = rows.peekable();
    told("import the occurrences", || {
        while rows.peek().is_some() {
            act(&store, rows.by_ref().take(100_000).collect());
        }
    });
    for n in 0..3 {
        let again = vec![
            Change::of(Kind::Occurrence, id(Kind::Occurrence, occurrences + n))
                .with("workaround", id(Kind::Workaround, 3))
                .with("at", Value::Instant(NOW_MS)),
        ];
        told("it happened again", || act(&store, again));
    }
    for _ in 0..3 {
        let facts = told("load the facts", || store.facts().unwrap());
        let cells: usize = facts.facts.workarounds.iter().map(|w| w.occurrences.len()).sum();
        println!("{:<46} {cells:>10}", "  cells of occurrences");
    }
    told("load one workaround", || {
        store.read(|r| r.workaround_facts(id(Kind::Workaround, 3), &[])).map_err(|e: StoreError| e).unwrap()
    });
    told("digest", || store.digest().unwrap());
    told("rebuild", || store.rebuild().unwrap());
    told("verify", || assert!(store.verify(|_| {}).unwrap().is_sound()));
    let size = std::fs::metadata(store.path()).unwrap().len();
    println!("{:<46} {:>10} MB", "file", size / 1_000_000);
}
