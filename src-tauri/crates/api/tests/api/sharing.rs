//! Sharing over a folder, as the app does it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use keepalive_api::App;
use keepalive_domain::world::World;
use serde_json::{Value as Json, json};

use crate::common::folder::{Shared, everything_below, inviting, with_code};
use crate::common::hub::{log, titles};
use crate::common::{DAY_MS, Desk, elm};

/// The file that holds the desk's key.
fn key_of(desk: &Desk) -> PathBuf {
    let is_key = |file: &PathBuf| file.extension().is_some_and(|ending| ending == "key");
    everything_below(desk.dir.path()).into_iter().find(is_key).unwrap()
}

#[test]
fn sharing_is_off_until_somebody_chooses_a_folder() {
    let (desk, shared) = (Desk::clinic(), Shared::new());
    let off = desk.ok("sharing", json!({}));
    assert_eq!(
        (&off["place"], &off["shared_before"], &off["waiting"]),
        (&Json::Null, &json!(false), &Json::Null)
    );
    assert_eq!(desk.ok("sharing_now", json!({})), off, "there is nobody to meet");

    let on = desk.ok("sharing_begin", shared.input());
    assert_eq!(
        on["place"],
        json!({ "kind": "folder", "name": "Clinic share" }),
        "its name, never where it is"
    );
    assert_eq!((&on["met_at"], &on["waiting"]), (&Json::Null, &Json::Null), "not met yet is not zero");
    assert_eq!(on["desks"][0]["this"], true);

    let met = desk.ok("sharing_now", json!({}));
    assert_eq!((&met["waiting"], &met["trouble"]), (&json!(0), &Json::Null));
    log(&desk, "Print twice");
    let waiting = desk.ok("sharing", json!({}))["waiting"].as_u64().unwrap();
    assert!(waiting > 0, "what was written since waits");
    assert_eq!(desk.ok("sharing_now", json!({}))["waiting"], 0);
}

#[test]
fn what_one_desk_writes_another_has_after_they_met() {
    let (front, back, shared) = (Desk::clinic(), Desk::another(), Shared::new());
    front.ok("sharing_begin", shared.input());
    log(&front, "Print twice");
    front.ok("sharing_now", json!({}));
    let key = std::fs::read_to_string(key_of(&front)).unwrap();
    back.pass(DAY_MS);
    back.app.share_over_folder(&shared.path(), &key, keepalive_api::Meeting::default()).unwrap();
    std::fs::copy(key_of(&front), back.path(&key_of(&front).file_name().unwrap().to_string_lossy())).unwrap();
    back.ok("sharing_begin", shared.input());
    let ana = back.make("person", json!({ "name": "Ana", "role": "Nurse" }));
    back.ok("settings_set", json!({ "desk": ana }));
    log(&back, "Fax the referral");
    back.ok("sharing_now", json!({}));
    let seen = front.ok("sharing_now", json!({}));
    assert_eq!(titles(&front), ["Fax the referral", "Print twice"]);
    assert_eq!(front.digest(), back.digest());
    let other = &seen["desks"][1];
    assert_eq!((&other["this"], &other["by"]), (&json!(false), &json!("Ana")));
    assert_eq!(other["wrote_at"], back.app.now_ms());
    assert!(other["version"].as_str().is_some_and(|version| !version.is_empty()));
}

#[test]
fn a_folder_that_went_away_is_said_with_since_when_and_caught_up_with() {
    let (desk, shared) = (Desk::clinic(), Shared::new());
    desk.ok("sharing_begin", shared.input());
    let met_at = desk.ok("sharing_now", json!({}))["met_at"].clone();
    shared.goes_away();
    desk.pass(60_000);
    let away = desk.ok("sharing_now", json!({}));
    let since = desk.app.now_ms();
    assert_eq!((&away["trouble"]["kind"], &away["trouble"]["since"]), (&json!("not_there"), &json!(since)));
    desk.pass(60_000);
    log(&desk, "Print twice");
    let away = desk.ok("sharing_now", json!({}));
    assert_eq!(away["trouble"]["since"], since, "since the first time, not the last");
    assert_eq!(away["met_at"], met_at);
    assert!(away["waiting"].as_u64().unwrap() > 0);
    assert!(!shared.path().exists(), "nothing is made where the folder was");
    shared.returns();
    let back = desk.ok("sharing_now", json!({}));
    assert_eq!((&back["trouble"], &back["waiting"]), (&Json::Null, &json!(0)));
}

