//! The axis every figure stands on: months and weeks since go-live.

use chrono::{Days, NaiveDate};

use super::months::{FIRST_DAY, LAST_DAY, add_months, whole_months_between};

/// The day an EHR system went live, and the months and weeks counted from it.
///
/// Month n ≥ 1 is `[add_months(G, n-1), add_months(G, n))`, week w ≥ 1 is `[G + 7(w-1), G + 7w)`. The one that
/// ends the day before go-live is 0; earlier ones are negative. Source: DOMAIN §4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct GoLive(NaiveDate);

/// One go-live month or week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// Its number since go-live: 1 is the first.
    pub n: i32,
    /// First day.
    pub from: NaiveDate,
    /// The day after the last (exclusive).
    pub to: NaiveDate,
}

/// A period seen from a last measured day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MeasuredPeriod {
    /// The whole period.
    pub period: Period,
    /// The day after the last *measured* day of it: `period.to`, or earlier in an unfinished period.
    pub measured_to: NaiveDate,
    /// Its last day is after the last measured day, so its sums are never compared with whole ones (A1).
    pub partial: bool,
}

/// The last day whose rows count for a system: `as_of` or, if earlier, the day before it was retired (A5).
#[must_use]
pub fn last_measured_day(as_of: NaiveDate, retired: Option<NaiveDate>) -> NaiveDate {
    retired.and_then(|day| day.pred_opt()).map_or(as_of, |last_day_live| last_day_live.min(as_of))
}

impl GoLive {
    /// The axis of a system with this go-live date; dates outside the years 1 to 9999 count as the nearest end.
    #[must_use]
    pub fn new(date: NaiveDate) -> Self {
        Self(date.clamp(FIRST_DAY, LAST_DAY))
    }

    /// The go-live date: the first day of month 1 and of week 1.
    #[must_use]
    pub const fn date(self) -> NaiveDate {
        self.0
    }

    /// Go-live month `n`, zero and negative months included; `None` outside the years 1 to 9999.
    #[must_use]
    pub fn month(self, n: i32) -> Option<Period> {
        let from = add_months(self.0, n.checked_sub(1)?)?;
        let to = add_months(self.0, n)?;
        Some(Period { n, from, to })
    }

    /// The number of the go-live month that holds `date`.
    #[must_use]
    pub fn month_of(self, date: NaiveDate) -> i32 {
        whole_months_between(self.0, date) + 1
    }

    /// Go-live week `w`, zero and negative weeks included; `None` outside the years 1 to 9999.
    #[must_use]
    pub fn week(self, w: i32) -> Option<Period> {
        let from = add_weeks(self.0, w.checked_sub(1)?)?;
        let to = add_weeks(self.0, w)?;
        Some(Period { n: w, from, to })
    }

    /// The number of the go-live week that holds `date`.
    #[must_use]
    pub fn week_of(self, date: NaiveDate) -> i32 {
        let weeks = date.signed_duration_since(self.0).num_days().div_euclid(7);
        // NaiveDate spans 524,288 years, under 28 million weeks: the conversion always fits.
        i32::try_from(weeks).map_or(i32::MAX, |weeks| weeks + 1)
    }

    /// Months 1 to the one that holds the last measured day; none if that is before go-live (A1).
    pub fn months_until(self, last_measured_day: NaiveDate) -> impl Iterator<Item = MeasuredPeriod> {
        measured(move |n| self.month(n), last_measured_day)
    }

    /// Weeks 1 to the one that holds the last measured day; none if that is before go-live (A1).
    pub fn weeks_until(self, last_measured_day: NaiveDate) -> impl Iterator<Item = MeasuredPeriod> {
        measured(move |w| self.week(w), last_measured_day)
    }
}

impl Period {
    /// The last day of the period.
    #[must_use]
    pub fn last_day(&self) -> NaiveDate {
        self.to.pred_opt().unwrap_or(self.to)
    }

    /// How many days it has.
    #[must_use]
    pub fn days(&self) -> i64 {
        self.to.signed_duration_since(self.from).num_days()
    }

    /// Whether the day lies in it.
    #[must_use]
    pub fn contains(&self, day: NaiveDate) -> bool {
        (self.from..self.to).contains(&day)
    }
}

fn measured(
    period: impl Fn(i32) -> Option<Period>,
    last_measured_day: NaiveDate,
) -> impl Iterator<Item = MeasuredPeriod> {
    let day_after = last_measured_day.succ_opt().unwrap_or(last_measured_day);
    (1..).map_while(period).take_while(move |period| period.from <= last_measured_day).map(move |period| {
        MeasuredPeriod {
            period,
            measured_to: period.to.min(day_after),
            partial: period.last_day() > last_measured_day,
        }
    })
}

fn add_weeks(date: NaiveDate, weeks: i32) -> Option<NaiveDate> {
    let distance = Days::new(u64::from(weeks.unsigned_abs()) * 7);
    let moved = if weeks < 0 { date.checked_sub_days(distance) } else { date.checked_add_days(distance) };
    moved.filter(|day| (FIRST_DAY..=LAST_DAY).contains(day))
}
