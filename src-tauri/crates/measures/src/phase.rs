//! The clinic's phase, from its own data (DOMAIN §5, TABLES A23, A25).

use keepalive_domain::facts::{Day, Event};
use keepalive_domain::words::EventKind;
use serde::Serialize;

use crate::alarm::{
    BASELINE_WEEKS, FIRST_BASELINE_WEEK, RECENT_WEEKS, first_baseline_week, has_signal_since, is_baseline,
    is_raised,
};
use crate::compare::{at_least, at_most, greater, less, mean, ratio};
use crate::flow::active_workarounds;
use crate::hardened::Hardening;
use crate::median::median_of_counts;
use crate::overdue::overdue_share_of_open;
use crate::periods::{MeasuredDays, days_before};
use crate::pulse::first_pulse_day;
use crate::record::SystemView;
use crate::voices::voices_on_one_need;
use crate::weeks::{BreakSeries, WeekFigures, break_chart};

/// Whole weeks before those, with which their entries are compared (DOMAIN §5).
const EARLIER_WEEKS: usize = 12;
/// How far back "4 weeks ago" lies, in days (TABLES A23).
const FOUR_WEEKS_AGO_DAYS: u64 = 28;

/// Where the clinic stands. Never decided by the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PhaseLabel {
    /// No baseline yet, or too few people answer the pulse.
    NotMeasured,
    /// Somebody wrote down that a replacement is looked at.
    ReplacementTalk,
    /// Under three entries a week.
    TooFewEntries,
    /// People write down less although nothing was solved.
    GoingQuiet,
    /// Friction, and promises late, workarounds hardened or a need shared by many.
    Complaints,
    /// At least two of the four series are in alarm.
    Friction,
    /// None of these.
    Settled,
}

/// One count that went into the phase, beside its threshold.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Reason {
    /// What was counted.
    pub test: &'static str,
    /// The count; `None` is not measured, and then the test is not met.
    pub value: Option<f64>,
    /// The threshold.
    pub limit: f64,
    /// Whether the value is on the telling side of the threshold.
    pub met: bool,
}

/// The phase with every count that decided it, always the same ones in the same order (A23).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Phase {
    /// Where the clinic stands.
    pub label: PhaseLabel,
    /// Why.
    pub because: Vec<Reason>,
}

/// The phase of one system as of its last measured day, from its [`week_figures`](crate::weeks::week_figures).
#[must_use]
pub fn phase(view: &SystemView<'_>, weeks: &[WeekFigures]) -> Phase {
    let counts = Counts::of(view, weeks);
    Phase { label: counts.label(), because: counts.reasons().to_vec() }
}

impl Phase {
    /// The share of the earlier entries that came lately, where few enough came to call it quiet while nothing
    /// was solved: the two tests of "going quiet", whatever the label says. A figure that falls then is no
    /// improvement (DOMAIN §5, "Silence").
    #[must_use]
    pub fn went_quiet(&self) -> Option<f64> {
        let met = |test: &str| self.because.iter().find(|reason| reason.test == test && reason.met);
        let unsolved = met("active_workarounds_change").or_else(|| met("open_age_change"));
        unsolved.and(met("entries_ratio"))?.value
    }
}

/// A comparison that takes numbers within rounding as equal (A3).
type Comparison = fn(f64, f64) -> bool;

/// The counts by name; `because` lists them in this order.
struct Counts {
    late_baseline: Reason,
    baseline_weeks: Reason,
    low_coverage_weeks: Reason,
    replacement_events: Reason,
    entries_per_week: Reason,
    entries_ratio: Reason,
    active_workarounds_change: Reason,
    open_age_change: Reason,
    overdue_share_of_open: Reason,
    hardened_share: Reason,
    voices_on_one_need: Reason,
    alarming_series: Reason,
}

impl Reason {
    fn new(test: &'static str, value: Option<f64>, tells: Comparison, limit: f64) -> Self {
        Self { test, value, limit, met: value.is_some_and(|value| tells(value, limit)) }
    }
}

