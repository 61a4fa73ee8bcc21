//! What stands behind a figure: the rows it is made of, and how they make it.
//!
//! ```text
//! rows        part  whole          method          value
//! workaround  5.1   -       \
//! workaround  2.4   -        }     Sum             7.5 h
//! question    12    30      \
//! question    0     30       }     Ratio × 1       12 ÷ 60 = 20 %
//! ```
//!
//! The value comes from the same functions that serve the figure; the rows are gathered beside it, and
//! [`Explained::recombined`] makes the figure from the rows alone. That both agree is a property of the tests: the
//! rows really are the rows.

mod entered;
mod figure;
mod hours;
mod limits;
mod requests;
mod row;
mod scorecard;
mod shares;
mod silence;
mod times;
mod vendor;

pub use figure::Figure;
pub use row::{Missing, Note, Of, Row};

use keepalive_domain::calendar::MeasuredPeriod;
use keepalive_domain::facts::Day;
use keepalive_domain::words::Break;

use crate::compare::ratio;
use crate::control_chart::{Point, control_chart};
use crate::kaplan_meier::kaplan_meier;
use crate::periods::Periods;
use crate::record::SystemView;
use crate::recorded::{first_day_of_hours, first_recorded_day, recorded_shares};

/// Over which days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A go-live month by number.
    Month(i32),
    /// A go-live week by number.
    Week(i32),
    /// The month in progress, for figures of a period; the last measured day, for the others.
    Now,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked<'a> {
    /// About which figure.
    pub figure: Figure,
    /// Over which days.
    pub when: When,
    /// Of one break only, where the figure can be split.
    pub of_break: Option<Break>,
    /// Of one thing only: position of the workaround or request in the facts.
    pub item: Option<usize>,
    /// Per position in the people of the facts: the local day of the last entry up to the last measured day. Only
    /// silence asks for it; an entry is no fact, it is who wrote one down.
    pub last_entries: &'a [Option<Day>],
}

/// A figure with everything behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// The figure as it is served; `None` = not measured.
    pub value: Option<f64>,
    /// How the rows make it.
    pub method: Method,
    /// The rows in list order.
    pub rows: Vec<Row>,
    /// The days it is about; `None` where it is as of the last measured day.
    pub period: Option<MeasuredPeriod>,
    /// What it lacks, or what it rests on that is weak.
    pub missing: Vec<Missing>,
    /// Names of the clinic's thresholds that decide it.
    pub thresholds: &'static [&'static str],
}

/// How the rows make the figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Method {
    /// The parts added.
    Sum,
    /// The parts added ÷ staffed FTE × `scale`.
    PerFte {
        /// Average staffed FTE of the days.
        fte: Option<f64>,
        /// 1, or 10 for "per 10 FTE".
        scale: f64,
    },
    /// The parts added ÷ the wholes added × `scale`.
    Ratio {
        /// 1, or 8 for WOW8.
        scale: f64,
    },
    /// Kaplan-Meier: parts are days, a whole of 1 is an event and 0 is still waiting. The value is the first time at
    /// which `left` of them or fewer are left.
    TimeWhenLeft {
        /// Share left: 0.5 for a median, 0.15 for the 85th percentile.
        left: f64,
        /// Things followed.
        n: u64,
        /// Those for which it came.
        events: u64,
        /// Early end of a median's 95 % interval.
        low: Option<f64>,
        /// Late end.
        high: Option<f64>,
    },
    /// The mean of the parts plus 2.66 average moving ranges.
    UpperLimit {
        /// The mean.
        centre: f64,
        /// The average moving range after screening; `None` with a single point.
        average_range: Option<f64>,
    },
    /// Each row is a test with a value and a limit; together they choose the phase.
    Tests,
}

