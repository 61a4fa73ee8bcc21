//! The log: ops as exact bytes, chained by hash, one stream per installation.

mod body;
mod stream;

pub(crate) use body::{BodyWriter, Was};
pub(crate) use keepalive_domain::header::{Header, chain_hash};
pub(crate) use stream::{NewOp, OwnStream, insert_op};

use rusqlite::Connection;

use crate::error::Result;

/// Marks the file as ours: "Kplv".
pub(crate) const APPLICATION_ID: i64 = 0x4b70_6c76;

/// The format of the log's tables. Only a change of `op`, `stream` or `meta` raises it.
pub(crate) const LOG_VERSION: i64 = 1;

/// The log's tables.
const LOG_SQL: &str = include_str!("log.sql");

/// Makes the log's tables in an empty file.
pub(crate) fn create(conn: &Connection) -> Result<()> {
    conn.execute_batch(LOG_SQL)?;
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    conn.pragma_update(None, "user_version", LOG_VERSION)?;
    Ok(())
}
