//! From ops to the tables: the one way anything gets into them.
//!
//! `apply` is deterministic: it reads the op and the tables, never a clock, chance or the order of a map. Every
//! field merges by (clock, op id), so ops may come in any order and the registers end up the same.

mod born;
mod extra;
mod incoming;
mod row;
mod session;
mod stamps;

use keepalive_domain::ids::{EntityId, OpId};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

pub(crate) use born::with_states;
pub(crate) use extra::Extra;
pub(crate) use incoming::{Applied, apply_body};
pub(crate) use row::Row;
pub(crate) use session::{Known, Session, entity_id, unreadable};
pub(crate) use stamps::{Stamp, Stamps, put_varint, take_varint};

use crate::derive::numbers;
use crate::entity::EntityNo;
use crate::error::Result;
use crate::search;
use crate::tables::{FieldMask, Layout};

/// What an op sets on one thing of a known kind.
#[derive(Debug)]
pub(crate) struct ThingWrite {
    /// The thing.
    pub(crate) entity: EntityId,
    /// Its kind.
    pub(crate) kind: Kind,
    /// Fields this version knows, by position, in the order of their names.
    pub(crate) sets: Vec<(usize, Value)>,
    /// Fields it does not know.
    pub(crate) others: Vec<(String, serde_json::Value)>,
    /// Per entry of `sets` the op whose value its author saw. Empty for one that is being written here by somebody who
    /// sees what stands.
    pub(crate) seen: Vec<Option<OpId>>,
}

/// Sets the fields of one thing, as far as each is newer than what stands. `row` is its row where the caller has
/// read it with [`mask_to_load`] already.
pub(crate) fn apply_thing(
    session: &mut Session<'_>,
    op_id: OpId,
    stamp: Stamp,
    write: ThingWrite,
    row: Option<Row>,
) -> Result<()> {
    let ThingWrite { entity, kind, sets, others, seen } = write;
    let mut row = match row {
        Some(row) => row,
        None => Row::find(session, kind, entity, mask_to_load(kind, &sets))?.1,
    };
    let (no, before) = session.set_by(entity, kind.name(), stamp.op_no)?;
    let existed = row.exists();
    let old = Seen::of(&row);
    for (n, (at, value)) in sets.into_iter().enumerate() {
        numbers::note(session, (op_id, stamp), (entity, kind), at, &value)?;
        let standing = row.register(at);
        if let Some(seen) = seen.get(n) {
            note_unseen(session, no, kind, at, *seen, standing)?;
        }
        if wins(session, op_id, stamp, standing)? {
            row.put(at, value, stamp);
        }
    }
    for (field, value) in others {
        let standing = row.extra.get(&field).map(|(_, stamp)| *stamp);
        if wins(session, op_id, stamp, standing)? {
            row.put_extra(&field, value, stamp);
        }
    }
    let standing = if existed { None } else { session.born.get(&entity).copied() };
    row.save(session, no, existed, standing.as_ref())?;
    follow(session, no, &row, existed.then_some(&old), before.is_some())
}

/// Notes that a write met another value than the one its author saw. Whether two values stand beside each other is
/// found out from the whole history when somebody asks: ops may come in any order.
fn note_unseen(
    session: &mut Session<'_>,
    no: EntityNo,
    kind: Kind,
    at: usize,
    seen: Option<OpId>,
    standing: Option<Stamp>,
) -> Result<()> {
    // An element of a set is there or not: nobody has to choose.
    if matches!(kind, Kind::Link | Kind::Voice) {
        return Ok(());
    }
    let standing = standing.map(|stamp| session.op_id(stamp.op_no)).transpose()?;
    if standing != seen {
        session
            .conn
            .prepare_cached("INSERT OR IGNORE INTO contested (entity_no, field) VALUES (?, ?)")?
            .execute(rusqlite::params![no, Layout::of(kind).fields[at].name])?;
    }
    Ok(())
}

/// Whether a write at `stamp` beats what stands.
fn wins(session: &mut Session<'_>, op_id: OpId, stamp: Stamp, standing: Option<Stamp>) -> Result<bool> {
    let Some(standing) = standing else { return Ok(true) };
    if standing.hlc != stamp.hlc || standing.op_no == stamp.op_no {
        return Ok(stamp.hlc >= standing.hlc);
    }
    Ok(op_id > session.op_id(standing.op_no)?)
}

