//! The keys things are called by in an export.

use std::collections::{HashMap, HashSet};

use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::{FieldType, Value};

use super::export::Record;
use super::layout::TABLES;
use crate::problem::ExportError;

/// Hexadecimal digits of an identity that make a key: 48 random bits, short enough to read out.
const KEY_DIGITS: usize = 12;

/// Every key of a record: the clinic's own, or one made from the identity.
#[derive(Debug, Default)]
pub(super) struct Keys {
    by_id: HashMap<EntityId, String>,
}

impl Keys {
    pub(super) fn of(record: &dyn Record) -> Result<Self, ExportError> {
        let mut keys = Self::default();
        for table in TABLES.iter().filter(|table| table.kind.has_key()) {
            let mut taken = HashSet::new();
            record.each(table.kind, &mut |id, fields| {
                let own = fields.get("key").and_then(Value::as_text).map(str::to_owned);
                let mut key = own.unwrap_or_else(|| made(table.kind, id));
                // Two desks may have given the same key; capitals do not tell keys apart.
                if !taken.insert(key.to_lowercase()) {
                    key = format!("{key}~{}", digits(id));
                    taken.insert(key.to_lowercase());
                }
                keys.by_id.insert(id, key);
                Ok(())
            })?;
        }
        record.each(Kind::Site, &mut |id, fields| {
            if let Some(name) = fields.get("name").and_then(Value::as_text) {
                keys.by_id.insert(id, name.to_owned());
            }
            Ok(())
        })?;
        Ok(keys)
    }

    /// Whether the thing is part of the export.
    pub(super) fn has(&self, id: EntityId) -> bool {
        self.by_id.contains_key(&id)
    }

    /// The key of a thing of this kind.
    pub(super) fn of_thing(&self, kind: Kind, id: EntityId) -> String {
        self.by_id.get(&id).cloned().unwrap_or_else(|| made(kind, id))
    }

    /// What a reference is written as. Somebody who is gone keeps a name of their own, so that voices stay
    /// distinct; anything else that is gone is left empty.
    pub(super) fn of_reference(&self, id: EntityId, ty: FieldType) -> String {
        match (self.by_id.get(&id), ty) {
            (Some(key), _) => key.clone(),
            (None, FieldType::RefOrText(kind)) => made(kind, id),
            (None, _) => String::new(),
        }
    }
}

fn made(kind: Kind, id: EntityId) -> String {
    format!("{}-{}", &kind.name()[..1], digits(id))
}

fn digits(id: EntityId) -> String {
    let hex = id.uuid().simple().to_string();
    hex[hex.len() - KEY_DIGITS..].to_owned()
}
