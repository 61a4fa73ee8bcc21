//! The weekly figures of one system: what the control charts and the phase rule look at (DOMAIN §5).

use keepalive_domain::calendar::MeasuredPeriod;
use keepalive_domain::minutes::Minutes;
use keepalive_domain::words::Break;

use crate::compare::{at_least, ratio};
use crate::control_chart::{Point, Segment, control_chart};
use crate::entries::entries;
use crate::hours_lost::{hours_series, uncounted_breaks, workaround_hours};
use crate::overdue::{overdue_days, per_10_fte};
use crate::periods::MeasuredDays;
use crate::pulse::{ReportedHours, WeekCoverage, reported_hours, week_coverage};
use crate::questions::unanswered_shares;
use crate::record::SystemView;
use crate::recorded::{first_day_of_hours, first_recorded_day, recorded_shares};
use crate::staffing::average_fte;

/// One of the four weekly series, one per break; higher is worse in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BreakSeries {
    /// Drift hours per FTE.
    DriftHoursPerFte,
    /// Unanswered share of the question-days.
    UnansweredShare,
    /// Overdue request-days per 10 FTE.
    OverdueDaysPer10Fte,
    /// WOW8.
    Wow8,
}

/// The figures of one go-live week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeekFigures {
    /// The week.
    pub week: MeasuredPeriod,
    /// Share of its measured days on or after the record's first day (A25).
    pub recorded: f64,
    /// Entries.
    pub entries: u64,
    /// Drift hours per FTE.
    pub drift_hours_per_fte: Option<f64>,
    /// Drift workarounds were in use of which no hours can be told, and no others were counted: the 0 is a sum of nothing.
    pub drift_unmeasured: bool,
    /// Unanswered question-days ÷ question-days.
    pub unanswered_share: Option<f64>,
    /// Overdue request-days per 10 FTE.
    pub overdue_days_per_10_fte: Option<f64>,
    /// WOW8, with the people it rests on.
    pub reported: ReportedHours,
    /// Who answered the pulse; `None` where it is unknown or the week is unfinished.
    pub coverage: Option<WeekCoverage>,
}

impl BreakSeries {
    /// The four, in the order of the breaks.
    pub const ALL: [Self; 4] =
        [Self::DriftHoursPerFte, Self::UnansweredShare, Self::OverdueDaysPer10Fte, Self::Wow8];
}

impl WeekFigures {
    /// The value of one series; `None` is not measured.
    #[must_use]
    pub const fn value(&self, series: BreakSeries) -> Option<f64> {
        match series {
            BreakSeries::DriftHoursPerFte => self.drift_hours_per_fte,
            BreakSeries::UnansweredShare => self.unanswered_share,
            BreakSeries::OverdueDaysPer10Fte => self.overdue_days_per_10_fte,
            BreakSeries::Wow8 => self.reported.wow8,
        }
    }

    /// The value of one series as it may be shown: hours nobody measured are not zero, and what fewer than five people
    /// reported is not shown (`docs/definitions.md`). The phase and `measure --json` keep [`Self::value`], the sum as
    /// TABLES A7 and A16 define it.
    #[must_use]
    pub fn shown(&self, series: BreakSeries) -> Option<f64> {
        let unmeasured = series == BreakSeries::DriftHoursPerFte && self.drift_unmeasured;
        self.value(series).filter(|_| !unmeasured && !self.is_withheld(series))
    }

    /// Whether the value of one series is there and not shown, because fewer than five people reported it.
    #[must_use]
    pub fn is_withheld(&self, series: BreakSeries) -> bool {
        series == BreakSeries::Wow8 && self.reported.is_withheld()
    }

    /// Whole and wholly recorded: what control charts and the baseline take (A25).
    #[must_use]
    pub fn is_wholly_recorded(&self) -> bool {
        self.week.is_whole() && at_least(self.recorded, 1.0)
    }
}

