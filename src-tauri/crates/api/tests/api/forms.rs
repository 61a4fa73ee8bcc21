//! The generic forms, owners, the trash, undo, settings and search.

use serde_json::{Value as Json, json};

use crate::common::{Desk, why};

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
fn a_hand_over_is_seen_by_area_before_it_is_made() {
    let desk = Desk::clinic();
    let from = desk.make("person", json!({ "name": "Leaves", "role": "nurse" }));
    let who = json!({ "ref": from });
    let refills = desk.make("area", json!({ "key": "Refills", "owner": who }));
    desk.make("area", json!({ "key": "Orders", "backup": who }));
    let place = json!({ "ref": refills });
    desk.make("request", json!({ "title": "R", "kind": "workflow", "owner": who, "area": place }));
    desk.make("request", json!({ "title": "Nowhere", "kind": "workflow", "owner": who }));
    desk.make("shadow_record", json!({ "title": "Recall list", "keeper": who, "started": "2026-11-01" }));
    let look = desk.ok("hand_over_look", json!({ "id": from }));
    let parts: Vec<_> = look["parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| {
            let counts = ["requests", "workarounds", "lists"].map(|name| part[name].as_u64().unwrap());
            (part["name"].as_str().unwrap(), part["accountable"] == true, part["backup"] == true, counts)
        })
        .collect();
    assert_eq!(
        parts,
        [
            ("Refills", true, false, [1, 0, 0]),
            ("Orders", false, true, [0, 0, 0]),
            ("", false, false, [1, 0, 1]),
        ]
    );
    assert_eq!(look["parts"][2]["items"][1]["title"], "Recall list");
    assert_eq!(why(&desk.refused("hand_over_look", json!({ "id": refills }))).0, "not_found");
}

#[test]
fn each_area_may_go_to_somebody_else_with_the_day_of_leaving_and_one_undo_takes_all_back() {
    let desk = Desk::clinic();
    let person = |name: &str| desk.make("person", json!({ "name": name, "role": "nurse" }));
    let (from, most, one) = (person("Leaves"), person("Takes most"), person("Takes one"));
    let who = json!({ "ref": from });
    // Whoever takes it over was its backup: nobody stands in for themselves.
    let refills = desk.make("area", json!({ "key": "Refills", "owner": who, "backup": { "ref": one } }));
    let orders = desk.make("area", json!({ "key": "Orders", "owner": who }));
    let inbox = desk.make("area", json!({ "key": "Inbox", "owner": { "ref": most }, "backup": who }));
    let place = json!({ "ref": refills });
    let request =
        desk.make("request", json!({ "title": "R", "kind": "workflow", "owner": who, "area": place }));
    let names =
        |id: &str, field: &str| desk.ok("entity", json!({ "id": id }))["fields"][field]["ref"].clone();
    let digest = desk.digest();
    desk.ok(
        "hand_over",
        json!({ "from": from, "to": most, "away_from": "2026-12-18", "except": [{ "area": refills, "to": one }] }),
    );
    assert_eq!((names(&refills, "owner"), names(&refills, "backup")), (json!(one), Json::Null));
    assert_eq!((names(&orders, "owner"), names(&request, "owner")), (json!(most), json!(one)));
    assert_eq!((names(&inbox, "owner"), names(&inbox, "backup")), (json!(most), Json::Null));
    assert_eq!(desk.ok("entity", json!({ "id": from }))["fields"]["active_to"], "2026-12-18");
    desk.ok("undo", json!({}));
    assert_eq!(desk.digest()["registers"], digest["registers"]);
    assert_eq!((names(&refills, "owner"), names(&refills, "backup")), (json!(from), json!(one)));
    assert!(desk.ok("entity", json!({ "id": from }))["fields"]["active_to"].is_null());
}

#[test]
fn whoever_left_and_still_carries_something_stays_on_the_map() {
    let desk = Desk::clinic();
    let gone = desk.make("person", json!({ "name": "Gone", "role": "nurse", "active_to": "2026-11-01" }));
    let carriers = |desk: &Desk| desk.ok("owners", json!({}))["people"].as_array().unwrap().len();
    assert_eq!(carriers(&desk), 0);
    desk.make("area", json!({ "key": "Refills", "owner": { "ref": gone } }));
    let people = desk.ok("owners", json!({}))["people"].clone();
    assert_eq!((carriers(&desk), people[0]["active"].clone()), (1, json!(false)));
}

