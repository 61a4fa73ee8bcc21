//! Ops taken in one by one, as an archive hands them over.

use keepalive_domain::header::{Before, Header, chain_hash};
use keepalive_sync::{Arrival, Hash, Item, Point, Taken};
use rusqlite::{Connection, OptionalExtension};

use crate::apply::unreadable;
use crate::error::Result;
use crate::write::Write;

/// An op as it travels: the exact bytes of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignOp {
    /// What stands before it in its stream.
    pub before: Before,
    /// The header.
    pub header: Vec<u8>,
    /// The body; `None` if it was redacted.
    pub body: Option<Vec<u8>>,
}

impl Write<'_> {
    /// Takes an op of another installation in and applies it. `false` if it is here already.
    ///
    /// One that says what stands before it may come whatever is here of its stream: after another than the newest it begins
    /// a branch. Those that do not say come in the order of their stream. Streams come in any order among each other.
    ///
    /// # Errors
    /// [`crate::StoreError::UnreadableOp`] if its bytes are not what they claim, or it does not say what stands before it and
    /// that is missing.
    pub fn take_in(&mut self, op: ForeignOp) -> Result<bool> {
        let ForeignOp { before, header: bytes, body } = op;
        let header: Header = serde_json::from_slice(&bytes).map_err(|error| unreadable(0, error))?;
        if let Some(body) = &body
            && blake3::hash(body).to_hex().as_str() != header.body
        {
            return Err(unreadable(0, "its body is not the one its header names"));
        }
        if self.knows(&header)? {
            return Ok(false);
        }
        let before = point_before(self.read().conn(), before, &header)?;
        let hash = chain_hash(before.hash.as_ref().map(<[u8; 32]>::as_slice), &bytes);
        let item = Item { before: before.hash, header: bytes, body };
        let place = Point::at(header.seq, hash);
        let arrival = Arrival { header, item, before, hash, follows: before, place };
        let (mut taken, mut emptied) = (Taken::default(), false);
        self.arrive(arrival, &mut taken, &mut emptied)?;
        self.has_taken(taken.filled, emptied)?;
        Ok(true)
    }

    fn knows(&self, header: &Header) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM op WHERE op_id = ?)";
        Ok(self.read().conn().prepare_cached(sql)?.query_row([header.op.bytes()], |row| row.get(0))?)
    }
}

/// The point after which an op of this header stands.
fn point_before(conn: &Connection, before: Before, header: &Header) -> Result<Point> {
    let seq = header.seq.checked_sub(1).filter(|seq| *seq >= 0);
    let seq = seq.ok_or_else(|| unreadable(0, format!("it is number {} of its stream", header.seq)))?;
    match before {
        Before::Nothing if seq == 0 => Ok(Point::ORIGIN),
        Before::Op(hash) if seq > 0 => Ok(Point::at(seq, hash)),
        Before::Newest => {
            let (have_seq, hash) = newest_of(conn, header)?;
            if seq == have_seq {
                return Ok(Point { seq, hash });
            }
            Err(unreadable(0, format!("it is number {} of its stream, after {have_seq}", header.seq)))
        }
        Before::Nothing | Before::Op(_) => {
            Err(unreadable(0, format!("it is number {} of its stream, and says otherwise", header.seq)))
        }
    }
}

/// How far this op's stream reaches here: the number and hash of its newest op.
fn newest_of(conn: &Connection, header: &Header) -> Result<(i64, Option<Hash>)> {
    let sql = "SELECT have_seq, have_hash FROM stream WHERE space_id = ? AND stream_id = ?";
    let found = conn
        .prepare_cached(sql)?
        .query_row([header.space.bytes(), header.stream.bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.unwrap_or((0, None)))
}
