//! The generic forms, owners, the trash, undo, settings and search.

mod common;

use common::{Desk, why};
use serde_json::{Value as Json, json};

#[test]
fn no_change_and_nobody_are_two_choices() {
    let desk = Desk::clinic();
    let lead = desk.make("person", json!({ "name": "Lead", "role": "nurse" }));
    let area = desk.make("area", json!({ "key": "Refills", "owner": { "ref": lead }, "route": "vendor" }));
    desk.ok("save", json!({ "id": area, "kind": "area", "set": { "route": "in_house" } }));
    let fields = |desk: &Desk| desk.ok("entity", json!({ "id": area }))["fields"].clone();
    assert_eq!(fields(&desk)["owner"]["ref"], json!(lead), "an absent field stays");
    desk.ok("save", json!({ "id": area, "kind": "area", "set": { "owner": null } }));
    assert_eq!(fields(&desk)["owner"], json!(null));
    assert_eq!(fields(&desk)["route"], "in_house");
}

#[test]
fn a_form_names_the_field_it_cannot_take() {
    let desk = Desk::clinic();
    let area = desk.make("area", json!({ "key": "Refills" }));
    let save = |kind: &str, set: Json| json!({ "kind": kind, "set": set });
    for (input, expected) in [
        (save("nonsense", json!({})), ("invalid", "kind", "unknown_kind")),
        (save("clinic", json!({ "name": "x" })), ("invalid", "kind", "not_here")),
        (save("request_state", json!({})), ("invalid", "kind", "not_here")),
        (save("request", json!({ "kind": "workflow" })), ("invalid", "title", "required")),
        (save("request", json!({ "title": "x", "kind": "nonsense" })), ("invalid", "kind", "not_a_word")),
        (
            save("request", json!({ "title": "x", "kind": "workflow", "value": 6 })),
            ("invalid", "value", "out_of_range"),
        ),
        (
            save("request", json!({ "title": "x", "kind": "workflow", "deleted": true })),
            ("invalid", "deleted", "unknown_field"),
        ),
        (
            save("request", json!({ "title": "x", "kind": "workflow", "nonsense": 1 })),
            ("invalid", "nonsense", "unknown_field"),
        ),
        (
            save("request", json!({ "title": "x", "kind": "workflow", "owner": { "ref": area } })),
            ("invalid", "owner", "not_found"),
        ),
        (
            save("request", json!({ "title": "x", "kind": "workflow", "detail": "DOB: 01/02/1980" })),
            ("phi_blocked", "detail", "date_of_birth"),
        ),
        (save("area", json!({ "key": "REFILLS" })), ("invalid", "key", "taken")),
        (save("area", json!({})), ("invalid", "key", "required")),
        (
            save(
                "person",
                json!({ "name": "A", "role": "nurse", "active_from": "2026-05-01", "active_to": "2026-04-01" }),
            ),
            ("invalid", "active_to", "before_start"),
        ),
    ] {
        assert_eq!(why(&desk.refused("save", input.clone())), expected, "{input}");
    }
}

#[test]
fn a_key_is_unique_and_made_if_absent() {
    let desk = Desk::clinic();
    let one = desk.ok("save", json!({ "kind": "person", "set": { "name": "Front desk", "role": "desk" } }));
    let two = desk.ok("save", json!({ "kind": "person", "set": { "name": "Front Desk", "role": "desk" } }));
    assert_eq!((&one["key"], &two["key"]), (&json!("front-desk"), &json!("front-desk-2")));
    let taken = json!({ "id": two["id"], "kind": "person", "set": { "key": "front-desk" } });
    assert_eq!(why(&desk.refused("save", taken)), ("invalid", "key", "taken"));
}

#[test]
fn many_are_changed_as_one_act() {
    let desk = Desk::clinic();
    let lead = desk.make("person", json!({ "name": "Lead", "role": "nurse" }));
    let ids: Vec<_> = (0..5)
        .map(|n| desk.make("request", json!({ "title": format!("R{n}"), "kind": "workflow" })))
        .collect();
    let owner = json!({ "ids": ids, "kind": "request", "set": { "owner": { "ref": lead } } });
    let saved = desk.ok("bulk_save", owner);
    assert_eq!(saved["label"], json!({ "code": "gave_owner_many", "args": ["5", "request", "Lead"] }));
    let nobody = || desk.ok("request_list", json!({ "filter": { "owner": "nobody" } }))["total"].clone();
    assert_eq!(nobody(), 0);
    desk.ok("undo", json!({ "act": saved["act"] }));
    assert_eq!(nobody(), 5);
    let none = json!({ "ids": [], "kind": "request", "set": { "value": 1 } });
    assert_eq!(why(&desk.refused("bulk_save", none)), ("invalid", "ids", "out_of_range"));
    let mut with_stranger = ids;
    with_stranger.push("00000000-0000-7000-8000-000000000000".to_owned());
    let some = json!({ "ids": with_stranger, "kind": "request", "set": { "value": 1 } });
    assert_eq!(why(&desk.refused("bulk_save", some)).0, "not_found");
}

