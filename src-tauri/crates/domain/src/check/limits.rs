//! The edges of what can be meant. Beyond them it is a typing slip.

use chrono::NaiveDate;

/// The longest title, name or key in characters: three lines on the screen.
pub const MOST_TITLE_CHARS: usize = 500;

/// The longest note in characters: some eight printed pages.
pub const MOST_TEXT_CHARS: usize = 20_000;

/// How far ahead a go-live may be planned, in months. A clinic starts its log when it prepares for an EHR: about a year
/// ahead, with half a year for a date that slipped before it was written down. Later is a slip in the year. The source is
/// ours (docs/definitions.md).
pub const FAR_FUTURE_GO_LIVE_MONTHS: u32 = 18;

/// No EHR is older; an earlier date is a slip in the year.
pub const EARLIEST_DAY: NaiveDate = day(1970);

/// No promise or review is later.
pub const LATEST_DAY: NaiveDate = day(2100);

/// The most full-time equivalents one row can be: it may stand for a whole team, as a clinic that counts its
/// staff in one line writes it.
pub const MOST_FTE: f64 = 1_000.0;

/// The most people one workaround can occupy.
pub const MOST_PEOPLE: f64 = 100_000.0;

/// The most uses of one person in a week: once a minute for forty hours.
pub const MOST_USES_PER_WEEK: f64 = 2_400.0;

/// Hours in a week.
pub const MOST_WEEK_HOURS: f64 = 168.0;

/// The most times one entry can say it happened.
pub const MOST_TIMES: i64 = 999;

/// The highest rating of a vendor's answer, and the highest weight of a question: six steps from 0 are as fine as
/// a clinic's judgement goes.
pub const MOST_RATING: f64 = 5.0;

/// The longest a vendor can say an adjustment takes, in days: ten years.
pub const MOST_STATED_DAYS: f64 = 3_650.0;

/// The longest time between two reviews, in days: ten years.
pub const MOST_REVIEW_DAYS: f64 = 3_650.0;

const fn day(year: i32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, 1, 1) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}
