//! Adding months to a day, and the span of days the product knows.

use chrono::{Datelike, Months, NaiveDate};

/// The earliest day that can be written with a four-digit year.
pub const FIRST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(1, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// The latest day that can be written with a four-digit year.
pub const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// `date` moved by `months`, on the same day of the month or, where that month is shorter, on its last day.
///
/// Always count from the original day and never chain: 31 January + 1 is 28 February, and 31 January + 2 is
/// 31 March again, not 28 March. `None` outside [`FIRST_DAY`]..=[`LAST_DAY`]. Source: DOMAIN §4.
#[must_use]
pub fn add_months(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    let distance = Months::new(months.unsigned_abs());
    let moved =
        if months < 0 { date.checked_sub_months(distance) } else { date.checked_add_months(distance) };
    moved.filter(|day| (FIRST_DAY..=LAST_DAY).contains(day))
}

/// Whole months from `from` to `to`, rounded down: the largest k with `add_months(from, k) <= to`.
pub(super) fn whole_months_between(from: NaiveDate, to: NaiveDate) -> i32 {
    let months = (to.year() - from.year()) * 12 + month_of_year(to) - month_of_year(from);
    let clamped_day = from.day().min(u32::from(to.num_days_in_month()));
    if to.day() < clamped_day { months - 1 } else { months }
}

fn month_of_year(date: NaiveDate) -> i32 {
    // 1..=12, so the cast cannot wrap.
    date.month() as i32
}
