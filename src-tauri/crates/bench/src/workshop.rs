//! Where measurements take place: a folder of their own, databases of ours and of the peer in it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context;
use keepalive_domain::world::World;
use keepalive_store::{OpenOptions, Store};
use tempfile::TempDir;

/// A folder that is removed at the end, and how much to measure.
pub(crate) struct Workshop {
    folder: TempDir,
    pub(crate) pairs: usize,
    /// How many acts a new desk fetches in its first exchange.
    pub(crate) first_sync_ops: usize,
}

impl Workshop {
    /// A folder beside this program: on the disk that builds are on, never on one in memory.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub(crate) fn new(pairs: usize, first_sync_ops: usize) -> anyhow::Result<Self> {
        let program = std::env::current_exe()?;
        let beside = program.parent().context("this program lies in no folder")?;
        let folder = tempfile::Builder::new().prefix("bench-").tempdir_in(beside)?;
        Ok(Self { folder, pairs, first_sync_ops })
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A new database of ours.
    ///
    /// # Errors
    /// The store's.
    pub(crate) fn store(&self, name: &str) -> anyhow::Result<Store> {
        open(&self.path(name))
    }
}

/// Opens a database of ours.
///
/// # Errors
/// The store's.
pub(crate) fn open(path: &Path) -> anyhow::Result<Store> {
    // Build folders may lie anywhere; what is written here is thrown away.
    let options = OpenOptions { any_place: true, ..OpenOptions::default() };
    Ok(Store::open(path, Arc::new(MeasuredWorld::default()), options)?)
}

/// The wall clock as it is; chance that costs what a good generator costs.
#[derive(Default)]
struct MeasuredWorld {
    drawn: AtomicU64,
}

impl World for MeasuredWorld {
    fn now_ms(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }

    fn utc_offset_minutes(&self) -> i32 {
        0
    }

    fn random(&self) -> [u8; 10] {
        let nth = self.drawn.fetch_add(1, Ordering::Relaxed);
        let (first, second) = (scrambled(nth), scrambled(!nth));
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&first.to_le_bytes());
        bytes[8..].copy_from_slice(&second.to_le_bytes()[..2]);
        bytes
    }
}

/// A number that looks drawn by chance (the finaliser of splitmix64), the same for the same `nth`.
pub(crate) const fn scrambled(nth: u64) -> u64 {
    let x = nth.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}
