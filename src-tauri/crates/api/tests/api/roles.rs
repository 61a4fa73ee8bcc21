//! Who may do what on a desk: the same for every command, whoever calls it.

use std::fs;

use keepalive_api::{COMMANDS, ErrorCode, HOST_COMMANDS, deed_of};
use keepalive_domain::roles::may;
use keepalive_domain::words::DeskRole;
use serde_json::{Value as Json, json};

use crate::common::clinic::{Clinic, answers, joins, mark, meets, role_at, says_of};
use crate::common::hub::{log, titles};
use crate::common::{Desk, elm, why};

/// An input that a command reads, for each that is not everybody's. A new one needs its line here.
fn input_of(command: &str) -> Json {
    let id = "0197f0d0-0000-7000-8000-000000000001";
    match command {
        "first_run" => elm(),
        "capture_save" => json!({ "text": "Fax the referral 5m" }),
        "again" => json!({ "id": id }),
        "comment" => json!({ "item": id, "text": "Seen again" }),
        "voice_add" | "voice_remove" => json!({ "item": id }),
        "pulse_save" => json!({ "answered": true }),
        "save" => {
            json!({ "kind": "workaround", "set": { "title": "Fax", "break": "drift", "started": "2026-11-05" } })
        }
        "bulk_save" => json!({ "kind": "request", "ids": [id], "set": { "title": "Fax" } }),
        "delete" | "restore" => json!({ "ids": [id] }),
        "move_request" => json!({ "id": id, "state": "triaged" }),
        "move_requests" => json!({ "ids": [id], "state": "triaged" }),
        "merge_requests" => json!({ "ids": [id], "into": id }),
        "link" | "unlink" => json!({ "request": id, "workaround": id }),
        "chase_add" => json!({ "request": id, "minutes": 5.0 }),
        "fact_add" => json!({ "request": id, "fact": "told_requester" }),
        "correct_day" => json!({ "id": id, "day": "2026-11-05" }),
        "settle_two_values" => json!({ "id": id, "field": "title", "keep": id }),
        "hand_over" => json!({ "from": id, "to": id }),
        "thresholds_save" => json!({ "set": {} }),
        "import_open" | "import_archive" | "backup_restore_file" => json!({ "path": "nowhere" }),
        "import_preview" | "import_run" => json!({ "path": "nowhere" }),
        "mapping_keep" => json!({ "name": "Monthly", "rows_are": "requests", "headings": [], "map": {} }),
        "mapping_forget" => json!({ "name": "Monthly" }),
        "redact" => json!({ "text": "Print twice", "again": "Print twice" }),
        "redact_copies" => json!({ "text": "Print twice", "again": "Print twice" }),
        "backup_restore" => json!({ "name": "nowhere" }),
        "sharing_name" => json!({ "mark": "00000000", "name": "Front desk" }),
        "sharing_role" => json!({ "mark": "00000000", "role": "manager" }),
        "sharing_take_out" | "sharing_sheet_withdraw" => json!({ "mark": "00000000" }),
        "sharing_let_in" => json!({ "mark": "00000000", "taken_out": true }),
        "nothing_to_report" | "undo" | "redo" | "backup_put_back" | "sharing_invite"
        | "sharing_sheet_make" | "sharing_stay" => json!({}),
        other => panic!("{other} needs an input here"),
    }
}

#[test]
fn what_a_desk_is_not_there_for_is_refused_and_changes_nothing() {
    let clinic = Clinic::new();
    for command in COMMANDS.iter().chain(HOST_COMMANDS) {
        let deed = deed_of(command.name).unwrap();
        for (desk, role) in [(&clinic.reader, DeskRole::Reader), (&clinic.provider, DeskRole::Provider)] {
            if may(role, deed) {
                continue;
            }
            let refused = desk.refused(command.name, input_of(command.name));
            assert_eq!(why(&refused), ("not_this_desk", "", role.word()), "{}", command.name);
            assert!(
                refused["message"].as_str().unwrap().contains("a desk that writes")
                    || refused["message"].as_str().unwrap().contains("a manager's desk")
            );
        }
    }
    // What it only looks at, it sees.
    assert_eq!(titles(&clinic.reader), ["Print twice"]);
}

