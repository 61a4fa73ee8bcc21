//! The key of what is shared, in the keychain of the computer's system.

#![expect(clippy::unwrap_used, reason = "a failure here is a failed test")]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use common::Desk;
use common::hub::{log, titles};
use keepalive_api::Keychain;
use serde_json::{Value as Json, json};

/// A keychain in memory, which can be locked and lost, and counts how often it was asked.
#[derive(Default)]
struct InMemory {
    secrets: Mutex<BTreeMap<String, String>>,
    locked: Mutex<bool>,
    asked: Mutex<u32>,
}

impl InMemory {
    fn answers(&self) -> Result<(), String> {
        *self.asked.lock().unwrap() += 1;
        if *self.locked.lock().unwrap() { Err("it is locked".to_owned()) } else { Ok(()) }
    }

    fn lock(&self, locked: bool) {
        *self.locked.lock().unwrap() = locked;
    }

    fn asked(&self) -> u32 {
        *self.asked.lock().unwrap()
    }

    fn secrets(&self) -> Vec<String> {
        self.secrets.lock().unwrap().values().cloned().collect()
    }
}

impl Keychain for InMemory {
    fn read(&self, name: &str) -> Result<Option<String>, String> {
        self.answers()?;
        Ok(self.secrets.lock().unwrap().get(name).cloned())
    }

    fn keep(&self, name: &str, secret: &str) -> Result<(), String> {
        self.answers()?;
        self.secrets.lock().unwrap().insert(name.to_owned(), secret.to_owned());
        Ok(())
    }
}

/// A folder, a desk that shares over it, and the desk's keychain.
struct Clinic {
    _place: tempfile::TempDir,
    folder: PathBuf,
    desk: Desk,
    keychain: Arc<InMemory>,
}

impl Clinic {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("Clinic share");
        std::fs::create_dir(&folder).unwrap();
        let (desk, keychain) = (Desk::clinic(), Arc::new(InMemory::default()));
        desk.app.keep_keys_in(keychain.clone());
        desk.ok("sharing_begin", json!({ "path": folder }));
        log(&desk, "Print twice");
        Self { _place: place, folder, desk, keychain }
    }

    /// The lines of a sheet that was printed.
    fn sheet(&self) -> String {
        let shown = self.desk.ok("sharing_sheet_make", json!({}));
        self.desk.ok("sharing_sheet_end", json!({ "printed": true }));
        let blocks = shown["document"]["blocks"].as_array().unwrap();
        let terms = blocks.iter().find(|block| block["kind"] == "terms").unwrap();
        terms["rows"].as_array().unwrap().iter().map(|row| row[1].as_str().unwrap()).collect()
    }

    fn restarted(self) -> Self {
        let desk = self.desk.restarted();
        desk.app.keep_keys_in(self.keychain.clone());
        Self { desk, ..self }
    }
}

fn meet(desk: &Desk) -> Json {
    desk.ok("sharing_now", json!({}))
}

/// Files beside a desk's database with this ending.
fn beside(desk: &Desk, ending: &str) -> Vec<PathBuf> {
    let files = std::fs::read_dir(desk.dir.path()).unwrap().flatten().map(|file| file.path());
    files.filter(|file| file.extension().is_some_and(|found| found == ending)).collect()
}

fn read(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap()
}

#[test]
fn a_key_goes_into_the_keychain_once_a_sheet_opens_it_too() {
    let clinic = Clinic::new();
    let Clinic { desk, keychain, .. } = &clinic;
    assert_eq!(meet(desk)["key"], "file_no_sheet");
    assert_eq!((keychain.asked(), beside(desk, "key").len()), (0, 1));
    let key = read(&beside(desk, "key")[0]);
    clinic.sheet();
    let met = meet(desk);
    assert_eq!((&met["key"], &met["trouble"]), (&json!("keychain"), &Json::Null));
    assert_eq!((keychain.secrets(), beside(desk, "key").len()), (vec![key], 0));

    let clinic = clinic.restarted();
    log(&clinic.desk, "Fax the referral");
    assert_eq!(meet(&clinic.desk)["waiting"], 0, "and it goes on with what is there");
    clinic.desk.ok("sharing_stop", json!({}));
    let asked = clinic.keychain.asked();
    assert_eq!(clinic.desk.ok("sharing", json!({}))["shared_before"], true);
    meet(&clinic.desk);
    assert_eq!(clinic.keychain.asked(), asked, "while sharing is off nobody asks it");
    clinic.desk.ok("sharing_begin", json!({ "path": clinic.folder }));
    assert_eq!((&meet(&clinic.desk)["waiting"], beside(&clinic.desk, "key").len()), (&json!(0), 0));
    assert_eq!(clinic.desk.ok("sharing", json!({}))["sheets"].as_array().unwrap().len(), 1);
}

