//! P2: the main chart of 36 months as SVG, against gnuplot started for each chart and matplotlib kept warm.

mod gnuplot;
mod matplotlib;
mod months;

use anyhow::Context;
use keepalive_charts::hours_lost::{self, HoursLost};
use keepalive_charts::{Cell, Style};

use super::{Outcome, Ratio};
use crate::pairs::{Pairs, Timed, interleave, timed};
use crate::workshop::Workshop;

/// Column of the table that holds the total of a month: after the month, its first day and the four breaks.
const TOTAL_COLUMN: usize = 6;
/// Hours within which two sums of the same months are the same; each side adds in its own order.
const SAME_HOURS: f64 = 1e-6;

/// What a side drew: the hours of all months as it has them in the picture, and the picture's size.
struct Drawn {
    hours: f64,
    bytes: usize,
}

/// Measures it.
pub(crate) fn measure(workshop: &Workshop) -> anyhow::Result<Vec<Outcome>> {
    let data = months::thirty_six();
    let mut outcomes = Vec::new();
    match gnuplot::Gnuplot::ready(workshop, &data)? {
        Ok(gnuplot) => outcomes.extend(against_gnuplot(workshop, &data, &gnuplot)?),
        Err(why) => outcomes.push(Outcome::Skipped { figure: "P2", why }),
    }
    match matplotlib::Matplotlib::ready(&data)? {
        Ok(mut warm) => outcomes.push(against_matplotlib(workshop, &data, &mut warm)?),
        Err(why) => outcomes.push(Outcome::Skipped { figure: "P2", why }),
    }
    Ok(outcomes)
}

fn against_gnuplot(
    workshop: &Workshop,
    data: &HoursLost,
    gnuplot: &gnuplot::Gnuplot,
) -> anyhow::Result<[Outcome; 2]> {
    let (mut sizes, mut is_warm_up) = (Pairs::default(), true);
    let pairs =
        interleave(workshop.pairs, &mut |_| ours(data), &mut |_| gnuplot.draw(), |a: &Drawn, b: &Drawn| {
            if !std::mem::replace(&mut is_warm_up, false) {
                sizes.push_ms(size(a), size(b));
            }
            same(a, b)
        })?;
    let ratio = |ours: &str, peer: &str, target, pairs| {
        Outcome::Measured(Ratio {
            figure: "P2",
            ours: ours.to_owned(),
            peer: peer.to_owned(),
            target: Some(target),
            pairs,
        })
    };
    Ok([
        ratio("main chart, 36 months, SVG", "gnuplot, a process per chart", 0.15, pairs),
        ratio("its size in bytes (not ms)", "gnuplot's SVG in bytes", 0.5, sizes),
    ])
}

fn against_matplotlib(
    workshop: &Workshop,
    data: &HoursLost,
    warm: &mut matplotlib::Matplotlib,
) -> anyhow::Result<Outcome> {
    let pairs = interleave(workshop.pairs, &mut |_| ours(data), &mut |_| warm.draw(), same)?;
    Ok(Outcome::Measured(Ratio {
        figure: "P2",
        ours: "main chart, 36 months, SVG".to_owned(),
        peer: "matplotlib, loaded and warm".to_owned(),
        target: Some(0.004),
        pairs,
    }))
}

fn ours(data: &HoursLost) -> anyhow::Result<Timed<Drawn>> {
    let Timed { value: (figure, svg), took } = timed(|| {
        let figure = hours_lost::draw(data, &Style::default());
        let svg = figure.svg();
        Ok((figure, svg))
    })?;
    let total = |row: &Vec<Cell>| match row.get(TOTAL_COLUMN) {
        Some(Cell::Number { value, .. }) => Some(*value),
        _ => None,
    };
    let hours: Option<Vec<f64>> = figure.table.rows.iter().map(total).collect();
    let hours = hours.context("the chart's table has no totals where they should stand")?.iter().sum();
    Ok(Timed { value: Drawn { hours, bytes: svg.len() }, took })
}

#[expect(clippy::cast_precision_loss, reason = "a picture is far smaller than 2^53 bytes")]
fn size(drawn: &Drawn) -> f64 {
    drawn.bytes as f64
}

fn same(ours: &Drawn, peer: &Drawn) -> Result<(), String> {
    let is_same = (ours.hours - peer.hours).abs() <= SAME_HOURS && peer.bytes > 0;
    if is_same { Ok(()) } else { Err(format!("{} and {} hours", ours.hours, peer.hours)) }
}
