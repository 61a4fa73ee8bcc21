//! The places of a clinic, and who works there.

use serde_json::json;

use crate::common::{Desk, why};

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

/// The names of the sites, in order.
fn names(desk: &Desk) -> Vec<String> {
    let sites = desk.ok("catalogue", json!({}))["sites"].clone();
    sites.as_array().unwrap().iter().map(|site| site["name"].as_str().unwrap().to_owned()).collect()
}

/// A desk whose site South is called Annex by now.
fn renamed() -> (Desk, String) {
    let desk = Desk::clinic();
    let south = desk.make("site", json!({ "name": "South" }));
    desk.ok("save", json!({ "id": south, "kind": "site", "set": { "name": "Annex" } }));
    (desk, south)
}

#[test]
fn a_name_that_a_renamed_site_has_is_not_made_again_and_the_one_it_had_is_free_once() {
    let (desk, _) = renamed();
    let make = |name: &str| json!({ "kind": "site", "set": { "name": name } });
    assert_eq!(why(&desk.refused("save", make("annex"))), ("invalid", "name", "taken"));
    desk.make("site", json!({ "name": "South" }));
    assert_eq!(why(&desk.refused("save", make("South"))), ("invalid", "name", "taken"));
    assert_eq!(names(&desk), ["Annex", "South"]);
}

#[test]
fn capitals_beyond_ascii_make_no_other_site() {
    let desk = Desk::clinic();
    let site = desk.make("site", json!({ "name": "Ñandú" }));
    desk.ok("save", json!({ "id": site, "kind": "site", "set": { "name": "ÑANDÚ" } }));
    let again = json!({ "kind": "site", "set": { "name": "ñandú" } });
    assert_eq!(why(&desk.refused("save", again)), ("invalid", "name", "taken"));
    desk.ok("delete", json!({ "ids": [site] }));
    assert_eq!(desk.make("site", json!({ "name": "ñandú" })), site, "the same place comes back");
}

#[test]
fn a_site_stays_in_the_trash_while_another_has_its_name() {
    let (desk, south) = renamed();
    desk.ok("delete", json!({ "ids": [south] }));
    let annex = desk.make("site", json!({ "name": "Annex" }));
    let restore = |ids: &[&str]| json!({ "ids": ids });
    assert_eq!(why(&desk.refused("restore", restore(&[&south]))), ("invalid", "ids", "taken"));
    desk.ok("delete", json!({ "ids": [annex] }));
    assert_eq!(why(&desk.refused("restore", restore(&[&south, &annex]))), ("invalid", "ids", "taken"));
    assert_eq!(names(&desk), [""; 0], "nothing of a refused act is done");
    desk.ok("restore", restore(&[&south, &south]));
    assert_eq!(names(&desk), ["Annex"]);
}

#[test]
fn many_sites_are_not_given_one_name() {
    let desk = Desk::clinic();
    let (north, south) =
        (desk.make("site", json!({ "name": "North" })), desk.make("site", json!({ "name": "South" })));
    let call = |ids: &[&str], name: &str| json!({ "kind": "site", "ids": ids, "set": { "name": name } });
    for input in [call(&[&north, &south], "Annex"), call(&[&south], "north")] {
        assert_eq!(why(&desk.refused("bulk_save", input)), ("invalid", "name", "taken"));
    }
    desk.ok("bulk_save", call(&[&south, &south], "Annex"));
    assert_eq!(names(&desk), ["Annex", "North"]);
}
