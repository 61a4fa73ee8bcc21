//! An act that comes in parts, without all of it in memory at once: an import, the sample clinic.

use keepalive_domain::ids::ActId;
use keepalive_domain::ops::{Change, OpKind};

use super::record::{Group, coalesce};
use super::{ActDraft, Write};
use crate::apply::ThingWrite;
use crate::error::{Result, StoreError};
use crate::log::BodyWriter;
use crate::reader::Read;
use crate::tables::Layout;

/// An act being recorded part by part.
pub struct Parts<'p, 'g, 'c> {
    write: &'p mut Write<'c>,
    group: &'p mut Group<'g>,
}

/// Changes on their way into an act: all that needs no database is done to them, on whatever thread.
pub struct Part(Vec<Ready>);

/// What is to be set on one thing.
struct Ready {
    write: ThingWrite,
    /// As the log tells it where the thing is new.
    if_new: Vec<u8>,
}

impl Part {
    /// Makes changes ready to be recorded.
    ///
    /// # Errors
    /// [`StoreError`]: an unknown field, or a thing called by two kinds.
    pub fn of(changes: Vec<Change>) -> Result<Self> {
        let ready = |write: ThingWrite| {
            let fields = &Layout::of(write.kind).fields;
            let said = write.sets.iter().filter(|(_, value)| !value.is_null());
            let if_new = BodyWriter::writes_on_new(
                write.kind.name(),
                said.map(|(at, value)| (fields[*at].name, value)),
            );
            Ready { write, if_new }
        };
        Ok(Self(coalesce(changes)?.into_iter().map(ready).collect()))
    }
}

impl<'c> Parts<'_, '_, 'c> {
    /// The database as this act sees it, its own parts included.
    #[must_use]
    pub const fn read(&self) -> &Read<'c> {
        self.write.read()
    }

    /// Records the next changes. As with [`ActDraft::changes`], fields that already have their value are dropped.
    ///
    /// A thing comes in one part only: undo sets back what stood before the last op that touched a field.
    ///
    /// # Errors
    /// [`StoreError`]: an unknown field, a thing called by another kind, or SQLite.
    pub fn add(&mut self, changes: Vec<Change>) -> Result<()> {
        self.add_part(Part::of(changes)?)
    }

    /// [`Parts::add`] of changes that were made ready before.
    ///
    /// # Errors
    /// [`StoreError`]: a thing called by another kind, or SQLite.
    pub fn add_part(&mut self, Part(things): Part) -> Result<()> {
        for Ready { write, if_new } in things {
            if let Some(mut prepared) = self.write.prepare(write)? {
                if !prepared.row.exists() {
                    prepared.if_new = Some(if_new);
                }
                self.write.push(self.group, prepared)?;
            }
        }
        // What reads between the parts finds this one in the tables.
        self.write.flush(self.group)
    }
}

impl<'c> Write<'c> {
    /// Records one act whose changes come in parts: a group of ops that is undone as one. The draft's own changes
    /// are the first part. `None` if nothing was changed.
    ///
    /// # Errors
    /// The error of `parts`, after which the transaction must not be kept; or a [`StoreError`].
    pub fn record_in_parts<T, E>(
        &mut self,
        draft: ActDraft,
        parts: impl FnOnce(&mut Parts<'_, '_, 'c>) -> Result<T, E>,
    ) -> Result<(Option<ActId>, T), E>
    where
        E: From<StoreError>,
    {
        let mut group = Group::new(OpKind::Set, self.new_act(), &draft.label);
        group.user = draft.user;
        group.why = draft.why.as_deref();
        let act = group.act;
        self.session.learn_all_of_few()?;
        let mut open = Parts { write: self, group: &mut group };
        open.add(draft.changes)?;
        let value = parts(&mut open)?;
        Ok((self.close(group)?.then_some(act), value))
    }
}
