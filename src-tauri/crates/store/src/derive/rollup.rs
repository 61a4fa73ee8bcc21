//! The rollup behind the figures: occurrences by workaround, month, day and minutes.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, OptionalExtension, params};

use super::cells::{self, Cells};
use super::happening::{self, Happening};
use super::zone;
use crate::apply::unreadable;
use crate::entity::EntityNo;
use crate::error::Result;

/// The months that occurrences change, with what they add to each cell.
type Months = BTreeMap<(EntityNo, i64), Cells>;

/// Adds occurrences that came and takes away those that went.
pub(super) fn add(conn: &Connection, occurrences: Vec<(EntityNo, Happening, i64)>) -> Result<()> {
    if occurrences.is_empty() {
        return Ok(());
    }
    let zone = zone::clinic_zone(conn)?;
    let mut months = Months::new();
    for (workaround, happening, sign) in occurrences {
        let day = zone.local_day(happening.at_ms);
        gather(&mut months, workaround, day, happening.minutes, happening.times * sign, sign);
    }
    for ((workaround, month), changes) in months {
        let mut cells = load(conn, workaround, month)?;
        for (cell, change) in changes {
            let tally = cells.entry(cell).or_default();
            tally.times += change.times;
            tally.entries += change.entries;
        }
        store(conn, workaround, month, &cells)?;
    }
    Ok(())
}

/// Counts every occurrence afresh.
pub(super) fn derive_all(conn: &Connection) -> Result<()> {
    let zone = zone::clinic_zone(conn)?;
    conn.execute("DELETE FROM occurrence_month", [])?;
    let mut months = Months::new();
    let mut statement = conn.prepare(
        "SELECT workaround, at, minutes, count FROM occurrence
          WHERE deleted IS NOT 1 AND workaround IS NOT NULL AND at IS NOT NULL",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let day = zone.local_day(row.get(1)?);
        let minutes = happening::timed(row.get(2)?);
        gather(&mut months, row.get(0)?, day, minutes, happening::times(row.get(3)?), 1);
    }
    for ((workaround, month), cells) in months {
        store(conn, workaround, month, &cells)?;
    }
    zone::keep(conn, zone)
}

/// Times, and timed times, of one workaround over all its months.
pub(super) fn totals(conn: &Connection, workaround: EntityNo) -> Result<(i64, i64)> {
    let (mut times, mut timed) = (0, 0);
    let mut statement = conn.prepare_cached("SELECT cells FROM occurrence_month WHERE workaround = ?")?;
    let mut rows = statement.query([workaround])?;
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        cells::unpack(bytes, |_, minutes, tally| {
            times += tally.times;
            timed += if minutes.is_some() { tally.times } else { 0 };
        })
        .ok_or_else(damaged)?;
    }
    Ok((times, timed))
}

fn gather(
    months: &mut Months,
    workaround: EntityNo,
    day: NaiveDate,
    minutes: Option<keepalive_domain::minutes::Minutes>,
    times: i64,
    entries: i64,
) {
    let month = i64::from(day.year()) * 12 + i64::from(day.month0());
    // A day of a month is at most 31.
    let cell = (u8::try_from(day.day()).unwrap_or(u8::MAX), minutes);
    let tally = months.entry((workaround, month)).or_default().entry(cell).or_default();
    tally.times += times;
    tally.entries += entries;
}

fn load(conn: &Connection, workaround: EntityNo, month: i64) -> Result<Cells> {
    let mut cells = Cells::new();
    let packed: Option<Vec<u8>> = conn
        .prepare_cached("SELECT cells FROM occurrence_month WHERE workaround = ? AND month = ?")?
        .query_row(params![workaround, month], |row| row.get(0))
        .optional()?;
    if let Some(packed) = packed {
        cells::unpack(&packed, |day, minutes, tally| {
            cells.insert((day, minutes), tally);
        })
        .ok_or_else(damaged)?;
    }
    Ok(cells)
}

fn store(conn: &Connection, workaround: EntityNo, month: i64, cells: &Cells) -> Result<()> {
    let packed = cells::pack(cells);
    if packed.is_empty() {
        conn.prepare_cached("DELETE FROM occurrence_month WHERE workaround = ? AND month = ?")?
            .execute(params![workaround, month])?;
    } else {
        conn.prepare_cached(
            "INSERT OR REPLACE INTO occurrence_month (workaround, month, cells) VALUES (?, ?, ?)",
        )?
        .execute(params![workaround, month, packed])?;
    }
    Ok(())
}

fn damaged() -> crate::StoreError {
    unreadable(0, "the rollup of occurrences is damaged; rebuild")
}
