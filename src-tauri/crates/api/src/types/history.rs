//! History: who changed what, when and why; and what can be undone.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Id, InstantMs, Label};

/// A page of a thing's history, newest first, its children's included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct HistoryInput {
    /// Which thing.
    pub id: Id,
    /// The `next` of the page before.
    #[serde(default)]
    pub cursor: Option<String>,
    /// Acts wanted, at most 200; 20 if absent.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// A page of history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct HistoryPage {
    /// Acts, newest first.
    pub entries: Vec<HistoryEntry>,
    /// Where the next page begins; `null` at the end.
    pub next: Option<String>,
    /// How many there are in all.
    pub total: u32,
}

/// One act, as far as it touched the thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct HistoryEntry {
    /// The op that recorded it.
    pub op: String,
    /// When it was recorded.
    pub at: InstantMs,
    /// Who sat at the desk, as far as known.
    pub by: String,
    /// `set`, `undo`, `redo` or `redaction`.
    pub act: String,
    /// What the act is called.
    pub label: Option<Label>,
    /// Why, in the person's words.
    pub why: Option<String>,
    /// What was set, in the order of the registry; which thing a child hangs on and where it is listed are left out. Of a
    /// text taken out for good, the values that say so.
    pub changes: Vec<FieldChange>,
}

/// One field, before and after, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldChange {
    /// Which thing: the one asked for, or a child of it.
    pub id: Id,
    /// Its kind.
    #[ts(type = "Kind")]
    pub kind: String,
    /// Which field.
    pub field: String,
    /// Before, with names for references; `null` = nothing stood there. For a request's new state the state before it.
    pub was: Option<String>,
    /// After; `null` = taken out.
    pub value: Option<String>,
    /// The act made the thing: nothing stood there because there was no thing.
    pub made: bool,
    /// How to show them: `text`, `word`, `date`, `instant`, `number`, `yes_no` or `name`.
    pub shown_as: String,
}

/// What can be undone, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UndoStep {
    /// The act.
    pub act: String,
    /// What it is called.
    pub label: Label,
    /// When it was done.
    pub at: InstantMs,
    /// Whether it was undone and can be done again.
    pub undone: bool,
    /// The clinic began with it: it stays.
    pub beginning: bool,
    /// It says what a desk is there for: it stays, and the list of desks gives another role.
    pub of_a_desk: bool,
}

/// How much of the undo list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct UndoListInput {
    /// Steps wanted, at most 5,000; 50 if absent.
    pub limit: Option<u32>,
}
