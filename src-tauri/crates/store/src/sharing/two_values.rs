//! Fields that two people changed without seeing each other's change.

use std::collections::BTreeMap;

use keepalive_domain::concurrent::{Written, beside_each_other};
use keepalive_domain::facts::InstantMs;
use keepalive_domain::hlc::Hlc;
use keepalive_domain::ids::{ActId, DeviceId, EntityId, OpId};
use keepalive_domain::ops::{Body, FieldWrite, Label, MIN_READER, OpKind};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use rusqlite::{Connection, ToSql, params};

use super::rows;
use crate::apply::{Row, ThingWrite, unreadable};
use crate::error::{Result, StoreError};
use crate::read::family;
use crate::reader::Read;
use crate::tables::Layout;
use crate::write::{Group, Prepared, Write};

/// A field with several values that stand beside each other.
#[derive(Debug, Clone, PartialEq)]
pub struct TwoValues {
    /// The thing.
    pub thing: EntityId,
    /// Its kind.
    pub kind: Kind,
    /// The field.
    pub field: String,
    /// The values, the one that counts in the record first.
    pub values: Vec<ValueOf>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueOf {
    /// The op that wrote it.
    pub op: OpId,
    /// The value.
    pub value: Value,
    /// When it was written, UTC ms by the clock of its desk.
    pub at_ms: InstantMs,
    /// Who wrote it, where that is known.
    pub by: Option<EntityId>,
    /// At which desk.
    pub desk: DeviceId,
}

impl Read<'_> {
    /// Every field that two people changed without seeing each other's change, and that nobody has settled.
    ///
    /// # Errors
    /// From SQLite.
    pub fn two_values(&self) -> Result<Vec<TwoValues>> {
        self.two_values_among("SELECT no FROM entity", &[])
    }

    /// Those of one thing and of what hangs on it.
    ///
    /// # Errors
    /// From SQLite.
    pub fn two_values_around(&self, thing: EntityId, kind: Kind) -> Result<Vec<TwoValues>> {
        let Some(no) = self.entity_no(thing)? else { return Ok(Vec::new()) };
        self.two_values_among(&family(kind), &[&no])
    }

    /// Those of the things whose numbers a query gives.
    fn two_values_among(&self, things: &str, params: &[&dyn ToSql]) -> Result<Vec<TwoValues>> {
        let mut statement = self.conn().prepare_cached(&format!(
            "SELECT e.no, e.id, e.kind, c.field FROM contested c JOIN entity e ON e.no = c.entity_no
              WHERE e.kind IS NOT NULL AND e.no IN ({things}) ORDER BY e.id, c.field"
        ))?;
        let mut marked = statement.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = marked.next()? {
            let kind: String = row.get(2)?;
            let Some(kind) = Kind::from_name(&kind) else { continue };
            let thing = EntityId::from_uuid(uuid::Uuid::from_bytes(row.get(1)?));
            if let Some(two) = two_values_of(self.conn(), row.get(0)?, thing, kind, row.get(3)?)? {
                found.push(two);
            }
        }
        Ok(found)
    }
}

impl Write<'_> {
    /// Settles a field that holds several values: the one that `op` wrote stands from now on, and whoever comes next
    /// sees one. `None` if nothing is to be settled there any more.
    ///
    /// # Errors
    /// From SQLite.
    pub fn settle_two_values(
        &mut self,
        thing: EntityId,
        field: &str,
        op: OpId,
        user: Option<EntityId>,
        label: &Label,
    ) -> Result<Option<ActId>> {
        let Some(two) =
            self.read().two_values()?.into_iter().find(|two| two.thing == thing && two.field == field)
        else {
            return Ok(None);
        };
        let Some(chosen) = two.values.iter().find(|value| value.op == op) else { return Ok(None) };
        let layout = Layout::of(two.kind);
        let at = layout
            .position(field)
            .ok_or_else(|| StoreError::UnknownField { kind: two.kind, field: field.to_owned() })?;
        let Some(known) = self.session.known(thing)? else { return Ok(None) };
        let row = Row::load(&mut self.session, two.kind, known.no, layout.all())?;
        let sets = vec![(at, chosen.value.clone())];
        let write = ThingWrite { entity: thing, kind: two.kind, sets, others: Vec::new(), seen: Vec::new() };
        let mut group = Group::new(OpKind::Set, self.new_act(), label);
        group.user = user;
        group.beside = two.values.iter().map(|value| value.op).collect();
        self.push(&mut group, Prepared::new(write, row))?;
        let act = group.act;
        Ok(self.close(group)?.then_some(act))
    }
}

