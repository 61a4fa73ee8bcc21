//! Joining a clinic by code through a database.

use keepalive_seal::SpaceKey;
use serde_json::{Value as Json, json};

use crate::common::hub::{Hub, alone, joins_whole, log, titles};
use crate::common::{Desk, why};

/// Longer than a code can be used, in milliseconds.
const OUT_OF_DATE_MS: i64 = 15 * 60_000 + 1;

/// A desk that shares, and the code it made for another.
fn inviting(hub: &Hub) -> (Desk, String) {
    let desk = Desk::clinic();
    desk.ok("sharing_begin_database", hub.lets_in("front-desk"));
    log(&desk, "Print twice");
    desk.ok("sharing_now", json!({}));
    let code = invite(&desk);
    (desk, code)
}

fn invite(desk: &Desk) -> String {
    desk.ok("sharing_invite", json!({}))["code"].as_str().unwrap().to_owned()
}

fn with_code(access: &Json, code: &str) -> Json {
    json!({ "path": access["path"], "code": code })
}

fn invitations(hub: &Hub) -> String {
    hub.sql("SELECT count(*) FROM keepalive.invite")[0].clone()
}

#[test]
fn a_desk_joins_by_its_access_file_and_a_code_once_both_show_the_same_words() {
    let Some(hub) = Hub::start() else { return };
    let (front, code) = inviting(&hub);
    let (back, access) = (Desk::another(), hub.lets_in("refills"));
    assert_eq!(front.ok("sharing_invited", json!({}))["words"], Json::Null, "nobody has answered yet");
    let offer = back.ok("sharing_answer", with_code(&access, &code.to_lowercase()));
    assert_eq!(offer["has_record"], false);
    assert_eq!(front.ok("sharing_invited", json!({}))["words"], offer["words"]);
    assert_eq!(back.ok("sharing_answer", with_code(&access, &code))["words"], offer["words"], "back and on");
    assert_eq!(back.ok("sharing", json!({}))["place"], Json::Null, "nothing is joined before that was said");

    let third = Desk::another();
    let refused = third.refused("sharing_answer", with_code(&hub.lets_in("results"), &code));
    assert_eq!(why(&refused), ("invalid", "code", "code_used"));

    let joined = back.ok("sharing_join", json!({}));
    assert_eq!((&joined["place"]["kind"], &joined["trouble"]), (&json!("database"), &Json::Null));
    front.ok("sharing_invite_end", json!({}));
    assert_eq!(invitations(&hub), "0", "what served is taken away");
    log(&back, "Fax the referral");
    back.ok("sharing_now", json!({}));
    front.ok("sharing_now", json!({}));
    assert_eq!(titles(&front), ["Fax the referral", "Print twice"]);
    assert_eq!(front.digest(), back.digest());
    let refused = third.refused("sharing_answer", with_code(&access, &code));
    assert_eq!(why(&refused), ("invalid", "code", "code_opens_nothing"));
    assert!(hub.keeper().check().unwrap().is_empty(), "what the server refuses, it refuses still");
}

#[test]
fn a_desk_that_kept_a_record_alone_joins_whole_after_a_copy() {
    let Some(hub) = Hub::start() else { return };
    let (front, code) = inviting(&hub);
    let alone = alone();
    let access = hub.lets_in("refills");
    assert_eq!(alone.refused("sharing_begin_database", access.clone())["hint"], "sharing_other_there");
    joins_whole(&front, &alone, with_code(&access, &code));
}

#[test]
fn words_that_differ_end_the_code_on_both_desks() {
    let Some(mut hub) = Hub::start() else { return };
    let (front, code) = inviting(&hub);
    let (back, access) = (Desk::another(), hub.lets_in("refills"));
    back.ok("sharing_answer", with_code(&access, &code));
    assert_ne!(front.ok("sharing_invited", json!({}))["words"], Json::Null);
    // A server that is away says nothing of the code.
    hub.pg.kill();
    let away = front.ok("sharing_invited", json!({}));
    assert_eq!((&away["code"], &away["ended_there"]), (&json!(code), &json!(false)));
    let refused = Desk::another().refused("sharing_answer", with_code(&access, &code));
    assert_eq!(why(&refused), ("invalid", "server", "unreachable"));
    hub.pg.run();
    back.ok("sharing_join_not", json!({}));
    let seen = front.ok("sharing_invited", json!({}));
    assert_eq!((&seen["code"], &seen["ended_there"]), (&Json::Null, &json!(true)));
    assert_eq!(back.refused("sharing_join", json!({}))["hint"], "missing");
}

