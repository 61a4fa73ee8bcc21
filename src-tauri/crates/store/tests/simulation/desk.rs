//! One desk: a real store on real files, with a clock that may be wrong.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use keepalive_domain::ids::OpId;
use keepalive_domain::world::World;
use keepalive_seal::SpaceKey;
use keepalive_store::{OpenOptions, Store, StoreError};

use super::who::Who;

/// The time all clocks start from, and how each of them is off.
pub struct Clock {
    pub true_ms: Arc<AtomicI64>,
    pub off_ms: i64,
    chance: AtomicU64,
}

impl World for Clock {
    fn now_ms(&self) -> i64 {
        self.true_ms.load(Ordering::Relaxed) + self.off_ms
    }
    fn utc_offset_minutes(&self) -> i32 {
        0
    }
    fn random(&self) -> [u8; 10] {
        let n = self.chance.fetch_add(1, Ordering::Relaxed);
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
        bytes[8..].copy_from_slice(&n.to_be_bytes()[6..]);
        bytes
    }
}

/// A desk.
pub struct SimDesk {
    pub path: PathBuf,
    pub who: Who,
    clock: Arc<Clock>,
    store: Option<Store>,
    /// Its files at some moment.
    backup: Option<BTreeMap<&'static str, Vec<u8>>>,
}

/// Endings of a database's files.
const FILES: [&str; 2] = ["", "-wal"];

impl SimDesk {
    pub fn new(
        dir: &Path,
        name: &str,
        template: &[u8],
        true_ms: Arc<AtomicI64>,
        off_ms: i64,
        seed: u64,
        key: &SpaceKey,
    ) -> Self {
        let path = dir.join(name).join("clinic.db");
        std::fs::create_dir(path.parent().unwrap()).unwrap();
        std::fs::write(&path, template).unwrap();
        let clock = Arc::new(Clock { true_ms, off_ms, chance: AtomicU64::new(seed << 24) });
        let mut desk = Self { path, who: Who::new(key), clock, store: None, backup: None };
        desk.open();
        desk
    }

    fn open(&mut self) {
        let options = OpenOptions { any_place: true, readers: 1, ..OpenOptions::default() };
        self.store =
            Some(Store::open(&self.path, Arc::clone(&self.clock) as Arc<dyn World>, options).unwrap());
    }

    pub fn store(&self) -> &Store {
        self.store.as_ref().unwrap()
    }

    fn file(&self, ending: &str) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(ending);
        name.into()
    }

    fn files(&self) -> BTreeMap<&'static str, Vec<u8>> {
        FILES.iter().filter_map(|ending| Some((*ending, std::fs::read(self.file(ending)).ok()?))).collect()
    }

    /// Keeps the files as a disk image would: also what is not written back yet.
    pub fn back_up(&mut self) {
        self.backup = Some(self.files());
    }

    /// The program is gone and starts again on these files.
    fn start_again_on(&mut self, files: &BTreeMap<&'static str, Vec<u8>>) {
        self.store = None;
        for ending in ["", "-wal", "-shm"] {
            let path = self.file(ending);
            match files.get(ending) {
                Some(bytes) => std::fs::write(path, bytes).unwrap(),
                None if path.exists() => std::fs::remove_file(path).unwrap(),
                None => {}
            }
        }
        self.open();
    }

    /// An older image of the disk comes back without anybody saying so. Whether there was one.
    pub fn restore_silently(&mut self) -> bool {
        let Some(files) = self.backup.clone() else { return false };
        self.start_again_on(&files);
        true
    }

    /// The power fails; of what was last written, the disk keeps only this share of a hundred.
    pub fn lose_power(&mut self, kept: usize) {
        let mut files = self.files();
        if let Some(wal) = files.get_mut("-wal") {
            wal.truncate(wal.len() * kept / 100);
        }
        self.start_again_on(&files);
    }

    /// Ids and bodies of the log.
    pub fn ops(&self) -> BTreeMap<OpId, (keepalive_domain::header::Header, Option<Vec<u8>>)> {
        let mut ops = BTreeMap::new();
        self.store()
            .read(|read| {
                read.each_op(|_, header, body| {
                    let header: keepalive_domain::header::Header = serde_json::from_slice(header).unwrap();
                    ops.insert(header.op, (header, body.map(<[u8]>::to_vec)));
                    Ok::<_, StoreError>(())
                })
            })
            .unwrap();
        ops
    }
}
