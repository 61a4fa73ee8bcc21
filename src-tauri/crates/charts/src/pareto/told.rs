//! The chart by area in words and as a table.

use super::{Pareto, Row};
use crate::breaks::Break;
use crate::figure::{Cell, Table};
use crate::labels::Labels;
use crate::number::{percent, told};
use crate::text::{clean, fill};

/// The areas that together hold this share are named in the caption.
const NAMED_SHARE: f64 = 0.5;

/// The areas that hold half of it, what nobody owns, and what was not measured.
pub(super) fn caption(data: &Pareto, rows: &[Row], sum: f64, labels: &Labels) -> String {
    let words = &labels.pareto;
    let (rows, unmeasured): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.is_measured());
    let names_of = |rows: &[&Row]| rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>();
    let [one, several] = words.unmeasured;
    let missing = (!unmeasured.is_empty()).then(|| {
        let names = crate::text::join(&names_of(&unmeasured), labels.and);
        fill(if unmeasured.len() == 1 { one } else { several }, &[("names", &names)])
    });
    if rows.is_empty() {
        return missing.unwrap_or_else(|| labels.nothing_yet.to_owned());
    }
    // The largest, whichever of them are drawn each for itself.
    let mut largest = rows.clone();
    largest.sort_by(|a, b| b.total.total_cmp(&a.total).then_with(|| a.name.cmp(&b.name)));
    let running: Vec<f64> = largest
        .iter()
        .scan(0.0, |running, row| {
            *running += row.total / sum;
            Some(*running)
        })
        .collect();
    let named = running.iter().position(|share| *share >= NAMED_SHARE).map_or(rows.len(), |last| last + 1);
    let names = names_of(&largest[..named]);
    let share = percent(running[named - 1].min(1.0), labels);
    let (names, hours) = (crate::text::join(&names, labels.and), told(sum, 1, labels));
    let period = clean(&data.period);
    let values = [("names", &*names), ("share", &*share), ("hours", &*hours), ("period", &*period)];
    let mut said = vec![fill(words.caption, &values)];
    let unowned: f64 = rows.iter().filter(|row| row.unowned).map(|row| row.total).sum();
    if unowned > 0.0 {
        said.push(fill(words.unowned_hours, &[("hours", &told(unowned, 1, labels))]));
    }
    said.extend(missing);
    said.extend(partly(&rows, labels));
    said.join(" ")
}

/// Breaks that nobody measured in areas that have hours of others: their bars look like those of areas without any.
fn partly(rows: &[&Row], labels: &Labels) -> Option<String> {
    let words = &labels.pareto;
    let named = rows.iter().flat_map(|row| {
        let missing = Break::ALL.into_iter().filter(|of| row.by_break[of.index()].is_none());
        missing.map(|of| fill(words.break_in_area, &[("break", of.short(labels)), ("area", &row.name)]))
    });
    let named: Vec<String> = named.collect();
    (!named.is_empty())
        .then(|| fill(words.unmeasured_part, &[("names", &crate::text::join(&named, labels.and))]))
}

/// Every area, those that the drawing adds up each for itself.
pub(super) fn table(rows: &[Row], labels: &Labels) -> Table {
    let [area, hours, running] = labels.pareto.heads;
    let [drift, reporting, support, burnout] = Break::ALL.map(|of| of.short(labels));
    let mut table = Table::with_heads([
        (area, false),
        (drift, true),
        (reporting, true),
        (support, true),
        (burnout, true),
        (hours, true),
        (running, true),
        (labels.note, false),
    ]);
    for row in rows {
        let mut cells = vec![Cell::Text(row.name.clone())];
        let total = Some(row.total).filter(|_| row.is_measured());
        cells.extend(row.by_break.iter().chain([&total]).map(|hours| Cell::number(*hours, 1)));
        cells.push(Cell::share(total.map(|_| row.running.min(1.0))));
        let notes = [(!row.is_measured(), labels.not_measured), (row.unowned, labels.pareto.nobody)];
        let notes: Vec<&str> = notes.into_iter().filter(|(is, _)| *is).map(|(_, words)| words).collect();
        cells.push(Cell::text(&notes.join("; ")));
        table.rows.push(cells);
    }
    table
}
