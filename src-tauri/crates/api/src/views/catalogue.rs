//! Everybody and everything a chooser offers.

use keepalive_store::Read;
use keepalive_store::read::PersonRow;

use crate::types::{Catalogue, Day, Named, Nothing, Person};
use crate::{ApiResult, App};

/// The role that marks a vendor contact (A12).
pub(super) const VENDOR_ROLE: &str = "vendor";

impl App {
    /// Everybody and everything a chooser offers.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn catalogue(&self, _input: Nothing) -> ApiResult<Catalogue> {
        self.current().store.read(|read| catalogue_of(read, self.moment(read)?.today))
    }
}

/// Everybody and everything a chooser offers on a day.
pub(super) fn catalogue_of(read: &Read<'_>, today: Day) -> ApiResult<Catalogue> {
    let site = |row: keepalive_store::read::SiteRow| Named { id: row.id.into(), name: row.name };
    Ok(Catalogue {
        people: read.people()?.into_iter().map(|row| person(row, today)).collect(),
        areas: read.area_names()?.into_iter().map(Into::into).collect(),
        systems: read.systems()?.into_iter().map(Into::into).collect(),
        sites: read.sites()?.into_iter().map(site).collect(),
    })
}

/// Whether a person works here on a day.
pub(crate) fn is_here(row: &PersonRow, today: Day) -> bool {
    row.active_from.is_none_or(|from| from <= today) && row.active_to.is_none_or(|away| today < away)
}

fn person(row: PersonRow, today: Day) -> Person {
    Person {
        id: row.id.into(),
        vendor: row.role == VENDOR_ROLE,
        active: is_here(&row, today),
        key: row.key,
        name: row.name,
        role: row.role,
        site: row.site.map(Into::into),
        active_from: row.active_from,
        active_to: row.active_to,
    }
}
