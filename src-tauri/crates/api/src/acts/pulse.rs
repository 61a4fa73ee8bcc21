//! "Nothing to report this week."

use chrono::NaiveDate;
use keepalive_domain::calendar::{GoLive, Period};
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;

use super::{Act, Done, title_of};
use crate::types::{Nothing, Saved};
use crate::views::live_on;
use crate::{ApiResult, App};

/// A Monday from which weeks are counted where no EHR went live yet.
const MONDAY: NaiveDate = match NaiveDate::from_ymd_opt(2024, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

impl App {
    /// Answers the weekly pulse for whoever is at this desk. Answering twice in a week changes nothing.
    ///
    /// # Errors
    /// Nobody said who is at this desk.
    pub fn nothing_to_report(&self, _input: Nothing) -> ApiResult<Saved> {
        self.act(None, nothing_to_report)
    }
}

/// The go-live week of the system live today; before any went live, the seven days from Monday.
fn this_week(act: &Act<'_, '_>) -> ApiResult<Period> {
    let today = act.moment.today;
    let systems = act.write.read().systems()?;
    let go_live = live_on(&systems, today).and_then(|system| system.go_live);
    let axis = GoLive::new(go_live.unwrap_or(MONDAY));
    let week = axis.week(axis.week_of(today));
    Ok(week.unwrap_or(Period { n: 0, from: today, to: today }))
}

fn nothing_to_report(act: &mut Act<'_, '_>) -> ApiResult<Done> {
    let person = act.desk()?;
    let who = act.thing(Kind::Person, person)?;
    let today = act.moment.today;
    let week = this_week(act)?;
    if act.write.read().pulse_between(person, week.from, week.to)? {
        return Ok(Done::named("already_answered", [title_of(&who)]));
    }
    // One answer per person and day, so that two desks answering for one person make one row.
    let id = EntityId::named(Kind::Pulse.name(), &[&person.to_string(), &today.to_string()]);
    let change = Change::of(Kind::Pulse, id)
        .with("person", person)
        .with("week_of", today)
        .with("answered", true)
        .with("deleted", false);
    act.set(change);
    Ok(Done::named("nothing_to_report", [title_of(&who)]).about(id))
}
