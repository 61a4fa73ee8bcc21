//! The rows behind a figure are the rows: they make it, on random clinics and by hand.

use keepalive_domain::facts::{Link, Person};
use keepalive_domain::words::{Break, Clock, RequestState::*};
use keepalive_measures::Record;
use keepalive_measures::explain::{Asked, Explained, Figure, Missing, Note, Of, When, explain};
use keepalive_measures::silence::SILENT_WEEKS;
use proptest::prelude::*;

use crate::clinic::{chase, day, facts, guess, occurrence, person, promise, request, system, workaround};
use crate::nasty_clinic::nasty_clinic;

/// How far two computed numbers may lie apart, relative to the larger or to 1.
const SLACK: f64 = 1e-9;

const ALL: [Figure; 42] = [
    Figure::HoursLost,
    Figure::HoursTimed,
    Figure::HoursPerFte,
    Figure::WorkaroundHours,
    Figure::HardenedShare,
    Figure::UnansweredShare,
    Figure::OverdueDaysPer10Fte,
    Figure::Wow8,
    Figure::Coverage,
    Figure::Arrivals,
    Figure::Departures,
    Figure::Wip,
    Figure::AsksPerActiveWorkaround,
    Figure::Withdrawn,
    Figure::SilentRoles,
    Figure::AgePercentile,
    Figure::OldOpenRequests,
    Figure::FirstResponse,
    Figure::WorkaroundOffered,
    Figure::Delivered,
    Figure::Verified,
    Figure::TurnOurs,
    Figure::TurnVendor,
    Figure::TurnOthers,
    Figure::SurvivalMedian,
    Figure::ControlLimit,
    Figure::Phase,
    Figure::KeptPromises,
    Figure::SlipsPerPromise,
    Figure::OutOfScopeShare,
    Figure::NamedContactShare,
    Figure::ChasesPerRequest,
    Figure::StepsPerDelivered,
    Figure::HandOversPerDelivered,
    Figure::MisfitDelivered,
    Figure::MisfitSurvival,
    Figure::RefusalHours,
    Figure::VendorFirstResponse,
    Figure::VendorWorkaroundOffered,
    Figure::VendorDelivered,
    Figure::VendorVerified,
    Figure::Entries,
];

const BREAKS: [Option<Break>; 5] =
    [None, Some(Break::Drift), Some(Break::Reporting), Some(Break::Support), Some(Break::Burnout)];

fn close(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= SLACK * a.abs().max(b.abs()).max(1.0),
        (a, b) => a.is_none() && b.is_none(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn the_rows_make_the_figure(
        ((facts, as_of), at, of_break, item, silent) in
            (nasty_clinic(), any::<prop::sample::Index>(), prop::sample::select(&BREAKS[..]), 0..8_usize,
             prop::collection::vec(prop::option::of(0..80_u64), 8))
    ) {
        let record = Record::new(&facts);
        let last_entries: Vec<_> =
            silent.iter().map(|days| as_of.checked_sub_days(chrono::Days::new((*days)?))).collect();
        let last_entries = &last_entries[..];
        for view in record.systems(as_of) {
            let months = view.months().as_slice();
            let weeks = view.weeks().as_slice();
            let mut whens = vec![When::Now];
            if !months.is_empty() {
                whens.push(When::Month(months[at.index(months.len())].period.n));
                whens.push(When::Week(weeks[at.index(weeks.len())].period.n));
            }
            for figure in ALL {
                for &when in &whens {
                    for item in [None, Some(item)] {
                        let Some(explained) = explain(&view, Asked { figure, when, of_break, item, last_entries }) else { continue };
                        if figure != Figure::Phase {
                            let made = explained.recombined(&view);
                            prop_assert!(close(explained.value, made) || unmeasured(&explained, made),
                                "{figure:?} {when:?} {of_break:?} {item:?}: served {:?}, rows {made:?}", explained.value);
                        }
                    }
                }
            }
        }
    }
}

/// A sum of no rows is 0; where the figure itself is not measured there is nothing to compare.
fn unmeasured(explained: &Explained, made: Option<f64>) -> bool {
    explained.value.is_none() && made == Some(0.0) && explained.rows.iter().all(|row| row.part.is_none())
}

fn asked(figure: Figure) -> Asked<'static> {
    Asked { figure, when: When::Month(1), of_break: None, item: None, last_entries: &[] }
}

