//! Columns of a workaround that follow from its estimates, occurrences, voices and links.

use rusqlite::{Connection, OptionalExtension, params};

use super::rollup;
use crate::entity::EntityNo;
use crate::error::Result;

/// Derives them for every workaround.
pub(super) fn derive_all(conn: &Connection) -> Result<()> {
    let numbers: Vec<EntityNo> = conn
        .prepare("SELECT no FROM workaround")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for no in numbers {
        derive(conn, no)?;
        derive_occurrences(conn, no)?;
    }
    Ok(())
}

/// Derives those that follow from estimates, voices and links.
///
/// `weekly_minutes` = people x uses per person per week x minutes per use of the estimate with the latest `from`
/// (of equal ones the last listed, TABLES A8), whenever that is; `NULL` without an estimate.
pub(super) fn derive(conn: &Connection, no: EntityNo) -> Result<()> {
    let estimate: Option<(Option<f64>, Option<String>)> = conn
        .prepare_cached(
            "SELECT x.people * x.uses_per_person_per_week * x.minutes_per_use, x.basis
               FROM estimate x JOIN entity e ON e.no = x.no
              WHERE x.workaround = ? AND x.deleted IS NOT 1 AND x.\"from\" IS NOT NULL
              ORDER BY x.\"from\" DESC, x.listed IS NULL DESC, x.listed DESC, e.id DESC LIMIT 1",
        )?
        .query_row([no], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (weekly_minutes, basis) = estimate.unwrap_or_default();
    conn.prepare_cached(
        "UPDATE workaround SET weekly_minutes = ?2, basis = ?3,
             voices = (SELECT count(*) FROM voice v WHERE v.item = ?1 AND v.deleted IS NOT 1),
             open_links = (SELECT count(*) FROM link l JOIN request r ON r.no = l.request
                            WHERE l.workaround = ?1 AND l.deleted IS NOT 1
                              AND r.deleted IS NOT 1 AND r.closed_at IS NULL)
          WHERE no = ?1",
    )?
    .execute(params![no, weekly_minutes, basis])?;
    Ok(())
}

/// Derives those that follow from occurrences: how often it happened, timed ones, and when last.
pub(super) fn derive_occurrences(conn: &Connection, no: EntityNo) -> Result<()> {
    let (times, timed) = rollup::totals(conn, no)?;
    conn.prepare_cached(
        "UPDATE workaround SET times = ?2, timed = ?3,
             last_at = (SELECT at FROM occurrence
                         WHERE workaround = ?1 AND deleted IS NOT 1 AND at IS NOT NULL
                         ORDER BY at DESC LIMIT 1)
          WHERE no = ?1",
    )?
    .execute(params![no, times, timed])?;
    Ok(())
}
