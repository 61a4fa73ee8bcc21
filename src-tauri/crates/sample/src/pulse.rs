//! The weekly pulse: two in three answer, fewer in two thin months, and providers add their hours.

use chrono::Days;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use crate::cast::Cast;
use crate::chance::Chance;

/// The pulse began so many weeks after go-live.
const BEGAN_IN_WEEK: u64 = 3;
/// The months whose pulse is thin.
const THIN_MONTHS: [u64; 2] = [5, 11];

pub(crate) fn write(cast: &Cast, chance: &mut Chance, changes: &mut Vec<Change>) {
    for week in BEGAN_IN_WEEK.. {
        let monday = cast.go_live + Days::new(7 * week);
        if monday > cast.plan.today {
            break;
        }
        let month = week * 7 / 30 + 1;
        let answering = if THIN_MONTHS.contains(&month) { 40 } else { 67 };
        for member in cast.staff.iter().filter(|m| m.is_here(monday)) {
            if !chance.percent(answering) {
                continue;
            }
            let day = (monday + chance.days(0, 4)).min(cast.plan.today);
            let provider = member.role == "provider";
            #[expect(clippy::cast_precision_loss, reason = "half hours of a week")]
            let half_hours = |n: i64| Value::Real(n as f64 / 2.0);
            // Evenings grow slowly over the year.
            let outside = chance.between(4, 10) + i64::try_from(month / 3).unwrap_or(0);
            changes.push(
                Change::of(Kind::Pulse, chance.identity(day))
                    .with("person", member.id)
                    .with("week_of", day)
                    .with("answered", true)
                    .with_some("ehr_hours_outside", provider.then(|| half_hours(outside)))
                    .with_some("scheduled_hours", provider.then(|| half_hours(chance.between(52, 72)))),
            );
        }
    }
}
