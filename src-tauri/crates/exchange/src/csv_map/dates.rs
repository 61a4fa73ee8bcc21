//! Days and times as other programs write them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;
use keepalive_domain::calendar::ClinicZone;
use serde::{Deserialize, Serialize};

/// The order in which a column writes day, month and year where the year does not come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// 2026-03-01. Never in doubt.
    Ymd,
    /// 01.03.2026
    Dmy,
    /// 03/01/2026
    Mdy,
}

impl DateOrder {
    /// Its spelling in a mapping.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ymd => "ymd",
            Self::Dmy => "dmy",
            Self::Mdy => "mdy",
        }
    }
}

/// Two-digit years from here on belong to the last century.
const CENTURY_TURNS_AT: i32 = 70;

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The longest gap a zone ever had, with room: one day skipped whole.
const LONGEST_GAP_MINUTES: i64 = 26 * 60;

/// A day and time as written, before the order is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// With its offset: no question left.
    Instant(i64),
    /// A day in any order of writing that leaves no doubt.
    Day(NaiveDate, Option<NaiveTime>),
    /// Two numbers of which one is the month, and a year.
    InDoubt { first: u32, second: u32, year: i32, time: Option<NaiveTime> },
}

/// What a column's cells say about their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    /// The first line whose day can only come first.
    pub(super) dmy: Option<u64>,
    /// The first line whose month can only come first.
    pub(super) mdy: Option<u64>,
    pub(super) in_doubt: bool,
}

impl Evidence {
    /// Takes one cell into account.
    pub(super) fn see(&mut self, cell: &str, line: u64) {
        if let Some(Written::InDoubt { first, second, .. }) = written(cell) {
            self.dmy = self.dmy.or((first > 12).then_some(line));
            self.mdy = self.mdy.or((second > 12).then_some(line));
            self.in_doubt = true;
        }
    }

    /// The order, if the cells settle it.
    pub(super) const fn order(self) -> Option<DateOrder> {
        match (self.in_doubt, self.dmy.is_some(), self.mdy.is_some()) {
            (false, ..) => Some(DateOrder::Ymd),
            (true, true, false) => Some(DateOrder::Dmy),
            (true, false, true) => Some(DateOrder::Mdy),
            _ => None,
        }
    }
}

/// Reads a day, with or without a time; `None` if it is none of the ways people write one.
pub(super) fn written(cell: &str) -> Option<Written> {
    let cell = cell.trim();
    if let Ok(instant) = DateTime::parse_from_rfc3339(cell) {
        return Some(Written::Instant(instant.timestamp_millis()));
    }
    let (day, time) = split_time(cell)?;
    let parts: Vec<&str> = day
        .split(|c: char| c.is_whitespace() || "-/.,".contains(c))
        .filter(|part| !part.is_empty())
        .collect();
    if let [whole] = parts.as_slice()
        && whole.len() == 8
        && whole.is_ascii()
    {
        let day = ymd(whole[..4].parse().ok()?, whole[4..6].parse().ok()?, whole[6..].parse().ok()?)?;
        return Some(Written::Day(day, time));
    }
    let [a, b, c] = parts.as_slice() else { return None };
    if let Some((month, day, year)) = named_month(&parts) {
        return Some(Written::Day(ymd(year, month, day)?, time));
    }
    if a.len() == 4 {
        return Some(Written::Day(ymd(a.parse().ok()?, number(b)?, number(c)?)?, time));
    }
    let (first, second, year) = (number(a)?, number(b)?, full_year(c)?);
    (first.min(second) >= 1 && first.min(second) <= 12 && first.max(second) <= 31)
        .then_some(Written::InDoubt { first, second, year, time })
}

impl Written {
    /// The day and time, now that the order is known.
    pub(super) fn settled(self, order: DateOrder) -> Option<Self> {
        match self {
            Self::InDoubt { first, second, year, time } => {
                let (day, month) = if order == DateOrder::Mdy { (second, first) } else { (first, second) };
                Some(Self::Day(ymd(year, month, day)?, time))
            }
            settled => Some(settled),
        }
    }

    /// Whether it is no day of the calendar in this order, but one in the other.
    pub(super) fn is_the_other_way_round(self, order: DateOrder) -> bool {
        let other = if order == DateOrder::Mdy { DateOrder::Dmy } else { DateOrder::Mdy };
        self.settled(order).is_none() && self.settled(other).is_some()
    }

    /// The instant in the clinic's zone; a day alone is its beginning.
    pub(super) fn instant(self, zone: ClinicZone) -> Option<i64> {
        match self {
            Self::Instant(at) => Some(at),
            Self::Day(day, None) => Some(zone.day_start(day)),
            Self::Day(day, Some(time)) => local_instant(zone, day.and_time(time)),
            Self::InDoubt { .. } => None,
        }
    }

    /// The local day.
    pub(super) fn day(self, zone: ClinicZone) -> Option<NaiveDate> {
        match self {
            Self::Instant(at) => Some(zone.local_day(at)),
            Self::Day(day, _) => Some(day),
            Self::InDoubt { .. } => None,
        }
    }
}

/// The first instant at which the clinic's clock showed this time; where it skipped it, the end of the gap.
fn local_instant(zone: ClinicZone, local: NaiveDateTime) -> Option<i64> {
    let zone: Tz = zone.name().parse().ok()?;
    (0..=LONGEST_GAP_MINUTES)
        .find_map(|minutes| {
            zone.from_local_datetime(&local.checked_add_signed(chrono::Duration::minutes(minutes))?)
                .earliest()
        })
        .map(|instant| instant.timestamp_millis())
}

