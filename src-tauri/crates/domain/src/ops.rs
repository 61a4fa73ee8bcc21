//! The change vocabulary: every user act is an op, and an op sets fields of things.
//!
//! An op's body is JSON, kept for ever exactly as it was hashed:
//!
//! ```json
//! {"acts":[{"e":"0197…","t":"request","set":{"owner":[{"ref":"…"}, null, "0196…"]}}],"why":"…"}
//! ```
//!
//! Where the same is set on things one after the other, as in a bulk edit, the others stand as identities alone:
//! `{"e":"0197…","t":"request","set":{…},"also":["0197…","0197…"]}`. Read back they are acts like any other.
//!
//! Each field stands as `[value, was, base, beside]`, what is empty at the end left out: the new value, the value on
//! screen when it was changed, the op that had put it there, and the ops of other values that were seen beside it.
//! `was` makes history readable without replay; `base`
//! shows whether two edits were concurrent.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::ids::{ActId, EntityId, OpId};
use crate::schema::Kind;
use crate::value::Value;

/// The format of bodies written by this version.
pub const BODY_VERSION: u16 = 2;

/// The oldest reader that understands them: one that knows only format 1 would not see `also`.
pub const MIN_READER: u16 = 2;

/// The most rows one op carries; a larger import or bulk edit is a group of ops undone as one.
pub const MOST_ROWS_PER_OP: usize = 500;

/// What kind of act an op records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpKind {
    /// Fields were set.
    Set,
    /// Another act was taken back, as far as its values still stood.
    Undo,
    /// An undo was taken back.
    Redo,
    /// Values were set again whose ops were emptied, without a text that was taken out of the whole history.
    Redaction,
}

impl OpKind {
    /// Its spelling in the log.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Redaction => "redaction",
        }
    }

    /// The kind with this spelling; `None` for one a newer version invented.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Set, Self::Undo, Self::Redo, Self::Redaction].into_iter().find(|k| k.word() == word)
    }
}

/// One thing's changed fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The thing.
    pub entity: EntityId,
    /// What kind of thing it is.
    pub kind: Kind,
    /// The fields set, by name; order in the log is by name.
    pub set: BTreeMap<String, Value>,
}

impl Change {
    /// No field of this thing yet.
    #[must_use]
    pub const fn of(kind: Kind, entity: EntityId) -> Self {
        Self { entity, kind, set: BTreeMap::new() }
    }

    /// With this field set. Setting [`Value::Null`] takes the value out.
    #[must_use]
    pub fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.set.insert(field.to_owned(), value.into());
        self
    }

    /// With this field set if there is a value.
    #[must_use]
    pub fn with_some(self, field: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(field, value),
            None => self,
        }
    }
}

/// What an act is called where it can be undone: a code and the words that fill it, worded by the UI's
/// catalogue, for example `("gave_owner", ["Scheduling", "Front desk lead"])`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Label {
    /// Which sentence.
    pub code: String,
    /// What fills it, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<String>,
}

/// The code of an act that brought rows of a file: what it wrote is the file's word, and nobody's here.
pub const IMPORTED: &str = "imported";

impl Label {
    /// A label from its code and fillings.
    pub fn new<S: Into<String>>(code: &str, args: impl IntoIterator<Item = S>) -> Self {
        Self { code: code.to_owned(), args: args.into_iter().map(Into::into).collect() }
    }
}

/// One field as it stands in a body.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldWrite {
    /// The new value.
    pub value: Json,
    /// The value that it replaced: what undo brings back.
    pub was: Json,
    /// The op whose value its author had on the screen; `None` for the first. Mostly the one it replaced; where
    /// another write came in between, the older one, and then the two stand beside each other.
    pub base: Option<OpId>,
    /// Ops whose values stood beside it and were seen, too: this write settles them.
    pub beside: Vec<OpId>,
}

impl Serialize for FieldWrite {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (&self.base, self.was.is_null()) {
            _ if !self.beside.is_empty() => {
                (&self.value, &self.was, self.base, &self.beside).serialize(serializer)
            }
            (Some(base), _) => (&self.value, &self.was, base).serialize(serializer),
            (None, false) => (&self.value, &self.was).serialize(serializer),
            (None, true) => (&self.value,).serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for FieldWrite {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut parts = Vec::<Json>::deserialize(deserializer)?.into_iter();
        let value = parts.next().ok_or_else(|| serde::de::Error::custom("a field write has no value"))?;
        let was = parts.next().unwrap_or_default();
        let base = match parts.next() {
            None | Some(Json::Null) => None,
            Some(json) => Some(serde_json::from_value(json).map_err(serde::de::Error::custom)?),
        };
        let beside = match parts.next() {
            None => Vec::new(),
            Some(json) => serde_json::from_value(json).map_err(serde::de::Error::custom)?,
        };
        Ok(Self { value, was, base, beside })
    }
}

/// One thing's field writes as they stand in a body. The kind stays text: a newer version may know more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BodyAct {
    /// The thing.
    pub e: EntityId,
    /// Its kind's name.
    pub t: String,
    /// Its fields.
    pub set: BTreeMap<String, FieldWrite>,
}

/// The body of an op.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Body {
    /// What was set.
    #[serde(deserialize_with = "each_alone")]
    pub acts: Vec<BodyAct>,
    /// Why, in the person's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What the act is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// The act taken back (undo) or done again (redo).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<ActId>,
    /// Ops that lose their body wherever they are (redaction).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emptied: Vec<OpId>,
}

/// The body of an op as it stands, for a reader that goes through many things and wants no copy for each.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
pub struct SharedBody {
    /// What was set.
    pub acts: Vec<SharedAct>,
    /// The act taken back (undo) or done again (redo).
    #[serde(default)]
    pub of: Option<ActId>,
}

/// The same writes on one thing or on several.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SharedAct {
    /// The first thing.
    pub e: EntityId,
    /// Its kind's name.
    pub t: String,
    /// Its fields.
    pub set: BTreeMap<String, FieldWrite>,
    /// The others, in order.
    #[serde(default)]
    pub also: Vec<EntityId>,
}

/// Every thing with its own writes, in the order they stand in.
fn each_alone<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<BodyAct>, D::Error> {
    let shared = Vec::<SharedAct>::deserialize(deserializer)?;
    let mut acts = Vec::with_capacity(shared.iter().map(|act| 1 + act.also.len()).sum());
    for SharedAct { e, t, set, also } in shared {
        let others: Vec<_> =
            also.into_iter().map(|e| BodyAct { e, t: t.clone(), set: set.clone() }).collect();
        acts.push(BodyAct { e, t, set });
        acts.extend(others);
    }
    Ok(acts)
}
