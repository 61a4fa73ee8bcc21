//! Registers that have no column: fields, or values, that only a newer version understands.

use std::collections::BTreeMap;

use keepalive_domain::hlc::Hlc;
use serde_json::Value as Json;

use super::stamps::Stamp;

/// Registers by field name, stored as JSON `{field: [value, hlc, op_no]}`.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Extra(BTreeMap<String, (Json, Stamp)>);

impl Extra {
    /// Reads the stored text; `None` if it is damaged.
    pub(crate) fn decode(text: &str) -> Option<Self> {
        let stored: BTreeMap<String, (Json, i64, i64)> = serde_json::from_str(text).ok()?;
        let registers = stored
            .into_iter()
            .map(|(field, (value, hlc, op_no))| (field, (value, Stamp { hlc: Hlc::from_raw(hlc), op_no })));
        Some(Self(registers.collect()))
    }

    /// As stored; `None` if there are none.
    pub(crate) fn encode(&self) -> Option<String> {
        let stored: BTreeMap<&str, (&Json, i64, i64)> = self
            .0
            .iter()
            .map(|(field, (value, stamp))| (field.as_str(), (value, stamp.hlc.raw(), stamp.op_no)))
            .collect();
        // Maps with text keys and JSON values always serialise.
        (!self.0.is_empty()).then(|| serde_json::to_string(&stored).unwrap_or_default())
    }

    /// The register of this field.
    pub(crate) fn get(&self, field: &str) -> Option<&(Json, Stamp)> {
        self.0.get(field)
    }

    /// Sets a register.
    pub(crate) fn put(&mut self, field: &str, value: Json, stamp: Stamp) {
        self.0.insert(field.to_owned(), (value, stamp));
    }

    /// Takes a register out, because its field has a column again. Whether there was one.
    pub(crate) fn remove(&mut self, field: &str) -> bool {
        self.0.remove(field).is_some()
    }

    /// All registers, by name.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Json, Stamp)> {
        self.0.iter().map(|(field, (value, stamp))| (field.as_str(), value, *stamp))
    }
}
