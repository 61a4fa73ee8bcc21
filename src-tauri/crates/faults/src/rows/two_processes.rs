//! Row 7: two processes at one file at once write everything once.

use std::process::{Child, Command, Stdio};

use anyhow::Context as _;

use crate::clinic;
use crate::table::{Case, Run};

/// Acts each of the two does.
const ACTS_EACH: u64 = 5;

/// Lets two processes begin at the same moment, on a fresh file and on one that is there.
pub(super) fn run(run: &Run) -> anyhow::Result<Vec<Case>> {
    let mut fresh = Case::new(7, "two processes make one new file");
    let mut there = Case::new(7, "two processes write into one file");
    for round in 0..run.scale.of(3, 150) {
        fresh.count(race(run, round, false)?);
        there.count(race(run, round, true)?);
    }
    Ok(vec![
        fresh.noting("one may be told that the file is in use"),
        there,
        Case::not_here(7, "a second window", "it needs a desktop; the story starts the app twice"),
    ])
}

fn race(run: &Run, round: u64, made: bool) -> anyhow::Result<Result<(), String>> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("clinic.db");
    if made {
        drop(clinic::begin(&file)?);
    }
    let racer = |who: &str| -> anyhow::Result<Child> {
        Ok(Command::new(&run.program)
            .args(["racer", who, &ACTS_EACH.to_string()])
            .arg(&file)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?)
    };
    let (first, second) = (racer("a")?, racer("b")?);
    let mut acknowledged = Vec::new();
    for racer in [first, second] {
        let out = racer.wait_with_output()?;
        let text = String::from_utf8(out.stdout)?;
        acknowledged.extend(text.lines().filter_map(|line| line.strip_prefix("ack ")).map(str::to_owned));
        let complaint = String::from_utf8_lossy(&out.stderr).into_owned();
        if !out.status.success() && (made || !complaint.contains("in use by another Keepalive")) {
            return Ok(Err(format!("round {round}: a racer failed: {complaint}")));
        }
    }
    acknowledged.sort();
    let app = clinic::open(&file).context("the file both wrote")?;
    let seen = clinic::look(&app)?;
    let written: Vec<_> = seen.requests.keys().cloned().collect();
    if written != acknowledged {
        return Ok(Err(format!("round {round}: {written:?} instead of {acknowledged:?}")));
    }
    Ok(clinic::sound(&app))
}
