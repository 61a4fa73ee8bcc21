//! Writing an act down.

use std::collections::HashMap;

use chrono::Datelike;
use keepalive_domain::hlc::Hlc;
use keepalive_domain::ids::{ActId, EntityId, OpId};
use keepalive_domain::ops::{Change, Label, MOST_ROWS_PER_OP, OpKind};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::{FieldType, Value};

use super::acts;
use super::{ActDraft, OnScreen, Write};
use crate::apply::{Known, Row, Stamp, ThingWrite, apply_thing, mask_to_load, with_states};
use crate::error::{Result, StoreError};
use crate::log::{BodyWriter, NewOp, Was};
use crate::sharing::op_that_wrote;
use crate::tables::Layout;

/// The group of ops of one act, as it is written.
pub(crate) struct Group<'a> {
    pub(super) kind: OpKind,
    pub(crate) act: ActId,
    /// The act taken back or done again.
    pub(super) of: Option<ActId>,
    pub(crate) user: Option<EntityId>,
    pub(super) why: Option<&'a str>,
    pub(super) label: &'a Label,
    /// Whether it stands in the log even if it changes nothing: an undo moves the stack all the same.
    pub(super) even_if_empty: bool,
    /// Ops that lost their body; named by the group's first op.
    pub(super) emptied: Vec<OpId>,
    /// Ops whose values stood beside what it sets, and which it settles.
    pub(crate) beside: Vec<OpId>,
    pending: Vec<Prepared>,
    /// Numbers of its first and last op so far.
    ops: Option<(i64, i64)>,
}

impl<'a> Group<'a> {
    pub(crate) const fn new(kind: OpKind, act: ActId, label: &'a Label) -> Self {
        let (of, user, why, even_if_empty) = (None, None, None, false);
        let emptied = Vec::new();
        Self {
            kind,
            act,
            of,
            user,
            why,
            label,
            even_if_empty,
            emptied,
            beside: Vec::new(),
            pending: Vec::new(),
            ops: None,
        }
    }
}

impl Group<'_> {
    /// Notes an op of the group that was appended.
    pub(super) fn note_op(&mut self, op_no: i64) {
        self.ops = Some((self.ops.map_or(op_no, |(first, _)| first), op_no));
    }
}

/// A thing's new values next to its row.
pub(crate) struct Prepared {
    pub(crate) write: ThingWrite,
    pub(crate) row: Row,
    /// What the log tells of a thing that is new, where somebody wrote it already ([`super::Part`]).
    pub(crate) if_new: Option<Vec<u8>>,
}

impl Prepared {
    pub(crate) const fn new(write: ThingWrite, row: Row) -> Self {
        Self { write, row, if_new: None }
    }
}

