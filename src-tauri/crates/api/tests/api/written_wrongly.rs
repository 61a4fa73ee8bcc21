//! What was noted wrongly is corrected or taken away later, and every figure follows.

use serde_json::{Value as Json, json};

use crate::common::{Desk, why};

/// A workaround that happened once, 50 minutes where 5 were meant.
fn typed_wrongly(desk: &Desk) -> (String, Json) {
    let id =
        desk.make("workaround", json!({ "title": "Print twice", "break": "drift", "started": "2026-11-05" }));
    desk.ok("again", json!({ "id": id, "minutes": 50, "count": 2 }));
    let noted = desk.ok("workaround_detail", json!({ "id": id }))["occurrences"][0].clone();
    (id, noted)
}

#[test]
fn an_occurrence_is_corrected_and_taken_away_and_its_hours_follow() {
    let desk = Desk::clinic();
    let (id, noted) = typed_wrongly(&desk);
    let detail = || desk.ok("workaround_detail", json!({ "id": id }));
    assert_eq!(noted["may_edit"], true);
    assert_eq!(detail()["row"]["times"], 2);
    desk.ok(
        "save",
        json!({ "id": noted["id"], "kind": "occurrence", "set": { "minutes": 5.0, "count": 1 } }),
    );
    let corrected = detail()["occurrences"][0].clone();
    assert_eq!((&corrected["minutes"], &corrected["count"]), (&json!(5.0), &json!(1)));
    assert_eq!(detail()["row"]["times"], 1);
    // Another day at the same time of day: today no later than now, and no day that has not come.
    let now = detail()["occurrences"][0]["at"].as_i64().unwrap();
    let at = |at: i64| json!({ "id": noted["id"], "kind": "occurrence", "set": { "at": at } });
    desk.ok("save", at(now + 60_000));
    assert_eq!(detail()["occurrences"][0]["at"], desk.now_ms());
    assert_eq!(why(&desk.refused("save", at(now + 3 * 86_400_000))), ("invalid", "at", "in_the_future"));
    assert_eq!(why(&desk.refused("save", at(now - 60 * 86_400_000))), ("invalid", "at", "before_it_began"));
    let far = json!({ "id": noted["id"], "kind": "occurrence", "set": { "minutes": 1e6 } });
    assert_eq!(why(&desk.refused("save", far)), ("invalid", "minutes", "out_of_range"));

    let saved = desk.ok("delete", json!({ "ids": [noted["id"]] }));
    assert_eq!(saved["label"], json!({ "code": "removed", "args": ["occurrence", "Print twice"] }));
    assert_eq!((&detail()["row"]["times"], &detail()["occurrences"]), (&json!(0), &json!([])));
    let back = desk.ok("undo", json!({ "act": saved["act"] }));
    assert_eq!(back["label"]["code"], "undone");
    assert_eq!(detail()["row"]["times"], 1);
    desk.ok("delete", json!({ "ids": [noted["id"]] }));
    let put_back = desk.ok("restore", json!({ "ids": [noted["id"]] }));
    assert_eq!(put_back["label"], json!({ "code": "put_back", "args": ["occurrence", "Print twice"] }));
}

#[test]
fn an_estimate_that_was_wrong_is_corrected_and_not_revised() {
    let desk = Desk::clinic();
    let (id, _) = typed_wrongly(&desk);
    let set = json!({
        "workaround": { "ref": id }, "from": "2026-11-05", "people": 4.0, "uses_per_person_per_week": 100.0,
        "minutes_per_use": 3.0, "basis": "guessed",
    });
    let estimate = desk.make("estimate", set);
    let detail = || desk.ok("workaround_detail", json!({ "id": id }));
    let set = json!({ "uses_per_person_per_week": 10.0 });
    desk.ok("save", json!({ "id": estimate, "kind": "estimate", "set": set }));
    assert_eq!(detail()["estimates"].as_array().unwrap().len(), 1);
    assert_eq!(detail()["estimates"][0]["uses_per_person_per_week"], 10.0);
    desk.ok("delete", json!({ "ids": [estimate] }));
    assert_eq!(detail()["estimates"], json!([]));
}