#[test]
fn a_desk_alone_and_the_one_that_begins_are_managers_and_so_is_one_let_in_without_a_word() {
    let (desk, back) = (Desk::clinic(), Desk::another());
    let state = desk.ok("app_state", json!({}));
    assert_eq!((&state["role"], &state["may_not"]), (&json!("manager"), &json!([])));
    let place = tempfile::tempdir().unwrap();
    desk.ok("sharing_begin", json!({ "path": place.path() }));
    meets(&desk);
    let code = desk.ok("sharing_invite", json!({}))["code"].clone();
    back.ok("sharing_answer", json!({ "path": place.path(), "code": code }));
    back.ok("sharing_join", json!({}));
    assert_eq!(role_at(&back), "manager");
    log(&back, "Fax the referral");
    meets(&back);
    meets(&desk);
    assert_eq!(says_of(&desk, &mark(&back)), "manager");
}

#[test]
fn a_provider_logs_says_and_changes_its_own_until_somebody_else_did() {
    let Clinic { front, provider, .. } = &Clinic::new();
    let others = provider.ok("workaround_list", json!({}))["rows"][0]["id"].clone();
    provider.ok("again", json!({ "id": others, "minutes": 5.0 }));
    provider.ok("comment", json!({ "item": others, "text": "Here as well" }));
    assert_eq!(provider.ok("workaround_detail", json!({ "id": others }))["may_edit"], false);
    let title = json!({ "title": "Print three times" });
    let change = |id: &Json| json!({ "kind": "workaround", "id": id, "set": title });
    assert_eq!(why(&provider.refused("save", change(&others))), ("not_this_desk", "", "provider"));
    assert_eq!(
        why(&provider.refused("delete", json!({ "ids": [others] }))),
        ("not_this_desk", "", "provider")
    );

    let own = json!(provider.id("capture_save", json!({ "text": "Fax the referral 5m" })));
    assert_eq!(provider.ok("workaround_detail", json!({ "id": own }))["may_edit"], true);
    provider.ok("save", change(&own));
    let estimate = json!({
        "workaround": { "ref": own }, "from": "2026-11-05", "people": 2.0, "uses_per_person_per_week": 3.0,
        "minutes_per_use": 4.0, "basis": "guessed",
    });
    let estimates = json!({ "kind": "estimate", "set": estimate });
    provider.ok("save", estimates.clone());
    provider.ok("undo", json!({}));
    let estimated = json!(provider.id("save", estimates.clone()));

    // Others may say something of it; it is still its own. Once one of them changed it, it is not.
    meets(provider);
    meets(front);
    front.ok("comment", json!({ "item": own, "text": "Thanks" }));
    meets(front);
    meets(provider);
    assert_eq!(provider.ok("workaround_detail", json!({ "id": own }))["may_edit"], true);
    front.ok("save", json!({ "kind": "workaround", "id": own, "set": { "safety": true } }));
    meets(front);
    meets(provider);
    assert_eq!(provider.ok("workaround_detail", json!({ "id": own }))["may_edit"], false);
    assert_eq!(why(&provider.refused("save", change(&own))), ("not_this_desk", "", "provider"));
    assert_eq!(why(&provider.refused("save", estimates)), ("not_this_desk", "", "provider"));
    // What it estimated itself, and wrote wrongly, it puts right even then.
    let detail = || provider.ok("workaround_detail", json!({ "id": own }));
    assert_eq!(detail()["estimates"][0]["may_edit"], true);
    provider.ok("save", json!({ "kind": "estimate", "id": estimated, "set": { "minutes_per_use": 5.0 } }));
    assert_eq!(detail()["estimates"][0]["minutes_per_use"], 5.0);
    meets(provider);
    meets(front);
    front.ok("save", json!({ "kind": "estimate", "id": estimated, "set": { "people": 3.0 } }));
    meets(front);
    meets(provider);
    assert_eq!(detail()["estimates"][0]["may_edit"], false);
}

