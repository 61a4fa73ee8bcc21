//! A folder that a clinic's computers all see, and the desks that meet in it.

use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};
use tempfile::TempDir;

use super::Desk;
use super::hub::log;

/// A folder that a clinic's computers all see, and that can be away.
pub(crate) struct Shared {
    pub(crate) dir: TempDir,
}

impl Shared {
    pub(crate) fn new() -> Self {
        let shared = Self { dir: tempfile::tempdir().unwrap() };
        std::fs::create_dir(shared.path()).unwrap();
        shared
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.dir.path().join("Clinic share")
    }

    pub(crate) fn input(&self) -> Json {
        json!({ "path": self.path() })
    }

    pub(crate) fn goes_away(&self) {
        std::fs::rename(self.path(), self.dir.path().join("unplugged")).unwrap();
    }

    pub(crate) fn returns(&self) {
        std::fs::rename(self.dir.path().join("unplugged"), self.path()).unwrap();
    }
}

/// Every file and folder below a place.
pub(crate) fn everything_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        found.push(entry.path());
        found.extend(everything_below(&entry.path()));
    }
    found
}

/// A desk that shares, and the code it made for another.
pub(crate) fn inviting(shared: &Shared) -> (Desk, String) {
    let desk = Desk::clinic();
    desk.ok("sharing_begin", shared.input());
    log(&desk, "Print twice");
    desk.ok("sharing_now", json!({}));
    let code = desk.ok("sharing_invite", json!({}))["code"].as_str().unwrap().to_owned();
    (desk, code)
}

pub(crate) fn with_code(shared: &Shared, code: &str) -> Json {
    json!({ "path": shared.path(), "code": code })
}