impl Write<'_> {
    /// Writes an act down and applies it. `None` if it changes nothing: then nothing is recorded.
    ///
    /// # Errors
    /// [`StoreError`]: an unknown field, a thing called by another kind, or SQLite.
    pub fn record(&mut self, draft: ActDraft) -> Result<Option<ActId>> {
        self.record_where(draft, Self::prepare)
    }

    /// Writes an act down also where its fields have their values already: what it says is then the newest that was said of
    /// them.
    ///
    /// # Errors
    /// As [`Write::record`].
    pub fn record_anew(&mut self, draft: ActDraft) -> Result<Option<ActId>> {
        self.record_where(draft, |it, write| it.row_of(&write).map(|row| Some(Prepared::new(write, row))))
    }

    fn record_where(
        &mut self,
        draft: ActDraft,
        mut prepare: impl FnMut(&mut Self, ThingWrite) -> Result<Option<Prepared>>,
    ) -> Result<Option<ActId>> {
        let mut group = Group::new(OpKind::Set, self.new_act(), &draft.label);
        group.user = draft.user;
        group.why = draft.why.as_deref();
        let act = group.act;
        for write in coalesce(draft.changes)? {
            if let Some(mut prepared) = prepare(self, write)? {
                self.note_what_was_seen(&mut prepared, &draft.seen)?;
                self.push(&mut group, prepared)?;
            }
        }
        Ok(self.close(group)?.then_some(act))
    }

    /// Appends what the group holds so far, so that what comes next is read from the tables.
    pub(super) fn flush(&mut self, group: &mut Group<'_>) -> Result<()> {
        if group.pending.is_empty() { Ok(()) } else { self.append_op(group) }
    }

    /// Adds a row to the group; an op is appended whenever it is full.
    pub(crate) fn push(&mut self, group: &mut Group<'_>, prepared: Prepared) -> Result<()> {
        group.pending.push(prepared);
        if group.pending.len() == MOST_ROWS_PER_OP { self.append_op(group) } else { Ok(()) }
    }

    /// Appends what is left of the group and derives what follows. Whether anything was recorded.
    pub(crate) fn close(&mut self, mut group: Group<'_>) -> Result<bool> {
        if !group.pending.is_empty() || (group.ops.is_none() && group.even_if_empty) {
            self.append_op(&mut group)?;
        }
        let Some((first_op, last_op)) = group.ops else { return Ok(false) };
        let noted = acts::Noted {
            first_op,
            last_op,
            act: group.act,
            stream_no: self.stream.stream_no,
            kind: group.kind.word(),
            label: Some(group.label),
            of: group.of,
            redacted: false,
        };
        acts::note(self.read.conn, &noted)?;
        self.settle()?;
        Ok(true)
    }

    /// Reads the thing's row and drops what does not change; `None` if nothing is left.
    pub(super) fn prepare(&mut self, mut write: ThingWrite) -> Result<Option<Prepared>> {
        let row = self.row_of(&write)?;
        write.sets.retain(|(at, value)| !row.has(*at, value));
        Ok((!write.sets.is_empty()).then_some(Prepared::new(write, row)))
    }

    /// The thing's row, as far as the write needs it.
    fn row_of(&mut self, write: &ThingWrite) -> Result<Row> {
        let mask = mask_to_load(write.kind, &write.sets);
        let (known, row) = Row::find(&mut self.session, write.kind, write.entity, mask)?;
        if known.is_some_and(Known::set_before) && !row.exists() {
            self.refuse_other_kind(write.entity, write.kind)?;
        }
        Ok(row)
    }

    /// Where the author had another value on the screen than the one that stands, the write names the op that had
    /// put that one there: so the log tells that the two did not see each other.
    fn note_what_was_seen(&mut self, prepared: &mut Prepared, on_screen: &[OnScreen]) -> Result<()> {
        let Prepared { write, row, .. } = prepared;
        // Imports and edits of thousands come without a screen: nothing is looked up for them.
        if !on_screen.iter().any(|seen| seen.entity == write.entity) {
            return Ok(());
        }
        let layout = Layout::of(write.kind);
        let mut seen = Vec::with_capacity(write.sets.len());
        let mut is_older = false;
        for (at, _) in &write.sets {
            let field = layout.fields[*at].name;
            let older = on_screen
                .iter()
                .find(|seen| seen.entity == write.entity && seen.field == field)
                .filter(|seen| !row.has(*at, &seen.value));
            seen.push(match older {
                Some(older) => {
                    is_older = true;
                    op_that_wrote(&self.read, write.entity, field, &older.value)?
                }
                None => row.register(*at).map(|stamp| self.session.op_id(stamp.op_no)).transpose()?,
            });
        }
        if is_older {
            write.seen = seen;
        }
        Ok(())
    }

    /// A thing keeps its kind for life.
    fn refuse_other_kind(&self, entity: EntityId, claimed: Kind) -> Result<()> {
        let is: Option<String> = self
            .read
            .conn
            .prepare_cached("SELECT kind FROM entity WHERE id = ?")?
            .query_row([entity.bytes()], |row| row.get(0))?;
        match is {
            Some(is) if is != claimed.name() => Err(StoreError::KindMismatch { entity, is, claimed }),
            _ => Ok(()),
        }
    }

    /// Appends one op with the group's pending rows and applies it.
    fn append_op(&mut self, group: &mut Group<'_>) -> Result<()> {
        let rows = std::mem::take(&mut group.pending);
        let mut body = BodyWriter::new();
        let mut newest_seen = Hlc::ZERO;
        for Prepared { write, row, if_new } in &rows {
            let layout = Layout::of(write.kind);
            if let Some(writes) = if_new.as_ref().filter(|_| group.beside.is_empty()) {
                body.new_thing(write.entity, writes);
                continue;
            }
            body.thing(write.entity, write.kind.name());
            for (n, (at, value)) in write.sets.iter().enumerate() {
                let standing = row.register(*at);
                let base = match write.seen.get(n) {
                    Some(seen) => *seen,
                    None => standing.map(|stamp| self.session.op_id(stamp.op_no)).transpose()?,
                };
                newest_seen = newest_seen.max(standing.map_or(Hlc::ZERO, |stamp| stamp.hlc));
                body.field(
                    layout.fields[*at].name,
                    value,
                    &Was { value: row.value(*at), base, beside: group.beside.clone() },
                );
            }
        }
        let emptied = std::mem::take(&mut group.emptied);
        let body = body.finish(group.why, Some(group.label), group.of, &emptied);
        let entity = rows.first().map(|prepared| prepared.write.entity);
        let op =
            NewOp { kind: group.kind, act: group.act, user: group.user, entity, body: &body, newest_seen };
        let (op_no, op_id, hlc) = self.stream.append(self.read.conn, self.world, &op)?;
        self.session.born =
            with_states(&self.session, rows.iter().map(|prepared| (&prepared.write, &prepared.row)));
        for Prepared { write, row, .. } in rows {
            if !row.exists() || write.sets.iter().any(|(at, _)| is_deleted(write.kind, *at)) {
                self.orders.note(write.kind, !row.exists());
            }
            apply_thing(&mut self.session, op_id, Stamp { hlc, op_no }, write, Some(row))?;
        }
        self.session.born.clear();
        group.note_op(op_no);
        self.orders.look(self.read.conn, self.session.knows_all())
    }
}

