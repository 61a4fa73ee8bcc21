//! The mapping and the file brought together: its columns found, and the order of its dates.

use std::collections::{BTreeMap, BTreeSet};

use super::dates::{DateOrder, Evidence};
use super::import::{MappedCsv, SAMPLED_ROWS};
use super::map::Map;
use super::seen::Looking;
use super::source::{Bound, Headings, Words};
use crate::assemble::Assembler;
use crate::problem::{FileReport, ImportError, Problem};
use crate::rows::Row;

/// The fields that hold days or times.
pub(super) const DATED: &[&str] = &[
    "opened",
    "resolved",
    "closed",
    "updated",
    "first_response",
    "told_requester",
    "started",
    "ended",
    "expected_end",
    "at",
];

/// What settles the order of day and month where the file does not.
const SAY_IT: &str = "Say it in the mapping: \"dates\": \"dmy\" or \"mdy\".";

/// What becomes of dates of the other order once it is settled.
const THEN_REFUSED: &str = "The lines written the other way are then refused one by one, the rest is read.";

/// The fields whose order of day and month is found out when in doubt.
pub(super) type Orders = BTreeMap<&'static str, DateOrder>;

/// A mapping with its columns found.
pub(super) struct BoundMap {
    pub(super) columns: Vec<BoundField>,
    pub(super) width: usize,
}

/// One field with where it comes from.
pub(super) struct BoundField {
    pub(super) name: String,
    pub(super) source: Bound,
    pub(super) words: Words,
}

impl BoundMap {
    fn source(&self, name: &str) -> Option<&Bound> {
        self.columns.iter().find(|field| field.name == name).map(|field| &field.source)
    }
}

/// The mapping's columns in a heading, by field. `titles`: the columns whose cells read like titles.
///
/// A heading alone can mislead: *Request* is a number in one list and what is asked in another. What a preset guessed to be a
/// number and reads like titles is none, and is the title where no other column is.
pub(super) fn found_columns<'m>(
    map: &'m Map,
    headings: &Headings,
    titles: &BTreeSet<usize>,
) -> BTreeMap<&'m str, Bound> {
    let mut columns: BTreeMap<&str, Bound> = map
        .columns
        .iter()
        .filter_map(|(field, source)| Some((field.as_str(), Bound::to(source, headings)?)))
        .collect();
    let guessed = |field: &str| map.guessed.get(field).map(String::as_str);
    let Some(key) = guessed("key").and_then(|key| columns.remove(key)) else { return columns };
    let title = key.places().into_iter().find(|place| titles.contains(place));
    if let Some(key) = key.without(titles) {
        columns.insert("key", key);
    }
    if let (Some(place), true, false) = (title, guessed("title").is_some(), columns.contains_key("title")) {
        columns.insert("title", Bound::Cell(place));
    }
    columns
}

/// Whether a cell reads like a title: at least two words of letters alone. A number of a tracker has one at most.
fn reads_like_a_title(cell: &str) -> bool {
    let is_word = |word: &&str| word.chars().count() > 1 && word.chars().all(char::is_alphabetic);
    cell.split_whitespace().filter(is_word).count() > 1
}

impl MappedCsv {
    /// The columns most of whose first cells read like titles.
    ///
    /// # Errors
    /// The file cannot be read; a row that cannot is said when the rows are taken.
    pub(super) fn columns_of_titles(&self) -> Result<BTreeSet<usize>, ImportError> {
        let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        let mut rows = self.rows()?;
        let mut row = Row::default();
        let mut left = SAMPLED_ROWS;
        while left > 0 && matches!(rows.next(&mut row), Ok(true)) {
            // The heading is no cell.
            if left < SAMPLED_ROWS {
                for i in 0..row.len() {
                    let text = String::from_utf8_lossy(row.cell(i));
                    if !self.map.is_null(&text) {
                        let (said, titles) = counts.entry(i).or_default();
                        *said += 1;
                        *titles += usize::from(reads_like_a_title(&text));
                    }
                }
            }
            left -= 1;
        }
        Ok(counts.into_iter().filter(|(_, (said, titles))| titles * 2 > *said).map(|(i, _)| i).collect())
    }

