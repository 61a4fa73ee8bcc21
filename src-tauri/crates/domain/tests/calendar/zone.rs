use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use keepalive_domain::calendar::{ClinicZone, FIRST_DAY, LAST_DAY};
use proptest::prelude::*;

use super::{HOUR_MS, day, ms, zone};

#[test]
fn a_zone_is_known_by_its_iana_name_in_any_case() {
    assert_eq!(zone("America/Denver").name(), "America/Denver");
    assert_eq!(zone(" america/denver ").name(), "America/Denver");
}

#[test]
fn an_unknown_zone_is_named_in_the_error() {
    for wrong in ["", "Denver", "MDT", "UTC-7", "America/Denver; DROP"] {
        let error = ClinicZone::parse(wrong).unwrap_err();
        assert!(error.to_string().contains(wrong) && error.to_string().contains("America/Denver"), "{error}");
    }
    assert_eq!(ClinicZone::parse(&"x".repeat(1_000_000)).unwrap_err().name.len(), 64);
}

#[test]
fn a_zone_reads_back_from_its_text_and_a_wrong_one_is_refused() {
    let text = serde_json::to_string(&zone("Asia/Gaza")).unwrap();
    assert_eq!(text, "\"Asia/Gaza\"");
    assert_eq!(serde_json::from_str::<ClinicZone>(&text).unwrap(), zone("Asia/Gaza"));
    assert!(serde_json::from_str::<ClinicZone>("\"Mars/Olympus\"").is_err());
}

#[test]
fn an_instant_falls_on_the_day_of_the_clinic_not_of_greenwich() {
    let late_evening = ms("2026-01-31T23:30:00-07:00");
    assert_eq!(zone("America/Denver").local_day(late_evening), day("2026-01-31"));
    assert_eq!(zone("UTC").local_day(late_evening), day("2026-02-01"));
    assert_eq!(zone("Pacific/Kiritimati").local_day(late_evening), day("2026-02-01"));
}

#[test]
fn days_are_23_24_25_and_on_lord_howe_23_and_a_half_or_24_and_a_half_hours_long() {
    let half_hours = |zone_name: &str, date: &str| {
        let zone = zone(zone_name);
        (zone.day_end(day(date)) - zone.day_start(day(date))) / (HOUR_MS / 2)
    };
    for (zone_name, date, expected) in [
        ("America/Denver", "2026-03-08", 46),
        ("America/Denver", "2026-11-01", 50),
        ("America/Denver", "2026-06-01", 48),
        ("America/Phoenix", "2026-03-08", 48),
        ("Europe/Madrid", "2026-03-29", 46),
        ("Europe/Madrid", "2026-10-25", 50),
        ("Australia/Sydney", "2026-10-04", 46),
        ("Australia/Lord_Howe", "2026-10-04", 47),
        ("Australia/Lord_Howe", "2026-04-05", 49),
    ] {
        assert_eq!(half_hours(zone_name, date), expected, "{zone_name} {date}");
    }
}

#[test]
fn a_day_without_midnight_starts_when_the_gap_ends() {
    for (zone_name, date, start) in [
        ("Africa/Cairo", "2026-04-24", "2026-04-24T01:00:00+03:00"),
        ("America/Asuncion", "2024-10-06", "2024-10-06T01:00:00-03:00"),
        ("America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00:00-02:00"),
        ("America/Santiago", "2026-09-06", "2026-09-06T01:00:00-03:00"),
        ("Asia/Beirut", "2026-03-29", "2026-03-29T01:00:00+03:00"),
        ("Asia/Gaza", "2012-03-30", "2012-03-30T01:00:00+03:00"),
    ] {
        let (zone, date) = (zone(zone_name), day(date));
        assert_eq!(zone.format_instant(zone.day_start(date)), start, "{zone_name}");
        assert_eq!(zone.local_day(zone.day_start(date)), date);
        assert_eq!(zone.local_day(zone.day_start(date) - 1), date.pred_opt().unwrap());
    }
}

#[test]
fn a_midnight_that_comes_twice_starts_the_day_the_first_time() {
    // Havana puts the clock back from 01:00 to 00:00, so the day has 25 hours.
    let havana = zone("America/Havana");
    assert_eq!(havana.day_start(day("2026-11-01")), ms("2026-11-01T00:00:00-04:00"));
    assert_eq!(havana.day_end(day("2026-11-01")), ms("2026-11-02T00:00:00-05:00"));
}

#[test]
fn minutes_repeated_across_midnight_belong_to_the_day_the_clock_shows() {
    // St. John's went from 00:01 back to 23:01 of the evening before.
    let st_johns = zone("America/St_Johns");
    let midnight = ms("2010-11-07T00:00:00-02:30");
    assert_eq!(st_johns.day_start(day("2010-11-07")), midnight);
    assert_eq!(st_johns.local_day(midnight), day("2010-11-07"));
    assert_eq!(st_johns.local_day(midnight + HOUR_MS / 2), day("2010-11-06"));
}

#[test]
fn a_skipped_day_is_still_a_day_without_length_at_the_end_of_the_gap() {
    let apia = zone("Pacific/Apia");
    let skipped = day("2011-12-30");
    assert_eq!(apia.day_start(skipped), ms("2011-12-31T00:00:00+14:00"));
    assert_eq!(apia.day_end(skipped), apia.day_start(skipped));
    assert_eq!(apia.day_end(day("2011-12-29")), apia.day_start(skipped));
    assert_eq!(apia.local_day(apia.day_start(skipped)), day("2011-12-31"));
    assert_eq!(apia.local_day(apia.day_start(skipped) - 1), day("2011-12-29"));
}

