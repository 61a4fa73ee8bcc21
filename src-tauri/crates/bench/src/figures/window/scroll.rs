//! P8: a list of a million rows: a page of it against keyset SQL, and how it scrolls.

use anyhow::Context;
use keepalive_api::App;
use keepalive_api::types::{RequestListInput, RequestSort};
use rusqlite::Connection;
use serde::Deserialize;

use super::{Driven, FRAME_MS, Programs, ours_and_bare};
use crate::clinic;
use crate::figures::{Outcome, Ratio};
use crate::pairs::{Pairs, Timed, interleave, timed};
use crate::workshop::Workshop;

/// Open requests of the clinic.
const REQUESTS: usize = 1_000_000;

/// Rows of a page, and pages read in a row.
const ROWS: u32 = 100;
const PAGES: usize = 20;

/// Frames of a round of scrolling, and px moved in each: some ten rows, as a fast wheel does. Fifteen rounds are a
/// thousand frames.
const FRAMES: u32 = 70;
const PX_PER_FRAME: u32 = 600;

/// A round ends then, however few frames it had: where no graphics card draws them one may take half a second, and
/// WebDriver waits for 30 s.
const ROUND_MS: u32 = 10_000;

/// A frame that took longer came late: half a frame more than one.
const LATE_MS: f64 = 1.5 * FRAME_MS;

/// Share of frames that may be late.
const LATE_SHARE: f64 = 0.001;

/// Most elements of the page.
const MOST_NODES: f64 = 1_500.0;

/// Measures it.
pub(crate) fn measure(workshop: &Workshop) -> anyhow::Result<Vec<Outcome>> {
    let path = clinic::file_of_requests(workshop, "rows.db", REQUESTS)?;

    let (app, bare) = ours_and_bare(&path)?;
    let (first_rows, cursor) = page(&app, None)?;
    let last = first_rows.last().context("no rows")?.clone();
    let pages = interleave(
        workshop.pairs,
        &mut |_| {
            timed(|| {
                let (mut read, mut after) = (Vec::new(), cursor.clone());
                for _ in 0..PAGES {
                    let (rows, next) = page(&app, after)?;
                    read.extend(rows);
                    after = next;
                }
                Ok(read)
            })
        },
        &mut |_| keyset(&bare, &last),
        |ours, peer| if ours == peer { Ok(()) } else { Err("other rows".to_owned()) },
    )?;
    drop((app, bare));
    let ratio = |ours: &str, peer: &str, target, pairs| {
        Outcome::Measured(Ratio {
            figure: "P8",
            ours: ours.to_owned(),
            peer: peer.to_owned(),
            target: Some(target),
            pairs,
        })
    };
    let mut outcomes = vec![ratio("20 pages of 100 of 1,000,000 rows", "keyset SQL", 1.2, pages)];
    match Programs::beside()? {
        Err(why) => outcomes.push(Outcome::Skipped { figure: "P8", why }),
        Ok(_) => {
            let (late, nodes) = scrolled(&path, workshop.pairs)?;
            outcomes.push(ratio("late frames of 1,000 while scrolling (not ms)", "1 of 1,000", 1.0, late));
            outcomes.push(ratio("elements of the page meanwhile (not ms)", "1,500 elements", 1.0, nodes));
        }
    }
    Ok(outcomes)
}

/// Keys of a page's rows, and where the next begins.
fn page(app: &App, cursor: Option<String>) -> anyhow::Result<(Vec<String>, Option<String>)> {
    let input = RequestListInput {
        sort: Some(RequestSort::Age),
        limit: Some(ROWS),
        cursor,
        ..RequestListInput::default()
    };
    let page = app.request_list(input)?;
    Ok((page.rows.into_iter().map(|row| row.key).collect(), page.next))
}

/// The pages after the row of this key, as somebody writes it by hand: the columns that a row of the list shows.
fn keyset(bare: &Connection, last: &str) -> anyhow::Result<Timed<Vec<String>>> {
    timed(|| {
        let mut read = Vec::with_capacity(PAGES * ROWS as usize);
        let (mut opened, mut no): (i64, i64) =
            bare.query_row("SELECT opened_at, no FROM request WHERE key = ?1", [last], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        let mut statement = bare.prepare_cached(
            "SELECT opened_at, no, key, title, kind, owner, area, system, state_at FROM request
              WHERE closed_at IS NULL AND deleted IS NOT 1 AND (opened_at, no) > (?1, ?2)
              ORDER BY opened_at, no LIMIT ?3",
        )?;
        for _ in 0..PAGES {
            let mut rows = statement.query(rusqlite::params![opened, no, ROWS])?;
            while let Some(row) = rows.next()? {
                (opened, no) = (row.get(0)?, row.get(1)?);
                read.push(row.get(2)?);
            }
        }
        Ok(read)
    })
}

/// What a round of scrolling saw.
#[derive(Deserialize)]
struct Round {
    took: Vec<f64>,
    nodes: f64,
}

fn scrolled(path: &std::path::Path, rounds: usize) -> anyhow::Result<(Pairs, Pairs)> {
    let driven = Driven::start(path, &[("place.view", "\"requests\""), ("requests.group", "\"none\"")])?;
    let page = driven.main()?;
    driven.wait(page.says_in("[role=grid]", "by hand"))?;
    let (mut late, mut nodes) = (Pairs::default(), Pairs::default());
    for nth in 0..=rounds {
        let round: Round = driven.measure(
            &page,
            &format!(
                "const grid = document.querySelector('[role=grid]');
                 const frame = () => new Promise((done) => requestAnimationFrame(done));
                 let nodes = 0; const took = []; let before = await frame(); const last = before + {ROUND_MS};
                 for (let at = 0; at < {FRAMES} && before < last; at += 1) {{
                   grid.scrollTop += {PX_PER_FRAME};
                   const now = await frame();
                   took.push(now - before);
                   before = now;
                   nodes = Math.max(nodes, document.getElementsByTagName('*').length);
                 }}
                 return {{ took, nodes }};"
            ),
        )?;
        if nth > 0 {
            #[expect(clippy::cast_precision_loss, reason = "a round has a few hundred frames")]
            let share =
                round.took.iter().filter(|ms| **ms > LATE_MS).count() as f64 / round.took.len() as f64;
            late.push_ms(share * 1_000.0, LATE_SHARE * 1_000.0);
            nodes.push_ms(round.nodes, MOST_NODES);
        }
    }
    Ok((late, nodes))
}
