//! What is done to a request: moves, chases, dated facts.

use keepalive_domain::ids::EntityId;
use keepalive_domain::words::{RequestFactKind, RequestState};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Day, Id, InstantMs};

/// Moves a request to another state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MoveInput {
    /// The request.
    pub id: Id,
    /// To which state.
    #[ts(type = "RequestState")]
    pub state: RequestState,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
    /// For `merged`: the request it continues in.
    #[serde(default)]
    pub into: Option<Id>,
    /// When; now if absent.
    #[serde(default)]
    pub at: Option<InstantMs>,
    /// The requester was told as well, in the same act.
    #[serde(default)]
    pub told: Option<bool>,
    /// The person looked at the warning and it is no patient's.
    #[serde(default)]
    pub phi_ok: Option<bool>,
}

impl MoveInput {
    /// Now, and with no word beside it.
    pub(crate) fn to(id: EntityId, state: RequestState) -> Self {
        Self { id: id.into(), state, reason: None, into: None, at: None, told: None, phi_ok: None }
    }
}

/// Moves requests to one state together, as one act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MoveManyInput {
    /// The requests.
    pub ids: Vec<Id>,
    /// To which state.
    #[ts(type = "RequestState")]
    pub state: RequestState,
}

/// Asks where some requests could go together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MovesOfManyInput {
    /// The requests.
    pub ids: Vec<Id>,
}

/// A state that requests can go to together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MoveOfMany {
    /// To which state.
    #[ts(type = "RequestState")]
    pub to: RequestState,
    /// How many of them may go there from where they stand.
    pub count: u32,
}

/// Merges requests into one, as one act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MergeInput {
    /// Those that go into it.
    pub ids: Vec<Id>,
    /// The request they continue in.
    pub into: Id,
}

/// Notes time spent following a request up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ChaseInput {
    /// The request.
    pub request: Id,
    /// Minutes it took.
    pub minutes: f64,
    /// Call, portal, e-mail, hold.
    #[serde(default)]
    pub channel: Option<String>,
    /// Any words about it.
    #[serde(default)]
    pub note: Option<String>,
    /// When; now if absent.
    #[serde(default)]
    pub at: Option<InstantMs>,
    /// The person looked at the warning and it is no patient's.
    #[serde(default)]
    pub phi_ok: Option<bool>,
}

/// Puts a state change or a dated fact on another day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CorrectDayInput {
    /// The state change or fact.
    pub id: Id,
    /// The day it was.
    pub day: Day,
    /// Why, in the person's words.
    #[serde(default)]
    pub why: Option<String>,
    /// The person looked at the warning and it is no patient's.
    #[serde(default)]
    pub phi_ok: Option<bool>,
}

/// Notes a dated fact about a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct FactInput {
    /// The request.
    pub request: Id,
    /// What.
    #[ts(type = "RequestFactKind")]
    pub fact: RequestFactKind,
    /// Any words about it.
    #[serde(default)]
    pub note: Option<String>,
    /// When; now if absent.
    #[serde(default)]
    pub at: Option<InstantMs>,
    /// The day, where the time is not known; it stands at the day's middle then. Not together with `at`.
    #[serde(default)]
    pub day: Option<Day>,
    /// The person looked at the warning and it is no patient's.
    #[serde(default)]
    pub phi_ok: Option<bool>,
}
