//! Three desks of one clinic, all there for the same.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};
use tempfile::TempDir;

use super::Desk;
use super::clinic::{joins, meets};
use super::hub::log;

/// A folder that a clinic's computers all see, and three of them that share over it; each logged something.
pub(crate) struct Clinic {
    _place: TempDir,
    pub(crate) folder: PathBuf,
    pub(crate) desks: [Desk; 3],
}

impl Clinic {
    pub(crate) fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("Clinic share");
        fs::create_dir(&folder).unwrap();
        let desks = three();
        desks[0].ok("sharing_begin", json!({ "path": folder }));
        log(&desks[0], "Print twice");
        meets(&desks[0]);
        for (desk, title) in desks[1..].iter().zip(["Fax the referral", "Call the lab"]) {
            joins(&desks[0], desk, &json!({ "path": folder }), "manager");
            log(desk, title);
        }
        all_meet(&desks);
        Self { _place: place, folder, desks }
    }
}

/// The first with a clinic, the others empty.
pub(crate) fn three() -> [Desk; 3] {
    let desks = [Desk::clinic(), Desk::another(), Desk::another()];
    desks[2].world.skip_chance();
    desks
}

/// Twice: what the last one brought is there for the first.
pub(crate) fn all_meet(desks: &[Desk]) {
    for desk in desks.iter().chain(desks) {
        assert_eq!(meets(desk)["trouble"], Json::Null);
    }
}

/// Copies a folder with all that is below it.
pub(crate) fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        if entry.path().is_dir() {
            copied(&entry.path(), &to.join(entry.file_name()));
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}
