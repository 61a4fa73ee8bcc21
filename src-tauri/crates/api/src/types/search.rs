//! Search over everything, and what is similar while typing.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Id, Turn};

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SearchInput {
    /// Words, or beginnings of words; all have to be there.
    pub text: String,
    /// Most hits wanted, at most 50; 20 if absent.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SearchHit {
    /// Which thing to open: for a comment, what it was written under.
    pub id: Id,
    /// Its kind.
    #[ts(type = "Kind")]
    pub kind: String,
    /// The clinic's own short id, where it has one.
    pub key: Option<String>,
    /// Its title or name.
    pub title: String,
    /// Whether it is closed, retired or gone.
    pub closed: bool,
}

/// What quick capture offers as a repeat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SimilarInput {
    /// The line as typed, tokens included.
    pub text: String,
    /// Most items wanted, at most 5; 2 if absent.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// An open request or a workaround in use that reads alike.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SimilarItem {
    /// Which thing.
    pub id: Id,
    /// `request` or `workaround`.
    #[ts(type = "Kind")]
    pub kind: String,
    /// The clinic's own short id.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Request: how many people need it.
    pub people: u32,
    /// Request: whose turn it is.
    pub turn: Option<Turn>,
    /// Request: the vendor it waits on.
    pub vendor: Option<String>,
    /// Request: days past its first promise.
    pub late_days: Option<i32>,
    /// Workaround: how often it happened.
    pub times: u32,
    /// Workaround: median minutes of the timed ones.
    pub median_minutes: Option<f64>,
}
