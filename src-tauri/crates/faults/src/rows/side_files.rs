//! Row 5: a restore beside whatever may lie there is right or refused, and what it replaced is kept.

use std::collections::BTreeMap;
use std::path::Path;

use keepalive_api::SystemWorld;
use keepalive_store::{Store, Watch};

use crate::clinic::{self, Seen};
use crate::plan::{Plan, Standing};
use crate::table::{Case, Run};

/// What is restored over.
const PRESENT: [&str; 3] = ["a good database", "a damaged database", "no database"];

/// What lies beside it.
const BESIDE: [&str; 5] =
    ["nothing", "another database's WAL", "its WAL and -shm", "a WAL of noise", "a journal of noise"];

/// What is restored.
const COPIES: [&str; 6] = [
    "a good copy",
    "a copy of an older version",
    "a newer version's",
    "another program's",
    "noise",
    "half a copy",
];

/// The files the cases are made of.
struct Parts {
    good: Vec<u8>,
    older: Vec<u8>,
    newer: Vec<u8>,
    foreign: Vec<u8>,
    /// A WAL and -shm of another clinic.
    side: [Vec<u8>; 2],
    seen: Seen,
}

/// Tries every copy over every database beside everything.
pub(super) fn run(_: &Run) -> anyhow::Result<Vec<Case>> {
    let parts = Parts::made()?;
    let mut case = Case::new(5, "restore: 3 databases × 5 kinds of side files × 6 copies");
    for present in PRESENT {
        for beside in BESIDE {
            for copy in COPIES {
                let outcome = restore(&parts, present, beside, copy)?;
                case.count(outcome.map_err(|why| format!("{copy} over {present} beside {beside}: {why}")));
            }
        }
    }
    Ok(vec![case.noting("right, or refused with every file untouched; what was replaced is kept")])
}

impl Parts {
    fn made() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let at = |name: &str| folder.path().join(name);
        let app = clinic::begin(&at("good.db"))?;
        let plan = Plan { seed: 5, copies: false };
        let mut standing = Standing::default();
        for n in 0..8 {
            plan.run(n, &standing, &app, folder.path())?;
            standing = plan.after(n, standing, None);
        }
        drop(app);
        let changed = |name: &str, sql: &str| -> anyhow::Result<Vec<u8>> {
            std::fs::copy(at("good.db"), at(name))?;
            let conn = rusqlite::Connection::open(at(name))?;
            conn.execute_batch(sql)?;
            drop(conn);
            Ok(std::fs::read(at(name))?)
        };
        let older = changed("older.db", "UPDATE meta SET value = '0-old' WHERE key = 'derived'")?;
        let newer = changed("newer.db", "PRAGMA user_version = 999")?;
        let foreign = at("foreign.db");
        rusqlite::Connection::open(&foreign)?
            .execute_batch("CREATE TABLE photo (id); INSERT INTO photo VALUES (1)")?;
        // The side files of a clinic that is open, as a crash would leave them.
        let other = clinic::begin(&at("other.db"))?;
        let side = [std::fs::read(at("other.db-wal"))?, std::fs::read(at("other.db-shm"))?];
        drop(other);
        let (good, foreign) = (std::fs::read(at("good.db"))?, std::fs::read(foreign)?);
        Ok(Self { good, older, newer, foreign, side, seen: standing.seen })
    }
}

fn noise(length: usize) -> Vec<u8> {
    let mut chance = fastrand::Rng::with_seed(5);
    (0..length).map(|_| chance.u8(..)).collect()
}

fn restore(parts: &Parts, present: &str, beside: &str, copy: &str) -> anyhow::Result<Result<(), String>> {
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("clinic.db");
    let write =
        |ending: &str, bytes: &[u8]| std::fs::write(folder.path().join(format!("clinic.db{ending}")), bytes);
    let was = match present {
        "a good database" => parts.good.clone(),
        "a damaged database" => [&parts.good[..8_192], &noise(20_000)].concat(),
        _ => Vec::new(),
    };
    if present != "no database" {
        write("", &was)?;
    }
    match beside {
        "another database's WAL" => write("-wal", &parts.side[0])?,
        "its WAL and -shm" => {
            write("-wal", &parts.side[0])?;
            write("-shm", &parts.side[1])?;
        }
        "a WAL of noise" => write("-wal", &noise(9_000))?,
        "a journal of noise" => write("-journal", &noise(9_000))?,
        _ => {}
    }
    let source = folder.path().join("copies");
    std::fs::create_dir(&source)?;
    let source = source.join("copy.db");
    let bytes = match copy {
        "a good copy" => parts.good.clone(),
        "a copy of an older version" => parts.older.clone(),
        "a newer version's" => parts.newer.clone(),
        "another program's" => parts.foreign.clone(),
        "noise" => noise(30_000),
        _ => parts.good[..parts.good.len() / 2].to_vec(),
    };
    std::fs::write(&source, bytes)?;
    let before = files(folder.path())?;
    let restored = Store::restore_closed(&database, &source, &SystemWorld::default(), &Watch::default());
    let may_be = matches!(copy, "a good copy" | "a copy of an older version");
    Ok(match restored {
        Ok(_) if !may_be => Err("it was taken".to_owned()),
        Err(_) if !may_be => {
            let after = files(folder.path())?;
            if after == before {
                Ok(())
            } else {
                Err(format!("refused, and files changed: {:?}", after.keys()))
            }
        }
        Err(error) => Err(format!("refused: {error}")),
        Ok(_) => right(parts, &database, folder.path(), (present != "no database").then_some(&was)),
    })
}

/// The restored database is what the copy held, sound, and what it replaced is still there.
fn right(parts: &Parts, database: &Path, folder: &Path, was: Option<&Vec<u8>>) -> Result<(), String> {
    let kept = files(folder).map_err(|error| error.to_string())?;
    if was.is_some_and(|was| !kept.values().any(|bytes| bytes == was)) {
        return Err("what was replaced is not kept".to_owned());
    }
    let app = clinic::open(database).map_err(|error| format!("does not open: {error:?}"))?;
    let seen = clinic::look(&app).map_err(|error| error.to_string())?;
    if seen != parts.seen {
        return Err(format!("{seen:?} instead of {:?}", parts.seen));
    }
    clinic::sound(&app)
}

/// The files of a folder, by name; the lock beside the database says nothing.
fn files(folder: &Path) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_file() && !name.ends_with(".lock") {
            files.insert(name, std::fs::read(entry.path())?);
        }
    }
    Ok(files)
}