#[test]
fn a_chase_a_promise_and_a_fact_are_taken_away_and_the_request_is_late_no_longer() {
    let desk = Desk::clinic();
    let id = desk.make("request", json!({ "title": "Fewer clicks", "kind": "workflow" }));
    let detail = || desk.ok("request_detail", json!({ "id": id }));
    desk.ok("chase_add", json!({ "request": id, "minutes": 125 }));
    let promise =
        json!({ "request": { "ref": id }, "clock": "fix", "made_on": "2026-10-01", "due_on": "2026-10-09" });
    let promise = desk.make("promise", promise);
    desk.ok("fact_add", json!({ "request": id, "fact": "first_response" }));
    let before = detail();
    assert!(!before["row"]["promise"].is_null());
    let (chase, fact) = (before["chases"][0]["id"].clone(), before["facts"][0]["id"].clone());
    desk.ok("save", json!({ "id": chase, "kind": "chase", "set": { "minutes": 12.5 } }));
    assert_eq!(detail()["chases"][0]["minutes"], 12.5);
    for gone in [chase, json!(promise), fact] {
        assert_eq!(desk.ok("delete", json!({ "ids": [gone] }))["label"]["code"], "removed");
    }
    let after = detail();
    assert_eq!((&after["chases"], &after["promises"], &after["facts"]), (&json!([]), &json!([]), &json!([])));
    assert_eq!(after["row"]["promise"], Json::Null);
    let answered =
        after["clocks"].as_array().unwrap().iter().find(|clock| clock["clock"] == "first_response");
    assert_eq!(answered.unwrap()["at"], Json::Null);
}

#[test]
fn an_entry_takes_some_minutes_or_none_are_said() {
    let desk = Desk::clinic();
    let (id, noted) = typed_wrongly(&desk);
    let refused = ("invalid", "minutes", "no_minutes");
    assert_eq!(why(&desk.refused("again", json!({ "id": id, "minutes": 0 }))), refused);
    let none = json!({ "id": noted["id"], "kind": "occurrence", "set": { "minutes": 0 } });
    assert_eq!(why(&desk.refused("save", none)), refused);
    let occurrences = || desk.ok("workaround_detail", json!({ "id": id }))["occurrences"].clone();
    assert_eq!(occurrences(), json!([noted]), "nothing was changed");
    desk.ok("save", json!({ "id": noted["id"], "kind": "occurrence", "set": { "minutes": null } }));
    assert_eq!(occurrences()[0]["minutes"], Json::Null);
}

/// Tables hold history as it was: an entry of before this was asked comes in, and the rest of it can be put right.
#[test]
fn an_entry_of_no_minutes_that_stands_already_is_read_and_changed_like_any_other() {
    let desk = Desk::clinic();
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("workarounds.csv", "workaround,title,break,started\nw1,Sticky notes,drift,2026-11-01\n");
    write("occurrences.csv", "workaround,at,minutes\nw1,2026-11-05T15:00:00Z,0\n");
    let report = desk.ok("import_run", json!({ "path": folder.path() }));
    assert_eq!((&report["refused"], &report["notes"][0]["code"]), (&json!([]), &json!("no_minutes")));
    let rows = desk.ok("workaround_list", json!({}))["rows"].clone();
    let id =
        rows.as_array().unwrap().iter().find(|row| row["title"] == "Sticky notes").unwrap()["id"].clone();
    let noted = || desk.ok("workaround_detail", json!({ "id": id }))["occurrences"][0].clone();
    assert_eq!(noted()["minutes"], 0.0);
    desk.ok("save", json!({ "id": noted()["id"], "kind": "occurrence", "set": { "count": 3 } }));
    assert_eq!((&noted()["minutes"], &noted()["count"]), (&json!(0.0), &json!(3)));
}

#[test]
fn what_is_refused_for_one_is_refused_for_many() {
    let desk = Desk::clinic();
    let (id, noted) = typed_wrongly(&desk);
    let other =
        desk.make("workaround", json!({ "title": "Fax it", "break": "drift", "started": "2026-11-05" }));
    desk.ok("comment", json!({ "item": id, "text": "Asked at the front desk." }));
    let detail = || desk.ok("workaround_detail", json!({ "id": id }));
    let (comment, at) = (detail()["comments"][0]["id"].clone(), noted["at"].as_i64().unwrap());
    let (before, day) = (detail(), 86_400_000);
    let many = |kind: &str, of: &Json, set: Json| json!({ "kind": kind, "ids": [of], "set": set });
    for (input, field, hint) in [
        (
            many("occurrence", &noted["id"], json!({ "workaround": { "ref": other } })),
            "workaround",
            "not_here",
        ),
        (many("comment", &comment, json!({ "item": { "ref": other } })), "item", "not_here"),
        (many("occurrence", &noted["id"], json!({ "at": at + 3 * day })), "at", "in_the_future"),
        (many("occurrence", &noted["id"], json!({ "at": at - 60 * day })), "at", "before_it_began"),
    ] {
        assert_eq!(why(&desk.refused("bulk_save", input)), ("invalid", field, hint));
    }
    assert_eq!(detail(), before, "nothing changed");
    desk.ok(
        "bulk_save",
        many("occurrence", &noted["id"], json!({ "workaround": { "ref": id }, "minutes": 5.0 })),
    );
    assert_eq!(detail()["occurrences"][0]["minutes"], 5.0);
}
