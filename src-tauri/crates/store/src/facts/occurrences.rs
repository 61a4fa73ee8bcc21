//! Occurrences, unpacked from the rollup.

use chrono::NaiveDate;
use keepalive_domain::facts::OccurrenceCell;
use rusqlite::{Connection, Params};

use super::rows::each_row;
use crate::apply::unreadable;
use crate::derive;
use crate::entity::EntityNo;
use crate::error::Result;

/// Gives every workaround's packed months, in order.
pub(super) fn each(conn: &Connection, each: impl FnMut(EntityNo, i64, &[u8]) -> Result<()>) -> Result<()> {
    packed(conn, "SELECT workaround, month, cells FROM occurrence_month ORDER BY workaround, month", [], each)
}

/// One workaround's cells.
pub(super) fn of(conn: &Connection, workaround: EntityNo) -> Result<Vec<OccurrenceCell>> {
    let sql = "SELECT workaround, month, cells FROM occurrence_month WHERE workaround = ? ORDER BY month";
    let mut cells = Vec::new();
    packed(conn, sql, [workaround], |_, month, bytes| month_cells(&mut cells, month, bytes))?;
    Ok(cells)
}

fn packed(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    mut each: impl FnMut(EntityNo, i64, &[u8]) -> Result<()>,
) -> Result<()> {
    each_row(conn, sql, params, |row| {
        let bytes = row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?;
        each(row.get(0)?, row.get(1)?, bytes)
    })
}

/// Appends the cells of one packed month.
pub(super) fn month_cells(cells: &mut Vec<OccurrenceCell>, month: i64, bytes: &[u8]) -> Result<()> {
    let damaged = || unreadable(0, "the rollup of occurrences is damaged; rebuild");
    let first = i32::try_from(month.div_euclid(12))
        .ok()
        .zip(u32::try_from(month.rem_euclid(12) + 1).ok())
        .and_then(|(year, month)| NaiveDate::from_ymd_opt(year, month, 1))
        .ok_or_else(damaged)?;
    let (mut day_of_month, mut day) = (1, first);
    derive::unpack(bytes, |at, minutes, tally| {
        if at != day_of_month {
            day_of_month = at;
            day = first + chrono::Days::new(u64::from(at).saturating_sub(1));
        }
        cells.push(OccurrenceCell {
            day,
            minutes,
            times: u32::try_from(tally.times).unwrap_or(u32::MAX),
            entries: u32::try_from(tally.entries).unwrap_or(u32::MAX),
        });
    })
    .ok_or_else(damaged)
}
