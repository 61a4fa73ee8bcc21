//! Settling what two people changed at once.

use keepalive_domain::ids::OpId;
use keepalive_domain::ops;
use keepalive_domain::roles::Deed;
use keepalive_domain::schema::Kind;

use super::{saved, title_of};
use crate::types::{Saved, SettleTwoValuesInput};
use crate::{ApiError, ApiResult, App};

impl App {
    /// Keeps one of the values that two people gave a field at once. One act like any other: it is in the history and
    /// can be taken back. The text is not looked at again: it stands in the log, and its own desk let it in.
    ///
    /// # Errors
    /// Somebody settled it already, or there is no such value.
    pub fn settle_two_values(&self, input: SettleTwoValuesInput) -> ApiResult<Saved> {
        self.asks(Deed::Triage)?;
        let open = self.current();
        let desk = open.store.read(|read| self.moment(read))?.desk;
        let keep: OpId = input
            .keep
            .parse()
            .map_err(|_| ApiError::invalid("keep", "not_found", "There is no such value."))?;
        let committed = open.store.write(move |write| {
            // What a desk is there for is no matter of two texts: the later word counts, and a manager gives another role.
            let thing = write.get(input.id.0)?.filter(|thing| thing.kind != Kind::Desk);
            let thing = thing.ok_or_else(|| ApiError::not_found("thing"))?;
            let label = ops::Label::new("settled_two_values", [title_of(&thing), input.field.clone()]);
            let act = write.settle_two_values(thing.id, &input.field, keep, desk, &label)?;
            let act = act.ok_or_else(|| {
                ApiError::invalid("keep", "settled", "Somebody has settled this already; one value stands.")
            })?;
            Ok::<_, ApiError>(Saved {
                id: Some(input.id),
                label: label.into(),
                act: Some(act.to_string()),
                ..Saved::default()
            })
        })?;
        open.figures.note(&committed);
        Ok(saved(committed))
    }
}
