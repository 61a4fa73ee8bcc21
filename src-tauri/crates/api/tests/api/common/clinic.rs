//! A clinic whose desks are there for different things.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value as Json, json};
use tempfile::TempDir;

use super::Desk;
use super::hub::log;

/// A manager's desk that shares over a folder, and two that it let in.
pub(crate) struct Clinic {
    pub(crate) place: TempDir,
    pub(crate) front: Desk,
    pub(crate) provider: Desk,
    pub(crate) reader: Desk,
}

impl Clinic {
    pub(crate) fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join("share")).unwrap();
        let (front, provider, reader) = (Desk::clinic(), Desk::another(), Desk::another());
        reader.world.skip_chance();
        let clinic = Self { place, front, provider, reader };
        clinic.front.ok("sharing_begin", clinic.folder());
        log(&clinic.front, "Print twice");
        meets(&clinic.front);
        joins(&clinic.front, &clinic.provider, &clinic.folder(), "provider");
        joins(&clinic.front, &clinic.reader, &clinic.folder(), "reader");
        clinic.all_meet();
        clinic
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.place.path().join("share")
    }

    pub(crate) fn folder(&self) -> Json {
        json!({ "path": self.path() })
    }

    /// Twice: what the last one brought is there for the first.
    pub(crate) fn all_meet(&self) {
        let desks = [&self.front, &self.provider, &self.reader];
        desks.iter().chain(&desks).for_each(|desk| assert_eq!(meets(desk)["trouble"], Json::Null));
    }
}

pub(crate) fn meets(desk: &Desk) -> Json {
    desk.ok("sharing_now", json!({}))
}

pub(crate) fn answers(front: &Desk, desk: &Desk, place: &Json, role: &str) -> Json {
    let code = front.ok("sharing_invite", json!({ "role": role }))["code"].clone();
    desk.ok("sharing_answer", json!({ "path": place["path"], "code": code }))
}

pub(crate) fn joins(front: &Desk, desk: &Desk, place: &Json, role: &str) {
    assert_eq!(answers(front, desk, place, role)["role"], role);
    assert_eq!(desk.ok("sharing_join", json!({}))["trouble"], Json::Null);
    front.ok("sharing_invite_end", json!({}));
}

pub(crate) fn role_at(desk: &Desk) -> String {
    desk.ok("app_state", json!({}))["role"].as_str().unwrap().to_owned()
}

pub(crate) fn mark(desk: &Desk) -> String {
    let view = desk.ok("sharing", json!({}));
    let this = view["desks"].as_array().unwrap().iter().find(|desk| desk["this"] == true).unwrap().clone();
    this["mark"].as_str().unwrap().to_owned()
}

/// What a desk says that another one is there for.
pub(crate) fn says_of(desk: &Desk, mark: &str) -> Json {
    let view = desk.ok("sharing", json!({}));
    view["desks"].as_array().unwrap().iter().find(|desk| desk["mark"] == mark).unwrap()["role"].clone()
}
