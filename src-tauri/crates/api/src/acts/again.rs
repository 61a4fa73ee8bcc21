//! "It happened again."

use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::roles::Deed;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_domain::words::Break;
use keepalive_store::Thing;

use super::items::{link_id, not_ahead, voice};
use super::{Act, Done, title_of};
use crate::types::{AgainInput, Day, Saved};
use crate::{ApiError, ApiResult, App, ErrorCode};

impl App {
    /// On a workaround: one more occurrence. On a request: "me too" of whoever is at this desk, and an
    /// occurrence of the workaround it is meant to end, if exactly one is in use. Minutes and times are never
    /// dropped: where none is in use they make one, linked to the request, as a line of quick capture does.
    ///
    /// # Errors
    /// Minutes or count out of range; no such item; a request without such a workaround while nobody said who
    /// is at this desk; minutes or times on a request with several workarounds in use (hint
    /// `several_workarounds`).
    pub fn again(&self, input: AgainInput) -> ApiResult<Saved> {
        self.act(Deed::Log, None, move |act| again(act, input))
    }
}

fn again(act: &mut Act<'_, '_>, input: AgainInput) -> ApiResult<Done> {
    let item = act.item(input.id.0)?;
    let count = input.count.unwrap_or(1);
    let at = not_ahead(act, input.at)?;
    let day = act.moment.zone.local_day(input.at.unwrap_or(act.moment.now_ms));
    let workaround = match item.kind {
        Kind::Request => of_request(act, &item, day, input.minutes.is_some() || count > 1)?,
        _ => Some(item.id),
    };
    if let Some(workaround) = workaround {
        occurrence(act, workaround, at, input.minutes, count);
    }
    let mut code = "again";
    if item.kind == Kind::Request {
        if let Some(desk) = act.moment.desk {
            let counted = act.write.read().voices(item.id)?.iter().any(|voice| voice.who.id == Some(desk));
            voice(act, input.id, None, false)?;
            if counted && workaround.is_none() {
                code = "already_counted";
            }
        } else if workaround.is_none() {
            let message = "Say who is at this desk first, in Settings: a request counts people.";
            return Err(ApiError::new(ErrorCode::NobodyAtDesk, message));
        }
    }
    let key = item.field("key").as_text().map(str::to_owned);
    Ok(Done::named(code, [title_of(&item), count.to_string()]).about(item.id).keyed(key))
}

/// The workaround in use on `day` that a request is meant to end. Where there is none and something was `counted`, one is
/// made of the request's own words.
fn of_request(
    act: &mut Act<'_, '_>,
    request: &Thing,
    day: Day,
    counted: bool,
) -> ApiResult<Option<EntityId>> {
    let only = act.write.read().only_active_workaround(request.id, day)?;
    if only.is_some() || !counted {
        return Ok(only);
    }
    let linked = act.write.read().linked_workarounds(request.id)?;
    if linked.iter().any(|row| row.ended.is_none_or(|ended| ended > day)) {
        let message = "Several workarounds stand in for this request. Say it of the one that happened.";
        return Err(ApiError::invalid("id", "several_workarounds", message));
    }
    let (id, key) = (act.write.new_id(), act.write.next_number()?);
    let copied = |change: Change, field: &str| match request.field(field) {
        Value::Null => change,
        value => change.with(field, value.clone()),
    };
    let mut change = Change::of(Kind::Workaround, id)
        .with("key", key)
        .with("title", title_of(request))
        .with("break", Break::Drift.word())
        .with("started", day);
    for field in ["area", "system", "owner", "safety"] {
        change = copied(change, field);
    }
    act.set(change);
    let link = Change::of(Kind::Link, link_id(request.id, id));
    act.set(link.with("request", request.id).with("workaround", id));
    Ok(Some(id))
}

/// Adds an occurrence to the act.
pub(super) fn occurrence(
    act: &mut Act<'_, '_>,
    workaround: EntityId,
    at: Value,
    minutes: Option<f64>,
    count: u32,
) {
    let change = Change::of(Kind::Occurrence, act.write.new_id())
        .with("workaround", workaround)
        .with("at", at)
        .with_some("person", act.moment.desk)
        .with_some("minutes", minutes.map(Value::Real))
        .with("count", Value::Int(i64::from(count)));
    act.set(change);
}