impl Counts {
    fn of(view: &SystemView<'_>, weeks: &[WeekFigures]) -> Self {
        let now = view.last_day();
        let limits = view.facts().thresholds;
        let whole = whole_weeks(weeks);
        let recent = last(whole, RECENT_WEEKS);
        let first_baseline_week = first_baseline_week(view);
        let baseline = baseline(view, whole);
        let baseline_weeks = baseline.iter().filter(|week| has_any_series(week)).count();
        let low_coverage = first_pulse_day(view).map(|_| {
            let thin = |share: f64| less(share, limits.thin_coverage);
            let shares = recent.iter().filter_map(|week| week.coverage?.share());
            shares.filter(|share| thin(*share)).count() as f64
        });
        let replacement = view
            .facts()
            .events
            .iter()
            .filter(|event| is_recent_replacement(event, now, limits.replacement_days))
            .count();
        let alarming = series_standings(view, weeks).into_iter().filter(|series| series.alarming);
        let active_change = active_workarounds(view, now) as f64
            - active_workarounds(view, days_before(now, FOUR_WEEKS_AGO_DAYS)) as f64;
        Self {
            late_baseline: Reason::new(
                "late_baseline",
                first_baseline_week.map(f64::from),
                greater,
                f64::from(FIRST_BASELINE_WEEK),
            ),
            baseline_weeks: Reason::new(
                "baseline_weeks",
                Some(baseline_weeks as f64),
                less,
                f64::from(BASELINE_WEEKS),
            ),
            low_coverage_weeks: Reason::new(
                "low_coverage_weeks",
                low_coverage,
                at_least,
                f64::from(limits.low_coverage_weeks),
            ),
            replacement_events: Reason::new("replacement_events", Some(replacement as f64), at_least, 1.0),
            entries_per_week: Reason::new(
                "entries_per_week",
                mean_entries(last(whole, RECENT_WEEKS + EARLIER_WEEKS)),
                less,
                limits.few_entries_per_week,
            ),
            entries_ratio: Reason::new(
                "entries_ratio",
                entries_ratio(whole),
                at_most,
                limits.quiet_entries_ratio,
            ),
            active_workarounds_change: Reason::new(
                "active_workarounds_change",
                Some(active_change),
                at_least,
                0.0,
            ),
            open_age_change: Reason::new("open_age_change", open_age_change(view), at_least, 0.0),
            overdue_share_of_open: Reason::new(
                "overdue_share_of_open",
                overdue_share_of_open(view),
                at_least,
                limits.overdue_share,
            ),
            hardened_share: Reason::new(
                "hardened_share",
                Hardening::new(view).share_on(now),
                at_least,
                limits.hardened_share,
            ),
            voices_on_one_need: Reason::new(
                "voices_on_one_need",
                Some(voices_on_one_need(view) as f64),
                at_least,
                f64::from(limits.voices_on_one_need),
            ),
            alarming_series: Reason::new(
                "alarming_series",
                Some(alarming.count() as f64),
                at_least,
                f64::from(limits.alarming_series),
            ),
        }
    }

    /// The first label whose test is met (A23).
    const fn label(&self) -> PhaseLabel {
        let nothing_solved = self.active_workarounds_change.met || self.open_age_change.met;
        let unheard =
            self.overdue_share_of_open.met || self.hardened_share.met || self.voices_on_one_need.met;
        if self.baseline_weeks.met || self.low_coverage_weeks.met {
            PhaseLabel::NotMeasured
        } else if self.replacement_events.met {
            PhaseLabel::ReplacementTalk
        } else if self.entries_per_week.met {
            PhaseLabel::TooFewEntries
        } else if self.entries_ratio.met && nothing_solved {
            PhaseLabel::GoingQuiet
        } else if self.alarming_series.met && unheard {
            PhaseLabel::Complaints
        } else if self.alarming_series.met {
            PhaseLabel::Friction
        } else {
            PhaseLabel::Settled
        }
    }

    const fn reasons(self) -> [Reason; 12] {
        [
            self.late_baseline,
            self.baseline_weeks,
            self.low_coverage_weeks,
            self.replacement_events,
            self.entries_per_week,
            self.entries_ratio,
            self.active_workarounds_change,
            self.open_age_change,
            self.overdue_share_of_open,
            self.hardened_share,
            self.voices_on_one_need,
            self.alarming_series,
        ]
    }
}

fn has_any_series(week: &WeekFigures) -> bool {
    BreakSeries::ALL.into_iter().any(|series| week.value(series).is_some())
}

