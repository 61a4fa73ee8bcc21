//! S4: what a desk that shares works while nothing is written anywhere.

use std::fs;

use serde_json::json;

use super::desks::{acts, desk, found, meet, shared_folder};
use super::number;
use crate::figures::{Outcome, Ratio};
use crate::pairs::Pairs;
use crate::workshop::Workshop;

/// Ops of the record.
const OPS: usize = 20_000;

/// Meetings in a pair: one is too short to be measured alone.
const MEETINGS: u64 = 50;

/// Half a percent of one core (docs/sharing.md's design) over the 30 s from one meeting to the next.
const LIMIT_MS: f64 = 150.0;

/// Nanoseconds in a millisecond.
const NS_PER_MS: f64 = 1e6;

/// Measures it: the time on a core that this thread takes for a meeting in which nothing travels.
pub(crate) fn measure(workshop: &Workshop) -> anyhow::Result<Vec<Outcome>> {
    if !cfg!(target_os = "linux") {
        let why = "the time that a thread takes is told by Linux only".to_owned();
        return Ok(vec![Outcome::Skipped { figure: "S4", why }]);
    }
    let app = desk(workshop, "rests")?;
    found(&app)?;
    app.with_store(|store| acts(store, OPS))?;
    let folder = shared_folder(workshop, "at-rest")?;
    app.call_host("sharing_begin", json!({ "path": folder }))?;
    meet(&app)?;
    let mut pairs = Pairs::default();
    for round in 0..=workshop.pairs {
        let before = thread_ms()?;
        for _ in 0..MEETINGS {
            meet(&app)?;
        }
        if round > 0 {
            pairs.push_ms((thread_ms()? - before) / number(MEETINGS), LIMIT_MS);
        }
    }
    Ok(vec![Outcome::Measured(Ratio {
        figure: "S4",
        ours: format!("time on a core of a meeting with nothing new, {OPS} acts, over a folder"),
        peer: "150 ms: 0.5 % of the 30 s until the next".to_owned(),
        target: Some(1.0),
        pairs,
    })])
}

/// How long this thread has run on a core, in ms. What the writer's own thread does is not in it: it has nothing to write.
fn thread_ms() -> anyhow::Result<f64> {
    let stat = fs::read_to_string("/proc/thread-self/schedstat")?;
    let ran: u64 = anyhow::Context::context(stat.split_whitespace().next(), "no time in it")?.parse()?;
    Ok(number(ran) / NS_PER_MS)
}
