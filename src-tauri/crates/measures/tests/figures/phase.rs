//! The phase and the counts behind it, one rule at a time (DOMAIN §5; A20, A23, A25).

use chrono::Days;
use keepalive_domain::facts::{Day, Event, Facts, Item, Voice};
use keepalive_domain::words::{Break, Clock, EventKind, RequestState::*};
use keepalive_measures::phase::PhaseLabel;
use keepalive_measures::{SystemMeasures, measure};

use crate::clinic::{at, day, facts, occurrence, person, promise, pulse, request, system, workaround};

/// Whole weeks of the steady clinic.
const WEEKS: u64 = 30;

/// The last day of week 30.
const LAST: &str = "2026-08-02";

/// The first day of a go-live week: live on Monday 2026-01-05.
fn week(w: u64) -> Day {
    day("2026-01-05") + Days::new(7 * (w - 1))
}

/// A calm clinic of 10 people: each week four entries of 15 minutes of drift (0.1 h per FTE), everybody answers
/// the pulse with 2 hours outside 32 (WOW8 0.5).
fn steady() -> Facts {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-01-05")];
    facts.people = (0..10).map(|_| person("p", "2025-01-01", 1.0)).collect();
    facts.workarounds = vec![workaround("w", Break::Drift, "2026-01-05")];
    for w in 1..=WEEKS {
        let mut entries = occurrence(&week(w).to_string(), Some(15.0), 4);
        entries.entries = 4;
        facts.workarounds[0].occurrences.push(entries);
        facts.pulse.extend((0..10).map(|p| pulse(p, &week(w).to_string(), true, Some((2.0, 32.0)))));
    }
    facts
}

/// Drift and WOW8 at three times their usual level in the last 4 weeks.
fn friction() -> Facts {
    let mut facts = steady();
    for cell in &mut facts.workarounds[0].occurrences {
        if cell.day >= week(27) {
            cell.times = 12;
        }
    }
    for row in &mut facts.pulse {
        if row.week_of >= week(27) {
            row.ehr_hours_outside = Some(6.0);
        }
    }
    facts
}

fn measured(facts: &Facts, as_of: &str) -> SystemMeasures {
    measure(facts, day(as_of)).systems.remove(0)
}

fn label(facts: &Facts) -> PhaseLabel {
    measured(facts, LAST).phase.label
}

fn value(facts: &Facts, test: &str) -> Option<f64> {
    let phase = measured(facts, LAST).phase;
    phase.because.iter().find(|reason| reason.test == test).unwrap().value
}

#[test]
fn a_calm_clinic_is_settled() {
    let phase = measured(&steady(), LAST).phase;
    assert_eq!(phase.label, PhaseLabel::Settled);
    let listed: Vec<_> = phase.because.iter().map(|r| (r.test, r.value, r.limit, r.met)).collect();
    assert_eq!(
        listed,
        [
            ("late_baseline", Some(3.0), 3.0, false),
            ("baseline_weeks", Some(8.0), 8.0, false),
            ("low_coverage_weeks", Some(0.0), 2.0, false),
            ("replacement_events", Some(0.0), 1.0, false),
            ("entries_per_week", Some(4.0), 3.0, false),
            ("entries_ratio", Some(1.0), 0.6, false),
            ("active_workarounds_change", Some(0.0), 0.0, true),
            ("open_age_change", None, 0.0, false),
            ("overdue_share_of_open", None, 0.25, false),
            ("hardened_share", Some(1.0), 0.5, true),
            ("voices_on_one_need", Some(0.0), 3.0, false),
            ("alarming_series", Some(0.0), 2.0, false),
        ]
    );
}

/// Weeks 3 to 10 are the baseline: on the last day of week 10 there are 8, a day earlier 7.
#[test]
fn the_phase_needs_eight_whole_baseline_weeks() {
    assert_eq!(measured(&steady(), "2026-03-15").phase.label, PhaseLabel::Settled);
    assert_eq!(measured(&steady(), "2026-03-14").phase.label, PhaseLabel::NotMeasured);
}

/// The record begins on the Tuesday of week 6: the baseline begins with week 7, the first that starts later.
#[test]
fn a_late_record_puts_the_baseline_off() {
    let mut facts = steady();
    facts.workarounds[0].occurrences.retain(|cell| cell.day > week(6));
    facts.pulse.retain(|row| row.week_of > week(6));
    facts.pulse.push(pulse(0, "2026-02-10", true, None));
    assert_eq!(value(&facts, "late_baseline"), Some(7.0));
    facts.pulse.push(pulse(0, "2026-02-09", true, None));
    assert_eq!(value(&facts, "late_baseline"), Some(6.0));
    assert_eq!(label(&facts), PhaseLabel::Settled, "late says so and decides nothing");
}