/// The fields to read before these are set: themselves, and those that what follows looks at.
pub(crate) fn mask_to_load(kind: Kind, sets: &[(usize, Value)]) -> FieldMask {
    let layout = Layout::of(kind);
    let deleted = 1 << layout.deleted;
    let set = sets.iter().fold(0, |mask, (at, _)| mask | 1 << at);
    let mut mask = set | deleted;
    if let Some(parent) = kind.def().parent {
        mask |= layout.mask(&[parent]);
    }
    match kind {
        Kind::Occurrence => mask |= layout.all(),
        Kind::Link => mask |= layout.mask(&["request", "workaround"]),
        _ => {}
    }
    // Whoever comes back from deletion comes back into the search index with all words; whoever goes needs none.
    let only_goes = sets.iter().all(|(at, value)| 1 << at == deleted && value.is_yes());
    if !only_goes && set & (layout.searched | deleted) != 0 {
        mask |= layout.searched;
    }
    mask
}

/// The values of a row before it was written, as far as derivations look at them.
struct Seen {
    values: Vec<Value>,
    deleted: bool,
}

impl Seen {
    fn of(row: &Row) -> Self {
        // Only children move between parents; copying others' text would be for nothing.
        let child = row.exists() && (row.kind.def().parent.is_some() || row.kind == Kind::Clinic);
        let deleted = row.values[Layout::of(row.kind).deleted].is_yes();
        Self { values: if child { row.values.clone() } else { Vec::new() }, deleted }
    }
}

/// Notes what follows from a written row: changed views, derived columns, rollups, search.
fn follow(session: &mut Session<'_>, no: EntityNo, row: &Row, old: Option<&Seen>, named: bool) -> Result<()> {
    let kind = row.kind;
    session.changed.insert(kind);
    let layout = Layout::of(kind);
    if row.written() & (layout.searched | 1 << layout.deleted) != 0 && layout.searched != 0 {
        search::index(session, no, row, old.is_some_and(|seen| !seen.deleted))?;
    }
    let mut parents: Vec<EntityNo> = Vec::new();
    let mut derived = false;
    for field in parent_fields(kind) {
        let Some(at) = layout.position(field) else { continue };
        let was = old.and_then(|seen| seen.values.get(at)).and_then(Value::as_ref_id);
        let is = row.values[at].as_ref_id();
        derived = kind == Kind::RequestState
            && old.is_none()
            && is.is_some_and(|id| session.born.contains_key(&id));
        for id in [was, is].into_iter().flatten() {
            parents.push(session.number_of(id)?);
        }
    }
    if !derived {
        session.dirty.note(kind, no, &parents, row, old.map(|seen| seen.values.as_slice()), named);
    }
    if kind == Kind::RequestState
        && let Some(at) = layout.position("into")
    {
        let was = old.and_then(|seen| seen.values.get(at)).and_then(Value::as_ref_id);
        for into in [was, row.values[at].as_ref_id()].into_iter().flatten() {
            let into = session.number_of(into)?;
            session.dirty.note_merge(into);
        }
    }
    if kind == Kind::Occurrence {
        for (values, sign) in [(old.map(|seen| &seen.values), -1), (Some(&row.values), 1)] {
            if let Some(happening) = values.and_then(|values| crate::derive::Happening::of(values)) {
                let workaround = session.number_of(happening.workaround)?;
                session.dirty.note_occurrence(workaround, happening, sign);
            }
        }
    }
    if parents.is_empty() {
        session.touched.insert(no);
    }
    session.touched.extend(parents);
    Ok(())
}

/// The fields that name the things a child belongs to.
fn parent_fields(kind: Kind) -> &'static [&'static str] {
    match (kind, kind.def().parent) {
        (Kind::Link, _) => &["request", "workaround"],
        (_, Some("person")) => &["person"],
        (_, Some("workaround")) => &["workaround"],
        (_, Some("request")) => &["request"],
        (_, Some("item")) => &["item"],
        (_, Some("question")) => &["question"],
        _ => &[],
    }
}
