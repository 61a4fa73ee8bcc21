//! The weekly answers: some weeks few answer.

use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;

use crate::chance::Chance;
use crate::people::Staff;
use crate::plan::{Plan, after, noon_ms};
use crate::things::hundredths;
use keepalive_domain::ids::EntityId;

/// Go-live months in which hardly anybody answered: the holidays, and the summer after.
const THIN_MONTHS: &[i32] = &[5, 11];

/// The pulse began in the third week: nobody asks on the first day.
const FIRST_WEEK: i64 = 2;

/// Every answer of every week.
pub(crate) fn changes(plan: &Plan, roster: &[Staff]) -> Vec<Change> {
    let mut changes = Vec::new();
    let weeks = (plan.today - plan.go_live).num_days() / 7;
    for week in FIRST_WEEK..=weeks {
        let day = after(plan.go_live, week * 7);
        let mut chance = Chance::of(plan.options.seed, "pulse", week.unsigned_abs());
        let month = keepalive_domain::calendar::GoLive::new(plan.go_live).month_of(day);
        let answers_percent = if THIN_MONTHS.contains(&month) { 38 } else { 70 };
        for staff in roster.iter().filter(|staff| staff.is_there(day)) {
            if !chance.percent(answers_percent) {
                continue;
            }
            // Hours outside grow over the first year, then level off.
            let strain = 60 + week.min(50);
            let outside = staff.scheduled_hours.map(|_| {
                let base = if staff.role == "provider" { 500 } else { 180 };
                base * strain * chance.within(60, 140) / 10_000
            });
            let id =
                EntityId::of_row(Kind::Pulse.name(), noon_ms(day), &["sample", &staff.id.to_string()], 0);
            changes.push(
                Change::of(Kind::Pulse, id)
                    .with("person", staff.id)
                    .with("week_of", day)
                    .with("answered", true)
                    .with_some("ehr_hours_outside", outside.map(hundredths))
                    .with_some("scheduled_hours", staff.scheduled_hours.map(|hours| hundredths(hours * 100))),
            );
        }
    }
    changes
}
