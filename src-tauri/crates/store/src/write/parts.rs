//! An act that comes in parts, without all of it in memory at once: an import, the sample clinic.

use keepalive_domain::ids::ActId;
use keepalive_domain::ops::{Change, OpKind};

use super::record::{Group, coalesce};
use super::{ActDraft, Write};
use crate::error::{Result, StoreError};
use crate::reader::Read;

/// An act being recorded part by part.
pub struct Parts<'p, 'g, 'c> {
    write: &'p mut Write<'c>,
    group: &'p mut Group<'g>,
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
        for write in coalesce(changes)? {
            if let Some(prepared) = self.write.prepare(write)? {
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
        let mut open = Parts { write: self, group: &mut group };
        open.add(draft.changes)?;
        let value = parts(&mut open)?;
        Ok((self.close(group)?.then_some(act), value))
    }
}
