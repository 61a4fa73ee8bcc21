//! Two desks of one clinic and a folder that they share.
#![allow(dead_code, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, reason = "a failure here is a failed test")]

#[path = "../../../store/tests/common/world.rs"]
#[allow(unreachable_pub, reason = "one clock and chance for the tests of every hub")]
mod world;

use std::fs;
use std::path::{Path, PathBuf};

use keepalive_domain::ids::{EntityId, SpaceId};
use keepalive_domain::ops::{Change, Label};
use keepalive_domain::schema::Kind;
use keepalive_hub_folder::FolderHub;
use keepalive_seal::SpaceKey;
use keepalive_store::{ActDraft, OpenOptions, Store};
use world::TestWorld;

/// The first desk has written an act, and the other one is in its space; nothing lies in the folder yet.
pub(crate) struct Clinic {
    pub(crate) dir: tempfile::TempDir,
    pub(crate) a: Store,
    pub(crate) b: Store,
    pub(crate) space: SpaceId,
    pub(crate) key: SpaceKey,
}

impl Clinic {
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (a, b) = (open(&dir.path().join("a.db"), 1), open(&dir.path().join("b.db"), 2));
        fs::create_dir(dir.path().join("share")).unwrap();
        write(&a, "first");
        let space = a.read(|read| read.space()).unwrap().unwrap();
        b.write(move |write| write.join_space(space)).unwrap();
        Self { dir, a, b, space, key: SpaceKey::new().unwrap() }
    }

    /// A desk that is new in their space.
    pub(crate) fn newcomer(&self) -> Store {
        let (file, space) = (self.dir.path().join("c.db"), self.space);
        let c = open(&file, 3);
        c.write(move |write| write.join_space(space)).unwrap();
        c
    }

    /// The first desk's file as it is now, in another place.
    pub(crate) fn copy_of_a(&self, name: &str) -> PathBuf {
        for ending in ["", "-wal"] {
            let from = self.dir.path().join(format!("a.db{ending}"));
            fs::copy(from, self.dir.path().join(format!("{name}{ending}"))).unwrap();
        }
        self.dir.path().join(name)
    }

    pub(crate) fn share(&self) -> PathBuf {
        self.dir.path().join("share")
    }

    /// The segments in the folder, wherever they stand.
    pub(crate) fn segments(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.share()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap().flatten() {
                if entry.path().is_dir() {
                    folders.push(entry.path());
                } else if entry.path().extension().is_some_and(|ending| ending == "seg") {
                    found.push(entry.path());
                }
            }
        }
        found.sort();
        found
    }

    pub(crate) fn hub(&self) -> FolderHub {
        FolderHub::begin(&self.share(), self.space, self.key.clone()).unwrap()
    }
}

pub(crate) fn open(file: &Path, seed: u64) -> Store {
    let options = OpenOptions { any_place: true, ..OpenOptions::default() };
    Store::open(file, TestWorld::new(seed), options).unwrap()
}

/// Writes the one workaround's title.
pub(crate) fn write(desk: &Store, title: &str) {
    let change = Change::of(Kind::Workaround, EntityId::named("test", &["1"])).with("title", title);
    let label = Label::new("act", Vec::<String>::new());
    let draft = ActDraft { label, changes: vec![change], ..ActDraft::default() };
    desk.write(move |write| write.record(draft)).unwrap();
}
