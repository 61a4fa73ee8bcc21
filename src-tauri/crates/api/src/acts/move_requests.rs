//! Several requests move to one state, as one act.

use std::collections::BTreeSet;

use keepalive_domain::ids::EntityId;
use keepalive_domain::request_flow::{self, Standing};
use keepalive_domain::roles::Deed;
use keepalive_domain::schema::Kind;
use keepalive_domain::words::RequestState;
use keepalive_store::Read;

use super::move_request::move_request;
use super::trash::MOST_THINGS_PER_ACT;
use super::{Done, title_of};
use crate::types::{Id, MoveInput, MoveManyInput, MoveOfMany, MovesOfManyInput, Saved};
use crate::{ApiError, ApiResult, App};

/// The states that several can go to at once. The others need words of their own for each: a question, a reason, what it
/// was merged into, what the requester was told.
const TOGETHER: [RequestState; 6] = [
    RequestState::Triaged,
    RequestState::InProgress,
    RequestState::WaitingVendor,
    RequestState::WaitingOthers,
    RequestState::Delivered,
    RequestState::Reopened,
];

impl App {
    /// The states that requests could go to together, with how many of them may from where they stand. What is not there
    /// counts nowhere.
    ///
    /// # Errors
    /// No or too many requests; the database cannot be read.
    pub fn moves_of_many(&self, input: MovesOfManyInput) -> ApiResult<Vec<MoveOfMany>> {
        let ids = each_once(&input.ids)?;
        self.current().store.read(|read| {
            let mut moves = TOGETHER.map(|to| MoveOfMany { to, count: 0 });
            for id in ids {
                if read.kind_of(id)? != Some(Kind::Request) {
                    continue;
                }
                for possible in &mut moves {
                    possible.count += u32::from(may_go(read, id, possible.to)?.is_ok());
                }
            }
            Ok(moves.into())
        })
    }

    /// Moves those of the requests that may go there, in one act with one undo; the others stay as they are.
    ///
    /// # Errors
    /// [`ErrorCode::MoveRefused`] where none of them may, or the state takes words of its own; no such request; none or too
    /// many of them.
    pub fn move_requests(&self, input: MoveManyInput) -> ApiResult<Saved> {
        let ids = each_once(&input.ids)?;
        let state = input.state;
        if !TOGETHER.contains(&state) {
            return Err(one_at_a_time());
        }
        self.act(Deed::Triage, None, move |act| {
            let mut moved = Vec::new();
            let mut refused = None;
            for id in ids {
                let request = act.thing(Kind::Request, id)?;
                if let Err(error) = may_go(act.write.read(), id, state)? {
                    refused = Some(error);
                    continue;
                }
                move_request(act, &MoveInput::to(id, state))?;
                moved.push(request);
            }
            match (moved.as_slice(), refused) {
                ([], Some(error)) => Err(error.about("state")),
                ([only], _) => {
                    Ok(Done::named("moved", [title_of(only), state.word().to_owned()]).about(only.id))
                }
                _ => Ok(Done::named("moved_many", [moved.len().to_string(), state.word().to_owned()])),
            }
        })
    }
}

fn one_at_a_time() -> ApiError {
    ApiError::invalid("state", "one_at_a_time", "This is done to one request at a time.")
}

/// The requests without those named twice.
fn each_once(ids: &[Id]) -> ApiResult<BTreeSet<EntityId>> {
    if ids.is_empty() || ids.len() > MOST_THINGS_PER_ACT {
        let message = format!("Between 1 and {MOST_THINGS_PER_ACT} requests.");
        return Err(ApiError::invalid("ids", "out_of_range", message));
    }
    Ok(ids.iter().map(|id| id.0).collect())
}

/// Why it may not go to a state that needs no words of its own; a merge is taken apart by itself, as another act than this.
fn may_go(read: &Read<'_>, request: EntityId, to: RequestState) -> ApiResult<Result<(), ApiError>> {
    let now = read.request_standing(request)?;
    // One that came in without a state is new.
    let state = now.as_ref().map_or(RequestState::New, |now| now.state);
    if state == RequestState::Merged {
        return Ok(Err(one_at_a_time()));
    }
    let requester_told = now.is_some_and(|now| request_flow::was_told(now.state, now.since_ms, now.told_ms));
    Ok(request_flow::may_move(Standing { state, requester_told }, to, false).map_err(Into::into))
}
