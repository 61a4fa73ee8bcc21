//! A large file read in little memory, and a record that keeps nothing but a count.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use chrono::NaiveDate;
use keepalive_domain::check::Fields;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_exchange::csv_map::{Map, MappedCsv, RowsAre};
use keepalive_exchange::{ByHand, Found, Known, KnownError, Target, Watch};

use super::malformed::taking;

/// The last measured day of every harness: 2026-11-23.
pub(crate) const TODAY: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 23) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// A record of which only the number of changes is kept.
#[derive(Debug, Default)]
pub(crate) struct Counting {
    pub(crate) changes: u64,
}

impl Known for Counting {
    fn clinic(&self) -> Result<Option<EntityId>, KnownError> {
        Ok(Some(EntityId::named("clinic", &["here"])))
    }
    fn by_key(&self, _: Kind, _: &str) -> Result<Option<Found>, KnownError> {
        Ok(None)
    }
    fn stands_twice(&self, _: Kind, _: &str) -> Result<bool, KnownError> {
        Ok(false)
    }
    fn by_id(&self, _: EntityId) -> Result<Option<Found>, KnownError> {
        Ok(None)
    }
    fn fields(&self, _: EntityId) -> Result<Fields, KnownError> {
        Ok(Fields::new())
    }
    fn by_hand(&self, _: EntityId, _: &[&str]) -> Result<Vec<ByHand>, KnownError> {
        Ok(Vec::new())
    }
    fn alike(&self, _: Kind, _: &[(&str, &Value)]) -> Result<Vec<Found>, KnownError> {
        Ok(Vec::new())
    }
    fn by_source_id(&self, _: &str) -> Result<Option<Found>, KnownError> {
        Ok(None)
    }
    fn has_any(&self, _: Kind) -> Result<bool, KnownError> {
        Ok(false)
    }
    fn last_listed(&self, _: Kind) -> Result<i64, KnownError> {
        Ok(0)
    }
}

impl Target for Counting {
    fn put(&mut self, changes: Vec<Change>) -> Result<(), KnownError> {
        self.changes += changes.len() as u64;
        Ok(())
    }
}

/// Writes a CSV of this many bytes at least, with ragged rows, wrong dates and broken characters all through it. Gives its
/// lines.
///
/// # Errors
/// The disk.
pub(crate) fn write_large(path: &Path, bytes: u64) -> std::io::Result<u64> {
    // Long rows: a file of a gigabyte stays below the most rows that are taken.
    let detail = "The refill screen asks twice and nobody knows why. ".repeat(12);
    let mut out = BufWriter::new(File::create(path)?);
    let mut written = 0_u64;
    let mut lines = 1;
    out.write_all(b"key,title,opened,state,detail\n")?;
    while written < bytes {
        let line = match lines % 50 {
            7 => format!("T{lines},ragged\n").into_bytes(),
            19 => format!("T{lines},date,2026-02-30,New,{detail}\n").into_bytes(),
            31 => [
                format!("T{lines},bro").as_bytes(),
                b"\xff\xfe",
                format!("ken,2026-11-01,New,{detail}\n").as_bytes(),
            ]
            .concat(),
            _ => format!("T{lines},Refill {lines} asks twice,2026-11-01,New,{detail}\n").into_bytes(),
        };
        out.write_all(&line)?;
        written += line.len() as u64;
        lines += 1;
    }
    out.flush()?;
    Ok(lines)
}

/// Reads the whole file as requests, as an import does. Gives lines read and refused.
///
/// # Errors
/// What stopped it.
pub(crate) fn read_large(path: &Path) -> Result<(u64, u64), String> {
    let map = Map::preset("plain", RowsAre::Requests).map_err(|error| error.to_string())?;
    let csv = MappedCsv::open(path, RowsAre::Requests, map).map_err(|error| error.to_string())?;
    let zone = "America/Denver".parse().map_err(|_| "no zone")?;
    let report = csv
        .take(&mut Counting::default(), zone, taking(&Watch::default()))
        .map_err(|error| error.to_string())?;
    Ok((report.files.iter().map(|file| file.rows).sum(), report.refused.count))
}
