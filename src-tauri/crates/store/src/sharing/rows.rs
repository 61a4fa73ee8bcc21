//! The rows of `stream` as pieces.

use keepalive_domain::ids::{DeviceId, SpaceId, StreamId};
use keepalive_domain::world::World;
use keepalive_sync::{Hash, Held, Piece, Point, Role, Signed, StreamKey};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::error::Result;

/// How `stream.own` says whose a row is.
pub(super) const OWN_CARRYING: i64 = 2;

/// The key of a row: a branch has its stream's.
pub(super) fn key(row: &Row<'_>) -> rusqlite::Result<StreamKey> {
    let branch_of: Option<[u8; 16]> = row.get("branch_of")?;
    let stream = branch_of.map_or_else(|| row.get("stream_id"), Ok)?;
    Ok(StreamKey {
        space: SpaceId::from_uuid(uuid::Uuid::from_bytes(row.get("space_id")?)),
        stream: StreamId::from_uuid(uuid::Uuid::from_bytes(stream)),
    })
}

/// What stands in a row's stream.
pub(super) fn role(row: &Row<'_>) -> rusqlite::Result<Role> {
    Ok(if row.get::<_, bool>("carries")? { Role::Carry } else { Role::Log })
}

/// The installation that writes a row's stream.
pub(super) fn device(row: &Row<'_>) -> rusqlite::Result<DeviceId> {
    Ok(DeviceId::from_uuid(uuid::Uuid::from_bytes(row.get("device_id")?)))
}