/// Whether the field at this position is the one that puts a thing into the trash.
fn is_deleted(kind: Kind, at: usize) -> bool {
    Layout::of(kind).deleted == at
}

/// One write per thing, in the order of first mention, every value as the log will give it back.
pub(super) fn coalesce(changes: Vec<Change>) -> Result<Vec<ThingWrite>> {
    let mut places: HashMap<EntityId, usize> = HashMap::with_capacity(changes.len());
    let mut merged: Vec<Change> = Vec::with_capacity(changes.len());
    for change in changes {
        match places.entry(change.entity) {
            std::collections::hash_map::Entry::Vacant(vacant) => {
                vacant.insert(merged.len());
                merged.push(change);
            }
            std::collections::hash_map::Entry::Occupied(at) => {
                let earlier = &mut merged[*at.get()];
                if earlier.kind != change.kind {
                    let (entity, is) = (change.entity, earlier.kind.name().to_owned());
                    return Err(StoreError::KindMismatch { entity, is, claimed: change.kind });
                }
                earlier.set.extend(change.set);
            }
        }
    }
    merged.into_iter().map(known_fields).collect()
}

/// A change with its fields found in the registry.
fn known_fields(change: Change) -> Result<ThingWrite> {
    let layout = Layout::of(change.kind);
    let mut sets = Vec::with_capacity(change.set.len());
    for (field, value) in change.set {
        match layout.position(&field) {
            Some(at) => sets.push((at, as_logged(value, layout.fields[at].ty))),
            None => return Err(StoreError::UnknownField { kind: change.kind, field }),
        }
    }
    Ok(ThingWrite { entity: change.entity, kind: change.kind, sets, others: Vec::new(), seen: Vec::new() })
}

/// The value as it will be read back from the log, so that applying now and applying in a rebuild are the same.
fn as_logged(value: Value, ty: FieldType) -> Value {
    let same = match (&value, ty) {
        (Value::Null, _)
        | (Value::Text(_), FieldType::Text | FieldType::LongText | FieldType::RefOrText(_))
        | (Value::Bool(_), FieldType::Bool)
        | (Value::Int(_), FieldType::Int)
        | (Value::Instant(_), FieldType::Instant)
        | (Value::Ref(_), FieldType::Ref(_) | FieldType::Item | FieldType::RefOrText(_)) => true,
        (Value::Real(x), FieldType::Real) => x.is_finite(),
        (Value::Text(word), FieldType::Word(words)) => words.contains(&word.as_str()),
        (Value::Date(day), FieldType::Date) => (0..=9_999).contains(&day.year()),
        _ => false,
    };
    if same { value } else { Value::from_json(&value.to_json(), ty) }
}
