//! Taking a text out of the whole history.
//!
//! Every op that holds the text loses its body; its header stays, so the chain holds and who did something when is
//! still known. What such ops had set and what still stands is set again by an op of its own, without the text.
//! There is no way back: that is what it is for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io;
use std::path::Path;

use keepalive_domain::ids::{EntityId, OpId};
use keepalive_domain::ops::{Body, Label, OpKind};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value as Json;

use super::Write;
use super::record::Group;
use crate::apply::{Row, Session, ThingWrite, unreadable};
use crate::backup::{Steps, Watch};
use crate::error::{Result, StoreError};
use crate::reader::Read;
use crate::sharing::without_body;
use crate::tables::Layout;
use crate::{connection, log, rebuild};

/// What stands where the text stood.
pub const REMOVED: &str = "[removed]";

/// How much of a file that cannot be opened is held at a time while it is looked through.
const PIECE_BYTES: usize = 256 * 1024;

/// What a redaction did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Redacted {
    /// Ops that lost their body.
    pub ops: u64,
    /// Things that were set again without the text.
    pub things: u64,
    /// Ops that were kept aside and held it: they are forgotten, and come again without it.
    pub aside: u64,
    /// The text's bytes could not be cleared from the database's file yet: [`crate::Store::clear_removed`].
    pub bytes_left: bool,
}

impl Redacted {
    /// Whether the text stood nowhere, so that nothing was changed.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.ops == 0 && self.aside == 0
    }
}

/// Where a text stands in the log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    /// Ops that hold it.
    pub ops: u64,
    /// Things that hold it in a value, now or earlier, by the name of their kind.
    pub things: BTreeMap<String, Vec<EntityId>>,
    /// Ops that hold it only in what the act is called or why it was done.
    pub only_in_words: u64,
    /// Ops whose body has not come, though no redaction names them: they may hold it.
    pub without_body: u64,
}

impl Read<'_> {
    /// Where a text stands, as it would be redacted.
    ///
    /// # Errors
    /// From SQLite.
    pub fn held(&self, text: &str) -> Result<Held> {
        self.held_watched(text, &Watch::default())
    }

    /// [`Read::held`], as a long work over every op.
    ///
    /// # Errors
    /// The same, or [`StoreError::Cancelled`].
    pub fn held_watched(&self, text: &str, watch: &Watch) -> Result<Held> {
        let mut steps = Steps::of(watch, log::length(self.conn())?);
        let mut held = Held { without_body: without_body(self.conn())?, ..Held::default() };
        let mut things = BTreeSet::new();
        for op_no in holding(self.conn(), text, || steps.one())? {
            let before = things.len();
            let mut known = false;
            for act in body_of(self.conn(), op_no)?.acts {
                if act.set.values().any(|set| holds(&set.value, text) || holds(&set.was, text)) {
                    known |= things.contains(&(act.t.clone(), act.e));
                    things.insert((act.t, act.e));
                }
            }
            held.ops += 1;
            held.only_in_words += u64::from(things.len() == before && !known);
        }
        for (kind, thing) in things {
            held.things.entry(kind).or_default().push(thing);
        }
        Ok(held)
    }
}

/// Whether a text stands in the log of a copy. A file that cannot be opened is looked through byte by byte, a piece at
/// a time: one that holds the text is found, but none can be cleared that way, for a long text is spread over pages.
///
/// # Errors
/// The copy could be neither looked through nor found to hold the text: it may. Or [`StoreError::Cancelled`].
pub fn holds_text(copy: &Path, text: &str, watch: &Watch) -> Result<bool> {
    let opened = connection::inspect(copy).and_then(|_| connection::open_copier(copy));
    let unopened = match opened.and_then(|conn| holding(&conn, text, || watch.go_on())) {
        Ok(ops) => return Ok(!ops.is_empty()),
        Err(StoreError::Cancelled) => return Err(StoreError::Cancelled),
        Err(error) => error,
    };
    let read = File::open(copy).and_then(|mut file| stands_in(&mut file, text.as_bytes()));
    match read {
        Ok(true) => Ok(true),
        Ok(false) => Err(unopened),
        Err(source) => Err(StoreError::File { attempted: "read", path: copy.to_owned(), source }),
    }
}

