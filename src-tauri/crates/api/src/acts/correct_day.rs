//! The day of a state change or of a dated fact, corrected; every clock follows, for clocks are derived.

use keepalive_domain::ops::Change;
use keepalive_domain::roles::Deed;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use super::{Act, Done, title_of};
use crate::types::{CorrectDayInput, InstantMs, Saved};
use crate::{ApiError, ApiResult, App};

impl App {
    /// Puts a state change or a dated fact of a request on another day, at the same time of day.
    ///
    /// A state change stays between the ones before and after it: their order is what the request went through.
    ///
    /// # Errors
    /// No such row, a day ahead of now, or a state change that would come before the one before it or after the
    /// one after it.
    pub fn correct_day(&self, input: CorrectDayInput) -> ApiResult<Saved> {
        self.act(Deed::Triage, input.phi_ok, move |act| {
            act.because(input.why.clone());
            correct_day(act, &input)
        })
    }
}

fn correct_day(act: &mut Act<'_, '_>, input: &CorrectDayInput) -> ApiResult<Done> {
    let row = act
        .write
        .get(input.id.0)?
        .filter(|thing| matches!(thing.kind, Kind::RequestState | Kind::RequestFact) && !thing.is_deleted());
    let row = row.ok_or_else(|| ApiError::not_found("request_state"))?;
    let (Some(request), Value::Instant(was)) = (row.field("request").as_ref_id(), row.field("at")) else {
        return Err(ApiError::not_found("request"));
    };
    let request = act.thing(Kind::Request, request)?;
    let zone = act.moment.zone;
    // Clocks are changed early in the day, so the distance to the day's end keeps the time of day.
    let to_the_end = zone.day_end(zone.local_day(*was)) - was;
    let begins = zone.day_start(input.day);
    let last = (zone.day_end(input.day) - 1).max(begins);
    if begins > act.moment.now_ms {
        return Err(ApiError::invalid("day", "in_the_future", "This has not happened yet."));
    }
    let mut at = (zone.day_end(input.day) - to_the_end).clamp(begins, last).min(act.moment.now_ms);
    if row.kind == Kind::RequestState {
        let states = act.write.read().request_states(request.id)?;
        let place = states.iter().position(|state| state.id == row.id);
        let before = place.and_then(|place| states.get(place.checked_sub(1)?)).map(|state| state.at_ms);
        let after = place.and_then(|place| states.get(place + 1)).map(|state| state.at_ms);
        at = between(at, (begins, last), before, after)?;
    }
    let mut corrected = Change::of(row.kind, row.id).with("at", Value::Instant(at));
    // Now somebody says the day. That nobody had said it stays known: a file that says another day later speaks of this state,
    // and of no second one.
    if row.field("undated").is_yes() {
        corrected = corrected.with("undated", false);
    }
    act.set(corrected);
    Ok(Done::named("corrected_day", [title_of(&request), input.day.to_string()]).about(request.id))
}

/// The instant on the day that keeps the order, if there is one.
fn between(
    at: InstantMs,
    (begins, last): (InstantMs, InstantMs),
    before: Option<InstantMs>,
    after: Option<InstantMs>,
) -> ApiResult<InstantMs> {
    if before.is_some_and(|before| before > last) || after.is_some_and(|after| after < begins) {
        let message = "The change before or after it stands in the way. Correct that one first.";
        return Err(ApiError::invalid("day", "out_of_order", message));
    }
    let at = before.map_or(at, |before| at.max(before));
    Ok(after.map_or(at, |after| at.min(after)))
}
