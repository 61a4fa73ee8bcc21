//! What was really changed in the EHR.

use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use rusqlite::Row;

use super::{Asked, Order, RegisterAfter, RegisterPage};
use crate::error::Result;
use crate::read::clinic::AreaName;
use crate::read::columns::{WhoRow, day, id, key_sql, maybe_id, text, who, who_sql, yes};
use crate::reader::Read;

/// Newest first; the index of the table stands in the same words.
const BY_DAY: Order = Order { sql: "coalesce(t.\"on\", '')", down: true };

/// Which configuration changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConfigChangeFilter {
    /// Only this area.
    pub area: Option<EntityId>,
    /// Only for this request.
    pub request: Option<EntityId>,
    /// Only verified, or only not.
    pub verified: Option<bool>,
    /// Only those whose review day has come.
    pub review_due: bool,
    /// Only where words begin so; empty = any.
    pub text: String,
}

/// One configuration change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigChangeRow {
    /// Which thing.
    pub id: EntityId,
    /// The clinic's own short id.
    pub key: String,
    /// Its day.
    pub on: Option<Day>,
    /// Its configuration area.
    pub area: Option<AreaName>,
    /// What was changed.
    pub item: String,
    /// As it was.
    pub before: Option<String>,
    /// As it is.
    pub after: Option<String>,
    /// Who changed it.
    pub by: Option<WhoRow>,
    /// The request it was for: identity, key, title.
    pub request: Option<(EntityId, String, String)>,
    /// Who verified it.
    pub verified_by: Option<WhoRow>,
    /// Day it is looked at again.
    pub review_on: Option<Day>,
    /// Deleted.
    pub deleted: bool,
}

impl Read<'_> {
    /// A page of configuration changes, newest first.
    ///
    /// # Errors
    /// From SQLite.
    pub fn config_change_page(
        &self,
        filter: &ConfigChangeFilter,
        after: Option<&RegisterAfter>,
        limit: u32,
        today: Day,
    ) -> Result<RegisterPage> {
        let mut asked = Asked::of_those_here(today);
        asked.is("area", filter.area);
        asked.is("request", filter.request);
        match filter.verified {
            Some(true) => asked.and("(t.verified_by IS NOT NULL OR t.verified_by_text IS NOT NULL)"),
            Some(false) => asked.and("t.verified_by IS NULL AND t.verified_by_text IS NULL"),
            None => {}
        }
        if filter.review_due {
            asked.and("t.review_on <= ?1");
        }
        asked.has_words(&filter.text);
        self.register_page(Kind::ConfigChange, asked, &BY_DAY, after, limit)
    }

    /// These configuration changes in their order, deleted ones included; unknown ones are left out.
    ///
    /// # Errors
    /// From SQLite.
    pub fn config_changes(&self, ids: &[EntityId]) -> Result<Vec<ConfigChangeRow>> {
        let sql = format!(
            "SELECT e.id, t.key, t.\"on\", t.item, t.before, t.after, t.review_on, t.deleted, {}, {},
                    (SELECT id FROM entity WHERE no = t.area) AS area_id,
                    (SELECT key FROM area WHERE no = t.area) AS area_name,
                    re.id AS request_id, {} AS request_key, r.title AS request_title
               FROM config_change t JOIN entity e USING (no)
               LEFT JOIN entity re ON re.no = t.request LEFT JOIN request r ON r.no = t.request
              WHERE e.id = ?1",
            who_sql("t", "by", "by"),
            who_sql("t", "verified_by", "verified_by"),
            key_sql("r"),
        );
        self.rows_of(&sql, ids, change)
    }
}

fn change(row: &Row<'_>) -> rusqlite::Result<ConfigChangeRow> {
    let area = maybe_id(row, "area_id")?;
    let area_name = text(row, "area_name")?;
    let request = maybe_id(row, "request_id")?;
    let (request_key, request_title) = (text(row, "request_key")?, text(row, "request_title")?);
    Ok(ConfigChangeRow {
        id: id(row, "id")?,
        key: text(row, "key")?,
        on: day(row, "on")?,
        area: area.map(|id| AreaName { id, name: area_name }),
        item: text(row, "item")?,
        before: row.get("before")?,
        after: row.get("after")?,
        by: who(row, "by")?,
        request: request.map(|id| (id, request_key, request_title)),
        verified_by: who(row, "verified_by")?,
        review_on: day(row, "review_on")?,
        deleted: yes(row, "deleted")?,
    })
}
