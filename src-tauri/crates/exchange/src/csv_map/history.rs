//! What a row of theirs says of the states of its request, beside what the record has of it.

use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_domain::words::RequestState as State;

use super::items::{Fields, exact};
use crate::assemble::{Assembler, Place, StandingState};
use crate::problem::ImportError;

/// The states that a row tells of its request, beside those that the record has of it.
pub(super) struct History<'h> {
    pub(super) key: &'h str,
    pub(super) opened: i64,
    pub(super) zone: ClinicZone,
    /// In their order.
    pub(super) standing: &'h [StandingState],
    pub(super) place: Place<'h>,
}

impl History<'_> {
    /// Takes a state that the row tells the day of. The record has moments where a file has days: on the same day it is the
    /// same step, and what else the row says of it is taken. One that came without a day has this one now.
    pub(super) fn told(
        &self,
        to: &mut Assembler<'_>,
        state: State,
        at: i64,
        fields: Fields<'_>,
    ) -> Result<(), ImportError> {
        let at = at.max(self.opened);
        let day = self.zone.local_day(at);
        let same_day =
            self.standing.iter().find(|known| known.state == state && self.zone.local_day(known.at) == day);
        let is_said = same_day.is_some_and(|known| !known.undated);
        if let (false, Some(known)) = (is_said, self.came_without_a_day(state, at)) {
            let mut said = fields.to_vec();
            said.push(("at", Value::Instant(at)));
            // What somebody said here stays so, whatever becomes of the day: a later file that says another one meets it again.
            if known.undated {
                said.push(("undated", Value::Null));
            }
            let said = said.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            return to.restate(self.place, known.entity, said);
        }
        self.take(to, state, same_day.map_or(at, |known| known.at), fields)
    }

    /// The standing state that this day can be the day of: it came without one. A request that had gone on by then came into the
    /// state once more.
    fn came_without_a_day(&self, state: State, at: i64) -> Option<&StandingState> {
        let mut places = self.standing.iter().enumerate();
        let found = places.find(|(place, known)| {
            // What stands without a day itself says nothing of when this was over.
            let next = self.standing.iter().skip(place + 1).find(|next| !next.undated);
            known.state == state && (known.undated || known.said_here) && next.is_none_or(|next| at < next.at)
        });
        found.map(|(_, known)| known)
    }

    /// Takes a state that stands now, since when is not told: after all that the record has, and not at all where the record has it
    /// or went on from it. Whether it was taken.
    pub(super) fn untold(
        &self,
        to: &mut Assembler<'_>,
        state: State,
        at: i64,
        fields: Fields<'_>,
    ) -> Result<bool, ImportError> {
        let last = self.standing.last();
        if let Some(last) = last.filter(|last| last.state == state) {
            // Whether anybody says when stands as it is: somebody may have said so here.
            let said: Vec<_> = fields.iter().filter(|(name, _)| *name != "undated").cloned().collect();
            self.take(to, state, last.at, &said)?;
            return Ok(false);
        }
        if self.standing.iter().any(|known| known.state == state) {
            let message = format!("It was {} here before, and has gone on since: that stays.", state.word());
            to.note(self.place, "state", "gone_on_since", message);
            return Ok(false);
        }
        let at = at.max(self.opened);
        // A moment later: at the same one what was typed here would stand after it.
        self.take(to, state, last.map_or(at, |last| at.max(last.at + 1)), fields)?;
        Ok(true)
    }

    fn take(
        &self,
        to: &mut Assembler<'_>,
        state: State,
        at: i64,
        fields: Fields<'_>,
    ) -> Result<(), ImportError> {
        let mut fields = fields.to_vec();
        fields.extend([
            ("request", self.key.into()),
            ("at", Value::Instant(at)),
            ("state", state.word().into()),
        ]);
        exact(to, self.place, Kind::RequestState, &fields)
    }
}
