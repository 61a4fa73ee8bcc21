//! The stack of acts that undo and redo walk: those of one installation, linear, derived from the ops.

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
pub(crate) struct Act {
    pub(crate) first_op: i64,
    pub(crate) last_op: i64,
    pub(crate) act: ActId,
    pub(crate) label: Label,
    /// It was done before this installation went on in the stream it writes in now. It may have come back after what others
    /// built upon it: then the order in which ops came here says nothing.
    pub(crate) earlier: bool,
}

impl Act {
    /// Whether an op is one of the act's. Those of one that came back may have come in several meetings, and others' in between.
    pub(super) fn has(&self, conn: &Connection, op_no: i64) -> Result<bool> {
        if op_no < self.first_op || self.last_op < op_no {
            return Ok(false);
        }
        if !self.earlier {
            return Ok(true);
        }
        let sql = "SELECT EXISTS (SELECT 1 FROM op WHERE op_no = ? AND act_id = ?)";
        Ok(conn.prepare_cached(sql)?.query_row(params![op_no, self.act.bytes()], |row| row.get(0))?)
    }
}

/// A stream in which this installation wrote, or another row of it.
pub(crate) struct OwnStream {
    pub(crate) stream_no: i64,
    /// It writes in this one now.
    in_use: bool,
    /// Acts from this op on were written elsewhere.
    pub(crate) before: i64,
}

/// The streams that hold what this installation did: the one it writes in, those from before a restore, and those of who it was
/// before it went on as another desk. What came of that one after this one began was written elsewhere: the record was
/// copied to another computer, and the first one is still used.
///
/// So was what stands under this desk's own name, in a stream that it does not write in, with a later clock than the first thing
/// that it wrote itself since the two went apart: a copy of the whole computer goes on with its keys. They are apart from the
/// place on at which the stream in use before this one has two chains, at the latest from where the one in use now begins. What
/// was written before that is taken for its own: a desk that was restored from an older copy has the same file.
pub(crate) fn own_streams(conn: &Connection) -> Result<Vec<OwnStream>> {
    let mut statement = conn.prepare_cached(
        "WITH now AS (SELECT device_id, stream_no FROM stream WHERE own = 1 ORDER BY stream_no DESC LIMIT 1),
              last AS (SELECT s.stream_no, s.space_id, s.stream_id FROM stream s, now
                        WHERE s.own = 1 AND s.device_id = now.device_id AND s.stream_no < now.stream_no
                        ORDER BY s.stream_no DESC LIMIT 1),
              begun AS (SELECT (SELECT o.hlc FROM op o JOIN now USING (stream_no) ORDER BY o.seq LIMIT 1) AS hlc),
              apart AS (SELECT min(o.hlc) AS hlc
                          FROM last JOIN stream b ON b.space_id = last.space_id AND b.branch_of = last.stream_id
                               JOIN op o ON o.stream_no = last.stream_no AND o.seq = b.from_seq + 1
                         WHERE b.carries = 0),
              written AS (SELECT s.stream_no, s.device_id,
                                 CASE WHEN s.own = 1 THEN begun.hlc
                                      ELSE ifnull(min(begun.hlc, apart.hlc), ifnull(begun.hlc, apart.hlc)) END AS until
                            FROM stream s, now, begun, apart
                           WHERE s.carries = 0 AND (s.own = 1 OR s.device_id = now.device_id))
         SELECT s.stream_no, s.stream_no = now.stream_no,
                CASE WHEN s.stream_no = now.stream_no THEN NULL
                     WHEN s.device_id <> now.device_id THEN (SELECT min(o.op_no) FROM op o JOIN stream t USING (stream_no)
                         WHERE t.device_id = now.device_id AND o.seq = t.from_seq + 1)
                     WHEN s.until IS NULL THEN NULL
                     ELSE ifnull((SELECT o.op_no + 1 FROM op o
                         WHERE o.stream_no = s.stream_no AND o.hlc < s.until ORDER BY o.seq DESC LIMIT 1), 0) END
           FROM written s, now",
    )?;
    let streams = statement.query_map([], |row| {
        let before: Option<i64> = row.get(2)?;
        Ok(OwnStream { stream_no: row.get(0)?, in_use: row.get(1)?, before: before.unwrap_or(i64::MAX) })
    })?;
    Ok(streams.collect::<rusqlite::Result<_>>()?)
}

