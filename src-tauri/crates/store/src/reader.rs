//! Reading: one unchanging picture of the database.

use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::facts::Workaround;
use keepalive_domain::ids::EntityId;
use rusqlite::Connection;

use crate::entity::EntityNo;
use crate::error::Result;
use crate::facts::ClinicFacts;

/// One unchanging picture of the database: a read transaction, or the inside of a [`crate::Write`].
pub struct Read<'c> {
    pub(crate) conn: &'c Connection,
}

impl Read<'_> {
    /// The connection, for the queries in this crate. Use `prepare_cached`.
    pub(crate) fn conn(&self) -> &Connection {
        self.conn
    }

    /// The clinic's time zone; UTC before a clinic is set up.
    ///
    /// # Errors
    /// From SQLite.
    pub fn zone(&self) -> Result<ClinicZone> {
        todo!()
    }

    /// The number of a thing in this file, if it is known.
    ///
    /// # Errors
    /// From SQLite.
    pub fn entity_no(&self, id: EntityId) -> Result<Option<EntityNo>> {
        let _ = id;
        todo!()
    }

    /// The clinic's record as facts.
    ///
    /// # Errors
    /// From SQLite.
    pub fn facts(&self) -> Result<ClinicFacts> {
        todo!()
    }

    /// One workaround's facts, as [`ClinicFacts`] holds it (`systems` are the identities its `system` position
    /// points into); `None` if it is deleted, unknown, or lacks what figures need.
    ///
    /// # Errors
    /// From SQLite.
    pub fn workaround_facts(&self, id: EntityId, systems: &[EntityId]) -> Result<Option<Workaround>> {
        let _ = (id, systems);
        todo!()
    }
}
