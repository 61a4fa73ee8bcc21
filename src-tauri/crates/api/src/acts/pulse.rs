//! The weekly pulse: "nothing to report", hours, and weeks gone by.

use chrono::NaiveDate;
use keepalive_domain::calendar::{GoLive, Period};
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::roles::Deed;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_store::Read;

use super::{Act, Done, title_of};
use crate::types::{Day, Nothing, PulseInput, Saved};
use crate::views::live_on;
use crate::{ApiError, ApiResult, App};

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
        self.act(Deed::Say, None, nothing_to_report)
    }

    /// Answers the weekly pulse for a week, or corrects the answer that is there; for oneself, or for somebody
    /// who said it.
    ///
    /// # Errors
    /// Nobody is named and nobody said who is at this desk; a week that has not begun; hours no week has; a week
    /// with several imported rows of that person.
    pub fn pulse_save(&self, input: PulseInput) -> ApiResult<Saved> {
        self.act(Deed::Say, None, move |act| save_pulse(act, &input))
    }
}

/// The go-live week of the system live on a day; before any went live, the seven days from Monday.
pub(crate) fn week_of(read: &Read<'_>, day: Day) -> ApiResult<Period> {
    let systems = read.systems()?;
    let go_live = live_on(&systems, day).and_then(|system| system.go_live);
    let axis = GoLive::new(go_live.unwrap_or(MONDAY));
    let week = axis.week(axis.week_of(day));
    Ok(week.unwrap_or(Period { n: 0, from: day, to: day }))
}

fn save_pulse(act: &mut Act<'_, '_>, input: &PulseInput) -> ApiResult<Done> {
    let person = match input.person {
        Some(person) => person.0,
        None => act.desk()?,
    };
    let who = act.thing(Kind::Person, person)?;
    let day = input.week_of.unwrap_or(act.moment.today);
    if day > act.moment.today {
        return Err(ApiError::invalid("week_of", "in_the_future", "This week has not begun."));
    }
    if let Some((outside, _)) = input.ehr_hours_outside.zip(input.scheduled_hours)
        && input.scheduled_hours == Some(0.0)
        && outside > 0.0
    {
        // Nothing to divide by: WOW8 would leave the week out without a word.
        let message = "Hours outside scheduled time need scheduled hours to stand beside.";
        return Err(ApiError::invalid("scheduled_hours", "out_of_range", message));
    }
    let week = week_of(act.write.read(), day)?;
    let there = act.write.read().pulse_rows(person, week.from, week.to)?;
    if there.len() > 1 {
        let message = "This week has several rows of this person. Correct them where they came from.";
        return Err(ApiError::invalid("week_of", "several_rows", message));
    }
    let named = || EntityId::named(Kind::Pulse.name(), &[&person.to_string(), &day.to_string()]);
    let id = there.first().map_or_else(named, |row| row.id);
    may_answer(act, id)?;
    let hours = |hours: Option<f64>| hours.map_or(Value::Null, Value::Real);
    let mut change = Change::of(Kind::Pulse, id)
        .with("answered", input.answered)
        .with("ehr_hours_outside", hours(input.ehr_hours_outside))
        .with("scheduled_hours", hours(input.scheduled_hours));
    if there.is_empty() {
        change = change.with("person", person).with("week_of", day).with("deleted", false);
    }
    act.set(change);
    Ok(Done::named("answered_pulse", [title_of(&who), week.from.to_string()]).about(id))
}

/// Refuses to change, or to bring back, an answer that another desk wrote, at a desk that is not there for it.
fn may_answer(act: &Act<'_, '_>, id: EntityId) -> ApiResult<()> {
    match act.write.get(id)? {
        Some(there) => act.may_change(&there),
        None => Ok(()),
    }
}

fn nothing_to_report(act: &mut Act<'_, '_>) -> ApiResult<Done> {
    let person = act.desk()?;
    let who = act.thing(Kind::Person, person)?;
    let today = act.moment.today;
    let week = week_of(act.write.read(), today)?;
    if act.write.read().pulse_between(person, week.from, week.to)? {
        return Ok(Done::named("already_answered", [title_of(&who)]));
    }
    // One answer per person and day, so that two desks answering for one person make one row.
    let id = EntityId::named(Kind::Pulse.name(), &[&person.to_string(), &today.to_string()]);
    may_answer(act, id)?;
    let change = Change::of(Kind::Pulse, id)
        .with("person", person)
        .with("week_of", today)
        .with("answered", true)
        .with("deleted", false);
    act.set(change);
    Ok(Done::named("nothing_to_report", [title_of(&who)]).about(id))
}