/// Whether these bytes stand in what is read, also across two pieces of it.
fn stands_in(from: &mut impl io::Read, needle: &[u8]) -> io::Result<bool> {
    if needle.is_empty() {
        return Ok(false);
    }
    let mut piece = vec![0; PIECE_BYTES.max(needle.len() * 2)];
    let mut held = 0;
    loop {
        let Some(room) = piece.get_mut(held..) else { return Ok(false) };
        let read = match from.read(room) {
            Ok(0) => return Ok(false),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        held += read;
        if piece.get(..held).is_some_and(|bytes| bytes.windows(needle.len()).any(|window| window == needle)) {
            return Ok(true);
        }
        // The end may be the beginning of it.
        let kept = held.min(needle.len() - 1);
        piece.copy_within(held - kept..held, 0);
        held = kept;
    }
}

impl Write<'_> {
    /// Takes a text out of the log and of everything derived from it: every op is looked at, then built again.
    ///
    /// # Errors
    /// [`StoreError::NotRedactable`] where a newer version's fields stand in the way, [`StoreError::Cancelled`], or from
    /// SQLite.
    pub(crate) fn redact(&mut self, text: &str, watch: &Watch) -> Result<Redacted> {
        let conn = self.read.conn;
        let mut steps = Steps::of(watch, log::length(conn)?.saturating_mul(2));
        let ops = holding(conn, text, || steps.one())?;
        let aside = forget_aside(conn, text)?;
        if ops.is_empty() {
            return Ok(Redacted { aside, ..Redacted::default() });
        }
        let again = self.standing_from(&ops, text)?;
        let mut emptied = Vec::with_capacity(ops.len());
        for op_no in &ops {
            emptied.push(self.session.op_id(*op_no)?);
            // A redaction that held the text names nothing any more: a desk that has not heard it goes by this one.
            emptied.extend(named_by(conn, *op_no)?);
            conn.prepare_cached("UPDATE op SET body = NULL WHERE op_no = ?")?.execute([op_no])?;
        }
        emptied.sort_unstable();
        emptied.dedup();
        rebuild::rebuild_told(conn, |_| steps.one())?;
        self.session = Session::new(conn);
        for op in &emptied {
            note_emptied(conn, *op)?;
        }
        let label = Label::new("redacted", [REMOVED]);
        let mut group = Group::new(OpKind::Redaction, self.new_act(), &label);
        group.even_if_empty = true;
        group.emptied = emptied;
        let things = again.len() as u64;
        for write in again {
            if let Some(prepared) = self.prepare(write)? {
                self.push(&mut group, prepared)?;
            }
        }
        self.close(group)?;
        // The last moment: once it stands, there is no way back.
        watch.go_on()?;
        Ok(Redacted { ops: ops.len() as u64, things, aside, bytes_left: false })
    }

    /// The values that stand because of these ops, without the text.
    fn standing_from(&mut self, ops: &BTreeSet<i64>, text: &str) -> Result<Vec<ThingWrite>> {
        let mut again = Vec::new();
        for (entity, kind) in touched(self.read.conn, ops)? {
            let Some(kind) = Kind::from_name(&kind) else { return Err(StoreError::NotRedactable { kind }) };
            let Some(known) = self.session.known(entity)? else { continue };
            let layout = Layout::of(kind);
            let row = Row::load(&mut self.session, kind, known.no, layout.all())?;
            if row.extra.iter().any(|(_, _, stamp)| ops.contains(&stamp.op_no)) {
                return Err(StoreError::NotRedactable { kind: kind.name().to_owned() });
            }
            let ours = |at: &usize| row.register(*at).is_some_and(|stamp| ops.contains(&stamp.op_no));
            let sets: Vec<_> =
                (0..layout.fields.len()).filter(ours).map(|at| (at, without(row.value(at), text))).collect();
            if !sets.is_empty() {
                again.push(ThingWrite { entity, kind, sets, others: Vec::new(), seen: Vec::new() });
            }
        }
        Ok(again)
    }
}

/// The ops that this one names, where it is a redaction.
fn named_by(conn: &Connection, op_no: i64) -> Result<Vec<OpId>> {
    let body: Option<Option<Vec<u8>>> = conn
        .prepare_cached("SELECT body FROM op WHERE op_no = ? AND kind = ?")?
        .query_row(params![op_no, OpKind::Redaction.word()], |row| row.get(0))
        .optional()?;
    let Some(body) = body.flatten() else { return Ok(Vec::new()) };
    let body: Body = serde_json::from_slice(&body).map_err(|error| unreadable(op_no, error))?;
    Ok(body.emptied)
}