#[test]
fn a_request_that_was_triaged_is_its_writers_no_more() {
    let Clinic { front, provider, .. } = &Clinic::new();
    let own = json!(provider.id("capture_save", json!({ "text": "Bigger label?" })));
    let change = json!({ "kind": "request", "id": own, "set": { "title": "A bigger label" } });
    provider.ok("save", change.clone());
    meets(provider);
    meets(front);
    front.ok("move_request", json!({ "id": own, "state": "triaged" }));
    meets(front);
    meets(provider);
    assert_eq!(why(&provider.refused("save", change)), ("not_this_desk", "", "provider"));
    assert_eq!(provider.ok("request_detail", json!({ "id": own }))["may_edit"], false);
}

#[test]
fn no_form_makes_or_changes_what_a_desk_is_there_for() {
    let Clinic { front, provider, .. } = &Clinic::new();
    let by_form = json!({ "kind": "desk", "set": { "role": "manager" } });
    assert_eq!(front.refused("save", by_form.clone())["hint"], "not_here");
    assert_eq!(provider.refused("save", by_form)["hint"], "not_here");
    // Its own joining is not taken back at the desk itself.
    assert_eq!(provider.refused("undo", json!({}))["code"], "nothing_to_undo");
    assert_eq!(role_at(provider), "provider");
}

#[test]
fn a_manager_gives_another_role_and_the_first_one_again() {
    let clinic = Clinic::new();
    let Clinic { front, provider, reader, .. } = &clinic;
    let its = mark(reader);
    assert_eq!(says_of(front, &its), "reader");
    let done = front.ok("sharing_role", json!({ "mark": its, "role": "provider" }));
    assert_eq!(done["label"], json!({ "code": "desk_role", "args": [its, "provider"] }));
    clinic.all_meet();
    assert_eq!(role_at(reader), "provider");
    reader.ok("capture_save", json!({ "text": "Call the lab 2m" }));
    assert_eq!(done["act"], Json::Null, "nobody is offered to take it back");
    front.ok("sharing_role", json!({ "mark": its, "role": "reader" }));
    clinic.all_meet();
    assert_eq!((role_at(reader).as_str(), says_of(provider, &its)), ("reader", json!("reader")));
    assert_eq!(titles(front), ["Call the lab", "Print twice"], "what was written meanwhile stays");
    assert_eq!(
        front.refused("sharing_role", json!({ "mark": "00000000", "role": "reader" }))["hint"],
        "sharing_no_such_desk"
    );
}

#[test]
fn the_last_manager_is_not_made_less_and_what_was_done_as_one_is_not_taken_back_as_less() {
    let clinic = Clinic::new();
    let Clinic { front, provider, .. } = &clinic;
    let (own, its) = (mark(front), mark(provider));
    let refused = front.refused("sharing_role", json!({ "mark": own, "role": "provider" }));
    assert_eq!(why(&refused), ("invalid", "role", "sharing_last_manager"));
    front.ok("sharing_role", json!({ "mark": its, "role": "manager" }));
    clinic.all_meet();
    assert_eq!(role_at(provider), "manager");
    log(front, "Stamp by hand");
    clinic.all_meet();
    provider.ok("sharing_role", json!({ "mark": own, "role": "provider" }));
    clinic.all_meet();
    assert_eq!(role_at(front), "provider");
    assert_eq!(front.refused("undo", json!({}))["code"], "nothing_to_undo");
    front.ok("capture_save", json!({ "text": "Call the lab 2m" }));
    front.ok("undo", json!({}));
}

