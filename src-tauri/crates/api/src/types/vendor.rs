//! Vendor: what was promised, what the log measured beside it, and who might come instead.

use keepalive_domain::words::{Clock, Route, VendorQuestion};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Day, Id, ItemLink, System, Who};

/// Whose vendor is looked at, and as of when.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct VendorInput {
    /// The system; the one in use if absent.
    pub system: Option<Id>,
    /// The day; today if absent.
    pub as_of: Option<Day>,
}

/// Everything on Vendor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct VendorView {
    /// The system looked at; `null` where the clinic has none.
    pub system: Option<System>,
    /// The day it stands at: the day asked for, or a retired system's last.
    pub as_of: Day,
    /// Go-live months begun until then; 0 before go-live.
    pub months: u32,
    /// When notice can be given.
    pub contract: Contract,
    /// Every promise, the latest due first among the late ones, then by due day.
    pub promises: Vec<PromiseLine>,
    /// What became of them.
    pub counts: PromiseCounts,
    /// What was said to each of the five questions, in their order.
    pub answers: Vec<StatedAnswer>,
    /// What the log measured beside them; `null` where the clinic has no system.
    pub evidence: Option<VendorEvidence>,
    /// Shares, rates and medians that rest on fewer are too few to tell.
    pub fewest_to_tell: u32,
    /// Systems side by side, the one looked at first.
    pub comparison: Comparison,
}

/// A system's contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Contract {
    /// The last day on which notice can be given; `null` = not said.
    pub notice_on: Option<Day>,
    /// The day it renews without notice.
    pub renews_on: Option<Day>,
    /// Days until the last day for notice; negative once it went by.
    pub days_left: Option<i32>,
    /// It is near enough to warn.
    pub near: bool,
    /// From how many days ahead that is.
    pub warned_days: u32,
}

/// What became of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PromiseOutcome {
    /// It came on or before the first date.
    Kept,
    /// It did not.
    Late,
    /// The request was closed before it was due.
    Void,
    /// Not due yet.
    Pending,
}

/// The promises for one clock of one request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PromiseLine {
    /// Of which request.
    pub request: ItemLink,
    /// For which clock.
    #[ts(type = "Clock")]
    pub clock: Clock,
    /// What became of the first date.
    pub outcome: PromiseOutcome,
    /// The first date given.
    pub first_due: Day,
    /// Day the promised thing came; `null` = not yet.
    pub came_on: Option<Day>,
    /// Day the request was closed; `null` = it is open. Days late stopped there if the thing had not come.
    pub closed_on: Option<Day>,
    /// Days past the first date; `null` unless late.
    pub days_late: Option<u32>,
    /// How often a later date replaced an earlier one.
    pub slips: u32,
    /// Every date given, the first one first.
    pub given: Vec<GivenDate>,
}

/// One date given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GivenDate {
    /// The promise.
    pub id: Id,
    /// Day it was made.
    pub made_on: Day,
    /// Day it is due.
    pub due_on: Day,
    /// Who said so.
    pub promised_by: Option<Who>,
    /// Contract clause, e-mail, call.
    pub source: Option<String>,
}

/// What became of all of a system's promises (TABLES A22, A26).
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct PromiseCounts {
    /// Kept, against the first date.
    pub kept: u32,
    /// Due, the kept ones included.
    pub due: u32,
    /// Void.
    pub void: u32,
    /// Not due yet.
    pub pending: u32,
    /// Re-promises due later than the one before ÷ promises; `null` without any.
    pub slips_per_promise: Option<f64>,
}

/// What was said to one of the five questions, and what the clinic makes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StatedAnswer {
    /// Which question.
    #[ts(type = "VendorQuestion")]
    pub question: VendorQuestion,
    /// The words; `null` = nothing written down.
    pub stated: Option<String>,
    /// Contract clause, call, e-mail.
    pub source: Option<String>,
    /// Days to a first response, as said.
    pub response_days: Option<u32>,
    /// Days to a fix, as said.
    pub fix_days: Option<u32>,
    /// What the clinic makes of it, 0 to 5; `null` = not rated.
    pub rating: Option<u32>,
}

