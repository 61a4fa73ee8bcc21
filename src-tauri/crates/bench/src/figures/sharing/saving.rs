//! S1: Enter in quick capture at a desk that shares, against one that does not.

use std::thread;
use std::time::Duration;

use keepalive_api::App;
use serde_json::json;

use super::desks::{capture, desk, found, meet, ops, shared_folder};
use crate::durations::{milliseconds, quantile};
use crate::figures::{Outcome, Ratio};
use crate::pairs::{Pairs, timed};
use crate::workshop::Workshop;

/// Entries in a round; each round gives one ratio of its median and one of its 99th percentile.
const ENTRIES_PER_ROUND: usize = 200;

/// Nobody presses Enter again sooner.
const PAUSE: Duration = Duration::from_millis(15);

/// What the 99th percentile of a save may take (docs/sharing.md's design: save p99 < 20 ms).
const LIMIT_MS: f64 = 20.0;

/// What the other desk of the pair may be slower by: as in P7.
const MOST_SLOWER: f64 = 1.2;

/// Measures it. A round takes longer than the two seconds after which a desk that shares meets the others, so that
/// meetings go on while it is typed.
pub(crate) fn measure(workshop: &Workshop) -> anyhow::Result<Vec<Outcome>> {
    let (on, off) = (desk(workshop, "shares")?, desk(workshop, "alone")?);
    found(&on)?;
    found(&off)?;
    let folder = shared_folder(workshop, "saving")?;
    on.call_host("sharing_begin", json!({ "path": folder }))?;
    on.share_in_background();

    let (mut p50, mut p99, mut limit) = (Pairs::default(), Pairs::default(), Pairs::default());
    for round in 0..=workshop.pairs {
        let (mut on_ms, mut off_ms) = (Vec::new(), Vec::new());
        for entry in 0..ENTRIES_PER_ROUND {
            let nth = round * ENTRIES_PER_ROUND + entry;
            if entry.is_multiple_of(2) {
                on_ms.push(took_ms(&on, nth)?);
                off_ms.push(took_ms(&off, nth)?);
            } else {
                off_ms.push(took_ms(&off, nth)?);
                on_ms.push(took_ms(&on, nth)?);
            }
            thread::sleep(PAUSE);
        }
        // The first round warms up.
        if round > 0 {
            let of = |values: &[f64], share: f64| quantile(values, share).unwrap_or(f64::NAN);
            p50.push_ms(of(&on_ms, 0.5), of(&off_ms, 0.5));
            p99.push_ms(of(&on_ms, 0.99), of(&off_ms, 0.99));
            limit.push_ms(of(&on_ms, 0.99), LIMIT_MS);
        }
    }
    meet(&on)?;
    let (here, there) = (ops(&on)?, ops(&off)?);
    anyhow::ensure!(here == there, "{here} acts at the desk that shares, {there} at the other");
    let row = |share: &str, peer: &str, target, pairs| {
        let ours = format!("quick capture, sharing on, {share} of {ENTRIES_PER_ROUND} entries");
        Outcome::Measured(Ratio { figure: "S1", ours, peer: peer.to_owned(), target, pairs })
    };
    Ok(vec![
        row("p50", "the same, sharing off, p50", None, p50),
        row("p99", "the same, sharing off, p99", Some(MOST_SLOWER), p99),
        row("p99", "20 ms", Some(1.0), limit),
    ])
}

fn took_ms(app: &App, nth: usize) -> anyhow::Result<f64> {
    Ok(milliseconds(timed(|| capture(app, nth))?.took))
}
