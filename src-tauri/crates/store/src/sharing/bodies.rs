//! Ops that came without their body though no redaction names them. Somebody left an emptied copy where the desks meet, or it
//! was emptied at a database by who may do so: another copy may have the body, and only the one that the op's header names
//! is taken.

use keepalive_domain::ids::OpId;
use keepalive_sync::{Point, Run, StreamKey, Verdict, check};
use rusqlite::{Connection, params};

use super::rows;
use crate::error::Result;
use crate::write::Write;

/// Where such ops stand, each with the point before it; the first so many.
pub(super) fn missing(conn: &Connection, most: usize) -> Result<Vec<(StreamKey, Point, Point)>> {
    let mut statement = conn.prepare_cached(
        "SELECT s.*, o.seq AS seq, o.prev_hash AS prev_hash, o.hash AS hash
           FROM op o JOIN stream s USING (stream_no)
          WHERE o.body IS NULL AND NOT EXISTS (SELECT 1 FROM emptied e WHERE e.op_id = o.op_id)
          ORDER BY o.op_no LIMIT ?",
    )?;
    let places = statement.query_map([i64::try_from(most).unwrap_or(i64::MAX)], |row| {
        let seq: i64 = row.get("seq")?;
        let before = Point { seq: seq - 1, hash: row.get("prev_hash")? };
        Ok((rows::key(row)?, before, Point { seq, hash: row.get("hash")? }))
    })?;
    Ok(places.collect::<rusqlite::Result<_>>()?)
}

/// Gives an op that is here its body, where it came without and no redaction names it. Whether it did.
pub(super) fn fill(conn: &Connection, op: OpId, header: &[u8], body: &[u8]) -> Result<bool> {
    let filled = conn
        .prepare_cached(
            "UPDATE op SET body = ?3 WHERE op_id = ?1 AND body IS NULL AND header = ?2
                AND NOT EXISTS (SELECT 1 FROM emptied WHERE op_id = ?1)",
        )?
        .execute(params![op.bytes(), header, body])?;
    Ok(filled > 0)
}

impl Write<'_> {
    /// Takes the bodies of ops that are here without from runs that have them; all else in them is passed over. How many.
    ///
    /// # Errors
    /// From SQLite; then nothing was taken.
    pub(crate) fn take_bodies(&mut self, runs: Vec<Run>) -> Result<u64> {
        let mut taken = 0;
        for verdict in runs.into_iter().flat_map(check) {
            if let Verdict::Sound(arrival) = verdict
                && let Some(body) = &arrival.item.body
                && fill(self.read().conn(), arrival.header.op, &arrival.item.header, body)?
            {
                taken += 1;
            }
        }
        if taken > 0 && self.builds_again()? {
            self.owe_clearing()?;
        }
        self.settle()?;
        Ok(taken)
    }
}
