//! The writer's file exchanged under it, and opened again.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Result, StoreError};
use crate::store::Replaced;
use crate::writer::Lost;
use crate::{backup, connection, rebuild};

/// How long the exchanged file is tried: a virus scanner looks at a new file first (QUALITY, fault 9).
const PATIENCE: Duration = Duration::from_secs(10);

/// How long to wait before the first new try; doubled each time.
const FIRST_WAIT: Duration = Duration::from_millis(20);

/// Closes the writer's connection, exchanges the file, and opens it again. Where that fails the writer is `lost`: it
/// refuses everything from then on, with the reason, rather than write where nobody looks.
pub(crate) fn exchange_under(
    conn: &mut Connection,
    lost: &Lost,
    path: &Path,
    why: &'static str,
    now_ms: i64,
) -> Result<Replaced> {
    // What stands in the WAL goes into the file that is kept.
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    let closed = std::mem::replace(conn, connection::open_scratch()?);
    drop(closed);
    let exchanged = backup::put_in_place(path, why, now_ms);
    // Also after a failure there is a database to go on with: the old one, or the new one.
    match patiently(PATIENCE, || open_again(path)) {
        Ok(opened) => *conn = opened,
        Err(error) => return Err(lost.because(path, &error)),
    }
    Ok(Replaced { kept_at: exchanged? })
}

fn open_again(path: &Path) -> Result<Connection> {
    let mut opened = connection::open_writer(path)?;
    if !connection::is_derived_here(&opened)? {
        rebuild_in(&mut opened)?;
    }
    Ok(opened)
}

/// Derives everything anew, in one transaction.
pub(crate) fn rebuild_in(conn: &mut Connection) -> Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    rebuild::rebuild(&tx)?;
    Ok(tx.commit()?)
}

/// Tries again with growing pauses while what is wrong may pass.
fn patiently<T>(patience: Duration, mut attempt: impl FnMut() -> Result<T>) -> Result<T> {
    let (until, mut wait) = (Instant::now() + patience, FIRST_WAIT);
    loop {
        match attempt() {
            Err(error) if may_pass(&error) && Instant::now() + wait < until => {
                std::thread::sleep(wait);
                wait *= 2;
            }
            other => return other,
        }
    }
}

/// Whether the next try may find it otherwise: a file of another format stays one.
const fn may_pass(error: &StoreError) -> bool {
    matches!(
        error,
        StoreError::Drive { .. }
            | StoreError::ReadOnly { .. }
            | StoreError::File { .. }
            | StoreError::DiskFull
            | StoreError::Sqlite(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held() -> StoreError {
        StoreError::Drive { detail: "held by another program".to_owned() }
    }

    #[test]
    fn a_file_held_for_a_moment_is_opened_after_it() {
        let mut tries = 0;
        let opened = patiently(PATIENCE, || {
            tries += 1;
            if tries < 3 { Err(held()) } else { Ok(tries) }
        });
        assert_eq!(opened.unwrap(), 3);
    }

    #[test]
    fn what_stays_wrong_ends_the_trying_and_another_format_is_tried_once() {
        let opened: Result<()> = patiently(FIRST_WAIT * 2, || Err(held()));
        assert!(matches!(opened, Err(StoreError::Drive { .. })));
        let mut tries = 0;
        let newer = patiently::<()>(PATIENCE, || {
            tries += 1;
            Err(StoreError::Corrupt { detail: String::new() })
        });
        assert!(matches!(newer, Err(StoreError::Corrupt { .. })));
        assert_eq!(tries, 1);
    }
}
