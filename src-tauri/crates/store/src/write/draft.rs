//! Acts as they come in, and what undo answers.

use keepalive_domain::ids::{ActId, EntityId};
use keepalive_domain::ops::{Change, Label};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

/// An act of a person, before it is written down.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ActDraft {
    /// What undo calls it.
    pub label: Label,
    /// Why, in the person's words.
    pub why: Option<String>,
    /// Who did it, where known.
    pub user: Option<EntityId>,
    /// What it sets. Fields that already have their value are dropped; a thing named twice is one change, the
    /// later value of a field winning.
    pub changes: Vec<Change>,
    /// What their author had on the screen where that may have changed since; elsewhere the author saw what stands.
    pub seen: Vec<OnScreen>,
}

/// A field as its author saw it before changing it.
#[derive(Debug, Clone, PartialEq)]
pub struct OnScreen {
    /// The thing.
    pub entity: EntityId,
    /// The field.
    pub field: String,
    /// What stood there.
    pub value: Value,
}

/// A field that undo or redo did not set back, because somebody has changed it since; or a thing that undo did not
/// put into the trash, because something that came later hangs on it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftAlone {
    /// The thing.
    pub entity: EntityId,
    /// Its kind.
    pub kind: Kind,
    /// The field, or the kind of what hangs on the thing.
    pub field: String,
}

/// What undo or redo did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The act taken back, or done again.
    pub act: ActId,
    /// What it is called.
    pub label: Label,
    /// Fields left as they are.
    pub left_alone: Vec<LeftAlone>,
}
