//! P11: a page of 100 rows over the border between page and program, against a command that does nothing.

use serde::Deserialize;

use super::Driven;
use crate::clinic;
use crate::figures::{Outcome, Ratio};
use crate::pairs::Pairs;
use crate::workshop::Workshop;

/// Requests of the clinic.
const REQUESTS: usize = 120_000;

/// Calls in a row: the page's clock counts whole milliseconds.
const CALLS: u32 = 50;

/// The most bytes a page of rows may have.
const MOST_BYTES: f64 = 256.0 * 1024.0;

/// What one round took, per call, and the size of the rows as JSON.
#[derive(Deserialize)]
struct Round {
    rows_ms: f64,
    nothing_ms: f64,
    rows: u32,
    bytes: f64,
}

/// Measures it.
pub(crate) fn measure(workshop: &Workshop) -> anyhow::Result<Vec<Outcome>> {
    if let Err(why) = super::Programs::beside()? {
        return Ok(vec![Outcome::Skipped { figure: "P11", why }]);
    }
    let path = clinic::file_of_requests(workshop, "borders.db", REQUESTS)?;
    let driven = Driven::start(&path, &[])?;
    let page = driven.main()?;
    let (mut times, mut sizes) = (Pairs::default(), Pairs::default());
    for nth in 0..=workshop.pairs {
        // Which goes first alternates; the first round warms up.
        let order = if nth % 2 == 0 { "[rows, nothing]" } else { "[nothing, rows]" };
        let round: Round = driven.measure(
            &page,
            &format!(
                "const call = window.__TAURI_INTERNALS__.invoke;
                 const rows = async () => {{ got = await call('request_list', {{ input: {{ sort: 'age', limit: 100 }} }}); }};
                 const nothing = async () => {{ await call('work', {{ input: {{}} }}); }};
                 let got; const took = new Map();
                 for (const act of {order}) {{
                   const from = performance.now();
                   for (let at = 0; at < {CALLS}; at += 1) await act();
                   took.set(act, (performance.now() - from) / {CALLS});
                 }}
                 const bytes = new TextEncoder().encode(JSON.stringify(got)).length;
                 return {{ rows_ms: took.get(rows), nothing_ms: took.get(nothing), rows: got.rows.length, bytes }};"
            ),
        )?;
        anyhow::ensure!(round.rows == 100, "{} rows came instead of 100", round.rows);
        if nth > 0 {
            times.push_ms(round.rows_ms, round.nothing_ms);
            sizes.push_ms(round.bytes, MOST_BYTES);
        }
    }
    let ratio = |ours: &str, peer: &str, target, pairs| {
        Outcome::Measured(Ratio {
            figure: "P11",
            ours: ours.to_owned(),
            peer: peer.to_owned(),
            target: Some(target),
            pairs,
        })
    };
    Ok(vec![
        ratio("100 of 120,000 requests, from page to page", "a command that does nothing", 1.3, times),
        ratio("their size in bytes (not ms)", "256 KB in bytes", 1.0, sizes),
    ])
}
