//! Whether what stands merged into a request touches safety, or is demanded by a rule. While it does, so does the request
//! that stands for it; taken apart, it no longer does.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::entity::EntityNo;
use crate::error::Result;
use crate::read::with_merged;

/// What all that stands merged into a request has between them; its own row is left out.
const THROUGH_MERGED: &str = concat!(
    with_merged!("?1"),
    "SELECT max(CASE WHEN q.safety = 1 THEN 1 END), max(CASE WHEN q.regulatory = 1 THEN 1 END)
       FROM here CROSS JOIN request q ON q.no = here.no WHERE here.no != ?1"
);

/// What these requests went into, and what that went into, whether they still stand so or not.
const WENT_INTO: &str = "WITH RECURSIVE up (no) AS (
         SELECT s.\"into\" FROM request_state s WHERE s.request = ?1 AND s.\"into\" IS NOT NULL
         UNION
         SELECT s.\"into\" FROM up CROSS JOIN request_state s ON s.request = up.no WHERE s.\"into\" IS NOT NULL)
     SELECT no FROM up";

/// From here on all are derived: few requests have anything merged into them.
const MANY: usize = 500;

/// Derives the columns of every request that something went into.
pub(super) fn derive_all(conn: &Connection) -> Result<()> {
    conn.execute(
        "UPDATE request SET merged_safety = NULL, merged_regulatory = NULL
          WHERE merged_safety IS NOT NULL OR merged_regulatory IS NOT NULL",
        [],
    )?;
    let all: Vec<EntityNo> = conn
        .prepare("SELECT DISTINCT \"into\" FROM request_state WHERE \"into\" IS NOT NULL")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    all.into_iter().try_for_each(|no| keep(conn, no))
}

/// Derives the columns of what these requests stand in, directly or through another, and of themselves: a request may be
/// written after those that went into it.
pub(super) fn derive(conn: &Connection, requests: &BTreeSet<EntityNo>) -> Result<()> {
    let any = "SELECT EXISTS (SELECT 1 FROM request_state WHERE \"into\" IS NOT NULL)";
    if requests.is_empty() || !conn.prepare_cached(any)?.query_row([], |row| row.get::<_, bool>(0))? {
        return Ok(());
    }
    if requests.len() >= MANY {
        return derive_all(conn);
    }
    let mut concerned = requests.clone();
    for no in requests {
        let mut statement = conn.prepare_cached(WENT_INTO)?;
        for into in statement.query_map([no], |row| row.get(0))? {
            concerned.insert(into?);
        }
    }
    concerned.into_iter().try_for_each(|no| keep(conn, no))
}

/// Writes the columns of one request where they are others.
fn keep(conn: &Connection, no: EntityNo) -> Result<()> {
    let (safety, regulatory): (Option<i64>, Option<i64>) =
        conn.prepare_cached(THROUGH_MERGED)?.query_row([no], |row| Ok((row.get(0)?, row.get(1)?)))?;
    conn.prepare_cached(
        "UPDATE request SET merged_safety = ?2, merged_regulatory = ?3
          WHERE no = ?1 AND (merged_safety IS NOT ?2 OR merged_regulatory IS NOT ?3)",
    )?
    .execute((no, safety, regulatory))?;
    Ok(())
}
