//! Several requests go into one: as one act, and with the people who need them.

use serde_json::{Value as Json, json};

use crate::common::{Desk, why};

/// A request that this person asked for.
fn asked_by(desk: &Desk, title: &str, who: &str) -> String {
    let requester = json!({ "ref": who });
    desk.make("request", json!({ "title": title, "kind": "workflow", "requester": requester }))
}

fn person(desk: &Desk, name: &str) -> String {
    desk.make("person", json!({ "name": name, "role": "nurse" }))
}

fn detail(desk: &Desk, id: &str) -> Json {
    desk.ok("request_detail", json!({ "id": id }))
}

fn states(desk: &Desk, ids: &[String]) -> Vec<Json> {
    ids.iter().map(|id| detail(desk, id)["row"]["state"].clone()).collect()
}

/// Three requests of three people, and the three people.
fn three(desk: &Desk) -> (Vec<String>, Vec<String>) {
    let people: Vec<_> = ["Ana Ruiz", "Ben Cole", "Cleo Diaz"].map(|name| person(desk, name)).into();
    let titles = ["Recall list", "Recall list by date", "List of recalls"];
    let requests = titles.iter().zip(&people).map(|(title, who)| asked_by(desk, title, who)).collect();
    (requests, people)
}

#[test]
fn merging_several_is_one_act_with_one_name_and_one_undo() {
    let desk = Desk::clinic();
    let (ids, _) = three(&desk);
    let acts = || desk.ok("undo_list", json!({})).as_array().unwrap().len();
    let before = acts();
    let saved = desk.ok("merge_requests", json!({ "ids": [ids[1], ids[2], ids[1]], "into": ids[0] }));
    assert_eq!(
        saved["label"],
        json!({ "code": "merged", "args": ["2", "Recall list", "Recall list by date"] }),
        "named twice is merged once"
    );
    assert_eq!(states(&desk, &ids), ["new", "merged", "merged"]);
    assert_eq!(detail(&desk, &ids[2])["into"]["id"], json!(ids[0]));
    assert_eq!(acts(), before + 1);

    desk.ok("undo", json!({}));
    assert_eq!(states(&desk, &ids), ["new", "new", "new"]);
    desk.ok("redo", json!({}));
    assert_eq!(states(&desk, &ids), ["new", "merged", "merged"]);

    // Each by itself, and what is left of the act as one.
    desk.ok("move_request", json!({ "id": ids[1], "state": "reopened" }));
    assert_eq!(states(&desk, &ids), ["new", "new", "merged"]);
    desk.ok("undo", json!({ "act": saved["act"] }));
    assert_eq!(states(&desk, &ids), ["new", "new", "new"]);
}

#[test]
fn one_that_cannot_be_merged_stops_all_and_is_named() {
    let desk = Desk::clinic();
    let (ids, _) = three(&desk);
    desk.ok("move_request", json!({ "id": ids[2], "state": "withdrawn", "told": true }));
    let merge = |ids: Json, into: &str| desk.refused("merge_requests", json!({ "ids": ids, "into": into }));
    let refused = merge(json!([ids[1], ids[2]]), &ids[0]);
    assert_eq!(why(&refused), ("move_refused", "ids", "closed"));
    assert!(refused["message"].as_str().unwrap().contains("List of recalls"), "{refused}");
    assert_eq!(why(&merge(json!([ids[0]]), &ids[0])), ("invalid", "into", "itself"));
    assert_eq!(why(&merge(json!([]), &ids[0])), ("invalid", "ids", "out_of_range"));
    let nobody = "00000000-0000-7000-8000-000000000000";
    assert_eq!(why(&merge(json!([ids[1]]), nobody)).0, "not_found");
    assert_eq!(why(&merge(json!([ids[1], nobody]), &ids[0])).0, "not_found");
    assert_eq!(states(&desk, &ids), ["new", "new", "withdrawn"]);
}

#[test]
fn merging_one_names_both() {
    let desk = Desk::clinic();
    let (ids, _) = three(&desk);
    let saved = desk.ok("move_request", json!({ "id": ids[1], "state": "merged", "into": ids[0] }));
    let label = json!({ "code": "merged", "args": ["1", "Recall list", "Recall list by date"] });
    assert_eq!(saved["label"], label);
}

