//! Backups as the screen meets them: written when due, restored, taken back, and rescued from.

use std::fs;
use std::sync::Arc;

use keepalive_api::{App, ErrorCode, Rescue};
use keepalive_store::OpenOptions;
use serde_json::{Value as Json, json};

use crate::common::{DAY_MS, Desk, MONDAY_TEN};

const MINUTE_MS: i64 = 60_000;

fn workaround(desk: &Desk, title: &str) -> String {
    desk.make("workaround", json!({ "title": title, "break": "drift", "started": "2026-01-05" }))
}

fn copies(desk: &Desk) -> Vec<String> {
    let view = desk.ok("backups", json!({}));
    let names = view["copies"].as_array().into_iter().flatten().filter_map(|copy| copy["name"].as_str());
    names.map(ToOwned::to_owned).collect()
}

#[test]
fn a_copy_is_written_when_something_changed_and_fifteen_minutes_are_never_exceeded() {
    let desk = Desk::clinic();
    desk.app.keep_backups();
    assert_eq!(copies(&desk).len(), 1, "the first act is copied at once");
    desk.pass(DAY_MS);
    desk.app.keep_backups();
    assert_eq!(copies(&desk).len(), 1, "nothing changed, nothing is copied");
    workaround(&desk, "a");
    desk.app.keep_backups();
    assert_eq!(copies(&desk).len(), 2);
    // Acts of a busy hour, a round a minute: whatever is written is in a copy within 15 minutes.
    let mut uncovered_since = None;
    for minute in 0..60 {
        if minute % 4 == 0 {
            workaround(&desk, &format!("w{minute}"));
            uncovered_since.get_or_insert(minute);
        }
        let before = copies(&desk).len();
        desk.app.keep_backups();
        if copies(&desk).len() > before {
            uncovered_since = None;
        }
        assert!(uncovered_since.is_none_or(|since| minute - since < 15), "{minute}: {uncovered_since:?}");
        desk.pass(MINUTE_MS);
    }
}

#[test]
fn an_import_begins_with_a_copy() {
    let desk = Desk::clinic();
    desk.app.keep_backups();
    workaround(&desk, "a");
    let csv = desk.path("people.csv");
    fs::write(&csv, "person,name,role\np1,Ana,front desk\n").unwrap();
    desk.ok("import_run", json!({ "path": csv }));
    assert_eq!(copies(&desk).len(), 2, "what stood before the import is in a copy");
}

#[test]
fn the_newest_copy_is_tried_out_each_month_by_itself() {
    let desk = Desk::clinic();
    desk.app.keep_backups();
    let first = desk.ok("backups", json!({}))["drill"].clone();
    assert_eq!((&first["sound"], &first["digest"]), (&json!(true), &desk.digest()["digest"]));
    desk.pass(29 * DAY_MS);
    desk.app.keep_backups();
    assert_eq!(desk.ok("backups", json!({}))["drill"], first);
    desk.pass(2 * DAY_MS);
    desk.app.keep_backups();
    let second = desk.ok("backups", json!({}))["drill"].clone();
    assert!(second["at"].as_i64() > first["at"].as_i64());
    // A copy that went bad is found by the next one, and remembered.
    let copy = desk.path("backups").join(&copies(&desk)[0]);
    fs::write(&copy, vec![0xAB; 30_000]).unwrap();
    desk.pass(31 * DAY_MS);
    desk.app.keep_backups();
    assert_eq!(desk.ok("backups", json!({}))["drill"]["sound"], json!(false));
}

#[test]
fn a_restore_in_three_steps_and_its_undo() {
    let desk = Desk::clinic();
    workaround(&desk, "Print twice");
    desk.ok("backup_now", json!({}));
    let then = desk.digest();
    let listed = copies(&desk);
    desk.pass(MINUTE_MS);
    workaround(&desk, "Fax the referral");
    let now = desk.digest();
    // One: the copy is picked and looked into. Two: it is restored. Three would be taking that back.
    let look = desk.ok("backup_look", json!({ "name": listed[0] }));
    assert_eq!((&look["workarounds"], &look["lost"], &look["comes_back"]), (&json!(1), &json!(1), &json!(0)));
    assert_eq!(look["lost_newest"].as_array().unwrap().len(), 1);
    assert_eq!(desk.digest(), now);
    let restored = desk.ok("backup_restore", json!({ "name": listed[0] }));
    assert_eq!(desk.digest(), then);
    assert!(restored["saved"]["changed"].as_array().unwrap().len() > 10, "every view refreshes");
    assert_eq!(desk.ok("workaround_list", json!({}))["total"], json!(1));
    assert_eq!(copies(&desk).len(), 2, "what stood before is in a copy, too");
    desk.ok("backup_put_back", json!({}));
    assert_eq!(desk.digest(), now);
    assert_eq!(desk.ok("verify", json!({}))["sound"], json!(true));
}

