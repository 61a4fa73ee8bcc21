//! A process killed at any moment loses nothing that was acknowledged, and leaves no halves.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod common;

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use common::{TestWorld, workaround};
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_store::{ActDraft, OpenOptions, Store};

/// Tells the child which database to write; unset in an ordinary run of the tests.
const DATABASE: &str = "KEEPALIVE_TEST_KILLED_DATABASE";

/// How often a writer is killed.
const KILLS: usize = 4;

/// Occurrences of one act, more than an op holds: a half act would show.
const ROWS_AN_ACT: i64 = 510;

fn open(path: &Path, seed: u64) -> Store {
    let options = OpenOptions { any_place: true, ..OpenOptions::default() };
    Store::open(path, TestWorld::new(seed), options).unwrap()
}

/// The child: writes acts, tells each one that is acknowledged, until it is killed.
#[test]
#[ignore = "the other half of the test below"]
fn write_until_killed() {
    let Ok(path) = std::env::var(DATABASE) else { return };
    let seed = u64::from(std::process::id());
    let store = open(Path::new(&path), seed);
    let made = ActDraft { changes: vec![workaround(1, "a")], ..ActDraft::default() };
    store.write(move |w| w.record(made)).unwrap();
    for act in 0.. {
        let rows = (0..ROWS_AN_ACT).map(|n| {
            Change::of(
                Kind::Occurrence,
                EntityId::named("killed", &[&seed.to_string(), &act.to_string(), &n.to_string()]),
            )
            .with("workaround", common::id(1))
            .with("at", Value::Instant(1_780_000_000_000 + n))
        });
        let draft = ActDraft { changes: rows.collect(), ..ActDraft::default() };
        store.write(move |w| w.record(draft)).unwrap();
        println!("acknowledged {seed} {act}");
    }
}

#[test]
fn every_acknowledged_act_survives_a_kill_whole() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("clinic.db");
    let mut acknowledged = 0;
    for kill in 0..KILLS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["write_until_killed", "--exact", "--ignored", "--nocapture"])
            .env(DATABASE, &path)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut told = 0;
        for _ in lines.filter(|line| line.contains("acknowledged ")) {
            told += 1;
            // Killed while it works on a later act; what it still had said is read on.
            if told == kill + 1 {
                child.kill().unwrap();
            }
        }
        child.wait().unwrap();
        acknowledged += i64::try_from(told).unwrap();
        let store = open(&path, 99);
        let facts = store.facts().unwrap().facts;
        let rows: i64 = facts.workarounds[0].occurrences.iter().map(|cell| i64::from(cell.entries)).sum();
        assert_eq!(rows % ROWS_AN_ACT, 0, "half an act");
        let acts = rows / ROWS_AN_ACT;
        // One more may have been committed and not told any more, at each kill.
        let untold = i64::try_from(kill + 1).unwrap();
        assert!((acknowledged..=acknowledged + untold).contains(&acts), "{acts} of {acknowledged}");
    }
    assert_eq!(open(&path, 99).verify(|_| {}).unwrap().faults, []);
}
