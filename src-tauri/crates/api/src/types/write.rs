//! Writes: what a form sends, and what every write answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Id, InstantMs, Label};

/// What every write answers, once it is durable.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Saved {
    /// The thing that was made or changed, if it is one.
    pub id: Option<Id>,
    /// Its key, if it has one.
    pub key: Option<String>,
    /// What the toast says.
    pub label: Label,
    /// The kinds of data that changed: only views of these refresh.
    #[ts(type = "Kind[]")]
    pub changed: Vec<String>,
    /// The act to give to `undo`; `null` where nothing changed.
    pub act: Option<String>,
    /// Undo and redo: fields somebody changed since, which were left alone.
    pub left_alone: u32,
}

/// Fields of one thing, as a form sends them: only what changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SaveInput {
    /// The thing; a new one if absent.
    #[serde(default)]
    pub id: Option<Id>,
    /// What kind of thing.
    #[ts(type = "Kind")]
    pub kind: String,
    /// The fields. Dates are ISO text, instants milliseconds, a thing is `{"ref": id}`; `null` takes the value
    /// out ("nobody"), an absent field stays ("no change").
    #[ts(type = "Record<string, FieldValue>")]
    pub set: BTreeMap<String, serde_json::Value>,
    /// What those fields held on the screen when the person began. Where something else stands by now, the new value
    /// counts and the other is kept beside it. Absent: the person saw what stands.
    #[serde(default)]
    #[ts(optional, type = "Record<string, FieldValue>")]
    pub seen: Option<BTreeMap<String, serde_json::Value>>,
    /// Why, in the person's words.
    #[serde(default)]
    pub why: Option<String>,
    /// The person looked at the warning and it is no patient's.
    #[serde(default)]
    pub phi_ok: Option<bool>,
}

/// The same fields for many things of one kind, as one act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BulkSaveInput {
    /// The things.
    pub ids: Vec<Id>,
    /// Their kind.
    #[ts(type = "Kind")]
    pub kind: String,
    /// The fields, as in `save`.
    #[ts(type = "Record<string, FieldValue>")]
    pub set: BTreeMap<String, serde_json::Value>,
    /// Why, in the person's words.
    #[serde(default)]
    pub why: Option<String>,
    /// The person looked at the warning and it is no patient's.
    #[serde(default)]
    pub phi_ok: Option<bool>,
}

/// Puts things into the trash, or takes them out again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TrashInput {
    /// The things.
    pub ids: Vec<Id>,
}

/// Takes an act back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct UndoInput {
    /// Which; the newest if absent.
    pub act: Option<String>,
}

/// One thing with its fields as they stand, for an edit form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Entity {
    /// Which thing.
    pub id: Id,
    /// Its kind.
    #[ts(type = "Kind")]
    pub kind: String,
    /// Its fields as `save` takes them; unknown ones absent.
    #[ts(type = "Record<string, FieldValue>")]
    pub fields: BTreeMap<String, serde_json::Value>,
    /// In the trash.
    pub deleted: bool,
}

/// Which page of the trash.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TrashListInput {
    /// Only what holds each of these words in its title or key.
    pub text: Option<String>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// Rows wanted, at most 200; 200 if absent.
    pub limit: Option<u32>,
}

/// One thing in the trash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TrashItem {
    /// Which thing.
    pub id: Id,
    /// Its kind.
    #[ts(type = "Kind")]
    pub kind: String,
    /// The clinic's own short id, where it has one.
    pub key: Option<String>,
    /// Its title or name.
    pub title: String,
    /// When it was put there; `null` if it came so.
    pub deleted_at: Option<InstantMs>,
}
