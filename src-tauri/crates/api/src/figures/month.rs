//! The figures of one go-live month.

use keepalive_domain::calendar::MeasuredPeriod;
use keepalive_domain::minutes::Minutes;
use keepalive_domain::words::Break;
use keepalive_measures::SystemView;
use keepalive_measures::compare::less;
use keepalive_measures::flow::{Flow, active_workarounds, flow};
use keepalive_measures::hours_lost::{HoursLost, uncounted_breaks};
use keepalive_measures::periods::MeasuredDays as _;
use keepalive_measures::pulse::{coverage_by_month, week_coverage};
use keepalive_measures::recorded::{first_day_of_hours, first_recorded_day, recorded_shares};
use keepalive_measures::staffing::average_fte;

/// One month of a system.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MonthFigures {
    pub(crate) period: MeasuredPeriod,
    pub(crate) recorded: f64,
    /// The share of its measured days on or after the first one that hours can be counted from, 0 to 1.
    pub(crate) hours_recorded: f64,
    pub(crate) hours: HoursLost,
    /// In the order of [`Break::ALL`]: workarounds were in use that no hours can hold.
    pub(crate) uncounted: [bool; 4],
    pub(crate) fte: Option<f64>,
    pub(crate) coverage: Option<f64>,
    /// Fewer answered the pulse than the clinic's threshold asks for.
    pub(crate) thin: bool,
    pub(crate) flow: Flow,
    pub(crate) chase_minutes: Minutes,
    pub(crate) chases: u32,
    pub(crate) active_workarounds: u64,
}

impl MonthFigures {
    /// Whether its hours are measured: somebody had begun to write down what hours come from by its end, and they are not a
    /// sum of nothing over workarounds that nobody measured.
    pub(crate) fn is_measured(&self) -> bool {
        self.hours_recorded > 0.0 && (self.hours.all > 0.0 || !self.uncounted.contains(&true))
    }

    /// Hours of each break, in the order of [`Break::ALL`]; `None` = not measured.
    pub(crate) fn by_break(&self) -> [Option<f64>; 4] {
        let mut hours = Break::ALL.iter().zip(self.uncounted);
        std::array::from_fn(|_| {
            let (of, uncounted) = hours.next()?;
            Some(self.hours.of(*of)).filter(|hours| *hours > 0.0 || !uncounted)
        })
    }
}

/// The months of a system whose hours and chases by month are known.
pub(super) fn months(view: &SystemView<'_>, hours: &[HoursLost], chased: &[Minutes]) -> Vec<MonthFigures> {
    let periods = view.months();
    let recorded = recorded_shares(periods, first_recorded_day(view));
    let hours_recorded = recorded_shares(periods, first_day_of_hours(view));
    let fte = average_fte(view.facts(), periods, view.last_day());
    let flow = flow(view, periods);
    let coverage = coverage_by_month(view, &week_coverage(view));
    let workarounds = view.workarounds().iter().map(|at| &view.facts().workarounds[*at]);
    let uncounted = uncounted_breaks(workarounds, periods);
    let mut chases = periods.filled(0);
    for request in view.requests() {
        for chase in &view.facts().requests[*request].chases {
            if let Some(at) = periods.index_of(view.record().day_of(chase.at)) {
                chases[at] += 1;
            }
        }
    }
    let month = |(at, period): (usize, &MeasuredPeriod)| MonthFigures {
        period: *period,
        recorded: recorded[at],
        hours_recorded: hours_recorded[at],
        hours: hours[at],
        uncounted: uncounted[at],
        fte: fte[at],
        coverage: coverage[at],
        thin: coverage[at].is_some_and(|share| less(share, view.facts().thresholds.thin_coverage)),
        flow: flow[at],
        chase_minutes: chased[at],
        chases: chases[at],
        active_workarounds: active_workarounds(view, period.last_measured_day()),
    };
    periods.as_slice().iter().enumerate().map(month).collect()
}
