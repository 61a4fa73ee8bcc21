//! The rows behind a figure: what each is, why it counts, and what the figure lacks.

use keepalive_domain::facts::Day;
use keepalive_domain::words::{Clock, RequestState};

use crate::control_chart::Rule;
use crate::promises::Outcome;
use crate::timeline::Change;

/// One row behind a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// What it is.
    pub of: Of,
    /// What it adds above the line, in the figure's own unit.
    pub part: Option<f64>,
    /// What it adds below the line, or the limit of a test; `None` where there is no line.
    pub whole: Option<f64>,
    /// The day it happened, or the first of its days.
    pub on: Option<Day>,
    /// Why it counts as it does.
    pub note: Note,
}

/// What a row is; positions are those of the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A workaround.
    Workaround(usize),
    /// A request.
    Request(usize),
    /// A question.
    Question(usize),
    /// A go-live week.
    Week(i32),
    /// A role, named by somebody who has it.
    Role(usize),
    /// A test of the phase.
    Test(&'static str),
}

/// Why a row counts as it does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Note {
    /// Nothing to add.
    Plain,
    /// Hours of a workaround: the part of them that rests on a clock.
    Timed(f64),
    /// Time spent following a request up, in minutes.
    Chased(f64),
    /// An estimate in force.
    Estimate {
        /// How many people.
        people: f64,
        /// Uses per person per week.
        uses: f64,
        /// Minutes of one use, as counted.
        minutes: f64,
        /// Days in force.
        days: i64,
        /// Measured with a clock, rather than guessed.
        timed: bool,
        /// The minutes are the median of this many timed occurrences.
        median_of: Option<u64>,
    },
    /// It happened, on a day without an estimate.
    Happened {
        /// How many times.
        times: u32,
        /// Minutes of each; for untimed ones the median of all timed ones.
        minutes: f64,
        /// Measured with a clock.
        timed: bool,
    },
    /// A workaround that hardened.
    Hardened,
    /// A linked request was open within the days that harden.
    Asked,
    /// It was accepted.
    Accepted,
    /// In use for so many days only.
    Young(i64),
    /// A request in this state.
    State(RequestState),
    /// A request that was opened again.
    Reopened,
    /// Past its promise of this day.
    DueOn(Day),
    /// So many people behind a week's sum.
    People(u64),
    /// A role: how many people have it, and the whole weeks since the last entry of any of them; `None` = no entry.
    LastEntry(u64, Option<i64>),
    /// It came: the clock stopped.
    Came,
    /// Still waiting, or still in use.
    Waiting,
    /// Closed without it.
    ClosedWithout,
    /// Older than the clinic's own 85th percentile, or not.
    Old(bool),
    /// A week in which this rule was completed.
    Signal(Rule),
    /// A test of the phase that is met, or not.
    Met(bool),
    /// What became of a promise for this clock, due on `on`.
    Promise(Clock, Outcome),
    /// So many slips of a promise for this clock.
    Slips(Clock),
    /// A workaround's vendor request is delivered, or not.
    Granted(bool),
    /// Hours of this month, whole or so far.
    OfMonth {
        /// Which go-live month.
        n: i32,
        /// It is not a whole month of use.
        unfinished: bool,
    },
    /// It counts nothing, for nothing of it was measured.
    Unmeasured,
    /// So many times it happened, and whether it was first written down in these days.
    Entered {
        /// Occurrences.
        times: u64,
        /// It began in these days.
        began: bool,
    },
    /// It counts below the line only.
    Below,
}

/// What a figure lacks, or what it rests on that is weak.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Missing {
    /// The record had not begun.
    NotRecorded,
    /// The record began within: the share of the days it holds.
    PartlyRecorded(f64),
    /// The period is not over.
    Unfinished,
    /// Nobody's FTE is known.
    NoFte,
    /// The part that is guessed, as a share.
    Guessed(f64),
    /// Workarounds in use that have no estimate and nothing timed: they count nothing.
    Uncounted(u64),
    /// The clinic does not use the weekly pulse.
    NoPulse,
    /// Few answered: the coverage.
    Thin(f64),
    /// There is nothing to divide by.
    NothingBelow,
    /// So many requests are left out: nobody says on which day one of their changes was.
    Undated(u64),
    /// Not half (or not 85 %) have come yet.
    NotReached,
    /// The limits rest on so many points only.
    Trial(u64),
    /// One point has no limits.
    OnePoint,
    /// Fewer than five people reported: nothing of it is shown.
    FewPeople,
    /// In some of its weeks fewer than five people reported: none of them is shown with its hours.
    FewPeopleInAWeek,
}

impl Missing {
    /// That so many requests are left out, if any are.
    pub(super) fn undated(requests: u64) -> Option<Self> {
        (requests > 0).then_some(Self::Undated(requests))
    }
}

impl Row {
    pub(super) const fn new(of: Of, part: f64) -> Self {
        Self { of, part: Some(part), whole: None, on: None, note: Note::Plain }
    }

    pub(super) const fn over(mut self, whole: f64) -> Self {
        self.whole = Some(whole);
        self
    }

    pub(super) const fn on(mut self, day: Day) -> Self {
        self.on = Some(day);
        self
    }

    /// The day of a change, where somebody says it.
    pub(super) fn on_day_of(mut self, change: &Change) -> Self {
        self.on = change.said_on();
        self
    }

    pub(super) const fn because(mut self, note: Note) -> Self {
        self.note = note;
        self
    }
}
