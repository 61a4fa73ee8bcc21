use chrono::{Days, NaiveDate};
use keepalive_domain::calendar::{FIRST_DAY, GoLive, LAST_DAY, Period, add_months, last_measured_day};
use proptest::prelude::*;

use super::day;

#[test]
fn months_are_added_to_the_original_day_and_clamped_to_the_month() {
    for (from, months, expected) in [
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-01-31", 2, "2026-03-31"),
        ("2026-01-31", 3, "2026-04-30"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-02-29", -12, "2023-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("1900-01-31", 1, "1900-02-28"),
        ("2000-01-31", 1, "2000-02-29"),
        ("2026-05-10", 0, "2026-05-10"),
    ] {
        assert_eq!(add_months(day(from), months), Some(day(expected)), "{from} {months:+}");
    }
}

#[test]
fn months_that_leave_the_calendar_are_none() {
    assert_eq!(add_months(LAST_DAY, 1), None);
    assert_eq!(add_months(FIRST_DAY, -1), None);
    for months in [i32::MIN, i32::MAX] {
        for from in [NaiveDate::MIN, FIRST_DAY, day("2026-01-31"), LAST_DAY, NaiveDate::MAX] {
            assert_eq!(add_months(from, months), None);
        }
    }
}

#[test]
fn a_system_live_since_the_31st_of_january_has_months_that_end_where_the_next_begins() {
    let axis = GoLive::new(day("2026-01-31"));
    for (n, from, to, days) in [
        (-1, "2025-11-30", "2025-12-31", 31),
        (0, "2025-12-31", "2026-01-31", 31),
        (1, "2026-01-31", "2026-02-28", 28),
        (2, "2026-02-28", "2026-03-31", 31),
        (3, "2026-03-31", "2026-04-30", 30),
        (13, "2027-01-31", "2027-02-28", 28),
        (25, "2028-01-31", "2028-02-29", 29),
    ] {
        let month = axis.month(n).unwrap();
        assert_eq!(month, Period { n, from: day(from), to: day(to) });
        assert_eq!(month.days(), days);
    }
    assert_eq!(axis.month_of(day("2026-02-27")), 1);
    assert_eq!(axis.month_of(day("2026-02-28")), 2);
    assert_eq!(axis.month_of(day("2026-01-30")), 0);
}

#[test]
fn a_system_live_since_the_29th_of_february_has_its_month_13_on_the_28th() {
    let axis = GoLive::new(day("2024-02-29"));
    assert_eq!(axis.month(13).unwrap().from, day("2025-02-28"));
    assert_eq!(axis.month(14).unwrap().from, day("2025-03-29"));
    assert_eq!(axis.month(49).unwrap().from, day("2028-02-29"));
    assert_eq!(axis.month_of(day("2025-02-28")), 13);
    assert_eq!(axis.month_of(day("2028-02-28")), 48);
}

#[test]
fn the_month_and_the_week_that_end_the_day_before_go_live_are_0() {
    let axis = GoLive::new(day("2025-09-15"));
    assert_eq!(axis.month(0).unwrap().last_day(), day("2025-09-14"));
    assert_eq!(axis.week(0).unwrap().last_day(), day("2025-09-14"));
    assert_eq!(axis.week(1).unwrap(), Period { n: 1, from: day("2025-09-15"), to: day("2025-09-22") });
    assert_eq!(axis.week_of(day("2025-09-14")), 0);
    assert_eq!(axis.week_of(day("2025-09-07")), -1);
    assert_eq!(axis.week_of(day("2025-09-22")), 2);
}

#[test]
fn the_month_that_holds_the_last_measured_day_is_partial_unless_that_is_its_last() {
    let axis = GoLive::new(day("2026-01-31"));
    let months: Vec<_> = axis.months_until(day("2026-03-30")).map(|m| (m.period.n, m.partial)).collect();
    assert_eq!(months, [(1, false), (2, false)]);

    let last = axis.months_until(day("2026-03-29")).last().unwrap();
    assert!(last.partial);
    assert_eq!((last.period.to, last.measured_to), (day("2026-03-31"), day("2026-03-30")));

    assert_eq!(axis.months_until(day("2026-03-31")).count(), 3);
    assert_eq!(axis.weeks_until(day("2026-02-06")).map(|w| w.partial).collect::<Vec<_>>(), [false]);
    assert_eq!(axis.weeks_until(day("2026-02-07")).map(|w| w.partial).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn nothing_is_measured_before_go_live() {
    let axis = GoLive::new(day("2026-01-31"));
    assert_eq!(axis.months_until(day("2026-01-30")).count(), 0);
    assert_eq!(axis.weeks_until(NaiveDate::MIN).count(), 0);
    assert_eq!(axis.months_until(day("2026-01-31")).count(), 1);
}

#[test]
fn a_retired_system_is_measured_to_the_day_before_it_was_retired() {
    let as_of = day("2026-11-20");
    assert_eq!(last_measured_day(as_of, None), as_of);
    assert_eq!(last_measured_day(as_of, Some(day("2025-09-15"))), day("2025-09-14"));
    assert_eq!(last_measured_day(as_of, Some(day("2026-11-21"))), as_of);
    assert_eq!(last_measured_day(as_of, Some(day("2027-01-01"))), as_of);
    assert_eq!(last_measured_day(as_of, Some(NaiveDate::MIN)), as_of);
}

#[test]
fn the_ends_of_the_calendar_end_the_axis_without_a_panic() {
    for date in [NaiveDate::MIN, FIRST_DAY, LAST_DAY, NaiveDate::MAX] {
        let axis = GoLive::new(date);
        for n in [i32::MIN, i32::MAX] {
            assert_eq!(axis.month(n), None);
            assert_eq!(axis.week(n), None);
        }
        for other in [NaiveDate::MIN, NaiveDate::MAX] {
            let _ = (axis.month_of(other), axis.week_of(other));
        }
    }
    // The month that would reach past the last day is no month.
    assert_eq!(GoLive::new(day("9999-12-15")).months_until(NaiveDate::MAX).count(), 0);
    assert_eq!(GoLive::new(day("9999-10-15")).months_until(NaiveDate::MAX).count(), 2);
}

/// Days between 1600 and 2400: a whole 400-year cycle on either side of today.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..292_194_u64).prop_map(|days| day("1600-01-01") + Days::new(days))
}

proptest! {
    #[test]
    fn a_month_begins_in_itself(go_live in any_day(), n in -2_400..2_400_i32) {
        let axis = GoLive::new(go_live);
        let month = axis.month(n).unwrap();
        prop_assert_eq!(axis.month_of(month.from), n);
        prop_assert_eq!(axis.month_of(month.last_day()), n);
        prop_assert_eq!(axis.month_of(month.to), n + 1);
    }

    #[test]
    fn months_and_weeks_tile_the_line(go_live in any_day(), n in -2_400..2_400_i32) {
        let axis = GoLive::new(go_live);
        prop_assert_eq!(axis.month(n).unwrap().to, axis.month(n + 1).unwrap().from);
        prop_assert_eq!(axis.week(n).unwrap().to, axis.week(n + 1).unwrap().from);
        prop_assert!((28..=31).contains(&axis.month(n).unwrap().days()));
        prop_assert_eq!(axis.week(n).unwrap().days(), 7);
    }

    #[test]
    fn every_day_lies_in_the_month_and_the_week_it_is_said_to(go_live in any_day(), date in any_day()) {
        let axis = GoLive::new(go_live);
        prop_assert!(axis.month(axis.month_of(date)).unwrap().contains(date));
        prop_assert!(axis.week(axis.week_of(date)).unwrap().contains(date));
    }

    #[test]
    fn the_measured_days_of_the_months_are_all_days_since_go_live(go_live in any_day(), days in 0..4_000_u64) {
        let last = go_live + Days::new(days);
        let months: Vec<_> = GoLive::new(go_live).months_until(last).collect();
        let measured: i64 = months
            .iter()
            .map(|month| month.measured_to.signed_duration_since(month.period.from).num_days())
            .sum();
        prop_assert_eq!(measured, i64::try_from(days).unwrap() + 1);
        prop_assert!(months.iter().rev().skip(1).all(|month| !month.partial));
    }
}

#[test]
fn months_tile_the_line_for_every_go_live_date_of_a_leap_cycle() {
    for go_live in day("2023-01-01").iter_days().take_while(|date| *date < day("2027-01-01")) {
        let axis = GoLive::new(go_live);
        let mut next = axis.month(-30).unwrap().from;
        for n in -30..=60 {
            let month = axis.month(n).unwrap();
            assert_eq!(month.from, next, "{go_live} month {n}");
            assert_eq!(axis.month_of(month.from), n);
            next = month.to;
        }
    }
}
