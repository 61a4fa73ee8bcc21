//! A thing as it stands inside a write.

use std::collections::BTreeMap;

use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use crate::apply::Row;
use crate::tables::Layout;

/// A thing as it stands inside a write.
#[derive(Debug, Clone, PartialEq)]
pub struct Thing {
    /// Its identity.
    pub id: EntityId,
    /// Its kind.
    pub kind: Kind,
    /// Its fields that hold a value; unknown ones are left out.
    pub fields: BTreeMap<String, Value>,
}

impl Thing {
    /// From a row of which all fields were read.
    pub(crate) fn of(id: EntityId, row: &Row) -> Self {
        let layout = Layout::of(row.kind);
        let values =
            layout.fields.iter().enumerate().map(|(at, field)| (field.name.to_owned(), row.value(at)));
        Self { id, kind: row.kind, fields: values.filter(|(_, value)| !value.is_null()).collect() }
    }

    /// The value of a field; [`Value::Null`] where nothing is known.
    #[must_use]
    pub fn field(&self, name: &str) -> &Value {
        self.fields.get(name).unwrap_or(&Value::Null)
    }

    /// Whether it was deleted.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        self.field("deleted").is_yes()
    }
}