#[test]
fn two_managers_who_make_each_other_less_at_once_leave_no_clinic_without_one() {
    let clinic = Clinic::new();
    let Clinic { front, provider, .. } = &clinic;
    front.ok("sharing_role", json!({ "mark": mark(provider), "role": "manager" }));
    clinic.all_meet();
    front.ok("sharing_role", json!({ "mark": mark(provider), "role": "reader" }));
    provider.ok("sharing_role", json!({ "mark": mark(front), "role": "reader" }));
    clinic.all_meet();
    assert_eq!((role_at(front).as_str(), role_at(provider).as_str()), ("manager", "manager"));
    front.ok("sharing_role", json!({ "mark": mark(front), "role": "manager" }));
    clinic.all_meet();
    assert_eq!((role_at(front).as_str(), role_at(provider).as_str()), ("manager", "reader"));
}

#[test]
fn a_desk_with_a_record_of_its_own_has_its_role_before_it_was_met_and_after_a_restart() {
    let Clinic { place, front, .. } = &Clinic::new();
    let share = place.path().join("share");
    let desk = Desk::another();
    desk.world.skip_chance();
    desk.world.skip_chance();
    desk.ok("first_run", elm());
    log(&desk, "Fax the referral");
    answers(front, &desk, &json!({ "path": share }), "provider");
    let away = place.path().join("unplugged");
    fs::rename(&share, &away).unwrap();
    assert_ne!(desk.ok("sharing_join", json!({}))["trouble"], Json::Null);
    assert_eq!(role_at(&desk), "provider");
    let desk = desk.restarted();
    assert_eq!(role_at(&desk), "provider");
    fs::rename(&away, &share).unwrap();
    assert_eq!(meets(&desk)["trouble"], Json::Null);
    meets(&desk);
    meets(front);
    assert_eq!(says_of(front, &mark(&desk)), "provider");
    assert_eq!(role_at(&desk.restarted()), "provider");
}

#[test]
fn a_desk_that_stops_keeps_its_role_and_a_new_code_may_bring_another() {
    let clinic = Clinic::new();
    let Clinic { front, provider, .. } = &clinic;
    let its = mark(provider);
    provider.ok("sharing_stop", json!({}));
    assert_eq!(role_at(provider), "provider");
    joins(front, provider, &clinic.folder(), "manager");
    clinic.all_meet();
    assert_eq!((role_at(provider).as_str(), says_of(front, &its)), ("manager", json!("manager")));
    // Nor is that taken back, in the window or by the command line; and the clinic did not begin with it.
    let steps = provider.ok("undo_list", json!({}));
    let came = &steps[0];
    assert_eq!(came["label"], json!({ "code": "desk_joined", "args": ["manager"] }));
    assert_eq!((&came["of_a_desk"], &came["beginning"]), (&json!(true), &json!(false)));
    for asked in [json!({}), json!({ "act": came["act"] })] {
        assert_eq!(why(&provider.refused("undo", asked)), ("nothing_to_undo", "", "desk_role"));
    }
    let refused = provider.app.undo_to_nothing().unwrap_err();
    assert_eq!((refused.code, refused.hint.as_deref()), (ErrorCode::NothingToUndo, Some("desk_role")));
    assert_eq!(role_at(provider), "manager");
}

