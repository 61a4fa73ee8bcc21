//! When each person last wrote anything down.

use std::collections::BTreeMap;

use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::facts::{Day, InstantMs};
use keepalive_domain::ids::EntityId;

use super::columns::{day, id};
use crate::error::Result;
use crate::reader::Read;

/// Instants at which a person left a mark: an occurrence, a request asked, a chase, a "me too".
const INSTANTS: &str = "
    SELECT person AS who, max(at) AS at FROM occurrence
     WHERE deleted IS NOT 1 AND person IS NOT NULL AND at < ?1 GROUP BY person
    UNION ALL
    SELECT requester, max(opened_at) FROM request
     WHERE deleted IS NOT 1 AND requester IS NOT NULL AND opened_at < ?1 GROUP BY requester
    UNION ALL
    SELECT person, max(at) FROM chase
     WHERE deleted IS NOT 1 AND person IS NOT NULL AND at < ?1 GROUP BY person
    UNION ALL
    SELECT person, max(at) FROM voice
     WHERE deleted IS NOT 1 AND person IS NOT NULL AND at < ?1 GROUP BY person";

impl Read<'_> {
    /// The local day on which each person last wrote anything down, up to a day: an occurrence, a request they
    /// asked for, a chase, a "me too", or an answer to the pulse. Who never did is left out.
    ///
    /// Walks every occurrence: to be asked once for a picture of the record, not at each click.
    ///
    /// # Errors
    /// From SQLite.
    pub fn last_entries(&self, zone: ClinicZone, up_to: Day) -> Result<BTreeMap<EntityId, Day>> {
        let mut last: BTreeMap<EntityId, Day> = BTreeMap::new();
        let mut note = |who: EntityId, on: Day| {
            let known = last.entry(who).or_insert(on);
            *known = (*known).max(on);
        };
        let sql = format!("SELECT e.id, t.at FROM ({INSTANTS}) t JOIN entity e ON e.no = t.who");
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut rows = statement.query([zone.day_end(up_to)])?;
        while let Some(row) = rows.next()? {
            note(id(row, "id")?, zone.local_day(row.get::<_, InstantMs>("at")?));
        }
        let sql = "SELECT e.id, max(p.week_of) AS on_day FROM pulse p JOIN entity e ON e.no = p.person
                    WHERE p.deleted IS NOT 1 AND p.answered = 1 AND p.week_of <= ?1 GROUP BY p.person";
        let mut statement = self.conn().prepare_cached(sql)?;
        let mut rows = statement.query([up_to.to_string()])?;
        while let Some(row) = rows.next()? {
            if let Some(on) = day(row, "on_day")? {
                note(id(row, "id")?, on);
            }
        }
        Ok(last)
    }
}
