//! Desks of a clinic, as the app opens them, and records of any length.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use keepalive_api::{App, SystemWorld};
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_store::{OpenOptions, Store, StoreError};
use serde_json::{Value as Json, json};

use crate::clinic;
use crate::workshop::Workshop;

/// Acts written in one transaction while a record is filled.
const ACTS_PER_WRITE: usize = 1_000;

/// Every so many acts somebody notes a new workaround; the others note that it happened again.
const NEW_EVERY: usize = 5;

/// An instant, UTC ms, at which it happened.
const AT_MS: i64 = 1_790_000_000_000;

/// A desk with a folder of its own, which holds no record yet.
///
/// # Errors
/// The folder or the database cannot be made.
pub(super) fn desk(workshop: &Workshop, name: &str) -> anyhow::Result<Arc<App>> {
    let folder = workshop.path(name);
    fs::create_dir(&folder)?;
    let options = OpenOptions { any_place: true, ..OpenOptions::default() };
    Ok(Arc::new(App::open_with(&folder.join("keepalive.db"), Arc::new(SystemWorld::default()), options)?))
}

/// Begins a clinic at a desk.
///
/// # Errors
/// The command's.
pub(super) fn found(app: &App) -> anyhow::Result<()> {
    let answers = json!({
        "clinic": "Measured clinic", "ehr": "Marlet", "vendor": "Marlet Systems", "go_live": "2024-01-08",
        "time_zone": clinic::ZONE,
    });
    app.call("first_run", answers)?;
    Ok(())
}

/// A folder that all desks see.
///
/// # Errors
/// It cannot be made.
pub(super) fn shared_folder(workshop: &Workshop, name: &str) -> anyhow::Result<PathBuf> {
    let folder = workshop.path(name);
    fs::create_dir(&folder)?;
    Ok(folder)
}

/// Writes down what Enter in quick capture does.
///
/// # Errors
/// The command's.
pub(super) fn capture(app: &App, nth: usize) -> anyhow::Result<String> {
    let title = clinic::title(nth);
    // Without its number at the end, which may look like a patient's.
    let title = title.rsplit_once(' ').map_or(title.as_str(), |(words, _)| words).to_owned();
    app.call("capture_save", json!({ "text": format!("{title} 5m") }))?;
    Ok(title)
}

/// Meets the others once, and wants it to go well.
///
/// # Errors
/// The meeting failed, or left something waiting.
pub(super) fn meet(app: &App) -> anyhow::Result<()> {
    let view = app.call("sharing_now", Json::Null)?;
    anyhow::ensure!(view["trouble"].is_null(), "a meeting failed: {}", view["trouble"]);
    anyhow::ensure!(view["waiting"] == 0, "something waits after a meeting: {}", view["waiting"]);
    Ok(())
}

/// How many ops a desk holds.
///
/// # Errors
/// The store's.
pub(super) fn ops(app: &App) -> anyhow::Result<u64> {
    Ok(app.with_store(Store::ops)?)
}

/// Writes so many acts, each an op of its own, as a clinic writes them over the years.
///
/// # Errors
/// The store's.
pub(super) fn acts(store: &Store, how_many: usize) -> anyhow::Result<()> {
    acts_at(store, 0..how_many, None)
}

/// The same for the acts of these numbers; what happened again happened to this person.
///
/// # Errors
/// The store's.
pub(super) fn acts_at(store: &Store, numbers: Range<usize>, by: Option<EntityId>) -> anyhow::Result<()> {
    let mut about: Option<EntityId> = None;
    let started = clinic::day(2024, 1, 8)?;
    for first in numbers.clone().step_by(ACTS_PER_WRITE) {
        let last = numbers.end.min(first + ACTS_PER_WRITE);
        let written = store.write(move |write| {
            let mut about = about;
            for nth in first..last {
                let change = match about.filter(|_| !nth.is_multiple_of(NEW_EVERY)) {
                    Some(workaround) => Change::of(Kind::Occurrence, write.new_id())
                        .with("workaround", workaround)
                        .with("at", Value::Instant(AT_MS))
                        .with("minutes", Value::Real(5.0))
                        .with("count", Value::Int(1))
                        .with("person", by),
                    None => {
                        let workaround = write.new_id();
                        about = Some(workaround);
                        Change::of(Kind::Workaround, workaround)
                            .with("key", format!("W{nth}"))
                            .with("title", clinic::title(nth))
                            .with("break", "drift")
                            .with("started", started)
                    }
                };
                write.record(clinic::draft(vec![change]))?;
            }
            Ok::<_, StoreError>(about)
        })?;
        about = written.value;
    }
    Ok(())
}

/// How many bytes lie in a folder and below it.
///
/// # Errors
/// It cannot be read.
pub(super) fn bytes_below(folder: &Path) -> anyhow::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        let about = entry.metadata()?;
        bytes += if about.is_dir() { bytes_below(&entry.path())? } else { about.len() };
    }
    Ok(bytes)
}
