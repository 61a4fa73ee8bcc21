//! The space and desk this installation writes as, and ops of others applied.

use keepalive_domain::ids::{ActId, OpId, SpaceId};
use rusqlite::{Connection, params};

use super::{Write, acts, redact};
use crate::apply::{Applied, Session, Stamp, apply_body};
use crate::error::Result;
use crate::log::Header;

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
