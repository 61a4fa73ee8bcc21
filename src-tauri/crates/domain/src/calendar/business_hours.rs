//! Business hours: the clinic's opening hours and holidays, counted in real milliseconds.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::ClinicZone;

/// Minutes of a day on the wall clock; a span may close at this minute, that is at midnight.
const MINUTES_PER_DAY: u16 = 24 * 60;

/// A span of one day during which the clinic is open, in minutes of the wall clock. In text `08:00-17:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OpenSpan {
    opens_at_minute: u16,
    closes_at_minute: u16,
}

/// When a clinic is open: spans for each weekday, and holidays on which it stays shut.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "OpeningHoursText", into = "OpeningHoursText")]
pub struct OpeningHours {
    week: [Vec<OpenSpan>; 7],
    holidays: BTreeSet<NaiveDate>,
}

/// What is wrong with opening hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OpeningHoursError {
    /// Not two times of day.
    #[error("opening hours are written as 08:00-17:00, from 00:00 to 24:00")]
    NotASpan,
    /// Closes before it opens, or at once. A night shift is two spans on two days.
    #[error(
        "opening hours must close after they open; write a night as two spans, until 24:00 and from 00:00"
    )]
    ClosesBeforeItOpens,
    /// Two spans of one day share a minute.
    #[error("two opening hours of the same day overlap")]
    Overlap,
    /// No list of seven days, each a list of spans.
    #[error(
        "opening hours are seven lists of spans, Monday first, such as [[\"08:00-17:00\"],[],[],[],[],[],[]]"
    )]
    NotAWeek,
    /// No list of days.
    #[error("holidays are a list of days, such as [\"2026-12-25\"]")]
    NotHolidays,
}

impl OpenSpan {
    /// A span from one minute of the day to another (exclusive), at most 24 × 60.
    ///
    /// # Errors
    /// [`OpeningHoursError::NotASpan`] past midnight, [`OpeningHoursError::ClosesBeforeItOpens`].
    pub const fn new(opens_at_minute: u16, closes_at_minute: u16) -> Result<Self, OpeningHoursError> {
        if opens_at_minute > MINUTES_PER_DAY || closes_at_minute > MINUTES_PER_DAY {
            return Err(OpeningHoursError::NotASpan);
        }
        if closes_at_minute <= opens_at_minute {
            return Err(OpeningHoursError::ClosesBeforeItOpens);
        }
        Ok(Self { opens_at_minute, closes_at_minute })
    }
}

impl OpeningHours {
    /// Opening hours from the spans of Monday to Sunday, in any order within a day, and the holidays.
    ///
    /// # Errors
    /// [`OpeningHoursError::Overlap`].
    pub fn new(
        mut week: [Vec<OpenSpan>; 7],
        holidays: BTreeSet<NaiveDate>,
    ) -> Result<Self, OpeningHoursError> {
        for spans in &mut week {
            spans.sort_unstable();
            if spans.windows(2).any(|pair| pair[1].opens_at_minute < pair[0].closes_at_minute) {
                return Err(OpeningHoursError::Overlap);
            }
        }
        Ok(Self { week, holidays })
    }

    /// Reads the two fields of the clinic: a JSON list of seven lists of spans, Monday first, such as
    /// `[["08:00-12:00","13:00-17:00"],…]`, and a JSON list of holidays as ISO days. `None` where they are no
    /// such lists, or where the clinic would never be open.
    #[must_use]
    pub fn read(week: &str, holidays: Option<&str>) -> Option<Self> {
        let holidays = Self::read_holidays(holidays.unwrap_or_default()).ok()?;
        let hours = Self::new(Self::read_week(week).ok()?, holidays).ok()?;
        hours.week.iter().any(|spans| !spans.is_empty()).then_some(hours)
    }