#[test]
fn a_code_serves_15_minutes_by_either_desks_clock_and_by_the_servers() {
    let Some(hub) = Hub::start() else { return };
    let (front, code) = inviting(&hub);
    let (late, access) = (Desk::another(), hub.lets_in("refills"));
    late.pass(OUT_OF_DATE_MS);
    assert_eq!(late.refused("sharing_answer", with_code(&access, &code))["hint"], "code_out_of_date");
    front.pass(OUT_OF_DATE_MS);
    assert_eq!(front.ok("sharing_invited", json!({}))["code"], Json::Null);
    assert_eq!(invitations(&hub), "0");

    let code = invite(&front);
    hub.sql("UPDATE keepalive.invite SET laid_at = laid_at - interval '15 minutes'");
    assert_eq!(late.refused("sharing_answer", with_code(&access, &code))["hint"], "code_opens_nothing");
    // A restart forgets the code; the next one takes its invitation away.
    let front = front.restarted();
    invite(&front);
    assert_eq!(invitations(&hub), "1");
    front.ok("sharing_stop", json!({}));
    assert_eq!(invitations(&hub), "0");
    assert_eq!(front.refused("sharing_invite", json!({}))["hint"], "sharing_is_off");
}

#[test]
fn a_login_of_another_clinic_sees_no_invitation_of_this_one() {
    let Some(hub) = Hub::start() else { return };
    let (_front, code) = inviting(&hub);
    assert!(hub.keeper().init("elm").unwrap());
    let access = json!({ "path": hub.lets_in_of("elm-desk", "elm") });
    let elsewhere = Desk::another();
    let refused = elsewhere.refused("sharing_answer", with_code(&access, &code));
    assert_eq!(why(&refused), ("invalid", "code", "code_opens_nothing"));
    // Nor one whose server was begun under another key: nothing would be read there.
    let proof: String = SpaceKey::new().unwrap().proof().iter().map(|byte| format!("{byte:02x}")).collect();
    hub.sql(&format!("UPDATE keepalive.clinic SET proof = '\\x{proof}' WHERE name = 'main'"));
    let refused = elsewhere.refused("sharing_answer", with_code(&hub.lets_in("refills"), &code));
    assert_eq!(why(&refused), ("invalid", "key", "other_key"));
}

#[test]
fn a_hub_made_before_there_were_codes_says_so_until_it_is_made_again() {
    let Some(hub) = Hub::start() else { return };
    let desk = Desk::clinic();
    desk.ok("sharing_begin_database", hub.lets_in("front-desk"));
    hub.sql(
        "DROP FUNCTION keepalive.lay_invite, keepalive.invites, keepalive.answer_invite, keepalive.end_invite,
           keepalive.my_clinic_number;
         DROP TABLE keepalive.invite",
    );
    assert_eq!(why(&desk.refused("sharing_invite", json!({}))), ("invalid", "server", "no_mailbox"));
    assert_eq!(desk.ok("sharing_now", json!({}))["trouble"], Json::Null, "all else goes on");
    assert!(hub.keeper().init("main").unwrap());
    invite(&desk);
}

#[test]
fn the_answer_is_looked_for_over_one_connection() {
    let Some(hub) = Hub::start() else { return };
    let (front, code) = inviting(&hub);
    // Connections that have asked for invitations last: meetings ask for other things.
    let looking = || hub.sql("SELECT pid FROM pg_stat_activity WHERE query LIKE '%FROM keepalive.invites()'");
    front.ok("sharing_invited", json!({}));
    let one = looking();
    for _ in 0..5 {
        front.ok("sharing_invited", json!({}));
    }
    assert_eq!((one.len(), looking()), (1, one));
    // One that the server ended is opened again.
    hub.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'keepalive_front_desk'");
    Desk::another().ok("sharing_answer", with_code(&hub.lets_in("refills"), &code));
    assert!(front.ok("sharing_invited", json!({}))["words"].is_array());
}
