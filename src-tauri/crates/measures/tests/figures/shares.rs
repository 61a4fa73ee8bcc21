//! Hardened share, unanswered share, coverage, WOW8 and FTE, worked by hand (A12-A16, A24, A25).

use keepalive_domain::facts::{Facts, Link};
use keepalive_domain::words::{AnsweredIn, Break, RequestState};
use keepalive_measures::Record;
use keepalive_measures::recorded::{first_day_of_hours, recorded_shares};

use crate::clinic::{
    close, day, facts, measured, months, person, pulse, question, request, system, workaround,
};

/// Live on 1 January 2026, two workarounds since then; measured until 31 March, the 90th day.
fn quarter(change: impl FnOnce(&mut Facts)) -> Option<f64> {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-01-01")];
    facts.workarounds =
        vec![workaround("a", Break::Drift, "2026-01-01"), workaround("b", Break::Drift, "2026-02-01")];
    change(&mut facts);
    months(&facts, "2026-03-31")[2].hardened_share
}

/// 1 January to 31 March are 31 + 28 + 31 = 90 days: `a` is hardened on the last, `b` (59 days old) is not.
#[test]
fn a_workaround_hardens_on_its_ninetieth_day() {
    assert_eq!(quarter(|_| {}), Some(0.5));
    assert_eq!(quarter(|facts| facts.workarounds[0].started = day("2026-01-02")), Some(0.0));
    assert_eq!(quarter(|facts| facts.workarounds[1].ended = Some(day("2026-03-31"))), Some(1.0));
    assert_eq!(quarter(|facts| facts.workarounds.clear()), None, "no active workaround, no share");
}

#[test]
fn an_acceptance_or_an_open_request_keeps_it_from_hardening() {
    assert_eq!(quarter(|facts| facts.workarounds[0].accepted_on = Some(day("2026-03-31"))), Some(0.0));
    assert_eq!(quarter(|facts| facts.workarounds[0].accepted_on = Some(day("2026-04-01"))), Some(0.5));
    fn linked(states: &[(&str, RequestState)]) -> Option<f64> {
        quarter(move |facts| {
            facts.requests = vec![request("r", states)];
            facts.links = vec![Link { request: 0, workaround: 0 }];
        })
    }
    let noon = "2026-02-10T12:00:00Z";
    assert_eq!(linked(&[(noon, RequestState::New)]), Some(0.0));
    // Closed again before the day's end: on no day open at its end.
    assert_eq!(
        linked(&[(noon, RequestState::New), ("2026-02-10T15:00:00Z", RequestState::Verified)]),
        Some(0.5)
    );
    assert_eq!(
        linked(&[(noon, RequestState::New), ("2026-02-11T00:00:00Z", RequestState::Verified)]),
        Some(0.0)
    );
}

/// The linked request was merged at once; the one it went into was open on 10 and 11 February.
#[test]
fn a_merged_request_is_stood_for_by_the_one_it_went_into() {
    let merged_into = |into| {
        quarter(move |facts| {
            let mut merged = request(
                "r",
                &[
                    ("2025-12-01T08:00:00Z", RequestState::New),
                    ("2025-12-01T09:00:00Z", RequestState::Merged),
                ],
            );
            merged.states[1].into = into;
            let target = request(
                "t",
                &[
                    ("2026-02-10T08:00:00Z", RequestState::New),
                    ("2026-02-12T09:00:00Z", RequestState::Verified),
                ],
            );
            facts.requests = vec![merged, target];
            facts.links = vec![Link { request: 0, workaround: 0 }];
        })
    };
    assert_eq!(merged_into(Some(1)), Some(0.0));
    assert_eq!(merged_into(Some(0)), Some(0.5), "merged into itself: a circle, not open");
    assert_eq!(merged_into(None), Some(0.5));
}

/// February 2026 (28 days). q1 is unanswered until the 15th, then from a shadow record: 14 of 28 days. q2
/// begins on the 22nd, unanswered: 7 of 7. 21 ÷ 35 = 0.6. In March q1 is answered, q2 not: 31 ÷ 62.
#[test]
fn question_days_without_an_answer() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-02-01")];
    facts.questions = vec![
        question("q1", &[("2026-01-10", AnsweredIn::Unanswered), ("2026-02-15", AnsweredIn::Shadow)]),
        question("q2", &[("2026-02-22", AnsweredIn::Unanswered)]),
        question("q3", &[]),
    ];
    let months = months(&facts, "2026-03-31");
    close(months[0].unanswered_share.unwrap(), 0.6);
    close(months[1].unanswered_share.unwrap(), 0.5);
    close(months[0].recorded, 1.0);
}

