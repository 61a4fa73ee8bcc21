//! The main chart's numbers as a table, one row for each month in axis order.

use super::Chart;
use super::columns::Value;
use super::input::Unit;
use super::words::{days, decimals};
use crate::breaks::Break;
use crate::figure::{Cell, Table};
use crate::labels::Labels;
use crate::text::fill;

/// The columns: month, its first day, the breaks, all, timed only, the other unit, pulse, note.
pub(super) fn of(chart: &Chart, labels: &Labels) -> Table {
    let words = &labels.hours_lost;
    let [month, from, all, timed, per_fte, hours, pulse] = words.heads;
    let (unit, other) = match chart.data.unit {
        Unit::Hours => (Unit::Hours, Unit::HoursPerFte),
        Unit::HoursPerFte => (Unit::HoursPerFte, Unit::Hours),
    };
    let other_head = if other == Unit::Hours { hours } else { per_fte };
    let [drift, reporting, support, burnout] = Break::ALL.map(|of| of.short(labels));
    let mut table = Table::with_heads([
        (month, true),
        (from, false),
        (drift, true),
        (reporting, true),
        (support, true),
        (burnout, true),
        (all, true),
        (timed, true),
        (other_head, true),
        (pulse, true),
        (labels.note, false),
    ]);
    for (i, (month, value)) in chart.data.months.iter().zip(&chart.columns.values).enumerate() {
        let number = |pick: &dyn Fn(&Value) -> f64| Cell::number(value.as_ref().map(pick), decimals(unit));
        let unmeasured = month.hours.map_or([false; 4], |hours| hours.unmeasured);
        let of_break = |at: usize| if unmeasured[at] { Cell::Missing } else { number(&|v| v.parts[at]) };
        let converted = Value::of(month, other).map(|value| value.total);
        let share = month.coverage.filter(|c| c.is_finite()).map(|c| c.clamp(0.0, 1.0));
        table.rows.push(vec![
            Cell::number(Some(f64::from(month.number)), 0),
            Cell::Day(month.from),
            of_break(0),
            of_break(1),
            of_break(2),
            of_break(3),
            number(&|v| v.total),
            number(&|v| v.timed),
            Cell::number(converted, decimals(other)),
            Cell::share(share),
            Cell::Text(note(chart, i, value.is_some(), labels)),
        ]);
    }
    table
}

/// What is particular about a month: not measured, thin, unfinished, and the changes in it.
fn note(chart: &Chart, index: usize, measured: bool, labels: &Labels) -> String {
    let words = &labels.hours_lost;
    let month = &chart.data.months[index];
    let mut notes = Vec::new();
    if !measured {
        notes.push(capitalised(labels.not_measured));
    }
    if let Some(day) = month.day {
        notes.push(fill(words.note_open, &[("day", &day.to_string()), ("days", &days(month).to_string())]));
    }
    if month.part && measured {
        notes.push(words.note_part.to_owned());
    }
    if month.thin && measured {
        notes.push(words.note_thin.to_owned());
    }
    notes.extend(chart.marks.0.iter().filter(|mark| mark.month == index).map(|mark| mark.name.clone()));
    notes.join("; ")
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
