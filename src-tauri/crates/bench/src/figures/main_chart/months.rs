//! The months that every side draws.

use chrono::{Months, NaiveDate};
use keepalive_charts::hours_lost::{Hours, HoursLost, Month};

/// 36 whole months, all measured, the same numbers on every machine.
pub(super) fn thirty_six() -> HoursLost {
    let go_live = NaiveDate::from_ymd_opt(2023, 1, 31).unwrap_or_default();
    let wave = |i: u32, k: u32| f64::from((i * k * 7 + i * i * 3) % 23);
    let after = |months| go_live.checked_add_months(Months::new(months)).unwrap_or(go_live);
    let month = |i: u32| {
        let by_break =
            [30.0 + wave(i, 1), 12.0 + wave(i, 2) / 2.0, 8.0 + wave(i, 3) / 2.0, 15.0 + wave(i, 5)];
        Month {
            number: i32::try_from(i).unwrap_or(0) + 1,
            from: after(i),
            until: after(i + 1),
            hours: Some(Hours { by_break, timed: by_break.iter().sum::<f64>() * 0.5, ..Hours::default() }),
            fte: Some(9.0),
            coverage: Some(0.7),
            thin: false,
            part: false,
            day: None,
        }
    };
    HoursLost { system: "Marlet EHR".into(), months: (0..36).map(month).collect(), ..HoursLost::default() }
}

/// One line for each month: its number and the hours of the four breaks.
pub(super) fn lines(data: &HoursLost) -> String {
    let line = |month: &Month| {
        let [drift, reporting, support, burnout] =
            month.hours.map(|hours| hours.by_break).unwrap_or_default();
        format!("{} {drift} {reporting} {support} {burnout}\n", month.number)
    };
    data.months.iter().map(line).collect()
}
