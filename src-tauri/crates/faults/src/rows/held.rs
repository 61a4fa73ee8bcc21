//! Row 9: a file that another program holds for a moment is waited for; one that it keeps is named.

use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::anyhow;
use fastrand::Rng;
use keepalive_api::App;
use rusqlite::Connection;
use serde_json::json;

use crate::clinic;
use crate::table::{Case, Run, Scale};

/// The longest that the file is held for a moment, in milliseconds.
const MOMENT_MS: u64 = 1_500;

/// Longer than anything is waited for.
const FOR_GOOD: Duration = Duration::from_secs(13);

/// How long is waited at most, with some time to say so.
const GIVEN_UP_AFTER: Duration = Duration::from_secs(12);

/// Holds the database's file against a save.
pub(super) fn run(run: &Run) -> anyhow::Result<Vec<Case>> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("clinic.db");
    let app = clinic::begin(&file)?;
    let mut moment = Case::new(9, "the database held by another program for a moment, in a save");
    let mut chance = Rng::with_seed(9);
    for n in 0..run.scale.of(2, 100) {
        let held = Duration::from_millis(chance.u64(20..MOMENT_MS));
        moment.count(while_held(&file, held, || saved(&app, n))?);
    }
    let mut kept = Case::new(9, "the database held for good: given up in time, and said why");
    match run.scale {
        Scale::Small => kept.note = "not run here: it takes 13 s; --large does it".to_owned(),
        Scale::Large(_) => {
            let begun = Instant::now();
            kept.count(while_held(&file, FOR_GOOD, || match saved(&app, u64::MAX) {
                Err(why) if why.contains("in_use") && begun.elapsed() < GIVEN_UP_AFTER => Ok(()),
                other => Err(format!("after {:?}: {other:?}", begun.elapsed())),
            })?);
        }
    }
    let scanner = Case::not_here(
        9,
        "a file that is opened or renamed, held by a virus scanner",
        "only Windows refuses that; store/src/patience.rs holds how long it is tried again",
    );
    Ok(vec![moment, kept, scanner])
}

/// Does something while another connection keeps everybody else from writing.
fn while_held(
    file: &Path,
    held: Duration,
    act: impl FnOnce() -> Result<(), String>,
) -> anyhow::Result<Result<(), String>> {
    let other = Connection::open(file)?;
    let (begun, is_held) = mpsc::channel();
    thread::scope(|scope| {
        let holder = scope.spawn(move || -> rusqlite::Result<()> {
            other.busy_timeout(FOR_GOOD)?;
            other.execute_batch("BEGIN EXCLUSIVE")?;
            if begun.send(()).is_ok() {
                thread::sleep(held);
            }
            other.execute_batch("COMMIT")
        });
        is_held.recv()?;
        let outcome = act();
        holder.join().map_err(|_| anyhow!("the holder panicked"))??;
        Ok(outcome)
    })
}

/// Saves a request, and looks whether it is there.
fn saved(app: &App, n: u64) -> Result<(), String> {
    let set = json!({ "title": format!("held{n} {n}"), "kind": "workflow" });
    clinic::call(app, "save", json!({ "kind": "request", "set": set }))
        .map_err(|error| format!("{error:?}"))?;
    let seen = clinic::look(app).map_err(|error| error.to_string())?;
    if seen.requests.contains_key(&format!("held{n}")) { Ok(()) } else { Err("it is not there".to_owned()) }
}
