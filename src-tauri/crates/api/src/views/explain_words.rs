//! Notes and gaps of an explained figure as codes of the catalogue.

use keepalive_domain::facts::Day;
use keepalive_domain::fewest_people::FEWEST_PEOPLE;
use keepalive_domain::words::{Clock, RequestState};
use keepalive_measures::control_chart::Rule;
use keepalive_measures::explain::{Missing, Note, Of};
use keepalive_measures::promises::Outcome;

use crate::types::{ExplainMissing, ExplainNote};

/// What a figure lacks, as a sentence's code and its number.
pub(super) fn missing(missing: &Missing) -> ExplainMissing {
    let (code, number) = match *missing {
        Missing::NotRecorded => ("not_recorded", None),
        Missing::PartlyRecorded(share) => ("partly_recorded", Some(share)),
        Missing::Unfinished => ("unfinished", None),
        Missing::NoFte => ("no_fte", None),
        Missing::Guessed(share) => ("guessed", Some(share)),
        Missing::Uncounted(count) => ("uncounted", Some(float(count))),
        Missing::NoPulse => ("no_pulse", None),
        Missing::Thin(share) => ("thin", Some(share)),
        Missing::NothingBelow => ("nothing_below", None),
        Missing::Undated(count) => ("undated", Some(float(count))),
        Missing::NotReached => ("not_reached", None),
        Missing::Trial(points) => ("trial", Some(float(points))),
        Missing::OnePoint => ("one_point", None),
        Missing::FewPeople => ("few_people", Some(f64::from(FEWEST_PEOPLE))),
        Missing::FewPeopleInAWeek => ("few_people_in_a_week", Some(f64::from(FEWEST_PEOPLE))),
    };
    ExplainMissing { code: code.to_owned(), number }
}

/// Why a row counts as it does; `None` where there is nothing to add.
pub(super) fn note(note: Note, of: Of) -> Option<ExplainNote> {
    let is_workaround = matches!(of, Of::Workaround(_));
    Some(match note {
        Note::Plain => return None,
        Note::Timed(hours) => with("timed", [hours]),
        Note::Chased(minutes) => with("chased", [minutes]),
        Note::Estimate { people, uses, minutes, days, timed, median_of } => {
            let code = match (median_of, timed) {
                (Some(_), _) => "estimate_median",
                (None, true) => "estimate_timed",
                (None, false) => "estimate_guessed",
            };
            let days = float(days.unsigned_abs());
            let numbers = [people, uses, minutes, days].into_iter().chain(median_of.map(float));
            with(code, numbers)
        }
        Note::Happened { times, minutes, timed } => {
            with(if timed { "happened_timed" } else { "happened_untimed" }, [f64::from(times), minutes])
        }
        Note::Hardened => plain("hardened"),
        Note::Asked => plain("asked"),
        Note::Accepted => plain("accepted"),
        Note::Young(days) => with("young", [float(days.unsigned_abs())]),
        Note::State(state) => word("state", RequestState::word(state)),
        Note::Reopened => plain("reopened"),
        Note::DueOn(day) => on("due_on", day),
        Note::People(people) => with("people", [float(people)]),
        Note::LastEntry(people, Some(weeks)) => {
            with("last_entry", [float(weeks.unsigned_abs()), float(people)])
        }
        Note::LastEntry(people, None) => with("no_entry", [float(people)]),
        Note::Came => plain(if is_workaround { "ended" } else { "came" }),
        Note::Waiting => plain(if is_workaround { "in_use" } else { "waiting" }),
        Note::ClosedWithout => plain("closed_without"),
        Note::Old(old) => plain(if old { "old" } else { "not_old" }),
        Note::Signal(rule) => plain(match rule {
            Rule::BeyondLimit => "beyond_limit",
            Rule::SevenAbove => "run_above",
            Rule::SevenRising => "rising",
            Rule::TwoOfThree => "two_of_three",
        }),
        Note::Met(met) => plain(if met { "met" } else { "not_met" }),
        Note::Promise(clock, outcome) => {
            let kept = outcome == Outcome::Kept;
            word(if kept { "promise_kept" } else { "promise_broken" }, Clock::word(clock))
        }
        Note::Slips(clock) => word("promise_slips", Clock::word(clock)),
        Note::Granted(granted) => plain(if granted { "granted" } else { "not_granted" }),
        Note::OfMonth { n, unfinished } => {
            with(if unfinished { "of_month_so_far" } else { "of_month" }, [f64::from(n)])
        }
        Note::Unmeasured => plain("unmeasured"),
        Note::Entered { times, began } => entered(times, began, is_workaround),
        Note::Below => plain("below"),
    })
}

/// What was written down of a thing: that it is new, how often it happened, or both.
fn entered(times: u64, began: bool, is_workaround: bool) -> ExplainNote {
    match (times, began) {
        (0, _) if is_workaround => plain("entered_new_workaround"),
        (0, _) => plain("entered_new_request"),
        (times, true) => with("entered_new_and_again", [float(times)]),
        (times, false) => with("entered_again", [float(times)]),
    }
}

fn plain(code: &str) -> ExplainNote {
    ExplainNote { code: code.to_owned(), ..ExplainNote::default() }
}

fn with(code: &str, numbers: impl IntoIterator<Item = f64>) -> ExplainNote {
    ExplainNote { numbers: numbers.into_iter().collect(), ..plain(code) }
}

fn on(code: &str, day: Day) -> ExplainNote {
    ExplainNote { day: Some(day), ..plain(code) }
}

fn word(code: &str, word: &str) -> ExplainNote {
    ExplainNote { word: Some(word.to_owned()), ..plain(code) }
}

/// A count as the screen takes it.
fn float(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