/// Four people, 5 a week, 6 min, guessed, 18 days: 4 × 5 ÷ 7 × 6 ÷ 60 × 18 = 5.142857 h. A chase of 30 min: 0.5 h.
#[test]
fn hours_are_made_of_estimates_and_chases() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-01-31")];
    facts.people = vec![person("p", "2026-01-01", 2.0)];
    let mut list = workaround("w", Break::Drift, "2026-02-10");
    list.estimates = vec![guess("2026-02-10", 4.0, 5.0, 6.0)];
    facts.workarounds = vec![list, workaround("nothing known", Break::Drift, "2026-02-01")];
    let mut asked_for = request("r", &[("2026-02-03T00:00:00Z", New)]);
    asked_for.chases = vec![chase("2026-02-05T00:00:00Z", 30.0)];
    facts.requests = vec![asked_for];
    let record = Record::new(&facts);
    let view = record.system("ehr", day("2026-02-27")).unwrap();

    let lost = explain(&view, asked(Figure::HoursLost)).unwrap();
    let parts: Vec<(Of, f64)> = lost.rows.iter().map(|row| (row.of, row.part.unwrap())).collect();
    let drift = 4.0 * 5.0 / 7.0 * 6.0 / 60.0 * 18.0;
    assert_eq!(parts[0].0, Of::Workaround(0));
    assert!((parts[0].1 - drift).abs() < SLACK && parts[1] == (Of::Request(0), 0.5));
    // Half an hour of 5.642857 is timed: 8.9 %, the rest guessed; one workaround counts nothing.
    assert!(lost.missing.iter().any(
        |missing| matches!(missing, Missing::Guessed(share) if (share - drift / (drift + 0.5)).abs() < SLACK)
    ));
    assert!(lost.missing.contains(&Missing::Uncounted(1)));

    let per_fte = explain(&view, asked(Figure::HoursPerFte)).unwrap();
    assert!(close(per_fte.value, Some((drift + 0.5) / 2.0)));
    let only_drift =
        explain(&view, Asked { of_break: Some(Break::Drift), ..asked(Figure::HoursLost) }).unwrap();
    assert!(close(only_drift.value, Some(drift)), "chases are support, not drift");

    let one = explain(&view, Asked { item: Some(0), ..asked(Figure::WorkaroundHours) }).unwrap();
    let note = one.rows[0].note;
    assert_eq!(
        note,
        Note::Estimate { people: 4.0, uses: 5.0, minutes: 6.0, days: 18, timed: false, median_of: None }
    );
}

/// Five timed occurrences of 10 min replace the guess of 6: the row says so, and that it is timed.
#[test]
fn the_minutes_that_count_are_the_ones_shown() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-03-01")];
    let mut list = workaround("w", Break::Drift, "2026-03-01");
    list.estimates = vec![guess("2026-03-03", 1.0, 7.0, 6.0)];
    list.occurrences = vec![
        occurrence("2026-03-01", Some(8.0), 2),
        occurrence("2026-03-02", None, 3),
        occurrence("2026-03-04", Some(10.0), 5),
    ];
    facts.workarounds = vec![list];
    let record = Record::new(&facts);
    let view = record.system("ehr", day("2026-03-10")).unwrap();
    let one = explain(&view, Asked { item: Some(0), ..asked(Figure::WorkaroundHours) }).unwrap();
    let notes: Vec<Note> = one.rows.iter().map(|row| row.note).collect();
    // Untimed ones take the median of all seven timed: 8, 8, 10, 10, 10, 10, 10 is 10.
    assert_eq!(notes[0], Note::Happened { times: 2, minutes: 8.0, timed: true });
    assert_eq!(notes[1], Note::Happened { times: 3, minutes: 10.0, timed: false });
    let estimate =
        Note::Estimate { people: 1.0, uses: 7.0, minutes: 10.0, days: 8, timed: true, median_of: Some(5) };
    assert_eq!(notes[2], estimate);
    assert!(close(one.value, Some((2.0 * 8.0 + 3.0 * 10.0 + 8.0 * 10.0) / 60.0)));
}