fn is_recent_replacement(event: &Event, now: Day, replacement_days: u32) -> bool {
    let since = days_before(now, u64::from(replacement_days));
    event.kind == EventKind::Replacement && event.on > since && event.on <= now
}

/// How one weekly series stands against its baseline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SeriesStanding {
    /// Which series.
    pub series: BreakSeries,
    /// Mean of the last 4 whole weeks ÷ baseline mean; `None` where either is unmeasured or the baseline is 0.
    pub times_baseline: Option<f64>,
    /// A signal within the last 4 weeks, and raised.
    pub alarming: bool,
}

/// The four series against their baselines (DOMAIN §5, phase rule 5).
#[must_use]
pub fn series_standings(view: &SystemView<'_>, weeks: &[WeekFigures]) -> [SeriesStanding; 4] {
    let whole = whole_weeks(weeks);
    let recent = last(whole, RECENT_WEEKS);
    let baseline = baseline(view, whole);
    BreakSeries::ALL.map(|series| {
        let usual = mean(baseline.iter().filter_map(|week| week.value(series)));
        let now = mean(recent.iter().filter_map(|week| week.value(series)));
        let ratio_now = now.and_then(|now| ratio(now, usual));
        let alarm_ratio = view.facts().thresholds.alarm_ratio;
        let raised = now.zip(usual).is_some_and(|(now, usual)| is_raised(now, usual, alarm_ratio));
        let first_recent = recent.first().map(|week| week.week.period.n).filter(|_| raised);
        let alarming =
            first_recent.is_some_and(|first| has_signal_since(&break_chart(view, weeks, series), first));
        SeriesStanding { series, times_baseline: ratio_now, alarming }
    })
}

/// The weeks whose last day is measured.
fn whole_weeks(weeks: &[WeekFigures]) -> &[WeekFigures] {
    &weeks[..weeks.iter().take_while(|week| week.week.is_whole()).count()]
}

/// The wholly recorded baseline weeks that were reached.
fn baseline<'w>(view: &SystemView<'_>, whole: &'w [WeekFigures]) -> Vec<&'w WeekFigures> {
    let Some(first) = first_baseline_week(view) else { return Vec::new() };
    whole.iter().filter(|week| is_baseline(week, first)).collect()
}

/// Mean weekly entries of the last 4 whole weeks ÷ that of the 12 before; `None` before week 16.
fn entries_ratio(whole: &[WeekFigures]) -> Option<f64> {
    let pace = pace(whole)?;
    ratio(pace.recent, Some(pace.earlier))
}

/// Mean weekly entries lately and before: what "going quiet" compares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EntriesPace {
    /// Of the last 4 whole weeks.
    pub recent: f64,
    /// Of the 12 before them.
    pub earlier: f64,
}

/// The pace at which things are written down; `None` before week 16.
#[must_use]
pub fn entries_pace(weeks: &[WeekFigures]) -> Option<EntriesPace> {
    pace(whole_weeks(weeks))
}

fn pace(whole: &[WeekFigures]) -> Option<EntriesPace> {
    let (before, recent) = whole.split_at_checked(whole.len().checked_sub(RECENT_WEEKS)?)?;
    let earlier = before.get(before.len().checked_sub(EARLIER_WEEKS)?..)?;
    Some(EntriesPace { recent: mean_entries(recent)?, earlier: mean_entries(earlier)? })
}

fn mean_entries(weeks: &[WeekFigures]) -> Option<f64> {
    mean(weeks.iter().map(|week| week.entries as f64))
}

/// The median age of the open requests now minus that 28 days ago, in whole days since the first state.
fn open_age_change(view: &SystemView<'_>) -> Option<f64> {
    let median_age = |on: Day| {
        let open = view.begun_requests().filter(|(_, timeline)| timeline.is_open_at_end_of(on));
        let firsts = open.filter_map(|(_, timeline)| timeline.first());
        median_of_counts(firsts.map(|first| on.signed_duration_since(first.day).num_days()).collect())
    };
    let now = view.last_day();
    Some(median_age(now)? - median_age(days_before(now, FOUR_WEEKS_AGO_DAYS))?)
}

/// The last `count` weeks, or all if there are fewer.
fn last(weeks: &[WeekFigures], count: usize) -> &[WeekFigures] {
    &weeks[weeks.len().saturating_sub(count)..]
}
