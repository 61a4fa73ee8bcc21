//! What applying ops remembers for the length of one transaction.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use keepalive_domain::ids::{DeviceId, EntityId, OpId};
use keepalive_domain::schema::Kind;
use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

use crate::derive::{Dirty, Standing};
use crate::entity::EntityNo;
use crate::error::{Result, StoreError};
use crate::search::Waiting;
use crate::tables::FieldMask;

/// What is known of an entity's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    /// Its number.
    pub(crate) no: EntityNo,
    /// The op that first set something on it; `None` while it is only named.
    pub(crate) born: Option<i64>,
}

impl Known {
    /// Whether an op set something on it already, as opposed to only naming it.
    pub(crate) const fn set_before(self) -> bool {
        self.born.is_some()
    }
}

/// One transaction's memory. Nothing here outlives the transaction: another process may write in between.
pub(crate) struct Session<'c> {
    pub(crate) conn: &'c Connection,
    /// What follows from the ops applied so far and is not derived yet.
    pub(crate) dirty: Dirty,
    /// Requests that the op being applied makes, with where they stand after it ([`super::with_states`]).
    pub(crate) born: HashMap<EntityId, Standing>,
    /// Words that are to get into the search index or out of it.
    pub(crate) waiting: Waiting,
    /// Kinds of which something changed.
    pub(crate) changed: BTreeSet<Kind>,
    /// Things changed; children stand for their parents.
    pub(crate) touched: BTreeSet<EntityNo>,
    /// What is known of things; `None` for one that was asked for and is not there.
    numbers: HashMap<EntityId, Option<Known>>,
    /// Whether everything there is stands in `numbers`.
    knows_all: bool,
    ids: HashMap<EntityNo, EntityId>,
    op_ids: HashMap<i64, OpId>,
    /// The op whose desk was asked for last, and that desk: an op writes many keys.
    desk_of: Option<(i64, DeviceId)>,
    /// Statements prepared so far. The connection keeps prepared ones, too, but finding one there by its text for
    /// every row took a tenth of a bulk edit.
    statements: HashMap<(Statement, Kind, FieldMask), CachedStatement<'c>>,
    later_op: Option<CachedStatement<'c>>,
    new_thing: Option<CachedStatement<'c>>,
}

/// What a generated statement does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Statement {
    /// Reads fields of a row by its number.
    Select,
    /// The same by the thing's identity.
    Find,
    /// Writes fields of a row and its stamps.
    Update,
    /// The same, and its extra registers.
    UpdateWithExtra,
    /// Writes a new row.
    Insert,
    /// Writes a new request with where it stands.
    InsertStanding,
}

impl<'c> Session<'c> {
    /// A session on this connection, inside a transaction.
    pub(crate) fn new(conn: &'c Connection) -> Self {
        Self {
            conn,
            dirty: Dirty::default(),
            born: HashMap::new(),
            waiting: Waiting::default(),
            changed: BTreeSet::new(),
            touched: BTreeSet::new(),
            numbers: HashMap::new(),
            knows_all: false,
            ids: HashMap::new(),
            op_ids: HashMap::new(),
            desk_of: None,
            statements: HashMap::new(),
            later_op: None,
            new_thing: None,
        }
    }

    /// What this transaction already knows of the thing, if it was asked for: there or not there.
    pub(crate) fn remembered(&self, id: EntityId) -> Option<Option<Known>> {
        self.numbers.get(&id).copied().or_else(|| self.knows_all.then_some(None))
    }

    /// Learns everything there is where that is little: an import into a new clinic then need not ask for each of its
    /// hundred thousand things whether it is there.
    pub(crate) fn learn_all_of_few(&mut self) -> Result<()> {
        /// Reading so many takes some milliseconds.
        const FEW: i64 = 20_000;
        let few: bool = self.conn.query_row(
            "SELECT count(*) <= ?1 FROM (SELECT 1 FROM entity LIMIT ?1 + 1)",
            [FEW],
            |row| row.get(0),
        )?;
        if few {
            self.learn("SELECT no, id, op_no FROM entity", params![])?;
            self.knows_all = true;
        }
        Ok(())
    }

    /// Whether everything there is is known, so that nobody need be asked.
    pub(crate) const fn knows_all(&self) -> bool {
        self.knows_all
    }

    /// Learns what the ops between these numbers made. One walk of all identities: for many ops at once.
    pub(crate) fn learn_what_came_with(&mut self, first_op: i64, last_op: i64) -> Result<()> {
        self.learn("SELECT no, id, op_no FROM entity WHERE op_no BETWEEN ? AND ?", params![first_op, last_op])
    }

    /// Keeps what this statement finds of `entity`: number, identity, first op.
    fn learn(&mut self, sql: &str, params: impl rusqlite::Params) -> Result<()> {
        let mut statement = self.conn.prepare(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            let id = EntityId::from_uuid(uuid::Uuid::from_bytes(row.get(1)?));
            self.remember(id, Known { no: row.get(0)?, born: row.get(2)? });
        }
        Ok(())
    }

