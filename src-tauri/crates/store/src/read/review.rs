//! What a month's review counts.

use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::facts::Day;

use super::columns::count;
use super::request::UNDATED;
use crate::error::Result;
use crate::reader::Read;

/// What was decided in some days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Decided {
    /// Workarounds accepted.
    pub accepted: u32,
    /// Requests declined, by the clinic or the vendor.
    pub declined: u32,
    /// Requests verified.
    pub verified: u32,
    /// Requests withdrawn.
    pub withdrawn: u32,
    /// Changes made in the EHR.
    pub changes: u32,
}

impl Read<'_> {
    /// What was decided from one day to another, both included. A request that was closed on a day nobody says is not among it.
    ///
    /// # Errors
    /// From SQLite.
    pub fn decided_between(&self, zone: ClinicZone, from: Day, last: Day) -> Result<Decided> {
        let sql = format!(
            "SELECT
            (SELECT count(*) FROM workaround
              WHERE deleted IS NOT 1 AND accepted_on BETWEEN ?1 AND ?2) AS accepted,
            (SELECT count(*) FROM config_change WHERE deleted IS NOT 1 AND \"on\" BETWEEN ?1 AND ?2) AS changes,
            coalesce(sum(state IN ('declined_clinic', 'declined_vendor')), 0) AS declined,
            coalesce(sum(state = 'verified'), 0) AS verified,
            coalesce(sum(state = 'withdrawn'), 0) AS withdrawn
              FROM request r
             WHERE deleted IS NOT 1 AND closed_at >= ?3 AND closed_at < ?4 AND NOT {UNDATED}"
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let (start, end) = (zone.day_start(from), zone.day_end(last));
        let params = rusqlite::params![from.to_string(), last.to_string(), start, end];
        Ok(statement.query_row(params, |row| {
            Ok(Decided {
                accepted: count(row, "accepted")?,
                declined: count(row, "declined")?,
                verified: count(row, "verified")?,
                withdrawn: count(row, "withdrawn")?,
                changes: count(row, "changes")?,
            })
        })?)
    }
}