#[test]
fn stopping_touches_nothing_more_and_going_on_needs_no_new_key() {
    let (desk, shared) = (Desk::clinic(), Shared::new());
    desk.ok("sharing_begin", shared.input());
    desk.ok("sharing_now", json!({}));
    let there = everything_below(&shared.path());
    let stopped = desk.ok("sharing_stop", json!({}));
    assert_eq!((&stopped["place"], &stopped["shared_before"]), (&Json::Null, &json!(true)));
    log(&desk, "Print twice");
    desk.ok("sharing_now", json!({}));
    assert_eq!(everything_below(&shared.path()), there);
    assert_eq!(titles(&desk), ["Print twice"], "what is here stays");
    desk.ok("sharing_begin", shared.input());
    assert_eq!(desk.ok("sharing_now", json!({}))["waiting"], 0);
    assert!(everything_below(&shared.path()).len() > there.len());
}

#[test]
fn a_folder_that_cannot_be_shared_is_refused_with_its_reason() {
    let (desk, other, shared) = (Desk::clinic(), Desk::another(), Shared::new());
    let refused = desk.refused("sharing_begin", json!({ "path": shared.dir.path().join("nowhere") }));
    assert_eq!((&refused["field"], &refused["hint"]), (&json!("path"), &json!("sharing_not_there")));
    assert_eq!(
        other.call("sharing_begin", shared.input()).unwrap_err().code,
        keepalive_api::ErrorCode::NoClinic
    );
    desk.ok("sharing_begin", shared.input());
    let second = Desk::elsewhere();
    assert_eq!(second.refused("sharing_begin", shared.input())["hint"], "sharing_other_there");
    desk.ok("sharing_stop", json!({}));
    std::fs::remove_file(key_of(&desk)).unwrap();
    assert_eq!(desk.refused("sharing_begin", shared.input())["hint"], "sharing_key_missing");
    desk.ok("sample_open", json!({}));
    assert_eq!(desk.ok("sharing", json!({}))["sample"], true);
    assert_eq!(desk.refused("sharing_begin", shared.input())["hint"], "sharing_sample");
    assert_eq!(desk.refused("sharing_stop", json!({}))["hint"], "sharing_sample", "it is the clinic's");
}

#[test]
fn sharing_and_what_waits_survive_a_restart() {
    let (desk, shared) = (Desk::clinic(), Shared::new());
    desk.ok("sharing_begin", shared.input());
    desk.ok("sharing_now", json!({}));
    let desk = desk.restarted();
    let before = desk.ok("sharing", json!({}));
    assert_eq!((&before["place"]["name"], &before["waiting"]), (&json!("Clinic share"), &json!(0)));
    shared.goes_away();
    log(&desk, "Print twice");
    let away = desk.ok("sharing_now", json!({}));
    assert_eq!(away["trouble"]["kind"], "not_there");
    assert!(away["waiting"].as_u64().unwrap() > 0);
}

fn join(front: &Desk, back: &Desk, shared: &Shared) {
    let code = front.ok("sharing_invite", json!({}))["code"].as_str().unwrap().to_owned();
    back.ok("sharing_answer", with_code(shared, &code));
    back.ok("sharing_join", json!({}));
    front.ok("sharing_invite_end", json!({}));
}

/// Restored on a new computer, the desk has no key; one it makes for another folder opens nothing in the first.
#[test]
fn a_desk_whose_key_is_gone_is_never_told_that_all_is_in_step() {
    let (shared, elsewhere) = (Shared::new(), Shared::new());
    let (front, back) = (Desk::clinic(), Desk::another());
    front.ok("sharing_begin", shared.input());
    front.ok("sharing_now", json!({}));
    join(&front, &back, &shared);
    back.ok("sharing_stop", json!({}));
    std::fs::remove_file(key_of(&back)).unwrap();
    back.ok("sharing_begin", elsewhere.input());
    back.ok("sharing_stop", json!({}));
    assert_eq!(back.refused("sharing_begin", shared.input())["hint"], "sharing_key_missing");
    assert_eq!(back.ok("sharing", json!({}))["place"], Json::Null, "a refusal changes nothing");
    join(&front, &back, &shared);
    log(&front, "Prints the label twice");
    front.ok("sharing_now", json!({}));
    let met = back.ok("sharing_now", json!({}));
    assert_eq!((&met["trouble"], titles(&back)), (&Json::Null, titles(&front)));
    let keys = std::fs::read_dir(key_of(&back).parent().unwrap()).unwrap().flatten();
    let keys = keys.filter(|file| file.path().extension().is_some_and(|ext| ext == "key")).count();
    assert_eq!(keys, 2, "the key of the other folder is kept beside");
}

