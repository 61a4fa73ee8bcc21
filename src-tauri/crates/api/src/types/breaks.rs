//! The weekly signal of each break with its control limits, and how long workarounds live.

use keepalive_domain::words::Break;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ChartPicture, Day, Language, System, Theme};

/// Whose figures, and how they are drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SignalInput {
    /// Which EHR system's axis; the one live today if absent.
    pub system: Option<super::Id>,
    /// Light if absent.
    pub theme: Option<Theme>,
    /// English if absent.
    pub language: Option<Language>,
    /// Width in CSS pixels; 240 if absent.
    pub width: Option<u32>,
    /// Height in CSS pixels; 150 if absent.
    pub height: Option<u32>,
    /// Last measured day; today if absent.
    pub as_of: Option<Day>,
}

/// The four weekly control charts of a system.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct BreakChartsView {
    /// Whose axis; `null` where the clinic has no system that went live.
    pub system: Option<System>,
    /// One per break in the order of the stack; empty without a system that went live.
    pub charts: Vec<BreakChart>,
    /// Weeks the alarm compares with, as far as they were reached.
    pub baseline: Option<WeekSpan>,
    /// Where limits were counted afresh.
    pub rebased: Vec<RebasedAt>,
    /// Points from which on limits are no longer on trial.
    pub firm_at: u32,
    /// The last measured day.
    pub as_of: Day,
}

/// The weekly signal of one break. Higher is worse in each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct BreakChart {
    /// Which break.
    #[serde(rename = "break")]
    #[ts(type = "Break")]
    pub break_: Break,
    /// What is measured, with its unit.
    pub signal: BreakSignal,
    /// The picture; `null` where no week was measured. Where fewer than five people reported all there is, it says so.
    pub chart: Option<ChartPicture>,
    /// What the newest measured week says.
    pub standing: BreakStanding,
    /// How many weeks in a row that holds; 0 where it is no matter of weeks.
    pub standing_weeks: u32,
    /// Points the newest limits rest on while these are on trial; `null` = firm, or no limits.
    pub trial_points: Option<u32>,
    /// Whole weeks that were not measured.
    pub gaps: u32,
    /// Fewer people than these are never shown.
    pub fewest_people: u32,
    /// Whole weeks that are not shown, because fewer than five people reported.
    pub withheld: u32,
    /// The newest measured week.
    pub last: Option<WeekValue>,
    /// Whole weeks, oldest first.
    pub weeks: Vec<BreakWeek>,
}

/// What a weekly series counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BreakSignal {
    /// Hours lost to drift per FTE.
    DriftHoursPerFte,
    /// Share of the question-days without an answer, 0 to 1.
    UnansweredShare,
    /// Days requests waited past their promise, per 10 FTE.
    #[serde(rename = "overdue_days_per_10_fte")]
    OverdueDaysPer10Fte,
    /// EHR hours outside scheduled hours for 8 scheduled patient hours.
    Wow8,
}

/// What the newest measured week of a series says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BreakStanding {
    /// No week was measured.
    NotMeasured,
    /// None of the last four whole weeks was measured: nothing is known about now.
    NotMeasuredNow,
    /// Fewer than five people reported in the newest weeks: what they reported is not shown.
    TooFewPeople,
    /// A single point has no limits.
    NoLimits,
    /// Above the upper limit for `standing_weeks` measured weeks.
    AboveLimit,
    /// Two of three weeks beyond two thirds of the way to the limit.
    TwoOfThree,
    /// Above the mean for `standing_weeks` measured weeks, at least seven.
    RunAbove,
    /// Each of `standing_weeks` measured weeks, at least seven, above the one before.
    Rising,
    /// Under the lower limit: better than usual.
    BelowLimit,
    /// None of these.
    Inside,
}

/// A value of one week.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct WeekValue {
    /// Go-live week.
    pub n: i32,
    /// The value in the unit of the signal.
    pub value: f64,
}

/// First and last of some weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WeekSpan {
    /// First go-live week.
    pub from: i32,
    /// Last go-live week (inclusive).
    pub to: i32,
}

/// A change at which control limits start afresh.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RebasedAt {
    /// The go-live week that holds it.
    pub n: i32,
    /// What happened.
    pub title: String,
}

/// One whole week of a series: a row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct BreakWeek {
    /// Go-live week.
    pub n: i32,
    /// Its first day.
    pub from: Day,
    /// The value; `null` = not measured, or withheld.
    pub value: Option<f64>,
    /// Fewer than five people reported: measured, and not shown.
    pub is_withheld: bool,
    /// The mean of its stretch; `null` outside one.
    pub centre: Option<f64>,
    /// Lower limit; `null` without limits.
    pub lower: Option<f64>,
    /// Upper limit; `null` without limits.
    pub upper: Option<f64>,
    /// A rule was completed here.
    pub is_signal: bool,
}

/// How long the workarounds of a system live, those still in use counted in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SurvivalView {
    /// Whose workarounds; `null` where the clinic has no system that went live.
    pub system: Option<System>,
    /// The curve; `null` without any workaround.
    pub chart: Option<ChartPicture>,
    /// Workarounds followed.
    pub n: u32,
    /// Those that ended.
    pub retired: u32,
    /// How many must be followed before their median may be told.
    pub fewest_to_tell: u32,
    /// Days after which half are still alive; `null` while more than half are.
    pub median_days: Option<f64>,
    /// Early end of the median's 95 % interval.
    pub low: Option<f64>,
    /// Late end of the median's 95 % interval; `null` = not reached yet.
    pub high: Option<f64>,
    /// Where the curve falls, in order: the table.
    pub steps: Vec<SurvivalStep>,
    /// The last measured day.
    pub as_of: Day,
}

/// The curve just after one or more workarounds ended.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct SurvivalStep {
    /// Days since the start.
    pub days: f64,
    /// Share still in use, 0 to 1.
    pub share: f64,
    /// Lower end of its 95 % interval; `null` where there is none.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}
