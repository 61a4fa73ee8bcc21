//! Several requests go into one, as one act.

use std::collections::BTreeSet;

use keepalive_domain::roles::Deed;
use keepalive_domain::schema::Kind;
use keepalive_domain::words::RequestState;

use super::move_request::move_request;
use super::trash::MOST_THINGS_PER_ACT;
use super::{Done, title_of};
use crate::types::{MergeInput, MoveInput, Saved};
use crate::{ApiError, ApiResult, App, ErrorCode};

impl App {
    /// Merges requests into one: what [`App::move_request`] does to one of them is done to each, in one act with one undo.
    /// Each can still be taken apart by itself.
    ///
    /// # Errors
    /// As [`App::move_request`]; one that cannot be merged stops all, and is named.
    pub fn merge_requests(&self, input: MergeInput) -> ApiResult<Saved> {
        if input.ids.is_empty() || input.ids.len() > MOST_THINGS_PER_ACT {
            let message = format!("Between 1 and {MOST_THINGS_PER_ACT} requests.");
            return Err(ApiError::invalid("ids", "out_of_range", message));
        }
        self.act(Deed::Triage, None, move |act| {
            let into = act.thing(Kind::Request, input.into.0)?;
            let mut merged = BTreeSet::new();
            let mut titles = Vec::new();
            for id in input.ids {
                // Named twice is merged once.
                if !merged.insert(id.0) {
                    continue;
                }
                let request = act.thing(Kind::Request, id.0)?;
                let step = MoveInput { into: Some(input.into), ..MoveInput::to(id.0, RequestState::Merged) };
                move_request(act, &step).map_err(|error| match error.code {
                    ErrorCode::MoveRefused => ApiError {
                        message: format!("“{}”: {}", title_of(&request), error.message),
                        ..error.about("ids")
                    },
                    _ => error,
                })?;
                titles.push(title_of(&request));
            }
            let count = titles.len().to_string();
            Ok(Done::named("merged", [count, title_of(&into), titles.swap_remove(0)]).about(into.id))
        })
    }
}
