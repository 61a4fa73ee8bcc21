//! P7: from Enter to "it is on disk", against appending the same bytes to a plain file and syncing them.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::thread;
use std::time::Duration;

use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_store::Store;

use super::{Outcome, Ratio};
use crate::clinic;
use crate::durations::{milliseconds, quantile};
use crate::pairs::{Pairs, timed};
use crate::wal_index::{self, WalIndex};
use crate::workshop::Workshop;

/// Entries in a round; each round gives one ratio of its median and one of its 99th percentile.
const ENTRIES_PER_ROUND: usize = 200;

/// Nobody presses Enter again sooner; the writer uses the pause to write its WAL back, as it does in the app.
const PAUSE: Duration = Duration::from_millis(15);

/// Requests and workarounds of the clinic, so that the trees have the depth they have in use.
const REQUESTS: usize = 20_000;
const WORKAROUNDS: usize = 120;

/// An instant, UTC ms.
const NOW_MS: i64 = 1_790_000_000_000;

/// Measures it.
pub(crate) fn measure(workshop: &Workshop) -> anyhow::Result<Vec<Outcome>> {
    let store = workshop.store("durable.db")?;
    clinic::found(&store, clinic::day(2024, 1, 8)?)?;
    clinic::requests(&store, REQUESTS, NOW_MS)?;
    let workarounds = clinic::workarounds(&store, WORKAROUNDS, clinic::day(2024, 1, 8)?)?;
    wal_index::settle(store.path())?;
    let mut file = OpenOptions::new().create_new(true).append(true).open(workshop.path("durable.plain"))?;

    let (mut p50, mut p99) = (Pairs::default(), Pairs::default());
    let mut taken = Taken { bytes: first_bytes(&store, workarounds[0])?, ..Taken::default() };
    for round in 0..=workshop.pairs {
        taken.ours_ms.clear();
        taken.peer_ms.clear();
        for nth in 0..ENTRIES_PER_ROUND {
            let workaround = workarounds[nth % workarounds.len()];
            if nth.is_multiple_of(2) {
                taken.entry(&store, nth, workaround)?;
                taken.append(&mut file)?;
            } else {
                taken.append(&mut file)?;
                taken.entry(&store, nth, workaround)?;
            }
            thread::sleep(PAUSE);
        }
        // The first round warms up.
        if round > 0 {
            for (share, pairs) in [(0.5, &mut p50), (0.99, &mut p99)] {
                let of = |values: &[f64]| quantile(values, share).unwrap_or(f64::NAN);
                pairs.push_ms(of(&taken.ours_ms), of(&taken.peer_ms));
            }
        }
    }
    prove(&store, (workshop.pairs + 1) * ENTRIES_PER_ROUND + 1)?;
    Ok([("p50", 1.05, p50), ("p99", 1.2, p99)]
        .map(|(share, target, pairs)| {
            Outcome::Measured(Ratio {
                figure: "P7",
                ours: format!("quick capture on disk, {share} of {ENTRIES_PER_ROUND} entries"),
                peer: format!("append + fdatasync of the WAL's bytes, {share}"),
                target: Some(target),
                pairs,
            })
        })
        .into())
}

/// One round's durations, and how many bytes the last commit of ours wrote.
#[derive(Default)]
struct Taken {
    ours_ms: Vec<f64>,
    peer_ms: Vec<f64>,
    bytes: u64,
}

impl Taken {
    /// What Enter in quick capture writes: every other time a new workaround with its first occurrence, else an
    /// occurrence of one that is there.
    fn entry(&mut self, store: &Store, nth: usize, workaround: EntityId) -> anyhow::Result<()> {
        let before = WalIndex::read(store.path())?;
        let took = timed(|| capture(store, nth, workaround))?.took;
        self.ours_ms.push(milliseconds(took));
        self.bytes = WalIndex::read(store.path())?.bytes_since(&before);
        Ok(())
    }

    fn append(&mut self, file: &mut File) -> anyhow::Result<()> {
        let bytes = vec![0x5A; usize::try_from(self.bytes)?];
        let took = timed(|| {
            file.write_all(&bytes)?;
            Ok(file.sync_data()?)
        })?
        .took;
        self.peer_ms.push(milliseconds(took));
        Ok(())
    }
}

fn first_bytes(store: &Store, workaround: EntityId) -> anyhow::Result<u64> {
    let mut first = Taken::default();
    first.entry(store, 1, workaround)?;
    Ok(first.bytes)
}

fn capture(store: &Store, nth: usize, workaround: EntityId) -> anyhow::Result<()> {
    let started = clinic::day(2026, 9, 21)?;
    store.write(move |write| {
        let mut changes = Vec::with_capacity(2);
        let mut about = workaround;
        if nth.is_multiple_of(2) {
            about = write.new_id();
            let new = Change::of(Kind::Workaround, about)
                .with("key", write.next_number()?)
                .with("title", clinic::title(nth))
                .with("break", "drift")
                .with("started", started);
            changes.push(new);
        }
        let occurrence = Change::of(Kind::Occurrence, write.new_id())
            .with("workaround", about)
            .with("at", Value::Instant(NOW_MS))
            .with("minutes", Value::Real(5.0))
            .with("count", Value::Int(1));
        changes.push(occurrence);
        write.record(clinic::draft(changes))
    })?;
    Ok(())
}

/// Every acknowledged entry is there.
fn prove(store: &Store, entries: usize) -> anyhow::Result<()> {
    let facts = store.facts()?.facts;
    let there: u32 = facts.workarounds.iter().flat_map(|w| &w.occurrences).map(|cell| cell.entries).sum();
    anyhow::ensure!(
        usize::try_from(there)? == entries,
        "{entries} entries were acknowledged, {there} are there"
    );
    Ok(())
}
