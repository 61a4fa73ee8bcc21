//! Ops of other installations, taken in as they are.

use keepalive_domain::hlc::Hlc;
use keepalive_domain::ids::{ActId, OpId, SpaceId};
use rusqlite::{Connection, OptionalExtension, params};

use super::{Write, acts, redact};
use crate::apply::{Applied, Session, Stamp, apply_body, unreadable};
use crate::error::Result;
use crate::log::{Header, chain_hash, insert_op};

/// An op as it travels: the exact bytes of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignOp {
    /// The header.
    pub header: Vec<u8>,
    /// The body; `None` if it was redacted.
    pub body: Option<Vec<u8>>,
}

impl Write<'_> {
    /// Makes this installation, which has written nothing yet, write in the space of what it is about to take in.
    ///
    /// # Errors
    /// From SQLite.
    pub fn join_space(&mut self, space: SpaceId) -> Result<()> {
        self.stream.join(self.read.conn, space)
    }

    /// Makes this installation write in another space from now on. What it wrote before stays as it is, and goes to the
    /// hub of that space carried.
    ///
    /// # Errors
    /// From SQLite.
    pub fn move_to_space(&mut self, space: SpaceId) -> Result<()> {
        self.stream.move_to(self.read.conn, self.world, space)
    }

    /// Makes this installation write where it wrote before it moved into the space it is in, or in a new one of its own. What
    /// it wrote meanwhile stays as it is.
    ///
    /// # Errors
    /// From SQLite.
    pub fn leave_space(&mut self) -> Result<()> {
        self.stream.leave(self.read.conn, self.world)
    }

    /// Makes this installation another one from now on: the others know the one of before by keys that are not here. What it
    /// wrote stays as it is, and is that one's.
    ///
    /// # Errors
    /// From SQLite.
    pub fn go_on_as_another_desk(&mut self) -> Result<()> {
        self.stream.go_on_as_another(self.read.conn, self.world)?;
        // What this one carries from now on is signed by the keys of this one, so it stands in a stream of its own.
        self.carries_as(self.stream.device())
    }

    /// Takes an op of another installation in and applies it. `false` if it is here already.
    ///
    /// Ops of one stream come in their order; streams may come in any order among each other.
    ///
    /// # Errors
    /// [`crate::StoreError::UnreadableOp`] if its bytes are not what they claim or its predecessor is missing.
    pub fn take_in(&mut self, op: &ForeignOp) -> Result<bool> {
        let conn = self.read.conn;
        let header: Header = serde_json::from_slice(&op.header).map_err(|error| unreadable(0, error))?;
        if let Some(body) = &op.body
            && blake3::hash(body).to_hex().as_str() != header.body
        {
            return Err(unreadable(0, "its body is not the one its header names"));
        }
        let known: bool = conn
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM op WHERE op_id = ?)")?
            .query_row([header.op.bytes()], |row| row.get(0))?;
        if known {
            return Ok(false);
        }
        let (stream_no, have_seq, have_hash) = stream_of(conn, &header)?;
        if header.seq != have_seq + 1 {
            return Err(unreadable(
                0,
                format!("it is number {} of its stream, after {have_seq}", header.seq),
            ));
        }
        let hash = chain_hash(have_hash.as_ref().map(<[u8; 32]>::as_slice), &op.header);
        let body = op.body.as_deref();
        let op_no = insert_op(conn, stream_no, &header, &op.header, body, have_hash.as_ref(), &hash)?;
        conn.prepare_cached("UPDATE stream SET have_seq = ?, have_hash = ? WHERE stream_no = ?")?
            .execute(params![header.seq, hash, stream_no])?;
        self.stream.hear(Hlc::from_raw(header.hlc), self.world.now_ms());
        apply_arrived(&mut self.session, (op_no, stream_no), &header, body)?;
        self.settle()?;
        Ok(true)
    }
}

/// What applying an op of the log needs of it.
pub(crate) struct LoggedOp<'a> {
    pub(crate) op_no: i64,
    pub(crate) stream_no: i64,
    pub(crate) op_id: OpId,
    pub(crate) act: ActId,
    pub(crate) kind: &'a str,
    pub(crate) hlc: i64,
    pub(crate) min_reader: i64,
    pub(crate) body: Option<&'a [u8]>,
}

/// Applies an op that stands in the log and notes its act. How far it was understood.
pub(crate) fn apply_logged(session: &mut Session<'_>, op: &LoggedOp<'_>) -> Result<Applied> {
    let stamp = Stamp::new(op.hlc, op.op_no);
    let (applied, body) = apply_body(session, op.op_id, stamp, op.kind, op.min_reader, op.body)?;
    let noted = acts::Noted {
        first_op: op.op_no,
        last_op: op.op_no,
        act: op.act,
        stream_no: op.stream_no,
        kind: op.kind,
        label: body.as_ref().and_then(|body| body.label.as_ref()),
        of: body.as_ref().and_then(|body| body.of),
        redacted: op.body.is_none(),
    };
    acts::note(session.conn, &noted)?;
    for emptied in body.iter().flat_map(|body| &body.emptied) {
        redact::note_emptied(session.conn, *emptied)?;
    }
    Ok(applied)
}

/// Applies an op of another installation that was just put into the log, at this number and of this stream.
pub(crate) fn apply_arrived(
    session: &mut Session<'_>,
    (op_no, stream_no): (i64, i64),
    header: &Header,
    body: Option<&[u8]>,
) -> Result<()> {
    let logged = LoggedOp {
        op_no,
        stream_no,
        op_id: header.op,
        act: header.act,
        kind: &header.kind,
        hlc: header.hlc,
        min_reader: i64::from(header.min),
        body,
    };
    let applied = apply_logged(session, &logged)?;
    if applied == Applied::Kept {
        set_state(session.conn, op_no, applied)?;
    }
    Ok(())
}

/// Notes how far an op was understood.
pub(crate) fn set_state(conn: &Connection, op_no: i64, applied: Applied) -> Result<()> {
    conn.prepare_cached("UPDATE op SET state = ? WHERE op_no = ?")?
        .execute(params![applied.state(), op_no])?;
    Ok(())
}

/// The stream an op belongs to: its number here, the last op held and its hash.
fn stream_of(conn: &Connection, header: &Header) -> Result<(i64, i64, Option<[u8; 32]>)> {
    let find = || {
        conn.prepare_cached(
            "SELECT stream_no, have_seq, have_hash FROM stream WHERE space_id = ? AND stream_id = ?",
        )?
        .query_row(params![header.space.bytes(), header.stream.bytes()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()
    };
    if let Some(found) = find()? {
        return Ok(found);
    }
    conn.prepare_cached("INSERT INTO stream (space_id, stream_id, device_id, own) VALUES (?, ?, ?, 0)")?
        .execute(params![header.space.bytes(), header.stream.bytes(), header.device.bytes()])?;
    Ok((conn.last_insert_rowid(), 0, None))
}