    /// What is known of this thing; `None` if nothing names it yet.
    pub(crate) fn known(&mut self, id: EntityId) -> Result<Option<Known>> {
        if let Some(known) = self.remembered(id) {
            return Ok(known);
        }
        let found = self
            .conn
            .prepare_cached("SELECT no, op_no FROM entity WHERE id = ?")?
            .query_row([id.bytes()], |row| Ok(Known { no: row.get(0)?, born: row.get(1)? }))
            .optional()?;
        match found {
            Some(known) => self.remember(id, known),
            None => drop(self.numbers.insert(id, None)),
        }
        Ok(found)
    }

    /// The number of a thing that something refers to; a new one if it is not known yet.
    pub(crate) fn number_of(&mut self, id: EntityId) -> Result<EntityNo> {
        if let Some(known) = self.known(id)? {
            return Ok(known.no);
        }
        self.conn.prepare_cached("INSERT INTO entity (id) VALUES (?)")?.execute([id.bytes()])?;
        let no = EntityNo(self.conn.last_insert_rowid());
        self.remember(id, Known { no, born: None });
        Ok(no)
    }

    /// The number of a thing that an op sets fields of; the op is noted in the thing's history. What was known of
    /// it before comes with it.
    pub(crate) fn set_by(
        &mut self,
        id: EntityId,
        kind: &str,
        op_no: i64,
    ) -> Result<(EntityNo, Option<Known>)> {
        let before = self.known(id)?;
        let no = match before {
            Some(Known { no, born: Some(born) }) => {
                if born != op_no {
                    self.note_later_op(no, op_no)?;
                }
                return Ok((no, before));
            }
            Some(Known { no, born: None }) => {
                self.conn
                    .prepare_cached("UPDATE entity SET kind = ?, op_no = ? WHERE no = ?")?
                    .execute(params![kind, op_no, no])?;
                no
            }
            None => {
                let statement = match &mut self.new_thing {
                    Some(statement) => statement,
                    none => none.insert(
                        self.conn.prepare_cached("INSERT INTO entity (id, kind, op_no) VALUES (?, ?, ?)")?,
                    ),
                };
                statement.execute(params![id.bytes(), kind, op_no])?;
                EntityNo(self.conn.last_insert_rowid())
            }
        };
        self.remember(id, Known { no, born: Some(op_no) });
        Ok((no, before))
    }

    /// Keeps what was found for the rest of the transaction.
    pub(crate) fn remember(&mut self, id: EntityId, known: Known) {
        self.numbers.insert(id, Some(known));
        self.ids.insert(known.no, id);
    }

    /// The identity behind a number.
    pub(crate) fn id_of(&mut self, no: EntityNo) -> Result<EntityId> {
        if let Some(id) = self.ids.get(&no) {
            return Ok(*id);
        }
        let id = entity_id(self.conn, no)?;
        self.ids.insert(no, id);
        Ok(id)
    }

    /// The identity of an op.
    pub(crate) fn op_id(&mut self, op_no: i64) -> Result<OpId> {
        if let Some(id) = self.op_ids.get(&op_no) {
            return Ok(*id);
        }
        let bytes: [u8; 16] = self
            .conn
            .prepare_cached("SELECT op_id FROM op WHERE op_no = ?")?
            .query_row([op_no], |row| row.get(0))?;
        let id = OpId::from_uuid(uuid::Uuid::from_bytes(bytes));
        self.op_ids.insert(op_no, id);
        Ok(id)
    }

    /// The desk that wrote an op.
    pub(crate) fn desk_of(&mut self, op_no: i64) -> Result<DeviceId> {
        if let Some((_, desk)) = self.desk_of.filter(|(known, _)| *known == op_no) {
            return Ok(desk);
        }
        let bytes: [u8; 16] = self
            .conn
            .prepare_cached("SELECT device_id FROM op WHERE op_no = ?")?
            .query_row([op_no], |row| row.get(0))?;
        let desk = DeviceId::from_uuid(uuid::Uuid::from_bytes(bytes));
        self.desk_of = Some((op_no, desk));
        Ok(desk)
    }

    /// A generated statement, prepared once.
    pub(crate) fn statement(
        &mut self,
        key: (Statement, Kind, FieldMask),
        make: impl FnOnce() -> String,
    ) -> Result<&mut CachedStatement<'c>> {
        Ok(match self.statements.entry(key) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(self.conn.prepare_cached(&make())?),
        })
    }

    /// Notes in a thing's history that an op after its first set something on it.
    fn note_later_op(&mut self, no: EntityNo, op_no: i64) -> Result<()> {
        let statement = match &mut self.later_op {
            Some(statement) => statement,
            none => none.insert(
                self.conn
                    .prepare_cached("INSERT OR IGNORE INTO later_op (entity_no, op_no) VALUES (?, ?)")?,
            ),
        };
        statement.execute(params![no, op_no])?;
        Ok(())
    }
}

/// The identity behind a number.
pub(crate) fn entity_id(conn: &Connection, no: EntityNo) -> Result<EntityId> {
    let bytes: [u8; 16] =
        conn.prepare_cached("SELECT id FROM entity WHERE no = ?")?.query_row([no], |row| row.get(0))?;
    Ok(EntityId::from_uuid(uuid::Uuid::from_bytes(bytes)))
}

/// An op that cannot be read.
pub(crate) fn unreadable(op_no: i64, detail: impl ToString) -> StoreError {
    StoreError::UnreadableOp { op_no, detail: detail.to_string() }
}
