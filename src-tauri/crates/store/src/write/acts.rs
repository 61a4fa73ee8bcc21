//! The stack of acts that undo and redo walk: per stream, linear, derived from the ops.

use keepalive_domain::ids::ActId;
use keepalive_domain::ops::{Label, OpKind};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::apply::unreadable;
use crate::error::Result;

/// An act as its ops tell it.
pub(crate) struct Noted<'a> {
    pub(crate) first_op: i64,
    pub(crate) last_op: i64,
    pub(crate) act: ActId,
    pub(crate) stream_no: i64,
    /// The op kind's word; a newer version may know more.
    pub(crate) kind: &'a str,
    pub(crate) label: Option<&'a Label>,
    pub(crate) of: Option<ActId>,
    /// Its body is gone: there is nothing to take back or do again.
    pub(crate) redacted: bool,
}

/// Notes an act, or the next op of one.
pub(crate) fn note(conn: &Connection, act: &Noted<'_>) -> Result<()> {
    let continued = conn
        .prepare_cached("UPDATE act SET last_op = ? WHERE act_id = ?")?
        .execute(params![act.last_op, act.act.bytes()])?;
    if continued > 0 {
        return Ok(());
    }
    let label = act.label.map(serde_json::to_string).transpose().map_err(|e| unreadable(act.first_op, e))?;
    conn.prepare_cached(
        "INSERT INTO act (first_op, last_op, act_id, stream_no, kind, label, of, state)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        act.first_op,
        act.last_op,
        act.act.bytes(),
        act.stream_no,
        act.kind,
        label,
        act.of.as_ref().map(ActId::bytes),
        if act.redacted { 2 } else { 0 },
    ])?;
    match (OpKind::from_word(act.kind), act.of) {
        // Something new: what was undone before cannot be redone any more.
        (Some(OpKind::Set), _) => {
            conn.prepare_cached("UPDATE act SET state = 2 WHERE stream_no = ? AND state = 1")?
                .execute([act.stream_no])?;
        }
        (Some(OpKind::Undo), Some(of)) => {
            conn.prepare_cached("UPDATE act SET state = 1, undone_by = ? WHERE act_id = ? AND kind = 'set'")?
                .execute(params![act.first_op, of.bytes()])?;
        }
        (Some(OpKind::Redo), Some(of)) => {
            conn.prepare_cached(
                "UPDATE act SET state = 0, undone_by = NULL WHERE act_id = ? AND kind = 'set'",
            )?
            .execute([of.bytes()])?;
        }
        _ => {}
    }
    Ok(())
}

/// An act that can be taken back or done again.
#[derive(Debug, Clone)]
pub(super) struct Act {
    pub(super) first_op: i64,
    pub(super) last_op: i64,
    pub(super) act: ActId,
    pub(super) label: Label,
}

/// The act of this stream done last that still stands.
pub(super) fn last_standing(conn: &Connection, stream_no: i64) -> Result<Option<Act>> {
    let sql = "SELECT first_op, last_op, act_id, label FROM act
                WHERE stream_no = ? AND kind = 'set' AND state = 0 ORDER BY first_op DESC LIMIT 1";
    Ok(conn.prepare_cached(sql)?.query_row([stream_no], act).optional()?)
}

/// The act of this stream undone last, unless something new was done since.
pub(super) fn last_undone(conn: &Connection, stream_no: i64) -> Result<Option<Act>> {
    let sql = "SELECT first_op, last_op, act_id, label FROM act
                WHERE stream_no = ? AND state = 1 ORDER BY undone_by DESC LIMIT 1";
    Ok(conn.prepare_cached(sql)?.query_row([stream_no], act).optional()?)
}

/// This act of this stream, if it is in this state (0 stands, 1 undone).
pub(super) fn in_state(conn: &Connection, stream_no: i64, id: ActId, state: i64) -> Result<Option<Act>> {
    let sql = "SELECT first_op, last_op, act_id, label FROM act
                WHERE stream_no = ? AND act_id = ? AND kind = 'set' AND state = ?";
    Ok(conn.prepare_cached(sql)?.query_row(params![stream_no, id.bytes(), state], act).optional()?)
}

fn act(row: &Row<'_>) -> rusqlite::Result<Act> {
    let label: Option<String> = row.get(3)?;
    Ok(Act {
        first_op: row.get(0)?,
        last_op: row.get(1)?,
        act: ActId::from_uuid(uuid::Uuid::from_bytes(row.get(2)?)),
        label: label.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default(),
    })
}
