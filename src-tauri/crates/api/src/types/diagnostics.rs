//! What somebody who helps needs to know of this computer. Holds nothing that people wrote.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::InstantMs;

/// Versions and sizes: enough to tell one trouble from another, and no word of the clinic's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Diagnostics {
    /// The program's version.
    pub version: String,
    /// The version of SQLite inside it.
    pub sqlite: String,
    /// `windows`, `macos` or `linux`.
    pub os: String,
    /// The processor's family, such as `x86_64`.
    pub arch: String,
    /// Size of the database file in bytes; `null` where it cannot be read.
    #[ts(type = "number | null")]
    pub database_bytes: Option<u64>,
    /// Ops in the log.
    #[ts(type = "number")]
    pub ops: u64,
    /// The database is the sample clinic's.
    pub sample: bool,
    /// When the newest backup was written; `null` if there is none.
    pub backed_up_at: Option<InstantMs>,
}
