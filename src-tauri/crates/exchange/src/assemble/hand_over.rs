//! Changes on their way out, a batch at a time.

use keepalive_domain::check::Fields;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::{Change, MOST_ROWS_PER_OP};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use super::{Assembler, Sink};
use crate::known::Found;
use crate::problem::ImportError;

impl Assembler<'_> {
    pub(super) fn emit(&mut self, change: Change) -> Result<(), ImportError> {
        if matches!(self.sink, Sink::Nowhere(_)) {
            return Ok(());
        }
        self.batch.push(change);
        if self.batch.len() >= MOST_ROWS_PER_OP { self.flush() } else { Ok(()) }
    }

    pub(super) fn flush(&mut self) -> Result<(), ImportError> {
        let batch = std::mem::take(&mut self.batch);
        if let Sink::Into(target) = &mut self.sink
            && !batch.is_empty()
            && self.report.can_be_taken(self.leave_out)
        {
            target.put(batch)?;
        }
        Ok(())
    }
}

/// The change a row means. Of a new thing only what is known is set; of one that is there already, an empty
/// cell takes the value out.
pub(super) fn change(
    kind: Kind,
    entity: EntityId,
    found: Option<Found>,
    listed: i64,
    fields: Fields,
) -> Change {
    let mut set = fields;
    match found {
        None => {
            set.retain(|_, value| !value.is_null());
            set.insert("listed".to_owned(), Value::Int(listed));
        }
        Some(found) if found.deleted => {
            set.insert("deleted".to_owned(), Value::Bool(false));
        }
        Some(_) => {}
    }
    Change { entity, kind, set }
}
