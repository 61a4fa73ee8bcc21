//! What came and could not be taken in.

use keepalive_domain::ids::OpId;
use keepalive_sync::{SetAside, StreamKey};
use rusqlite::{Connection, params};

use crate::error::Result;
use crate::reader::Read;

/// How many things are kept aside for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsideCount {
    /// The reason's word ([`keepalive_sync::Reason::word`]).
    pub reason: String,
    /// How many.
    pub ops: u64,
}

impl Read<'_> {
    /// What is kept aside, by reason.
    ///
    /// # Errors
    /// From SQLite.
    pub fn kept_aside(&self) -> Result<Vec<AsideCount>> {
        let mut statement = self
            .conn()
            .prepare_cached("SELECT reason, count(*) FROM aside GROUP BY reason ORDER BY reason")?;
        let rows = statement.query_map([], |row| {
            Ok(AsideCount { reason: row.get(0)?, ops: row.get::<_, i64>(1)?.unsigned_abs() })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Keeps something aside; once, however often it comes. A damaged copy of an op that is here is nothing to keep.
/// Whether it is kept.
pub(super) fn keep(conn: &Connection, aside: &SetAside, now_ms: i64) -> Result<bool> {
    let op = aside.op.as_ref().map(OpId::bytes);
    let here: bool = conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM op WHERE op_id = ?)")?
        .query_row([op], |row| row.get(0))?;
    if here {
        return Ok(false);
    }
    let mut mark = blake3::Hasher::new();
    mark.update(&(aside.item.header.len() as u64).to_be_bytes());
    mark.update(&aside.item.header);
    mark.update(aside.item.body.as_deref().unwrap_or_default());
    conn.prepare_cached(
        "INSERT OR IGNORE INTO aside (mark, space_id, stream_id, seq, op_id, reason, header, body, at_utc_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        mark.finalize().as_bytes(),
        aside.key.space.bytes(),
        aside.key.stream.bytes(),
        aside.place.seq,
        op,
        aside.reason.word(),
        aside.item.header,
        aside.item.body,
        now_ms,
    ])?;
    Ok(true)
}

/// Forgets what was kept aside as this op, or at this place, now that it has come sound.
pub(super) fn settle(conn: &Connection, op: OpId, key: StreamKey, seq: i64) -> Result<()> {
    conn.prepare_cached("DELETE FROM aside WHERE op_id = ? OR (space_id = ? AND stream_id = ? AND seq = ?)")?
        .execute(params![op.bytes(), key.space.bytes(), key.stream.bytes(), seq])?;
    Ok(())
}
