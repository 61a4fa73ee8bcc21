//! What opens what is shared, in the keychain of the computer's system: the clinic's key, a desk's own keys, and its password
//! for a database.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use keepalive_api::{Keychain, Meeting};
use serde_json::{Value as Json, json};

use crate::common::hub::{Hub, log, titles};
use crate::common::{Desk, why};

/// A keychain in memory, which can be locked and lost, and counts how often it was asked.
#[derive(Default)]
struct InMemory {
    secrets: Mutex<BTreeMap<String, String>>,
    locked: Mutex<bool>,
    /// How often it takes something before it keeps nothing any more and says that it did.
    takes: Mutex<Option<usize>>,
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

    /// What it holds under names that contain this.
    fn of(&self, part: &str) -> Vec<String> {
        let secrets = self.secrets.lock().unwrap();
        secrets.iter().filter(|(name, _)| name.contains(part)).map(|(_, secret)| secret.clone()).collect()
    }

    /// The clinic's keys: what has no name behind the space.
    fn keys(&self) -> Vec<String> {
        let secrets = self.secrets.lock().unwrap();
        let is_key = |name: &str| name.split(' ').count() == 2;
        secrets.iter().filter(|(name, _)| is_key(name)).map(|(_, secret)| secret.clone()).collect()
    }

    fn loses(&self, part: &str) {
        self.secrets.lock().unwrap().retain(|name, _| !name.contains(part));
    }
}

impl Keychain for InMemory {
    fn read(&self, name: &str) -> Result<Option<String>, String> {
        self.answers()?;
        Ok(self.secrets.lock().unwrap().get(name).cloned())
    }

    fn keep(&self, name: &str, secret: &str) -> Result<(), String> {
        self.answers()?;
        let mut takes = self.takes.lock().unwrap();
        if *takes == Some(0) {
            return Ok(());
        }
        *takes = takes.map(|left| left - 1);
        self.secrets.lock().unwrap().insert(name.to_owned(), secret.to_owned());
        Ok(())
    }

