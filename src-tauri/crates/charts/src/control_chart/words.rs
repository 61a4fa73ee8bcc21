//! What a control chart says about itself: title, description, the one line below it, the table.

use super::{ControlChart, Segment};
use crate::figure::{Cell, Table};
use crate::labels::Labels;
use crate::number::{amount, told as shown};
use crate::text::{clean, fill};

/// The words of a control chart.
#[derive(Debug)]
pub struct Words {
    /// Title: `{name}`, `{measure}`.
    pub title: &'static str,
    /// Description: `{from}`, `{to}`.
    pub described: &'static str,
    /// Added for each new start: `{name}`, `{week}`.
    pub described_rebase: &'static str,
    /// Under the baseline.
    pub baseline: &'static str,
    /// The last week: `{week}`.
    pub week: &'static str,
    /// Caption, beyond the limit for one week, then for `{weeks}`.
    pub above: [&'static str; 2],
    /// Caption, a rule was completed by the newest week, but inside the limits.
    pub signal: &'static str,
    /// Caption, the newest week is better than the limits.
    pub below: &'static str,
    /// Caption, nothing unusual.
    pub inside: &'static str,
    /// Caption without limits.
    pub no_limits: &'static str,
    /// Added: one week not measured, then `{weeks}`.
    pub gaps: [&'static str; 2],
    /// After the rest: the newest measured `{week}` with its `{value}`, then with its `{limit}`, too.
    pub newest: [&'static str; 2],
    /// Table heads: week, value, centre, lower, upper.
    pub heads: [&'static str; 5],
    /// Table note.
    pub note_signal: &'static str,
}

/// English.
pub const ENGLISH: Words = Words {
    title: "{name}: {measure}",
    described: "Weekly control chart with mean and limits, weeks {from} to {to}.",
    described_rebase: "Limits start again in week {week}: {name}.",
    baseline: "base",
    week: "wk {week}",
    above: ["Above its limit this week", "Above its limit for {weeks} weeks"],
    signal: "A signal in the newest week, inside the limits",
    below: "Below its lower limit",
    inside: "Inside its limits",
    no_limits: "No limits yet: too few weeks",
    gaps: ["1 week not measured", "{weeks} weeks not measured"],
    newest: ["week {week}: {value}", "week {week}: {value}, upper limit {limit}"],
    heads: ["Week", "Value", "Mean", "Lower limit", "Upper limit"],
    note_signal: "Signal",
};

pub(super) fn title(data: &ControlChart, labels: &Labels) -> String {
    let measure = clean(&data.measure);
    fill(labels.control_chart.title, &[("name", data.of.name(labels)), ("measure", &measure)])
}

pub(super) fn description(data: &ControlChart, labels: &Labels) -> String {
    let words = &labels.control_chart;
    let (Some(first), Some(last)) = (data.weeks.first(), data.weeks.last()) else {
        return labels.nothing_yet.to_owned();
    };
    let (from, to) = (first.number.to_string(), last.number.to_string());
    let mut told = vec![fill(words.described, &[("from", &from), ("to", &to)])];
    for rebase in &data.rebased {
        let week = rebase.week.to_string();
        told.push(fill(words.described_rebase, &[("week", &week), ("name", &clean(&rebase.name))]));
    }
    told.push(format!("{}.", caption(data, labels)));
    told.join(" ")
}

/// The one line in words below the chart.
pub(super) fn caption(data: &ControlChart, labels: &Labels) -> String {
    let words = &labels.control_chart;
    let measured = || data.weeks.iter().rev().filter(|week| week.value.is_some());
    let Some(newest) = measured().next() else { return labels.nothing_yet.to_owned() };
    let above = measured().take_while(|week| data.is_above(week)).count();
    let gaps = data.weeks.iter().filter(|week| week.value.is_none()).count();
    let count = |[one, several]: [&str; 2], n: usize| {
        if n == 1 { one.to_owned() } else { fill(several, &[("weeks", &n.to_string())]) }
    };
    let told = match data.segment_of(newest.number) {
        None => words.no_limits.to_owned(),
        Some(_) if above > 0 => count(words.above, above),
        Some(_) if newest.signal => words.signal.to_owned(),
        Some(segment) if newest.value.is_some_and(|value| value < segment.lower) => words.below.to_owned(),
        Some(_) => words.inside.to_owned(),
    };
    let number = |value: f64| format!("{}{}", shown(value, data.decimals, labels), data.unit_in(labels));
    let week = newest.number.to_string();
    let value = newest.value.and_then(amount).map(number).unwrap_or_default();
    let limit = data.segment_of(newest.number).and_then(|segment| amount(segment.upper)).map(number);
    let [alone, beside] = words.newest;
    let values = [("week", &*week), ("value", &*value), ("limit", limit.as_deref().unwrap_or_default())];
    let standing = fill(if limit.is_some() { beside } else { alone }, &values);
    let told = format!("{told} ({standing})");
    if gaps == 0 { told } else { format!("{told}; {}", count(words.gaps, gaps)) }
}

pub(super) fn table(data: &ControlChart, labels: &Labels) -> Table {
    let [week, value, centre, lower, upper] = labels.control_chart.heads;
    let mut table = Table::with_heads([
        (week, true),
        (value, true),
        (centre, true),
        (lower, true),
        (upper, true),
        (labels.note, false),
    ]);
    for week in &data.weeks {
        let segment = data.segment_of(week.number);
        let limit =
            |pick: fn(&Segment) -> f64| Cell::number(segment.map(pick).and_then(amount), data.decimals);
        let mut notes = Vec::new();
        if week.value.is_none() {
            notes.push(labels.not_measured.to_owned());
        }
        if week.signal {
            notes.push(labels.control_chart.note_signal.to_owned());
        }
        notes.extend(data.rebased.iter().filter(|r| r.week == week.number).map(|r| clean(&r.name)));
        table.rows.push(vec![
            Cell::number(Some(f64::from(week.number)), 0),
            Cell::number(week.value.and_then(amount), data.decimals),
            limit(|s| s.centre),
            limit(|s| s.lower),
            limit(|s| s.upper),
            Cell::Text(notes.join("; ")),
        ]);
    }
    table
}
