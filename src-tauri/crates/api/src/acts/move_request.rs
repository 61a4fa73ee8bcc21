//! A request moves to another state.

use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::request_flow::{self, Standing};
use keepalive_domain::roles::Deed;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_domain::words::{RequestFactKind, RequestState};
use keepalive_store::Thing;

use super::{Act, Done, title_of};
use crate::types::{MoveInput, Saved};
use crate::{ApiError, ApiResult, App};

impl App {
    /// Moves a request to another state; with `told`, notes in the same act that the requester was told. Reopening one
    /// that was merged takes the merge apart.
    ///
    /// # Errors
    /// [`crate::ErrorCode::MoveRefused`] with the reason as hint; `into` missing or not a request; an instant
    /// ahead of now or before the request's last change; patient data in the reason.
    pub fn move_request(&self, input: MoveInput) -> ApiResult<Saved> {
        self.act(Deed::Triage, input.phi_ok, move |act| move_request(act, &input))
    }
}

/// Moves one request as part of an act.
pub(super) fn move_request(act: &mut Act<'_, '_>, input: &MoveInput) -> ApiResult<Done> {
    let request = act.thing(Kind::Request, input.id.0)?;
    let now_ms = act.moment.now_ms;
    if input.at.is_some_and(|at| at > now_ms) {
        return Err(ApiError::invalid("at", "in_the_future", "This has not happened yet."));
    }
    let standing = act.write.read().request_standing(request.id)?;
    // Without a typed instant it happens after what happened before it, whatever the clock says: one that was set
    // back refuses no work. A millisecond later, as equal instants would stand by identity, which such a clock made.
    let behind = standing.as_ref().map(|s| s.since_ms).filter(|since| *since > now_ms);
    let at = input.at.unwrap_or_else(|| behind.map_or(now_ms, |since| since.saturating_add(1)));
    let state = standing.as_ref().map_or(RequestState::New, |s| s.state);
    if standing.as_ref().is_some_and(|s| at < s.since_ms) {
        let message = "The request came into its present state after that. Correct that first.";
        return Err(ApiError::invalid("at", "before_last_change", message));
    }
    let reason = input.reason.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let tells = input.told == Some(true);
    let told =
        tells || standing.as_ref().is_some_and(|s| request_flow::was_told(s.state, s.since_ms, s.told_ms));
    request_flow::may_move(Standing { state, requester_told: told }, input.state, reason.is_some())?;
    if state == RequestState::Merged
        && input.state == RequestState::Reopened
        && let Some(done) = take_apart(act, &request)?
    {
        return Ok(done);
    }
    let into = input.into.filter(|_| input.state == RequestState::Merged);
    if let Some(into) = into {
        refuse_merged(act, into.0)?;
    }

    if tells {
        act.set(
            Change::of(Kind::RequestFact, act.write.new_id())
                .with("request", request.id)
                .with("at", Value::Instant(at))
                .with("fact", RequestFactKind::ToldRequester.word())
                .with_some("by", act.moment.desk),
        );
    }
    act.set(
        Change::of(Kind::RequestState, act.write.new_id())
            .with("request", request.id)
            .with("at", Value::Instant(at))
            .with("state", input.state.word())
            .with_some("by", act.moment.desk)
            .with_some("reason", reason)
            .with_some("into", input.into.map(|into| into.0)),
    );
    let done = match into.map(|into| act.write.get(into.0)).transpose()?.flatten() {
        Some(into) => Done::named("merged", ["1".to_owned(), title_of(&into), title_of(&request)]),
        None => Done::named("moved", [title_of(&request), input.state.word().to_owned()]),
    };
    Ok(done.about(request.id))
}

/// Takes the latest merge of a request out of the log, so that it stands as it did before: the same state, age,
/// promises and turn, as if it had never been merged. Who did it and when stays in the history. `None` where it came
/// into the log merged: then nothing stood before, and it is reopened.
fn take_apart(act: &mut Act<'_, '_>, request: &Thing) -> ApiResult<Option<Done>> {
    let states = act.write.read().request_states(request.id)?;
    let [.., _, merge] = states.as_slice() else { return Ok(None) };
    act.set(Change::of(Kind::RequestState, merge.id).with("deleted", true));
    Ok(Some(Done::named("taken_apart", [title_of(request)]).about(request.id)))
}

/// Two requests merged into each other would both be gone: what one merges into must stand for itself.
fn refuse_merged(act: &Act<'_, '_>, into: EntityId) -> ApiResult<()> {
    let standing = act.write.read().request_standing(into)?;
    if standing.is_none_or(|standing| standing.state != RequestState::Merged) {
        return Ok(());
    }
    let message = "That request was itself merged. Choose the one it went into.";
    Err(ApiError::invalid("into", "itself_merged", message))
}
