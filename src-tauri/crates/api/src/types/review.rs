//! The monthly review as a walk: what each step is about, before its list is looked at.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Day, Id, NeedItem};

/// Which month is gone through.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ReviewInput {
    /// The EHR system; the one live today if absent.
    pub system: Option<Id>,
    /// The go-live month; the last whole one if absent.
    pub month: Option<i32>,
}

/// The monthly review, step by step. The cost is of the month's end; everything that can be acted on is of today.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReviewView {
    /// The month gone through; `null` where none was measured yet.
    pub month: Option<ReviewMonth>,
    /// What it cost; `null` = not measured.
    pub cost: Option<ReviewCost>,
    /// Workarounds hardened today.
    pub hardened: u32,
    /// Configuration areas nobody owns, in the order of Owners.
    pub unowned_areas: Vec<NeedItem>,
    /// Open requests nobody owns.
    pub unowned_requests: u32,
    /// Workarounds in use nobody owns.
    pub unowned_workarounds: u32,
    /// Open requests by whom they wait on.
    pub waiting: ReviewWaiting,
    /// Requests past their first promise, waiting on the vendor.
    pub late: u32,
    /// Open requests without a word for four weeks.
    pub quiet: u32,
    /// Requests withdrawn in the month.
    pub withdrawn: u32,
    /// Fewer asked while more worked around; only where that is so.
    pub fewer_asks: Option<FewerAsks>,
    /// Accepted workarounds, areas and people due to be looked at again, the longest due first.
    pub reviews_due: Vec<NeedItem>,
    /// What was decided in the month.
    pub decided: ReviewDecided,
}

/// The month gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReviewMonth {
    /// Its number since go-live.
    pub n: i32,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub last: Day,
    /// It is not over.
    pub partial: bool,
}

/// Hours lost in the month.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct ReviewCost {
    /// Workflow drift; as each break `null` where nobody measured any of what was in use.
    pub drift: Option<f64>,
    /// Reporting blind spots.
    pub reporting: Option<f64>,
    /// Support friction.
    pub support: Option<f64>,
    /// Staff burnout.
    pub burnout: Option<f64>,
    /// All of them.
    pub all: f64,
    /// Those that rest on a clock.
    pub timed: f64,
    /// Per full-time equivalent; `null` without staffing.
    pub per_fte: Option<f64>,
    /// All hours of the month before, where both are whole and measured.
    pub before: Option<f64>,
}

/// Open requests by whom they wait on. What nobody owns is not among them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReviewWaiting {
    /// On us.
    pub ours: u32,
    /// On the vendor.
    pub vendor: u32,
    /// On somebody else.
    pub others: u32,
    /// On somebody to say that the fix holds.
    pub verify: u32,
}

/// Fewer asked than in the month before, while more worked around.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FewerAsks {
    /// Requests asked in the month.
    pub asked: u32,
    /// Workarounds in use at its end.
    pub active: u32,
}

/// What was decided in a month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReviewDecided {
    /// Workarounds accepted by a named person.
    pub accepted: u32,
    /// Requests declined, by the clinic or by the vendor.
    pub declined: u32,
    /// Requests verified.
    pub verified: u32,
    /// Changes made in the EHR.
    pub changes: u32,
}
