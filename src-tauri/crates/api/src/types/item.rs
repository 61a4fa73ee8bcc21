//! What requests and workarounds have in common: voices, comments, links.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Id, InstantMs, Who};

/// A person's "me too".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Voice {
    /// Which thing.
    pub id: Id,
    /// Who.
    pub who: Who,
    /// When.
    pub at: InstantMs,
}

/// What somebody wrote under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Comment {
    /// Which thing.
    pub id: Id,
    /// When.
    pub at: InstantMs,
    /// Who; `null` where nobody said who is at the desk.
    pub by: Option<Who>,
    /// What.
    pub text: String,
}

/// Adds or removes one person's "me too".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct VoiceInput {
    /// The request or workaround.
    pub item: Id,
    /// The person; whoever is at this desk if absent.
    #[serde(default)]
    pub person: Option<Id>,
}

/// Writes under a request or a workaround.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CommentInput {
    /// The request or workaround.
    pub item: Id,
    /// What.
    pub text: String,
    /// The person looked at the warning and it is no patient's.
    #[serde(default)]
    pub phi_ok: Option<bool>,
}

/// Says that a request is meant to end a workaround, or no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LinkInput {
    /// The request.
    pub request: Id,
    /// The workaround.
    pub workaround: Id,
}
