//! Work in the EHR outside scheduled patient time, by role (DOMAIN §5, "WOW8"). By role, never by person.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::ratio;
use crate::periods::Span;
use crate::pulse::HOURS_OF_A_CLINIC_DAY;
use crate::record::SystemView;
use crate::staffing::is_staff;

/// What the people of one role reported.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleHours {
    /// The role as written.
    pub role: String,
    /// Different people who reported both hours.
    pub people: u64,
    /// 8 × EHR hours outside ÷ scheduled patient hours; `None` without scheduled hours.
    pub wow8: Option<f64>,
}

/// WOW8 of each role over some days, by role name.
///
/// Unit: hours per 8 scheduled hours. Counts: pulse rows of the days with both hours, of staff that `wanted`
/// (a position in `people`) chooses. Missing: roles without such a row are left out. Errors: none. A role with
/// few people must not be shown; that is the caller's to hold. Source: DOMAIN §5, TABLES A16.
#[must_use]
pub fn after_hours_by_role(
    view: &SystemView<'_>,
    days: Span,
    wanted: impl Fn(usize) -> bool,
) -> Vec<RoleHours> {
    let facts = view.facts();
    let mut roles: BTreeMap<&str, (BTreeSet<usize>, f64, f64)> = BTreeMap::new();
    for row in facts.pulse.iter().filter(|row| days.contains(row.week_of) && row.week_of <= view.last_day()) {
        let person = facts.people.get(row.person).filter(|person| is_staff(person));
        let both = row.ehr_hours_outside.zip(row.scheduled_hours);
        if let Some((person, (outside, scheduled))) = person.zip(both).filter(|_| wanted(row.person)) {
            let (people, outside_sum, scheduled_sum) = roles.entry(person.role.as_str()).or_default();
            people.insert(row.person);
            *outside_sum += outside;
            *scheduled_sum += scheduled;
        }
    }
    let role = |(role, (people, outside, scheduled)): (&str, (BTreeSet<usize>, f64, f64))| RoleHours {
        role: role.to_owned(),
        people: people.len() as u64,
        wow8: ratio(HOURS_OF_A_CLINIC_DAY * outside, Some(scheduled)),
    };
    roles.into_iter().map(role).collect()
}
