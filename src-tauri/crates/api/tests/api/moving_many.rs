//! Several requests move to one state: those that may, as one act.

use serde_json::{Value as Json, json};

use crate::common::{Desk, why};

fn states(desk: &Desk, ids: &[String]) -> Vec<Json> {
    ids.iter().map(|id| desk.ok("request_detail", json!({ "id": id }))["row"]["state"].clone()).collect()
}

/// A new one, one in progress, one withdrawn.
fn three(desk: &Desk) -> Vec<String> {
    let ids = ["Recall list", "Fax cover", "Refill rules"]
        .map(|title| desk.make("request", json!({ "title": title, "kind": "workflow" })))
        .to_vec();
    desk.ok("move_request", json!({ "id": ids[1], "state": "in_progress" }));
    desk.ok("move_request", json!({ "id": ids[2], "state": "withdrawn", "told": true }));
    ids
}

#[test]
fn those_that_may_go_there_are_counted_before() {
    let desk = Desk::clinic();
    let ids = three(&desk);
    let moves = desk.ok("moves_of_many", json!({ "ids": [ids[0], ids[1], ids[2], ids[0]] }));
    // The withdrawn one can only be reopened, and one that is named twice counts once.
    let expected = json!([
        { "to": "triaged", "count": 2 },
        { "to": "in_progress", "count": 1 },
        { "to": "waiting_vendor", "count": 2 },
        { "to": "waiting_others", "count": 2 },
        { "to": "delivered", "count": 2 },
        { "to": "reopened", "count": 1 },
    ]);
    assert_eq!(moves, expected);
}

#[test]
fn moving_several_is_one_act_with_one_undo_and_the_others_stay() {
    let desk = Desk::clinic();
    let ids = three(&desk);
    let saved = desk.ok("move_requests", json!({ "ids": ids, "state": "waiting_vendor" }));
    assert_eq!(saved["label"], json!({ "code": "moved_many", "args": ["2", "waiting_vendor"] }));
    assert_eq!(states(&desk, &ids), ["waiting_vendor", "waiting_vendor", "withdrawn"]);
    desk.ok("undo", json!({}));
    assert_eq!(states(&desk, &ids), ["new", "in_progress", "withdrawn"]);

    let saved = desk.ok("move_requests", json!({ "ids": ids, "state": "reopened" }));
    assert_eq!(
        saved["label"],
        json!({ "code": "moved", "args": ["Refill rules", "reopened"] }),
        "one by its name"
    );
    assert_eq!(saved["id"], json!(ids[2]));
}

#[test]
fn where_none_may_or_words_are_needed_nothing_changes_and_the_field_is_named() {
    let desk = Desk::clinic();
    let ids = three(&desk);
    let before = states(&desk, &ids);
    let refused = |input: Json| desk.refused("move_requests", input);
    let closed = refused(json!({ "ids": [ids[2]], "state": "triaged" }));
    assert_eq!(why(&closed), ("move_refused", "state", "closed"));
    let merged = refused(json!({ "ids": ids, "state": "merged" }));
    assert_eq!(why(&merged), ("invalid", "state", "one_at_a_time"));
    let none = refused(json!({ "ids": [], "state": "triaged" }));
    assert_eq!(why(&none), ("invalid", "ids", "out_of_range"));
    assert_eq!(states(&desk, &ids), before);
}

#[test]
fn a_merge_is_not_taken_apart_by_it() {
    let desk = Desk::clinic();
    let ids = three(&desk);
    desk.ok("merge_requests", json!({ "ids": [ids[0]], "into": ids[1] }));
    let moves = desk.ok("moves_of_many", json!({ "ids": [ids[0]] }));
    assert!(moves.as_array().unwrap().iter().all(|each| each["count"] == 0), "{moves}");
    let refused = desk.refused("move_requests", json!({ "ids": [ids[0]], "state": "reopened" }));
    assert_eq!(why(&refused), ("invalid", "state", "one_at_a_time"));
    desk.ok("move_requests", json!({ "ids": [ids[0], ids[2]], "state": "reopened" }));
    assert_eq!(states(&desk, &ids), ["merged", "in_progress", "triaged"]);
}
