//! The writer's file exchanged under it, and opened again.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Result, StoreError};
use crate::patience::{PATIENCE, patiently};
use crate::store::Replaced;
use crate::writer::Lost;
use crate::{backup, connection, rebuild};

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
    match patiently(PATIENCE, may_pass, || open_again(path)) {
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
    use crate::patience::FIRST_WAIT;

    fn held() -> StoreError {
        StoreError::Drive { detail: "held by another program".to_owned() }
    }

    #[test]
    fn a_file_held_for_a_moment_is_opened_after_it() {
        let mut tries = 0;
        let opened = patiently(PATIENCE, may_pass, || {
            tries += 1;
            if tries < 3 { Err(held()) } else { Ok(tries) }
        });
        assert_eq!(opened.unwrap(), 3);
    }

    #[test]
    fn what_stays_wrong_ends_the_trying_and_another_format_is_tried_once() {
        let opened: Result<()> = patiently(FIRST_WAIT * 2, may_pass, || Err(held()));
        assert!(matches!(opened, Err(StoreError::Drive { .. })));
        let mut tries = 0;
        let newer = patiently::<(), _>(PATIENCE, may_pass, || {
            tries += 1;
            Err(StoreError::Corrupt { detail: String::new() })
        });
        assert!(matches!(newer, Err(StoreError::Corrupt { .. })));
        assert_eq!(tries, 1);
    }
}
