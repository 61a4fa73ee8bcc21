//! Ops that came without their body though no redaction names them. Somebody left an emptied copy where the desks meet, or it
//! was emptied at a database by who may do so: another copy may have the body, and only the one that the op's header names
//! is taken.

use keepalive_domain::ids::OpId;
use keepalive_sync::{Piece, Point, Role, Run, Verdict, check};
use rusqlite::{Connection, params};

use super::rows;
use crate::error::Result;
use crate::write::Write;

/// Where such ops stand, each as a piece of one op: where they were written, and where they are carried.
pub(super) fn missing(conn: &Connection) -> Result<Vec<Piece>> {
    let mut statement = conn.prepare_cached(
        "WITH bare AS (
             SELECT op_no FROM op
              WHERE body IS NULL AND NOT EXISTS (SELECT 1 FROM emptied e WHERE e.op_id = op.op_id)
         )
         SELECT s.*, o.seq AS at_seq, o.hash AS at_hash, o.prev_hash AS before_hash
           FROM bare JOIN op o USING (op_no) JOIN stream s ON s.stream_no = o.stream_no
         UNION ALL
         SELECT s.*, c.seq, c.hash,
                ifnull((SELECT b.hash FROM carried b WHERE b.stream_no = c.stream_no AND b.seq = c.seq - 1), s.from_hash)
           FROM bare JOIN carried c USING (op_no) JOIN stream s ON s.stream_no = c.stream_no",
    )?;
    let places = statement.query_map([], |row| {
        let seq: i64 = row.get("at_seq")?;
        Ok(Piece {
            key: rows::key(row)?,
            role: rows::role(row)?,
            after: Point { seq: seq - 1, hash: row.get("before_hash")? },
            end: Point { seq, hash: row.get("at_hash")? },
        })
    })?;
    Ok(places.collect::<rusqlite::Result<_>>()?)
}

/// How many such ops there are.
pub(crate) fn without_body(conn: &Connection) -> Result<u64> {
    let places = missing(conn)?;
    Ok(places.iter().filter(|place| place.role == Role::Log).count() as u64)
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
    /// Takes the bodies of ops that are here without from runs that have them; all else in them is passed over. How many, and
    /// whether ops lost theirs: to a redaction that says only now which.
    ///
    /// # Errors
    /// From SQLite; then nothing was taken.
    pub(crate) fn take_bodies(&mut self, runs: Vec<Run>) -> Result<(u64, bool)> {
        let mut taken = 0;
        for verdict in runs.into_iter().flat_map(check) {
            if let Verdict::Sound(arrival) = verdict
                && let Some(body) = &arrival.item.body
                && fill(self.read().conn(), arrival.header.op, &arrival.item.header, body)?
            {
                taken += 1;
            }
        }
        let emptied = self.has_taken(taken, false)?;
        Ok((taken, emptied))
    }
}
