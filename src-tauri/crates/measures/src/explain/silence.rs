//! Behind the silence: each role with the weeks since anyone of it wrote anything down. Never a person.

use super::{Asked, Explained, Method, Missing, Note, Of, Row, one};
use crate::record::SystemView;
use crate::silence::{silence_by_role, silent_roles as silent};

/// Roles that are silent on the last measured day; a row for each role on the roster.
pub(super) fn silent_roles(view: &SystemView<'_>, asked: Asked<'_>) -> Explained {
    let people = &view.facts().people;
    let roles = silence_by_role(people, asked.last_entries, view.last_day());
    let rows: Vec<Row> = roles
        .iter()
        .filter_map(|role| {
            let holder = people.iter().position(|person| person.role == role.role)?;
            let note = Note::LastEntry(role.people, role.weeks);
            Some(Row::new(Of::Role(holder), one(role.is_silent())).because(note))
        })
        .collect();
    let value = (!roles.is_empty()).then(|| silent(&roles) as f64);
    let missing = if roles.is_empty() { vec![Missing::NothingBelow] } else { Vec::new() };
    Explained { missing, ..Explained::of(value, Method::Sum, rows) }
}
