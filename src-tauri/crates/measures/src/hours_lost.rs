//! Hours lost to workarounds and chases, by month or week since go-live (DOMAIN §5; TABLES A7-A9, A11).

use keepalive_domain::facts::{Day, OccurrenceCell, Workaround};
use keepalive_domain::minutes::Minutes;
use keepalive_domain::thresholds::Thresholds;
use keepalive_domain::words::{Basis, Break};
use serde::Serialize;

use crate::estimates::revisions;
use crate::median::TimedMinutes;
use crate::periods::{MeasuredDays, Periods, Span, day_after};
use crate::record::SystemView;

/// Days over which the uses per person per week are spread.
const DAYS_PER_WEEK: f64 = 7.0;

/// Minutes in an hour.
const MINUTES_PER_HOUR: f64 = 60.0;

/// What one workaround cost in one period, in hours.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct WorkaroundHours {
    /// Timed and guessed.
    pub all: f64,
    /// The part that rests on a clock (A11).
    pub timed: f64,
}

/// Hours lost in one period, in hours per clinic; 0 where nothing was lost or nothing was written down.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct HoursLost {
    /// Workflow drift.
    pub drift: f64,
    /// Reporting blind spots.
    pub reporting: f64,
    /// Support friction: its workarounds, and the chases.
    pub support: f64,
    /// Staff burnout.
    pub burnout: f64,
    /// All four together.
    pub all: f64,
    /// The part of `all` that rests on a clock.
    pub timed: f64,
}

/// Hours one workaround cost in each period.
///
/// Unit: hours per clinic. Counts: days in `[started, ended)` times the estimate in force, with the median of
/// its timed occurrences where there are five (or what the clinic's threshold says); before the first estimate the occurrences themselves. Missing:
/// no estimate and nothing timed counts nothing. Errors: none. Source: DOMAIN §5, TABLES A7-A9, A11.
///
/// Depends on the workaround, the periods and the thresholds alone, so a cache may keep it until one changes.
#[must_use]
pub fn workaround_hours(
    workaround: &Workaround,
    periods: &Periods,
    last_day: Day,
    thresholds: &Thresholds,
) -> Vec<WorkaroundHours> {
    let mut hours = periods.filled(WorkaroundHours::default());
    let life = active_span(workaround, last_day);
    if life.is_empty() {
        return hours;
    }
    let occurrences = occurrences_in_use(workaround, last_day);
    let revisions = revisions(&workaround.estimates, last_day);
    let first_estimate = revisions.first().map_or(life.to, |(span, _)| span.from);
    add_occurrences(&mut hours, occurrences, Span::new(life.from, life.to.min(first_estimate)), periods);
    for (span, estimate) in revisions {
        let active = span.intersect(life);
        let timed_minutes = TimedMinutes::of(cells_in(occurrences, active));
        let median = timed_minutes
            .median_minutes()
            .filter(|_| timed_minutes.len() >= u64::from(thresholds.timed_occurrences));
        let timed = median.is_some() || estimate.basis == Basis::Timed;
        let minutes_per_use = median.unwrap_or(estimate.minutes_per_use);
        let hours_per_day = estimate.people * estimate.uses_per_person_per_week / DAYS_PER_WEEK
            * minutes_per_use
            / MINUTES_PER_HOUR;
        for (index, days) in periods.overlaps(active) {
            let lost = hours_per_day * days as f64;
            hours[index].all += lost;
            if timed {
                hours[index].timed += lost;
            }
        }
    }
    hours
}