/// The file is exchanged back whole: what it holds is told by the digest, and that it goes on by the next act.
#[test]
fn undo_takes_a_restore_back_and_redo_does_it_again() {
    let desk = Desk::clinic();
    let offered = |desk: &Desk| {
        let state = desk.ok("app_state", json!({}));
        (state["undo"]["code"].clone(), state["redo"]["code"].clone())
    };
    workaround(&desk, "Print twice");
    desk.ok("backup_now", json!({}));
    let (then, copy) = (desk.digest(), copies(&desk)[0].clone());
    desk.pass(MINUTE_MS);
    workaround(&desk, "Fax the referral");
    let now = desk.digest();
    desk.ok("backup_restore", json!({ "name": copy }));
    assert_eq!((desk.digest(), offered(&desk)), (then.clone(), (json!("restored_copy"), Json::Null)));

    // It is offered after a restart, too.
    let desk = desk.restarted();
    assert_eq!(offered(&desk).0, json!("restored_copy"));
    let undone = desk.ok("undo", json!({}));
    assert_eq!(
        (&undone["label"]["code"], &undone["label"]["args"][0]),
        (&json!("undone"), &json!("restored_copy"))
    );
    assert!(undone["changed"].as_array().unwrap().len() > 10, "every view refreshes");
    assert_eq!((desk.digest(), offered(&desk)), (now.clone(), (json!("created"), json!("restored_copy"))));
    assert_eq!(desk.ok("redo", json!({}))["label"]["code"], "redone");
    assert_eq!(desk.digest(), then);
    desk.ok("undo", json!({}));
    assert_eq!(desk.digest(), now);

    // What is done after an undo leaves nothing to do again; what is undone is the act.
    workaround(&desk, "Call the lab");
    assert_eq!(offered(&desk), (json!("created"), Json::Null));
    desk.ok("undo", json!({}));
    assert_eq!(desk.ok("workaround_list", json!({}))["total"], 2);
    assert_eq!(desk.ok("verify", json!({}))["sound"], json!(true));
}

#[test]
fn acts_after_a_restore_are_taken_back_before_it_and_are_told_before_it_goes() {
    let desk = Desk::clinic();
    desk.ok("backup_now", json!({}));
    let copy = copies(&desk)[0].clone();
    desk.pass(MINUTE_MS);
    workaround(&desk, "Fax the referral");
    let now = desk.digest();
    let replaced = desk.ok("backup_restore", json!({ "name": copy }))["replaced"].clone();
    assert_eq!(replaced["by"], "restore");
    workaround(&desk, "Call the lab");
    // Whoever takes the restore back from the list sees what goes with it.
    let look = desk.ok("backup_look", json!({ "name": replaced["name"] }));
    assert_eq!((&look["lost"], &look["comes_back"]), (&json!(1), &json!(1)));
    assert_eq!(desk.ok("undo", json!({}))["label"]["args"][0], "created", "the act first");
    assert_eq!(desk.ok("workaround_list", json!({}))["total"], 0);
    desk.ok("undo", json!({}));
    assert_eq!(desk.digest(), now, "then the restore");
    assert_eq!(desk.ok("backups", json!({}))["replaced"]["by"], "put_back");
}

/// Killed after the file was exchanged and before that was remembered: the restore can be taken back all the same.
#[test]
fn a_restore_that_a_crash_came_into_can_be_taken_back() {
    let desk = Desk::clinic();
    desk.ok("backup_now", json!({}));
    desk.ok("backup_drill", json!({}));
    let copy = desk.path("backups").join(&copies(&desk)[0]);
    workaround(&desk, "Fax the referral");
    let now = desk.digest();
    desk.app.with_store(|store| store.restore(&copy, &keepalive_store::Watch::default())).unwrap();
    let settings = desk.path("settings.json");
    let begun = |there: &[Json]| {
        let mut remembered: Json = serde_json::from_slice(&fs::read(&settings).unwrap()).unwrap();
        remembered["backups"]["exchanging"] = json!({ "by": "restore", "there": there });
        fs::write(&settings, remembered.to_string()).unwrap();
    };
    begun(&[]);
    let desk = desk.restarted();
    let replaced = desk.ok("backups", json!({}))["replaced"]["name"].clone();
    assert_eq!(desk.ok("app_state", json!({}))["undo"]["code"], "restored_copy");
    desk.ok("undo", json!({}));
    assert_eq!(desk.digest(), now);
    // One that was begun and did not happen is forgotten.
    begun(&[replaced]);
    let desk = desk.restarted();
    assert_eq!(desk.ok("backups", json!({}))["replaced"]["by"], "put_back");
    assert_eq!(desk.digest(), now);
}

