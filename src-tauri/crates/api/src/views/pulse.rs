//! One person's weeks of the pulse, to look at and to correct.

use chrono::Days;

use crate::acts::pulse::week_of;
use crate::types::{PulseWeek, PulseWeeks, PulseWeeksInput, Who};
use crate::{ApiError, ApiResult, App, ErrorCode};

/// Weeks shown: as far back as a person can be asked to remember.
const WEEKS_SHOWN: usize = 8;

impl App {
    /// One person's latest weeks of the pulse, the one in progress first, with how many of the team answered.
    ///
    /// The team is who is on the roster today; Friction's coverage counts each week's own roster (A16).
    ///
    /// # Errors
    /// Nobody is named and nobody said who is at this desk; no such person; the database cannot be read.
    pub fn pulse_weeks(&self, input: PulseWeeksInput) -> ApiResult<PulseWeeks> {
        self.current().store.read(|read| {
            let moment = self.moment(read)?;
            let nobody =
                || ApiError::new(ErrorCode::NobodyAtDesk, "Say who is at this desk first, in Settings.");
            let id = input.person.map(|person| person.0).or(moment.desk).ok_or_else(nobody)?;
            let name =
                read.names_of(&[id].into())?.remove(&id).ok_or_else(|| ApiError::not_found("person"))?;
            let roster = read.roster_on(moment.today)?;
            let mut weeks = Vec::with_capacity(WEEKS_SHOWN);
            let mut day = moment.today;
            while weeks.len() < WEEKS_SHOWN {
                let week = week_of(read, day)?;
                let rows = read.pulse_rows(id, week.from, week.to)?;
                let sum = |hours: Vec<f64>| (!hours.is_empty()).then(|| hours.iter().sum());
                weeks.push(PulseWeek {
                    from: week.from,
                    to: week.to,
                    answered: (!rows.is_empty()).then(|| rows.iter().any(|row| row.answered)),
                    ehr_hours_outside: sum(rows.iter().filter_map(|row| row.ehr_hours_outside).collect()),
                    scheduled_hours: sum(rows.iter().filter_map(|row| row.scheduled_hours).collect()),
                    rows: crate::figures::number(rows.len()),
                    team_answered: read.answered_among(moment.today, week.from, week.to)?,
                    roster,
                });
                match week.from.checked_sub_days(Days::new(1)) {
                    Some(before) => day = before,
                    None => break,
                }
            }
            Ok(PulseWeeks { person: Who { id: Some(id.into()), name }, weeks })
        })
    }
}
