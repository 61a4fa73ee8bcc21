//! A clinic with a million occurrences in three years, and the same rows in a plain table.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, ensure};
use chrono::{Datelike, NaiveTime};
use keepalive_api::{App, SystemWorld};
use keepalive_domain::calendar::{ClinicZone, add_months};
use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_store::{OpenOptions, Store};
use rusqlite::{Connection, OpenFlags, params};

use crate::clinic;
use crate::plain_database;
use crate::wal_index;
use crate::workshop::{Workshop, scrambled};

/// How many.
const OCCURRENCES: u64 = 1_000_000;

/// Of how many workarounds. None has an estimate, so that hours are what GROUP BY can count, too.
const WORKAROUNDS: usize = 120;

/// Over how many months; the system went live on a first, so that its months are the calendar's.
const MONTHS: i32 = 36;

/// Half a day: noon UTC is the same day in the clinic's zone.
const NOON_MS: i64 = 12 * 60 * 60 * 1_000;

/// The clinic, open, and the plain table beside it.
pub(crate) struct Million {
    pub(super) app: App,
    pub(super) workarounds: Vec<EntityId>,
    pub(super) today: Day,
    pub(super) plain: PathBuf,
}

impl Million {
    /// Writes it: a million acts' worth of rows, and the plain table.
    pub(crate) fn made(workshop: &Workshop) -> anyhow::Result<Self> {
        let path = workshop.path("million.db");
        let options = OpenOptions { any_place: true, ..OpenOptions::default() };
        let app = App::open_with(&path, Arc::new(SystemWorld::default()), options)?;
        let zone = ClinicZone::parse(clinic::ZONE)?;
        let today = zone.local_day(app.now_ms());
        let first_of_month = clinic::day(today.year(), today.month(), 1)?;
        let go_live = add_months(first_of_month, 1 - MONTHS).context("the calendar has a beginning")?;
        let workarounds = app.with_store(|store| filled(store, go_live, super::yesterday(today)?))?;
        let million = Self { app, workarounds, today, plain: workshop.path("million-plain.db") };
        million.export()?;
        million.prove_same_rows()?;
        Ok(million)
    }

    /// Closes the clinic; returns where its database is.
    pub(crate) fn close(self) -> PathBuf {
        self.app.with_store(|store| store.path().to_owned())
    }

    /// Writes every occurrence into a plain table: what somebody without Keepalive would count.
    pub(super) fn export(&self) -> anyhow::Result<()> {
        let path = self.app.with_store(|store| store.path().to_owned());
        let ours = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let zone = ClinicZone::parse(clinic::ZONE)?;
        let mut plain = plain_database::open(&self.plain)?;
        plain.execute_batch(
            "DROP TABLE IF EXISTS occurrence;
             CREATE TABLE occurrence (
                 id INTEGER PRIMARY KEY, workaround INTEGER NOT NULL, day TEXT NOT NULL, minutes REAL,
                 count INTEGER NOT NULL
             );",
        )?;
        let tx = plain.transaction()?;
        let mut statement =
            ours.prepare("SELECT workaround, at, minutes, count FROM occurrence WHERE deleted IS NOT 1")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (workaround, at): (i64, i64) = (row.get(0)?, row.get(1)?);
            let (minutes, count): (Option<f64>, Option<i64>) = (row.get(2)?, row.get(3)?);
            let day = zone.local_day(at).to_string();
            tx.prepare_cached(
                "INSERT INTO occurrence (workaround, day, minutes, count) VALUES (?, ?, ?, ?)",
            )?
            .execute(params![workaround, day, minutes, count.unwrap_or(1)])?;
        }
        tx.commit()?;
        plain_database::write_back(&plain)?;
        Ok(())
    }

    /// Both sides count the same number of occurrences in every month.
    pub(super) fn prove_same_rows(&self) -> anyhow::Result<()> {
        let plain = plain_database::open(&self.plain)?;
        let mut statement =
            plain.prepare("SELECT substr(day, 1, 7), sum(count) FROM occurrence GROUP BY 1 ORDER BY 1")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let theirs: Vec<(String, i64)> = rows.collect::<rusqlite::Result<_>>()?;
        let facts = self.app.with_store(Store::facts)?.facts;
        let mut ours = std::collections::BTreeMap::new();
        for cell in facts.workarounds.iter().flat_map(|workaround| &workaround.occurrences) {
            *ours.entry(cell.day.format("%Y-%m").to_string()).or_insert(0) += i64::from(cell.times);
        }
        ensure!(ours.into_iter().eq(theirs), "ours and the plain table hold different rows");
        Ok(())
    }
}

fn filled(store: &Store, go_live: Day, last: Day) -> anyhow::Result<Vec<EntityId>> {
    clinic::found(store, go_live)?;
    let workarounds = clinic::workarounds(store, WORKAROUNDS, go_live)?;
    let days = u64::try_from((last - go_live).num_days())? + 1;
    let go_live_ms = go_live.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
    let ids = clinic::new_ids(store, usize::try_from(OCCURRENCES)?)?;
    let occurrence = |(id, nth): (EntityId, u64)| {
        let drawn = scrambled(nth);
        let workaround = usize::try_from(drawn % WORKAROUNDS as u64).unwrap_or_default();
        let day = i64::try_from(drawn / 1_000 % days).unwrap_or_default();
        // Each workaround has a usual length and is mostly within two minutes of it; all are whole.
        let minutes = 3 + workaround % 20 + usize::try_from(drawn >> 50 & 3).unwrap_or_default();
        let count = if drawn >> 60 == 0 { 2 } else { 1 };
        Change::of(Kind::Occurrence, id)
            .with("workaround", workarounds[workaround])
            .with("at", Value::Instant(go_live_ms + day * 2 * NOON_MS + NOON_MS))
            .with("minutes", Value::Real(minutes as f64))
            .with("count", Value::Int(count))
    };
    clinic::fill(store, ids.into_iter().zip(0..OCCURRENCES).map(occurrence))?;
    wal_index::settle(store.path())?;
    Ok(workarounds)
}
