//! The clinic, its systems, people, areas and sites.

use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use rusqlite::OptionalExtension;

use super::columns::{count, day, id, text, who, yes};
use crate::error::Result;
use crate::read::WhoRow;
use crate::reader::Read;

/// The organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClinicRow {
    /// Which thing.
    pub id: EntityId,
    /// Its name.
    pub name: String,
    /// Its IANA time zone as written.
    pub time_zone: String,
    /// Made up.
    pub sample: bool,
}

/// One EHR deployment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SystemRow {
    /// Which thing.
    pub id: EntityId,
    /// The clinic's own short id.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Who makes it.
    pub vendor: String,
    /// First day of go-live month 1.
    pub go_live: Option<Day>,
    /// First day no longer used.
    pub retired: Option<Day>,
    /// The last day on which notice can be given.
    pub contract_notice_on: Option<Day>,
    /// The day the contract renews where no notice was given.
    pub contract_renews_on: Option<Day>,
}

/// Staff or vendor contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// Which thing.
    pub id: EntityId,
    /// The clinic's own short id.
    pub key: String,
    /// Name as shown.
    pub name: String,
    /// Role as written.
    pub role: String,
    /// Where they work.
    pub site: Option<WhoRow>,
    /// First day here.
    pub active_from: Option<Day>,
    /// First day away.
    pub active_to: Option<Day>,
    /// Days between two looks at what they own.
    pub review_every_days: Option<i32>,
    /// The last look at what they own.
    pub last_reviewed: Option<Day>,
}

/// A configuration area by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaName {
    /// Which thing.
    pub id: EntityId,
    /// Its name.
    pub name: String,
}

/// A place of the clinic by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteRow {
    /// Which thing.
    pub id: EntityId,
    /// Its name.
    pub name: String,
}

/// What is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OpenCounts {
    /// Open requests.
    pub requests: u32,
    /// Workarounds in use.
    pub workarounds: u32,
    /// Areas nobody owns.
    pub unowned_areas: u32,
}

impl Read<'_> {
    /// The clinic; `None` before the first run. Of several (merged databases) the one known first.
    ///
    /// # Errors
    /// From SQLite.
    pub fn clinic(&self) -> Result<Option<ClinicRow>> {
        let sql = "SELECT e.id, c.name, c.time_zone, c.sample FROM clinic c JOIN entity e USING (no)
                    WHERE c.deleted IS NOT 1 ORDER BY no LIMIT 1";
        let mut statement = self.conn().prepare_cached(sql)?;
        let row = statement.query_row([], |row| {
            Ok(ClinicRow {
                id: id(row, "id")?,
                name: text(row, "name")?,
                time_zone: text(row, "time_zone")?,
                sample: yes(row, "sample")?,
            })
        });
        Ok(row.optional()?)
    }

    /// EHR systems, newest go-live first, then the later key (A6).
    ///
    /// # Errors
    /// From SQLite.
    pub fn systems(&self) -> Result<Vec<SystemRow>> {
        let sql = "SELECT e.id, s.key, s.name, s.vendor, s.go_live, s.retired,
                          s.contract_notice_on, s.contract_renews_on
                     FROM system s JOIN entity e USING (no)
                    WHERE s.deleted IS NOT 1 ORDER BY s.go_live DESC, s.key DESC";
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            Ok(SystemRow {
                id: id(row, "id")?,
                key: text(row, "key")?,
                name: text(row, "name")?,
                vendor: text(row, "vendor")?,
                go_live: day(row, "go_live")?,
                retired: day(row, "retired")?,
                contract_notice_on: day(row, "contract_notice_on")?,
                contract_renews_on: day(row, "contract_renews_on")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Everybody, by name.
    ///
    /// # Errors
    /// From SQLite.
    pub fn people(&self) -> Result<Vec<PersonRow>> {
        self.people_where("p.deleted IS NOT 1 ORDER BY p.name COLLATE NOCASE, p.no", &[])
    }

    /// One person who is not deleted.
    ///
    /// # Errors
    /// From SQLite.
    pub fn person(&self, id: EntityId) -> Result<Option<PersonRow>> {
        let found = self.people_where("e.id = ?1 AND p.deleted IS NOT 1", &[&id.bytes().as_slice()])?;
        Ok(found.into_iter().next())
    }

    fn people_where(&self, rest: &str, params: &[&dyn rusqlite::ToSql]) -> Result<Vec<PersonRow>> {
        // A site is named like a person: a reference, or text.
        let sql = format!(
            "SELECT e.id, p.key, p.name, p.role, p.active_from, p.active_to, p.review_every_days, p.last_reviewed,
                    (SELECT id FROM entity WHERE no = p.site) AS site_id,
                    coalesce((SELECT name FROM site WHERE no = p.site), p.site_text) AS site_name
               FROM person p JOIN entity e USING (no) WHERE {rest}"
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let rows = statement.query_map(params, |row| {
            Ok(PersonRow {
                id: id(row, "id")?,
                key: text(row, "key")?,
                name: row.get::<_, Option<String>>("name")?.map_or_else(|| text(row, "key"), Ok)?,
                role: text(row, "role")?,
                site: who(row, "site")?,
                active_from: day(row, "active_from")?,
                active_to: day(row, "active_to")?,
                review_every_days: row.get("review_every_days")?,
                last_reviewed: day(row, "last_reviewed")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Configuration areas, by name.
    ///
    /// # Errors
    /// From SQLite.
    pub fn area_names(&self) -> Result<Vec<AreaName>> {
        let sql = "SELECT e.id, a.key AS name FROM area a JOIN entity e USING (no)
                    WHERE a.deleted IS NOT 1 ORDER BY a.key COLLATE NOCASE";
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows =
            statement.query_map([], |row| Ok(AreaName { id: id(row, "id")?, name: text(row, "name")? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Places of the clinic, by name.
    ///
    /// # Errors
    /// From SQLite.
    pub fn sites(&self) -> Result<Vec<SiteRow>> {
        let sql = "SELECT e.id, s.name FROM site s JOIN entity e USING (no)
                    WHERE s.deleted IS NOT 1 ORDER BY s.name COLLATE NOCASE";
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows =
            statement.query_map([], |row| Ok(SiteRow { id: id(row, "id")?, name: text(row, "name")? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What is open on a day.
    ///
    /// # Errors
    /// From SQLite.
    pub fn open_counts(&self, today: Day) -> Result<OpenCounts> {
        let sql = "SELECT
            (SELECT count(*) FROM request WHERE closed_at IS NULL AND deleted IS NOT 1) AS requests,
            (SELECT count(*) FROM workaround
              WHERE deleted IS NOT 1 AND (ended IS NULL OR ended > ?1)) AS workarounds,
            (SELECT count(*) FROM area
              WHERE deleted IS NOT 1 AND owner IS NULL AND owner_text IS NULL) AS unowned_areas";
        let mut statement = self.conn().prepare_cached(sql)?;
        Ok(statement.query_row([today.to_string()], |row| {
            Ok(OpenCounts {
                requests: count(row, "requests")?,
                workarounds: count(row, "workarounds")?,
                unowned_areas: count(row, "unowned_areas")?,
            })
        })?)
    }
}