#[test]
fn everything_a_person_carries_is_handed_over_at_once() {
    let desk = Desk::clinic();
    let from = desk.make("person", json!({ "name": "Leaves", "role": "nurse" }));
    let to = desk.make("person", json!({ "name": "Stays", "role": "nurse" }));
    let who = json!({ "ref": from });
    desk.make("area", json!({ "key": "Refills", "owner": who }));
    desk.make("area", json!({ "key": "Orders", "backup": who }));
    desk.make("request", json!({ "title": "R", "kind": "workflow", "owner": who }));
    desk.make("workaround", json!({ "title": "W", "break": "drift", "started": "2026-11-01", "owner": who }));
    let load = |name: &str| {
        let people = desk.ok("owners", json!({}))["people"].clone();
        let row = people.as_array().unwrap().iter().find(|row| row["who"]["name"] == name).unwrap().clone();
        json!([row["areas"], row["backups"], row["requests"], row["workarounds"]])
    };
    assert_eq!(load("Leaves"), json!([1, 1, 1, 1]));
    desk.ok("hand_over", json!({ "from": from, "to": to }));
    assert_eq!((load("Leaves"), load("Stays")), (json!([0, 0, 0, 0]), json!([1, 1, 1, 1])));
    let again = json!({ "from": from, "to": to });
    assert_eq!(why(&desk.refused("hand_over", again)), ("invalid", "from", "carries_nothing"));
    assert_eq!(why(&desk.refused("hand_over", json!({ "from": to, "to": to }))), ("invalid", "to", "itself"));
    desk.ok("hand_over", json!({ "from": to, "to": null }));
    let view = desk.ok("owners", json!({}));
    assert_eq!(view["unowned"]["areas"], json!(["Orders", "Refills"]));
}

#[test]
fn the_trash_outlives_the_toast() {
    let desk = Desk::clinic();
    let id = desk.make("request", json!({ "title": "Mistake", "kind": "workflow" }));
    desk.ok("delete", json!({ "ids": [id] }));
    assert_eq!(desk.ok("request_list", json!({}))["total"], 0);
    let desk = desk.restarted();
    let trash = desk.ok("trash", json!({}));
    assert_eq!((&trash[0]["id"], &trash[0]["title"]), (&json!(id), &json!("Mistake")));
    desk.ok("restore", json!({ "ids": [id] }));
    assert_eq!(desk.ok("request_list", json!({}))["total"], 1);
    assert_eq!(desk.ok("trash", json!({})), json!([]));
    let clinic = desk.ok("app_state", json!({}))["clinic"]["id"].clone();
    assert_eq!(why(&desk.refused("delete", json!({ "ids": [clinic] }))), ("not_found", "ids", ""));
}

#[test]
fn what_comes_back_takes_no_key_from_what_was_made_since() {
    let desk = Desk::clinic();
    let first = desk.make("person", json!({ "key": "lead", "name": "Lead", "role": "nurse" }));
    desk.ok("delete", json!({ "ids": [first] }));
    desk.make("person", json!({ "key": "lead", "name": "New lead", "role": "nurse" }));
    assert_eq!(why(&desk.refused("restore", json!({ "ids": [first] }))), ("invalid", "ids", "taken"));
}

#[test]
fn undo_and_redo_name_what_they_do_and_survive_a_restart() {
    let desk = Desk::clinic();
    let area = desk.make("area", json!({ "key": "Scheduling" }));
    let lead = desk.make("person", json!({ "name": "Front desk lead", "role": "desk" }));
    desk.ok("save", json!({ "id": area, "kind": "area", "set": { "owner": { "ref": lead } } }));
    let given = desk.digest();
    let desk = desk.restarted();
    let gave = json!({ "code": "gave_owner", "args": ["Scheduling", "Front desk lead"] });
    assert_eq!(desk.ok("app_state", json!({}))["undo"], gave);
    let undone = desk.ok("undo", json!({}));
    assert_eq!(
        undone["label"],
        json!({ "code": "undone", "args": ["gave_owner", "Scheduling", "Front desk lead"] })
    );
    assert_eq!(undone["changed"], json!(["area"]));
    assert_eq!(desk.ok("app_state", json!({}))["redo"], gave);
    let steps = desk.ok("undo_list", json!({}));
    assert_eq!((&steps[0]["label"], &steps[0]["undone"]), (&gave, &json!(true)));
    let desk = desk.restarted();
    assert_eq!(desk.ok("redo", json!({}))["label"]["code"], "redone");
    let owner = |desk: &Desk| desk.ok("entity", json!({ "id": area }))["fields"]["owner"]["ref"].clone();
    assert_eq!(owner(&desk), json!(lead));
    assert_ne!(given, json!(null));
    assert_eq!(why(&desk.refused("redo", json!({}))).0, "nothing_to_undo");
    for _ in 0..4 {
        desk.ok("undo", json!({}));
    }
    assert_eq!(why(&desk.refused("undo", json!({}))).0, "nothing_to_undo");
    assert_eq!(why(&desk.refused("undo", json!({ "act": "nonsense" }))), ("invalid", "act", "not_found"));
    assert_eq!(desk.ok("verify", json!({}))["sound"], true);
}