/// A figure with what stands behind it; `None` where the period, the break or the item asked for does not exist.
#[must_use]
pub fn explain(view: &SystemView<'_>, asked: Asked<'_>) -> Option<Explained> {
    match asked.figure {
        Figure::HoursLost | Figure::HoursTimed | Figure::HoursPerFte => hours::of_system(view, asked),
        Figure::WorkaroundHours => hours::of_workaround(view, asked),
        Figure::HardenedShare => shares::hardened(view, asked),
        Figure::UnansweredShare => shares::unanswered(view, asked),
        Figure::Wow8 => shares::outside_hours(view, asked),
        Figure::Coverage => shares::coverage(view, asked),
        Figure::OverdueDaysPer10Fte => requests::overdue(view, asked),
        Figure::Arrivals | Figure::Departures | Figure::Withdrawn => requests::moved(view, asked),
        Figure::Wip => requests::open(view, asked),
        Figure::AsksPerActiveWorkaround => requests::asks(view, asked),
        Figure::TurnOurs | Figure::TurnVendor | Figure::TurnOthers => requests::turn(view, asked),
        Figure::AgePercentile
        | Figure::FirstResponse
        | Figure::WorkaroundOffered
        | Figure::Delivered
        | Figure::Verified => Some(times::turnaround(view, asked.figure)),
        Figure::OldOpenRequests => times::old_requests(view),
        Figure::SurvivalMedian => Some(times::survival(view)),
        Figure::SilentRoles => Some(silence::silent_roles(view, asked)),
        Figure::ControlLimit => limits::upper_limit(view, asked.of_break?),
        Figure::Phase => Some(limits::tests(view)),
        Figure::KeptPromises | Figure::SlipsPerPromise => Some(vendor::promises(view, asked.figure)),
        Figure::OutOfScopeShare | Figure::NamedContactShare | Figure::ChasesPerRequest => {
            Some(vendor::requests(view, asked.figure))
        }
        Figure::StepsPerDelivered | Figure::HandOversPerDelivered => {
            Some(scorecard::handling(view, asked.figure))
        }
        Figure::MisfitDelivered => Some(scorecard::granted(view)),
        Figure::MisfitSurvival => Some(scorecard::survival(view)),
        Figure::RefusalHours => Some(scorecard::refusal_hours(view)),
        Figure::VendorFirstResponse
        | Figure::VendorWorkaroundOffered
        | Figure::VendorDelivered
        | Figure::VendorVerified => Some(scorecard::clock(view, asked.figure)),
        Figure::Entries => entered::entries_of(view, asked),
    }
}

impl Explained {
    fn of(value: Option<f64>, method: Method, rows: Vec<Row>) -> Self {
        Self { value, method, rows, period: None, missing: Vec::new(), thresholds: &[] }
    }

    /// The parts added.
    #[must_use]
    pub fn parts(&self) -> f64 {
        self.rows.iter().filter_map(|row| row.part).sum()
    }

    /// The wholes added.
    #[must_use]
    pub fn wholes(&self) -> f64 {
        self.rows.iter().filter_map(|row| row.whole).sum()
    }

    /// The figure made from the rows alone.
    #[must_use]
    pub fn recombined(&self, view: &SystemView<'_>) -> Option<f64> {
        match self.method {
            Method::Sum => Some(self.parts()),
            Method::PerFte { fte, scale } => ratio(self.parts() * scale, fte),
            Method::Ratio { scale } => ratio(self.parts() * scale, Some(self.wholes())),
            Method::TimeWhenLeft { left, .. } => {
                let curve = kaplan_meier(self.rows.iter().filter_map(times::observation).collect());
                curve.time_when_left(left).map(times::days)
            }
            Method::UpperLimit { .. } => {
                let point = |row: &Row| match row.of {
                    Of::Week(week) => Some(Point { week, value: row.part? }),
                    _ => None,
                };
                let points: Vec<Point> = self.rows.iter().filter_map(point).collect();
                let chart = control_chart(&points, &[], &view.facts().thresholds);
                chart.first()?.limits.map(|limits| limits.upper)
            }
            Method::Tests => None,
        }
    }
}

/// The periods a figure of months or weeks is asked over, and which of them.
fn period_asked<'v>(view: &'v SystemView<'_>, when: When) -> Option<(&'v Periods, usize)> {
    let at = |periods: &'v Periods, n: i32| {
        let index = periods.as_slice().iter().position(|measured| measured.period.n == n)?;
        Some((periods, index))
    };
    match when {
        When::Month(n) => at(view.months(), n),
        When::Week(n) => at(view.weeks(), n),
        When::Now => Some((view.months(), view.months().len().checked_sub(1)?)),
    }
}

/// What any figure of a period lacks: days before the record began, days still to come.
fn missing_in(view: &SystemView<'_>, periods: &Periods, index: usize) -> Vec<Missing> {
    missing_since(first_recorded_day(view), periods, index)
}

/// The same of hours, which begin with the first thing that they come from.
fn missing_of_hours(view: &SystemView<'_>, periods: &Periods, index: usize) -> Vec<Missing> {
    missing_since(first_day_of_hours(view), periods, index)
}

fn missing_since(first_day: Option<Day>, periods: &Periods, index: usize) -> Vec<Missing> {
    let recorded = recorded_shares(periods, first_day).get(index).copied().unwrap_or(0.0);
    let mut missing = Vec::new();
    if recorded <= 0.0 {
        missing.push(Missing::NotRecorded);
    } else if recorded < 1.0 {
        missing.push(Missing::PartlyRecorded(recorded));
    }
    if periods.as_slice().get(index).is_some_and(|measured| measured.partial) {
        missing.push(Missing::Unfinished);
    }
    missing
}

/// A thing counted, or not.
const fn one(holds: bool) -> f64 {
    if holds { 1.0 } else { 0.0 }
}
