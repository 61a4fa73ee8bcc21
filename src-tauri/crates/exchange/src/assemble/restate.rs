//! States of requests that are done on a day nobody says, and what becomes of them once a file says it.

use keepalive_domain::check::Fields;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use super::{Assembler, Place};
use crate::known::Found;
use crate::problem::{ImportError, Outcome};

impl Assembler<'_> {
    /// Takes a state that is there already, of which the line says more.
    pub(crate) fn restate(
        &mut self,
        place: Place<'_>,
        entity: EntityId,
        mut fields: Fields,
    ) -> Result<(), ImportError> {
        let found = Some(Found { entity, deleted: false });
        let outcome = self.keep_what_changes(Kind::RequestState, place, found, &mut fields)?;
        self.came_to(outcome);
        if outcome != Outcome::Unchanged && (self.leave_out || self.report.is_clean()) {
            // Behind what the line said of the same moment before it (A10).
            fields.insert("listed".to_owned(), Value::Int(self.next_listed(Kind::RequestState)?));
            self.line.changes.push(Change { entity, kind: Kind::RequestState, set: fields });
        }
        Ok(())
    }

    /// Notes of the line begun that it is done and says no day.
    pub(crate) fn note_undated(&mut self, place: Place<'_>) {
        let message = "Done, but no day says when: no time is measured to it.";
        self.note(place, "closed", "closing_day_assumed", message.to_owned());
        self.line.undated = true;
    }
}
