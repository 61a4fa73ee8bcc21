//! Rows 11, 12 and 15: files of any bytes are refused with a reason or read, formulas come back as they were and would not
//! have run, and no name in an archive leads elsewhere. The same harness runs small in `exchange/tests/hostile_files.rs`.

#[path = "../../../exchange/tests/faults/mod.rs"]
mod hostile;

use std::path::Path;
use std::process::Command;

use anyhow::Context as _;

use crate::table::{Case, Run};

/// Where chance begins in rows 11 and 12.
const SEEDS: (u64, u64) = (11, 12);

/// How much a process may grow while it reads the largest file.
const MOST_GROWTH_MB: u64 = 64;

/// What the largest crafted archive unpacks to: more than is ever unpacked.
const BOMB_BYTES: u64 = (2 << 30) + 1;

/// Malformed files, many and small and one that is large.
pub(super) fn malformed(run: &Run) -> anyhow::Result<Vec<Case>> {
    let folder = tempfile::tempdir()?;
    let count = run.scale.of(300, 50_000);
    let many = match hostile::malformed::files(count, SEEDS.0, folder.path()) {
        Ok((read, refused)) => Case { run: read, ..Case::new(11, "malformed CSV and XLSX") }
            .noting(format!("{refused} refused; preview and import agree")),
        Err(why) => wrong(11, "malformed CSV and XLSX", why),
    };
    Ok(vec![many, large(run, folder.path())?])
}

/// One large file, read by a process of its own: how much that grew is not hidden by what this one has held before.
fn large(run: &Run, folder: &Path) -> anyhow::Result<Case> {
    let bytes = match run.scale {
        crate::table::Scale::Small => 8 << 20,
        crate::table::Scale::Large(_) => 1 << 30,
    };
    let file = folder.join("large.csv");
    hostile::memory::write_large(&file, bytes)?;
    let out = Command::new(&run.program).arg("reader").arg(&file).output()?;
    let said = String::from_utf8(out.stdout)?;
    let what = format!("one malformed file of {} MiB", bytes >> 20);
    let mut case = Case::new(11, &what);
    case.count(match (out.status.success(), said.split(' ').nth(2).map(|mb| mb.trim().parse::<u64>())) {
        (true, Some(Ok(grown))) if grown <= MOST_GROWTH_MB => Ok(()),
        // Where the system does not tell, nothing is claimed.
        (true, Some(Err(_))) => Ok(()),
        _ => Err(format!("{said} {}", String::from_utf8_lossy(&out.stderr))),
    });
    Ok(case.noting(format!("rows, refused, grown by MB: {}", said.trim())))
}

/// What the process says that reads the large file: rows, refused, megabytes it grew by or `unknown`.
///
/// # Errors
/// The file could not be read.
pub fn read_large(file: &Path) -> anyhow::Result<String> {
    let before = peak_bytes();
    let (rows, refused) = hostile::memory::read_large(file).map_err(anyhow::Error::msg)?;
    let grown = peak_bytes().zip(before).map(|(after, before)| after.saturating_sub(before) >> 20);
    Ok(format!("{rows} {refused} {}", grown.map_or_else(|| "unknown".to_owned(), |mb| mb.to_string())))
}

/// The most memory this process has held so far, where the system tells.
fn peak_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes << 10)
}

/// Formulas, out and in again.
pub(super) fn formulas(run: &Run) -> anyhow::Result<Vec<Case>> {
    let what = "formula injection, out and back";
    let count = run.scale.of(3_000, 1_000_000);
    Ok(vec![match hostile::formulas::round_trips(count, SEEDS.1) {
        Ok(done) => Case { run: done, ..Case::new(12, what) }
            .noting("all came back as they were, none would have run"),
        Err(why) => wrong(12, what, why),
    }])
}

/// Names and archives that lead elsewhere.
pub(super) fn paths(run: &Run) -> anyhow::Result<Vec<Case>> {
    let folder = tempfile::tempdir().context("a folder for archives")?;
    let (names, archives) =
        ("names that lead elsewhere", "links, entries that stand twice, crowds, what unpacks without end");
    let bomb = match run.scale {
        crate::table::Scale::Small => 0,
        crate::table::Scale::Large(_) => BOMB_BYTES,
    };
    Ok(vec![
        refused(names, hostile::paths::refused(folder.path())),
        refused(archives, hostile::paths::crafted(folder.path(), bomb)),
    ])
}

fn refused(what: &str, outcome: Result<u64, String>) -> Case {
    match outcome {
        Ok(count) => Case { run: count, ..Case::new(15, what) }.noting("all refused whole"),
        Err(why) => wrong(15, what, why),
    }
}

fn wrong(row: u8, what: &str, why: String) -> Case {
    let mut case = Case::new(row, what);
    case.count(Err(why));
    case
}
