//! What a field can hold, and how it stands in the log.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use crate::ids::EntityId;

/// The value of one field of one thing.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Unknown, or taken out. Missing is not zero.
    #[default]
    Null,
    /// yes / no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A decimal number, always finite.
    Real(f64),
    /// Text as typed.
    Text(String),
    /// A local date; a date alone stays a date.
    Date(NaiveDate),
    /// UTC milliseconds.
    Instant(i64),
    /// Another thing.
    Ref(EntityId),
    /// A value that this version does not understand, kept as it came.
    Unknown(Json),
}

/// The type of a field: what the log's JSON is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// One line of text.
    Text,
    /// Several lines of text.
    LongText,
    /// One word of a closed vocabulary.
    Word(&'static [&'static str]),
    /// A whole number.
    Int,
    /// A decimal number.
    Real,
    /// yes / no.
    Bool,
    /// A local date.
    Date,
    /// UTC milliseconds.
    Instant,
    /// A thing of this kind.
    Ref(crate::schema::Kind),
    /// A thing of this kind where one matches, else free text (TABLES A27).
    RefOrText(crate::schema::Kind),
    /// A request or a workaround.
    Item,
}

impl Value {
    /// As it stands in the log. Dates are ISO text, instants milliseconds, references `{"ref": id}`.
    #[must_use]
    pub fn to_json(&self) -> Json {
        match self {
            Self::Null => Json::Null,
            Self::Bool(b) => json!(b),
            Self::Int(n) | Self::Instant(n) => json!(n),
            Self::Real(x) => json!(x),
            Self::Text(t) => json!(t),
            Self::Date(d) => json!(d.format("%Y-%m-%d").to_string()),
            Self::Ref(id) => json!({ "ref": id }),
            Self::Unknown(json) => json.clone(),
        }
    }

    /// Reads the log's JSON as a field of this type. What does not fit is [`Value::Unknown`]: a newer version
    /// wrote it, and it must survive.
    #[must_use]
    pub fn from_json(json: &Json, ty: FieldType) -> Self {
        let fits = match ty {
            FieldType::Text | FieldType::LongText => json.as_str().map(|t| Self::Text(t.to_owned())),
            FieldType::Word(words) => {
                json.as_str().filter(|w| words.contains(w)).map(|w| Self::Text(w.to_owned()))
            }
            FieldType::Int => json.as_i64().map(Self::Int),
            FieldType::Real => json.as_f64().filter(|x| x.is_finite()).map(Self::Real),
            FieldType::Bool => json.as_bool().map(Self::Bool),
            FieldType::Date => json.as_str().and_then(|t| t.parse().ok()).map(Self::Date),
            FieldType::Instant => json.as_i64().map(Self::Instant),
            FieldType::Ref(_) | FieldType::Item => reference(json),
            FieldType::RefOrText(_) => {
                reference(json).or_else(|| json.as_str().map(|t| Self::Text(t.to_owned())))
            }
        };
        match fits {
            Some(value) => value,
            None if json.is_null() => Self::Null,
            None => Self::Unknown(json.clone()),
        }
    }

    /// Whether nothing is known.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(t) = self { Some(t) } else { None }
    }

    /// The date, if it is one.
    #[must_use]
    pub const fn as_date(&self) -> Option<NaiveDate> {
        if let Self::Date(d) = self { Some(*d) } else { None }
    }

    /// The thing referred to, if it is one.
    #[must_use]
    pub const fn as_ref_id(&self) -> Option<EntityId> {
        if let Self::Ref(id) = self { Some(*id) } else { None }
    }

    /// The number, whole or decimal.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "whole numbers people type are far below 2^53")]
    pub const fn as_number(&self) -> Option<f64> {
        match self {
            Self::Real(x) => Some(*x),
            Self::Int(n) => Some(*n as f64),
            _ => None,
        }
    }

    /// yes, as opposed to no or unknown.
    #[must_use]
    pub const fn is_yes(&self) -> bool {
        matches!(self, Self::Bool(true))
    }
}

fn reference(json: &Json) -> Option<Value> {
    json.get("ref")?.as_str()?.parse().ok().map(Value::Ref)
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::Bool(yes)
    }
}
impl From<NaiveDate> for Value {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}
impl From<EntityId> for Value {
    fn from(id: EntityId) -> Self {
        Self::Ref(id)
    }
}
impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
