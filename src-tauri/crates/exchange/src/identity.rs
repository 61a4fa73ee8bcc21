//! Which thing a row is: found again on the next import, never doubled.

use keepalive_domain::check::Fields;
use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use crate::by_hash::ByHash;
use crate::known::{Found, Known, KnownError};

/// What makes two rows without a key the same thing. The other columns are what an edited file may change.
///
/// Entries (occurrences, chases) have no such part: equal in everything is the same, and two that are equal in
/// everything are told apart by counting.
const fn same_by(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Fte => &["person", "from"],
        Kind::Estimate => &["workaround", "from"],
        Kind::Occurrence => &["workaround", "at", "person", "minutes", "count"],
        Kind::RequestState => &["request", "at", "state"],
        Kind::RequestFact => &["request", "at", "fact"],
        Kind::Promise => &["request", "clock", "made_on"],
        Kind::Chase => &["request", "at", "minutes", "person", "channel"],
        Kind::Answer => &["question", "from"],
        Kind::Pulse => &["person", "week_of"],
        _ => &[],
    }
}

/// Counts rows that are the same by their own columns, within one file.
#[derive(Debug, Default)]
pub(crate) struct Repeats {
    /// What was seen once: eight bytes a row, which is what bounds the memory of a large import.
    seen: ByHash<()>,
    /// How many more there were, for the few that repeat.
    more: ByHash<u32>,
}

impl Repeats {
    /// How many such rows came before.
    fn nth(&mut self, kind: Kind, content: &[&str]) -> u32 {
        if self.seen.insert(&(kind, content), ()) {
            return 0;
        }
        let Some(more) = self.more.get_mut(&(kind, content)) else {
            self.more.insert(&(kind, content), 1);
            return 1;
        };
        *more += 1;
        *more
    }
}

/// Whether rows of this kind are set elements.
pub(crate) const fn is_element(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Link | Kind::Voice | Kind::VendorAnswer | Kind::CandidateAnswer | Kind::QuestionWeight
    )
}

/// The identity of a set element: a link or a voice is what it joins, an answer is what it answers.
pub(crate) fn of_element(kind: Kind, fields: &Fields) -> Option<EntityId> {
    let parts: &[&str] = match kind {
        Kind::Link => &["request", "workaround"],
        Kind::Voice => &["item", "person"],
        Kind::VendorAnswer => &["system", "question"],
        Kind::CandidateAnswer => &["candidate", "question"],
        Kind::QuestionWeight => &["question"],
        _ => return None,
    };
    let parts: Vec<String> = parts.iter().map(|part| name_of(fields.get(*part))).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    Some(EntityId::named(kind.name(), &parts))
}

fn name_of(value: Option<&Value>) -> String {
    match value {
        Some(Value::Ref(id)) => id.to_string(),
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// The identity of a row without a key, and whether it is there already.
pub(crate) fn of_row(
    kind: Kind,
    fields: &Fields,
    repeats: &mut Repeats,
    known: &dyn Known,
    anything_known: bool,
) -> Result<(EntityId, Option<Found>), KnownError> {
    let names = same_by(kind);
    let at_ms = names.iter().find_map(|name| fields.get(*name).and_then(time_of)).unwrap_or(0);
    let content: Vec<String> = names.iter().map(|name| content_of(fields.get(*name))).collect();
    let content: Vec<&str> = content.iter().map(String::as_str).collect();
    let nth = repeats.nth(kind, &content);
    let nth_id = |nth| EntityId::of_row(kind.name(), at_ms, &content, nth);
    let id = nth_id(nth);
    if !anything_known {
        return Ok((id, None));
    }
    if let Some(found) = known.by_id(id)? {
        return Ok((id, Some(found)));
    }
    // Typed at a screen, exported, and now back: equal in everything, but with an identity of its own.
    let values: Vec<(&str, &Value)> =
        names.iter().map(|name| (*name, fields.get(*name).unwrap_or(&Value::Null))).collect();
    let alike = known.alike(kind, &values)?;
    if alike.is_empty() {
        return Ok((id, None));
    }
    let ours: Vec<EntityId> =
        (0..=nth.max(u32::try_from(alike.len()).unwrap_or(u32::MAX))).map(nth_id).collect();
    let mut typed = alike.iter().filter(|found| !ours.contains(&found.entity));
    let mut earlier = 0;
    for id in &ours[..nth as usize] {
        earlier += usize::from(known.by_id(*id)?.is_none());
    }
    Ok(typed.nth(earlier).map_or((id, None), |found| (found.entity, Some(*found))))
}

fn time_of(value: &Value) -> Option<i64> {
    match value {
        Value::Instant(at) => Some(*at),
        Value::Date(day) => Some(day_ms(*day)),
        _ => None,
    }
}

/// Where a day stands in the order of identities: its midnight in UTC, whatever the zone.
pub(crate) fn day_ms(day: keepalive_domain::facts::Day) -> i64 {
    day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis()
}

/// A value as it goes into an identity; for ever the same, so spelled out here.
fn content_of(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::Bool(yes)) => format!("b{yes}"),
        Some(Value::Int(n) | Value::Instant(n)) => format!("n{n}"),
        Some(Value::Real(x)) => format!("n{x}"),
        Some(Value::Text(text)) => format!("t{text}"),
        Some(Value::Date(day)) => format!("d{day}"),
        Some(Value::Ref(id)) => format!("r{id}"),
        Some(Value::Unknown(json)) => format!("u{json}"),
    }
}
