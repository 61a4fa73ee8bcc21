//! New things of the story and their identities.

use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use crate::plan::noon_ms;

/// A thing with the clinic's own key.
pub(crate) fn keyed(kind: Kind, key: &str) -> Change {
    Change::of(kind, EntityId::named(kind.name(), &[key])).with("key", key)
}

/// A row without a key; `what` must be its own among rows of the kind and day.
pub(crate) fn row(kind: Kind, day: Day, what: &str) -> Change {
    Change::of(kind, EntityId::of_row(kind.name(), noon_ms(day), &["sample", what], 0))
}

/// A set element: what it joins is what it is.
pub(crate) fn element(kind: Kind, parts: &[EntityId]) -> Change {
    let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    Change::of(kind, EntityId::named(kind.name(), &parts))
}

/// A decimal number from hundredths: one division, the same on every machine.
#[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
pub(crate) fn hundredths(n: i64) -> Value {
    Value::Real(n as f64 / 100.0)
}
