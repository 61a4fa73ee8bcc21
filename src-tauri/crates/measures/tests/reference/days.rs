//! Counting days by hand.

use chrono::{Datelike, NaiveDate};
use keepalive_domain::facts::Day;

pub(crate) fn tomorrow(day: Day) -> Day {
    day.succ_opt().unwrap()
}

pub(crate) fn yesterday(day: Day) -> Day {
    day.pred_opt().unwrap()
}

/// The days from `from` until the day before `to`.
pub(crate) fn each_day(from: Day, to: Day) -> Vec<Day> {
    let mut days = Vec::new();
    let mut day = from;
    while day < to {
        days.push(day);
        day = tomorrow(day);
    }
    days
}

pub(crate) fn days_ago(day: Day, count: i32) -> Day {
    (0..count).fold(day, |day, _| yesterday(day))
}

/// Where go-live month `n` ≥ 1 starts: the go-live day `n - 1` calendar months on, or that month's last day.
pub(crate) fn month_start(go_live: Day, n: i32) -> Day {
    let months = go_live.month0() as i32 + n - 1;
    let (year, month) = (go_live.year() + months / 12, (months % 12) as u32 + 1);
    let mut day = go_live.day();
    loop {
        if let Some(date) = NaiveDate::from_ymd_opt(year, month, day) {
            return date;
        }
        day -= 1;
    }
}

/// Where go-live week `w` ≥ 1 starts.
pub(crate) fn week_start(go_live: Day, w: i32) -> Day {
    let mut day = go_live;
    for _ in 0..7 * (w - 1) {
        day = tomorrow(day);
    }
    day
}