/// 5 of 10 answers are enough, 4 are not; two such weeks of the last four leave the phase unmeasured.
#[test]
fn two_thinly_answered_weeks_are_too_many() {
    let answering = |people: usize| {
        let mut facts = steady();
        for row in facts.pulse.iter_mut().filter(|row| row.week_of >= week(29)) {
            row.answered = row.person < people;
        }
        facts
    };
    assert_eq!(value(&answering(5), "low_coverage_weeks"), Some(0.0));
    assert_eq!(label(&answering(4)), PhaseLabel::NotMeasured);
    let mut without = steady();
    without.pulse.clear();
    assert_eq!(value(&without, "low_coverage_weeks"), None);
    assert_eq!(label(&without), PhaseLabel::Settled);
}

/// 180 days before 2 August 2026 is 3 February: an event on that day no longer counts.
#[test]
fn replacement_talk_lasts_180_days() {
    let event_on = |on: &str, kind| {
        let mut facts = steady();
        facts.events = vec![Event { on: day(on), kind, title: "demo".into(), rebase: false }];
        label(&facts)
    };
    assert_eq!(event_on("2026-02-04", EventKind::Replacement), PhaseLabel::ReplacementTalk);
    assert_eq!(event_on("2026-02-03", EventKind::Replacement), PhaseLabel::Settled);
    assert_eq!(event_on(LAST, EventKind::Replacement), PhaseLabel::ReplacementTalk);
    assert_eq!(event_on("2026-08-03", EventKind::Replacement), PhaseLabel::Settled);
    assert_eq!(event_on(LAST, EventKind::Contract), PhaseLabel::Settled);
}

#[test]
fn under_three_entries_a_week_nothing_can_be_told() {
    let entries = |count: u32| {
        let mut facts = steady();
        facts.workarounds[0].occurrences.iter_mut().for_each(|cell| cell.entries = count);
        label(&facts)
    };
    assert_eq!(entries(2), PhaseLabel::TooFewEntries);
    assert_eq!(entries(3), PhaseLabel::Settled);
}

/// 10 entries a week, then 6: 6 ÷ 10 = 0.6 is quiet. Fewer workarounds than 4 weeks ago excuse it.
#[test]
fn quiet_is_a_fall_that_nothing_explains() {
    let mut facts = steady();
    for cell in &mut facts.workarounds[0].occurrences {
        cell.entries = if cell.day >= week(27) { 6 } else { 10 };
    }
    assert_eq!(value(&facts, "entries_ratio"), Some(0.6));
    assert_eq!(label(&facts), PhaseLabel::GoingQuiet);
    facts.workarounds.push(workaround("x", Break::Drift, "2026-01-01"));
    facts.workarounds[1].ended = Some(day("2026-07-20"));
    assert_eq!(value(&facts, "active_workarounds_change"), Some(-1.0));
    assert_eq!(label(&facts), PhaseLabel::Settled);
    // Open requests of 10 and 20 days: median 15. 28 days earlier one of 2 days. They grew old: quiet again.
    facts.requests = vec![
        request("r1", &[("2026-07-23T10:00:00Z", New)]),
        request("r2", &[("2026-07-13T10:00:00Z", New)]),
        request("r3", &[("2026-07-03T10:00:00Z", New), ("2026-07-20T10:00:00Z", Verified)]),
    ];
    assert_eq!(value(&facts, "open_age_change"), Some(13.0));
    // Week 26 has one more entry (r3), weeks 27 to 30 two more (r2, r1).
    assert!(value(&facts, "entries_ratio").unwrap() > 0.6);
    facts.workarounds[0]
        .occurrences
        .iter_mut()
        .filter(|cell| cell.day >= week(27))
        .for_each(|c| c.entries = 5);
    assert_eq!(label(&facts), PhaseLabel::GoingQuiet);
}

#[test]
fn friction_needs_two_series_in_alarm() {
    let mut facts = friction();
    facts.workarounds[0].accepted_on = Some(day("2026-03-01"));
    assert_eq!(value(&facts, "alarming_series"), Some(2.0));
    assert_eq!(label(&facts), PhaseLabel::Friction);
    for row in &mut facts.pulse {
        row.ehr_hours_outside = Some(2.0);
    }
    assert_eq!(value(&facts, "alarming_series"), Some(1.0));
    assert_eq!(label(&facts), PhaseLabel::Settled);
}

