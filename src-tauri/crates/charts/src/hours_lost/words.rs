//! What the main chart says about itself: title, description, caption.

use super::columns::{Columns, Value};
use super::input::{HoursLost, Month, Unit};
use crate::breaks::Break;
use crate::labels::Labels;
use crate::number::{percent, told};
use crate::text::{clean, fill, join};

/// The words of the main chart. Places in braces are filled by name.
#[derive(Debug)]
pub struct Words {
    /// Title in hours.
    pub title: &'static str,
    /// Title per FTE.
    pub title_per_fte: &'static str,
    /// Written after a tick in hours, with its space.
    pub hours_unit: &'static str,
    /// Written after a tick per FTE, with its space.
    pub per_fte_unit: &'static str,
    /// Beside the months' numbers.
    pub axis: &'static str,
    /// Below the small chart.
    pub axis_summary: &'static str,
    /// Beside the percentages.
    pub pulse: &'static str,
    /// In place of all percentages where the clinic uses no pulse.
    pub coverage_unknown: &'static str,
    /// In place of one percentage.
    pub no_pulse: &'static str,
    /// Below a thin month's percentage.
    pub thin: &'static str,
    /// Below the unfinished month: `{day}`.
    pub day: &'static str,
    /// The four phases of the told pattern.
    pub told_phases: [&'static str; 4],
    /// What the backdrop is.
    pub told_pattern: &'static str,
    /// An earlier system: `{name}`.
    pub earlier: &'static str,
    /// Second line of its label.
    pub own_months: &'static str,
    /// The same where it has more months than the chart: `{shown}` of `{count}`.
    pub own_months_of: &'static str,
    /// Key: the bar.
    pub timed_part: &'static str,
    /// Key: soft columns.
    pub thin_month: &'static str,
    /// Key: open columns.
    pub open_month: &'static str,
    /// Key: diamonds.
    pub change: &'static str,
    /// Key: the line with rings.
    pub earlier_line: &'static str,
    /// Key: a break that nobody measured in months that have hours of others, `{name}`, `{months}` one, then several.
    pub part_unmeasured: [&'static str; 2],
    /// End of a list that is too long: `{count}`.
    pub more_changes: &'static str,
    /// No months, or none with hours.
    pub nothing: &'static str,
    /// Caption: `{hours}`, `{month}`, `{share}` timed, and of the whole month before `{before}`, `{before_hours}`.
    pub caption: &'static str,
    /// Caption with one whole month: `{hours}`, `{month}`, `{share}`.
    pub caption_one: &'static str,
    /// Caption with an unfinished month only: `{hours}`, `{month}`, `{day}`, `{days}`.
    pub caption_open: &'static str,
    /// A last whole month without any: `{month}`, `{before}`, `{before_hours}`.
    pub caption_none: &'static str,
    /// The same where the month before had none either: `{month}`.
    pub caption_none_alone: &'static str,
    /// Not one month with any, up to `{month}`.
    pub caption_nothing: &'static str,
    /// Added to a caption: `{months}` are thin.
    pub caption_thin: &'static str,
    /// The same about one month: `{month}`.
    pub caption_thin_one: &'static str,
    /// Caption where no whole month was wholly recorded: `{month}`, `{hours}`.
    pub caption_part: &'static str,
    /// Hours in a sentence: `{hours}`.
    pub hours: &'static str,
    /// Hours per FTE in a sentence: `{hours}`.
    pub hours_per_fte: &'static str,
    /// Description: `{from}`, `{to}`, `{system}`.
    pub described: &'static str,
    /// Description: `{months}` one, then several.
    pub described_missing: [&'static str; 2],
    /// Description: `{months}` one, then several.
    pub described_thin: [&'static str; 2],
    /// Description: `{month}`, `{day}`, `{days}`.
    pub described_open: &'static str,
    /// Description: `{month}`, `{hours}`.
    pub described_peak: &'static str,
    /// Description: `{names}` of earlier systems.
    pub described_earlier: &'static str,
    /// Description: `{names}` of changes with their months.
    pub described_changes: &'static str,
    /// A change in the description: `{name}`, `{month}`.
    pub described_change: &'static str,
    /// Several months in a row: `{from}`, `{to}`.
    pub range: &'static str,
    /// Table heads: month, from, all, timed only, per FTE, hours, pulse.
    pub heads: [&'static str; 7],
    /// Table note: `{day}`, `{days}`.
    pub note_open: &'static str,
    /// Table note.
    pub note_thin: &'static str,
    /// Table note of a month that was recorded in part.
    pub note_part: &'static str,
}

/// English.
pub const ENGLISH: Words = Words {
    title: "Hours lost per month since go-live, by break",
    title_per_fte: "Hours lost per FTE and month since go-live, by break",
    hours_unit: " h",
    per_fte_unit: " h per FTE",
    axis: "go-live month",
    axis_summary: "months since go-live",
    pulse: "weekly pulse",
    coverage_unknown: "coverage unknown",
    no_pulse: "none",
    thin: "thin",
    day: "day {day}",
    told_phases: ["optimism", "friction", "complaints", "replacement talk"],
    told_pattern: "the told pattern",
    earlier: "{name}, before",
    own_months: "(its own months)",
    own_months_of: "({shown} of its {count} months)",
    timed_part: "timed part",
    thin_month: "thin: under half answered",
    open_month: "month not finished",
    change: "change in clinic or EHR",
    earlier_line: "system before",
    part_unmeasured: ["{name} not measured in month {months}", "{name} not measured in months {months}"],
    more_changes: "and {count} more, in the table",
    nothing: "Nothing to draw until a workaround has a start date and an estimate.",
    caption: "{hours} were lost in month {month}, {share} of them timed; month {before} lost {before_hours}.",
    caption_one: "{hours} were lost in month {month}, {share} of them timed.",
    caption_open: "{hours} were lost so far in month {month}, day {day} of {days}.",
    caption_none: "No lost hours were logged in month {month}; month {before} lost {before_hours}.",
    caption_none_alone: "No lost hours were logged in month {month}.",
    caption_nothing: "No lost hours were logged up to month {month}. What nobody logged is not in this chart.",
    caption_thin: "Months {months} rest on thin answers.",
    caption_thin_one: "Month {month} rests on thin answers.",
    caption_part: "{hours} were logged in month {month}, of which only a part was recorded.",
    hours: "{hours} hours",
    hours_per_fte: "{hours} hours per FTE",
    described: "Stacked columns for months {from} to {to} of {system}.",
    described_missing: ["Month {months} not measured.", "Months {months} not measured."],
    described_thin: ["Month {months} thin.", "Months {months} thin."],
    described_open: "Month {month} not finished, day {day} of {days}.",
    described_peak: "Highest whole month: {month}, {hours}.",
    described_earlier: "Line: {names}, on its own months.",
    described_changes: "Changes: {names}.",
    described_change: "{name} in month {month}",
    range: "{from} to {to}",
    heads: ["Month", "From", "All", "Timed only", "Per FTE", "Hours", "Pulse"],
    note_open: "Partial, day {day} of {days}",
    note_thin: "Thin",
    note_part: "Partly recorded",
};

/// Digits after the point: tenths of an hour, hundredths per FTE.
pub(super) fn decimals(unit: Unit) -> usize {
    match unit {
        Unit::Hours => 1,
        Unit::HoursPerFte => 2,
    }
}

/// Most changes the description names.
const MOST_CHANGES: usize = 12;

pub(super) fn title(data: &HoursLost, labels: &Labels) -> String {
    let words = &labels.hours_lost;
    match data.unit {
        Unit::Hours => words.title.to_owned(),
        Unit::HoursPerFte => words.title_per_fte.to_owned(),
    }
}

fn amount(hours: f64, unit: Unit, labels: &Labels) -> String {
    let words = &labels.hours_lost;
    let number = told(hours, decimals(unit), labels);
    let sentence = match unit {
        Unit::Hours => words.hours,
        Unit::HoursPerFte => words.hours_per_fte,
    };
    fill(sentence, &[("hours", &number)])
}

/// Whole, wholly recorded months only are told beside each other; another one is told alone, as what it is.
pub(super) fn caption(data: &HoursLost, columns: &Columns, labels: &Labels) -> String {
    let words = &labels.hours_lost;
    let measured = || {
        let months = data.months.iter().zip(&columns.values);
        months.filter_map(|(month, value)| Some((month, value.as_ref()?)))
    };
    let nothing = measured().all(|(_, value)| value.total == 0.0);
    if let Some((month, _)) = measured().next_back().filter(|_| nothing) {
        return fill(words.caption_nothing, &[("month", &month.number.to_string())]);
    }
    let mut whole = measured().filter(|(month, _)| month.day.is_none() && !month.part);
    let last = whole.next_back();
    // The one before, not the first: of that often only its last days have a line.
    let before = whole.next_back().or(last);
    // Whole months without any say nothing that is worth a sentence: the open one has all there is.
    let two = before.zip(last).filter(|((_, before), (_, last))| before.total + last.total > 0.0);
    let Some(((before_month, before_value), (last_month, last_value))) = two else {
        return match measured().next_back() {
            Some((month, value)) if month.day.is_some() => open_caption(month, value, data.unit, labels),
            Some((month, value)) if month.part => {
                let (number, hours) = (month.number.to_string(), amount(value.total, data.unit, labels));
                fill(words.caption_part, &[("month", &number), ("hours", &hours)])
            }
            Some((month, _)) => fill(words.caption_none_alone, &[("month", &month.number.to_string())]),
            None => words.nothing.to_owned(),
        };
    };
    // Of no hours at all there is no share that was timed.
    let sentence = match (last_value.total > 0.0, before_month.number == last_month.number) {
        (true, true) => words.caption_one,
        (true, false) => words.caption,
        (false, _) => words.caption_none,
    };
    let hours = amount(last_value.total, data.unit, labels);
    let said = fill(
        sentence,
        &[
            ("hours", &hours),
            ("month", &last_month.number.to_string()),
            ("share", &share_timed(last_value, labels)),
            ("before", &before_month.number.to_string()),
            ("before_hours", &amount(before_value.total, data.unit, labels)),
        ],
    );
    let mut thin: Vec<i32> = [before_month, last_month].iter().filter(|m| m.thin).map(|m| m.number).collect();
    thin.dedup();
    match thin.as_slice() {
        [] => said,
        [one] => format!("{said} {}", fill(words.caption_thin_one, &[("month", &one.to_string())])),
        several => format!("{said} {}", fill(words.caption_thin, &[("months", &numbers(several, labels))])),
    }
}

fn open_caption(month: &Month, value: &Value, unit: Unit, labels: &Labels) -> String {
    let (number, day) = (month.number.to_string(), month.day.unwrap_or(0).to_string());
    let (days, hours) = (days(month).to_string(), amount(value.total, unit, labels));
    let values = [("hours", hours.as_str()), ("month", &number), ("day", &day), ("days", &days)];
    fill(labels.hours_lost.caption_open, &values)
}

fn share_timed(value: &Value, labels: &Labels) -> String {
    let share = if value.total > 0.0 { value.timed / value.total } else { 0.0 };
    percent(share, labels)
}

/// Days of the month.
pub(super) fn days(month: &Month) -> i64 {
    (month.until - month.from).num_days()
}

pub(super) fn description(data: &HoursLost, columns: &Columns, labels: &Labels) -> String {
    let words = &labels.hours_lost;
    let (Some(first), Some(last)) = (data.months.first(), data.months.last()) else {
        return words.nothing.to_owned();
    };
    let (from, to) = (first.number.to_string(), last.number.to_string());
    let system = clean(&data.system);
    let mut said = vec![fill(words.described, &[("from", &from), ("to", &to), ("system", &system)])];

    let months = || data.months.iter().zip(&columns.values);
    let missing: Vec<i32> = months().filter(|(_, v)| v.is_none()).map(|(m, _)| m.number).collect();
    let thin: Vec<i32> = months().filter(|(m, v)| m.thin && v.is_some()).map(|(m, _)| m.number).collect();
    for (found, [one, several]) in [(missing, words.described_missing), (thin, words.described_thin)] {
        let sentence = if found.len() == 1 { one } else { several };
        if !found.is_empty() {
            said.push(fill(sentence, &[("months", &numbers(&found, labels))]));
        }
    }
    said.extend(unmeasured_breaks(data, columns, labels).into_iter().map(|(_, words)| format!("{words}.")));
    for (month, day) in data.months.iter().filter_map(|month| Some((month, month.day?))) {
        let (number, day, days) = (month.number.to_string(), day.to_string(), days(month).to_string());
        said.push(fill(words.described_open, &[("month", &number), ("day", &day), ("days", &days)]));
    }
    let compared = |m: &Month| m.day.is_none() && !m.part;
    let whole = months().filter_map(|(m, v)| Some((m, v.as_ref().filter(|_| compared(m))?)));
    if let Some((month, value)) = whole.max_by(|(_, a), (_, b)| a.total.total_cmp(&b.total)) {
        let (number, hours) = (month.number.to_string(), amount(value.total, data.unit, labels));
        said.push(fill(words.described_peak, &[("month", &number), ("hours", &hours)]));
    }
    if !data.earlier.is_empty() {
        let names: Vec<String> = data.earlier.iter().map(|system| clean(&system.name)).collect();
        said.push(fill(words.described_earlier, &[("names", &join(&names, labels.and))]));
    }
    let changes: Vec<String> = super::change_lane::Marks::of(data)
        .0
        .iter()
        .take(MOST_CHANGES)
        .map(|mark| {
            let month = data.months[mark.month].number.to_string();
            fill(words.described_change, &[("name", &mark.name), ("month", &month)])
        })
        .collect();
    if !changes.is_empty() {
        said.push(fill(words.described_changes, &[("names", &join(&changes, labels.and))]));
    }
    said.join(" ")
}

/// Breaks that nobody measured in months that have hours of others, where the column cannot show it: each with its months.
pub(super) fn unmeasured_breaks(
    data: &HoursLost,
    columns: &Columns,
    labels: &Labels,
) -> Vec<(Break, String)> {
    let of_break = |of: Break| {
        let measured = data.months.iter().zip(&columns.values).filter(|(_, value)| value.is_some());
        let missing =
            measured.filter(|(month, _)| month.hours.is_some_and(|hours| hours.unmeasured[of.index()]));
        let months: Vec<i32> = missing.map(|(month, _)| month.number).collect();
        let [one, several] = labels.hours_lost.part_unmeasured;
        let sentence = if months.len() == 1 { one } else { several };
        let places = [("name", of.short(labels)), ("months", &*numbers(&months, labels))];
        (!months.is_empty()).then(|| (of, fill(sentence, &places)))
    };
    Break::ALL.into_iter().filter_map(of_break).collect()
}

/// Months by number, neighbours joined: "1, 3 to 5 and 9".
pub(crate) fn numbers(sorted: &[i32], labels: &Labels) -> String {
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for &n in sorted {
        match runs.last_mut() {
            Some((_, end)) if end.saturating_add(1) == n => *end = n,
            _ => runs.push((n, n)),
        }
    }
    let run = |&(from, to): &(i32, i32)| {
        let (first, last) = (from.to_string(), to.to_string());
        if from == to { first } else { fill(labels.hours_lost.range, &[("from", &first), ("to", &last)]) }
    };
    join(&runs.iter().map(run).collect::<Vec<_>>(), labels.and)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels;

    #[test]
    fn months_in_a_row_are_told_as_a_range() {
        let told = |months: &[i32]| numbers(months, &labels::ENGLISH);
        assert_eq!(told(&[1]), "1");
        assert_eq!(told(&[5, 11]), "5 and 11");
        assert_eq!(told(&[1, 3, 4, 5, 9]), "1, 3 to 5 and 9");
    }
}
