//! Ops handed out, as they travel.

use keepalive_sync::{Cover, Item, MOST_OPS_PER_RUN, Point, Role, Run, Signed, Span};
use rusqlite::{Connection, Row, params};

use super::rows;
use crate::error::Result;

/// Bytes after which a run ends: one op of it may be large, a run of such would not fit into memory.
const RUN_BYTES: usize = 4 * 1024 * 1024;

/// Ops of a piece from the span's beginning, as many as a run holds.
pub(super) fn run(conn: &Connection, span: Span) -> Result<Run> {
    let (key, role, device, from, signed) =
        conn.prepare_cached("SELECT * FROM stream WHERE stream_no = ?")?.query_row([span.no], |row| {
            let from = Point { seq: row.get("from_seq")?, hash: row.get("from_hash")? };
            let (seq, by) = (row.get::<_, Option<i64>>("signed_seq")?, rows::device(row)?);
            let signature: Option<[u8; 64]> = row.get("signature")?;
            let signed =
                seq.zip(signature).map(|(seq, signature)| Signed { seq, by, signature, good_by: None });
            Ok((rows::key(row)?, rows::role(row)?, by, from, signed))
        })?;
    let after = if span.after == from.seq { from } else { point(conn, role, span.no, span.after)? };
    let mut statement = conn.prepare_cached(match role {
        Role::Log => {
            "SELECT prev_hash, header, body FROM op WHERE stream_no = ? AND seq > ? AND seq <= ? ORDER BY seq"
        }
        Role::Carry => {
            "SELECT o.prev_hash, o.header, o.body FROM carried c JOIN op o USING (op_no)
              WHERE c.stream_no = ? AND c.seq > ? AND c.seq <= ? ORDER BY c.seq"
        }
    })?;
    let mut found = statement.query(params![span.no, span.after, span.upto])?;
    let (mut items, mut bytes) = (Vec::new(), 0);
    while let Some(row) = found.next()? {
        let item = item(row, role)?;
        bytes += item.header.len() + item.body.as_ref().map_or(0, Vec::len);
        items.push(item);
        if items.len() == MOST_OPS_PER_RUN || bytes > RUN_BYTES {
            break;
        }
    }
    let mut run = Run { key, role, device, after, items, signed: Vec::new() };
    let last = span.after.saturating_add(i64::try_from(run.items.len()).unwrap_or(i64::MAX));
    run.signed.extend(signed.filter(|signed| span.after < signed.seq && signed.seq <= last));
    Ok(run)
}

fn item(row: &Row<'_>, role: Role) -> rusqlite::Result<Item> {
    let before = match role {
        Role::Log => None,
        Role::Carry => row.get(0)?,
    };
    Ok(Item { before, header: row.get(1)?, body: row.get(2)? })
}

/// The point at this number of a piece.
fn point(conn: &Connection, role: Role, stream_no: i64, seq: i64) -> Result<Point> {
    let sql = match role {
        Role::Log => "SELECT hash FROM op WHERE stream_no = ? AND seq = ?",
        Role::Carry => "SELECT hash FROM carried WHERE stream_no = ? AND seq = ?",
    };
    Ok(Point::at(seq, conn.prepare_cached(sql)?.query_row(params![stream_no, seq], |row| row.get(0))?))
}

/// Ops of a span that stand in `cover` nowhere as carried ones either.
pub(super) fn lost(conn: &Connection, span: Span, cover: &Cover) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached(
        "SELECT o.op_no, c.stream_no, c.seq FROM op o LEFT JOIN carried c USING (op_no)
          WHERE o.stream_no = ?1 AND o.seq > ?2 AND o.seq <= ?3
         UNION
         SELECT p.op_no, c.stream_no, c.seq FROM carried p JOIN carried c USING (op_no)
          WHERE p.stream_no = ?1 AND p.seq > ?2 AND p.seq <= ?3
          ORDER BY 1",
    )?;
    let mut found = statement.query(params![span.no, span.after, span.upto])?;
    let mut lost: Vec<i64> = Vec::new();
    let mut carried = None;
    while let Some(row) = found.next()? {
        let op_no: i64 = row.get(0)?;
        let place: Option<(i64, i64)> = row.get::<_, Option<i64>>(1)?.zip(row.get(2)?);
        if place.is_some_and(|(no, seq)| cover.holds(no, seq)) {
            carried = Some(op_no);
            lost.pop_if(|last| *last == op_no);
        } else if carried != Some(op_no) && lost.last() != Some(&op_no) {
            lost.push(op_no);
        }
    }
    Ok(lost)
}
