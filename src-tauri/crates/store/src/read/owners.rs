//! Areas with who answers for them, and what people carry.

use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::words::AreaRoute;

use super::columns::{WhoRow, count, day, id, maybe_id, text, who, who_sql, word};
use super::request_list::SAFETY;
use crate::error::Result;
use crate::reader::Read;

/// An area with who answers for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaOwners {
    /// Which thing.
    pub id: EntityId,
    /// Its name.
    pub name: String,
    /// Who is accountable.
    pub owner: Option<WhoRow>,
    /// Who stands in.
    pub backup: Option<WhoRow>,
    /// Who makes its changes.
    pub route: Option<AreaRoute>,
    /// Days between reviews.
    pub review_every_days: Option<i32>,
    /// When it was last gone through.
    pub last_reviewed: Option<Day>,
}

/// What sits in an area.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AreaLoad {
    /// The area; `None` = in no area.
    pub area: Option<EntityId>,
    /// Open requests.
    pub open_requests: u32,
    /// Workarounds in use.
    pub active_workarounds: u32,
    /// Safety items among both.
    pub safety: u32,
}

/// What one person owns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PersonCarries {
    /// Open requests.
    pub requests: u32,
    /// Workarounds in use.
    pub workarounds: u32,
}

impl Read<'_> {
    /// Areas, those nobody owns first, then by name.
    ///
    /// # Errors
    /// From SQLite.
    pub fn areas(&self) -> Result<Vec<AreaOwners>> {
        let sql = format!(
            "SELECT e.id, a.key AS name, a.route, a.review_every_days, a.last_reviewed, {}, {}
               FROM area a JOIN entity e USING (no) WHERE a.deleted IS NOT 1
              ORDER BY a.owner IS NOT NULL OR a.owner_text IS NOT NULL, a.key COLLATE NOCASE",
            who_sql("a", "owner", "owner"),
            who_sql("a", "backup", "backup")
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let rows = statement.query_map([], |row| {
            Ok(AreaOwners {
                id: id(row, "id")?,
                name: text(row, "name")?,
                owner: who(row, "owner")?,
                backup: who(row, "backup")?,
                route: word(row, "route", AreaRoute::from_word)?,
                review_every_days: row.get("review_every_days")?,
                last_reviewed: day(row, "last_reviewed")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What sits in each area on a day.
    ///
    /// # Errors
    /// From SQLite.
    pub fn area_loads(&self, today: Day) -> Result<Vec<AreaLoad>> {
        let sql = format!(
            "SELECT (SELECT id FROM entity WHERE no = area) AS area,
                          sum(is_request) AS requests, sum(NOT is_request) AS workarounds, sum(safe) AS safety
                     FROM (SELECT r.area, 1 AS is_request, {SAFETY} AS safe FROM request r
                            WHERE r.closed_at IS NULL AND r.deleted IS NOT 1
                           UNION ALL
                           SELECT area, 0, coalesce(safety, 0) FROM workaround
                            WHERE deleted IS NOT 1 AND (ended IS NULL OR ended > ?1))
                    GROUP BY area"
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let rows = statement.query_map([today.to_string()], |row| {
            Ok(AreaLoad {
                area: maybe_id(row, "area")?,
                open_requests: count(row, "requests")?,
                active_workarounds: count(row, "workarounds")?,
                safety: count(row, "safety")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What each person owns on a day.
    ///
    /// # Errors
    /// From SQLite.
    pub fn owned_by_person(&self, today: Day) -> Result<Vec<(EntityId, PersonCarries)>> {
        let sql = "SELECT (SELECT id FROM entity WHERE no = owner) AS owner,
                          sum(is_request) AS requests, sum(NOT is_request) AS workarounds
                     FROM (SELECT owner, 1 AS is_request FROM request
                            WHERE owner IS NOT NULL AND closed_at IS NULL AND deleted IS NOT 1
                           UNION ALL
                           SELECT owner, 0 FROM workaround
                            WHERE owner IS NOT NULL AND deleted IS NOT 1 AND (ended IS NULL OR ended > ?1))
                    GROUP BY owner";
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement.query_map([today.to_string()], |row| {
            let carries =
                PersonCarries { requests: count(row, "requests")?, workarounds: count(row, "workarounds")? };
            Ok((id(row, "owner")?, carries))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