#[test]
fn where_no_keychain_answers_the_file_stays_and_the_card_says_so() {
    let clinic = Clinic::new();
    clinic.keychain.lock(true);
    clinic.sheet();
    meet(&clinic.desk);
    let met = meet(&clinic.desk);
    assert_eq!((&met["key"], &met["trouble"]), (&json!("file_no_keychain"), &Json::Null));
    assert_eq!((clinic.keychain.asked(), beside(&clinic.desk, "key").len()), (1, 1), "once a start");
    clinic.keychain.lock(false);
    let clinic = clinic.restarted();
    assert_eq!(meet(&clinic.desk)["key"], "keychain");
}

#[test]
fn a_keychain_that_is_locked_later_is_said_and_waited_for() {
    let clinic = Clinic::new();
    clinic.sheet();
    meet(&clinic.desk);
    let clinic = clinic.restarted();
    clinic.keychain.lock(true);
    log(&clinic.desk, "Fax the referral");
    let met = meet(&clinic.desk);
    assert_eq!(met["trouble"]["kind"], "keychain");
    assert!(met["trouble"]["message"].as_str().unwrap().contains("it is locked"));
    assert_eq!(clinic.desk.refused("sharing_invite", json!({}))["hint"], "keychain");
    clinic.keychain.lock(false);
    let met = meet(&clinic.desk);
    assert_eq!((&met["trouble"], &met["waiting"]), (&Json::Null, &json!(0)));
}

/// A new password, a new profile, a moved disk: it happens, and the sheet is for that.
#[test]
fn a_keychain_that_lost_the_key_is_no_loss_with_the_sheet() {
    let clinic = Clinic::new();
    let sheet = clinic.sheet();
    meet(&clinic.desk);
    let clinic = clinic.restarted();
    clinic.keychain.secrets.lock().unwrap().clear();
    log(&clinic.desk, "Fax the referral");
    assert_eq!(meet(&clinic.desk)["trouble"]["kind"], "no_key");
    clinic.desk.ok("sharing_stop", json!({}));
    let begun = clinic.desk.refused("sharing_begin", json!({ "path": clinic.folder }));
    assert_eq!(begun["hint"], "sharing_key_missing");
    clinic.desk.ok("sharing_open_sheet", json!({ "path": clinic.folder, "sheet": sheet }));
    let joined = clinic.desk.ok("sharing_join", json!({}));
    assert_eq!((&joined["trouble"], &joined["key"]), (&Json::Null, &json!("keychain")));
    assert_eq!((titles(&clinic.desk).len(), clinic.keychain.secrets().len()), (2, 1));
}

#[test]
fn another_key_that_the_keychain_held_for_the_clinic_is_kept_in_a_file() {
    let clinic = Clinic::new();
    clinic.sheet();
    meet(&clinic.desk);
    let first = clinic.keychain.secrets()[0].clone();
    // As on a computer whose marker was lost and which shared anew elsewhere.
    std::fs::remove_file(&beside(&clinic.desk, "keychain")[0]).unwrap();
    let clinic = clinic.restarted();
    clinic.desk.ok("sharing_stop", json!({}));
    let elsewhere = clinic.folder.with_file_name("Elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    clinic.desk.ok("sharing_begin", json!({ "path": elsewhere }));
    assert_eq!(meet(&clinic.desk)["key"], "file_no_sheet", "the sheet opens the other key");
    clinic.sheet();
    assert_eq!(meet(&clinic.desk)["key"], "keychain");
    assert_ne!(clinic.keychain.secrets(), std::slice::from_ref(&first));
    assert_eq!(beside(&clinic.desk, "key").iter().map(|file| read(file)).collect::<Vec<_>>(), [first]);
}
