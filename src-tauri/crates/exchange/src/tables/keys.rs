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
        let mut own = Vec::new();
        let mut times: HashMap<(Kind, String), usize> = HashMap::new();
        for table in TABLES.iter().filter(|table| table.kind.has_key()) {
            record.each(table.kind, &mut |id, fields| {
                let key = fields.get("key").and_then(Value::as_text).map(str::to_owned);
                let key = key.unwrap_or_else(|| made(table.kind, id));
                *times.entry((table.kind, key.to_lowercase())).or_default() += 1;
                own.push((table.kind, id, key));
                Ok(())
            })?;
        }
        let voiced = Voiced::of(record, &own)?;
        let mut taken = HashSet::new();
        for (kind, id, mut key) in own {
            // Two desks may have given the same key; capitals do not tell keys apart.
            let lower = key.to_lowercase();
            if times.get(&(kind, lower.clone())).is_some_and(|times| *times > 1)
                || voiced.confuses(kind, &lower)
            {
                let marked = format!("{key}~{}", id.mark());
                key = if taken.insert((kind, marked.to_lowercase())) {
                    marked
                } else {
                    format!("{key}~{}", digits(id))
                };
            }
            keys.by_id.insert(id, key);
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

/// Keys under which somebody's voice stands, of requests and of workarounds: a voice names its item by the key alone.
#[derive(Debug, Default)]
struct Voiced {
    requests: HashSet<String>,
    heard: HashSet<String>,
}

impl Voiced {
    fn of(record: &dyn Record, own: &[(Kind, EntityId, String)]) -> Result<Self, ExportError> {
        let mut items = HashSet::new();
        record.each(Kind::Voice, &mut |_, fields| {
            items.extend(fields.get("item").and_then(Value::as_ref_id));
            Ok(())
        })?;
        let mut voiced = Self::default();
        for (kind, id, key) in own {
            if *kind == Kind::Request {
                voiced.requests.insert(key.to_lowercase());
            }
            if items.contains(id) {
                voiced.heard.insert(key.to_lowercase());
            }
        }
        Ok(voiced)
    }

    /// Whether a voice could mean this workaround or a request of the same key. Then the workaround's is told apart, and
    /// the request's stands alone. Everywhere else the table says which kind is meant, and keys stay as they are.
    fn confuses(&self, kind: Kind, key: &str) -> bool {
        kind == Kind::Workaround && self.requests.contains(key) && self.heard.contains(key)
    }
}

fn made(kind: Kind, id: EntityId) -> String {
    format!("{}-{}", &kind.name()[..1], digits(id))
}

fn digits(id: EntityId) -> String {
    let hex = id.uuid().simple().to_string();
    hex[hex.len() - KEY_DIGITS..].to_owned()
}
