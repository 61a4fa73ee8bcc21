//! P3: a spreadsheet of 120,000 requests is imported with validation, history and search, and taken back.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use anyhow::{Context, ensure};
use keepalive_api::{App, SystemWorld};
use keepalive_store::OpenOptions;
use rusqlite::{Connection, OpenFlags};
use serde_json::json;

use super::{Outcome, Ratio};
use crate::pairs::{Pairs, Timed, interleave, timed};
use crate::plain_database;
use crate::workshop::Workshop;

/// Lines of the file.
const ROWS: usize = 120_000;

/// A word that many titles hold: both indexes must find as many.
const LOOKED_FOR: &str = "refill";

/// The peer takes the file in as it is: every cell is text, nothing is checked, nothing is kept of how it came.
const PEER_TABLE: &str = "CREATE TABLE request (
    number TEXT, title TEXT, owner TEXT, state TEXT, opened TEXT, detail TEXT);
CREATE VIRTUAL TABLE found USING fts5 (number, title, detail, content = 'request');";

/// Measures it.
pub(crate) fn measure(workshop: &Workshop) -> anyhow::Result<Vec<Outcome>> {
    let Some(shell) = plain_database::shell() else {
        return Ok(vec![Outcome::Skipped { figure: "P3", why: "sqlite3 is not installed".to_owned() }]);
    };
    let file = workshop.path("requests.csv");
    write_file(&file)?;
    let undone = std::cell::RefCell::new(Vec::new());
    let imported = interleave(
        workshop.pairs,
        &mut |nth| {
            let (imported, took_back) = ours(workshop, &file, nth)?;
            undone.borrow_mut().push(took_back);
            Ok(imported)
        },
        &mut |nth| peer(workshop, &shell, &file, nth),
        Taken::same,
    )?;
    let mut against_undo = Pairs::default();
    // The first pair warms up.
    for (took_back, (_, peer)) in undone.borrow().iter().skip(1).zip(imported.each_ms()) {
        against_undo.push_ms(*took_back, peer);
    }
    let ratio = |ours: &str, target, pairs| {
        let (ours, peer) = (ours.to_owned(), "sqlite3 shell, .import and FTS5 rebuild".to_owned());
        Outcome::Measured(Ratio { figure: "P3", ours, peer, target: Some(target), pairs })
    };
    Ok(vec![
        ratio("import 120,000 lines, checked, with history and search", 0.8, imported),
        ratio("undo of that import", 0.5, against_undo),
    ])
}

/// What stands after the import.
#[derive(Debug, PartialEq, Eq)]
struct Taken {
    /// Keys and titles, in the order of the file.
    rows: Vec<(String, String)>,
    /// Rows in which [`LOOKED_FOR`] is found.
    found: i64,
}

impl Taken {
    fn same(ours: &Self, peer: &Self) -> Result<(), String> {
        if ours.found != peer.found {
            return Err(format!("\"{LOOKED_FOR}\" is found {} and {} times", ours.found, peer.found));
        }
        match ours.rows.iter().zip(&peer.rows).find(|(ours, peer)| ours != peer) {
            Some((ours, peer)) => Err(format!("{ours:?} and {peer:?}")),
            None if ours.rows.len() != peer.rows.len() => {
                Err(format!("{} and {} rows", ours.rows.len(), peer.rows.len()))
            }
            None => Ok(()),
        }
    }

    fn read(database: &Path, rows: &str, found: &str) -> anyhow::Result<Self> {
        let conn = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let rows = conn
            .prepare(rows)?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Self { rows, found: conn.query_row(found, [LOOKED_FOR], |row| row.get(0))? })
    }
}

/// The file, as a ticket program writes it.
fn write_file(file: &Path) -> anyhow::Result<()> {
    let mut text = String::from("Number,Title,Assigned to,State,Opened,Notes\n");
    let states = ["open", "with vendor", "in progress", "done"];
    for nth in 0..ROWS {
        let (day, month) = (1 + nth % 28, 1 + nth / 28 % 12);
        text.push_str(&format!(
            "INC{nth:07},{},Desk {},{},2025-{month:02}-{day:02},\"Seen at the front desk, line {nth}\"\n",
            crate::clinic::title(nth),
            nth % 40,
            states[nth % states.len()],
        ));
    }
    Ok(std::fs::write(file, text)?)
}

/// A new clinic takes the file in, and takes it back; the milliseconds of the latter beside the import.
fn ours(workshop: &Workshop, file: &Path, nth: usize) -> anyhow::Result<(Timed<Taken>, f64)> {
    let folder = workshop.path(&format!("import-{nth}"));
    let database = folder.join("clinic.db");
    let options = OpenOptions { any_place: true, ..OpenOptions::default() };
    let app = App::open_with(&database, Arc::new(SystemWorld::default()), options)?;
    app.call(
        "first_run",
        json!({ "clinic": "Measured clinic", "ehr": "Marlet", "vendor": "Marlet", "go_live": "2025-01-06",
                "time_zone": crate::clinic::ZONE }),
    )?;
    let input = json!({ "path": file, "rows_are": "requests" });
    let report = timed(|| Ok(app.call_host("import_run", input)?))?;
    ensure!(report.value["saved"].is_object(), "nothing was imported: {}", report.value["refused"]);
    let taken = Taken::read(
        &database,
        "SELECT key, title FROM request WHERE deleted IS NOT 1 ORDER BY key",
        "SELECT count(*) FROM search WHERE search MATCH ?",
    )?;
    let undone = timed(|| Ok(app.call("undo", json!({}))?))?;
    let left = Taken::read(
        &database,
        "SELECT key, title FROM request WHERE deleted IS NOT 1",
        "SELECT count(*) FROM search WHERE search MATCH ?",
    )?;
    ensure!(left.rows.is_empty() && left.found == 0, "{} rows are left after undo", left.rows.len());
    drop(app);
    std::fs::remove_dir_all(&folder)?;
    Ok((Timed { value: taken, took: report.took }, crate::durations::milliseconds(undone.took)))
}

/// One process of the shell, as a script would start it, with what makes the result as durable as ours.
fn peer(workshop: &Workshop, shell: &Path, file: &Path, nth: usize) -> anyhow::Result<Timed<Taken>> {
    let database: PathBuf = workshop.path(&format!("import-plain-{nth}.db"));
    plain_database::open(&database)?.execute_batch(PEER_TABLE)?;
    let quoted = file.to_str().context("a path that is text")?.replace('\\', "/");
    let took = timed(|| {
        let output = Command::new(shell)
            .arg(&database)
            .arg("PRAGMA synchronous = FULL")
            .arg("BEGIN")
            .arg(format!(".import --csv --skip 1 \"{quoted}\" request"))
            .arg("INSERT INTO found (found) VALUES ('rebuild')")
            .arg("COMMIT")
            .output()?;
        ensure!(output.status.success(), "sqlite3: {}", String::from_utf8_lossy(&output.stderr));
        Ok(())
    })?
    .took;
    let value = Taken::read(
        &database,
        "SELECT number, title FROM request ORDER BY number",
        "SELECT count(*) FROM found WHERE found MATCH ?",
    )?;
    for ending in ["", "-wal", "-shm"] {
        let side = PathBuf::from(format!("{}{ending}", database.display()));
        if side.exists() {
            std::fs::remove_file(side)?;
        }
    }
    Ok(Timed { value, took })
}