/// Notes that an op has lost its body, so that it stays empty should it come again.
pub(crate) fn note_emptied(conn: &Connection, op: OpId) -> Result<()> {
    conn.prepare_cached("INSERT OR IGNORE INTO emptied (op_id) VALUES (?)")?.execute([op.bytes()])?;
    Ok(())
}

/// Forgets what is kept aside and holds the text. It will come again, emptied. How many ops those were.
fn forget_aside(conn: &Connection, text: &str) -> Result<u64> {
    let forgotten = conn.execute("DELETE FROM aside WHERE instr(body, ?1) > 0", [text.as_bytes()])?;
    if forgotten > 0 {
        conn.execute("DELETE FROM unvouched", [])?;
    }
    Ok(forgotten as u64)
}

/// A value with the text taken out of it.
fn without(value: Value, text: &str) -> Value {
    match value {
        Value::Text(held) => Value::Text(held.replace(text, REMOVED)),
        other => other,
    }
}

/// The ops whose body holds the text in any of its strings, however that is escaped. `step` may end it at any op.
fn holding(conn: &Connection, text: &str, mut step: impl FnMut() -> Result<()>) -> Result<BTreeSet<i64>> {
    let mut statement = conn.prepare("SELECT op_no, body FROM op")?;
    let mut rows = statement.query([])?;
    let mut ops = BTreeSet::new();
    while let Some(row) = rows.next()? {
        step()?;
        let op_no: i64 = row.get(0)?;
        let Some(body) = row.get_ref(1)?.as_blob_or_null().map_err(rusqlite::Error::from)? else { continue };
        let json: Json = serde_json::from_slice(body).map_err(|error| unreadable(op_no, error))?;
        if holds(&json, text) {
            ops.insert(op_no);
        }
    }
    Ok(ops)
}

fn holds(json: &Json, text: &str) -> bool {
    match json {
        Json::String(held) => held.contains(text),
        Json::Array(items) => items.iter().any(|item| holds(item, text)),
        Json::Object(fields) => fields.iter().any(|(name, value)| name.contains(text) || holds(value, text)),
        _ => false,
    }
}

/// The things that these ops set something on, with their kinds.
fn touched(conn: &Connection, ops: &BTreeSet<i64>) -> Result<BTreeMap<EntityId, String>> {
    let mut things = BTreeMap::new();
    for op_no in ops {
        things.extend(body_of(conn, *op_no)?.acts.into_iter().map(|act| (act.e, act.t)));
    }
    Ok(things)
}

fn body_of(conn: &Connection, op_no: i64) -> Result<Body> {
    let body: Vec<u8> =
        conn.prepare_cached("SELECT body FROM op WHERE op_no = ?")?.query_row([op_no], |row| row.get(0))?;
    serde_json::from_slice(&body).map_err(|error| unreadable(op_no, error))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::stands_in;

    /// Hands out a few bytes at a time, as a slow drive may.
    struct Trickle<'a>(&'a [u8], usize);

    impl Read for Trickle<'_> {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            let count = self.1.min(into.len()).min(self.0.len());
            let (now, later) = self.0.split_at(count);
            into[..count].copy_from_slice(now);
            self.0 = later;
            Ok(count)
        }
    }

    #[test]
    fn a_text_is_found_across_the_pieces_of_a_file_wherever_it_stands() {
        let needle = b"Zebedee";
        for at in 0..40 {
            let mut bytes = vec![b'Z'; at];
            bytes.extend_from_slice(needle);
            bytes.extend_from_slice(b"ebede");
            for step in 1..20 {
                assert!(
                    stands_in(&mut Trickle(&bytes, step), needle).unwrap(),
                    "at {at}, {step} bytes a read"
                );
                let without = &bytes[..at + needle.len() - 1];
                assert!(
                    !stands_in(&mut Trickle(without, step), needle).unwrap(),
                    "at {at}, {step} bytes a read"
                );
            }
        }
        assert!(!stands_in(&mut Trickle(b"", 1), needle).unwrap());
    }

    #[test]
    fn a_text_is_found_where_two_whole_pieces_meet() {
        for before in [super::PIECE_BYTES - 3, super::PIECE_BYTES, 2 * super::PIECE_BYTES - 9] {
            let mut bytes = vec![0; before];
            bytes.extend_from_slice(b"Zebedee");
            bytes.resize(3 * super::PIECE_BYTES, 0);
            assert!(stands_in(&mut bytes.as_slice(), b"Zebedee").unwrap(), "after {before} bytes");
        }
    }
}