    fn forget(&self, name: &str) -> Result<(), String> {
        self.answers()?;
        self.secrets.lock().unwrap().remove(name);
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

    fn sheet(&self) -> String {
        sheet(&self.desk)
    }

    fn restarted(self) -> Self {
        let desk = restarted(self.desk, &self.keychain);
        Self { desk, ..self }
    }
}

/// The lines of a sheet that was printed.
fn sheet(desk: &Desk) -> String {
    let shown = desk.ok("sharing_sheet_make", json!({}));
    desk.ok("sharing_sheet_end", json!({ "printed": true }));
    let blocks = shown["document"]["blocks"].as_array().unwrap();
    let terms = blocks.iter().find(|block| block["kind"] == "terms").unwrap();
    terms["rows"].as_array().unwrap().iter().map(|row| row[1].as_str().unwrap()).collect()
}

fn restarted(desk: Desk, keychain: &Arc<InMemory>) -> Desk {
    let desk = desk.restarted();
    desk.app.keep_keys_in(keychain.clone());
    desk
}

/// By what the others know this desk.
fn mark(desk: &Desk) -> Json {
    desk.ok("sharing", json!({}))["desks"][0]["mark"].clone()
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
    let (key, own) = (read(&beside(desk, "key")[0]), read(&beside(desk, "desk")[0]));
    let before = mark(desk);
    clinic.sheet();
    let met = meet(desk);
    assert_eq!((&met["key"], &met["trouble"]), (&json!("keychain"), &Json::Null));
    assert_eq!((keychain.keys(), beside(desk, "key").len()), (vec![key], 0));
    assert_eq!((keychain.of(" desk "), beside(desk, "desk").len()), (vec![own], 0));

    let clinic = clinic.restarted();
    log(&clinic.desk, "Fax the referral");
    assert_eq!(meet(&clinic.desk)["waiting"], 0, "and it goes on with what is there");
    assert_eq!((mark(&clinic.desk), beside(&clinic.desk, "desk").len()), (before, 0), "as the same desk");
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
    assert_eq!(meet(&clinic.desk)["trouble"]["kind"], "keychain_lost");
    clinic.desk.ok("sharing_stop", json!({}));
    let begun = clinic.desk.refused("sharing_begin", json!({ "path": clinic.folder }));
    assert_eq!(begun["hint"], "sharing_key_missing");
    clinic.desk.ok("sharing_open_sheet", json!({ "path": clinic.folder, "sheet": sheet }));
    let joined = clinic.desk.ok("sharing_join", json!({}));
    assert_eq!((&joined["trouble"], &joined["key"]), (&Json::Null, &json!("keychain")));
    assert_eq!((titles(&clinic.desk).len(), clinic.keychain.keys().len()), (2, 1));
}

#[test]
fn another_key_that_the_keychain_held_for_the_clinic_is_kept_in_a_file() {
    let clinic = Clinic::new();
    clinic.sheet();
    meet(&clinic.desk);
    let first = clinic.keychain.keys()[0].clone();
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
    assert_ne!(clinic.keychain.keys(), std::slice::from_ref(&first));
    assert_eq!(beside(&clinic.desk, "key").iter().map(|file| read(file)).collect::<Vec<_>>(), [first]);
}

/// Under another account of the computer, as a service may run the command line.
#[test]
fn a_keychain_without_a_desks_own_keys_is_said_and_nobody_goes_on_as_another_one_by_it() {
    let clinic = Clinic::new();
    let (key, sheet) = (read(&beside(&clinic.desk, "key")[0]), clinic.sheet());
    meet(&clinic.desk);
    let (before, kept) = (mark(&clinic.desk), clinic.keychain.secrets.lock().unwrap().clone());
    let clinic = clinic.restarted();
    clinic.keychain.loses(" desk ");
    log(&clinic.desk, "Fax the referral");
    let met = meet(&clinic.desk);
    assert_eq!(met["trouble"]["kind"], "keychain_lost");
    let said = met["trouble"]["message"].as_str().unwrap();
    assert!(said.contains("the user of this computer who turned sharing on"), "{said}");
    assert!(said.contains("join again with a code"), "{said}");
    // Nor by the command line, in whatever way.
    let file = clinic.folder.with_file_name("for-another.keepalive");
    let app = &clinic.desk.app;
    let over_folder = app.share_over_folder(&clinic.folder, &key, Meeting::default());
    for refused in [over_folder, app.share_export(&file, &key)] {
        assert_eq!(refused.unwrap_err().hint.as_deref(), Some("sharing_keychain_lost"));
    }
    // Nor by a file that somebody carries.
    let refused = clinic.desk.refused("sharing_export", json!({ "path": file }));
    assert_eq!(refused["hint"], "sharing_keychain_lost");
    assert!(!file.exists());
    assert_eq!((mark(&clinic.desk), beside(&clinic.desk, "desk").len()), (before.clone(), 0));

    // As the user who has it.
    let clinic = clinic.restarted();
    clinic.keychain.secrets.lock().unwrap().extend(kept);
    let met = meet(&clinic.desk);
    assert_eq!((&met["trouble"], &met["waiting"]), (&Json::Null, &json!(0)));
    assert_eq!(mark(&clinic.desk), before);

    // It is lost: somebody joins anew, and the desk goes on as another one.
    let clinic = clinic.restarted();
    clinic.keychain.loses(" desk ");
    log(&clinic.desk, "Call the lab");
    assert_eq!(meet(&clinic.desk)["trouble"]["kind"], "keychain_lost");
    clinic.desk.ok("sharing_stop", json!({}));
    clinic.desk.ok("sharing_open_sheet", json!({ "path": clinic.folder, "sheet": sheet }));
    let joined = clinic.desk.ok("sharing_join", json!({}));
    assert_eq!((&joined["trouble"], &joined["key"]), (&Json::Null, &json!("keychain")));
    assert_ne!(mark(&clinic.desk), before);
    let met = meet(&clinic.desk);
    assert_eq!((&met["waiting"], &met["kept_aside"]), (&json!(0), &json!([])));
    assert_eq!((titles(&clinic.desk).len(), clinic.keychain.of(" desk ").len()), (3, 1), "nothing was lost");
}

#[test]
fn what_cannot_be_moved_keeps_nothing_else_in_its_file() {
    let clinic = Clinic::new();
    clinic.sheet();
    // The key's marker cannot be written.
    let marker = beside(&clinic.desk, "key")[0].with_extension("keychain");
    std::fs::create_dir(&marker).unwrap();
    assert_eq!(meet(&clinic.desk)["key"], "file_no_keychain");
    assert_eq!((beside(&clinic.desk, "key").len(), beside(&clinic.desk, "desk").len()), (1, 0));
    let clinic = clinic.restarted();
    std::fs::remove_dir(&marker).unwrap();
    assert_eq!((&meet(&clinic.desk)["key"], beside(&clinic.desk, "key").len()), (&json!("keychain"), 0));
}

#[test]
fn what_a_keychain_does_not_give_back_stays_in_its_file() {
    for takes in [0, 1] {
        let clinic = Clinic::new();
        *clinic.keychain.takes.lock().unwrap() = Some(takes);
        clinic.sheet();
        let met = meet(&clinic.desk);
        assert_eq!((&met["key"], &met["trouble"]), (&json!("file_no_keychain"), &Json::Null));
        assert_eq!((beside(&clinic.desk, "key").len(), beside(&clinic.desk, "desk").len()), (1 - takes, 1));
        let before = mark(&clinic.desk);
        let clinic = clinic.restarted();
        *clinic.keychain.takes.lock().unwrap() = None;
        assert_eq!((&meet(&clinic.desk)["key"], mark(&clinic.desk)), (&json!("keychain"), before));
        assert!(beside(&clinic.desk, "key").is_empty() && beside(&clinic.desk, "desk").is_empty());
    }
}

/// A desk that shares over a database, with its password in the keychain.
fn at_a_server(hub: &Hub) -> (Desk, Arc<InMemory>) {
    let (desk, keychain) = (Desk::clinic(), Arc::new(InMemory::default()));
    desk.app.keep_keys_in(keychain.clone());
    desk.ok("sharing_begin_database", hub.lets_in("front-desk"));
    log(&desk, "Print twice");
    assert_eq!(meet(&desk)["key"], "file_no_sheet");
    let password = password_beside(&desk);
    assert!(!password.is_empty() && keychain.of("").is_empty());
    sheet(&desk);
    let met = meet(&desk);
    assert_eq!((&met["key"], &met["trouble"]), (&json!("keychain"), &Json::Null));
    assert_eq!(keychain.of(LOGIN), [password]);
    assert_eq!(password_beside(&desk), "");
    let desk = restarted(desk, &keychain);
    log(&desk, "Fax the referral");
    assert_eq!(meet(&desk)["waiting"], 0, "and it goes on with what is there");
    (desk, keychain)
}

/// How the name of a password ends: with the login.
const LOGIN: &str = "front";

fn password_beside(desk: &Desk) -> String {
    let access: Json = serde_json::from_str(&read(&beside(desk, "access")[0])).unwrap();
    access["password"].as_str().unwrap().to_owned()
}

#[test]
fn a_password_for_a_database_goes_into_the_keychain_and_out_of_it_when_nobody_uses_it() {
    let Some(hub) = Hub::start() else { return };
    let (desk, keychain) = at_a_server(&hub);
    // A copy of the file that is left lets nobody in, and says why.
    let left = desk.refused("sharing_move", json!({ "path": beside(&desk, "access")[0] }));
    assert_eq!(why(&left), ("invalid", "access", "not_an_access"));
    assert!(left["message"].as_str().unwrap().contains("keychain"), "{left}");

    let desk = restarted(desk, &keychain);
    keychain.lock(true);
    assert_eq!(meet(&desk)["trouble"]["kind"], "keychain");
    keychain.lock(false);
    assert_eq!(meet(&desk)["trouble"], Json::Null);

    desk.ok("sharing_stop", json!({}));
    assert!(beside(&desk, "access").is_empty() && keychain.of(LOGIN).is_empty());
    assert_eq!(keychain.keys().len(), 1, "the key is kept for going on");
}

#[test]
fn a_keychain_that_lost_the_password_asks_for_another_access_file() {
    let Some(hub) = Hub::start() else { return };
    let (desk, keychain) = at_a_server(&hub);
    let desk = restarted(desk, &keychain);
    keychain.loses(LOGIN);
    log(&desk, "Call the lab");
    let met = meet(&desk);
    assert_eq!(met["trouble"]["kind"], "no_access");
    assert!(met["trouble"]["message"].as_str().unwrap().contains("keychain"), "{met}");
    assert_eq!(desk.refused("sharing_invite", json!({}))["hint"], "not_an_access");
    let another = hub.lets_read("front-desk", false);
    desk.ok("sharing_begin_database", another);
    let met = meet(&desk);
    assert_eq!((&met["trouble"], &met["waiting"], &met["key"]), (&Json::Null, &json!(0), &json!("keychain")));
    assert_eq!((password_beside(&desk).as_str(), keychain.of(LOGIN).len()), ("", 1));
}
