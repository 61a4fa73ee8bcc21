//! The places of a clinic, and who works there.

mod common;

use common::{Desk, why};
use serde_json::json;

#[test]
fn a_person_is_given_a_site_another_and_none() {
    let desk = Desk::clinic();
    let (north, south) =
        (desk.make("site", json!({ "name": "North" })), desk.make("site", json!({ "name": "South" })));
    let lead = desk.make("person", json!({ "name": "Lead", "role": "nurse", "site": { "ref": north } }));
    let site = || {
        let people = desk.ok("catalogue", json!({}))["people"].clone();
        people.as_array().unwrap().iter().find(|person| person["id"] == json!(lead)).unwrap()["site"].clone()
    };
    assert_eq!(site(), json!({ "id": north, "name": "North" }));
    let move_to = |site| desk.ok("save", json!({ "id": lead, "kind": "person", "set": { "site": site } }));
    move_to(json!({ "ref": south }));
    assert_eq!(site()["name"], "South");
    // As a table brings it that names a place nobody has written down.
    move_to(json!("Annex"));
    assert_eq!(site(), json!({ "id": null, "name": "Annex" }));
    move_to(json!(null));
    assert_eq!(site(), json!(null));
}

#[test]
fn a_site_is_there_once_under_its_name_and_comes_back_under_it() {
    let desk = Desk::clinic();
    let (north, south) =
        (desk.make("site", json!({ "name": "North" })), desk.make("site", json!({ "name": "South" })));
    for input in [
        json!({ "kind": "site", "set": { "name": "north" } }),
        json!({ "id": south, "kind": "site", "set": { "name": "NORTH" } }),
    ] {
        assert_eq!(why(&desk.refused("save", input)), ("invalid", "name", "taken"));
    }
    assert_eq!(
        why(&desk.refused("save", json!({ "kind": "site", "set": {} }))),
        ("invalid", "name", "required")
    );
    desk.ok("save", json!({ "id": north, "kind": "site", "set": { "name": "NORTH" } }));
    desk.ok("delete", json!({ "ids": [south] }));
    let names = || -> Vec<String> {
        let sites = desk.ok("catalogue", json!({}))["sites"].clone();
        sites.as_array().unwrap().iter().map(|site| site["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(), ["NORTH"]);
    assert_eq!(
        desk.make("site", json!({ "name": "South" })),
        south,
        "the same place, with what was said of it"
    );
    assert_eq!(names(), ["NORTH", "South"]);
}
