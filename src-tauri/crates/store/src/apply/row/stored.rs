//! A row as its table holds it: columns to values and back.

use keepalive_domain::schema::Kind;
use keepalive_domain::value::{FieldType, Value};
use rusqlite::CachedStatement;

use super::super::extra::Extra;
use super::super::session::{Session, unreadable};
use super::super::stamps::Stamps;
use super::Row;
use crate::entity::EntityNo;
use crate::error::Result;
use crate::tables::{FieldMask, Layout};

/// A row as its table holds it: what refers to other things still by their numbers.
pub(super) struct Read {
    pub(super) no: EntityNo,
    row: Row,
    /// `None` where damaged.
    stamps: Option<Stamps>,
    /// `None` where damaged.
    extra: Option<Extra>,
    /// By field position.
    references: Vec<(usize, EntityNo)>,
}

impl Read {
    /// From the columns of `select_sql`.
    pub(super) fn of(stored: &rusqlite::Row<'_>, kind: Kind, mask: FieldMask) -> rusqlite::Result<Self> {
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
    pub(super) fn row(self, session: &mut Session<'_>) -> Result<Row> {
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
pub(super) fn bind(
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
