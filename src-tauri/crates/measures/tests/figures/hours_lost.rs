//! Hours lost, worked by hand (DOMAIN §5; A7-A9, A11).

use keepalive_domain::facts::Facts;
use keepalive_domain::words::{Basis, Break, RequestState};
use keepalive_measures::{Month, measure};

use crate::clinic::{
    chase, close, day, facts, guess, months, occurrence, person, request, system, workaround,
};

/// DOMAIN §5: go-live 2026-01-31, one drift workaround from 02-10 to 03-03, 4 people × 5 a week × 6 minutes.
/// 4 × 5 ÷ 7 × 6 ÷ 60 = 0.285714… h a day; 18 days in month 1, 3 in month 2; 6.5 FTE.
#[test]
fn the_worked_example_of_the_domain_page() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-01-31")];
    facts.people = vec![person("p1", "2025-01-01", 6.5)];
    let mut drift = workaround("w1", Break::Drift, "2026-02-10");
    drift.ended = Some(day("2026-03-03"));
    drift.estimates = vec![guess("2026-02-10", 4.0, 5.0, 6.0)];
    facts.workarounds = vec![drift];

    let months = months(&facts, "2026-04-30");
    assert_eq!(months.len(), 4, "[01-31, 02-28), [02-28, 03-31), [03-31, 04-30), [04-30, 05-31)");
    close(months[0].hours.drift, 36.0 / 7.0);
    close(months[1].hours.drift, 6.0 / 7.0);
    close(months[0].hours.all, 5.142_857_142_857_143);
    close(months[1].hours.all, 0.857_142_857_142_857_1);
    close(months[0].hours_per_fte.unwrap(), 0.791_208_791_208_791_2);
    close(months[1].hours_per_fte.unwrap(), 0.131_868_131_868_131_87);
    close(months[2].hours.all, 0.0);
    assert!(months[3].partial && !months[2].partial);
    close(months[0].hours.timed, 0.0);
}

/// A clinic that went live on 1 March with one workaround, and its figures for March as of 31 March.
fn march(change: impl FnOnce(&mut Facts)) -> Month {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-03-01")];
    facts.workarounds = vec![workaround("w", Break::Burnout, "2026-03-01")];
    change(&mut facts);
    months(&facts, "2026-03-31").remove(0)
}

/// Without an estimate: 3 × 10 timed minutes, 2 untimed at the median of the timed ones, 10. 50 ÷ 60 h, of
/// which 30 ÷ 60 timed.
#[test]
fn occurrences_without_an_estimate_count_their_minutes() {
    let month = march(|facts| {
        facts.workarounds[0].occurrences =
            vec![occurrence("2026-03-02", None, 2), occurrence("2026-03-02", Some(10.0), 3)];
    });
    close(month.hours.burnout, 50.0 / 60.0);
    close(month.hours.timed, 30.0 / 60.0);
}

#[test]
fn untimed_occurrences_count_nothing_while_none_is_timed() {
    let month = march(|facts| facts.workarounds[0].occurrences = vec![occurrence("2026-03-02", None, 9)]);
    close(month.hours.all, 0.0);
}

/// Five timed occurrences (one entry of 3, two single ones): median of 4, 4, 4, 9, 20 is 4 instead of the
/// guessed 30. 2 people × 7 a week ÷ 7 × 4 ÷ 60 = 8/60 h a day, 31 days. All of it timed.
#[test]
fn the_median_of_five_timed_occurrences_replaces_the_guess() {
    let five = vec![
        occurrence("2026-03-02", Some(4.0), 3),
        occurrence("2026-03-09", Some(9.0), 1),
        occurrence("2026-03-10", Some(20.0), 1),
    ];
    let month = march(|facts| {
        facts.workarounds[0].estimates = vec![guess("2026-03-01", 2.0, 7.0, 30.0)];
        facts.workarounds[0].occurrences = five.clone();
    });
    close(month.hours.all, 31.0 * 8.0 / 60.0);
    close(month.hours.timed, 31.0 * 8.0 / 60.0);
    // Four are too few: 2 × 7 ÷ 7 × 30 ÷ 60 = 1 h a day, guessed.
    let month = march(|facts| {
        facts.workarounds[0].estimates = vec![guess("2026-03-01", 2.0, 7.0, 30.0)];
        facts.workarounds[0].occurrences = five[..2].to_vec();
    });
    close(month.hours.all, 31.0);
    close(month.hours.timed, 0.0);
}

