//! Ops as they stand in the log: read, and applied as far as this version understands them.

use std::collections::BTreeMap;

use keepalive_domain::hlc::Hlc;
use keepalive_domain::ids::OpId;
use keepalive_domain::ops::{Body, BodyAct, MIN_READER, OpKind};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use rusqlite::{OptionalExtension, params};

use super::extra::Extra;
use super::session::{Session, unreadable};
use super::{Stamp, ThingWrite, apply_thing, wins};
use crate::error::Result;
use crate::tables::Layout;

/// How far an op was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Applied {
    /// All of it.
    Whole,
    /// Not all: it is kept and applied again after an update.
    Kept,
}

impl Applied {
    /// As stored in `op.state`.
    pub(crate) const fn state(self) -> i64 {
        match self {
            Self::Whole => 0,
            Self::Kept => 1,
        }
    }
}

/// Applies an op's body. `None` as body is a redacted one: nothing is left to apply.
pub(crate) fn apply_body(
    session: &mut Session<'_>,
    op_id: OpId,
    stamp: Stamp,
    kind: &str,
    min_reader: i64,
    body: Option<&[u8]>,
) -> Result<(Applied, Option<Body>)> {
    if OpKind::from_word(kind).is_none() || min_reader > i64::from(MIN_READER) {
        return Ok((Applied::Kept, None));
    }
    let Some(bytes) = body else { return Ok((Applied::Whole, None)) };
    let mut body: Body = serde_json::from_slice(bytes).map_err(|error| unreadable(stamp.op_no, error))?;
    let mut applied = Applied::Whole;
    for act in std::mem::take(&mut body.acts) {
        match Kind::from_name(&act.t) {
            Some(kind) => apply_thing(session, op_id, stamp, known(kind, act), None)?,
            None => {
                keep_other(session, op_id, stamp, act)?;
                applied = Applied::Kept;
            }
        }
    }
    Ok((applied, Some(body)))
}

/// A thing's writes, with its fields found in the registry.
fn known(kind: Kind, act: BodyAct) -> ThingWrite {
    let layout = Layout::of(kind);
    let mut write = ThingWrite {
        entity: act.e,
        kind,
        sets: Vec::with_capacity(act.set.len()),
        others: Vec::new(),
        seen: Vec::new(),
    };
    for (field, set) in act.set {
        match layout.position(&field) {
            Some(at) => {
                write.sets.push((at, Value::from_json(&set.value, layout.fields[at].ty)));
                write.seen.push(set.base);
            }
            None => write.others.push((field, set.value)),
        }
    }
    write
}

/// Keeps the registers of a thing whose kind only a newer version knows.
fn keep_other(session: &mut Session<'_>, op_id: OpId, stamp: Stamp, act: BodyAct) -> Result<()> {
    let (no, _) = session.set_by(act.e, &act.t, stamp.op_no)?;
    let stored: Option<String> = session
        .conn
        .prepare_cached("SELECT registers FROM other_thing WHERE no = ? AND kind = ?")?
        .query_row(params![no, act.t], |row| row.get(0))
        .optional()?;
    let mut registers = match stored {
        Some(text) => {
            Extra::decode(&text).ok_or_else(|| unreadable(stamp.op_no, "kept registers are damaged"))?
        }
        None => Extra::default(),
    };
    let sets: BTreeMap<_, _> = act.set;
    for (field, set) in sets {
        let standing = registers.get(&field).map(|(_, stamp)| *stamp);
        if wins(session, op_id, stamp, standing)? {
            registers.put(&field, set.value, stamp);
        }
    }
    session
        .conn
        .prepare_cached("INSERT OR REPLACE INTO other_thing (no, kind, registers) VALUES (?, ?, ?)")?
        .execute(params![no, act.t, registers.encode().unwrap_or_else(|| "{}".to_owned())])?;
    Ok(())
}

/// The stamp of an op.
impl Stamp {
    /// From its columns.
    pub(crate) const fn new(hlc: i64, op_no: i64) -> Self {
        Self { hlc: Hlc::from_raw(hlc), op_no }
    }
}