/// A count out of another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OutOf {
    /// How many.
    pub part: u32,
    /// Of how many; 0 = not measured.
    pub whole: u32,
}

/// A median with its interval, in days; open items counted in (Kaplan-Meier).
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct MedianDays {
    /// Items watched.
    pub n: u32,
    /// Those for which it came.
    pub events: u32,
    /// Days after which half still wait; `null` where it never gets there.
    pub median: Option<f64>,
    /// Early end of its 95 % interval.
    pub low: Option<f64>,
    /// Late end of its 95 % interval.
    pub high: Option<f64>,
}

/// How many requests go one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RouteCount {
    /// The route; `null` = none said.
    #[ts(type = "Route | null")]
    pub route: Option<Route>,
    /// Requests.
    pub requests: u32,
}

/// A refusal, quoted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Refusal {
    /// The request.
    pub request: ItemLink,
    /// Day it was declined; `null` where nobody says it.
    pub on: Option<Day>,
    /// The reason or clause as written down; `null` = none.
    pub reason: Option<String>,
}

/// What the log measured beside each of the five questions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct VendorEvidence {
    /// Requests that went to the vendor (TABLES A21).
    pub requests: u32,
    /// All requests by route, most first.
    pub routes: Vec<RouteCount>,
    /// Vendor requests delivered.
    pub delivered: u32,
    /// Changes of state per delivered request.
    pub steps_per_delivered: Option<f64>,
    /// Changes of whose turn it was per delivered request.
    pub hand_overs_per_delivered: Option<f64>,
    /// Workarounds behind a vendor request: those with a delivered one, of all.
    pub workarounds_delivered: OutOf,
    /// How long those workarounds live.
    pub workaround_survival: MedianDays,
    /// Declined as out of scope, of the decided ones.
    pub out_of_scope: OutOf,
    /// The refusals, newest first.
    pub refusals: Vec<Refusal>,
    /// Workarounds still in use that a refused request was meant to end.
    pub lost_to: Vec<ItemLink>,
    /// Hours a month they cost; `null` = not measured.
    pub lost_hours_a_month: Option<f64>,
    /// To the first response, vendor requests alone.
    pub first_response: MedianDays,
    /// To a workaround offered.
    pub workaround_offered: MedianDays,
    /// To delivery.
    pub fix_delivered: MedianDays,
    /// To verification.
    pub verified: MedianDays,
    /// Vendor requests with a named contact, of all.
    pub named_contact: OutOf,
    /// Chases per vendor request; `null` without requests.
    pub chases_per_request: Option<f64>,
    /// Hours those chases took.
    pub chase_hours: f64,
}

/// Systems side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Comparison {
    /// Weight of each of the five questions, in their order, 0 to 5; `null` = not said.
    pub weights: Vec<Option<u32>>,
    /// The system in use, then the candidates by name.
    pub rows: Vec<ComparedSystem>,
}

/// One of the systems side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ComparedSystem {
    /// The candidate, or the system in use.
    pub id: Id,
    /// It is one that might come; otherwise the one in use.
    pub candidate: bool,
    /// Its name.
    pub name: String,
    /// Who makes it.
    pub vendor: String,
    /// What was said, in the order of the questions.
    pub answers: Vec<StatedAnswer>,
    /// The sum with its terms.
    pub sum: WeightedSum,
}

/// Weight × rating, added and spelled out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WeightedSum {
    /// Weight and rating of each rated question that matters.
    pub terms: Vec<WeightedTerm>,
    /// Questions that matter and are not rated.
    pub unrated: u32,
    /// Questions without a weight.
    pub unweighted: u32,
    /// `null` as long as something is missing.
    pub sum: Option<u32>,
}

/// One question's part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WeightedTerm {
    /// How much the question matters.
    pub weight: u32,
    /// What the clinic makes of the answer.
    pub rating: u32,
}