/// Every piece this desk holds. One row each; few but for a clinic with a long past.
pub(super) fn held(conn: &Connection) -> Result<Vec<Held>> {
    let newest = |own: i64| -> Result<Option<i64>> {
        let sql = "SELECT max(stream_no) FROM stream WHERE own = ?";
        Ok(conn.prepare_cached(sql)?.query_row([own], |row| row.get(0))?)
    };
    let writing = [newest(1)?, newest(OWN_CARRYING)?];
    let own_device = match writing[0] {
        Some(no) => {
            let sql = "SELECT device_id FROM stream WHERE stream_no = ?";
            Some(conn.prepare_cached(sql)?.query_row([no], device)?)
        }
        None => None,
    };
    let mut statement = conn.prepare_cached("SELECT * FROM stream ORDER BY stream_no")?;
    let rows = statement.query_map([], |row| {
        let no = row.get("stream_no")?;
        Ok(Held {
            no,
            piece: Piece {
                key: key(row)?,
                role: role(row)?,
                after: Point { seq: row.get("from_seq")?, hash: row.get("from_hash")? },
                end: Point { seq: row.get("have_seq")?, hash: row.get("have_hash")? },
            },
            writing: writing.contains(&Some(no)),
            device: device(row)?,
            signed_seq: row.get("signed_seq")?,
            good_by: row.get("signed_key")?,
            // Also what it wrote as another desk, before it had these keys.
            own: row.get::<_, i64>("own")? != 0 || Some(device(row)?) == own_device,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Keeps the signature that came with a place of a stream, unless one further on is kept.
pub(super) fn keep_signature(conn: &Connection, key: StreamKey, place: Point, signed: &Signed) -> Result<()> {
    if let Some(stream_no) = piece_at(conn, key, place)? {
        conn.prepare_cached(
            "UPDATE stream SET signed_seq = ?1, signature = ?2, signed_key = ?4
              WHERE stream_no = ?3 AND (signed_seq IS NULL OR signed_seq < ?1)",
        )?
        .execute(params![signed.seq, signed.signature, stream_no, signed.good_by])?;
    }
    Ok(())
}

/// Which rows are of a stream: its own, found by the table's key, and its branches. Nearly always it is its own that is
/// asked for, and a clinic has hundreds of streams: branches are looked through after that.
const OF_STREAM: [&str; 2] =
    ["s.space_id = ?1 AND s.stream_id = ?2 AND s.branch_of IS NULL", "s.space_id = ?1 AND s.branch_of = ?2"];

/// The row of this stream in which a point within a piece stands.
pub(super) fn piece_at(conn: &Connection, key: StreamKey, point: Point) -> Result<Option<i64>> {
    for of_stream in OF_STREAM {
        let sql = format!(
            "SELECT s.stream_no FROM stream s
              WHERE {of_stream}
                AND CASE s.carries
                      WHEN 0 THEN EXISTS (SELECT 1 FROM op
                                           WHERE stream_no = s.stream_no AND seq = ?3 AND hash = ?4)
                      ELSE EXISTS (SELECT 1 FROM carried
                                    WHERE stream_no = s.stream_no AND seq = ?3 AND hash = ?4)
                    END"
        );
        let found = conn
            .prepare_cached(&sql)?
            .query_row(params![key.space.bytes(), key.stream.bytes(), point.seq, point.hash], |row| {
                row.get(0)
            })
            .optional()?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// The row to which an op is added that stands after `before` in this stream: the one that ends there, else a new one.
/// `first` is the hash of the place to be filled.
pub(super) fn row_after(
    conn: &Connection,
    key: StreamKey,
    role: Role,
    device: DeviceId,
    before: Point,
    first: &Hash,
) -> Result<i64> {
    for of_stream in OF_STREAM {
        let ends_there = format!(
            "SELECT s.stream_no FROM stream s
              WHERE {of_stream} AND s.have_seq = ?3 AND s.have_hash IS ?4 ORDER BY s.stream_no LIMIT 1"
        );
        let found = conn
            .prepare_cached(&ends_there)?
            .query_row(params![key.space.bytes(), key.stream.bytes(), before.seq, before.hash], |row| {
                row.get(0)
            })
            .optional()?;
        if let Some(stream_no) = found {
            return Ok(stream_no);
        }
    }
    let known: bool = conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM stream WHERE space_id = ? AND stream_id = ?)")?
        .query_row(params![key.space.bytes(), key.stream.bytes()], |row| row.get(0))?;
    let itself = before == Point::ORIGIN && !known;
    let (stream_id, branch_of) = if itself {
        (*key.stream.bytes(), None)
    } else {
        // An op is stored once, so no two branches begin with the same.
        let mut id = [0; 16];
        id.copy_from_slice(&first[..16]);
        (id, Some(key.stream.bytes()))
    };
    conn.prepare_cached(
        "INSERT INTO stream (space_id, stream_id, branch_of, device_id, own, carries, from_seq, from_hash, have_seq,
                             have_hash)
         VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        key.space.bytes(),
        stream_id,
        branch_of,
        device.bytes(),
        role == Role::Carry,
        before.seq,
        before.hash,
        before.seq,
        before.hash,
    ])?;
    Ok(conn.last_insert_rowid())
}

/// The stream in use for what this desk carries: its row, key and end.
pub(super) fn carrying(conn: &Connection) -> Result<Option<(i64, StreamKey, Point)>> {
    let sql = "SELECT * FROM stream WHERE own = ? ORDER BY stream_no DESC LIMIT 1";
    let found = conn.prepare_cached(sql)?.query_row([OWN_CARRYING], |row| {
        Ok((
            row.get("stream_no")?,
            key(row)?,
            Point { seq: row.get("have_seq")?, hash: row.get("have_hash")? },
        ))
    });
    Ok(found.optional()?)
}

/// Opens a stream for what this desk carries.
pub(super) fn open_carrying(
    conn: &Connection,
    world: &dyn World,
    space: SpaceId,
    device: DeviceId,
) -> Result<(i64, StreamKey, Point)> {
    let stream = StreamId::new_v7(world.now_ms(), world.random());
    conn.prepare_cached(
        "INSERT INTO stream (space_id, stream_id, device_id, own, carries) VALUES (?, ?, ?, ?, 1)",
    )?
    .execute(params![space.bytes(), stream.bytes(), device.bytes(), OWN_CARRYING])?;
    Ok((conn.last_insert_rowid(), StreamKey { space, stream }, Point::ORIGIN))
}

/// Puts a carried op at the end of a row.
pub(super) fn put_carried(conn: &Connection, stream_no: i64, place: Point, op_no: i64) -> Result<()> {
    conn.prepare_cached("INSERT INTO carried (stream_no, seq, op_no, hash) VALUES (?, ?, ?, ?)")?
        .execute(params![stream_no, place.seq, op_no, place.hash])?;
    ends_at(conn, stream_no, place)
}

/// Notes that a row ends at this point now.
pub(super) fn ends_at(conn: &Connection, stream_no: i64, end: Point) -> Result<()> {
    conn.prepare_cached("UPDATE stream SET have_seq = ?, have_hash = ? WHERE stream_no = ?")?
        .execute(params![end.seq, end.hash, stream_no])?;
    Ok(())
}

/// All ops that stand in an installation's streams, written there or carried, in the order in which they came here.
pub(super) fn ops_of(conn: &Connection, device: DeviceId) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached(
        "SELECT o.op_no FROM op o JOIN stream s USING (stream_no) WHERE s.device_id = ?1
         UNION
         SELECT c.op_no FROM carried c JOIN stream s USING (stream_no) WHERE s.device_id = ?1
          ORDER BY 1",
    )?;
    let ops = statement.query_map([device.bytes()], |row| row.get(0))?;
    Ok(ops.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_found_by_its_key_among_hundreds() {
        let conn = Connection::open_in_memory().unwrap();
        crate::log::create(&conn).unwrap();
        let plan = |of_stream: &str| -> String {
            let sql = format!("EXPLAIN QUERY PLAN SELECT s.stream_no FROM stream s WHERE {of_stream}");
            conn.query_row(&sql, params![[0_u8; 16], [0_u8; 16]], |row| row.get("detail")).unwrap()
        };
        let [itself, _] = OF_STREAM;
        assert!(plan(itself).ends_with("(space_id=? AND stream_id=?)"), "{}", plan(itself));
    }
}
