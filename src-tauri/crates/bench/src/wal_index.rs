//! What SQLite's WAL index tells from outside: how much a commit wrote, and whether all of it is written back.
//!
//! Offsets: <https://sqlite.org/walformat.html#the_wal_index_file_format>.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

/// Bytes before every page in the WAL.
const FRAME_HEADER_BYTES: u64 = 24;

/// Longer than any checkpoint here takes.
const SETTLE_LIMIT: Duration = Duration::from_secs(60);

/// The WAL index at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WalIndex {
    page_bytes: u64,
    frames: u64,
    /// Changes when the WAL is begun anew.
    salt: u64,
    written_back: u64,
}

impl WalIndex {
    /// Reads the index of this database, which is open.
    ///
    /// # Errors
    /// There is none, or it is too short.
    pub(crate) fn read(database: &Path) -> anyhow::Result<Self> {
        let bytes = std::fs::read(beside(database, "-shm"))?;
        Self::parse(&bytes).context("the WAL index is too short")
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let at = |offset: usize| bytes.get(offset..offset + 4)?.try_into().ok().map(u32::from_ne_bytes);
        let page_bytes = u16::from_ne_bytes(bytes.get(14..16)?.try_into().ok()?);
        Some(Self {
            // 65,536 does not fit and stands as 1.
            page_bytes: if page_bytes == 1 { 65_536 } else { u64::from(page_bytes) },
            frames: at(16)?.into(),
            salt: u64::from(at(32)?) << 32 | u64::from(at(36)?),
            written_back: at(96)?.into(),
        })
    }

    /// Bytes that went into the WAL between `before` and this.
    pub(crate) const fn bytes_since(&self, before: &Self) -> u64 {
        let already = if self.salt == before.salt { before.frames } else { 0 };
        self.frames.saturating_sub(already) * (FRAME_HEADER_BYTES + self.page_bytes)
    }

    /// Bytes that stand in the WAL and not yet in the database.
    const fn pending_bytes(&self) -> u64 {
        self.frames.saturating_sub(self.written_back) * self.page_bytes
    }
}

/// Waits until the database is quiet: what stands in its WAL is written back, or little enough to be left there.
/// Otherwise our own checkpoint would disturb the peer's turn.
///
/// # Errors
/// It does not come to rest.
pub(crate) fn settle(database: &Path) -> anyhow::Result<()> {
    /// More than this the store writes back as soon as it is idle.
    const LEFT_IN_WAL_BYTES: u64 = 16 * 1024 * 1024;
    let started = Instant::now();
    loop {
        if WalIndex::read(database)?.pending_bytes() <= LEFT_IN_WAL_BYTES {
            return Ok(());
        }
        if started.elapsed() > SETTLE_LIMIT {
            bail!("the WAL of {} is not written back", database.display());
        }
        thread::sleep(Duration::from_millis(2));
    }
}

fn beside(database: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(database);
    name.push(ending);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(frames: u64, salt: u64) -> WalIndex {
        WalIndex { page_bytes: 4_096, frames, salt, written_back: 0 }
    }

    #[test]
    fn a_commit_wrote_the_frames_since_the_one_before() {
        // 3 frames of 24 + 4096 bytes.
        assert_eq!(index(10, 1).bytes_since(&index(7, 1)), 3 * 4_120);
    }

    #[test]
    fn in_a_wal_begun_anew_every_frame_is_new() {
        assert_eq!(index(2, 2).bytes_since(&index(7, 1)), 2 * 4_120);
    }

    #[test]
    fn what_is_written_back_is_pending_no_more() {
        let index = WalIndex { written_back: 7, ..index(10, 1) };
        assert_eq!(index.pending_bytes(), 3 * 4_096);
    }

    #[test]
    fn an_index_too_short_is_none() {
        assert_eq!(WalIndex::parse(&[0; 50]), None);
    }
}