    /// Whether a text is a week as [`OpeningHours::read`] takes it. A week without hours is one.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check_week(text: &str) -> Result<(), OpeningHoursError> {
        Self::new(Self::read_week(text)?, BTreeSet::new()).map(drop)
    }

    /// Whether a text is a list of holidays as [`OpeningHours::read`] takes it.
    ///
    /// # Errors
    /// [`OpeningHoursError::NotHolidays`].
    pub fn check_holidays(text: &str) -> Result<(), OpeningHoursError> {
        Self::read_holidays(text).map(drop)
    }

    /// Each span is read by itself, so that what is wrong with one is said in its own words.
    fn read_week(text: &str) -> Result<[Vec<OpenSpan>; 7], OpeningHoursError> {
        let texts: [Vec<String>; 7] = serde_json::from_str(text).map_err(|_| OpeningHoursError::NotAWeek)?;
        let mut week: [Vec<OpenSpan>; 7] = Default::default();
        for (spans, texts) in week.iter_mut().zip(texts) {
            *spans = texts.iter().map(|span| span.parse()).collect::<Result<_, _>>()?;
        }
        Ok(week)
    }

    /// No text is no holiday.
    fn read_holidays(text: &str) -> Result<BTreeSet<NaiveDate>, OpeningHoursError> {
        if text.trim().is_empty() {
            return Ok(BTreeSet::new());
        }
        serde_json::from_str(text).map_err(|_| OpeningHoursError::NotHolidays)
    }

    /// The spans of a day in order; none on a holiday.
    #[must_use]
    pub fn spans_on(&self, day: NaiveDate) -> &[OpenSpan] {
        if self.holidays.contains(&day) {
            return &[];
        }
        let monday_first = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or_default();
        self.week.get(monday_first).map_or(&[], Vec::as_slice)
    }

    /// Open time between two instants.
    ///
    /// Unit: real milliseconds, so an open night is an hour shorter or longer when the clocks change. An
    /// opening or closing time that falls into a gap counts at the gap's end, one that comes twice the first
    /// time. 0 if `to_ms` is not after `from_ms`. Takes time proportional to the days between.
    #[must_use]
    pub fn open_ms_between(&self, zone: ClinicZone, from_ms: i64, to_ms: i64) -> i64 {
        if to_ms <= from_ms {
            return 0;
        }
        // One day more: minutes repeated across midnight show the day before the one that has begun.
        let last_day = zone.local_day(to_ms) + Days::new(1);
        zone.local_day(from_ms)
            .iter_days()
            .take_while(|day| *day <= last_day)
            .flat_map(|day| self.spans_on(day).iter().map(move |span| (day, span)))
            .map(|(day, span)| {
                let opens_ms = zone.first_instant_at(at_minute(day, span.opens_at_minute)).max(from_ms);
                let closes_ms = zone.first_instant_at(at_minute(day, span.closes_at_minute)).min(to_ms);
                (closes_ms - opens_ms).max(0)
            })
            .sum()
    }
}

/// The wall-clock time this many minutes after midnight; minute 24 × 60 is the next midnight.
fn at_minute(day: NaiveDate, minute: u16) -> NaiveDateTime {
    if minute >= MINUTES_PER_DAY {
        let next_day = day.checked_add_days(Days::new(1)).unwrap_or(day);
        return next_day.and_time(NaiveTime::MIN);
    }
    let time = NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minute) * 60, 0);
    day.and_time(time.unwrap_or(NaiveTime::MIN))
}

/// How opening hours stand in settings and files: seven lists of spans, Monday first, then the holidays.
#[derive(Serialize, Deserialize)]
struct OpeningHoursText {
    week: [Vec<OpenSpan>; 7],
    #[serde(default)]
    holidays: BTreeSet<NaiveDate>,
}

impl TryFrom<OpeningHoursText> for OpeningHours {
    type Error = OpeningHoursError;
    fn try_from(text: OpeningHoursText) -> Result<Self, Self::Error> {
        Self::new(text.week, text.holidays)
    }
}

impl From<OpeningHours> for OpeningHoursText {
    fn from(hours: OpeningHours) -> Self {
        Self { week: hours.week, holidays: hours.holidays }
    }
}

impl fmt::Display for OpenSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (opens, closes) = (self.opens_at_minute, self.closes_at_minute);
        write!(f, "{:02}:{:02}-{:02}:{:02}", opens / 60, opens % 60, closes / 60, closes % 60)
    }
}

impl FromStr for OpenSpan {
    type Err = OpeningHoursError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (opens, closes) = text.split_once('-').ok_or(OpeningHoursError::NotASpan)?;
        Self::new(parse_minute(opens)?, parse_minute(closes)?)
    }
}

fn parse_minute(text: &str) -> Result<u16, OpeningHoursError> {
    let number = |digits: &str, max: u16| {
        let plain = !digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit());
        digits.parse::<u16>().ok().filter(|n| plain && *n <= max).ok_or(OpeningHoursError::NotASpan)
    };
    let (hours, minutes) = text.trim().split_once(':').ok_or(OpeningHoursError::NotASpan)?;
    Ok(number(hours, 24)? * 60 + number(minutes, 59)?)
}

impl TryFrom<String> for OpenSpan {
    type Error = OpeningHoursError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<OpenSpan> for String {
    fn from(span: OpenSpan) -> Self {
        span.to_string()
    }
}
