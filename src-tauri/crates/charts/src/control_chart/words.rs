//! What a control chart says about itself: title, description, the one line below it, the table.

use keepalive_domain::fewest_people::FEWEST_PEOPLE;

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
    /// Added where the limits are on trial: `{weeks}`.
    pub trial: &'static str,
    /// In the picture, at limits on trial.
    pub trial_mark: &'static str,
    /// Added: one week of too few people, then `{weeks}`; both `{fewest}`.
    pub withheld: [&'static str; 2],
    /// In place of everything, where all that was measured is of too few people: `{fewest}`.
    pub all_withheld: &'static str,
    /// Table note of a week of too few people: `{fewest}`.
    pub note_withheld: &'static str,
    /// Added: one week not measured, then `{weeks}`.
    pub gaps: [&'static str; 2],
    /// After the rest: the newest measured `{week}` with its `{value}`, then with its upper `{limit}`, too, then with
    /// its lower one.
    pub newest: [&'static str; 3],
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
    inside: "Now inside its limits",
    no_limits: "No limits yet: too few weeks",
    trial: "trial limits from {weeks} weeks",
    trial_mark: "trial limits",
    withheld: [
        "1 week hidden: fewer than {fewest} people",
        "{weeks} weeks hidden: fewer than {fewest} people",
    ],
    all_withheld: "Hidden: fewer than {fewest} people reported.",
    note_withheld: "hidden: fewer than {fewest} people",
    gaps: ["1 week not measured", "{weeks} weeks not measured"],
    newest: [
        "week {week}: {value}",
        "week {week}: {value}, upper limit {limit}",
        "week {week}: {value}, lower limit {limit}",
    ],
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
    told.push(format!("{}.", caption(data, labels).trim_end_matches('.')));
    told.join(" ")
}

/// Why there is nothing to draw.
pub(super) fn nothing(data: &ControlChart, labels: &Labels) -> String {
    if data.weeks.iter().any(|week| week.withheld) {
        fill(labels.control_chart.all_withheld, &[("fewest", &FEWEST_PEOPLE.to_string())])
    } else {
        labels.nothing_yet.to_owned()
    }
}

/// The one line in words below the chart.
pub(super) fn caption(data: &ControlChart, labels: &Labels) -> String {
    let words = &labels.control_chart;
    let measured = || data.weeks.iter().rev().filter(|week| week.value.is_some());
    let Some(newest) = measured().next() else { return nothing(data, labels) };
    let above = measured().take_while(|week| data.is_above(week)).count();
    let gaps = data.weeks.iter().filter(|week| week.value.is_none() && !week.withheld).count();
    let withheld = data.weeks.iter().filter(|week| week.withheld).count();
    let count = |[one, several]: [&str; 2], n: usize| {
        let places = [("weeks", &*n.to_string()), ("fewest", &FEWEST_PEOPLE.to_string())];
        fill(if n == 1 { one } else { several }, &places)
    };
    let segment = data.segment_of(newest.number);
    let below = segment.filter(|segment| newest.value.is_some_and(|value| value < segment.lower));
    // Below is told only where no rule was completed.
    let below = below.filter(|_| above == 0 && !newest.signal);
    let told = match segment {
        None => words.no_limits.to_owned(),
        Some(_) if above > 0 => count(words.above, above),
        Some(_) if newest.signal => words.signal.to_owned(),
        Some(_) if below.is_some() => words.below.to_owned(),
        Some(_) => words.inside.to_owned(),
    };
    let number = |value: f64| format!("{}{}", shown(value, data.decimals, labels), data.unit_in(labels));
    let week = newest.number.to_string();
    let value = newest.value.and_then(amount).map(number).unwrap_or_default();
    let [alone, beside_upper, beside_lower] = words.newest;
    let upper = segment.map(|segment| (segment.upper, beside_upper));
    let limit = below.map(|segment| (segment.lower, beside_lower)).or(upper);
    let limit = limit.and_then(|(limit, sentence)| Some((number(amount(limit)?), sentence)));
    let (limit, sentence) = limit.unwrap_or((String::new(), alone));
    let standing = fill(sentence, &[("week", &*week), ("value", &*value), ("limit", &*limit)]);
    let mut told = vec![format!("{told} ({standing})")];
    let trial = segment.and_then(|segment| segment.trial);
    told.extend(trial.map(|points| fill(words.trial, &[("weeks", &points.to_string())])));
    told.extend((gaps > 0).then(|| count(words.gaps, gaps)));
    told.extend((withheld > 0).then(|| count(words.withheld, withheld)));
    told.join("; ")
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
        if week.withheld {
            let fewest = FEWEST_PEOPLE.to_string();
            notes.push(fill(labels.control_chart.note_withheld, &[("fewest", &fewest)]));
        } else if week.value.is_none() {
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
