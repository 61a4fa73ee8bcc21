//! Writing: acts, undo and redo inside one transaction.

pub(crate) mod acts;
mod draft;
mod foreign;
mod hanging;
mod made;
mod many;
mod origins;
mod parts;
mod record;
mod redact;
mod take_back;
mod thing;

use std::collections::BTreeSet;

use keepalive_domain::ids::{ActId, EntityId};
use keepalive_domain::schema::Kind;
use keepalive_domain::world::World;
use rusqlite::Connection;

pub use draft::{ActDraft, LeftAlone, OnScreen, Undone};
pub(crate) use foreign::{LoggedOp, apply_arrived, apply_logged, set_state};
pub(crate) use origins::Origins;
pub use parts::{Part, Parts};
pub(crate) use record::{Group, Prepared};
pub use redact::{Held, REMOVED, Redacted, holds_text};
pub use thing::Thing;

use crate::apply::{Row, Session};
use crate::derive::{self, numbers};
use crate::error::Result;
use crate::log::OwnStream;
use crate::reader::Read;
use crate::tables::Layout;

/// What a committed write gave, and what it changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Committed<T> {
    /// The closure's own result.
    pub value: T,
    /// Kinds of which something changed.
    pub changed: BTreeSet<Kind>,
    /// The things changed; a changed child (an occurrence, an estimate, a state) stands for its parent.
    pub touched: BTreeSet<EntityId>,
    /// Where the log ended before and after it: a caller that saw another end before has missed a write of
    /// another program.
    pub log: LogSpan,
}

/// Numbers of the newest op before and after a write; 0 = none yet. They hold in this file only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogSpan {
    /// Before it.
    pub before: i64,
    /// After it; the same where nothing was recorded.
    pub after: i64,
}

/// One transaction on the writer thread.
pub struct Write<'c> {
    read: Read<'c>,
    pub(crate) world: &'c dyn World,
    pub(crate) session: Session<'c>,
    pub(crate) stream: OwnStream,
    /// The letters this desk numbers under, once asked for, and the last number given out in this transaction.
    given: Option<(String, i64)>,
    /// The newest op when it began.
    newest_before: i64,
    orders: many::Orders,
}

impl<'c> Write<'c> {
    /// Inside a transaction that has begun.
    pub(crate) fn new(conn: &'c Connection, world: &'c dyn World) -> Result<Self> {
        let stream = OwnStream::load(conn, world)?;
        let read = Read { conn };
        let newest_before = read.newest_op()?;
        let (session, orders) = (Session::new(conn), many::Orders::new());
        Ok(Self { read, world, session, stream, given: None, newest_before, orders })
    }

    /// The database as this write sees it, its own acts included.
    #[must_use]
    pub const fn read(&self) -> &Read<'c> {
        &self.read
    }

    /// The thing, with its fields; `None` where nothing is known of it. Deleted things are given too.
    ///
    /// # Errors
    /// From SQLite.
    pub fn get(&self, id: EntityId) -> Result<Option<Thing>> {
        let mut session = Session::new(self.read.conn);
        let Some(known) = session.known(id)? else { return Ok(None) };
        let kind: Option<String> = self
            .read
            .conn
            .prepare_cached("SELECT kind FROM entity WHERE no = ?")?
            .query_row([known.no], |row| row.get(0))?;
        let Some(kind) = kind.as_deref().and_then(Kind::from_name) else { return Ok(None) };
        let row = Row::load(&mut session, kind, known.no, Layout::of(kind).all())?;
        Ok(Some(Thing::of(id, &row)))
    }

    /// The thing of this kind with this key ([`Read::called`]). Should two desks have given the same key, the thing with
    /// the lesser identity: enough to know that a key is taken.
    ///
    /// # Errors
    /// From SQLite.
    pub fn entity_by_key(&self, kind: Kind, key: &str) -> Result<Option<EntityId>> {
        Ok(self.read.called(kind, key)?.into_iter().next())
    }

    /// The next human number under this desk's letters, `A-0142`. No number that ever stood in the log comes again.
    ///
    /// # Errors
    /// From SQLite.
    pub fn next_number(&mut self) -> Result<String> {
        let (letters, last) = match self.given.take() {
            Some(given) => given,
            None => (numbers::letters(self.read.conn, self.stream.device())?, 0),
        };
        let number = last.max(numbers::highest(self.read.conn, &letters)?) + 1;
        let key = numbers::format(&letters, number);
        self.given = Some((letters, number));
        Ok(key)
    }

    /// A new identity (UUIDv7).
    #[must_use]
    pub fn new_id(&self) -> EntityId {
        EntityId::new_v7(self.world.now_ms(), self.world.random())
    }

    /// The wall clock in UTC milliseconds.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        self.world.now_ms()
    }

    /// Derives what the acts so far made stale.
    pub(crate) fn settle(&mut self) -> Result<()> {
        derive::flush(&mut self.session)?;
        self.orders.settle(self.read.conn)?;
        self.stream.save(self.read.conn)
    }

    /// What changed, for the reply.
    pub(crate) fn finish(mut self) -> Result<(BTreeSet<Kind>, BTreeSet<EntityId>, LogSpan)> {
        let touched = std::mem::take(&mut self.session.touched);
        let ids = touched.into_iter().map(|no| self.session.id_of(no)).collect::<Result<_>>()?;
        let log = LogSpan { before: self.newest_before, after: self.read.newest_op()? };
        Ok((self.session.changed, ids, log))
    }

    /// A new act's identity.
    pub(crate) fn new_act(&self) -> ActId {
        ActId::new_v7(self.world.now_ms(), self.world.random())
    }
}