#[test]
fn no_question_no_share() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-02-01")];
    facts.questions = vec![question("q", &[("2026-04-01", AnsweredIn::Unanswered)])];
    assert_eq!(months(&facts, "2026-03-31")[1].unanswered_share, None);
}

/// Live Monday 2 February; weeks [02-02, 02-09), [02-09, 02-16) and so on; whole until 1 March. The first pulse
/// row lies in week 2. Roster: a, b, and c who leaves on the 17th (in week 3 still there on the 16th), d joins
/// on the 23rd (week 4); v is the vendor's.
/// Week 2: 1 of 3, week 3: 1 of 3 (c), week 4 [02-23, 03-02): 0 of 3. Its last day, 1 March, lies in month 1
/// [02-02, 03-02). 2 ÷ 9.
#[test]
fn coverage_sums_the_whole_weeks_from_the_first_pulse_row_on() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-02-02")];
    let mut people = ["a", "b", "c", "d", "v"].map(|key| person(key, "2026-01-01", 1.0));
    people[2].active_to = Some(day("2026-02-17"));
    people[3].active_from = Some(day("2026-02-23"));
    people[4].role = "vendor".into();
    facts.people = people.to_vec();
    facts.pulse = vec![
        pulse(0, "2026-02-12", true, None),
        pulse(0, "2026-02-13", true, None),
        pulse(1, "2026-02-12", false, None),
        pulse(4, "2026-02-12", true, None),
        pulse(2, "2026-02-18", true, None),
        pulse(3, "2026-02-10", true, None),
    ];
    let months = months(&facts, "2026-03-04");
    close(months[0].coverage.unwrap(), 2.0 / 9.0);
    assert_eq!(months[1].coverage, None, "no whole week has its last day in it yet");
}

/// 8 × (3 + 5) ÷ (30 + 20) = 1.28; rows with one of the hours missing are left out.
#[test]
fn wow8_relates_sums_not_averages() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-02-02")];
    facts.people = vec![person("a", "2026-01-01", 1.0)];
    facts.pulse = vec![
        pulse(0, "2026-02-02", true, Some((3.0, 30.0))),
        pulse(0, "2026-02-10", true, Some((5.0, 20.0))),
        pulse(0, "2026-02-17", true, None),
    ];
    facts.pulse[2].ehr_hours_outside = Some(99.0);
    let measured = measured(&facts, "2026-03-01");
    close(measured.months[0].wow8.unwrap(), 1.28);
    close(measured.weeks[0].wow8.unwrap(), 0.8);
    assert_eq!(measured.weeks[2].wow8, None);
}

/// April 2026: a 1.0 for 30 days; b 0.5 from the 11th (20 days), away from the 21st (10 days left): 5 FTE-days.
/// (30 + 5) ÷ 30. With a unknown until the 16th: days 11-20 b (5), 16-30 a (15): 20 ÷ 20 known days.
#[test]
fn fte_is_the_mean_over_the_days_on_which_anyones_is_known() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-04-01")];
    let mut leaving = person("b", "2026-04-11", 0.5);
    leaving.active_to = Some(day("2026-04-21"));
    let mut vendor = person("v", "2026-04-01", 40.0);
    vendor.role = "vendor".into();
    facts.people = vec![person("a", "2026-01-01", 1.0), leaving, vendor];
    close(months(&facts, "2026-04-30")[0].fte.unwrap(), 35.0 / 30.0);
    facts.people[0].fte[0].0 = day("2026-04-16");
    close(months(&facts, "2026-04-30")[0].fte.unwrap(), 1.0);
    facts.people.clear();
    let month = months(&facts, "2026-04-30").remove(0);
    assert_eq!((month.fte, month.hours_per_fte, month.overdue_days_per_10_fte), (None, None, None));
}

