//! What two people changed at once, on two desks.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Id, InstantMs};

/// Of which things.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TwoValuesInput {
    /// One thing and what hangs on it; all of them if absent.
    pub id: Option<Id>,
}

/// A field that two people changed without seeing each other's change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TwoValues {
    /// The thing.
    pub id: Id,
    /// Its kind.
    #[ts(type = "Kind")]
    pub kind: String,
    /// The field.
    pub field: String,
    /// How to show the values, as in history.
    pub shown_as: String,
    /// What it is called where it is looked for: the thing itself, or what it hangs on.
    pub title: String,
    /// The values, the one that counts first.
    pub values: Vec<OneValue>,
}

/// One of the values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OneValue {
    /// The op that wrote it: what to keep is said by it.
    pub op: String,
    /// The value in words, with names for references; `null` = taken out.
    pub value: Option<String>,
    /// Who wrote it, as far as known.
    pub by: String,
    /// A few signs that tell its desk from the other.
    pub desk: String,
    /// When, by the clock of that desk.
    pub at: InstantMs,
}

/// Keeps one of the values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SettleTwoValuesInput {
    /// The thing.
    pub id: Id,
    /// The field.
    pub field: String,
    /// The op that wrote the value to keep.
    pub keep: String,
}
