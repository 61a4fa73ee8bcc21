//! The figures of Friction beside the main chart: requests, workarounds, people, systems.

use keepalive_domain::words::Break;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ChartPicture, Day, Id, Language, System, Theme};

/// Which figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DrawnFigure {
    /// Requests that came in, left and are open.
    Flow,
    /// Ages of the open requests against the clinic's own 85th percentile.
    Ageing,
    /// Days to the first response.
    FirstResponse,
    /// Days to a workaround offered.
    WorkaroundOffered,
    /// Days to delivery.
    Delivered,
    /// Days to verification.
    Verified,
    /// Whose turn it was while requests were open.
    WhoseTurn,
    /// How long workarounds live.
    Survival,
    /// Hours by area.
    Pareto,
    /// Asks per active workaround, and withdrawals.
    Silence,
    /// Weeks since the last entry by role.
    QuietRoles,
    /// After-hours work by role.
    AfterHours,
    /// System against system.
    Systems,
}

/// A part of the clinic a figure can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FigurePart {
    /// One configuration area.
    Area,
    /// One break.
    Break,
    /// One site.
    Site,
    /// One role.
    Role,
}

/// Which figure, of which part, and how it is drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct FigureInput {
    /// Which figure.
    pub figure: DrawnFigure,
    /// Which EHR system's axis; the one live today if absent.
    #[serde(default)]
    pub system: Option<Id>,
    /// Only this area.
    #[serde(default)]
    pub area: Option<Id>,
    /// Only this break.
    #[serde(default, rename = "break")]
    #[ts(type = "Break | null", optional = nullable)]
    pub break_: Option<Break>,
    /// Only the people of this site.
    #[serde(default)]
    pub site: Option<Id>,
    /// Only the people of this role, as written.
    #[serde(default)]
    pub role: Option<String>,
    /// Hours per FTE instead of hours, where the figure is in hours.
    #[serde(default)]
    pub per_fte: Option<bool>,
    /// Light if absent.
    #[serde(default)]
    pub theme: Option<Theme>,
    /// English if absent.
    #[serde(default)]
    pub language: Option<Language>,
    /// Width in CSS pixels; 560 if absent.
    #[serde(default)]
    pub width: Option<u32>,
    /// Height in CSS pixels; the figure's own if absent.
    #[serde(default)]
    pub height: Option<u32>,
    /// Last measured day; today if absent.
    #[serde(default)]
    pub as_of: Option<Day>,
}

/// A figure with its words and its numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FigureView {
    /// Which figure.
    pub figure: DrawnFigure,
    /// Whose axis; `null` where the clinic has no system that went live.
    pub system: Option<System>,
    /// What it is, in a few words, with the part it was asked for.
    pub title: String,
    /// The picture; `null` where there is nothing to draw, and `missing` then says why.
    pub chart: Option<ChartPicture>,
    /// Why nothing is drawn.
    pub missing: Option<FigureMissing>,
    /// What each of the picture's columns says, in a sentence.
    pub spoken: Vec<String>,
    /// The same numbers as a table, in the order of the picture's columns.
    pub table: FigureTable,
    /// What "how is this counted?" can be asked about, the weightiest first; empty where there is no single figure
    /// behind it, or not of the part that is shown.
    pub explained: Vec<super::FigureName>,
    /// The month those are of, where the figure is of one month.
    pub month: Option<i32>,
    /// What was asked for and cannot be taken out of this figure, which shows the whole instead.
    pub whole: Vec<FigurePart>,
    /// The last measured day.
    pub as_of: Day,
}

/// Why a figure shows nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FigureMissing {
    /// No system went live yet.
    NoSystem,
    /// No month was recorded.
    NotRecorded,
    /// No month is finished and wholly recorded.
    NoWholeMonth,
    /// No request was written down.
    NoRequests,
    /// No request is open.
    NoneOpen,
    /// No workaround was written down.
    NoWorkarounds,
    /// No hours were lost in the last whole month.
    NoHours,
    /// Nobody is on the roster.
    NoPeople,
    /// Nobody reported hours in the last whole month.
    NoReports,
    /// There is only one system.
    OneSystem,
}

/// A figure's numbers, as they are read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FigureTable {
    /// Heads, with the unit where there is one.
    pub columns: Vec<FigureColumn>,
    /// The first rows; a missing number is empty.
    pub rows: Vec<Vec<String>>,
    /// Rows left out here; a saved CSV has them all.
    pub more: u32,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FigureColumn {
    /// What stands below.
    pub head: String,
    /// Numbers stand to the right.
    pub numeric: bool,
}
