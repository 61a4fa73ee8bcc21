//! One row of a read table: its registers read, merged and written back.

use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::{FieldType, Value};
use rusqlite::{CachedStatement, OptionalExtension};

use super::extra::Extra;
use super::session::{Known, Session, Statement, unreadable};
use super::stamps::{Stamp, Stamps};
use crate::derive::Standing;
use crate::entity::EntityNo;
use crate::error::Result;
use crate::tables::{FieldMask, Layout};

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

/// A row as its table holds it: what refers to other things still by their numbers.
struct Read {
    no: EntityNo,
    row: Row,
    /// `None` where damaged.
    stamps: Option<Stamps>,
    /// `None` where damaged.
    extra: Option<Extra>,
    /// By field position.
    references: Vec<(usize, EntityNo)>,
}

impl Read {
    /// From the columns of [`select_sql`].
    fn of(stored: &rusqlite::Row<'_>, kind: Kind, mask: FieldMask) -> rusqlite::Result<Self> {
        let layout = Layout::of(kind);
        let mut read = Self {
            no: stored.get(0)?,
            row: Row::new(kind),
            stamps: Stamps::decode(stored.get_ref(1)?.as_blob()?),
            extra: stored.get_ref(2)?.as_str_or_null()?.map_or(Some(Extra::default()), Extra::decode),
            references: Vec::new(),
        };
        let mut column = 3;
        for at in layout.positions(mask) {
            match read_value(stored, &mut column, layout.fields[at].ty)? {
                Stored::Value(value) => read.row.values[at] = value,
                Stored::Reference(no) => read.references.push((at, no)),
            }
        }
        Ok(read)
    }

    /// The row with what it refers to.
    fn row(self, session: &mut Session<'_>) -> Result<Row> {
        let Self { no, mut row, stamps, extra, references } = self;
        let (Some(stamps), Some(extra)) = (stamps, extra) else {
            return Err(unreadable(0, format!("the {} row {} is damaged", row.kind, no.0)));
        };
        row.stamps = Some(stamps);
        row.extra = extra;
        for (at, no) in references {
            row.values[at] = Value::Ref(session.id_of(no)?);
        }
        Ok(row)
    }
}

/// A stored value, or the number of the thing it refers to.
enum Stored {
    Value(Value),
    Reference(EntityNo),
}

/// Reads one field from its column or columns.
fn read_value(row: &rusqlite::Row<'_>, column: &mut usize, ty: FieldType) -> rusqlite::Result<Stored> {
    let at = *column;
    *column += 1;
    Ok(match ty {
        FieldType::Text | FieldType::LongText | FieldType::Word(_) => {
            Stored::Value(row.get::<_, Option<String>>(at)?.into())
        }
        FieldType::Date => Stored::Value(row.get::<_, Option<chrono::NaiveDate>>(at)?.into()),
        FieldType::Bool => Stored::Value(row.get::<_, Option<bool>>(at)?.into()),
        FieldType::Int => Stored::Value(row.get::<_, Option<i64>>(at)?.map_or(Value::Null, Value::Int)),
        FieldType::Instant => {
            Stored::Value(row.get::<_, Option<i64>>(at)?.map_or(Value::Null, Value::Instant))
        }
        FieldType::Real => Stored::Value(row.get::<_, Option<f64>>(at)?.map_or(Value::Null, Value::Real)),
        FieldType::Ref(_) | FieldType::Item => reference(row.get(at)?),
        FieldType::RefOrText(_) => {
            *column += 1;
            match row.get(at)? {
                Some(no) => Stored::Reference(no),
                None => Stored::Value(row.get::<_, Option<String>>(at + 1)?.into()),
            }
        }
    })
}

fn reference(no: Option<EntityNo>) -> Stored {
    no.map_or(Stored::Value(Value::Null), Stored::Reference)
}

/// Binds one field to its column or columns.
fn bind(
    statement: &mut CachedStatement<'_>,
    place: &mut usize,
    ty: FieldType,
    value: &Value,
    number: Option<EntityNo>,
) -> Result<()> {
    let at = *place;
    *place += 1;
    if matches!(ty, FieldType::RefOrText(_)) {
        *place += 1;
        statement.raw_bind_parameter(at, number)?;
        statement.raw_bind_parameter(at + 1, value.as_text())?;
        return Ok(());
    }
    match value {
        Value::Null | Value::Unknown(_) => statement.raw_bind_parameter(at, rusqlite::types::Null)?,
        Value::Bool(yes) => statement.raw_bind_parameter(at, yes)?,
        Value::Int(n) | Value::Instant(n) => statement.raw_bind_parameter(at, n)?,
        Value::Real(x) => statement.raw_bind_parameter(at, x)?,
        Value::Text(text) => statement.raw_bind_parameter(at, text.as_str())?,
        Value::Date(day) => statement.raw_bind_parameter(at, day)?,
        Value::Ref(_) => statement.raw_bind_parameter(at, number)?,
    }
    Ok(())
}

fn column_names(kind: Kind, mask: FieldMask) -> Vec<String> {
    let layout = Layout::of(kind);
    let columns = layout.positions(mask).flat_map(|at| &layout.columns_of[at]);
    columns.map(|column| format!("\"{}\"", column.name)).collect()
}

fn select_sql(kind: Kind, mask: FieldMask) -> String {
    format!("SELECT {} FROM {kind} t WHERE t.no = ?", read_columns(kind, mask))
}

/// The same by identity. The index of identities ends in `no`, so `entity` itself is not read.
fn find_sql(kind: Kind, mask: FieldMask) -> String {
    format!(
        "SELECT {} FROM entity e CROSS JOIN {kind} t ON t.no = e.no WHERE e.id = ?",
        read_columns(kind, mask)
    )
}

fn read_columns(kind: Kind, mask: FieldMask) -> String {
    let mut names = ["no", "stamps", "extra"].map(|name| format!("t.{name}")).to_vec();
    names.extend(column_names(kind, mask).iter().map(|name| format!("t.{name}")));
    names.join(", ")
}

fn update_sql(kind: Kind, mask: FieldMask, with_extra: bool) -> String {
    let mut sets = vec!["stamps = ?2".to_owned()];
    if with_extra {
        sets.push("extra = ?3".to_owned());
    }
    let first = if with_extra { 4 } else { 3 };
    let columns = column_names(kind, mask);
    sets.extend(columns.iter().enumerate().map(|(n, name)| format!("{name} = ?{}", first + n)));
    format!("UPDATE {kind} SET {} WHERE no = ?1", sets.join(", "))
}

/// With these derived columns last.
fn insert_sql(kind: Kind, derived: &[&str]) -> String {
    let mut columns = column_names(kind, Layout::of(kind).all());
    columns.extend(derived.iter().map(|column| format!("\"{column}\"")));
    let places = ", ?".repeat(columns.len());
    format!("INSERT INTO {kind} (no, stamps, extra, {}) VALUES (?, ?, ?{places})", columns.join(", "))
}