/// What the last meeting found was said of the record before.
#[test]
fn after_a_restore_nothing_is_said_to_be_in_step_before_the_next_meeting() {
    let shared = Shared::new();
    let desk = Desk::clinic();
    desk.ok("sharing_begin", shared.input());
    let copy = desk.ok("backup_now", json!({}))["copies"][0]["name"].clone();
    log(&desk, "Print twice");
    assert_eq!(desk.ok("sharing_now", json!({}))["waiting"], 0);
    desk.ok("backup_restore", json!({ "name": copy }));
    assert_eq!(desk.ok("sharing", json!({}))["waiting"], Json::Null);
    desk.ok("sharing_now", json!({}));
    assert_eq!(titles(&desk), ["Print twice"], "what the folder held came again");
}

/// While a clinic is shared, a restore lasts until the next exchange: what the others have comes again, and nothing of
/// theirs goes. Taking it back brings the very record of before.
#[test]
fn a_restore_of_a_shared_clinic_and_its_undo_lose_nothing_on_any_desk() {
    let shared = Shared::new();
    let (front, code) = inviting(&shared);
    let back = Desk::another();
    back.ok("sharing_answer", with_code(&shared, &code));
    back.ok("sharing_join", json!({}));
    let copy = front.ok("backup_now", json!({}))["copies"][0]["name"].clone();
    log(&front, "Fax the referral");
    front.ok("sharing_now", json!({}));
    back.ok("sharing_now", json!({}));
    let now = front.digest();
    assert_eq!(back.digest(), now);

    front.ok("backup_restore", json!({ "name": copy }));
    assert_ne!(front.digest(), now);
    front.ok("undo", json!({}));
    assert_eq!(front.digest(), now, "taken back before anybody was met");

    front.ok("redo", json!({}));
    front.ok("sharing_now", json!({}));
    assert_eq!(front.digest(), now, "what the folder holds came again");
    log(&front, "Call the lab");
    log(&back, "Print the list");
    for desk in [&front, &back, &front] {
        desk.ok("sharing_now", json!({}));
    }
    let later = front.digest();
    assert_eq!(back.digest(), later);
    // The record from before the restore comes back without the act since, which the others have.
    front.ok("backup_put_back", json!({}));
    assert_eq!(front.digest(), now);
    front.ok("sharing_now", json!({}));
    back.ok("sharing_now", json!({}));
    assert_eq!((front.digest(), back.digest()), (later.clone(), later));
    assert_eq!(front.ok("verify", json!({}))["sound"], json!(true));
}

/// An app with meetings in the background, on a clock that runs.
fn in_background(file: &Path) -> Arc<App> {
    let world: Arc<dyn World> = Arc::new(keepalive_api::SystemWorld::default());
    let app = Arc::new(App::open(file, world).unwrap());
    app.share_in_background();
    app
}

/// Waits for something that another thread does within seconds.
#[track_caller]
fn comes(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < Duration::from_secs(60), "{what} did not come about");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_thread_meets_while_sharing_is_on_and_none_is_there_while_it_is_off() {
    let (here, shared) = (tempfile::tempdir().unwrap(), Shared::new());
    let app = in_background(&here.path().join("clinic.db"));
    let call = |command: &str, input: Json| app.call(command, input).unwrap();
    call("first_run", elm());
    assert!(!app.shares_in_background());
    assert!(!app.changed_outside().unwrap().contains(&"sharing"));
    app.call_host("sharing_begin", shared.input()).unwrap();
    assert!(app.shares_in_background());
    comes("the first meeting", || call("sharing", json!({}))["waiting"] == json!(0));
    assert!(app.changed_outside().unwrap().contains(&"sharing"), "the pages are told");
    let before = everything_below(&shared.path()).len();
    call("save", json!({ "kind": "person", "set": { "name": "Ana", "role": "Nurse" } }));
    comes("a meeting soon after a change", || everything_below(&shared.path()).len() > before);
    call("sharing_stop", json!({}));
    assert!(!app.shares_in_background());
}

#[test]
fn a_restart_meets_by_itself() {
    let (here, shared) = (tempfile::tempdir().unwrap(), Shared::new());
    let file = here.path().join("clinic.db");
    let desk = Desk::clinic();
    desk.ok("sharing_begin", shared.input());
    let dir = desk.dir.path().to_owned();
    for file in std::fs::read_dir(&dir).unwrap().flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        if name == "settings.json" || name.ends_with(".key") {
            std::fs::copy(file.path(), here.path().join(name)).unwrap();
        }
    }
    desk.ok("backup_now", json!({}));
    let copy =
        std::fs::read_dir(dir.join(keepalive_api::BACKUP_FOLDER_NAME)).unwrap().flatten().next().unwrap();
    std::fs::copy(copy.path(), &file).unwrap();
    let app = in_background(&file);
    assert!(app.shares_in_background());
    comes("a meeting", || app.call("sharing", json!({})).unwrap()["met_at"] != Json::Null);
}