/// The act of this installation done last that still stands: among its streams the one of the latest clock.
pub(crate) fn last_standing(conn: &Connection) -> Result<Option<Act>> {
    let mut last: Option<(i64, Act)> = None;
    for OwnStream { stream_no, in_use, before } in own_streams(conn)? {
        let sql =
            "SELECT first_op, last_op, act_id, label, (SELECT hlc FROM op WHERE op_no = first_op) FROM act
                    WHERE stream_no = ? AND kind = 'set' AND state = 0 AND first_op < ?
                    ORDER BY first_op DESC LIMIT 1";
        let found = conn
            .prepare_cached(sql)?
            .query_row([stream_no, before], |row| Ok((row.get::<_, i64>(4)?, act(row, in_use)?)))
            .optional()?;
        if let Some((hlc, found)) = found.filter(|(hlc, _)| last.as_ref().is_none_or(|(last, _)| last < hlc))
        {
            last = Some((hlc, found));
        }
    }
    Ok(last.map(|(_, act)| act))
}

/// The act of this installation undone last, unless something new was done since, in whatever stream.
pub(crate) fn last_undone(conn: &Connection) -> Result<Option<Act>> {
    let own = own_streams(conn)?;
    let mut last: Option<(i64, Act)> = None;
    for OwnStream { stream_no, in_use, before } in &own {
        let sql = "SELECT first_op, last_op, act_id, label, undone_by FROM act
                    WHERE stream_no = ? AND state = 1 AND first_op < ? ORDER BY undone_by DESC LIMIT 1";
        let found = conn
            .prepare_cached(sql)?
            .query_row([stream_no, before], |row| Ok((row.get::<_, i64>(4)?, act(row, *in_use)?)))
            .optional()?;
        if let Some((undone_by, found)) =
            found.filter(|(undone_by, _)| last.as_ref().is_none_or(|(last, _)| last < undone_by))
        {
            last = Some((undone_by, found));
        }
    }
    let Some((undone_by, act)) = last else { return Ok(None) };
    // Within one stream the act that came after it has said so itself.
    let sql = "SELECT EXISTS (SELECT 1 FROM act
                               WHERE stream_no = ? AND kind = 'set' AND state = 0 AND first_op > ? AND first_op < ?)";
    for OwnStream { stream_no, before, .. } in own {
        if conn.prepare_cached(sql)?.query_row([stream_no, undone_by, before], |row| row.get(0))? {
            return Ok(None);
        }
    }
    Ok(Some(act))
}

/// This act of this installation, if it is in this state (0 stands, 1 undone).
pub(super) fn in_state(conn: &Connection, id: ActId, state: i64) -> Result<Option<Act>> {
    let sql = "SELECT first_op, last_op, act_id, label, stream_no FROM act
                WHERE act_id = ? AND kind = 'set' AND state = ?";
    let found = conn
        .prepare_cached(sql)?
        .query_row(params![id.bytes(), state], |row| Ok((row.get::<_, i64>(4)?, act(row, true)?)))
        .optional()?;
    let Some((stream_no, act)) = found else { return Ok(None) };
    let own = own_streams(conn)?.into_iter().find(|own| own.stream_no == stream_no);
    let own = own.filter(|own| act.first_op < own.before);
    Ok(own.map(|own| Act { earlier: !own.in_use, ..act }))
}

fn act(row: &Row<'_>, in_use: bool) -> rusqlite::Result<Act> {
    let label: Option<String> = row.get(3)?;
    Ok(Act {
        first_op: row.get(0)?,
        last_op: row.get(1)?,
        act: ActId::from_uuid(uuid::Uuid::from_bytes(row.get(2)?)),
        label: label.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default(),
        earlier: !in_use,
    })
}