/// Ana, Ben and Cleo each asked; Cleo and Dee said "me too" on Ben's. Ben's goes into Cleo's, Cleo's into Ana's: on Ana's are
/// Ana, Ben, Cleo and Dee.
#[test]
fn people_of_merged_requests_need_the_one_that_stays_each_of_them_once() {
    let desk = Desk::clinic();
    let (ids, people) = three(&desk);
    let dee = person(&desk, "Dee Fox");
    for who in [&people[2], &dee] {
        desk.ok("voice_add", json!({ "item": ids[1], "person": who }));
    }
    let in_list = || {
        let rows = desk.ok("request_list", json!({}))["rows"].clone();
        rows.as_array().unwrap().iter().find(|row| row["id"] == json!(ids[0])).unwrap()["people"].clone()
    };
    assert_eq!(in_list(), 1);
    desk.ok("move_request", json!({ "id": ids[1], "state": "merged", "into": ids[2] }));
    desk.ok("merge_requests", json!({ "ids": [ids[2]], "into": ids[0] }));

    let kept = detail(&desk, &ids[0]);
    assert_eq!((&kept["row"]["people"], &in_list()), (&json!(4), &json!(4)));
    let names: Vec<_> = kept["through_merged"].as_array().unwrap().iter().map(|who| &who["name"]).collect();
    assert_eq!(names, ["Ben Cole", "Cleo Diaz", "Dee Fox"]);
    let similar = desk.ok("similar", json!({ "text": "Recall list" }));
    assert_eq!((&similar[0]["id"], &similar[0]["people"]), (&json!(ids[0]), &json!(4)));
    desk.ok("move_request", json!({ "id": ids[0], "state": "delivered" }));
    let needs = desk.ok("today", json!({}))["needs"].clone();
    let to_tell = needs.as_array().unwrap().iter().find(|need| need["kind"] == "people_to_tell").unwrap();
    assert_eq!(to_tell["people"], 4, "{to_tell}");

    // Who says it here, too, is counted once, and is no longer there through another alone.
    desk.ok("voice_add", json!({ "item": ids[0], "person": dee }));
    let kept = detail(&desk, &ids[0]);
    assert_eq!((&kept["row"]["people"], kept["through_merged"].as_array().unwrap().len()), (&json!(4), 2));

    // What lies in the trash needs nobody; taken apart, its people go with it.
    desk.ok("delete", json!({ "ids": [ids[1]] }));
    assert_eq!(in_list(), 3, "Ana, Cleo and Dee");
    desk.ok("move_request", json!({ "id": ids[2], "state": "reopened" }));
    assert_eq!((in_list(), &detail(&desk, &ids[0])["through_merged"]), (json!(2), &json!([])));
}

#[test]
fn what_was_promised_for_a_merged_one_is_seen_on_the_one_that_stays_and_counts_once() {
    let desk = Desk::clinic();
    let (ids, _) = three(&desk);
    let promised = json!({
        "request": { "ref": ids[1] }, "clock": "fix", "made_on": "2026-11-01", "due_on": "2026-12-24",
        "promised_by": "Marlet support", "source": "call",
    });
    let promise = desk.make("promise", promised);
    // Through another as well.
    desk.ok("move_request", json!({ "id": ids[1], "state": "merged", "into": ids[2] }));
    desk.ok("merge_requests", json!({ "ids": [ids[2]], "into": ids[0] }));
    for id in [&ids[0], &ids[2]] {
        let kept = detail(&desk, id);
        assert_eq!(kept["promises"], json!([]), "it was not given for this one");
        let through = kept["merged_promises"].as_array().unwrap();
        assert_eq!((through.len(), &through[0]["of"]["id"]), (1, &json!(ids[1])));
        assert_eq!(
            (&through[0]["promise"]["id"], &through[0]["promise"]["due_on"]),
            (&json!(promise), &json!("2026-12-24"))
        );
    }
    let own = detail(&desk, &ids[1]);
    assert_eq!((own["promises"].as_array().unwrap().len(), &own["merged_promises"]), (1, &json!([])));
    let register = desk.ok("vendor", json!({}))["promises"].clone();
    let due: Vec<_> = register.as_array().unwrap().iter().map(|line| &line["first_due"]).collect();
    assert_eq!(due, ["2026-12-24"]);

    desk.ok("move_request", json!({ "id": ids[2], "state": "reopened" }));
    assert_eq!(detail(&desk, &ids[0])["merged_promises"], json!([]));
}

