//! The log: ops as exact bytes, chained by hash, one stream per installation.

mod body;
mod stream;

pub(crate) use body::{BodyWriter, Was};
pub(crate) use keepalive_domain::header::{Header, chain_hash};
pub(crate) use stream::{NewOp, OwnStream, insert_op};

use rusqlite::Connection;

use crate::error::Result;

/// How many ops it holds: it is append-only, so its last number is its length.
pub(crate) fn length(conn: &Connection) -> Result<u64> {
    let last: i64 = conn.query_row("SELECT ifnull(max(op_no), 0) FROM op", [], |row| row.get(0))?;
    Ok(last.unsigned_abs())
}

/// Marks the file as ours: "Kplv".
pub(crate) const APPLICATION_ID: i64 = 0x4b70_6c76;

/// The steps that made the log's tables what they are, the first from nothing. Each later one changes a file that
/// holds a record, so it only adds; none is ever edited.
const STEPS: &[&str] = &[
    include_str!("log.sql"),
    include_str!("log_2.sql"),
    include_str!("log_3.sql"),
    include_str!("log_4.sql"),
    include_str!("log_5.sql"),
    include_str!("log_6.sql"),
];

/// The format of the log's tables: how many steps were taken. Only a change of `op`, `stream`, `meta` or what travels
/// beside them adds one.
#[expect(clippy::cast_possible_wrap, reason = "a handful of steps")]
pub(crate) const LOG_VERSION: i64 = STEPS.len() as i64;

/// Makes the log's tables in an empty file.
pub(crate) fn create(conn: &Connection) -> Result<()> {
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    migrate(conn, 0)
}

/// Takes the steps that a file of format `found` lacks, inside the caller's transaction.
pub(crate) fn migrate(conn: &Connection, found: i64) -> Result<()> {
    let taken = usize::try_from(found).unwrap_or(STEPS.len());
    for step in STEPS.iter().skip(taken) {
        conn.execute_batch(step)?;
    }
    conn.pragma_update(None, "user_version", LOG_VERSION)?;
    Ok(())
}