/// Limits that start afresh with the rise find it usual.
#[test]
fn a_rebase_at_a_named_event_ends_the_alarm() {
    let mut facts = friction();
    facts.events =
        vec![Event { on: week(27), kind: EventKind::Service, title: "walk-ins".into(), rebase: true }];
    assert_eq!(value(&facts, "alarming_series"), Some(0.0));
}

#[test]
fn friction_with_a_shared_need_is_a_complaint() {
    let mut facts = friction();
    facts.workarounds[0].accepted_on = Some(day("2026-03-01"));
    facts.requests = vec![
        request("r", &[("2026-03-02T10:00:00Z", New)]),
        request("m", &[("2026-03-02T10:00:00Z", New), ("2026-03-03T10:00:00Z", Merged)]),
    ];
    facts.requests[1].states[1].into = Some(0);
    let voice = |item, person: &str| Voice { item, person: person.into(), at: at("2026-03-05T10:00:00Z") };
    facts.voices = vec![
        voice(Item::Request(0), "a"),
        voice(Item::Request(0), "b"),
        voice(Item::Request(0), "b"),
        voice(Item::Workaround(0), "c"),
    ];
    assert_eq!(value(&facts, "voices_on_one_need"), Some(2.0));
    assert_eq!(label(&facts), PhaseLabel::Friction);
    facts.voices.push(voice(Item::Request(1), "c"));
    assert_eq!(value(&facts, "voices_on_one_need"), Some(3.0), "the merged one's voice counts");
    assert_eq!(label(&facts), PhaseLabel::Complaints);
}

/// One of four open requests is overdue: 0.25.
#[test]
fn friction_with_late_promises_is_a_complaint() {
    let mut facts = friction();
    facts.workarounds[0].accepted_on = Some(day("2026-03-01"));
    facts.requests = (0..4).map(|_| request("r", &[("2026-03-02T10:00:00Z", WaitingVendor)])).collect();
    facts.requests[0].promises = vec![promise(Clock::Fix, "2026-03-03", "2026-08-01")];
    assert_eq!(value(&facts, "overdue_share_of_open"), Some(0.25));
    assert_eq!(label(&facts), PhaseLabel::Complaints);
    facts.requests[0].promises[0].due_on = day(LAST);
    assert_eq!(label(&facts), PhaseLabel::Friction);
}

#[test]
fn an_empty_clinic_is_not_measured() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-01-05")];
    let phase = measured(&facts, LAST).phase;
    assert_eq!(phase.label, PhaseLabel::NotMeasured);
    assert_eq!(phase.because.iter().filter(|reason| reason.value.is_none()).count(), 6);
}

/// Four weeks are held against the twelve before them: in week 15 there are none, in week 16 there are.
#[test]
fn the_entries_ratio_needs_sixteen_weeks() {
    let ratio = |as_of: &str| {
        let phase = measured(&steady(), as_of).phase;
        let mean = phase.because.iter().find(|reason| reason.test == "entries_per_week").unwrap().value;
        (phase.because.iter().find(|reason| reason.test == "entries_ratio").unwrap().value, mean)
    };
    // Week 1 also has the workaround itself: 61 entries in 15 weeks, 65 in 16, of which 49 are of the twelve before.
    assert_eq!(ratio("2026-04-19"), (None, Some(61.0 / 15.0)));
    assert_eq!(ratio("2026-04-26"), (Some(4.0 / (49.0 / 12.0)), Some(65.0 / 16.0)));
    assert_eq!(ratio("2026-05-03"), (Some(1.0), Some(4.0)));
}

/// Of two rising series WOW8 is unmeasured in the last four weeks, or in the eight of the baseline: it does not alarm
/// (A23). Measured in one week of each it does.
#[test]
fn a_series_unmeasured_on_either_side_does_not_alarm() {
    let measured_but_for = |unmeasured: std::ops::RangeInclusive<u64>| {
        let mut facts = friction();
        for row in &mut facts.pulse {
            if unmeasured.clone().any(|w| week(w) == row.week_of) {
                row.scheduled_hours = None;
            }
        }
        value(&facts, "alarming_series")
    };
    assert_eq!(measured_but_for(27..=30), Some(1.0));
    assert_eq!(measured_but_for(3..=10), Some(1.0));
    assert_eq!(measured_but_for(3..=9), Some(2.0));
    assert_eq!(measured_but_for(28..=30), Some(2.0));
}
