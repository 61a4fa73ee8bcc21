//! People by role: silence and after-hours work. Never by person.

use std::collections::BTreeMap;

use keepalive_charts::Style;
use keepalive_charts::after_hours::{self, AfterHours};
use keepalive_charts::quiet_roles::{self, QuietRoles};
use keepalive_domain::fewest_people::may_be_shown;
use keepalive_domain::ids::EntityId;
use keepalive_measures::Record;
use keepalive_measures::after_hours::{RoleHours, after_hours_by_role};
use keepalive_measures::periods::MeasuredDays;
use keepalive_measures::silence::{RoleSilence, silence_by_role};

use super::{Asked, Drawn};
use crate::figures::{SystemFigures, number};
use crate::types::FigureMissing;
use crate::{ApiResult, App};

impl App {
    /// Weeks since the last entry by role.
    pub(super) fn quiet_roles_chart(&self, asked: &Asked<'_>, style: &Style) -> ApiResult<Drawn> {
        let chosen = self.chosen_people(asked)?;
        let last = asked.snapshot.last_entries(&self.current().store)?;
        let clinic = &asked.snapshot.clinic;
        let there = clinic.facts.people.iter().zip(&clinic.people).filter(|(_, id)| chosen(id));
        let (people, entries): (Vec<_>, Vec<_>) =
            there.map(|(person, id)| (person.clone(), last.get(id).copied())).unzip();
        let roles = silence_by_role(&people, &entries, asked.snapshot.as_of);
        let role = |row: RoleSilence| quiet_roles::Role {
            name: row.role,
            people: number(row.people),
            weeks: row.weeks.map(number),
        };
        let roles: Vec<_> = roles.into_iter().filter(|row| asked.has_role(&row.role)).map(role).collect();
        if roles.is_empty() {
            return Ok(Err(FigureMissing::NoPeople));
        }
        Ok(Ok(asked.named(quiet_roles::draw(&QuietRoles { roles }, style), style)))
    }

    /// After-hours work by role in the newest whole month.
    pub(super) fn after_hours_chart(
        &self,
        asked: &Asked<'_>,
        system: &SystemFigures,
        style: &Style,
    ) -> ApiResult<Drawn> {
        let month = match Asked::last_whole(system) {
            Ok(month) => system.months.get(month).map(|month| month.period),
            Err(missing) => return Ok(Err(missing)),
        };
        let Some(month) = month else { return Ok(Err(FigureMissing::NoWholeMonth)) };
        let chosen = self.chosen_people(asked)?;
        let clinic = &asked.snapshot.clinic;
        let record = Record::new(&clinic.facts);
        let position = clinic.systems.iter().position(|id| *id == system.id);
        let Some(view) = record.systems(asked.snapshot.as_of).find(|view| Some(view.position()) == position)
        else {
            return Ok(Err(FigureMissing::NoSystem));
        };
        let is_chosen = |at: usize| clinic.people.get(at).is_some_and(&chosen);
        let everybody = after_hours_by_role(&view, month.measured_span(), |_| true);
        let roles = after_hours_by_role(&view, month.measured_span(), is_chosen);
        let roles: Vec<_> = roles
            .into_iter()
            .filter(|row| asked.has_role(&row.role))
            .map(|row| shown(row, &everybody))
            .collect();
        if roles.is_empty() {
            return Ok(Err(FigureMissing::NoReports));
        }
        let data = AfterHours { period: style.labels.month_number(month.period.n), roles };
        Ok(Ok(asked.named(after_hours::draw(&data, style), style)))
    }

    /// Who is of the site that is asked for.
    fn chosen_people(&self, asked: &Asked<'_>) -> ApiResult<impl Fn(&EntityId) -> bool> {
        let people = match &asked.site {
            Some(_) => self.current().store.read(|read| read.people())?,
            None => Vec::new(),
        };
        let sites: BTreeMap<EntityId, EntityId> =
            people.into_iter().filter_map(|row| Some((row.id, row.site?.id?))).collect();
        let site = asked.site.as_ref().map(|site| site.id);
        Ok(move |id: &EntityId| site.is_none_or(|site| sites.get(id) == Some(&site)))
    }
}

impl Asked<'_> {
    fn has_role(&self, role: &str) -> bool {
        self.input.role.as_deref().is_none_or(|wanted| wanted == role)
    }
}

/// A role as it may be shown. Of a site, it is hidden also where fewer than five others have the role: what they
/// reported could be told from the difference to the whole clinic.
fn shown(row: RoleHours, everybody: &[RoleHours]) -> after_hours::Role {
    let all = everybody.iter().find(|other| other.role == row.role).map_or(row.people, |all| all.people);
    let others = all.saturating_sub(row.people);
    let telling = others > 0 && !may_be_shown(others);
    let people = if telling { row.people.min(others) } else { row.people };
    after_hours::Role { name: row.role, people: number(people), wow8: row.wow8 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_of_a_site_is_hidden_where_the_rest_of_it_is_small() {
        let row = |people| RoleHours { role: "nurse".into(), people, wow8: Some(1.0) };
        // 6 of 8 nurses: the 2 others could be told from the difference.
        assert!(!may_be_shown(shown(row(6), &[row(8)]).people.into()));
        assert_eq!(shown(row(6), &[row(11)]).people, 6, "5 others hide each other");
        assert_eq!(shown(row(6), &[row(6)]).people, 6, "nobody else has the role");
    }
}
