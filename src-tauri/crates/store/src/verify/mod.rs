//! Checking a database against itself: the file, the chain, and everything derived.

mod chain;
mod compare;

use std::path::Path;

use rusqlite::Connection;

use crate::digest::digest;
use crate::error::Result;
use crate::{connection, rebuild};

/// A step of the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerifyStep {
    /// SQLite's own integrity check.
    File,
    /// The hash chain of every stream.
    Chain,
    /// Building everything again from the log.
    Rebuild,
    /// Comparing what was built with what stands.
    Compare,
}

/// How much is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// The file and the hash chain: what cannot be made again.
    FileAndChain,
    /// That, and everything derived.
    Everything,
}

/// How far a check has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The step.
    pub step: VerifyStep,
    /// Units done in this step.
    pub done: u64,
    /// Units this step has.
    pub total: u64,
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it was found.
    pub step: VerifyStep,
    /// What is wrong, for a person.
    pub detail: String,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyReport {
    /// Ops in the log.
    pub ops: u64,
    /// Streams they stand in.
    pub streams: u64,
    /// The state digest; empty where the tables cannot be read, or were not looked at.
    pub digest: String,
    /// What is wrong; empty when all is well.
    pub faults: Vec<Fault>,
}

impl VerifyReport {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    fn fault(&mut self, step: VerifyStep, detail: impl Into<String>) {
        self.faults.push(Fault { step, detail: detail.into() });
    }
}

/// Checks the database at `path` on one unchanging picture of it, while others go on working.
///
/// Everything derived is built again in a temporary database that holds no log: there the names `op` and
/// `stream` lead to the attached live file, which is only read.
pub(crate) fn verify(path: &Path, depth: Depth, mut progress: impl FnMut(Progress)) -> Result<VerifyReport> {
    let conn = connection::open_scratch()?;
    conn.execute("ATTACH ? AS live", [path.to_string_lossy()])?;
    conn.execute_batch("BEGIN")?;
    let mut tell = |step, done, total| progress(Progress { step, done, total });
    let mut report = VerifyReport {
        ops: count(&conn, "SELECT count(*) FROM live.op")?,
        streams: count(&conn, "SELECT count(*) FROM live.stream")?,
        digest: String::new(),
        faults: Vec::new(),
    };
    let ops = report.ops;
    tell(VerifyStep::File, 0, 1);
    check_file(&conn, &mut report)?;
    chain::check(&conn, &mut report, |done| tell(VerifyStep::Chain, done, ops))?;
    if depth == Depth::FileAndChain {
        return Ok(report);
    }
    if let Err(error) = check_derived(&conn, &mut report, &mut tell) {
        // A log or a table that cannot even be read to its end is a fault of the file, not of the check.
        report.fault(VerifyStep::Rebuild, error.to_string());
    }
    Ok(report)
}

/// Builds everything again and compares it with what stands.
fn check_derived(
    conn: &Connection,
    report: &mut VerifyReport,
    tell: &mut impl FnMut(VerifyStep, u64, u64),
) -> Result<()> {
    let ops = report.ops;
    // The live digest comes first: once the tables are built, their names lead to the new ones.
    let live = digest(conn);
    let step = |done| {
        tell(VerifyStep::Rebuild, done, ops);
        Ok(())
    };
    for restated in rebuild::build(conn, step)? {
        report
            .fault(VerifyStep::Rebuild, format!("op {} is understood otherwise than noted", restated.op_no));
    }
    let built = digest(conn)?;
    match live {
        Ok(live) => {
            if live != built {
                report.fault(VerifyStep::Compare, "the state digest is not the one the log gives");
            }
            report.digest = live;
        }
        Err(error) => report.fault(VerifyStep::Compare, error.to_string()),
    }
    compare::check(conn, report, |done, total| tell(VerifyStep::Compare, done, total))
}

/// SQLite's own check of the file.
fn check_file(conn: &Connection, report: &mut VerifyReport) -> Result<()> {
    let mut statement = conn.prepare("PRAGMA live.integrity_check(20)")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let line: String = row.get(0)?;
        if line != "ok" {
            report.fault(VerifyStep::File, line);
        }
    }
    Ok(())
}

fn count(conn: &Connection, sql: &str) -> Result<u64> {
    Ok(conn.query_row(sql, [], |row| row.get::<_, i64>(0))?.unsigned_abs())
}