#[test]
fn in_every_zone_every_month_edge_starts_the_day_it_names_and_days_tile_time() {
    let mut skipped = BTreeSet::new();
    for tz in chrono_tz::TZ_VARIANTS {
        let zone = zone(tz.name());
        for months in 0..(2051 - 1970) * 12 {
            let first = day("1970-01-01") + chrono::Months::new(months);
            for date in [first.pred_opt().unwrap(), first] {
                let (start, end) = (zone.day_start(date), zone.day_end(date));
                assert_eq!(end, zone.day_start(date.succ_opt().unwrap()));
                if start == end {
                    skipped.insert((zone.name(), date));
                    continue;
                }
                assert!(start < end, "{zone} {date}");
                assert_eq!(zone.local_day(start), date, "{zone} {date}");
                assert_eq!(zone.local_day(end - 1), date, "{zone} {date}");
            }
        }
    }
    // Kiribati moved its date line on New Year's Eve; no other zone skipped a month edge.
    let new_years_eve = day("1994-12-31");
    let expected = ["Pacific/Enderbury", "Pacific/Kanton", "Pacific/Kiritimati"];
    assert_eq!(skipped, expected.map(|name| (name, new_years_eve)).into());
}

#[test]
fn the_days_that_zones_skipped_are_those_in_the_time_zone_database() {
    for (zone_name, date) in [
        ("Pacific/Kwajalein", "1993-08-21"),
        ("Pacific/Apia", "2011-12-30"),
        ("Pacific/Fakaofo", "2011-12-30"),
        ("Pacific/Kiritimati", "1994-12-31"),
        ("Asia/Manila", "1844-12-31"),
    ] {
        let (zone, date) = (zone(zone_name), day(date));
        assert_eq!(zone.day_start(date), zone.day_end(date), "{zone_name}");
        let (before, after) = (date.pred_opt().unwrap(), date.succ_opt().unwrap());
        assert!(zone.day_start(before) < zone.day_end(before), "{zone_name}");
        assert!(zone.day_start(after) < zone.day_end(after), "{zone_name}");
    }
}

#[test]
fn times_are_written_in_the_zone_with_its_offset_of_that_day() {
    let denver = zone("America/Denver");
    assert_eq!(denver.format_instant(ms("2026-01-15T12:00:00Z")), "2026-01-15T05:00:00-07:00");
    assert_eq!(denver.format_instant(ms("2026-07-15T12:00:00.250Z")), "2026-07-15T06:00:00.250-06:00");
    // Local mean time, 6:59:56 behind: RFC 3339 has no seconds in an offset.
    assert_eq!(denver.format_instant(ms("1850-01-01T00:00:00Z")), "1850-01-01T00:00:00Z");
}

#[test]
fn instants_and_days_beyond_the_calendar_count_as_its_nearest_end() {
    for tz in chrono_tz::TZ_VARIANTS {
        let zone = zone(tz.name());
        assert_eq!(zone.local_day(i64::MIN), FIRST_DAY);
        assert_eq!(zone.local_day(i64::MAX), LAST_DAY);
        assert_eq!(zone.day_start(NaiveDate::MIN), zone.day_start(FIRST_DAY));
        assert!(zone.day_start(LAST_DAY) < zone.day_end(LAST_DAY));
        assert_eq!(zone.day_end(NaiveDate::MAX), zone.day_end(LAST_DAY));
        assert_eq!(ms(&zone.format_instant(i64::MAX)), ms("9999-12-31T23:59:59.999Z"));
    }
}

fn any_zone() -> impl Strategy<Value = ClinicZone> {
    (0..chrono_tz::TZ_VARIANTS.len()).prop_map(|i| zone(chrono_tz::TZ_VARIANTS[i].name()))
}

proptest! {
    #[test]
    fn an_instant_reads_back_from_its_text_in_any_zone(zone in any_zone(), instant in any::<i64>()) {
        let last_ms = ms("9999-12-31T23:59:59.999Z");
        let first_ms = ms("0001-01-01T00:00:00Z");
        let instant = instant.rem_euclid(last_ms - first_ms) + first_ms;
        prop_assert_eq!(ms(&zone.format_instant(instant)), instant);
    }

    #[test]
    fn days_follow_each_other_without_gap_or_overlap(zone in any_zone(), days in 0..150_000_u64) {
        let date = day("1840-01-01") + chrono::Days::new(days);
        prop_assert_eq!(zone.day_end(date), zone.day_start(date.succ_opt().unwrap()));
        prop_assert!(zone.day_start(date) <= zone.day_end(date));
        prop_assert!(zone.day_end(date) - zone.day_start(date) <= 48 * HOUR_MS);
    }

    #[test]
    fn a_later_instant_is_on_a_later_or_the_same_day_outside_repeated_hours(
        zone in any_zone(), instant in 0..4_000_000_000_000_i64,
    ) {
        let date = zone.local_day(instant);
        // Within the day it names, except in minutes repeated across a midnight (27 hours at most since 1970).
        prop_assert!(zone.day_start(date) <= instant);
        prop_assert!(instant < zone.day_end(date) + 27 * HOUR_MS);
        prop_assert!(date.year() >= 1969);
    }
}
