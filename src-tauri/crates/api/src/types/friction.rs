//! Friction: hours lost by month since go-live, as picture and as numbers.

use keepalive_domain::words::Break;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ChartFormat, ChartPicture, Day, FigureInput, Id, Language, Named, SignalInput, System, Theme};

/// Which chart, and how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct FrictionInput {
    /// Which EHR system's axis; the one live today if absent.
    pub system: Option<Id>,
    /// Only this area's workarounds and chases; the whole clinic if absent.
    pub area: Option<Id>,
    /// Only this break's workarounds; chases count as support friction. All four if absent.
    #[serde(rename = "break")]
    #[ts(type = "Break | null", optional = nullable)]
    pub break_: Option<Break>,
    /// Hours per FTE instead of hours.
    pub per_fte: Option<bool>,
    /// The told pattern as a backdrop; yes if absent.
    pub told: Option<bool>,
    /// Earlier systems as a second line; yes if absent.
    pub earlier: Option<bool>,
    /// Change events marked; yes if absent.
    pub changes: Option<bool>,
    /// Light if absent.
    pub theme: Option<Theme>,
    /// English if absent.
    pub language: Option<Language>,
    /// Width in CSS pixels; 830 if absent.
    pub width: Option<u32>,
    /// Height in CSS pixels; 440 if absent.
    pub height: Option<u32>,
    /// Month to be marked in the picture.
    pub selected: Option<i32>,
    /// Last measured day; today if absent.
    pub as_of: Option<Day>,
}

/// The main chart with all its numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FrictionView {
    /// Whose axis; `null` where the clinic has no system that went live.
    pub system: Option<System>,
    /// The picture; `null` where there is nothing to draw.
    pub chart: Option<ChartPicture>,
    /// Months from 1, oldest first.
    pub months: Vec<FrictionMonth>,
    /// The system before, on its own months.
    pub earlier: Vec<EarlierSystem>,
    /// First day of what hours come from; the hours of months before it were not measured.
    pub hours_began: Option<Day>,
    /// The last measured day.
    pub as_of: Day,
}

/// An earlier system's hours, on its own axis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct EarlierSystem {
    /// Which.
    pub system: System,
    /// Hours (or hours per FTE) of month 1, 2, …; `null` = not measured.
    pub hours: Vec<Option<f64>>,
}

/// Hours by break, `null` where nobody measured any of what was in use. Only hours add.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct BreakHours {
    /// Workflow drift.
    pub drift: Option<f64>,
    /// Reporting blind spots.
    pub reporting: Option<f64>,
    /// Support friction, chases included.
    pub support: Option<f64>,
    /// Staff burnout.
    pub burnout: Option<f64>,
    /// The four together.
    pub all: f64,
    /// Of them timed, not guessed.
    pub timed: f64,
}

/// One go-live month: the read-out, and a row of the table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FrictionMonth {
    /// Number since go-live, from 1.
    pub n: i32,
    /// First day.
    pub from: Day,
    /// The day after the last (exclusive).
    pub to: Day,
    /// Not finished: never compared with whole ones.
    pub partial: bool,
    /// Measured days of it so far.
    pub days: i32,
    /// Days it has.
    pub of_days: i32,
    /// Share of its measured days on or after the record began: 0 = not measured, below 1 = partly.
    pub recorded: f64,
    /// The same of what hours come from: estimates, occurrences, chases and the weekly pulse.
    pub hours_recorded: f64,
    /// People who answered the weekly pulse ÷ roster; `null` = unknown.
    pub coverage: Option<f64>,
    /// Coverage under half.
    pub thin: bool,
    /// Whether its hours are: neither before the record nor a sum of nothing over what nobody measured.
    pub measured: bool,
    /// Hours lost.
    pub hours: BreakHours,
    /// The same per FTE; `null` without staffing.
    pub per_fte: Option<BreakHours>,
    /// Average staffed FTE; `null` = unknown.
    pub fte: Option<f64>,
    /// Hours spent chasing.
    pub chase_hours: f64,
    /// How many chases.
    pub chases: u32,
    /// Requests that came in, reopenings included.
    pub arrivals: u32,
    /// Requests that were closed.
    pub departures: u32,
    /// Requests open at its end.
    pub wip: u32,
    /// Workarounds active at its last measured day.
    pub active_workarounds: u32,
    /// Requests withdrawn, "not worth asking any more".
    pub withdrawn: u32,
    /// What changed in it.
    pub events: Vec<ChangeMark>,
    /// The three workarounds that cost most in it.
    pub most: Vec<CostliestWorkaround>,
}

/// A change event in a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChangeMark {
    /// Which thing.
    pub id: Id,
    /// Its day.
    pub on: Day,
    /// Its name.
    pub title: String,
}

/// A workaround among the costliest of a month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CostliestWorkaround {
    /// Which.
    pub item: Named,
    /// Hours in the month.
    pub hours: f64,
}

/// A chart that can be saved, with how it is drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ChartAsked {
    /// The main chart.
    Hours(FrictionInput),
    /// The weekly signal of one break.
    Signal(SignalAsked),
    /// One of the other figures.
    Figure(FigureInput),
}

/// The weekly signal of one break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SignalAsked {
    /// Which break's.
    #[serde(rename = "break")]
    #[ts(type = "Break")]
    pub break_: Break,
    /// How it is drawn.
    pub drawn: SignalInput,
}

/// A chart as a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChartFileInput {
    /// Which chart, and how.
    pub chart: ChartAsked,
    /// As what.
    pub format: ChartFormat,
    /// Width and height are those of the whole picture, its words around the chart included; without it those of
    /// the chart alone, as it is on the screen.
    #[serde(default)]
    #[ts(optional)]
    pub fitted: Option<bool>,
}