/// A damaged file that a copy replaced is no restore of before: undo does not go past it to an older one.
#[test]
fn undo_goes_back_to_no_database_of_an_earlier_restore() {
    let desk = Desk::clinic();
    desk.ok("backup_now", json!({}));
    let copy = copies(&desk)[0].clone();
    desk.ok("backup_restore", json!({ "name": copy }));
    desk.ok("backup_now", json!({}));
    let file = desk.path("backups").join(&copy);
    // Another program, or the rescue screen, put the copy in place once more: a stream that this exchange did not open.
    desk.app.with_store(|store| store.restore(&file, &keepalive_store::Watch::default())).unwrap();
    assert_eq!(desk.ok("app_state", json!({}))["undo"], Json::Null);
    assert_eq!(desk.refused("undo", json!({}))["code"], "nothing_to_undo");
}

#[test]
fn only_listed_names_lead_to_a_file() {
    let desk = Desk::clinic();
    desk.ok("backup_now", json!({}));
    for name in ["", "..", "../clinic.db", "/etc/passwd", "clinic.db", "clinic-20990101-000000.db"] {
        let refused = desk.refused("backup_restore", json!({ "name": name }));
        assert_eq!(refused["code"], "not_found", "{name}");
        assert_eq!(desk.refused("backup_look", json!({ "name": name }))["code"], "not_found", "{name}");
    }
}

#[test]
fn the_second_place_follows_and_says_when_it_cannot() {
    let desk = Desk::clinic();
    let stick = desk.path("stick");
    fs::create_dir(&stick).unwrap();
    let view = desk.ok("backup_second_set", json!({ "path": stick }));
    assert_eq!((&view["second"]["name"], &view["second"]["is_there"]), (&json!("stick"), &json!(true)));
    assert!(view["second"]["newest_at"].is_i64(), "a copy is there at once");
    workaround(&desk, "a");
    desk.pass(20 * MINUTE_MS);
    desk.app.keep_backups();
    let folder = fs::read_dir(&stick).unwrap().next().unwrap().unwrap().path();
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
    // The stick is pulled out: the copy here is written all the same, and Today says what is missing.
    fs::rename(&stick, desk.path("pocket")).unwrap();
    workaround(&desk, "b");
    desk.pass(20 * MINUTE_MS);
    desk.app.keep_backups();
    assert_eq!(copies(&desk).len(), 3);
    let view = desk.ok("backups", json!({}));
    assert_eq!((&view["failed"]["why"], &view["failed"]["second"]), (&json!("not_there"), &json!("stick")));
    assert_eq!(desk.ok("today", json!({}))["backup"]["failed"], view["failed"]);
    assert!(!stick.exists(), "no folder is made where the stick was");
    // It comes back and catches up by itself.
    fs::rename(desk.path("pocket"), &stick).unwrap();
    desk.app.keep_backups();
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 3);
    assert_eq!(desk.ok("backups", json!({}))["failed"], Json::Null);
}

#[test]
fn the_same_place_is_no_second_place() {
    let desk = Desk::clinic();
    let own = desk.dir.path();
    assert_eq!(desk.refused("backup_second_set", json!({ "path": own }))["hint"], "same_place");
    let none = desk.refused("backup_second_set", json!({ "path": own.join("none") }));
    assert_eq!(none["hint"], "not_there");
}

#[test]
fn today_says_when_the_newest_copy_is_old() {
    let desk = Desk::clinic();
    let standing = |desk: &Desk| desk.ok("today", json!({}))["backup"].clone();
    desk.ok("backup_now", json!({}));
    desk.pass(9 * DAY_MS);
    assert_eq!(standing(&desk)["old_days"], Json::Null, "nothing changed since: it is not old");
    workaround(&desk, "a");
    assert_eq!(standing(&desk)["old_days"], json!(9));
    desk.ok("backup_now", json!({}));
    assert_eq!(standing(&desk)["old_days"], Json::Null);
}

#[test]
fn the_sample_clinic_is_not_backed_up() {
    let desk = Desk::empty();
    desk.ok("sample_open", json!({}));
    desk.app.keep_backups();
    assert_eq!(desk.ok("backups", json!({}))["copies"], json!([]));
    assert_eq!(desk.refused("backup_now", json!({}))["hint"], "sample_clinic");
}