/// Hours lost in each period: the workarounds' pieces added up in list order, then the chases.
///
/// `pieces` are the break and [`workaround_hours`] of each workaround *in list order*: the order of adding is
/// part of the result, so that a series from kept pieces is bit-equal to one computed afresh.
/// `chase_minutes` is the time spent chasing in each period.
#[must_use]
pub fn hours_series<'a>(
    pieces: impl IntoIterator<Item = (Break, &'a [WorkaroundHours])>,
    chase_minutes: &[Minutes],
) -> Vec<HoursLost> {
    let mut series = vec![HoursLost::default(); chase_minutes.len()];
    for (break_, piece) in pieces {
        for (month, hours) in series.iter_mut().zip(piece) {
            *month.of_mut(break_) += hours.all;
            month.timed += hours.timed;
        }
    }
    for (month, minutes) in series.iter_mut().zip(chase_minutes) {
        month.support += minutes.hours();
        month.timed += minutes.hours();
        month.all = month.drift + month.reporting + month.support + month.burnout;
    }
    series
}

/// Hours lost of a whole system in each of its months or weeks, computed afresh.
#[must_use]
pub fn hours_lost(view: &SystemView<'_>, periods: &Periods) -> Vec<HoursLost> {
    let pieces: Vec<(Break, Vec<WorkaroundHours>)> = view
        .workarounds()
        .iter()
        .map(|&index| &view.facts().workarounds[index])
        .map(|workaround| {
            (
                workaround.break_,
                workaround_hours(workaround, periods, view.last_day(), &view.facts().thresholds),
            )
        })
        .collect();
    let pieces = pieces.iter().map(|(break_, piece)| (*break_, piece.as_slice()));
    hours_series(pieces, &chase_minutes(view, periods))
}

/// Time spent chasing the system's requests in each period.
#[must_use]
pub fn chase_minutes(view: &SystemView<'_>, periods: &Periods) -> Vec<Minutes> {
    let mut minutes = periods.filled(Minutes::ZERO);
    for (day, chase) in view.requests().iter().flat_map(|&request| view.record().chases(request)) {
        if let Some(index) = periods.index_of(day) {
            minutes[index] = minutes[index] + chase.minutes;
        }
    }
    minutes
}

/// The days a workaround was in use, `[started, ended)`; an end after the last measured day is not yet so (A4).
#[must_use]
pub fn active_span(workaround: &Workaround, last_day: Day) -> Span {
    let ended = workaround.ended.filter(|ended| *ended <= last_day);
    Span::new(workaround.started, ended.unwrap_or(day_after(last_day)))
}

/// Workarounds in use on some of these days that no hours can hold: without any estimate, and never timed (DOMAIN §5:
/// such a one "counts nothing and says so"). Positions in the facts.
pub fn uncounted_in<'a>(view: &'a SystemView<'_>, days: Span) -> impl Iterator<Item = usize> + 'a {
    view.workarounds().iter().copied().filter(move |&position| {
        let workaround = &view.facts().workarounds[position];
        !can_be_counted(workaround) && !active_span(workaround, view.last_day()).intersect(days).is_empty()
    })
}

/// Per period, in the order of [`Break::ALL`]: whether some of these workarounds were in use that no hours can hold. Where
/// a break's hours are 0 and this holds, they are not measured, which is not zero (DOMAIN §4).
#[must_use]
pub fn uncounted_breaks<'a>(
    workarounds: impl Iterator<Item = &'a Workaround>,
    periods: &Periods,
) -> Vec<[bool; 4]> {
    let mut uncounted = periods.filled([false; 4]);
    let Some(last) = periods.as_slice().last().map(MeasuredDays::last_measured_day) else { return uncounted };
    for workaround in workarounds.filter(|workaround| !can_be_counted(workaround)) {
        let Some(of) = Break::ALL.iter().position(|of| *of == workaround.break_) else { continue };
        for (index, _) in periods.overlaps(active_span(workaround, last)) {
            uncounted[index][of] = true;
        }
    }
    uncounted
}

/// Whether hours can be told of a workaround at all: it has an estimate, or was timed at least once.
#[must_use]
pub fn can_be_counted(workaround: &Workaround) -> bool {
    // The first timed one answers: lists ask this of every workaround.
    !workaround.estimates.is_empty() || workaround.occurrences.iter().any(|cell| cell.minutes.is_some())
}

