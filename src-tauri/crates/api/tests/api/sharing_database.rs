//! Sharing over a database, as the app does it.

use keepalive_test_postgres::strangers_ca;
use serde_json::{Value as Json, json};

use crate::common::hub::{Hub, log, titles};
use crate::common::{Desk, why};

/// Files beside a desk's database with this ending.
fn beside(desk: &Desk, ending: &str) -> Vec<std::path::PathBuf> {
    let files = std::fs::read_dir(desk.dir.path()).unwrap().flatten().map(|file| file.path());
    files.filter(|file| file.extension().is_some_and(|found| found == ending)).collect()
}

#[test]
fn a_desk_begins_by_its_access_file_and_says_what_waits() {
    let Some(hub) = Hub::start() else { return };
    let desk = Desk::clinic();
    let access = hub.lets_in("front-desk");
    let on = desk.ok("sharing_begin_database", access.clone());
    assert_eq!(on["place"]["kind"], "database");
    assert!(on["place"]["name"].as_str().unwrap().starts_with("localhost:"), "{on}");
    assert_eq!((&on["met_at"], &on["waiting"]), (&Json::Null, &Json::Null), "not met yet is not zero");
    let met = desk.ok("sharing_now", json!({}));
    assert_eq!((&met["waiting"], &met["trouble"]), (&json!(0), &Json::Null));
    log(&desk, "Print twice");
    assert!(desk.ok("sharing", json!({}))["waiting"].as_u64().unwrap() > 0);

    // What the server's keeper gave is not needed any more, and its password stands in its own file alone.
    std::fs::remove_file(access["path"].as_str().unwrap()).unwrap();
    let desk = desk.restarted();
    assert_eq!(desk.ok("sharing_now", json!({}))["waiting"], 0);
    let kept: Json = serde_json::from_slice(&std::fs::read(&beside(&desk, "access")[0]).unwrap()).unwrap();
    let settings = std::fs::read_to_string(desk.path("settings.json")).unwrap();
    assert!(!settings.contains(kept["password"].as_str().unwrap()));
}

#[test]
fn what_one_desk_writes_another_has_after_both_met_the_server() {
    let Some(hub) = Hub::start() else { return };
    let (front, back) = (Desk::clinic(), Desk::another());
    front.ok("sharing_begin_database", hub.lets_in("front-desk"));
    log(&front, "Print twice");
    front.ok("sharing_now", json!({}));
    // As from the command line: the key was carried over by hand.
    let (key_file, access) = (beside(&front, "key")[0].clone(), hub.lets_in("refills"));
    let key = std::fs::read_to_string(&key_file).unwrap();
    let file = std::path::Path::new(access["path"].as_str().unwrap());
    back.app.share_over_postgres(file, &key, keepalive_api::Meeting::default()).unwrap();
    std::fs::copy(&key_file, back.dir.path().join(key_file.file_name().unwrap())).unwrap();
    back.ok("sharing_begin_database", access);
    log(&back, "Fax the referral");
    back.ok("sharing_now", json!({}));
    let seen = front.ok("sharing_now", json!({}));
    assert_eq!(titles(&front), ["Fax the referral", "Print twice"]);
    assert_eq!(front.digest(), back.digest());
    assert_eq!(seen["desks"].as_array().unwrap().len(), 2);
}

#[test]
fn what_cannot_be_shared_over_is_refused_with_its_field_and_sharing_stays_off() {
    let Some(mut hub) = Hub::start() else { return };
    let desk = Desk::clinic();
    let access = hub.lets_in("front-desk");
    let text = desk.path("letter.txt");
    std::fs::write(&text, "Dear all").unwrap();
    for (input, field, hint) in [
        (json!({ "path": desk.path("nowhere.json") }), "access", "access_not_there"),
        (json!({ "path": desk.dir.path() }), "access", "access_not_there"),
        (json!({ "path": text }), "access", "not_an_access"),
        (hub.changed(&access, "ca", "no certificate"), "ca", "not_a_certificate"),
        (hub.changed(&access, "ca", &strangers_ca()), "ca", "not_trusted"),
        (hub.changed(&access, "host", "127.0.0.1"), "ca", "not_trusted"),
        (hub.changed(&access, "password", "made up"), "access", "not_let_in"),
        (hub.changed(&access, "database", "postgres"), "server", "no_hub"),
    ] {
        let refused = desk.refused("sharing_begin_database", input.clone());
        assert_eq!(why(&refused), ("invalid", field, hint), "{input}");
        assert_eq!(desk.ok("sharing", json!({}))["place"], Json::Null, "{hint}");
        assert!(beside(&desk, "access").is_empty() && beside(&desk, "key").is_empty(), "{hint}");
    }
    assert_eq!(
        Desk::another().call("sharing_begin_database", access.clone()).unwrap_err().code,
        keepalive_api::ErrorCode::NoClinic
    );
    desk.ok("sharing_begin_database", access.clone());
    let refused = desk.refused("sharing_begin", json!({ "path": desk.dir.path() }));
    assert_eq!(why(&refused), ("invalid", "path", "sharing_is_on"), "its password would stay");
    let refused = Desk::elsewhere().refused("sharing_begin_database", hub.lets_in("elm"));
    assert_eq!(why(&refused), ("invalid", "access", "sharing_other_there"));
    desk.ok("sharing_stop", json!({}));
    std::fs::remove_file(&beside(&desk, "key")[0]).unwrap();
    let refused = desk.refused("sharing_begin_database", access.clone());
    assert_eq!(why(&refused), ("invalid", "access", "sharing_key_missing"));
    hub.pg.kill();
    let refused = desk.refused("sharing_begin_database", access.clone());
    assert_eq!(why(&refused), ("invalid", "server", "unreachable"));
    desk.ok("sample_open", json!({}));
    assert_eq!(desk.refused("sharing_begin_database", access)["hint"], "sharing_sample");
}