/// Each workaround in use says why it is hardened or not.
#[test]
fn a_hardened_share_names_the_workarounds_and_their_reasons() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-01-01")];
    let mut accepted = workaround("accepted", Break::Drift, "2026-01-01");
    accepted.accepted_on = Some(day("2026-02-01"));
    let young = workaround("young", Break::Drift, "2026-04-20");
    facts.workarounds = vec![workaround("old", Break::Drift, "2026-01-01"), accepted, young];
    let record = Record::new(&facts);
    let view = record.system("ehr", day("2026-04-30")).unwrap();
    let share = explain(&view, Asked { when: When::Month(4), ..asked(Figure::HardenedShare) }).unwrap();
    let notes: Vec<Note> = share.rows.iter().map(|row| row.note).collect();
    assert_eq!(notes, [Note::Hardened, Note::Accepted, Note::Young(11)], "20 to 30 April are 11 days");
    assert!(close(share.value, Some(1.0 / 3.0)));
    assert_eq!(share.thresholds, ["days_to_harden"]);
}

/// Due 10 March, waiting on the vendor until the 15th: 11 to 14 March are 4 days; ÷ 2 FTE × 10 = 20.
#[test]
fn overdue_days_stand_by_request_with_the_promise() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-03-01")];
    facts.people = vec![person("p", "2026-01-01", 2.0)];
    let mut late =
        request("late", &[("2026-03-02T00:00:00Z", WaitingVendor), ("2026-03-15T00:00:00Z", Delivered)]);
    late.promises = vec![promise(Clock::Fix, "2026-03-02", "2026-03-10")];
    facts.requests = vec![request("in time", &[("2026-03-02T00:00:00Z", WaitingVendor)]), late];
    let record = Record::new(&facts);
    let view = record.system("ehr", day("2026-03-31")).unwrap();
    let overdue = explain(&view, asked(Figure::OverdueDaysPer10Fte)).unwrap();
    assert_eq!(overdue.rows.len(), 1);
    assert_eq!((overdue.rows[0].of, overdue.rows[0].part), (Of::Request(1), Some(4.0)));
    assert_eq!(overdue.rows[0].note, Note::DueOn(day("2026-03-10")));
    assert!(close(overdue.value, Some(20.0)));
}

/// What does not exist is not explained: a month to come, a workaround of another system, no break named.
#[test]
fn there_is_nothing_behind_what_does_not_exist() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-03-01")];
    let record = Record::new(&facts);
    let view = record.system("ehr", day("2026-03-31")).unwrap();
    assert_eq!(explain(&view, Asked { when: When::Month(2), ..asked(Figure::HoursLost) }), None);
    assert_eq!(explain(&view, asked(Figure::WorkaroundHours)), None);
    assert_eq!(explain(&view, asked(Figure::ControlLimit)), None);
    assert!(explain(&view, asked(Figure::Wow8)).unwrap().missing.contains(&Missing::NoPulse));
}

/// On March 31 the nurses' last entry is 21 days old: 3 whole weeks, not silent. The biller's is 28: 4, silent. Nobody
/// at the front desk ever wrote anything: silent. 2 roles of 3.
#[test]
fn a_role_counts_as_silent_from_the_fourth_week_on() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-03-01")];
    let of_role = |key: &str, role: &str| Person { role: role.into(), ..person(key, "2026-01-01", 1.0) };
    facts.people = vec![of_role("n", "nurse"), of_role("b", "biller"), of_role("f", "front desk")];
    let record = Record::new(&facts);
    let view = record.system("ehr", day("2026-03-31")).unwrap();
    let last_entries = [Some(day("2026-03-10")), Some(day("2026-03-03")), None];

    let silent = explain(&view, Asked { last_entries: &last_entries, ..asked(Figure::SilentRoles) }).unwrap();
    assert_eq!((silent.value, SILENT_WEEKS), (Some(2.0), 4));
    let rows: Vec<_> = silent.rows.iter().map(|row| (row.of, row.part, row.note)).collect();
    assert_eq!(
        rows,
        [
            (Of::Role(1), Some(1.0), Note::LastEntry(1, Some(4))),
            (Of::Role(2), Some(1.0), Note::LastEntry(1, None)),
            (Of::Role(0), Some(0.0), Note::LastEntry(1, Some(3))),
        ]
    );
}

