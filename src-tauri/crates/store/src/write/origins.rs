//! Which act a value really comes from, looking through undo and redo.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use keepalive_domain::ids::{ActId, EntityId, OpId};
use keepalive_domain::ops::{FieldWrite, OpKind, SharedBody};
use keepalive_domain::schema::Kind;
use rusqlite::{Connection, OptionalExtension};
use serde::Deserialize;

use crate::apply::unreadable;
use crate::error::Result;

/// A kind's name, and the fields that were set.
pub(super) type Writes = (String, BTreeMap<String, FieldWrite>);

/// An op as undo reads it.
#[derive(Debug, Default)]
pub(super) struct PastOp {
    kind: Option<OpKind>,
    /// The act it takes back or does again.
    of: Option<ActId>,
    /// Kind's name and fields, by thing. Things on which the same was set share it.
    pub(super) things: HashMap<EntityId, Rc<Writes>>,
    /// The things in the order of the log.
    pub(super) order: Vec<EntityId>,
}

impl PastOp {
    /// Reads the op with this number. A redacted one holds nothing.
    pub(super) fn read(conn: &Connection, op_no: i64) -> Result<Self> {
        let (kind, body): (String, Option<Vec<u8>>) = conn
            .prepare_cached("SELECT kind, body FROM op WHERE op_no = ?")?
            .query_row([op_no], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut op = Self { kind: OpKind::from_word(&kind), ..Self::default() };
        if let Some(body) = body {
            let body: SharedBody = serde_json::from_slice(&body).map_err(|error| unreadable(op_no, error))?;
            op.of = body.of;
            for act in body.acts {
                let writes = Rc::new((act.t, act.set));
                for entity in std::iter::once(act.e).chain(act.also) {
                    op.order.push(entity);
                    op.things.insert(entity, Rc::clone(&writes));
                }
            }
        }
        Ok(op)
    }
}

/// The things that an op sets something on, with their kinds, in the order of the log; `None` where one is of a kind that
/// only a newer version knows. What it sets on them is not looked at. A redacted op names nothing.
pub(super) fn things_named(conn: &Connection, op_no: i64) -> Result<Option<Vec<(Kind, EntityId)>>> {
    let mut statement = conn.prepare_cached("SELECT body FROM op WHERE op_no = ?")?;
    let mut rows = statement.query([op_no])?;
    let mut named = Vec::new();
    let Some(row) = rows.next()? else { return Ok(Some(named)) };
    let Some(body) = row.get_ref(0)?.as_blob_or_null().map_err(rusqlite::Error::from)? else {
        return Ok(Some(named));
    };
    let body: NamedBody<'_> = serde_json::from_slice(body).map_err(|error| unreadable(op_no, error))?;
    for act in body.acts {
        let Some(kind) = Kind::from_name(&act.t) else { return Ok(None) };
        named.extend(std::iter::once(act.e).chain(act.also).map(|entity| (kind, entity)));
    }
    Ok(Some(named))
}

/// What [`things_named`] reads of a body.
#[derive(Deserialize)]
struct NamedBody<'b> {
    #[serde(borrow)]
    acts: Vec<NamedAct<'b>>,
}

#[derive(Deserialize)]
struct NamedAct<'b> {
    e: EntityId,
    #[serde(borrow)]
    t: Cow<'b, str>,
    #[serde(default)]
    also: Vec<EntityId>,
}

/// Ops of the log, read once each.
#[derive(Debug, Default)]
pub(crate) struct Origins {
    ops: HashMap<i64, Rc<PastOp>>,
    numbers: HashMap<OpId, Option<i64>>,
    /// By act and thing, the op that sets something on it.
    acts: HashMap<ActId, HashMap<EntityId, i64>>,
    walked: HashMap<i64, Option<ActId>>,
}

impl Origins {
    /// The op with this number, kept for the next question.
    fn op(&mut self, conn: &Connection, op_no: i64) -> Result<Rc<PastOp>> {
        if let Some(op) = self.ops.get(&op_no) {
            return Ok(Rc::clone(op));
        }
        let op = Rc::new(PastOp::read(conn, op_no)?);
        self.ops.insert(op_no, Rc::clone(&op));
        Ok(op)
    }

    /// The act that the op with this number takes back or does again; `None` for every other op.
    pub(super) fn walked(&mut self, conn: &Connection, op_no: i64) -> Result<Option<ActId>> {
        if let Some(act) = self.walked.get(&op_no) {
            return Ok(*act);
        }
        let of: Option<[u8; 16]> = conn
            .prepare_cached("SELECT a.of FROM op o JOIN act a ON a.act_id = o.act_id WHERE o.op_no = ?")?
            .query_row([op_no], |row| row.get(0))?;
        let act = of.map(|bytes| ActId::from_uuid(uuid::Uuid::from_bytes(bytes)));
        self.walked.insert(op_no, act);
        Ok(act)
    }

    /// The number of an op of the log.
    pub(super) fn number(&mut self, conn: &Connection, op_id: OpId) -> Result<Option<i64>> {
        if let Some(number) = self.numbers.get(&op_id) {
            return Ok(*number);
        }
        let number = conn
            .prepare_cached("SELECT op_no FROM op WHERE op_id = ?")?
            .query_row([op_id.bytes()], |row| row.get(0))
            .optional()?;
        self.numbers.insert(op_id, number);
        Ok(number)
    }

    /// The op that a value of this field, written by `op_no`, really comes from; `None` if the field stands as
    /// before anybody set it.
    ///
    /// An undo puts back what the act it undoes had replaced, so the value comes from where that came from; a
    /// redo puts the act's own value. Edits that were undone are thus not in the way of undoing what came before
    /// them. (`deleted` of a thing that the undone act made was never set before: it comes from nowhere.)
    pub(crate) fn origin(
        &mut self,
        conn: &Connection,
        op_no: i64,
        entity: EntityId,
        field: &str,
    ) -> Result<Option<i64>> {
        let mut at = op_no;
        loop {
            let op = self.op(conn, at)?;
            let (Some(kind @ (OpKind::Undo | OpKind::Redo)), Some(act)) = (op.kind, op.of) else {
                return Ok(Some(at));
            };
            let Some(target) = self.op_of(conn, act, entity)? else { return Ok(Some(at)) };
            let written = self.op(conn, target)?;
            let Some(write) = written.things.get(&entity).and_then(|writes| writes.1.get(field)) else {
                return Ok(None);
            };
            if kind == OpKind::Redo {
                return Ok(Some(target));
            }
            match write.base {
                None => return Ok(None),
                Some(base) => match self.number(conn, base)? {
                    None => return Ok(None),
                    Some(base) => at = base,
                },
            }
        }
    }

    /// The op of an act that sets something on this thing.
    fn op_of(&mut self, conn: &Connection, act: ActId, entity: EntityId) -> Result<Option<i64>> {
        if !self.acts.contains_key(&act) {
            let mut places = HashMap::new();
            let numbers: Vec<i64> = conn
                .prepare_cached(
                    "SELECT o.op_no FROM act a JOIN op o ON o.op_no BETWEEN a.first_op AND a.last_op
                      WHERE a.act_id = ?1 AND o.act_id = ?1",
                )?
                .query_map([act.bytes()], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            for op_no in numbers {
                let op = self.op(conn, op_no)?;
                places.extend(op.order.iter().map(|entity| (*entity, op_no)));
            }
            self.acts.insert(act, places);
        }
        Ok(self.acts.get(&act).and_then(|places| places.get(&entity)).copied())
    }
}