/// The day's text and the time behind it, if there is one.
fn split_time(cell: &str) -> Option<(String, Option<NaiveTime>)> {
    let Some(colon) = cell.find(':') else { return Some((cell.to_owned(), None)) };
    let start = cell[..colon].rfind(|c: char| !c.is_ascii_digit()).map_or(0, |i| i + 1);
    let day = cell.get(..start)?.trim_end().trim_end_matches(['T', ',']).trim_end();
    let clock = cell[start..].trim().trim_end_matches('Z').trim().to_ascii_uppercase().replace('.', ":");
    let clock = clock.split_whitespace().collect::<Vec<_>>().join(" ");
    let time = ["%H:%M", "%H:%M:%S", "%H:%M:%S:%f", "%I:%M %p", "%I:%M:%S %p", "%I:%M%p"]
        .iter()
        .find_map(|format| NaiveTime::parse_from_str(&clock, format).ok())?;
    Some((day.to_owned(), Some(time)))
}

/// `July 31st, 2025`, `31 Jul 2025`, `15/Mar/24`, with or without the weekday left out.
fn named_month(parts: &[&str]) -> Option<(u32, u32, i32)> {
    let at = parts.iter().position(|part| month_of(part).is_some())?;
    let month = month_of(parts[at])?;
    let rest: Vec<&str> = parts.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, part)| *part).collect();
    let [a, b] = rest.as_slice() else { return None };
    if a.len() == 4 && a.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((month, ordinal(b)?, a.parse().ok()?));
    }
    Some((month, ordinal(a)?, full_year(b)?))
}

fn month_of(part: &str) -> Option<u32> {
    let lower = part.to_lowercase();
    let at = MONTHS.iter().position(|month| lower.starts_with(month))?;
    u32::try_from(at + 1).ok()
}

fn ordinal(part: &str) -> Option<u32> {
    number(part.trim_end_matches(|c: char| c.is_ascii_alphabetic()))
}

fn number(part: &str) -> Option<u32> {
    (part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok()).flatten()
}

fn full_year(part: &str) -> Option<i32> {
    let year: i32 = part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten()?;
    match part.len() {
        4 => Some(year),
        2 if year < CENTURY_TURNS_AT => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

fn ymd(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone() -> ClinicZone {
        "America/Denver".parse().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_ways_people_write_a_day() {
        for (cell, expected) in [
            ("2025-3-01", "2025-03-01"),
            ("2025/03/01", "2025-03-01"),
            ("20250301", "2025-03-01"),
            ("July 31st, 2025", "2025-07-31"),
            ("31 Jul 2025", "2025-07-31"),
            ("15/Mar/24 9:12 AM", "2024-03-15"),
            ("2024-02-29T23:59:59", "2024-02-29"),
            ("2024-02-29 23:59", "2024-02-29"),
        ] {
            assert_eq!(written(cell).unwrap().day(zone()), Some(day(expected)), "{cell}");
        }
        for bad in ["", "soon", "2025-02-30", "13/13/2025", "1/2", "45321", "2025-01-01 25:00"] {
            assert_eq!(written(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_order_of_a_column_is_settled_by_one_cell_over_twelve() {
        let order = |cells: &[&str]| {
            let mut evidence = Evidence::default();
            cells.iter().for_each(|cell| evidence.see(cell, 2));
            evidence.order()
        };
        assert_eq!(order(&["01-03-2016 01:22", "29-02-2016 23:53"]), Some(DateOrder::Dmy));
        assert_eq!(order(&["03/01/25", "06/27/25"]), Some(DateOrder::Mdy));
        assert_eq!(order(&["2025-03-01", "?"]), Some(DateOrder::Ymd));
        assert_eq!(order(&["01/03/2025", "04/05/2025"]), None);
        assert_eq!(order(&["31/03/2025", "04/25/2025"]), None);
    }

    #[test]
    fn a_date_is_the_other_way_round_where_only_the_other_order_makes_it_a_day() {
        let turned = |cell: &str, order| written(cell).unwrap().is_the_other_way_round(order);
        assert!(turned("13/06/2026", DateOrder::Mdy));
        assert!(turned("06/13/2026", DateOrder::Dmy));
        assert!(!turned("13/06/2026", DateOrder::Dmy));
        assert!(!turned("06/07/2026", DateOrder::Mdy), "a day in either order");
        assert!(!turned("31/02/2026", DateOrder::Dmy), "a day in neither");
        assert!(!turned("2026-06-13", DateOrder::Mdy));
    }

    #[test]
    fn a_time_is_the_clinics_own() {
        // 2016-02-29 01:16 in Denver is 08:16 UTC.
        let at =
            written("29-02-2016 01:16").unwrap().settled(DateOrder::Dmy).unwrap().instant(zone()).unwrap();
        assert_eq!(DateTime::from_timestamp_millis(at).unwrap().to_rfc3339(), "2016-02-29T08:16:00+00:00");
        // 2026-03-08 02:30 was skipped; the gap ends at 03:00, 09:00 UTC.
        let at = written("2026-03-08 02:30").unwrap().instant(zone()).unwrap();
        assert_eq!(DateTime::from_timestamp_millis(at).unwrap().to_rfc3339(), "2026-03-08T09:00:00+00:00");
        let at = written("2026-03-08T02:30:00+01:00").unwrap().instant(zone()).unwrap();
        assert_eq!(DateTime::from_timestamp_millis(at).unwrap().to_rfc3339(), "2026-03-08T01:30:00+00:00");
    }
}