#[test]
fn a_server_that_is_away_is_said_with_since_when_and_caught_up_with() {
    let Some(mut hub) = Hub::start() else { return };
    let desk = Desk::clinic();
    desk.ok("sharing_begin_database", hub.lets_in("front-desk"));
    let met_at = desk.ok("sharing_now", json!({}))["met_at"].clone();
    hub.pg.kill();
    desk.pass(60_000);
    let away = desk.ok("sharing_now", json!({}));
    let since = desk.now_ms();
    assert_eq!((&away["trouble"]["kind"], &away["trouble"]["since"]), (&json!("not_there"), &json!(since)));
    desk.pass(60_000);
    log(&desk, "Print twice");
    let away = desk.ok("sharing_now", json!({}));
    assert_eq!((&away["trouble"]["since"], &away["met_at"]), (&json!(since), &met_at));
    assert!(away["waiting"].as_u64().unwrap() > 0);
    hub.pg.run();
    let back = desk.ok("sharing_now", json!({}));
    assert_eq!((&back["trouble"], &back["waiting"]), (&Json::Null, &json!(0)));
}

#[test]
fn a_desk_that_is_let_in_no_more_says_so_and_keeps_what_it_has() {
    let Some(hub) = Hub::start() else { return };
    let desk = Desk::clinic();
    desk.ok("sharing_begin_database", hub.lets_in("front-desk"));
    log(&desk, "Print twice");
    desk.ok("sharing_now", json!({}));
    let kind = || desk.ok("sharing_now", json!({}))["trouble"]["kind"].clone();
    // Known by its login still, and no desk any more.
    hub.sql("UPDATE keepalive.device SET revoked_at = now()");
    assert_eq!(kind(), "revoked");
    hub.keeper().revoke("front-desk").unwrap();
    assert_eq!(kind(), "not_let_in");
    assert_eq!(titles(&desk), ["Print twice"]);
    std::fs::remove_file(&beside(&desk, "access")[0]).unwrap();
    assert_eq!(kind(), "no_access");
    // The server was made anew: nothing is begun there without being asked.
    desk.ok("sharing_begin_database", hub.lets_in("front-two"));
    assert_eq!(kind(), Json::Null);
    hub.sql("DROP SCHEMA keepalive CASCADE");
    assert_eq!(kind(), "not_begun");
}

#[test]
fn stopping_forgets_the_password_and_going_on_needs_no_new_key() {
    let Some(hub) = Hub::start() else { return };
    let desk = Desk::clinic();
    let access = hub.lets_in("front-desk");
    desk.ok("sharing_begin_database", access.clone());
    desk.ok("sharing_now", json!({}));
    let stopped = desk.ok("sharing_stop", json!({}));
    assert_eq!((&stopped["place"], &stopped["shared_before"]), (&Json::Null, &json!(true)));
    assert_eq!((beside(&desk, "access").len(), beside(&desk, "key").len()), (0, 1));
    log(&desk, "Print twice");
    let there = hub.sql("SELECT count(*) FROM keepalive.op");
    desk.ok("sharing_now", json!({}));
    assert_eq!(hub.sql("SELECT count(*) FROM keepalive.op"), there);
    desk.ok("sharing_begin_database", access);
    assert_eq!(desk.ok("sharing_now", json!({}))["waiting"], 0);
    assert_ne!(hub.sql("SELECT count(*) FROM keepalive.op"), there);
}

