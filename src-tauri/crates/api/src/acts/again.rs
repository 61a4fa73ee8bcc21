//! "It happened again."

use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use super::items::{not_ahead, voice};
use super::{Act, Done, title_of};
use crate::types::{AgainInput, Saved};
use crate::{ApiError, ApiResult, App, ErrorCode};

impl App {
    /// On a workaround: one more occurrence. On a request: "me too" of whoever is at this desk, and an
    /// occurrence of the workaround it is meant to end, if exactly one is in use.
    ///
    /// # Errors
    /// Minutes or count out of range; no such item; a request without such a workaround while nobody said who
    /// is at this desk.
    pub fn again(&self, input: AgainInput) -> ApiResult<Saved> {
        self.act(None, move |act| again(act, input))
    }
}

fn again(act: &mut Act<'_, '_>, input: AgainInput) -> ApiResult<Done> {
    let item = act.item(input.id.0)?;
    let count = input.count.unwrap_or(1);
    let workaround = match item.kind {
        Kind::Request => act.write.read().only_active_workaround(item.id, act.moment.today)?,
        _ => Some(item.id),
    };
    if let Some(workaround) = workaround {
        let at = not_ahead(act, input.at)?;
        occurrence(act, workaround, at, input.minutes, count);
    }
    if item.kind == Kind::Request {
        if act.moment.desk.is_some() {
            voice(act, input.id, None, false)?;
        } else if workaround.is_none() {
            let message = "Say who is at this desk first, in Settings: a request counts people.";
            return Err(ApiError::new(ErrorCode::NobodyAtDesk, message));
        }
    }
    let key = item.field("key").as_text().map(str::to_owned);
    Ok(Done::named("again", [title_of(&item), count.to_string()]).about(item.id).keyed(key))
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
