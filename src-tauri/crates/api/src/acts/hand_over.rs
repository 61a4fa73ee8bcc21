//! Everything a person owns goes to somebody else.

use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use super::{Act, Done, title_of};
use crate::types::{HandOverInput, Saved};
use crate::{ApiError, ApiResult, App};

impl App {
    /// Hands over areas, backups, open requests and workarounds in use, as one act.
    ///
    /// # Errors
    /// One of the two is not here, both are the same, or there is nothing to hand over.
    pub fn hand_over(&self, input: HandOverInput) -> ApiResult<Saved> {
        self.act(None, move |act| hand_over(act, &input))
    }
}

fn hand_over(act: &mut Act<'_, '_>, input: &HandOverInput) -> ApiResult<Done> {
    let from = act.thing(Kind::Person, input.from.0)?;
    let to = input.to.map(|to| act.thing(Kind::Person, to.0).map_err(|e| e.about("to"))).transpose()?;
    if to.as_ref().is_some_and(|to| to.id == from.id) {
        return Err(ApiError::invalid("to", "itself", "Choose somebody else."));
    }
    let carried = act.write.read().carried_by(from.id, act.moment.today)?;
    if carried.is_empty() {
        return Err(ApiError::invalid("from", "carries_nothing", "There is nothing to hand over."));
    }
    let owner = to.as_ref().map_or(Value::Null, |to| to.id.into());
    for held in &carried {
        act.set(Change::of(held.kind, held.id).with(held.field, owner.clone()));
    }
    let to_name = to.as_ref().map(title_of).unwrap_or_default();
    let args = [title_of(&from), to_name, carried.len().to_string()];
    Ok(Done::named("handed_over", args).about(from.id))
}