/// The values of a field that stand beside each other; `None` where it is one.
fn two_values_of(
    conn: &Connection,
    no: i64,
    thing: EntityId,
    kind: Kind,
    field: String,
) -> Result<Option<TwoValues>> {
    let Some(at) = Layout::of(kind).position(&field) else { return Ok(None) };
    let ty = Layout::of(kind).fields[at].ty;
    let (mut writes, mut about) = (Vec::new(), BTreeMap::new());
    each_write(conn, no, thing, &field, |row, op, write| {
        let seen = write.base.into_iter().chain(write.beside.iter().copied()).collect();
        writes.push(Written { op, hlc: Hlc::from_raw(row.get(2)?), value: write.value.clone(), seen });
        let by: Option<[u8; 16]> = row.get(4)?;
        let by = by.map(|bytes| EntityId::from_uuid(uuid::Uuid::from_bytes(bytes)));
        about.insert(op, (row.get::<_, i64>(3)?, by, rows::device(row)?));
        Ok(())
    })?;
    let beside = beside_each_other(&writes);
    if beside.len() < 2 {
        return Ok(None);
    }
    let value_of = |write: &Written| {
        let (at_ms, by, desk) = about.get(&write.op).copied()?;
        Some(ValueOf { op: write.op, value: Value::from_json(&write.value, ty), at_ms, by, desk })
    };
    let values = beside.into_iter().filter_map(value_of).collect();
    Ok(Some(TwoValues { thing, kind, field, values }))
}

/// The newest op that gave this field of a thing this value; `None` where none did.
///
/// # Errors
/// From SQLite, or an op that cannot be read.
pub(crate) fn op_that_wrote(
    read: &Read<'_>,
    thing: EntityId,
    field: &str,
    value: &Value,
) -> Result<Option<OpId>> {
    let Some(no) = read.entity_no(thing)? else { return Ok(None) };
    let (wanted, mut newest) = (value.to_json(), None);
    each_write(read.conn(), no, thing, field, |_, op, write| {
        if write.value == wanted {
            newest = Some(op);
        }
        Ok(())
    })?;
    Ok(newest)
}

/// Every write of one field of a thing, as the log has them, with the op's row.
fn each_write(
    conn: &Connection,
    no: impl ToSql,
    thing: EntityId,
    field: &str,
    mut take: impl FnMut(&rusqlite::Row<'_>, OpId, &FieldWrite) -> Result<()>,
) -> Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT o.op_no, o.op_id, o.hlc, o.at_utc_ms, o.user_id, o.device_id, o.body
           FROM op_entity t JOIN op o USING (op_no)
          WHERE t.entity_no = ? AND o.body IS NOT NULL AND o.min_reader <= ? ORDER BY o.op_no",
    )?;
    let mut ops = statement.query(params![no, MIN_READER])?;
    while let Some(row) = ops.next()? {
        let body: Body = serde_json::from_slice(row.get_ref(6)?.as_blob().map_err(rusqlite::Error::from)?)
            .map_err(|error| unreadable(row.get(0).unwrap_or_default(), error))?;
        let op = OpId::from_uuid(uuid::Uuid::from_bytes(row.get(1)?));
        for act in body.acts.iter().filter(|act| act.e == thing) {
            if let Some(write) = act.set.get(field) {
                take(row, op, write)?;
            }
        }
    }
    Ok(())
}
