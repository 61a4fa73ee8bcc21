//! What of a damaged database can still be read.

use std::path::Path;

use keepalive_domain::facts::InstantMs;
use rusqlite::{Connection, Row};

use crate::connection;
use crate::error::Result;

/// How many ops are asked for at once; a damaged page costs this many tries.
const BATCH: i64 = 64;

/// Counts of a damaged database.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Salvage {
    /// Ops whose bytes are what their hashes say.
    pub readable: u64,
    /// Ops known to have been there that cannot be read, or whose bytes were changed.
    pub damaged: u64,
    /// When the newest readable one was written, UTC ms.
    pub newest_ms: Option<InstantMs>,
}

/// Counts what can still be read of a damaged database that is not open. It is only read.
///
/// Everything is zero where not even the log's table can be found.
///
/// # Errors
/// [`crate::StoreError::File`] where the file itself cannot be opened.
pub fn salvage(path: &Path) -> Result<Salvage> {
    std::fs::File::open(path).map_err(super::files::failed("read", path))?;
    Ok(count(path).unwrap_or_default())
}

fn count(path: &Path) -> Result<Salvage> {
    let conn = connection::open_copier(path)?;
    conn.pragma_update(None, "query_only", true)?;
    let last: i64 = conn.query_row("SELECT ifnull(max(op_no), 0) FROM op", [], |row| row.get(0))?;
    let mut salvage = Salvage::default();
    let mut from = 1;
    while from <= last {
        let to = (from + BATCH - 1).min(last);
        if !take(&conn, from, to, &mut salvage) {
            for op_no in from..=to {
                if !take(&conn, op_no, op_no, &mut salvage) {
                    salvage.damaged += 1;
                }
            }
        }
        from = to + 1;
    }
    Ok(salvage)
}

/// Counts the ops of a range if all of it can be read.
fn take(conn: &Connection, from: i64, to: i64, salvage: &mut Salvage) -> bool {
    let Ok(read) = read(conn, from, to) else { return false };
    salvage.readable += read.readable;
    salvage.damaged += read.damaged;
    salvage.newest_ms = salvage.newest_ms.max(read.newest_ms);
    true
}

fn read(conn: &Connection, from: i64, to: i64) -> Result<Salvage> {
    let mut found = Salvage::default();
    let mut ops = conn.prepare_cached(
        "SELECT header, body, body_hash, prev_hash, hash, at_utc_ms FROM op WHERE op_no BETWEEN ? AND ?",
    )?;
    let mut rows = ops.query([from, to])?;
    while let Some(row) = rows.next()? {
        if is_whole(row)? {
            found.readable += 1;
            found.newest_ms = found.newest_ms.max(row.get("at_utc_ms")?);
        } else {
            found.damaged += 1;
        }
    }
    Ok(found)
}

fn is_whole(op: &Row<'_>) -> Result<bool> {
    let header: Vec<u8> = op.get("header")?;
    let body: Option<Vec<u8>> = op.get("body")?;
    let previous: Option<Vec<u8>> = op.get("prev_hash")?;
    let chained =
        crate::log::chain_hash(previous.as_deref(), &header).as_slice() == op.get::<_, Vec<u8>>("hash")?;
    let body_hash: Vec<u8> = op.get("body_hash")?;
    Ok(chained && body.is_none_or(|body| blake3::hash(&body).as_bytes().as_slice() == body_hash))
}
