//! P12: memory of all processes, against an empty window of the same toolkit.

use std::thread;
use std::time::Duration;

use super::{Programs, Running};
use crate::figures::series::Million;
use crate::figures::{Outcome, Ratio};
use crate::pairs::Pairs;
use crate::workshop::Workshop;

/// Until the second window is there and caches are filled.
const SETTLES: Duration = Duration::from_secs(4);

/// Measures it: proportional set sizes in MB, where this system tells them.
pub(crate) fn measure(workshop: &Workshop) -> anyhow::Result<Vec<Outcome>> {
    let skipped = |why: String| Ok(vec![Outcome::Skipped { figure: "P12", why }]);
    if !cfg!(target_os = "linux") {
        return skipped("proportional set sizes are told by Linux only".to_owned());
    }
    let programs = match Programs::beside()? {
        Ok(programs) => programs,
        Err(why) => return skipped(why),
    };
    let database = Million::made(workshop)?.close();
    let data = workshop.path("app-data");
    let arguments = ["--data-dir".as_ref(), data.as_os_str(), "--db".as_ref(), database.as_os_str()];
    let mut pairs = Pairs::default();
    for nth in 0..=workshop.pairs {
        let app = || used_mb(&Running::start(&programs.app, &arguments, workshop)?);
        let empty = || used_mb(&Running::start(&programs.empty, &[], workshop)?);
        let (ours, peer) = if nth % 2 == 0 {
            let ours = app()?;
            (ours, empty()?)
        } else {
            let peer = empty()?;
            (app()?, peer)
        };
        if nth > 0 {
            pairs.push_ms(ours, peer);
        }
    }
    Ok(vec![Outcome::Measured(Ratio {
        figure: "P12",
        ours: "memory of all processes in MB (not ms), 1,000,000 occurrences".to_owned(),
        peer: "an empty Tauri window, in MB".to_owned(),
        target: Some(1.08),
        pairs,
    })])
}

/// What a program and everything it started have in memory, in MB; what they share with others counts in part.
fn used_mb(running: &Running) -> anyhow::Result<f64> {
    thread::sleep(SETTLES);
    let mut family = vec![running.process()];
    let mut at = 0;
    while let Some(parent) = family.get(at).copied() {
        family.extend(children(parent)?);
        at += 1;
    }
    Ok(family.iter().filter_map(|process| proportional_kb(*process)).sum::<f64>() / 1024.0)
}

/// Of all threads of a process.
fn children(process: u32) -> anyhow::Result<Vec<u32>> {
    let mut children = Vec::new();
    let Ok(threads) = std::fs::read_dir(format!("/proc/{process}/task")) else { return Ok(children) };
    for thread in threads {
        // A thread that ended meanwhile has none.
        let list = std::fs::read_to_string(thread?.path().join("children")).unwrap_or_default();
        children.extend(list.split_whitespace().filter_map(|word| word.parse::<u32>().ok()));
    }
    Ok(children)
}

/// `None` of a process that ended meanwhile.
fn proportional_kb(process: u32) -> Option<f64> {
    let text = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
