//! One row, picked apart by the mapping.

use std::collections::BTreeMap;

use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::facts::Day;

use super::binding::{BoundMap, DATED, Orders};
use super::dates::{DateOrder, Written, written};
use super::map::Map;
use super::seen::Looking;
use crate::assemble::{Assembler, Place, cut, shown};
use crate::problem::Outcome;
use crate::rows::Row;

/// One row, picked apart by the mapping.
pub(super) struct Picked<'p> {
    pub(super) map: &'p Map,
    /// Their own key, before the prefix.
    pub(super) raw_key: Option<String>,
    texts: BTreeMap<&'p str, String>,
    orders: &'p Orders,
    zone: ClinicZone,
    refused: Vec<Refused>,
    /// Fields that say when something was, with the day each of them says.
    days: Vec<(&'static str, Day)>,
}

/// Why a field is refused.
struct Refused {
    field: &'static str,
    code: &'static str,
    message: String,
    /// What the words for the code name.
    args: Vec<String>,
}

/// Fields of days that may well lie ahead.
const MAY_LIE_AHEAD: &[&str] = &["ended", "expected_end"];

impl<'p> Picked<'p> {
    pub(super) fn from(
        row: &Row,
        bound: &'p BoundMap,
        map: &'p Map,
        orders: &'p Orders,
        zone: ClinicZone,
        looking: &mut Looking,
    ) -> Self {
        let mut texts: BTreeMap<&str, String> = BTreeMap::new();
        for field in &bound.columns {
            let Some(theirs) = field.source.pick(row, map) else { continue };
            let ours = field.words.translated(&theirs);
            looking.word(&field.name, &theirs, &ours);
            texts.insert(&field.name, ours);
        }
        for (field, ours) in &map.defaults {
            texts.entry(field).or_insert_with(|| ours.clone());
        }
        let raw_key = texts.remove("key");
        Self { map, raw_key, texts, orders, zone, refused: Vec::new(), days: Vec::new() }
    }

    /// Shows the row as it will become, days as days of the clinic.
    pub(super) fn show(&self, line: u64, outcome: Outcome, looking: &mut Looking) {
        if !looking.wants_row() {
            return;
        }
        let mut cells: BTreeMap<String, String> = BTreeMap::new();
        for (field, text) in self.texts.iter().filter(|(_, text)| !text.is_empty()) {
            let day = DATED.contains(field).then(|| {
                let order = self.orders.get(field).copied().unwrap_or(DateOrder::Ymd);
                written(text).and_then(|written| written.settled(order)).and_then(|w| w.day(self.zone))
            });
            let shown = day.flatten().map_or_else(|| text.clone(), |day| day.to_string());
            cells.insert((*field).to_owned(), shown);
        }
        if let Some(key) = &self.raw_key {
            cells.insert("key".to_owned(), format!("{}{key}", self.map.key_prefix));
        }
        looking.row(line, outcome, cells);
    }

    /// The clinic's zone, in which its days are read.
    pub(super) const fn zone(&self) -> ClinicZone {
        self.zone
    }

    /// What the row says for a field.
    pub(super) fn text(&self, field: &str) -> Option<&str> {
        self.texts.get(field).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// A field's instant in UTC milliseconds. What cannot be read is refused.
    pub(super) fn instant(&mut self, field: &'static str) -> Option<i64> {
        let zone = self.zone;
        self.dated(field).and_then(|written| written.instant(zone))
    }

    /// A field's local day. What cannot be read is refused.
    pub(super) fn day(&mut self, field: &'static str) -> Option<Day> {
        let zone = self.zone;
        self.dated(field).and_then(|written| written.day(zone))
    }

    fn dated(&mut self, field: &'static str) -> Option<Written> {
        let text = self.text(field)?;
        let order = self.orders.get(field).copied().unwrap_or(DateOrder::Ymd);
        let as_written = written(text);
        let read = as_written.and_then(|written| written.settled(order));
        let args: Vec<String> = cut(text).into_iter().collect();
        let refused = match read {
            Some(read) => {
                let day = read.day(self.zone).filter(|_| !MAY_LIE_AHEAD.contains(&field));
                self.days.extend(day.map(|day| (field, day)));
                return Some(read);
            }
            None if as_written.is_some_and(|written| written.is_the_other_way_round(order)) => {
                let (theirs, the_files) = match order {
                    DateOrder::Mdy => ("day", "month"),
                    DateOrder::Dmy | DateOrder::Ymd => ("month", "day"),
                };
                let date = shown(text);
                let message = format!(
                    "{date} is written the other way round: {theirs} first. The file is read {the_files} first."
                );
                let code = if order == DateOrder::Mdy { "day_first" } else { "month_first" };
                Refused { field, code, message, args }
            }
            None => {
                let message = format!("{} is no day or time of the calendar.", shown(text));
                Refused { field, code: "not_a_date", message, args }
            }
        };
        self.refused.push(refused);
        None
    }

    /// Notes why a field is refused.
    pub(super) fn refuse(&mut self, field: &'static str, code: &'static str, message: String) {
        self.refused.push(Refused { field, code, message, args: Vec::new() });
    }

    /// Whether a field was refused.
    pub(super) fn is_refused(&self, field: &str) -> bool {
        self.refused.iter().any(|refused| refused.field == field)
    }

    /// Reports what was refused so far, and what it says has not happened yet.
    pub(super) fn hand_over(&mut self, to: &mut Assembler<'_>, place: Place<'_>) {
        for Refused { field, code, message, args } in self.refused.drain(..) {
            to.refuse_naming(place, field, code, message, args);
        }
        for (field, day) in self.days.drain(..) {
            to.note_if_after_today(place, field, day);
        }
    }
}
