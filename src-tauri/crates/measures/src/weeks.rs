//! The weekly figures of one system: what the control charts and the phase rule look at (DOMAIN §5).

use keepalive_domain::calendar::MeasuredPeriod;
use keepalive_domain::minutes::Minutes;
use keepalive_domain::words::Break;

use crate::compare::{at_least, ratio};
use crate::control_chart::{Point, Segment, control_chart};
use crate::entries::entries;
use crate::hours_lost::{hours_series, workaround_hours};
use crate::overdue::{overdue_days, per_10_fte};
use crate::periods::MeasuredDays;
use crate::pulse::{WeekCoverage, week_coverage, wow8};
use crate::questions::unanswered_shares;
use crate::record::SystemView;
use crate::recorded::{first_recorded_day, recorded_shares};
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
    /// Unanswered question-days ÷ question-days.
    pub unanswered_share: Option<f64>,
    /// Overdue request-days per 10 FTE.
    pub overdue_days_per_10_fte: Option<f64>,
    /// WOW8.
    pub wow8: Option<f64>,
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
            BreakSeries::Wow8 => self.wow8,
        }
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
    let entries = entries(view, weeks);
    let drift = drift_hours(view);
    let unanswered = unanswered_shares(view.facts(), weeks);
    let overdue = per_10_fte(&overdue_days(view, weeks), &fte);
    let wow8 = wow8(view, weeks);
    let coverage = week_coverage(view);
    let figures = |(index, &week): (usize, &MeasuredPeriod)| WeekFigures {
        week,
        recorded: recorded[index],
        entries: entries[index],
        drift_hours_per_fte: ratio(drift[index], fte[index]),
        unanswered_share: unanswered[index],
        overdue_days_per_10_fte: overdue[index],
        wow8: wow8[index],
        coverage: coverage[index],
    };
    weeks.as_slice().iter().enumerate().map(figures).collect()
}

/// The control chart of one series: its measured values in whole, wholly recorded weeks from week 1 on, limits
/// starting afresh in each week that holds a `rebase` event (A19, A25).
#[must_use]
pub fn break_chart(view: &SystemView<'_>, weeks: &[WeekFigures], series: BreakSeries) -> Vec<Segment> {
    let points: Vec<Point> = weeks
        .iter()
        .filter(|week| week.is_wholly_recorded())
        .filter_map(|week| Some(Point { week: week.week.period.n, value: week.value(series)? }))
        .collect();
    control_chart(&points, &rebase_weeks(view), &view.facts().thresholds)
}

/// The go-live weeks that hold a `rebase` event.
fn rebase_weeks(view: &SystemView<'_>) -> Vec<i32> {
    let rebases = view.facts().events.iter().filter(|event| event.rebase);
    let index = rebases.filter_map(|event| view.weeks().index_of(event.on));
    index.map(|index| view.weeks().as_slice()[index].period.n).collect()
}

/// Hours lost to drift in each week, timed and guessed.
fn drift_hours(view: &SystemView<'_>) -> Vec<f64> {
    let weeks = view.weeks();
    let drift = view.workarounds().iter().map(|&index| &view.facts().workarounds[index]);
    let pieces: Vec<_> = drift
        .filter(|workaround| workaround.break_ == Break::Drift)
        .map(|workaround| workaround_hours(workaround, weeks, view.last_day(), &view.facts().thresholds))
        .collect();
    let pieces = pieces.iter().map(|piece| (Break::Drift, piece.as_slice()));
    hours_series(pieces, &weeks.filled(Minutes::ZERO)).into_iter().map(|hours| hours.drift).collect()
}
