//! A clock and a die that tests control, and a store in a folder of its own.
#![allow(dead_code, unreachable_pub, reason = "every test file uses its own part")]
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

pub mod moves;
mod world;

use std::path::PathBuf;
use std::sync::Arc;

use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::{Change, Label};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_store::{ActDraft, OpenOptions, Store};

pub use world::TestWorld;

/// A database that can be closed and opened again.
pub struct Desk {
    pub dir: tempfile::TempDir,
    pub world: Arc<TestWorld>,
    store: Option<Store>,
}

impl Desk {
    pub fn new(seed: u64) -> Self {
        let mut desk = Self { dir: tempfile::tempdir().unwrap(), world: TestWorld::new(seed), store: None };
        desk.open();
        desk
    }

    pub fn path(&self) -> PathBuf {
        self.dir.path().join("clinic.db")
    }

    fn open(&mut self) {
        let options = OpenOptions { any_place: true, ..OpenOptions::default() };
        self.store = Some(Store::open(&self.path(), self.world.clone(), options).unwrap());
    }

    pub fn close(&mut self) {
        self.store = None;
    }

    pub fn reopen(&mut self) {
        self.close();
        self.open();
    }

    /// Its file as it stands now.
    pub fn image(&mut self) -> Vec<u8> {
        self.close();
        let image = std::fs::read(self.path()).unwrap();
        self.open();
        image
    }

    /// An older file, or another computer's, comes in the place of its own, and nobody says so.
    pub fn put_back(&mut self, image: &[u8]) {
        self.close();
        std::fs::write(self.path(), image).unwrap();
        self.open();
    }

    pub fn store(&self) -> &Store {
        self.store.as_ref().unwrap()
    }

    /// Records one act of these changes.
    pub fn act(&self, code: &str, changes: Vec<Change>) {
        let label = Label::new(code, Vec::<String>::new());
        let draft = ActDraft { label, changes, ..ActDraft::default() };
        self.store().write(move |w| w.record(draft)).unwrap();
    }

    /// The value of a field now.
    pub fn field(&self, id: EntityId, field: &'static str) -> Value {
        self.store()
            .write(move |w| w.get(id).map(|t| t.map(|t| t.field(field).clone())))
            .unwrap()
            .value
            .unwrap_or_default()
    }

    pub fn undo(&self) -> Option<keepalive_store::Undone> {
        self.store().write(|w| w.undo()).unwrap().value
    }

    pub fn redo(&self) -> Option<keepalive_store::Undone> {
        self.store().write(|w| w.redo()).unwrap().value
    }

    /// A number straight from the file, through a connection of its own.
    pub fn count(&self, sql: &str) -> i64 {
        self.sql().query_row(sql, [], |row| row.get(0)).unwrap()
    }

    pub fn sql(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.path()).unwrap()
    }

    /// Everything derived equals what the log gives, by the store's own check.
    pub fn assert_sound(&self) {
        let report = self.store().verify(|_| {}).unwrap();
        assert_eq!(report.faults, [], "verify");
    }
}

/// An identity that is the same in every test.
pub fn id(n: u8) -> EntityId {
    EntityId::named("test", &[&n.to_string()])
}

/// A new workaround.
pub fn workaround(n: u8, title: &str) -> Change {
    Change::of(Kind::Workaround, id(n))
        .with("title", title)
        .with("break", "drift")
        .with("started", "2026-01-05".parse::<chrono::NaiveDate>().unwrap())
}

/// It happened: `n` names the occurrence, `of` the workaround.
pub fn occurrence(n: u8, of: u8, at_ms: i64, minutes: Option<f64>, count: i64) -> Change {
    Change::of(Kind::Occurrence, EntityId::named("occurrence", &[&n.to_string()]))
        .with("workaround", id(of))
        .with("at", Value::Instant(at_ms))
        .with_some("minutes", minutes.map(Value::Real))
        .with("count", Value::Int(count))
}
