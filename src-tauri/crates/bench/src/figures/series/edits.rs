//! Ten thousand edits, imports and undos, mixed as a year of use mixes them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::ensure;
use keepalive_api::ErrorCode;
use keepalive_api::types::{AgainInput, ImportInput, Nothing, SaveInput, UndoInput};
use serde_json::{Value as Json, json};

use super::million::Million;
use crate::workshop::Workshop;

/// How many acts.
const ACTS: usize = 10_000;

/// Every so many acts a file is imported instead; every third one is taken back.
const IMPORT_EVERY: usize = 500;

/// Rows of such a file.
const ROWS_IMPORTED: usize = 200;

/// Every so many acts the served series is held against the recomputed one.
const PROVE_EVERY: usize = 1_000;

/// Does them.
pub(super) fn mixed(workshop: &Workshop, million: &Million) -> anyhow::Result<()> {
    for nth in 1..=ACTS {
        if nth % IMPORT_EVERY == 0 {
            import(workshop, million, nth / IMPORT_EVERY)?;
        } else {
            edit(million, nth)?;
        }
        if nth % PROVE_EVERY == 0 {
            super::prove_bit_equal(million)?;
        }
    }
    Ok(())
}

fn edit(million: &Million, nth: usize) -> anyhow::Result<()> {
    let app = &million.app;
    let workaround = million.workarounds[nth * 7 % million.workarounds.len()];
    let again = AgainInput { id: workaround.into(), minutes: Some(4.0), count: Some(1), at: None };
    let day = super::yesterday(million.today)?.to_string();
    match nth % 20 {
        0 => drop(app.save(save(
            "estimate",
            [
                ("workaround", json!({ "ref": workaround.to_string() })),
                ("from", json!(day)),
                ("people", json!(3)),
                ("uses_per_person_per_week", json!(5)),
                ("minutes_per_use", json!(4.5)),
                ("basis", json!("guessed")),
            ],
        ))?),
        // What was saved as an estimate just now is taken back half of the time, an occurrence the other.
        1 | 11 => undo(million)?,
        5 => drop(app.save(SaveInput {
            id: Some(workaround.into()),
            ..save(
                "workaround",
                [("break", json!(["drift", "support", "burnout", "reporting"][nth / 20 % 4]))],
            )
        })?),
        6 => drop(app.save(SaveInput {
            id: Some(workaround.into()),
            ..save("workaround", [("safety", json!(nth % 40 == 6))])
        })?),
        7 => drop(app.save(save(
            "event",
            [
                ("key", json!(format!("E{nth}"))),
                ("on", json!(day)),
                ("kind", json!("upgrade")),
                ("title", json!(format!("Upgrade {nth}"))),
            ],
        ))?),
        12 => match app.redo(Nothing {}) {
            Err(error) if error.code != ErrorCode::NothingToUndo => return Err(error.into()),
            _ => {}
        },
        13 => drop(app.again(AgainInput { minutes: None, ..again })?),
        14 => drop(app.again(AgainInput { count: Some(3), minutes: Some(0.1), ..again })?),
        _ => drop(app.again(again)?),
    }
    Ok(())
}

fn save<const N: usize>(kind: &str, set: [(&str, Json); N]) -> SaveInput {
    let set: BTreeMap<String, Json> = set.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    SaveInput { id: None, kind: kind.to_owned(), set, seen: None, why: None, phi_ok: None }
}

fn undo(million: &Million) -> anyhow::Result<()> {
    million.app.undo(UndoInput::default())?;
    Ok(())
}

/// Imports a file of occurrences, and takes every third one back.
fn import(workshop: &Workshop, million: &Million, nth: usize) -> anyhow::Result<()> {
    let folder = workshop.path(&format!("import-{nth}"));
    std::fs::create_dir_all(&folder)?;
    let mut csv = "workaround,at,person,minutes,count\n".to_owned();
    let day = super::yesterday(million.today)?;
    for row in 0..ROWS_IMPORTED {
        let workaround = row % million.workarounds.len();
        writeln!(
            csv,
            "W{workaround},{day}T{:02}:{:02}:{:02}Z,,{},1",
            13 + row % 8,
            nth % 60,
            row % 60,
            2 + nth % 5
        )?;
    }
    std::fs::write(folder.join("occurrences.csv"), csv)?;
    let path = folder.to_string_lossy().into_owned();
    let input = ImportInput { path, rows_are: None, map: None, leave_out: None, take_corrected: None };
    let report = million.app.import_run(input)?;
    ensure!(report.saved.is_some(), "the import was refused: {:?}", report.refused.first());
    if nth.is_multiple_of(3) { undo(million) } else { Ok(()) }
}
