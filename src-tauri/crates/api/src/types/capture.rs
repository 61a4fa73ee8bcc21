//! Quick capture: the line as it is understood while it is typed, and what it becomes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Id, InstantMs, Who};

/// A line of quick capture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CaptureInput {
    /// As typed.
    pub text: String,
    /// The person looked at the warning and it is no patient's.
    #[serde(default)]
    pub phi_ok: Option<bool>,
}

/// The line as it is understood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CaptureView {
    /// The tokens in the line.
    pub tokens: Vec<CaptureToken>,
    /// The line without its tokens.
    pub title: String,
    /// Becomes a request instead of a workaround.
    pub is_request: bool,
    /// Its area, if one is named.
    pub area: Option<CaptureArea>,
    /// Who is to own it, if somebody is named.
    pub owner: Option<Who>,
    /// Minutes, if timed.
    pub minutes: Option<f64>,
    /// How many times; 1 if not said.
    pub times: u32,
    /// Safety item.
    pub safety: bool,
    /// What keeps it from being saved.
    pub problems: Vec<CaptureProblem>,
    /// What looks like a patient's data.
    pub findings: Vec<PhiFinding>,
}

/// What a token says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TokenKind {
    /// `#area`.
    Area,
    /// `@person`.
    Person,
    /// `5m`.
    Minutes,
    /// `x3`.
    Times,
    /// `!safety`.
    Safety,
    /// `?` at the end.
    Request,
}

/// One token of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CaptureToken {
    /// What it says.
    pub kind: TokenKind,
    /// Where it begins, in UTF-16 units as JavaScript counts.
    pub start: u32,
    /// Where it ends (exclusive), in UTF-16 units.
    pub end: u32,
}

/// The area a line names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CaptureArea {
    /// The area; `null` = it will be made, without an owner.
    pub id: Option<Id>,
    /// Its name.
    pub name: String,
}

/// Something in the line that keeps it from being saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CaptureProblem {
    /// A code of the catalogue.
    pub code: String,
    /// What it is about, for example the name nobody has.
    pub arg: String,
    /// Where it begins, in UTF-16 units.
    pub start: u32,
    /// Where it ends (exclusive), in UTF-16 units.
    pub end: u32,
}

/// What the guard does about a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PhiLevel {
    /// Not saved.
    Block,
    /// Saved once somebody has looked at it.
    Warn,
}

/// A place that looks like a patient's data. The text itself is never repeated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PhiFinding {
    /// What it looks like, a code of the catalogue.
    pub kind: String,
    /// What the guard does about it.
    pub level: PhiLevel,
    /// Where it begins, in UTF-16 units.
    pub start: u32,
    /// Where it ends (exclusive), in UTF-16 units.
    pub end: u32,
}

/// "It happened again."
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AgainInput {
    /// The workaround, or the request somebody needs too.
    pub id: Id,
    /// Minutes of each, if timed.
    #[serde(default)]
    pub minutes: Option<f64>,
    /// How many times; 1 if absent.
    #[serde(default)]
    pub count: Option<u32>,
    /// When; now if absent.
    #[serde(default)]
    pub at: Option<InstantMs>,
}