#[test]
fn a_role_is_given_again_and_not_taken_back() {
    let clinic = Clinic::new();
    let Clinic { front, provider, reader, .. } = &clinic;
    log(front, "Stamp by hand");
    front.ok("sharing_role", json!({ "mark": mark(provider), "role": "manager" }));
    front.ok("sharing_take_out", json!({ "mark": mark(reader) }));
    // Whoever presses the key now means the desk that was taken out.
    assert_eq!(front.ok("app_state", json!({}))["undo"], Json::Null);
    assert_eq!(why(&front.refused("undo", json!({}))), ("nothing_to_undo", "", "desk_role"));
    let steps = front.ok("undo_list", json!({}));
    let role = &steps[0];
    assert_eq!((&role["label"]["code"], &role["of_a_desk"]), (&json!("desk_role"), &json!(true)));
    let refused = front.refused("undo", json!({ "act": role["act"] }));
    assert_eq!(why(&refused), ("nothing_to_undo", "", "desk_role"));
    // An older act is taken back where it is named, and a newer one by the key.
    assert_eq!(steps[1]["of_a_desk"], false);
    front.ok("undo", json!({ "act": steps[1]["act"] }));
    front.ok("redo", json!({}));
    log(front, "Fax the referral");
    front.ok("undo", json!({}));
    assert_eq!(titles(front), ["Print twice", "Stamp by hand"]);
    assert_eq!(says_of(front, &mark(provider)), "manager");
}

#[test]
fn a_providers_desk_changes_nobody_elses_voice_or_answer() {
    let Clinic { front, provider, .. } = &Clinic::new();
    let ana = front.seat("Ana");
    let item = front.ok("workaround_list", json!({}))["rows"][0]["id"].clone();
    front.ok("voice_add", json!({ "item": item }));
    front.ok("pulse_save", json!({ "answered": true, "ehr_hours_outside": 3.0, "scheduled_hours": 30.0 }));
    meets(front);
    meets(provider);
    let hers = json!({ "item": item, "person": ana });
    assert_eq!(why(&provider.refused("voice_remove", hers.clone())), ("not_this_desk", "", "provider"));
    let other = json!({ "person": ana, "answered": true, "ehr_hours_outside": 9.0, "scheduled_hours": 30.0 });
    assert_eq!(why(&provider.refused("pulse_save", other)), ("not_this_desk", "", "provider"));
    // What it said for somebody itself it takes back and corrects.
    front.ok("voice_remove", hers.clone());
    let ben = front.make("person", json!({ "name": "Ben", "role": "nurse" }));
    meets(front);
    meets(provider);
    let his = json!({ "item": item, "person": ben });
    provider.ok("voice_add", his.clone());
    provider.ok("voice_remove", his);
    for hours in [2.0, 4.0] {
        provider.ok(
            "pulse_save",
            json!({ "person": ben, "answered": true, "ehr_hours_outside": hours, "scheduled_hours": 30.0 }),
        );
    }
}

#[test]
fn a_providers_desk_makes_no_area_by_a_line() {
    let Clinic { front, provider, .. } = &Clinic::new();
    front.make("area", json!({ "key": "Referrals" }));
    meets(front);
    meets(provider);
    provider.ok("capture_save", json!({ "text": "Fax it #referrals 5m" }));
    let line = json!({ "text": "Fax it #\"Front desk\" 5m" });
    assert_eq!(why(&provider.refused("capture_save", line.clone())), ("invalid", "area", "no_such_area"));
    let seen = provider.ok("capture_parse", line.clone());
    assert_eq!(
        (&seen["problems"][0]["code"], &seen["problems"][0]["arg"]),
        (&json!("no_such_area"), &json!("Front desk"))
    );
    assert_eq!(front.ok("capture_parse", line.clone())["problems"], json!([]));
    front.ok("capture_save", line);
}

#[test]
fn where_the_clinic_meets_is_a_managers_to_choose() {
    let clinic = Clinic::new();
    let provider = &clinic.provider;
    let elsewhere = tempfile::tempdir().unwrap();
    let other = json!({ "path": elsewhere.path() });
    assert_eq!(why(&provider.refused("sharing_begin", other.clone())), ("not_this_desk", "", "provider"));
    provider.ok("sharing_stop", json!({}));
    assert_eq!(why(&provider.refused("sharing_begin", other.clone())), ("not_this_desk", "", "provider"));
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    // Going on where it stands is every desk's.
    provider.ok("sharing_begin", clinic.folder());
    assert_eq!(meets(provider)["trouble"], Json::Null);
    clinic.front.ok("sharing_begin", other);
}
