//! P10: a copy of the open database that is checked before it counts, against SQLite's own backup and check.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::ensure;
use keepalive_store::{Store, Watch};
use rusqlite::{Connection, OpenFlags, backup::Backup};

use super::{Outcome, Ratio};
use crate::clinic;
use crate::pairs::{Timed, interleave, timed};
use crate::wal_index;
use crate::workshop::{self, Workshop};

/// Requests of the clinic, each with a first state.
const REQUESTS: usize = 120_000;

/// An instant, UTC ms.
const OPENED_MS: i64 = 1_790_000_000_000;

/// Measures it.
pub(crate) fn measure(workshop: &Workshop) -> anyhow::Result<Vec<Outcome>> {
    let store = workshop.store("kept.db")?;
    clinic::found(&store, clinic::day(2024, 1, 8)?)?;
    clinic::requests(&store, REQUESTS, OPENED_MS)?;
    wal_index::settle(store.path())?;
    let folder = workshop.path("copies");
    let pairs = interleave(
        workshop.pairs,
        &mut |_| {
            let copy = timed(|| Ok(store.backup_to(&folder, &Watch::default())?))?;
            Ok(Timed { value: digest_and_gone(&copy.value.path)?, took: copy.took })
        },
        &mut |nth| {
            let path = workshop.path(&format!("peer-{nth}.db"));
            let took = timed(|| back_up(store.path(), &path))?.took;
            Ok(Timed { value: digest_and_gone(&path)?, took })
        },
        |ours, peer| if ours == peer { Ok(()) } else { Err("other records".to_owned()) },
    )?;
    prove(&store, &folder)?;
    Ok(vec![Outcome::Measured(Ratio {
        figure: "P10",
        ours: "verified copy of the open database".to_owned(),
        peer: "SQLite's online backup, quick_check and sync".to_owned(),
        target: Some(1.0),
        pairs,
    })])
}

/// What the `sqlite3` shell does for `.backup`, then its check, then what makes the file durable.
fn back_up(database: &Path, copy: &Path) -> anyhow::Result<()> {
    let source = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut target = Connection::open(copy)?;
    // All pages at one go: nobody writes meanwhile, and pauses would only slow the peer.
    Backup::new(&source, &mut target)?.run_to_completion(i32::MAX, Duration::ZERO, None)?;
    let check: String = target.query_row("PRAGMA quick_check", [], |row| row.get(0))?;
    ensure!(check == "ok", "the peer's copy: {check}");
    drop(target);
    Ok(std::fs::File::options().write(true).open(copy)?.sync_all()?)
}

/// The state digest of a copy, which is then removed.
fn digest_and_gone(copy: &Path) -> anyhow::Result<String> {
    let digest = workshop::open(copy)?.digest()?;
    for ending in ["", "-wal", "-shm", "-lock", ".lock"] {
        let file = PathBuf::from(format!("{}{ending}", copy.display()));
        if file.exists() {
            std::fs::remove_file(file)?;
        }
    }
    Ok(digest)
}

/// A copy is the record itself, not only the peer's equal.
fn prove(store: &Store, folder: &Path) -> anyhow::Result<()> {
    let copy = store.backup_to(folder, &Watch::default())?.path;
    ensure!(digest_and_gone(&copy)? == store.digest()?, "the copy holds another record");
    Ok(())
}