/// Delivered after new → waiting_vendor → delivered: 2 steps, 2 hand-overs (the vendor's turn, then ours again); the
/// other waits. Its workaround: 4 people × 5 a week × 6 min ÷ 7 ÷ 60 = 0.285714 h a day; the whole month 1 to 31 March
/// is 31 days, 8.857143 h. A second one that was never measured stands among the rows and adds nothing.
#[test]
fn the_scorecard_names_its_requests_and_workarounds() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-03-01")];
    let sent = |key: &str, last| {
        request(key, &[("2026-03-02T00:00:00Z", New), ("2026-03-03T00:00:00Z", WaitingVendor), last])
    };
    facts.requests = vec![
        sent("came", ("2026-03-10T00:00:00Z", Delivered)),
        sent("refused", ("2026-03-09T00:00:00Z", DeclinedVendor)),
    ];
    let mut measured = workaround("measured", Break::Drift, "2026-03-01");
    measured.estimates = vec![guess("2026-03-01", 4.0, 5.0, 6.0)];
    facts.workarounds = vec![
        measured,
        workaround("not", Break::Drift, "2026-03-05"),
        workaround("given", Break::Drift, "2026-03-01"),
    ];
    facts.links = [(1, 0), (1, 1), (0, 2)].map(|(request, workaround)| Link { request, workaround }).into();
    let record = Record::new(&facts);
    let view = record.system("ehr", day("2026-04-10")).unwrap();

    let steps = explain(&view, asked(Figure::StepsPerDelivered)).unwrap();
    assert_eq!((steps.value, steps.rows.len(), steps.rows[0].of), (Some(2.0), 1, Of::Request(0)));
    assert_eq!(steps.rows[0].on, Some(day("2026-03-10")));
    let hand_overs = explain(&view, asked(Figure::HandOversPerDelivered)).unwrap();
    assert_eq!(hand_overs.value, Some(2.0));
    let granted = explain(&view, asked(Figure::MisfitDelivered)).unwrap();
    let notes: Vec<_> = granted.rows.iter().map(|row| row.note).collect();
    assert_eq!(notes, [Note::Granted(false), Note::Granted(false), Note::Granted(true)]);
    assert!(close(granted.value, Some(1.0 / 3.0)));

    let lost = explain(&view, asked(Figure::RefusalHours)).unwrap();
    assert!(close(lost.value, Some(4.0 * 5.0 / 7.0 * 6.0 / 60.0 * 31.0)), "{:?}", lost.value);
    let rows: Vec<_> = lost.rows.iter().map(|row| (row.part.is_some(), row.note)).collect();
    let of_march = Note::OfMonth { n: 1, unfinished: false };
    assert_eq!(rows, [(true, of_march), (false, Note::Unmeasured)]);
    assert_eq!(lost.missing, [Missing::Uncounted(1)]);
    facts.workarounds[0].estimates.clear();
    let record = Record::new(&facts);
    let view = record.system("ehr", day("2026-04-10")).unwrap();
    assert_eq!(explain(&view, asked(Figure::RefusalHours)).unwrap().value, None, "not measured is not zero");
}

/// Week 1: a workaround began and happened twice that week (3 entries), an older one once, one new request: 5.
#[test]
fn entries_stand_by_what_they_are_about() {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-03-01")];
    let mut new = workaround("new", Break::Drift, "2026-03-02");
    new.occurrences = vec![occurrence("2026-03-03", None, 1), occurrence("2026-03-04", None, 1)];
    let mut old = workaround("old", Break::Drift, "2026-02-02");
    old.occurrences = vec![occurrence("2026-03-03", None, 1), occurrence("2026-03-09", None, 1)];
    facts.workarounds = vec![new, old];
    facts.requests = vec![request("r", &[("2026-03-04T00:00:00Z", New)])];
    let record = Record::new(&facts);
    let view = record.system("ehr", day("2026-03-31")).unwrap();
    let week = explain(&view, Asked { when: When::Week(1), ..asked(Figure::Entries) }).unwrap();
    let rows: Vec<_> = week.rows.iter().map(|row| (row.part, row.note)).collect();
    let entered = |times, began| Note::Entered { times, began };
    assert_eq!(
        rows,
        [(Some(3.0), entered(2, true)), (Some(1.0), entered(1, false)), (Some(1.0), entered(0, true))]
    );
    assert_eq!(week.value, Some(5.0));
}
