//! Every figure of one clinic, as `keepalive-cli measure --json` prints it (TABLES, "Headless commands").

use keepalive_domain::facts::{Day, Facts};
use serde::Serialize;

use crate::compare::ratio;
use crate::flow::{asks_per_active_workaround, flow};
use crate::hardened::Hardening;
use crate::hours_lost::{HoursLost, hours_lost};
use crate::overdue::{overdue_days, per_10_fte};
use crate::periods::MeasuredDays;
use crate::phase::{Phase, phase};
use crate::pulse::{coverage_by_month, wow8};
use crate::questions::unanswered_shares;
use crate::record::{Record, SystemView};
use crate::recorded::{first_recorded_day, recorded_shares};
use crate::scorecard::{VendorFigures, vendor_figures};
use crate::staffing::average_fte;
use crate::survival::WorkaroundSurvival;
use crate::turnaround::Turnaround;
use crate::weeks::{WeekFigures, week_figures};

/// The figures of a clinic at the end of a day. Numbers are unrounded, `None` is "not measured".
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measures {
    /// The day at whose end they stand.
    pub as_of: Day,
    /// The clinic's IANA time zone.
    pub zone: &'static str,
    /// One entry per system, by go-live, then key (A1).
    pub systems: Vec<SystemMeasures>,
}

/// The figures of one EHR system on its own axis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SystemMeasures {
    /// Its key.
    pub system: String,
    /// Its go-live date.
    pub go_live: Day,
    /// Month 1 to the one that holds the last measured day.
    pub months: Vec<Month>,
    /// Week 1 to the one that holds the last measured day.
    pub weeks: Vec<Week>,
    /// Where the clinic stands, and why.
    pub phase: Phase,
    /// How long workarounds live.
    pub workaround_survival: WorkaroundSurvival,
    /// How long requests take.
    pub turnaround: Turnaround,
    /// The system's vendor.
    pub vendors: Vec<VendorFigures>,
}

/// The figures of one go-live month.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Month {
    /// Its number since go-live.
    pub n: i32,
    /// First day.
    pub from: Day,
    /// The day after the last.
    pub to: Day,
    /// Its last day is after the last measured day.
    pub partial: bool,
    /// Share of its measured days on or after the record's first day (A25).
    pub recorded: f64,
    /// Hours lost.
    pub hours: HoursLost,
    /// Average staffed FTE.
    pub fte: Option<f64>,
    /// All hours lost per FTE.
    pub hours_per_fte: Option<f64>,
    /// Hardened workarounds ÷ active ones at the end of the last measured day.
    pub hardened_share: Option<f64>,
    /// Unanswered question-days ÷ question-days.
    pub unanswered_share: Option<f64>,
    /// Days requests waited on the vendor past their original promise, per 10 FTE.
    pub overdue_days_per_10_fte: Option<f64>,
    /// 8 × EHR hours outside ÷ scheduled patient hours.
    pub wow8: Option<f64>,
    /// Answers to the weekly pulse ÷ roster.
    pub coverage: Option<f64>,
    /// First states and reopenings.
    pub arrivals: u64,
    /// Changes into closing states.
    pub departures: u64,
    /// Open at the end of the last measured day.
    pub wip: u64,
    /// First states ÷ workarounds active on the first day.
    pub asks_per_active_workaround: Option<f64>,
    /// Changes into `withdrawn`.
    pub withdrawn: u64,
}

/// The figures of one go-live week.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Week {
    /// Its number since go-live.
    pub w: i32,
    /// First day.
    pub from: Day,
    /// Share of its measured days on or after the record's first day (A25).
    pub recorded: f64,
    /// Occurrences, new workarounds and new requests.
    pub entries: u64,
    /// Drift hours per FTE.
    pub drift_hours_per_fte: Option<f64>,
    /// Unanswered question-days ÷ question-days.
    pub unanswered_share: Option<f64>,
    /// Overdue request-days per 10 FTE.
    pub overdue_days_per_10_fte: Option<f64>,
    /// 8 × EHR hours outside ÷ scheduled patient hours.
    pub wow8: Option<f64>,
}

/// Every figure of the clinic at the end of `as_of`, all systems.
#[must_use]
pub fn measure(facts: &Facts, as_of: Day) -> Measures {
    measure_systems(facts, as_of, |_| true)
}

/// The figures of one system; no system at all if the key is unknown.
#[must_use]
pub fn measure_system(facts: &Facts, as_of: Day, system: &str) -> Measures {
    measure_systems(facts, as_of, |view| view.system().key == system)
}

fn measure_systems(facts: &Facts, as_of: Day, wanted: impl Fn(&SystemView<'_>) -> bool) -> Measures {
    let record = Record::new(facts);
    let systems = record.systems(as_of).filter(wanted).map(|view| SystemMeasures::of(&view)).collect();
    Measures { as_of, zone: facts.zone.name(), systems }
}

impl SystemMeasures {
    /// The figures of one system.
    #[must_use]
    pub fn of(view: &SystemView<'_>) -> Self {
        let weeks = week_figures(view);
        Self {
            system: view.system().key.clone(),
            go_live: view.system().go_live,
            months: months(view, &weeks),
            weeks: weeks.iter().map(Week::of).collect(),
            phase: phase(view, &weeks),
            workaround_survival: WorkaroundSurvival::of(view),
            turnaround: Turnaround::of(view),
            vendors: vec![vendor_figures(view)],
        }
    }
}

impl Week {
    const fn of(figures: &WeekFigures) -> Self {
        Self {
            w: figures.week.period.n,
            from: figures.week.period.from,
            recorded: figures.recorded,
            entries: figures.entries,
            drift_hours_per_fte: figures.drift_hours_per_fte,
            unanswered_share: figures.unanswered_share,
            overdue_days_per_10_fte: figures.overdue_days_per_10_fte,
            wow8: figures.reported.wow8,
        }
    }
}

fn months(view: &SystemView<'_>, weeks: &[WeekFigures]) -> Vec<Month> {
    let periods = view.months();
    let recorded = recorded_shares(periods, first_recorded_day(view));
    let hours = hours_lost(view, periods);
    let fte = average_fte(view.facts(), periods, view.last_day());
    let flow = flow(view, periods);
    let hardening = Hardening::new(view);
    let unanswered = unanswered_shares(view.facts(), periods);
    let overdue = per_10_fte(&overdue_days(view, periods), &fte);
    let wow8 = wow8(view, periods);
    let week_coverage: Vec<_> = weeks.iter().map(|week| week.coverage).collect();
    let coverage = coverage_by_month(view, &week_coverage);
    let asks = asks_per_active_workaround(view, periods, &flow);
    periods
        .as_slice()
        .iter()
        .enumerate()
        .map(|(index, measured)| Month {
            n: measured.period.n,
            from: measured.period.from,
            to: measured.period.to,
            partial: measured.partial,
            recorded: recorded[index],
            hours: hours[index],
            fte: fte[index],
            hours_per_fte: ratio(hours[index].all, fte[index]),
            hardened_share: hardening.share_on(measured.last_measured_day()),
            unanswered_share: unanswered[index],
            overdue_days_per_10_fte: overdue[index],
            wow8: wow8[index],
            coverage: coverage[index],
            arrivals: flow[index].arrivals,
            departures: flow[index].departures,
            wip: flow[index].wip,
            asks_per_active_workaround: asks[index],
            withdrawn: flow[index].withdrawn,
        })
        .collect()
}
