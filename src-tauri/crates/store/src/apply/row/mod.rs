//! One row of a read table: its registers read, merged and written back.

mod sql;
mod stored;

use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use rusqlite::OptionalExtension;

use super::extra::Extra;
use super::session::{Known, Session, Statement};
use super::stamps::{Stamp, Stamps};
use crate::derive::Standing;
use crate::entity::EntityNo;
use crate::error::Result;
use crate::tables::{FieldMask, Layout};
use sql::{find_sql, insert_sql, select_sql, update_sql};
use stored::{Read, bind};

/// A row, as far as it was read.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) kind: Kind,
    /// Values by field position; those not read are null.
    pub(crate) values: Vec<Value>,
    pub(crate) extra: Extra,
    /// `None` while the row does not exist.
    stamps: Option<Stamps>,
    written: FieldMask,
    extra_written: bool,
}

impl Row {
    /// A row that does not exist yet.
    pub(crate) fn new(kind: Kind) -> Self {
        let values = vec![Value::Null; Layout::of(kind).fields.len()];
        Self { kind, values, extra: Extra::default(), stamps: None, written: 0, extra_written: false }
    }

    /// Reads these fields of a thing's row; a new row if there is none.
    pub(crate) fn load(session: &mut Session<'_>, kind: Kind, no: EntityNo, mask: FieldMask) -> Result<Self> {
        let statement = session.statement((Statement::Select, kind, mask), || select_sql(kind, mask))?;
        let found = statement.query_row([no], |stored| Read::of(stored, kind, mask)).optional()?;
        found.map_or_else(|| Ok(Self::new(kind)), |read| read.row(session))
    }

    /// Reads these fields of the thing with this identity, with what is known of it; a new row if there is none.
    ///
    /// A thing that has a row is found by the index of identities and its row alone. A bulk edit meets so many
    /// that reading each one's line of `entity`, too, drove the rows themselves out of the page cache: the row's
    /// default stamp already says which op made it.
    pub(crate) fn find(
        session: &mut Session<'_>,
        kind: Kind,
        id: EntityId,
        mask: FieldMask,
    ) -> Result<(Option<Known>, Self)> {
        if session.remembered(id).is_none() {
            let statement = session.statement((Statement::Find, kind, mask), || find_sql(kind, mask))?;
            let found =
                statement.query_row([id.bytes()], |stored| Read::of(stored, kind, mask)).optional()?;
            if let Some(read) = found {
                let no = read.no;
                let row = read.row(session)?;
                let known = Known { no, born: row.stamps.as_ref().map(|stamps| stamps.made_by().op_no) };
                session.remember(id, known);
                return Ok((Some(known), row));
            }
        }
        match session.known(id)? {
            Some(known) if known.set_before() => {
                Ok((Some(known), Self::load(session, kind, known.no, mask)?))
            }
            known => Ok((known, Self::new(kind))),
        }
    }

    /// Whether the row stands in its table.
    pub(crate) const fn exists(&self) -> bool {
        self.stamps.is_some()
    }

    /// The field's value, also where no column can hold it.
    pub(crate) fn value(&self, at: usize) -> Value {
        match self.extra.get(Layout::of(self.kind).fields[at].name) {
            Some((json, _)) => Value::Unknown(json.clone()),
            None => self.values[at].clone(),
        }
    }

    /// Whether the field already has this value.
    pub(crate) fn has(&self, at: usize, value: &Value) -> bool {
        match self.extra.get(Layout::of(self.kind).fields[at].name) {
            Some((json, _)) => matches!(value, Value::Unknown(other) if other == json),
            None => self.values[at] == *value,
        }
    }

    /// Where the field's value comes from; `None` if it was never set. The field must have been read.
    pub(crate) fn register(&self, at: usize) -> Option<Stamp> {
        if let Some((_, stamp)) = self.extra.get(Layout::of(self.kind).fields[at].name) {
            return Some(*stamp);
        }
        self.stamps.as_ref()?.of(at, !self.values[at].is_null())
    }

    /// Sets a field that has a column, if it can hold the value, else its extra register.
    pub(crate) fn put(&mut self, at: usize, value: Value, stamp: Stamp) {
        let name = Layout::of(self.kind).fields[at].name;
        self.written |= 1 << at;
        let value = match value {
            Value::Unknown(json) => {
                self.extra.put(name, json, stamp);
                self.extra_written = true;
                Value::Null
            }
            value => {
                self.extra_written |= self.extra.remove(name);
                value
            }
        };
        self.stamps.get_or_insert_with(|| Stamps::all(stamp)).put(at, stamp, !value.is_null());
        self.values[at] = value;
    }

    /// Sets a field this version does not know.
    pub(crate) fn put_extra(&mut self, field: &str, value: serde_json::Value, stamp: Stamp) {
        self.stamps.get_or_insert_with(|| Stamps::all(stamp));
        self.extra.put(field, value, stamp);
        self.extra_written = true;
    }

    /// Fields set since the row was read.
    pub(crate) const fn written(&self) -> FieldMask {
        self.written
    }

    /// Whether this field was set since the row was read.
    pub(crate) fn wrote(&self, field: &str) -> bool {
        self.written & Layout::of(self.kind).mask(&[field]) != 0
    }

    /// Writes what was set; of a new request also where it stands, if that is known already.
    pub(crate) fn save(
        &self,
        session: &mut Session<'_>,
        no: EntityNo,
        existed: bool,
        standing: Option<&Standing>,
    ) -> Result<()> {
        let Some(stamps) = &self.stamps else { return Ok(()) };
        if self.written == 0 && !self.extra_written {
            return Ok(());
        }
        let layout = Layout::of(self.kind);
        let (key, mask, with_extra) = match (existed, self.extra_written) {
            (false, _) if standing.is_some() => (Statement::InsertStanding, layout.all(), true),
            (false, _) => (Statement::Insert, layout.all(), true),
            (true, true) => (Statement::UpdateWithExtra, self.written, true),
            (true, false) => (Statement::Update, self.written, false),
        };
        // References get their numbers first: that may insert, too.
        let numbers: Vec<Option<EntityNo>> = layout
            .positions(mask)
            .map(|at| match &self.values[at] {
                Value::Ref(id) => session.number_of(*id).map(Some),
                _ => Ok(None),
            })
            .collect::<Result<_>>()?;
        let statement = session.statement((key, self.kind, mask), || match key {
            Statement::Insert => insert_sql(self.kind, &[]),
            Statement::InsertStanding => insert_sql(self.kind, Standing::COLUMNS),
            _ => update_sql(self.kind, mask, with_extra),
        })?;
        statement.raw_bind_parameter(1, no)?;
        statement.raw_bind_parameter(2, stamps.encode())?;
        let mut place = 3;
        if with_extra {
            statement.raw_bind_parameter(place, self.extra.encode())?;
            place += 1;
        }
        for (at, number) in layout.positions(mask).zip(numbers) {
            bind(statement, &mut place, layout.fields[at].ty, &self.values[at], number)?;
        }
        for value in standing.iter().flat_map(|standing| standing.values()) {
            statement.raw_bind_parameter(place, value)?;
            place += 1;
        }
        statement.raw_execute()?;
        Ok(())
    }
}