/// The month whose hours stand for what a workaround costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToldMonth {
    /// Its place in the system's months.
    pub at: usize,
    /// Its number.
    pub n: i32,
    /// It is not a whole month of use: its hours are those "so far".
    pub unfinished: bool,
}

/// The last whole month, if the workaround was in use from that month's first day; else the newest month, told as "so
/// far". `None` where there is no month yet. Source: `docs/definitions.md`, "What a workaround costs in a month".
#[must_use]
pub fn told_month(workaround: &Workaround, months: &Periods) -> Option<ToldMonth> {
    let months = months.as_slice();
    let used_from_its_first_day = |at: &usize| workaround.started <= months[*at].period.from;
    let whole = months.iter().rposition(|month| !month.partial).filter(used_from_its_first_day);
    let at = whole.or_else(|| months.len().checked_sub(1))?;
    Some(ToldMonth { at, n: months[at].period.n, unfinished: whole.is_none() })
}

/// The occurrences while a workaround was in use: the only ones that hours and medians take (A7).
#[must_use]
pub fn occurrences_in_use(workaround: &Workaround, last_day: Day) -> &[OccurrenceCell] {
    cells_in(&workaround.occurrences, active_span(workaround, last_day))
}

/// The occurrences of a workaround on some days.
pub(crate) fn occurrences_on(workaround: &Workaround, days: Span) -> &[OccurrenceCell] {
    cells_in(&workaround.occurrences, days)
}

impl HoursLost {
    /// The hours of one break.
    #[must_use]
    pub const fn of(&self, break_: Break) -> f64 {
        match break_ {
            Break::Drift => self.drift,
            Break::Reporting => self.reporting,
            Break::Support => self.support,
            Break::Burnout => self.burnout,
        }
    }

    const fn of_mut(&mut self, break_: Break) -> &mut f64 {
        match break_ {
            Break::Drift => &mut self.drift,
            Break::Reporting => &mut self.reporting,
            Break::Support => &mut self.support,
            Break::Burnout => &mut self.burnout,
        }
    }
}

/// The cells of a span; cells stand by day.
fn cells_in(cells: &[OccurrenceCell], span: Span) -> &[OccurrenceCell] {
    let from = cells.partition_point(|cell| cell.day < span.from);
    let to = cells.partition_point(|cell| cell.day < span.to);
    cells.get(from..to).unwrap_or_default()
}

/// Adds the occurrences on days without an estimate: timed ones exactly, untimed ones at the median of all the
/// workaround's timed ones, nothing if none was timed.
fn add_occurrences(hours: &mut [WorkaroundHours], all: &[OccurrenceCell], days: Span, periods: &Periods) {
    let counted = cells_in(all, days);
    if counted.is_empty() {
        return;
    }
    let mut timed = periods.filled(Minutes::ZERO);
    let mut untimed = periods.filled(0_u64);
    // Cells stand by day: each period finds its own once, instead of each of thousands of cells its period.
    for (index, period) in periods.as_slice().iter().enumerate() {
        for cell in cells_in(counted, period.measured_span()) {
            match cell.minutes {
                Some(minutes) => timed[index] = timed[index] + minutes.times(cell.times),
                None => untimed[index] += u64::from(cell.times),
            }
        }
    }
    // Sorting all lengths is for untimed ones alone: without any, `0 * usual` would be added.
    let any_untimed = untimed.iter().any(|times| *times > 0);
    let usual_minutes = if any_untimed { TimedMinutes::of(all).median_minutes().unwrap_or(0.0) } else { 0.0 };
    for (index, hours) in hours.iter_mut().enumerate() {
        hours.timed += timed[index].hours();
        hours.all += timed[index].hours() + untimed[index] as f64 * usual_minutes / MINUTES_PER_HOUR;
    }
}
