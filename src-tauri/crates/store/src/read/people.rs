//! How many people need a request, and who through what was merged into it.

use keepalive_domain::ids::EntityId;

use super::columns::{WhoRow, maybe_id, text};
use crate::error::Result;
use crate::reader::Read;

/// A request and all that stands merged into it, or into what went into it (TABLES A14), as the head of a query over
/// `here`. The order of the joins and the plus signs keep SQLite on the index of what went into a request: it would rather make
/// an index of all states for each question.
macro_rules! with_merged {
    ($request:literal) => {
        concat!(
            "WITH RECURSIVE here (no) AS (
                 SELECT ",
            $request,
            "    UNION
                 SELECT m.no FROM here
                  CROSS JOIN request_state s ON s.\"into\" = here.no
                  CROSS JOIN request m ON m.no = s.request
                  WHERE s.deleted IS NOT 1 AND +s.state = 'merged' AND s.at = m.state_at
                    AND +m.state = 'merged' AND m.deleted IS NOT 1) "
        )
    };
}

pub(crate) use with_merged;

/// Whoever asked and whoever said "me too" of the requests that a condition leaves, once for each time.
macro_rules! who {
    ($condition:literal) => {
        concat!(
            "SELECT v.person AS who, v.person_text AS who_text FROM here JOIN voice v ON v.item = here.no
              WHERE v.deleted IS NOT 1 AND ",
            $condition,
            " UNION ALL
             SELECT q.requester, q.requester_text FROM here JOIN request q ON q.no = here.no
              WHERE (q.requester IS NOT NULL OR q.requester_text IS NOT NULL) AND ",
            $condition
        )
    };
}

/// How many people need a request, as SQL from `request r`: whoever asked and whoever said "me too", each once. What
/// stands merged into it counts with it.
///
/// Most requests have nothing merged into them and at most one voice: theirs are counted with the row. Several voices may be
/// one person's, where they came from elsewhere.
pub(in crate::read) const PEOPLE: &str = concat!(
    "CASE WHEN EXISTS (SELECT 1 FROM request_state s WHERE s.\"into\" = r.no AND s.deleted IS NOT 1) THEN (",
    with_merged!("r.no"),
    "SELECT count(DISTINCT coalesce(who, who_text)) FROM (",
    who!("1"),
    "))
    WHEN r.voices > 1 THEN (SELECT count(DISTINCT coalesce(who, who_text)) FROM (
        SELECT v.person AS who, v.person_text AS who_text FROM voice v WHERE v.item = r.no AND v.deleted IS NOT 1
        UNION ALL SELECT r.requester, r.requester_text))
    ELSE r.voices + ((r.requester IS NOT NULL OR r.requester_text IS NOT NULL)
        AND NOT (r.voices > 0 AND EXISTS (SELECT 1 FROM voice v
             WHERE v.item = r.no AND v.deleted IS NOT 1
               AND (v.person = r.requester OR v.person_text = r.requester_text)))) END"
);

/// Who needs a request through what was merged into it alone.
const THROUGH_MERGED: &str = concat!(
    with_merged!("no FROM entity WHERE id = ?1 "),
    "SELECT (SELECT id FROM entity WHERE no = who) AS who_id,
            coalesce((SELECT coalesce(name, key) FROM person WHERE no = who), who_text) AS name
       FROM (",
    who!("here.no != (SELECT no FROM entity WHERE id = ?1)"),
    " EXCEPT SELECT who, who_text FROM (",
    who!("here.no = (SELECT no FROM entity WHERE id = ?1)"),
    ")) ORDER BY lower(name), who"
);

impl Read<'_> {
    /// Who needs a request through those merged into it: who asked for one or said "me too" on it, and neither on the request
    /// itself. By name.
    ///
    /// # Errors
    /// From SQLite.
    pub fn people_through_merged(&self, request: EntityId) -> Result<Vec<WhoRow>> {
        let mut statement = self.conn().prepare_cached(THROUGH_MERGED)?;
        let rows = statement.query_map([request.bytes().as_slice()], |row| {
            Ok(WhoRow { id: maybe_id(row, "who_id")?, name: text(row, "name")? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