#[test]
fn a_field_changed_since_is_left_alone() {
    let desk = Desk::clinic();
    let id = desk.make("request", json!({ "title": "One", "kind": "workflow" }));
    let both = json!({ "id": id, "kind": "request", "set": { "title": "Two", "value": 3 } });
    let act = desk.ok("save", both)["act"].clone();
    desk.ok("save", json!({ "id": id, "kind": "request", "set": { "title": "Three" } }));
    let undone = desk.ok("undo", json!({ "act": act }));
    assert_eq!(undone["left_alone"], 1);
    let fields = desk.ok("entity", json!({ "id": id }))["fields"].clone();
    assert_eq!((&fields["title"], &fields["value"]), (&json!("Three"), &json!(null)));
}

#[test]
fn history_says_who_what_when_and_why() {
    let desk = Desk::clinic();
    let nurse = desk.seat("Nurse");
    let id = desk.make("request", json!({ "title": "Fax", "kind": "workflow" }));
    desk.pass(60_000);
    desk.ok(
        "save",
        json!({ "id": id, "kind": "request", "set": { "owner": { "ref": nurse } }, "why": "She knows the fax." }),
    );
    desk.ok("move_request", json!({ "id": id, "state": "triaged", "reason": "understood" }));
    let page = desk.ok("history", json!({ "id": id, "limit": 2 }));
    assert_eq!(page["total"], 3);
    let entries = page["entries"].as_array().unwrap();
    assert_eq!(entries[0]["changes"][0]["kind"], "request_state");
    assert_eq!((&entries[1]["by"], &entries[1]["why"]), (&json!("Nurse"), &json!("She knows the fax.")));
    let owner = &entries[1]["changes"][0];
    assert_eq!(
        (&owner["field"], &owner["was"], &owner["value"], &owner["shown_as"]),
        (&json!("owner"), &json!(null), &json!("Nurse"), &json!("name"))
    );
    let rest = desk.ok("history", json!({ "id": id, "cursor": page["next"] }));
    assert_eq!(rest["entries"].as_array().unwrap().len(), 1);
    assert_eq!(rest["next"], json!(null));
    assert_eq!(why(&desk.refused("history", json!({ "id": id, "cursor": "x" }))).1, "cursor");
}

#[test]
fn search_finds_by_beginnings_of_words_and_opens_what_a_comment_is_under() {
    let desk = Desk::clinic();
    let fax = desk.make("request", json!({ "title": "Fax cover prints twice", "kind": "edge_case" }));
    desk.ok("comment", json!({ "item": fax, "text": "Happens on the annex machine." }));
    let hit = |text: &str| desk.ok("search", json!({ "text": text }))[0].clone();
    assert_eq!((&hit("fax pri")["id"], &hit("fax pri")["key"]), (&json!(fax), &json!("A-0001")));
    assert_eq!(hit("annex mach")["id"], json!(fax));
    assert_eq!(hit("marlet")["kind"], "system");
    assert_eq!(hit("nothing-like-it"), json!(null));
    for text in ["", "\"", "a* OR b", "NEAR(", "\u{0}", &"long ".repeat(100_000)] {
        desk.ok("search", json!({ "text": text }));
    }
    desk.ok("delete", json!({ "ids": [fax] }));
    assert_eq!(hit("fax cover"), json!(null));
}

#[test]
fn settings_stay_on_this_computer_and_out_of_the_log() {
    let desk = Desk::clinic();
    let before = desk.digest();
    desk.ok(
        "settings_set",
        json!({ "appearance": "dark", "draft": "half a line", "views": { "requests": { "group": "turn" } } }),
    );
    desk.ok("settings_set", json!({ "draft": null, "views": { "today": 1 } }));
    assert_eq!(desk.digest(), before);
    let desk = desk.restarted();
    let settings = desk.ok("settings", json!({}));
    assert_eq!(settings["appearance"], "dark");
    assert_eq!(settings["draft"], json!(null));
    assert_eq!(settings["views"], json!({ "requests": { "group": "turn" }, "today": 1 }));
    let stranger = json!({ "desk": "00000000-0000-7000-8000-000000000000" });
    assert_eq!(why(&desk.refused("settings_set", stranger)), ("not_found", "desk", ""));
    let book = json!({ "draft": "x".repeat(200_000) });
    assert_eq!(why(&desk.refused("settings_set", book)), ("invalid", "draft", "too_long"));
}
