//! One thing with its fields, for an edit form.

use crate::types::{Entity, OfId};
use crate::{ApiError, ApiResult, App};

impl App {
    /// One thing with its fields as `save` takes them; deleted ones too.
    ///
    /// # Errors
    /// No such thing, or the database cannot be read.
    pub fn entity(&self, input: OfId) -> ApiResult<Entity> {
        self.current().store.read(|read| {
            let thing = read.thing(input.id.0)?.ok_or_else(|| ApiError::not_found("thing"))?;
            let deleted = thing.is_deleted();
            let is_common = |name: &str| matches!(name, "deleted" | "listed");
            let fields = thing.fields.iter().filter(|(name, _)| !is_common(name));
            Ok(Entity {
                id: input.id,
                kind: thing.kind.name().to_owned(),
                fields: fields.map(|(name, value)| (name.clone(), value.to_json())).collect(),
                deleted,
            })
        })
    }
}