/// The median is that of the estimate's own time: five occurrences in the second estimate's time leave the
/// first one's minutes alone. First: 10 days × 1 × 7 ÷ 7 × 60 ÷ 60 = 10 h. Second: 21 days × 30 ÷ 60 = 10.5 h.
#[test]
fn a_median_belongs_to_the_estimate_in_force() {
    let month = march(|facts| {
        facts.workarounds[0].estimates =
            vec![guess("2026-03-11", 1.0, 7.0, 99.0), guess("2026-03-01", 1.0, 7.0, 60.0)];
        facts.workarounds[0].occurrences = vec![occurrence("2026-03-20", Some(30.0), 5)];
    });
    close(month.hours.all, 20.5);
    close(month.hours.timed, 10.5);
}

/// Two estimates from the same day: the last listed holds (A8). 31 × 15 ÷ 60.
#[test]
fn of_two_estimates_from_one_day_the_last_listed_holds() {
    let month = march(|facts| {
        facts.workarounds[0].estimates =
            vec![guess("2026-03-01", 1.0, 7.0, 600.0), guess("2026-03-01", 1.0, 7.0, 15.0)];
    });
    close(month.hours.all, 31.0 * 15.0 / 60.0);
}

/// Before the first estimate (10 March) the occurrences count, from then on they are evidence only:
/// 1 × 45 min, then 22 days × 1 × 7 ÷ 7 × 6 ÷ 60.
#[test]
fn days_before_the_first_estimate_count_occurrences() {
    let month = march(|facts| {
        facts.workarounds[0].estimates = vec![guess("2026-03-10", 1.0, 7.0, 6.0)];
        facts.workarounds[0].occurrences =
            vec![occurrence("2026-03-09", Some(45.0), 1), occurrence("2026-03-10", Some(45.0), 1)];
    });
    close(month.hours.all, 45.0 / 60.0 + 22.0 * 6.0 / 60.0);
    close(month.hours.timed, 45.0 / 60.0);
}

/// In use [03-05, 03-08): of four occurrences two lie outside and count in no hours and no median (A7); the
/// untimed one takes the median of the one inside, 6, not of 6, 60, 60.
#[test]
fn occurrences_outside_its_time_count_in_no_hours_and_no_median() {
    let month = march(|facts| {
        facts.workarounds[0].started = day("2026-03-05");
        facts.workarounds[0].ended = Some(day("2026-03-08"));
        facts.workarounds[0].occurrences = vec![
            occurrence("2026-03-04", Some(60.0), 1),
            occurrence("2026-03-05", None, 1),
            occurrence("2026-03-07", Some(6.0), 1),
            occurrence("2026-03-08", Some(60.0), 1),
        ];
    });
    close(month.hours.all, 12.0 / 60.0);
}

/// An end after the last measured day is not yet so (A4): still 31 days × 1 h.
#[test]
fn an_end_in_the_future_is_not_yet_so() {
    let month = march(|facts| {
        facts.workarounds[0].ended = Some(day("2026-04-01"));
        facts.workarounds[0].estimates = vec![guess("2026-01-01", 1.0, 7.0, 60.0)];
    });
    close(month.hours.all, 31.0);
}