/// The figures of every go-live week, the unfinished one included.
#[must_use]
pub fn week_figures(view: &SystemView<'_>) -> Vec<WeekFigures> {
    let weeks = view.weeks();
    let fte = average_fte(view.facts(), weeks, view.last_day());
    let recorded = recorded_shares(weeks, first_recorded_day(view));
    let hours_recorded = recorded_shares(weeks, first_day_of_hours(view));
    let entries = entries(view, weeks);
    let (drift, unmeasured) = drift_hours(view);
    let unanswered = unanswered_shares(view.facts(), weeks);
    let overdue = per_10_fte(&overdue_days(view, weeks), &fte);
    let reported = reported_hours(view, weeks);
    let coverage = week_coverage(view);
    let figures = |(index, &week): (usize, &MeasuredPeriod)| WeekFigures {
        week,
        recorded: recorded[index],
        entries: entries[index],
        drift_hours_per_fte: ratio(drift[index], fte[index]),
        drift_unmeasured: unmeasured[index] || !at_least(hours_recorded[index], 1.0),
        unanswered_share: unanswered[index],
        overdue_days_per_10_fte: overdue[index],
        reported: reported[index],
        coverage: coverage[index],
    };
    weeks.as_slice().iter().enumerate().map(figures).collect()
}

/// The control chart of one series: its measured values in whole, wholly recorded weeks from week 1 on, limits
/// starting afresh in each week that holds a `rebase` event (A19, A25).
#[must_use]
pub fn break_chart(view: &SystemView<'_>, weeks: &[WeekFigures], series: BreakSeries) -> Vec<Segment> {
    chart_of(view, weeks, |week| week.value(series))
}

/// The control chart as it is shown: that of [`break_chart`] without weeks whose hours nobody measured, or fewer than
/// five people reported.
#[must_use]
pub fn shown_chart(view: &SystemView<'_>, weeks: &[WeekFigures], series: BreakSeries) -> Vec<Segment> {
    chart_of(view, weeks, |week| week.shown(series))
}

fn chart_of(
    view: &SystemView<'_>,
    weeks: &[WeekFigures],
    value: impl Fn(&WeekFigures) -> Option<f64>,
) -> Vec<Segment> {
    let points: Vec<Point> = weeks
        .iter()
        .filter(|week| week.is_wholly_recorded())
        .filter_map(|week| Some(Point { week: week.week.period.n, value: value(week)? }))
        .collect();
    control_chart(&points, &rebase_weeks(view), &view.facts().thresholds)
}

/// The go-live weeks that hold a `rebase` event.
fn rebase_weeks(view: &SystemView<'_>) -> Vec<i32> {
    let rebases = view.facts().events.iter().filter(|event| event.rebase);
    let index = rebases.filter_map(|event| view.weeks().index_of(event.on));
    index.map(|index| view.weeks().as_slice()[index].period.n).collect()
}

/// Hours lost to drift in each week, timed and guessed, and whether they are a sum of nothing over workarounds that
/// nobody measured.
fn drift_hours(view: &SystemView<'_>) -> (Vec<f64>, Vec<bool>) {
    let weeks = view.weeks();
    let all = view.workarounds().iter().map(|&index| &view.facts().workarounds[index]);
    let drift: Vec<_> = all.filter(|workaround| workaround.break_ == Break::Drift).collect();
    let pieces: Vec<_> = drift
        .iter()
        .map(|workaround| workaround_hours(workaround, weeks, view.last_day(), &view.facts().thresholds))
        .collect();
    let pieces = pieces.iter().map(|piece| (Break::Drift, piece.as_slice()));
    let hours = hours_series(pieces, &weeks.filled(Minutes::ZERO)).into_iter().map(|hours| hours.drift);
    let hours: Vec<f64> = hours.collect();
    // Only drift was asked about: whatever is uncounted is of it.
    let uncounted = uncounted_breaks(drift.into_iter(), weeks).into_iter().zip(&hours);
    let unmeasured = uncounted.map(|(breaks, hours)| breaks.contains(&true) && *hours <= 0.0).collect();
    (hours, unmeasured)
}
