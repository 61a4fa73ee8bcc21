//! Building everything derived again from the log.

use keepalive_domain::ids::{ActId, OpId};
use rusqlite::Connection;

use crate::apply::{Applied, Session};
use crate::error::Result;
use crate::write::{LoggedOp, apply_logged, set_state};
use crate::{connection, derive, tables};

/// An op that is understood otherwise than its state says: a newer version understands more.
pub(crate) struct Restated {
    pub(crate) op_no: i64,
    pub(crate) applied: Applied,
}

/// Throws everything derived away and builds it again, inside the caller's transaction.
pub(crate) fn rebuild(conn: &Connection) -> Result<()> {
    rebuild_told(conn, |_| Ok(()))
}

/// [`rebuild`], with `step` told the ops done: where it refuses, the caller's transaction is to be rolled back.
pub(crate) fn rebuild_told(conn: &Connection, step: impl FnMut(u64) -> Result<()>) -> Result<()> {
    tables::drop_all(conn)?;
    for Restated { op_no, applied } in build(conn, step)? {
        set_state(conn, op_no, applied)?;
    }
    connection::keep_fingerprint(conn)
}

/// Makes the derived tables and fills them from the ops. `step` is told the ops done, and may end it.
pub(crate) fn build(conn: &Connection, mut step: impl FnMut(u64) -> Result<()>) -> Result<Vec<Restated>> {
    tables::create(conn)?;
    let mut session = Session::new(conn);
    session.dirty.everything = true;
    let mut ops = conn.prepare(
        "SELECT op_no, stream_no, op_id, act_id, kind, hlc, min_reader, body, state FROM op ORDER BY op_no",
    )?;
    let mut rows = ops.query([])?;
    let (mut done, mut restated) = (0, Vec::new());
    while let Some(row) = rows.next()? {
        let op = LoggedOp {
            op_no: row.get(0)?,
            stream_no: row.get(1)?,
            op_id: OpId::from_uuid(uuid::Uuid::from_bytes(row.get(2)?)),
            act: ActId::from_uuid(uuid::Uuid::from_bytes(row.get(3)?)),
            kind: &row.get::<_, String>(4)?,
            hlc: row.get(5)?,
            min_reader: row.get(6)?,
            body: row.get_ref(7)?.as_blob_or_null().map_err(rusqlite::Error::from)?,
        };
        let applied = apply_logged(&mut session, &op)?;
        if applied.state() != row.get::<_, i64>(8)? {
            restated.push(Restated { op_no: op.op_no, applied });
        }
        done += 1;
        step(done)?;
    }
    derive::flush(&mut session)?;
    Ok(restated)
}
