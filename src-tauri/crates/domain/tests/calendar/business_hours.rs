use std::collections::BTreeSet;

use keepalive_domain::calendar::{OpenSpan, OpeningHours, OpeningHoursError};
use proptest::prelude::*;

use super::{HOUR_MS, day, ms, zone};

fn span(text: &str) -> OpenSpan {
    text.parse().unwrap()
}

/// Monday to Friday 08:00-12:00 and 13:00-17:00, closed on the holidays.
fn office_hours(holidays: &[&str]) -> OpeningHours {
    let weekday = vec![span("08:00-12:00"), span("13:00-17:00")];
    let week = std::array::from_fn(|i| if i < 5 { weekday.clone() } else { vec![] });
    OpeningHours::new(week, holidays.iter().map(|text| day(text)).collect()).unwrap()
}

fn always_open() -> OpeningHours {
    OpeningHours::new(std::array::from_fn(|_| vec![span("00:00-24:00")]), BTreeSet::new()).unwrap()
}

#[test]
fn a_weekend_and_a_lunch_break_do_not_count() {
    // Friday 16:00 to Monday 14:00: one hour on Friday, 4 + 1 on Monday.
    let open = office_hours(&[]).open_ms_between(
        zone("America/Denver"),
        ms("2026-11-20T16:00:00-07:00"),
        ms("2026-11-23T14:00:00-07:00"),
    );
    assert_eq!(open, 6 * HOUR_MS);
}

#[test]
fn a_holiday_does_not_count() {
    // Wednesday 08:00 to Friday 08:00 with Thursday the 26th off: Wednesday's 8 hours.
    let (from, to) = (ms("2026-11-25T08:00:00-07:00"), ms("2026-11-27T08:00:00-07:00"));
    let denver = zone("America/Denver");
    assert_eq!(office_hours(&[]).open_ms_between(denver, from, to), 16 * HOUR_MS);
    assert_eq!(office_hours(&["2026-11-26"]).open_ms_between(denver, from, to), 8 * HOUR_MS);
}

#[test]
fn an_open_night_is_an_hour_shorter_or_longer_when_the_clocks_change() {
    let denver = zone("America/Denver");
    let hours_open = |date: &str| {
        let date = day(date);
        always_open().open_ms_between(denver, denver.day_start(date), denver.day_end(date)) / HOUR_MS
    };
    assert_eq!(hours_open("2026-03-08"), 23);
    assert_eq!(hours_open("2026-11-01"), 25);
    assert_eq!(hours_open("2026-07-01"), 24);
}

#[test]
fn an_opening_time_in_the_gap_counts_from_the_end_of_the_gap() {
    // 02:30 does not exist on 8 March 2026 in Denver; the clock jumps from 02:00 to 03:00.
    let hours =
        OpeningHours::new(std::array::from_fn(|_| vec![span("02:30-05:00")]), BTreeSet::new()).unwrap();
    let denver = zone("America/Denver");
    let date = day("2026-03-08");
    assert_eq!(hours.open_ms_between(denver, denver.day_start(date), denver.day_end(date)), 2 * HOUR_MS);
}

#[test]
fn a_skipped_day_has_no_open_time() {
    let apia = zone("Pacific/Apia");
    let (from, to) = (ms("2011-12-29T17:00:00-10:00"), ms("2011-12-31T00:00:00+14:00"));
    // Thursday the 29th closed at 17:00; Friday the 30th never came; the 31st was a Saturday.
    assert_eq!(office_hours(&[]).open_ms_between(apia, from, to), 0);
    assert_eq!(always_open().open_ms_between(apia, from, to), 7 * HOUR_MS);
}

#[test]
fn minutes_repeated_across_midnight_are_open_time_too() {
    // St. John's, 7 November 2010: from the first midnight to the second, 23:01 to 00:01 came twice.
    let (from, to) = (ms("2010-11-06T23:00:00-02:30"), ms("2010-11-06T23:30:00-03:30"));
    assert_eq!(always_open().open_ms_between(zone("America/St_Johns"), from, to), to - from);
}

#[test]
fn no_time_passes_backwards() {
    let (from, to) = (ms("2026-11-20T16:00:00-07:00"), ms("2026-11-20T09:00:00-07:00"));
    assert_eq!(always_open().open_ms_between(zone("UTC"), from, to), 0);
    assert_eq!(always_open().open_ms_between(zone("UTC"), from, from), 0);
}

#[test]
fn hours_that_make_no_sense_are_refused_with_the_reason() {
    for (text, error) in [
        ("", OpeningHoursError::NotASpan),
        ("8-17", OpeningHoursError::NotASpan),
        ("08:00-25:00", OpeningHoursError::NotASpan),
        ("08:00-24:30", OpeningHoursError::NotASpan),
        ("08:60-09:00", OpeningHoursError::NotASpan),
        ("+8:00-09:00", OpeningHoursError::NotASpan),
        ("17:00-08:00", OpeningHoursError::ClosesBeforeItOpens),
        ("08:00-08:00", OpeningHoursError::ClosesBeforeItOpens),
    ] {
        assert_eq!(text.parse::<OpenSpan>(), Err(error), "{text}");
    }
    let overlapping = std::array::from_fn(|_| vec![span("12:00-17:00"), span("08:00-12:01")]);
    assert_eq!(OpeningHours::new(overlapping, BTreeSet::new()), Err(OpeningHoursError::Overlap));
}

#[test]
fn opening_hours_read_back_from_their_text() {
    let hours = office_hours(&["2026-12-25"]);
    let text = serde_json::to_string(&hours).unwrap();
    assert!(text.contains("\"08:00-12:00\"") && text.contains("2026-12-25"), "{text}");
    assert_eq!(serde_json::from_str::<OpeningHours>(&text).unwrap(), hours);
    let overlap = r#"{"week":[["08:00-12:00","11:00-13:00"],[],[],[],[],[],[]]}"#;
    assert!(serde_json::from_str::<OpeningHours>(overlap).is_err());
}

proptest! {
    #[test]
    fn open_time_adds_up_over_any_cut(
        i in 0..chrono_tz::TZ_VARIANTS.len(),
        from in 0..4_000_000_000_000_i64,
        first in 0..900_000_000_i64,
        second in 0..900_000_000_i64,
    ) {
        let zone = zone(chrono_tz::TZ_VARIANTS[i].name());
        for hours in [office_hours(&[]), always_open()] {
            let open = |a, b| hours.open_ms_between(zone, a, b);
            let (middle, end) = (from + first, from + first + second);
            prop_assert_eq!(open(from, middle) + open(middle, end), open(from, end));
        }
        prop_assert_eq!(always_open().open_ms_between(zone, from, from + first), first);
    }
}
