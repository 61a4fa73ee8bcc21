//! The clinics that are measured, written through the store like any other act.

use std::path::PathBuf;

use anyhow::Context;
use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::{Change, Label, MOST_ROWS_PER_OP};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_domain::words::{Break, RequestKind};
use keepalive_store::{ActDraft, Store, StoreError};

use crate::wal_index;
use crate::workshop::{Workshop, scrambled};

/// The clinic's zone.
pub(crate) const ZONE: &str = "America/Chicago";

/// Rows written in one transaction while a clinic is filled.
const ROWS_PER_WRITE: usize = 20 * MOST_ROWS_PER_OP;

/// A day of the calendar.
///
/// # Errors
/// There is no such day.
pub(crate) fn day(year: i32, month: u32, day: u32) -> anyhow::Result<Day> {
    Day::from_ymd_opt(year, month, day).context("no such day")
}

/// An act of these changes.
pub(crate) fn draft(changes: Vec<Change>) -> ActDraft {
    ActDraft { label: Label::new("measured", ["bench"]), changes, ..ActDraft::default() }
}

/// Writes one act and waits until it is on disk.
///
/// # Errors
/// The store's.
pub(crate) fn write(store: &Store, changes: Vec<Change>) -> anyhow::Result<()> {
    store.write(move |write| write.record(draft(changes)).map(drop))?;
    Ok(())
}

/// Writes any number of changes, some thousands to a transaction.
///
/// # Errors
/// The store's.
pub(crate) fn fill(store: &Store, changes: impl IntoIterator<Item = Change>) -> anyhow::Result<()> {
    let mut changes = changes.into_iter().peekable();
    while changes.peek().is_some() {
        write(store, changes.by_ref().take(ROWS_PER_WRITE).collect())?;
    }
    Ok(())
}

/// New identities.
///
/// # Errors
/// The store's.
pub(crate) fn new_ids(store: &Store, how_many: usize) -> anyhow::Result<Vec<EntityId>> {
    let made = store
        .write(move |write| Ok::<_, StoreError>((0..how_many).map(|_| write.new_id()).collect::<Vec<_>>()))?;
    Ok(made.value)
}

/// A clinic and one EHR system that went live on this day.
///
/// # Errors
/// The store's.
pub(crate) fn found(store: &Store, go_live: Day) -> anyhow::Result<()> {
    let ids = new_ids(store, 2)?;
    let clinic = Change::of(Kind::Clinic, ids[0]).with("name", "Measured clinic").with("time_zone", ZONE);
    let system = Change::of(Kind::System, ids[1])
        .with("key", "marlet")
        .with("name", "Marlet")
        .with("vendor", "Marlet Systems")
        .with("go_live", go_live);
    write(store, vec![clinic, system])
}

/// Adds people and returns who they are.
///
/// # Errors
/// The store's.
pub(crate) fn people(store: &Store, how_many: usize) -> anyhow::Result<Vec<EntityId>> {
    let ids = new_ids(store, how_many)?;
    let person = |(nth, id): (usize, &EntityId)| {
        Change::of(Kind::Person, *id)
            .with("key", format!("p{nth}"))
            .with("name", format!("Person {nth}"))
            .with("role", "nurse")
    };
    fill(store, ids.iter().enumerate().map(person))?;
    Ok(ids)
}

/// Title of the `nth` item: a few words of a vocabulary large enough for an index to work on.
pub(crate) fn title(nth: usize) -> String {
    const WORDS: [&str; 16] = [
        "refill", "fax", "inbox", "order", "referral", "template", "printer", "schedule", "label", "route",
        "result", "sign", "queue", "visit", "form", "portal",
    ];
    let drawn = scrambled(nth as u64);
    let word = |at: u32| WORDS[usize::try_from(drawn >> (at * 4) & 15).unwrap_or_default()];
    format!("{} {} to {} by hand {nth}", word(0), word(1), word(2))
}

/// Adds requests, each with its first state, owned by nobody, and returns them in order.
///
/// # Errors
/// The store's.
pub(crate) fn requests(store: &Store, how_many: usize, at_ms: i64) -> anyhow::Result<Vec<EntityId>> {
    let ids = new_ids(store, 2 * how_many)?;
    let changes = ids.chunks_exact(2).enumerate().flat_map(|(nth, pair)| {
        let request = Change::of(Kind::Request, pair[0])
            .with("key", format!("R{nth}"))
            .with("title", title(nth))
            .with("kind", RequestKind::Workflow.word());
        let state = Change::of(Kind::RequestState, pair[1])
            .with("request", pair[0])
            .with("at", Value::Instant(at_ms))
            .with("state", "new");
        [request, state]
    });
    fill(store, changes)?;
    Ok(ids.chunks_exact(2).map(|pair| pair[0]).collect())
}

/// An instant, UTC ms, at which the requests of a measured clinic were opened.
const OPENED_MS: i64 = 1_790_000_000_000;

/// A closed database of this name with so many open requests, written back whole.
///
/// # Errors
/// The store's.
pub(crate) fn file_of_requests(workshop: &Workshop, name: &str, how_many: usize) -> anyhow::Result<PathBuf> {
    let store = workshop.store(name)?;
    found(&store, day(2024, 1, 8)?)?;
    requests(&store, how_many, OPENED_MS)?;
    wal_index::settle(store.path())?;
    Ok(store.path().to_owned())
}

/// Adds workarounds that began on this day, and returns them in order.
///
/// # Errors
/// The store's.
pub(crate) fn workarounds(store: &Store, how_many: usize, started: Day) -> anyhow::Result<Vec<EntityId>> {
    let ids = new_ids(store, how_many)?;
    let change = |(nth, id): (usize, &EntityId)| {
        Change::of(Kind::Workaround, *id)
            .with("key", format!("W{nth}"))
            .with("title", title(nth))
            .with("break", Break::ALL[nth % Break::ALL.len()].word())
            .with("started", started)
    };
    fill(store, ids.iter().enumerate().map(change))?;
    Ok(ids)
}
