//! Writing: acts, undo and redo inside one transaction.

use std::collections::{BTreeMap, BTreeSet};

use keepalive_domain::ids::{ActId, EntityId};
use keepalive_domain::ops::{Change, Label};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use crate::error::Result;
use crate::reader::Read;

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
}

/// What a committed write gave, and what it changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Committed<T> {
    /// The closure's own result.
    pub value: T,
    /// Kinds of which something changed.
    pub changed: BTreeSet<Kind>,
    /// The things changed; a changed child (an occurrence, an estimate, a state) stands for its parent.
    pub touched: BTreeSet<EntityId>,
}

/// A thing as it stands inside a write.
#[derive(Debug, Clone, PartialEq)]
pub struct Thing {
    /// Its identity.
    pub id: EntityId,
    /// Its kind.
    pub kind: Kind,
    /// Its fields that hold a value; unknown ones are left out.
    pub fields: BTreeMap<String, Value>,
}

impl Thing {
    /// The value of a field; [`Value::Null`] where nothing is known.
    #[must_use]
    pub fn field(&self, name: &str) -> &Value {
        self.fields.get(name).unwrap_or(&Value::Null)
    }

    /// Whether it was deleted.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        self.field("deleted").is_yes()
    }
}

/// A field that undo or redo did not set back, because somebody has changed it since.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftAlone {
    /// The thing.
    pub entity: EntityId,
    /// Its kind.
    pub kind: Kind,
    /// The field.
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

/// One transaction on the writer thread.
pub struct Write<'c> {
    read: Read<'c>,
}

impl<'c> Write<'c> {
    /// The database as this write sees it, its own acts included.
    #[must_use]
    pub const fn read(&self) -> &Read<'c> {
        &self.read
    }

    /// Writes an act down and applies it. `None` if it changes nothing: then nothing is recorded.
    ///
    /// # Errors
    /// [`crate::StoreError`]: an unknown field, a thing called by another kind, or SQLite.
    pub fn record(&mut self, draft: ActDraft) -> Result<Option<ActId>> {
        let _ = draft;
        todo!()
    }

    /// The thing, with its fields; `None` where nothing is known of it. Deleted things are given too.
    ///
    /// # Errors
    /// From SQLite.
    pub fn get(&self, id: EntityId) -> Result<Option<Thing>> {
        let _ = id;
        todo!()
    }

    /// The thing of this kind with this key, deleted ones aside.
    ///
    /// # Errors
    /// From SQLite.
    pub fn entity_by_key(&self, kind: Kind, key: &str) -> Result<Option<EntityId>> {
        let _ = (kind, key);
        todo!()
    }

    /// The next human number of this desk, `A-0142`. No number that ever stood in the log comes again.
    ///
    /// # Errors
    /// From SQLite.
    pub fn next_number(&mut self) -> Result<String> {
        todo!()
    }

    /// A new identity (UUIDv7).
    #[must_use]
    pub fn new_id(&self) -> EntityId {
        todo!()
    }

    /// The wall clock in UTC milliseconds.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        todo!()
    }

    /// Takes the last act of this installation back that is not undone yet; `None` if there is none.
    ///
    /// # Errors
    /// From SQLite.
    pub fn undo(&mut self) -> Result<Option<Undone>> {
        todo!()
    }

    /// Takes this act back.
    ///
    /// # Errors
    /// [`crate::StoreError::NotUndoable`] if it is undone already or not this installation's.
    pub fn undo_act(&mut self, act: ActId) -> Result<Undone> {
        let _ = act;
        todo!()
    }

    /// Does the act undone last again; `None` if there is none, or something new was done since.
    ///
    /// # Errors
    /// From SQLite.
    pub fn redo(&mut self) -> Result<Option<Undone>> {
        todo!()
    }

    /// Does this undone act again.
    ///
    /// # Errors
    /// [`crate::StoreError::NotUndoable`] if it is not undone.
    pub fn redo_act(&mut self, act: ActId) -> Result<Undone> {
        let _ = act;
        todo!()
    }
}
