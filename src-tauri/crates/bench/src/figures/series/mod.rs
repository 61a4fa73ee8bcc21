//! P1: hours lost by month, over a million occurrences, against SQLite's own GROUP BY.

mod edits;
mod million;

use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use keepalive_api::App;
use keepalive_api::types::{AgainInput, BreakHours, FrictionInput};
use keepalive_domain::facts::Day;
use keepalive_measures::Record;
use keepalive_measures::hours_lost::{HoursLost, hours_lost};

pub(crate) use self::million::Million;
use super::{Outcome, Ratio};
use crate::pairs::{Pairs, interleave, timed};
use crate::plain_database;
use crate::wal_index;
use crate::workshop::Workshop;

/// The peer's question, over one row for each occurrence with its local day ready made.
const GROUP_BY_MONTH: &str = "SELECT substr(day, 1, 7) AS month, sum(minutes * count) / 60.0 FROM occurrence GROUP BY month ORDER BY month";

/// Hours added up in another order differ in their last digits only.
const SAME_HOURS: f64 = 1e-9;

/// Measures it.
pub(crate) fn measure(workshop: &Workshop) -> anyhow::Result<Vec<Outcome>> {
    let Some(shell) = plain_database::shell() else {
        return Ok(vec![Outcome::Skipped {
            figure: "P1",
            why: "the sqlite3 shell is not installed".to_owned(),
        }]);
    };
    let million = Million::made(workshop)?;
    let app = &million.app;
    let mut outcomes = vec![recomputed(workshop, &shell, &million)?];
    edits::mixed(workshop, &million)?;
    million.export()?;
    million.prove_same_rows()?;
    outcomes.extend(served(workshop, &shell, &million, app)?);
    Ok(outcomes)
}

/// P1, first half: everything afresh, from the file to the series.
fn recomputed(workshop: &Workshop, shell: &Path, million: &Million) -> anyhow::Result<Outcome> {
    let pairs = interleave(
        workshop.pairs,
        &mut |_| timed(|| afresh(million)),
        &mut |_| timed(|| group_by_month(shell, &million.plain)),
        |ours, peer| {
            let hours = ours.iter().map(|month| month.all);
            let near = |(ours, peer): (f64, &f64)| (ours - peer).abs() <= SAME_HOURS * peer.abs();
            let same = ours.len() == peer.len() && hours.zip(peer).all(near);
            if same { Ok(()) } else { Err(format!("{ours:?} and {peer:?}")) }
        },
    )?;
    let ours = "series of 36 months from the file: facts loaded, hours computed".to_owned();
    Ok(ratio(ours, Some(0.1), pairs))
}

/// P1, second half: as a page gets it, after the edits.
fn served(workshop: &Workshop, shell: &Path, million: &Million, app: &App) -> anyhow::Result<Vec<Outcome>> {
    let mut outcomes = Vec::new();
    for (ours, edited) in [
        ("friction view with its chart, nothing changed since it was last asked for", false),
        ("friction view with its chart, after one more occurrence", true),
    ] {
        let pairs = interleave(
            workshop.pairs,
            &mut |nth| {
                if edited {
                    let id = million.workarounds[nth % million.workarounds.len()].into();
                    app.again(AgainInput { id, minutes: Some(5.0), count: None, at: None })?;
                    app.with_store(|store| wal_index::settle(store.path()))?;
                }
                timed(|| Ok(app.friction(FrictionInput::default())?))
            },
            &mut |_| timed(|| group_by_month(shell, &million.plain)),
            |view, _| {
                let recomputed = afresh(million).map_err(|error| error.to_string())?;
                if bits_of_view(view) == bits(&recomputed) {
                    Ok(())
                } else {
                    Err("served and recomputed hours are not the same bits".to_owned())
                }
            },
        )?;
        outcomes.push(ratio(ours.to_owned(), Some(0.002), pairs));
    }
    Ok(outcomes)
}

fn ratio(ours: String, target: Option<f64>, pairs: Pairs) -> Outcome {
    let peer = "sqlite3 shell, GROUP BY month over the same rows".to_owned();
    Outcome::Measured(Ratio { figure: "P1", ours, peer, target, pairs })
}

/// The series computed from the database alone.
fn afresh(million: &Million) -> anyhow::Result<Vec<HoursLost>> {
    let clinic = million.app.with_store(|store| store.facts())?;
    let record = Record::new(&clinic.facts);
    let view = record.systems(million.today).next().context("no system")?;
    Ok(hours_lost(&view, view.months()))
}

/// The peer: one process, one statement, hours by month.
fn group_by_month(shell: &Path, database: &Path) -> anyhow::Result<Vec<f64>> {
    let output = Command::new(shell).arg("-readonly").arg(database).arg(GROUP_BY_MONTH).output()?;
    ensure!(output.status.success(), "sqlite3: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout)?;
    text.lines().map(|line| Ok(line.rsplit('|').next().context("no hours")?.parse()?)).collect()
}

/// Every number of a series, bit by bit.
fn bits(series: &[HoursLost]) -> Vec<[u64; 6]> {
    let bits = |m: &HoursLost| [m.drift, m.reporting, m.support, m.burnout, m.all, m.timed].map(f64::to_bits);
    series.iter().map(bits).collect()
}

/// A break of which nothing was measured is none in the view and adds up to nothing in the series.
fn bits_of_view(view: &keepalive_api::types::FrictionView) -> Vec<[u64; 6]> {
    let bits = |m: &BreakHours| {
        let [drift, reporting, support, burnout] =
            [m.drift, m.reporting, m.support, m.burnout].map(Option::unwrap_or_default);
        [drift, reporting, support, burnout, m.all, m.timed].map(f64::to_bits)
    };
    view.months.iter().map(|month| bits(&month.hours)).collect()
}

/// The served series must be the recomputed one to the last bit.
fn prove_bit_equal(million: &Million) -> anyhow::Result<()> {
    let view = million.app.friction(FrictionInput::default())?;
    ensure!(
        bits_of_view(&view) == bits(&afresh(million)?),
        "served and recomputed hours are not the same bits"
    );
    Ok(())
}

/// The day before, for what may not lie in the future.
fn yesterday(today: Day) -> anyhow::Result<Day> {
    today.pred_opt().context("the calendar has an end")
}