/// Chases are support, and timed. Denver is 7 hours behind on 1 March: 06:59 UTC is still February there.
#[test]
fn chases_count_on_their_local_day() {
    let month = march(|facts| {
        facts.zone = "America/Denver".parse().unwrap();
        let mut asked = request("r", &[("2026-02-01T00:00:00Z", RequestState::New)]);
        asked.system = Some(0);
        asked.chases = vec![chase("2026-03-01T06:59:59Z", 100.0), chase("2026-03-01T07:00:00Z", 30.0)];
        facts.requests = vec![asked];
    });
    close(month.hours.support, 0.5);
    close(month.hours.timed, 0.5);
    close(month.hours.all, 0.5);
}

/// The day the clocks go forward has 23 hours and is one day all the same: 31 × 1 h in March.
#[test]
fn a_day_of_23_hours_is_a_day() {
    let month = march(|facts| {
        facts.zone = "America/Denver".parse().unwrap();
        facts.workarounds[0].estimates = vec![guess("2026-03-01", 1.0, 7.0, 60.0)];
    });
    close(month.hours.all, 31.0);
}

/// Apia had no 30 December 2011; a date is a day all the same (A4): December has its 31 days.
#[test]
fn a_day_the_zone_skipped_is_a_day() {
    let mut facts = facts();
    facts.zone = "Pacific/Apia".parse().unwrap();
    facts.systems = vec![system("ehr", "2011-12-01")];
    facts.workarounds = vec![workaround("w", Break::Drift, "2011-12-01")];
    facts.workarounds[0].estimates = vec![guess("2011-12-01", 1.0, 7.0, 60.0)];
    close(months(&facts, "2011-12-31")[0].hours.drift, 31.0);
}

/// Go-live on 31 January of a leap year: months start on 29 February, 31 March, 30 April.
#[test]
fn months_start_on_the_last_day_where_the_month_is_shorter() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2024-01-31")];
    facts.workarounds = vec![workaround("w", Break::Drift, "2024-01-31")];
    facts.workarounds[0].estimates = vec![guess("2024-01-31", 1.0, 7.0, 60.0)];
    let hours: Vec<f64> = months(&facts, "2024-05-01").iter().map(|month| month.hours.drift).collect();
    // [01-31, 02-29) 29 days, [02-29, 03-31) 31, [03-31, 04-30) 30, [04-30, 05-31) measured: 2.
    for (hours, expected) in hours.iter().zip([29.0, 31.0, 30.0, 2.0]) {
        close(*hours, expected);
    }
}

#[test]
fn before_go_live_and_in_an_empty_clinic_nothing_is_measured() {
    let mut facts = facts();
    assert!(measure(&facts, day("2026-03-31")).systems.is_empty());
    facts.systems = vec![system("ehr", "2026-04-01")];
    let measured = measure(&facts, day("2026-03-31"));
    assert!(measured.systems[0].months.is_empty() && measured.systems[0].weeks.is_empty());
}

#[test]
fn a_timed_estimate_is_timed() {
    let month = march(|facts| {
        let mut timed = guess("2026-03-01", 1.0, 7.0, 60.0);
        timed.basis = Basis::Timed;
        facts.workarounds[0].estimates = vec![timed];
    });
    close(month.hours.timed, 31.0);
}

/// Untimed occurrences take the median of all the workaround's timed ones, also of those that are only evidence for
/// an estimate (A8): 9 March counts 20 minutes, the median of 10, 20, 60; the estimate 22 days × 6 ÷ 60 h.
#[test]
fn an_untimed_occurrence_takes_the_median_of_all_the_timed_ones() {
    let month = march(|facts| {
        facts.workarounds[0].estimates = vec![guess("2026-03-10", 1.0, 7.0, 6.0)];
        facts.workarounds[0].occurrences = vec![
            occurrence("2026-03-09", None, 1),
            occurrence("2026-03-11", Some(10.0), 1),
            occurrence("2026-03-20", Some(20.0), 1),
            occurrence("2026-03-21", Some(60.0), 1),
        ];
    });
    close(month.hours.all, 20.0 / 60.0 + 22.0 * 6.0 / 60.0);
    close(month.hours.timed, 0.0);
}
