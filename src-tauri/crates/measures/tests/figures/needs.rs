//! What counts as an entry, and the needs people voice (A7, A14, A20).

use keepalive_domain::facts::{Facts, Item, Voice};
use keepalive_domain::words::{Break, RequestState::*};

use crate::clinic::{at, day, facts, measured, occurrence, request, system, workaround};

fn clinic() -> Facts {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-03-02")];
    facts
}

fn most_voiced(facts: &Facts, as_of: &str) -> Option<f64> {
    let phase = measured(facts, as_of).phase;
    phase.because.iter().find(|reason| reason.test == "voices_on_one_need").unwrap().value
}

/// In use [03-05, 03-08): what happened on the 3rd and the 9th is outside, in no hours (A7), and an entry all the same.
/// Week 1 [03-02, 03-09) has it, the start and the one inside: 3. Week 2 has one.
#[test]
fn an_occurrence_outside_its_workarounds_time_is_an_entry() {
    let mut facts = clinic();
    facts.workarounds = vec![workaround("w", Break::Drift, "2026-03-05")];
    facts.workarounds[0].ended = Some(day("2026-03-08"));
    facts.workarounds[0].occurrences =
        ["2026-03-03", "2026-03-06", "2026-03-09"].map(|on| occurrence(on, Some(6.0), 1)).into();
    let measured = measured(&facts, "2026-03-15");
    assert_eq!((measured.weeks[0].entries, measured.weeks[1].entries), (3, 1));
    assert!((measured.months[0].hours.all - 0.1).abs() < 1e-12);
}

/// `m` was merged into `r` and has 2 voices, `r` 1 of another person: 3 on one need. Once the merge is taken apart
/// `m` has its 2 back (A14).
#[test]
fn a_merge_taken_apart_gives_the_voices_back() {
    let mut facts = clinic();
    let asked = ("2026-03-02T10:00:00Z", New);
    facts.requests = vec![
        request("r", &[asked]),
        request("m", &[asked, ("2026-03-04T10:00:00Z", Merged), ("2026-03-10T10:00:00Z", Reopened)]),
    ];
    facts.requests[1].states[1].into = Some(0);
    facts.voices = [(0, "a"), (1, "b"), (1, "c")]
        .map(|(asked, person)| Voice {
            item: Item::Request(asked),
            person: person.into(),
            at: at("2026-03-03T10:00:00Z"),
        })
        .into();
    assert_eq!(most_voiced(&facts, "2026-03-03"), Some(2.0));
    assert_eq!(most_voiced(&facts, "2026-03-09"), Some(3.0));
    assert_eq!(most_voiced(&facts, "2026-03-10"), Some(2.0));
}

/// Voices on what is closed or retired are no need of today's (A20).
#[test]
fn only_open_requests_and_active_workarounds_are_needs() {
    let mut facts = clinic();
    facts.requests = vec![request("r", &[("2026-03-02T10:00:00Z", New), ("2026-03-10T10:00:00Z", Verified)])];
    facts.workarounds = vec![workaround("w", Break::Drift, "2026-03-02")];
    facts.workarounds[0].ended = Some(day("2026-03-12"));
    let voice = |item, person: &str| Voice { item, person: person.into(), at: at("2026-03-03T10:00:00Z") };
    facts.voices = vec![
        voice(Item::Request(0), "a"),
        voice(Item::Request(0), "b"),
        voice(Item::Request(0), "c"),
        voice(Item::Workaround(0), "a"),
        voice(Item::Workaround(0), "b"),
    ];
    assert_eq!(most_voiced(&facts, "2026-03-09"), Some(3.0));
    assert_eq!(most_voiced(&facts, "2026-03-11"), Some(2.0));
    assert_eq!(most_voiced(&facts, "2026-03-12"), Some(0.0));
}
