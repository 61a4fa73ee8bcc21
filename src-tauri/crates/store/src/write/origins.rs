//! Which act a value really comes from, looking through undo and redo.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use keepalive_domain::ids::{EntityId, OpId};
use keepalive_domain::ops::{Body, FieldWrite, OpKind};
use rusqlite::{Connection, OptionalExtension};

use crate::apply::unreadable;
use crate::error::Result;

/// An op as undo reads it.
#[derive(Debug, Default)]
pub(super) struct PastOp {
    kind: Option<OpKind>,
    /// Kind's name and fields, by thing.
    pub(super) things: HashMap<EntityId, (String, BTreeMap<String, FieldWrite>)>,
    /// The things in the order of the log.
    pub(super) order: Vec<EntityId>,
}

/// Ops of the log, read once each.
#[derive(Debug, Default)]
pub(super) struct Origins {
    ops: HashMap<i64, Rc<PastOp>>,
    numbers: HashMap<OpId, Option<i64>>,
}

impl Origins {
    /// The op with this number. A redacted one holds nothing.
    pub(super) fn op(&mut self, conn: &Connection, op_no: i64) -> Result<Rc<PastOp>> {
        if let Some(op) = self.ops.get(&op_no) {
            return Ok(Rc::clone(op));
        }
        let (kind, body): (String, Option<Vec<u8>>) = conn
            .prepare_cached("SELECT kind, body FROM op WHERE op_no = ?")?
            .query_row([op_no], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut op = PastOp { kind: OpKind::from_word(&kind), ..PastOp::default() };
        if let Some(body) = body {
            let body: Body = serde_json::from_slice(&body).map_err(|error| unreadable(op_no, error))?;
            for act in body.acts {
                op.order.push(act.e);
                op.things.insert(act.e, (act.t, act.set));
            }
        }
        let op = Rc::new(op);
        self.ops.insert(op_no, Rc::clone(&op));
        Ok(op)
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
    /// An undo (or redo) op `W` replaced the value of some op `X`, and put back the one that `X` had replaced: so
    /// the origin of `W` is that of `X`'s base. Edits that were undone are thus not in the way of undoing what
    /// came before them.
    pub(super) fn origin(
        &mut self,
        conn: &Connection,
        op_no: i64,
        entity: EntityId,
        field: &str,
    ) -> Result<Option<i64>> {
        let mut at = op_no;
        loop {
            let op = self.op(conn, at)?;
            if !matches!(op.kind, Some(OpKind::Undo | OpKind::Redo)) {
                return Ok(Some(at));
            }
            let Some(replaced) = self.base(conn, &op, entity, field)? else { return Ok(None) };
            let replaced = self.op(conn, replaced)?;
            let Some(restored) = self.base(conn, &replaced, entity, field)? else { return Ok(None) };
            at = restored;
        }
    }

    /// The op whose value `op` replaced in this field.
    fn base(&mut self, conn: &Connection, op: &PastOp, entity: EntityId, field: &str) -> Result<Option<i64>> {
        match op.things.get(&entity).and_then(|(_, set)| set.get(field)).and_then(|write| write.base) {
            Some(base) => self.number(conn, base),
            None => Ok(None),
        }
    }
}
