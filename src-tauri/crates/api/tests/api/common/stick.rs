//! A file that somebody carries between desks that share.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value as Json, json};

use super::Desk;
use super::clinic::{joins, meets};
use super::folder::Shared;
use super::hub::log;

/// What people carry.
pub(crate) struct Stick(pub(crate) tempfile::TempDir);

impl Stick {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.0.path().join("entries.keepalive")
    }

    pub(crate) fn input(&self) -> Json {
        json!({ "path": self.file() })
    }

    pub(crate) fn holds(&self, bytes: &[u8]) {
        fs::write(self.file(), bytes).unwrap();
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        fs::read(self.file()).unwrap()
    }

    /// From one desk to the other. What came.
    pub(crate) fn carries(&self, from: &Desk, to: &Desk) -> Json {
        from.ok("sharing_export", self.input());
        to.ok("sharing_import", self.input())
    }
}

/// How many entries a file held, and which of them were new, known and kept aside.
pub(crate) fn counted(came: &Json) -> [u64; 4] {
    ["entries", "new", "known", "aside"].map(|name| came[name].as_u64().unwrap())
}

/// Two desks that share a folder and hold the same.
pub(crate) fn two(shared: &Shared) -> (Desk, Desk) {
    let (front, back) = (Desk::clinic(), Desk::another());
    front.ok("sharing_begin", shared.input());
    log(&front, "Print twice");
    meets(&front);
    joins(&front, &back, &shared.input(), "manager");
    meets(&front);
    assert_eq!(front.digest(), back.digest());
    (front, back)
}