#[test]
fn a_beginning_that_breaks_off_leaves_no_key_of_this_desks_and_is_gone_on_with() {
    let Some(hub) = Hub::start() else { return };
    let (desk, access) = (Desk::clinic(), hub.lets_in("front-desk"));
    hub.sql(
        "ALTER FUNCTION keepalive.begin(uuid, bytea) RENAME TO begin_kept;
         CREATE FUNCTION keepalive.begin(uuid, bytea) RETURNS boolean LANGUAGE plpgsql AS
         $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN true; END $$",
    );
    let refused = desk.refused("sharing_begin_database", access.clone());
    assert_eq!(why(&refused), ("invalid", "server", "unreachable"));
    let stands = desk.ok("sharing", json!({}));
    assert_eq!((&stands["place"], &stands["shared_before"]), (&Json::Null, &json!(false)));
    assert_eq!((beside(&desk, "key").len(), beside(&desk, "key-new").len()), (0, 1));
    let key = std::fs::read_to_string(&beside(&desk, "key-new")[0]).unwrap();
    hub.sql(
        "DROP FUNCTION keepalive.begin(uuid, bytea);
         ALTER FUNCTION keepalive.begin_kept(uuid, bytea) RENAME TO begin",
    );
    desk.ok("sharing_begin_database", access.clone());
    assert_eq!((beside(&desk, "key").len(), beside(&desk, "key-new").len()), (1, 0));
    assert_eq!(std::fs::read_to_string(&beside(&desk, "key")[0]).unwrap(), key, "the same key");

    // The record began, and the answer was lost on the way.
    desk.ok("sharing_stop", json!({}));
    let file = beside(&desk, "key")[0].clone();
    std::fs::rename(&file, file.with_extension("key-new")).unwrap();
    desk.ok("sharing_begin_database", access);
    assert_eq!(desk.ok("sharing_now", json!({}))["waiting"], 0);
    assert_eq!((beside(&desk, "key").len(), beside(&desk, "key-new").len()), (1, 0));
}

#[test]
fn a_desk_whose_access_only_reads_is_a_readers_until_it_may_write() {
    let Some(hub) = Hub::start() else { return };
    let (front, reader) = (Desk::clinic(), Desk::another());
    front.ok("sharing_begin_database", hub.lets_in("front-desk"));
    log(&front, "Print twice");
    assert_eq!(front.ok("sharing_now", json!({}))["reads_only"], false);
    let code = front.ok("sharing_invite", json!({}))["code"].clone();
    let access = hub.lets_read("exam-room", true);
    reader.ok("sharing_answer", json!({ "path": access["path"], "code": code }));
    let joined = reader.ok("sharing_join", json!({}));
    assert_eq!((&joined["reads_only"], &joined["trouble"]), (&json!(true), &Json::Null));
    assert_eq!(titles(&reader), ["Print twice"]);

    let reader = reader.restarted();
    assert_eq!(reader.ok("app_state", json!({}))["role"], "reader", "also before it has met again");
    let fax = json!({ "text": "Fax the referral" });
    assert_eq!(why(&reader.refused("capture_save", fax.clone())), ("not_this_desk", "", "reader"));
    for command in ["sharing_invite", "sharing_sheet_make"] {
        assert_eq!(why(&reader.refused(command, json!({}))), ("not_this_desk", "", "reader"), "{command}");
    }

    // Once whoever runs the server lets it write.
    reader.ok("sharing_begin_database", hub.lets_read("exam-room", false));
    assert_eq!(reader.ok("sharing_now", json!({}))["reads_only"], false);
    reader.ok("capture_save", fax);
    reader.ok("sharing_now", json!({}));
    front.ok("sharing_now", json!({}));
    assert_eq!(titles(&front), ["Fax the referral", "Print twice"]);
    assert_eq!(front.digest(), reader.digest());
}

#[test]
fn an_access_that_only_reads_takes_in_no_record_and_begins_none() {
    let Some(hub) = Hub::start() else { return };
    let (front, alone) = (Desk::clinic(), Desk::elsewhere());
    let access = hub.lets_read("exam-room", true);
    let refused = front.refused("sharing_begin_database", access.clone());
    assert_eq!(why(&refused), ("invalid", "access", "reads_only"));
    assert!(beside(&front, "key").is_empty() && beside(&front, "access").is_empty());
    front.ok("sharing_begin_database", hub.lets_in("front-desk"));
    front.ok("sharing_now", json!({}));
    let code = front.ok("sharing_invite", json!({}))["code"].clone();
    let before = alone.digest();
    alone.ok("sharing_answer", json!({ "path": access["path"], "code": code }));
    let refused = alone.refused("sharing_join", json!({}));
    assert_eq!(why(&refused), ("invalid", "access", "reads_only"));
    assert_eq!(alone.ok("sharing", json!({}))["place"], Json::Null);
    assert!(beside(&alone, "key").is_empty());
    assert_eq!(alone.digest(), before, "its own record stands as it was");
}

#[test]
fn what_the_server_does_not_take_is_said_to_wait() {
    let Some(hub) = Hub::start() else { return };
    let front = Desk::clinic();
    front.ok("sharing_begin_database", hub.lets_in("front-desk"));
    log(&front, "Print twice");
    assert_eq!(front.ok("sharing_now", json!({}))["waiting"], 0);
    log(&front, "Fax the referral");
    // Whoever runs the server lets this desk read only from now on.
    front.ok("sharing_begin_database", hub.lets_only_read("front-desk"));
    let met = front.ok("sharing_now", json!({}));
    assert_eq!((&met["reads_only"], &met["trouble"]), (&json!(true), &Json::Null));
    let waiting = met["waiting"].as_u64().unwrap();
    assert!(waiting > 0, "{met}");
    assert_eq!(front.restarted().ok("sharing", json!({}))["waiting"], waiting);
}