#[test]
fn areas_and_people_with_a_rhythm_come_back_on_today_when_they_are_due() {
    let desk = Desk::clinic();
    let lead = desk.make("person", json!({ "name": "Lead", "role": "nurse", "review_every_days": 28 }));
    let due = |desk: &Desk| {
        let needs = desk.ok("today", json!({}))["needs"].clone();
        let row = needs.as_array().unwrap().iter().find(|need| need["kind"] == "reviews_due").cloned();
        let items = row.map_or_else(|| json!([]), |row| row["items"].clone());
        items
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["title"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(due(&desk), Vec::<String>::new(), "somebody who owns nothing has nothing to be gone through");
    let owner = json!({ "ref": lead });
    let area = desk.make("area", json!({ "key": "Refills", "owner": owner, "review_every_days": 14 }));
    assert_eq!(due(&desk), ["Refills", "Lead"], "what was never reviewed is due at once");
    // 2026-11-23 is today: 14 days after the 9th it is due, a day later it is not yet.
    for (reviewed, is_due) in [("2026-11-09", true), ("2026-11-10", false)] {
        desk.ok("save", json!({ "id": area, "kind": "area", "set": { "last_reviewed": reviewed } }));
        assert_eq!(due(&desk).contains(&"Refills".to_owned()), is_due, "{reviewed}");
    }
    desk.ok("save", json!({ "id": lead, "kind": "person", "set": { "last_reviewed": "2026-11-23" } }));
    assert_eq!(due(&desk), Vec::<String>::new());
    assert_eq!(desk.ok("undo_list", json!({}))[0]["label"], json!({ "code": "reviewed", "args": ["Lead"] }));
    let refused = json!({ "id": lead, "kind": "person", "set": { "review_every_days": 0 } });
    assert_eq!(why(&desk.refused("save", refused)), ("invalid", "review_every_days", "out_of_range"));
}

/// More than any page holds, and more than were ever shown: what was deleted is always in the trash.
#[test]
fn everything_deleted_is_in_the_trash_whatever_its_number() {
    let desk = Desk::clinic();
    let folder = desk.path("tables");
    std::fs::create_dir(&folder).unwrap();
    let rows: String = (0..620).map(|n| format!("r{n},José {n},workflow\n")).collect();
    std::fs::write(folder.join("requests.csv"), format!("request,title,kind\n{rows}")).unwrap();
    let states: String = (0..620).map(|n| format!("r{n},2026-11-01T09:00:00-07:00,new\n")).collect();
    std::fs::write(folder.join("request_states.csv"), format!("request,at,state\n{states}")).unwrap();
    desk.ok("import_run", json!({ "path": folder }));
    let (mut ids, mut cursor) = (Vec::new(), Json::Null);
    loop {
        let page = desk.ok("request_list", json!({ "cursor": cursor, "limit": 200 }));
        ids.extend(page["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()));
        cursor = page["next"].clone();
        if cursor.is_null() {
            break;
        }
    }
    for some in ids.chunks(200) {
        desk.ok("delete", json!({ "ids": some }));
    }
    let mut found = std::collections::BTreeSet::new();
    let mut cursor = Json::Null;
    loop {
        let page = desk.ok("trash", json!({ "cursor": cursor, "limit": 150 }));
        if cursor.is_null() {
            assert_eq!(page["total"], 620);
        }
        for row in page["rows"].as_array().unwrap() {
            assert!(found.insert(row["id"].as_str().unwrap().to_owned()), "a row on two pages");
        }
        cursor = page["next"].clone();
        if cursor.is_null() {
            break;
        }
    }
    assert_eq!(found, ids.into_iter().collect());
    let one = desk.ok("trash", json!({ "text": "JOSE r619" }));
    assert_eq!((&one["total"], &one["rows"][0]["title"]), (&json!(1), &json!("José 619")));
    assert_eq!(
        why(&desk.refused("trash", json!({ "cursor": "next" }))),
        ("invalid", "cursor", "not_a_cursor")
    );
}

#[test]
fn the_trash_outlives_the_toast() {
    let desk = Desk::clinic();
    let id = desk.make("request", json!({ "title": "Mistake", "kind": "workflow" }));
    desk.ok("delete", json!({ "ids": [id] }));
    assert_eq!(desk.ok("request_list", json!({}))["total"], 0);
    let desk = desk.restarted();
    let trash = desk.ok("trash", json!({}));
    assert_eq!((&trash["rows"][0]["id"], &trash["rows"][0]["title"]), (&json!(id), &json!("Mistake")));
    desk.ok("restore", json!({ "ids": [id] }));
    assert_eq!(desk.ok("request_list", json!({}))["total"], 1);
    assert_eq!(desk.ok("trash", json!({}))["rows"], json!([]));
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
    for _ in 0..3 {
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
        json!({ "appearance": "dark", "language": "es", "views": { "requests": { "group": "turn" } } }),
    );
    desk.ok("settings_set", json!({ "language": null, "views": { "today": 1 } }));
    assert_eq!(desk.digest(), before);
    let desk = desk.restarted();
    let settings = desk.ok("settings", json!({}));
    assert_eq!(settings["appearance"], "dark");
    assert_eq!(settings["language"], json!(null));
    assert_eq!(settings["views"], json!({ "requests": { "group": "turn" }, "today": 1 }));
    let stranger = json!({ "desk": "00000000-0000-7000-8000-000000000000" });
    assert_eq!(why(&desk.refused("settings_set", stranger)), ("not_found", "desk", ""));
    let book = json!({ "language": "x".repeat(200_000) });
    assert_eq!(why(&desk.refused("settings_set", book)), ("invalid", "language", "too_long"));
}
