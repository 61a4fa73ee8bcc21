//! What the weekly pulse tells: after-hours work, and how many people answered (DOMAIN §5, TABLES A16).

use std::collections::{BTreeSet, HashSet};

use keepalive_domain::calendar::{GoLive, MeasuredPeriod};
use keepalive_domain::facts::{Day, Pulse};
use keepalive_domain::fewest_people::may_be_shown;

use crate::compare::{ratio, share};
use crate::periods::{MeasuredDays, Periods};
use crate::record::SystemView;
use crate::staffing::{is_active_in, is_staff};

/// The scheduled patient hours EHR time is related to: one clinic day (DOMAIN §5).
pub const HOURS_OF_A_CLINIC_DAY: f64 = 8.0;

/// How many people answered the pulse of one week, of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WeekCoverage {
    /// People on the roster who answered.
    pub answered: u64,
    /// People on the roster: staff active on any day of the week.
    pub roster: u64,
}

impl WeekCoverage {
    /// Answered ÷ roster; `None` without a roster.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        share(self.answered, self.roster)
    }
}

/// What people reported of one period.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ReportedHours {
    /// WOW8; `None` without scheduled hours.
    pub wow8: Option<f64>,
    /// Different people it rests on.
    pub people: u64,
}

impl ReportedHours {
    /// WOW8 as it may be shown: `None` also where fewer than five people reported.
    #[must_use]
    pub fn shown(self) -> Option<f64> {
        self.wow8.filter(|_| may_be_shown(self.people))
    }

    /// Whether it is measured and not shown, because fewer than five people reported.
    #[must_use]
    pub fn is_withheld(self) -> bool {
        self.wow8.is_some() && !may_be_shown(self.people)
    }
}

/// WOW8 of each period: 8 × EHR hours outside scheduled patient time ÷ scheduled patient hours.
///
/// Unit: hours per 8 scheduled hours. Counts: pulse rows of the period with both hours. Missing: a period
/// without scheduled hours is `None`. Errors: none. Source: DOMAIN §5, TABLES A16.
#[must_use]
pub fn wow8(view: &SystemView<'_>, periods: &Periods) -> Vec<Option<f64>> {
    reported_hours(view, periods).into_iter().map(|reported| reported.wow8).collect()
}

/// WOW8 of each period with how many people it rests on: who reported both hours in it.
///
/// Unit, missing and source: as [`wow8`]. Whoever shows it takes [`ReportedHours::shown`].
#[must_use]
pub fn reported_hours(view: &SystemView<'_>, periods: &Periods) -> Vec<ReportedHours> {
    let mut hours = periods.filled((0.0, 0.0));
    let mut people: Vec<BTreeSet<usize>> = periods.filled(BTreeSet::new());
    for row in &view.facts().pulse {
        let both = row.ehr_hours_outside.zip(row.scheduled_hours);
        if let Some(((outside, scheduled), index)) = both.zip(periods.index_of(row.week_of)) {
            hours[index].0 += outside;
            hours[index].1 += scheduled;
            people[index].insert(row.person);
        }
    }
    let reported = |((outside, scheduled), people): (&(f64, f64), &BTreeSet<usize>)| ReportedHours {
        wow8: ratio(HOURS_OF_A_CLINIC_DAY * outside, Some(*scheduled)),
        people: people.len() as u64,
    };
    hours.iter().zip(&people).map(reported).collect()
}

/// How many of the roster answered in each go-live week.
///
/// `None` for an unfinished week and for one that ended before the clinic's first pulse row. Later weeks
/// without an answer are known to be empty (A16).
#[must_use]
pub fn week_coverage(view: &SystemView<'_>) -> Vec<Option<WeekCoverage>> {
    let facts = view.facts();
    let weeks = view.weeks();
    let Some(first_row) = first_pulse_day(view) else { return weeks.filled(None) };
    let axis = GoLive::new(view.system().go_live);
    let answers: HashSet<(i32, usize)> = facts
        .pulse
        .iter()
        .filter(|row| row.answered && row.week_of <= view.last_day())
        .map(|row| (axis.week_of(row.week_of), row.person))
        .collect();
    let coverage = |week: &MeasuredPeriod| {
        let mut coverage = WeekCoverage::default();
        for (index, person) in facts.people.iter().enumerate() {
            if is_staff(person) && is_active_in(person, week.measured_span(), view.last_day()) {
                coverage.roster += 1;
                coverage.answered += u64::from(answers.contains(&(week.period.n, index)));
            }
        }
        coverage
    };
    let known = |week: &&MeasuredPeriod| week.is_whole() && week.period.last_day() >= first_row;
    weeks.as_slice().iter().map(|week| Some(week).filter(known).map(coverage)).collect()
}

/// Who answered the pulse in a week so far, for a screen that says that it is not over; the figures leave an unfinished
/// week unknown.
#[must_use]
pub fn coverage_so_far(view: &SystemView<'_>, week: &MeasuredPeriod) -> WeekCoverage {
    let (facts, days) = (view.facts(), week.measured_span());
    let mut coverage = WeekCoverage::default();
    for (at, person) in facts.people.iter().enumerate() {
        if is_staff(person) && is_active_in(person, days, view.last_day()) {
            let answers = |row: &&Pulse| row.person == at && row.answered;
            let answered = facts.pulse.iter().filter(answers).any(|row| days.contains(row.week_of));
            coverage.roster += 1;
            coverage.answered += u64::from(answered);
        }
    }
    coverage
}

/// Coverage of each month: answers ÷ roster summed over the whole weeks whose last day lies in it.
///
/// Unit: share 0 to 1. Missing: `None` without a known week or a roster ("coverage unknown"). Source: A16.
#[must_use]
pub fn coverage_by_month(view: &SystemView<'_>, week_coverage: &[Option<WeekCoverage>]) -> Vec<Option<f64>> {
    let months = view.months();
    let mut sums = months.filled(WeekCoverage::default());
    for (week, coverage) in view.weeks().as_slice().iter().zip(week_coverage) {
        if let Some((coverage, month)) = coverage.zip(months.index_of(week.period.last_day())) {
            sums[month].answered += coverage.answered;
            sums[month].roster += coverage.roster;
        }
    }
    sums.into_iter().map(WeekCoverage::share).collect()
}

/// The date of the clinic's first pulse row; `None` while it does not use the pulse.
#[must_use]
pub fn first_pulse_day(view: &SystemView<'_>) -> Option<Day> {
    view.facts().pulse.iter().map(|row| row.week_of).filter(|day| *day <= view.last_day()).min()
}