/// The record begins on 11 April with a question's answer: 20 of the 30 days of April, none of March.
#[test]
fn recorded_is_the_share_of_days_since_the_record_began() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-03-01")];
    facts.questions = vec![question("q", &[("2026-04-11", AnsweredIn::Ehr)])];
    let months = months(&facts, "2026-05-02");
    let recorded: Vec<f64> = months.iter().map(|month| month.recorded).collect();
    assert_eq!(recorded, [0.0, 20.0 / 30.0, 1.0]);
}

/// A question's answer of 5 March begins the record, and says nothing of hours: these begin with the pulse
/// row of 11 April, "nothing to report" being something that was said. 20 of the 30 days of April, none of March.
#[test]
fn hours_are_recorded_since_the_first_day_that_they_can_come_from() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-03-01")];
    facts.questions = vec![question("q", &[("2026-03-05", AnsweredIn::Ehr)])];
    let of_hours = |facts: &Facts| {
        let record = Record::new(facts);
        let view = record.system("ehr", day("2026-05-02")).unwrap();
        recorded_shares(view.months(), first_day_of_hours(&view))
    };
    assert_eq!(of_hours(&facts), [0.0, 0.0, 0.0], "nobody has written down any");
    facts.people = vec![person("a", "2026-01-01", 1.0)];
    facts.pulse = vec![pulse(0, "2026-04-11", true, None)];
    assert_eq!(of_hours(&facts), [0.0, 20.0 / 30.0, 1.0]);
    // The record itself begins on 5 March: 27 of 31 days.
    close(months(&facts, "2026-05-02")[0].recorded, 27.0 / 31.0);
}

/// A rate over nothing is no rate (A2): 0 FTE is known and divides nothing, and neither do 0 scheduled hours.
#[test]
fn nothing_is_divided_by_a_known_zero() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-02-02")];
    facts.people = vec![person("a", "2026-01-01", 0.0)];
    facts.pulse = vec![pulse(0, "2026-02-03", true, Some((3.0, 0.0)))];
    let measured = measured(&facts, "2026-03-01");
    let month = &measured.months[0];
    assert_eq!((month.fte, month.hours_per_fte), (Some(0.0), None));
    assert_eq!((month.overdue_days_per_10_fte, month.wow8), (None, None));
    assert_eq!((measured.weeks[0].drift_hours_per_fte, measured.weeks[0].wow8), (None, None));
}

/// Live on 31 January: month 2 is [02-28, 03-31), week 9 [03-28, 04-04). Two rows of week 9: the one of 30 March is
/// month 2's, the one of 1 April month 3's (A16). 8 × 2 ÷ 20 = 0.8, 8 × 6 ÷ 20 = 2.4, the week 8 × 8 ÷ 40 = 1.6.
#[test]
fn a_pulse_row_is_of_the_month_that_holds_its_own_date() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-01-31")];
    facts.people = vec![person("a", "2026-01-01", 1.0)];
    facts.pulse = vec![
        pulse(0, "2026-03-30", true, Some((2.0, 20.0))),
        pulse(0, "2026-04-01", true, Some((6.0, 20.0))),
    ];
    let measured = measured(&facts, "2026-04-10");
    close(measured.months[1].wow8.unwrap(), 0.8);
    close(measured.months[2].wow8.unwrap(), 2.4);
    close(measured.weeks[8].wow8.unwrap(), 1.6);
}

/// Hardened on 31 March; a request linked to it that opens on that very day un-hardens it, and once that is closed 90
/// more days have to pass (A15): 1 April to 29 June are 30 + 31 + 29.
#[test]
fn a_new_linked_request_starts_the_ninety_days_again() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-01-01")];
    facts.workarounds = vec![workaround("a", Break::Drift, "2026-01-01")];
    let share = |facts: &Facts, as_of: &str| months(facts, as_of).last().unwrap().hardened_share;
    assert_eq!(share(&facts, "2026-03-31"), Some(1.0));
    facts.requests = vec![request(
        "r",
        &[("2026-03-31T08:00:00Z", RequestState::New), ("2026-04-01T08:00:00Z", RequestState::Verified)],
    )];
    facts.links = vec![Link { request: 0, workaround: 0 }];
    assert_eq!(share(&facts, "2026-03-31"), Some(0.0));
    assert_eq!(share(&facts, "2026-06-28"), Some(0.0));
    assert_eq!(share(&facts, "2026-06-29"), Some(1.0));
}