    /// Finds the mapping's columns in the heading.
    pub(super) fn bind(
        &self,
        to: &mut Assembler<'_>,
        report: &mut FileReport,
        looking: &mut Looking,
    ) -> Result<Option<BoundMap>, ImportError> {
        let mut row = Row::default();
        if !self.next(&mut self.rows()?, &mut row, to)? {
            if to.report.is_clean() {
                let message = "The file is empty. Its first line must name the columns.";
                to.stop(Problem::file(&self.name, "no_heading", message));
            }
            return Ok(None);
        }
        let headings = Headings::of(&row);
        if let Some(name) = headings.twice() {
            let message = "This column stands twice. The first that says something counts.";
            to.report.notes.push(Problem::cell(&self.name, row.line, name, "twice", message));
        }
        let columns = found_columns(&self.map, &headings, &self.columns_of_titles()?);
        for field in self.rows_are.targets().0 {
            if !columns.contains_key(field) && !self.map.defaults.contains_key(*field) {
                let message = "None of the columns that the mapping names for this is in the file.";
                let problem = Problem::cell(&self.name, row.line, field, "missing_column", message);
                to.stop(problem.naming([(*field).to_owned()]));
            }
        }
        for (field, bound) in &columns {
            for place in bound.places() {
                if let Some(column) = looking.seen.columns.get_mut(place) {
                    column.fields.push((*field).to_owned());
                }
            }
        }
        let used: BTreeSet<usize> = columns.values().flat_map(Bound::places).collect();
        report.ignored_columns = headings.others(&used);
        let columns = columns
            .into_iter()
            .map(|(field, source)| {
                let words = Words::of(&self.map.values, field);
                BoundField { name: field.to_owned(), source, words }
            })
            .collect();
        Ok((to.report.stops == 0).then_some(BoundMap { columns, width: headings.len() }))
    }

    /// Finds out the order of day, month and year of every dated column, over all its cells.
    pub(super) fn orders(&self, bound: &BoundMap, to: &mut Assembler<'_>) -> Result<Orders, ImportError> {
        let dated: Vec<(&'static str, &Bound)> =
            DATED.iter().filter_map(|name| Some((*name, bound.source(name)?))).collect();
        if let Some(order) = self.map.dates {
            return Ok(dated.iter().map(|(name, _)| (*name, order)).collect());
        }
        let mut evidence: BTreeMap<&'static str, Evidence> = BTreeMap::new();
        let mut rows = self.rows()?;
        let mut row = Row::default();
        let mut heading = true;
        // What cannot be read is said when the rows are taken.
        while matches!(rows.next(&mut row), Ok(true)) {
            if std::mem::take(&mut heading) {
                continue;
            }
            for (name, source) in &dated {
                if let Some(cell) = source.pick(&row, &self.map) {
                    evidence.entry(name).or_default().see(&cell, row.line);
                }
            }
        }
        // A column in doubt follows the others of its file if they agree.
        let settled: BTreeSet<DateOrder> =
            evidence.values().filter(|e| e.in_doubt).filter_map(|e| e.order()).collect();
        let of_the_file = if settled.len() == 1 { settled.first().copied() } else { None };
        let first = |of: fn(&Evidence) -> Option<u64>| {
            evidence.iter().filter_map(|(name, seen)| Some((of(seen)?, *name))).min()
        };
        let of_all = (first(|seen| seen.dmy), first(|seen| seen.mdy));
        let mut orders = Orders::new();
        for (name, seen) in &evidence {
            if !seen.in_doubt {
                orders.insert(*name, DateOrder::Ymd);
                continue;
            }
            // Nobody writes one file in two orders: of columns that contradict each other one has a slip in it, and which one cannot
            // be told. Followed, it would swap day and month in all its lines.
            let problem = match (seen.dmy, seen.mdy, of_all) {
                (Some(dmy), Some(mdy), _) => self.mixed_dates(name, dmy, mdy),
                (_, _, (Some(dmy), Some(mdy))) => self.mixed_columns(name, dmy, mdy),
                _ => match seen.order().or(of_the_file) {
                    Some(order) => {
                        orders.insert(*name, order);
                        continue;
                    }
                    None => {
                        let message =
                            format!("No date tells whether the day or the month comes first. {SAY_IT}");
                        Problem::cell(&self.name, 0, name, "ambiguous_dates", message)
                    }
                },
            };
            to.stop(problem);
        }
        Ok(orders)
    }

    /// Dates that contradict each other, with a line of each order.
    fn mixed_dates(&self, field: &str, dmy: u64, mdy: u64) -> Problem {
        let message =
            format!("Line {dmy} can only be day first, line {mdy} only month first. {SAY_IT} {THEN_REFUSED}");
        Problem::cell(&self.name, dmy.max(mdy), field, "mixed_dates", message)
            .naming([dmy.to_string(), mdy.to_string()])
    }

    /// Columns that contradict each other, so that none is followed, this one included: a line and column of each order.
    fn mixed_columns(
        &self,
        field: &str,
        (dmy, day_first): (u64, &str),
        (mdy, month_first): (u64, &str),
    ) -> Problem {
        let message = format!(
            "Dates contradict each other: {day_first} in line {dmy} can only be day first, {month_first} in line {mdy} only month \
             first. {SAY_IT} {THEN_REFUSED}"
        );
        Problem::cell(&self.name, dmy.max(mdy), field, "mixed_columns", message).naming([
            day_first.to_owned(),
            month_first.to_owned(),
            dmy.to_string(),
            mdy.to_string(),
        ])
    }
}
