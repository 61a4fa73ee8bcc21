//! Who has gone quiet: weeks since the last entry by role (DOMAIN §5, "Silence").

use std::collections::BTreeMap;

use keepalive_domain::facts::{Day, Person};

use crate::alarm::RECENT_WEEKS;
use crate::periods::{Span, day_after};
use crate::staffing::{is_active_in, is_staff};

/// From so many whole weeks without an entry on a role is silent: the weeks that "recent" means in the phase rule
/// (DOMAIN §5).
pub const SILENT_WEEKS: usize = RECENT_WEEKS;

/// How long one role has been silent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleSilence {
    /// The role as written.
    pub role: String,
    /// Staff with that role on the day.
    pub people: u64,
    /// Whole weeks since anyone of them wrote anything down; `None` if nobody ever did.
    pub weeks: Option<i64>,
}

impl RoleSilence {
    /// Nobody of the role wrote anything down for [`SILENT_WEEKS`], or ever.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.weeks.is_none_or(|weeks| usize::try_from(weeks).is_ok_and(|weeks| weeks >= SILENT_WEEKS))
    }
}

/// How many of the roles are silent.
#[must_use]
pub fn silent_roles(roles: &[RoleSilence]) -> usize {
    roles.iter().filter(|role| role.is_silent()).count()
}

/// Silence of each role that has somebody on the roster on `day`, by role name.
///
/// `last_entries` holds, per position in `people`, the local day of that person's last entry up to `day`.
/// Vendor contacts are left out: the clinic's silence is meant. By role, never by person.
#[must_use]
pub fn silence_by_role(people: &[Person], last_entries: &[Option<Day>], day: Day) -> Vec<RoleSilence> {
    let today = Span::new(day, day_after(day));
    let mut roles: BTreeMap<&str, (u64, Option<Day>)> = BTreeMap::new();
    for (index, person) in people.iter().enumerate() {
        if is_staff(person) && is_active_in(person, today, day) {
            let (people, last) = roles.entry(&person.role).or_default();
            *people += 1;
            *last = (*last).max(last_entries.get(index).copied().flatten());
        }
    }
    let weeks = |last: Day| day.signed_duration_since(last).num_days().div_euclid(7);
    roles
        .into_iter()
        .map(|(role, (people, last))| RoleSilence { role: role.to_owned(), people, weeks: last.map(weeks) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(role: &str, active_to: Option<Day>) -> Person {
        Person { key: "p".into(), role: role.into(), active_from: None, active_to, fte: vec![] }
    }

    #[test]
    fn a_role_is_as_quiet_as_its_least_quiet_member() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let people = [
            person("nurse", None),
            person("nurse", None),
            person("biller", None),
            person("biller", Some(day("2026-03-01"))),
            person("vendor", None),
        ];
        let last = [Some(day("2026-02-01")), Some(day("2026-03-10")), None, Some(day("2026-02-20")), None];
        // Nurses: 10 to 31 March are 21 days, 3 weeks. The biller who left counts no more.
        assert_eq!(
            silence_by_role(&people, &last, day("2026-03-31")),
            [
                RoleSilence { role: "biller".into(), people: 1, weeks: None },
                RoleSilence { role: "nurse".into(), people: 2, weeks: Some(3) },
            ]
        );
    }
}