#[test]
fn a_damaged_database_is_counted_set_aside_and_replaced_by_the_newest_good_copy() {
    let desk = Desk::clinic();
    workaround(&desk, "a");
    desk.ok("backup_now", json!({}));
    let then = desk.digest();
    desk.pass(MINUTE_MS);
    desk.ok("backup_now", json!({}));
    let names = copies(&desk);
    let Desk { app, world, dir } = desk;
    drop(app);
    let file = dir.path().join("clinic.db");
    let open = || {
        let options = OpenOptions { any_place: true, ..OpenOptions::default() };
        App::open_with(&file, world.clone(), options)
    };
    let rescue = Rescue::new(&file, world.clone());
    // A sound database is never set aside.
    let refused = rescue.call("rescue_begin_anew", json!({})).unwrap().unwrap_err();
    assert_eq!(refused.hint.as_deref(), Some("not_damaged"));
    let mut bytes = fs::read(&file).unwrap();
    bytes[100..9_000].fill(0xAB);
    fs::write(&file, &bytes).unwrap();
    // The newest copy is damaged, too: the one before it is offered first.
    fs::write(dir.path().join("backups").join(&names[0]), b"SQLite format 3\0 and nothing more").unwrap();
    for _ in 0..3 {
        let error = open().err().unwrap();
        assert_eq!((error.code, error.hint.as_deref()), (ErrorCode::Database, Some("damaged")));
        assert_eq!(fs::read(&file).unwrap(), bytes, "a start changes nothing");
    }
    let view = rescue.call("rescue", json!({})).unwrap().unwrap();
    assert_eq!(view["copies"].as_array().unwrap().len(), 1);
    assert_eq!((&view["copies"][0]["name"], &view["may_set_aside"]), (&json!(names[1]), &json!(true)));
    let look = rescue.call("rescue_look", json!({ "name": names[1] })).unwrap().unwrap();
    assert_eq!(look["workarounds"], json!(1));
    rescue.call("rescue_restore", json!({ "name": names[1] })).unwrap().unwrap();
    let app = open().unwrap();
    assert_eq!(app.call("digest", json!({})).unwrap(), then);
    assert!(rescue.call("today", json!({})).is_none());
    drop(Arc::new(app));
}

#[test]
fn what_restores_left_beside_the_record_is_thinned_like_the_copies_and_the_newest_of_each_stays() {
    let desk = Desk::clinic();
    let lay = |name: &str| fs::write(desk.path(name), "x").unwrap();
    // Two of one ISO week (2026-10-26 to 11-01), with a side file; a lone one long ago; damaged ones, which all stay.
    for name in [
        "clinic-replaced-20261026-090000.db",
        "clinic-replaced-20261026-090000.db-wal",
        "clinic-replaced-20261101-090000.db",
        "clinic-replaced-20261120-090000.db",
        "clinic-put-back-20200101-090000.db",
        "clinic-damaged-20190101-090000.db",
        "clinic-damaged-20200101-090000.db",
        "other-replaced-20190101-090000.db",
        "clinic.db.restoring",
        "clinic.db.restoring-wal",
    ] {
        lay(name);
    }
    let touched = |days: i64| {
        let at = std::time::UNIX_EPOCH
            + std::time::Duration::from_millis(u64::try_from(MONDAY_TEN - days * DAY_MS).unwrap());
        fs::File::options()
            .write(true)
            .open(desk.path("clinic.db.restoring"))
            .unwrap()
            .set_modified(at)
            .unwrap();
    };
    let beside = || {
        let mut names: Vec<_> = fs::read_dir(desk.dir.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|name| {
                ["-replaced-", "-put-back-", "-damaged-", "restoring"].iter().any(|mark| name.contains(mark))
            })
            .collect();
        names.sort_unstable();
        names
    };
    let thinned = [
        "clinic-damaged-20190101-090000.db",
        "clinic-damaged-20200101-090000.db",
        "clinic-put-back-20200101-090000.db",
        "clinic-replaced-20261101-090000.db",
        "clinic-replaced-20261120-090000.db",
    ];
    touched(0);
    desk.ok("backup_now", json!({}));
    let staging = ["clinic.db.restoring", "clinic.db.restoring-wal", "other-replaced-20190101-090000.db"];
    assert_eq!(beside(), [&thinned[..], &staging[..]].concat(), "a restore may be on its way");
    touched(2);
    workaround(&desk, "a");
    desk.ok("backup_now", json!({}));
    assert_eq!(beside(), [&thinned[..], &staging[2..]].concat(), "another database's are not ours");
}

#[test]
fn the_database_that_the_last_restore_can_be_taken_back_to_is_never_thinned() {
    let desk = Desk::clinic();
    desk.ok("backup_now", json!({}));
    let name = copies(&desk)[0].clone();
    workaround(&desk, "a");
    let replaced =
        desk.ok("backup_restore", json!({ "name": name }))["replaced"]["name"].as_str().unwrap().to_owned();
    // Long after, with a newer one lying there by hand.
    fs::write(desk.path("clinic-replaced-20291120-090000.db"), "x").unwrap();
    desk.pass(3 * 366 * DAY_MS);
    workaround(&desk, "b");
    desk.ok("backup_now", json!({}));
    assert!(desk.path(&replaced).is_file(), "{replaced}");
}
