//! An occurrence as the rollup counts it.

use keepalive_domain::ids::EntityId;
use keepalive_domain::minutes::Minutes;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use crate::tables::Layout;

/// An occurrence that counts: not deleted, of a workaround, at an instant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Happening {
    pub(crate) workaround: EntityId,
    pub(crate) at_ms: i64,
    /// `None` = untimed, or an amount no entry may claim.
    pub(crate) minutes: Option<Minutes>,
    /// How many times; never negative.
    pub(crate) times: i64,
}

impl Happening {
    /// From a whole occurrence row; `None` if it does not count.
    pub(crate) fn of(values: &[Value]) -> Option<Self> {
        let layout = Layout::of(Kind::Occurrence);
        let field = |name| layout.position(name).and_then(|at| values.get(at));
        if field("deleted").is_some_and(Value::is_yes) {
            return None;
        }
        let (Some(Value::Ref(workaround)), Some(Value::Instant(at_ms))) = (field("workaround"), field("at"))
        else {
            return None;
        };
        let minutes = field("minutes").and_then(Value::as_number);
        let count = if let Some(Value::Int(count)) = field("count") { Some(*count) } else { None };
        Some(Self { workaround: *workaround, at_ms: *at_ms, minutes: timed(minutes), times: times(count) })
    }
}

/// The minutes of an occurrence.
pub(crate) fn timed(minutes: Option<f64>) -> Option<Minutes> {
    minutes.and_then(Minutes::from_f64)
}

/// How often an occurrence counts: once where it does not say.
pub(crate) fn times(count: Option<i64>) -> i64 {
    count.unwrap_or(1).clamp(0, i64::from(u32::MAX))
}