/// A row of the list; `None` where it is not in it.
fn listed(desk: &Desk, filter: Json, id: &str) -> Option<Json> {
    let rows = desk.ok("request_list", json!({ "filter": filter, "sort": "worth" }))["rows"].clone();
    rows.as_array().unwrap().iter().find(|row| row["id"] == json!(id)).cloned()
}

#[test]
fn what_a_safety_request_went_into_is_a_safety_item_until_it_is_taken_apart() {
    let desk = Desk::clinic();
    let area = desk.make("area", json!({ "key": "Results" }));
    let make = |title: &str, set: Json| {
        let mut fields = json!({ "title": title, "kind": "workflow", "area": { "ref": area } });
        fields.as_object_mut().unwrap().extend(set.as_object().unwrap().clone());
        desk.make("request", fields)
    };
    let heavy = make("Worth most", json!({ "value": 5, "effort": 1 }));
    let stays = make("Abnormal results", json!({}));
    let safety = make("Results nobody saw", json!({ "safety": true, "regulatory": true }));
    let safe = || listed(&desk, json!({ "safety": true }), &stays).is_some();
    let in_area = || {
        let areas = desk.ok("owners", json!({}))["areas"].clone();
        areas.as_array().unwrap().iter().find(|one| one["id"] == json!(area)).unwrap()["safety"].clone()
    };
    let first = || {
        let rows = desk.ok("request_list", json!({ "sort": "worth" }))["rows"].clone();
        rows[0]["id"].clone()
    };
    assert_eq!((safe(), in_area()), (false, json!(1)));

    desk.ok("merge_requests", json!({ "ids": [safety], "into": stays }));
    let seen = detail(&desk, &stays);
    assert_eq!((&seen["row"]["safety"], &seen["row"]["regulatory"]), (&json!(true), &json!(true)));
    assert_eq!(
        (&seen["own_safety"], &seen["own_regulatory"]),
        (&json!(false), &json!(false)),
        "for the form"
    );
    assert_eq!((safe(), in_area(), first()), (true, json!(1), json!(stays)), "before {heavy}");

    // Through a chain, too; what is noted later counts at once, and what is taken back no longer.
    let last = make("All results", json!({}));
    desk.ok("merge_requests", json!({ "ids": [stays], "into": last }));
    assert!(listed(&desk, json!({ "safety": true }), &last).is_some());
    let set = |id: &str, yes: bool| {
        desk.ok("save", json!({ "id": id, "kind": "request", "set": { "safety": yes } }));
    };
    set(&safety, false);
    assert!(listed(&desk, json!({ "safety": true }), &last).is_none());
    set(&safety, true);
    assert!(listed(&desk, json!({ "safety": true }), &last).is_some());
    assert_eq!(desk.ok("verify", json!({}))["sound"], json!(true), "derived anew it is the same");

    desk.ok("move_request", json!({ "id": stays, "state": "reopened" }));
    assert!(listed(&desk, json!({ "safety": true }), &last).is_none());
    assert!(safe());
    desk.ok("delete", json!({ "ids": [safety] }));
    assert!(!safe(), "what lies in the trash is no safety item");
    desk.ok("restore", json!({ "ids": [safety] }));
    assert!(safe());
    desk.ok("move_request", json!({ "id": safety, "state": "reopened" }));
    assert_eq!((safe(), in_area()), (false, json!(1)));
    desk.ok("undo", json!({}));
    assert!(safe());
    assert_eq!(desk.ok("verify", json!({}))["sound"], json!(true));
}

#[test]
fn the_trash_says_what_goes_from_sight_with_a_request_that_others_went_into() {
    let desk = Desk::clinic();
    let (ids, _) = three(&desk);
    desk.ok("merge_requests", json!({ "ids": [ids[1], ids[2]], "into": ids[0] }));
    let saved = desk.ok("delete", json!({ "ids": [ids[0]] }));
    assert_eq!(saved["label"], json!({ "code": "deleted_with_merged", "args": ["Recall list", "2"] }));
    assert_eq!(detail(&desk, &ids[1])["into_deleted"], json!(true));
    desk.ok("undo", json!({}));
    assert_eq!(detail(&desk, &ids[1])["into_deleted"], json!(false));
    let both = desk.ok("delete", json!({ "ids": [ids[0], ids[1]] }));
    assert_eq!(both["label"], json!({ "code": "deleted_many_with_merged", "args": ["2", "1"] }));
}
