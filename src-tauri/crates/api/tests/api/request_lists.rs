//! Lists of requests: their pages, orders, groups, filters and counts.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::common::{DAY_MS, Desk};

fn request(desk: &Desk, title: &str) -> String {
    desk.make("request", json!({ "title": title, "kind": "workflow" }))
}

#[test]
fn pages_of_every_order_and_group_hold_every_request_once() {
    let desk = Desk::clinic();
    let lead = desk.make("person", json!({ "name": "Lead", "role": "nurse" }));
    let area = desk.make("area", json!({ "key": "Refills" }));
    for n in 0..23 {
        let mut set = json!({ "title": format!("Request {}", n % 5), "kind": "workflow" });
        if n % 3 == 0 {
            set["owner"] = json!({ "ref": lead });
        }
        if n % 4 == 0 {
            set["area"] = json!({ "ref": area });
        }
        let id = desk.make("request", set);
        desk.pass(if n % 6 == 0 { 0 } else { 60_000 });
        let state = ["triaged", "waiting_vendor", "waiting_others", "delivered"][n % 4];
        desk.ok("move_request", json!({ "id": id, "state": state }));
        if n % 5 == 4 {
            desk.ok("move_request", json!({ "id": id, "state": "withdrawn", "told": true }));
        }
    }
    for standing in ["open", "closed", "all"] {
        for sort in ["age", "promise", "title", "key", "changed"] {
            for group in ["none", "turn", "state", "owner", "area"] {
                for reversed in [false, true] {
                    let query = json!({
                        "filter": { "standing": standing }, "sort": sort, "group": group, "reversed": reversed,
                        "limit": 4,
                    });
                    every_row_once(&desk, query);
                }
            }
        }
    }
}

fn every_row_once(desk: &Desk, mut query: Json) {
    let (mut seen, mut groups) = (BTreeSet::new(), Vec::new());
    let first = desk.ok("request_list", query.clone());
    let mut page = first.clone();
    loop {
        for row in page["rows"].as_array().unwrap() {
            assert!(seen.insert(row["id"].as_str().unwrap().to_owned()), "twice in {query}");
            groups.push(row["group"].as_str().unwrap().to_owned());
        }
        if page["next"].is_null() {
            assert_eq!(first["total"], seen.len(), "{query}");
            groups.dedup();
            let order: Vec<_> =
                first["groups"].as_array().unwrap().iter().map(|g| g["key"].as_str().unwrap()).collect();
            if !order.is_empty() {
                assert_eq!(groups, order, "{query}");
            }
            return;
        }
        query["cursor"] = page["next"].clone();
        page = desk.ok("request_list", query.clone());
        assert!(page["total"].is_null(), "the rows are counted once: {query}");
    }
}

#[test]
fn a_filter_finds_what_it_says() {
    let desk = Desk::clinic();
    let lead = desk.make("person", json!({ "name": "Lead", "role": "nurse" }));
    let area = desk.make("area", json!({ "key": "Refills" }));
    let owned = desk
        .make("request", json!({ "title": "Refill inbox", "kind": "workflow", "owner": { "ref": lead } }));
    let safe = desk.make(
        "request",
        json!({ "title": "Lab results", "kind": "edge_case", "area": { "ref": area }, "safety": true }),
    );
    let found = |filter: Json| {
        let rows = desk.ok("request_list", json!({ "filter": filter }))["rows"].clone();
        rows.as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(json!({ "owner": { "person": lead } })), [owned.as_str()]);
    assert_eq!(found(json!({ "owner": "nobody" })), [safe.as_str()]);
    assert_eq!(found(json!({ "area": area })), [safe.as_str()]);
    assert_eq!(found(json!({ "safety": true })), [safe.as_str()]);
    assert_eq!(found(json!({ "text": "ref inb" })), [owned.as_str()]);
    assert_eq!(found(json!({ "states": ["triaged"] })), Vec::<String>::new());
    desk.ok("delete", json!({ "ids": [owned.as_str()] }));
    assert_eq!(found(json!({ "standing": "deleted" })), [owned.as_str()]);
}

#[test]
fn a_page_that_cannot_be_is_refused() {
    let desk = Desk::clinic();
    for (input, field) in [
        (json!({ "limit": 0 }), "limit"),
        (json!({ "limit": 201 }), "limit"),
        (json!({ "cursor": "nonsense" }), "cursor"),
        (json!({ "filter": { "owner": "somebody" } }), "filter.owner"),
        (json!({ "filter": { "nonsense": 1 } }), "filter.nonsense"),
    ] {
        let error = desk.refused("request_list", input);
        assert_eq!((&error["code"], &error["field"]), (&json!("invalid"), &json!(field)));
    }
}

/// The keys of a list's rows, in order.
fn listed(desk: &Desk, input: Json) -> Vec<String> {
    let page = desk.ok("request_list", input);
    page["rows"].as_array().unwrap().iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect()
}

/// Open and closed together by age: what was asked first stands first, whatever became of it and whenever it was typed in.
#[test]
fn everything_by_age_begins_with_what_was_asked_first() {
    let desk = Desk::clinic();
    let folder = desk.path("tables");
    std::fs::create_dir(&folder).unwrap();
    let requests = "request,title,kind\nR1,late,workflow\nR2,early,workflow\nR3,early and closed,workflow\n";
    std::fs::write(folder.join("requests.csv"), requests).unwrap();
    let states = "request,at,state\n\
                  R1,2026-10-01T10:00:00Z,new\nR2,2026-03-01T10:00:00Z,new\n\
                  R3,2026-04-01T10:00:00Z,new\nR3,2026-11-01T10:00:00Z,verified\n";
    std::fs::write(folder.join("request_states.csv"), states).unwrap();
    assert_eq!(desk.ok("import_run", json!({ "path": folder }))["refused_count"], 0);
    let all = |reversed: bool, cursor: Json| {
        let filter = json!({ "standing": "all" });
        desk.ok(
            "request_list",
            json!({ "filter": filter, "sort": "age", "reversed": reversed, "limit": 2, "cursor": cursor }),
        )
    };
    let titles = |page: &Json| {
        let rows = page["rows"].as_array().unwrap();
        rows.iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let first = all(false, Json::Null);
    assert_eq!(titles(&first), ["early", "early and closed"]);
    assert_eq!(titles(&all(false, first["next"].clone())), ["late"]);
    assert_eq!(titles(&all(true, Json::Null)), ["late", "early and closed"]);
}

#[test]
fn safety_and_regulation_stand_before_value_by_effort_and_the_unweighed_last() {
    let desk = Desk::clinic();
    for (title, set) in [
        ("unweighed", json!({})),
        ("four by two", json!({ "value": 4, "effort": 2 })),
        ("five by one", json!({ "value": 5, "effort": 1 })),
        ("one by five, safety", json!({ "value": 1, "effort": 5, "safety": true })),
        ("three by two", json!({ "value": 3, "effort": 2 })),
        ("regulatory, unweighed", json!({ "regulatory": true })),
    ] {
        let mut fields = json!({ "title": title, "kind": "workflow" });
        fields.as_object_mut().unwrap().extend(set.as_object().unwrap().clone());
        desk.make("request", fields);
    }
    let expected = [
        "one by five, safety",
        "regulatory, unweighed",
        "five by one",
        "four by two",
        "three by two",
        "unweighed",
    ];
    assert_eq!(listed(&desk, json!({ "sort": "worth" })), expected);
    let first = desk.ok("request_list", json!({ "sort": "worth", "limit": 3 }));
    assert_eq!(listed(&desk, json!({ "sort": "worth", "cursor": first["next"] })), expected[3..]);
}

#[test]
fn a_list_is_narrowed_by_turn_kind_route_and_site() {
    let desk = Desk::clinic();
    let site = desk.make("site", json!({ "name": "North" }));
    let asker = desk
        .make("person", json!({ "name": "Front desk lead", "role": "front desk", "site": { "ref": site } }));
    let north =
        json!({ "title": "north", "kind": "template", "route": "vendor", "requester": { "ref": asker } });
    let id = desk.make("request", north);
    request(&desk, "elsewhere");
    for filter in [json!({ "kind": "template" }), json!({ "route": "vendor" }), json!({ "site": site })] {
        assert_eq!(listed(&desk, json!({ "filter": filter })), ["north"], "{filter}");
    }
    desk.ok("save", json!({ "kind": "request", "id": id, "set": { "owner": { "ref": asker } } }));
    desk.ok("move_request", json!({ "id": id, "state": "waiting_vendor" }));
    for (turn, expected) in [("vendor", "north"), ("nobody", "elsewhere")] {
        assert_eq!(listed(&desk, json!({ "filter": { "turn": turn } })), [expected]);
    }
    assert!(listed(&desk, json!({ "filter": { "turn": "ours" } })).is_empty());
    let groups = &desk.ok("request_list", json!({ "group": "kind" }))["groups"];
    assert_eq!(groups[0], json!({ "key": "template", "name": null, "count": 1, "late": 0 }));
}

#[test]
fn a_list_is_counted_anew_once_anything_was_written_or_a_day_has_passed() {
    let desk = Desk::clinic();
    let id = request(&desk, "Refills");
    let list = || desk.ok("request_list", json!({ "group": "turn", "filter": { "text": "refill" } }));
    let counted = || {
        let page = list();
        assert_eq!(page, list(), "asked twice, with nothing written in between");
        (page["total"].as_u64().unwrap(), page["groups"].as_array().unwrap().len())
    };
    assert_eq!(counted(), (1, 1));
    desk.make("request", json!({ "title": "Refills again", "kind": "workflow" }));
    assert_eq!(counted(), (2, 1));
    let promise =
        json!({ "request": { "ref": id }, "clock": "fix", "made_on": "2026-11-02", "due_on": "2026-11-23" });
    desk.make("promise", promise);
    let lead = desk.make("person", json!({ "name": "Lead", "role": "nurse" }));
    desk.ok("save", json!({ "id": id, "kind": "request", "set": { "owner": { "ref": lead } } }));
    desk.ok("move_request", json!({ "id": id, "state": "waiting_vendor" }));
    assert_eq!(counted(), (2, 2));
    let late = || list()["groups"][1]["late"].clone();
    assert_eq!(late(), 0, "due today");
    desk.pass(DAY_MS);
    assert_eq!(late(), 1, "due yesterday");
    for _ in 0..5 {
        desk.ok("undo", json!({}));
    }
    assert_eq!(counted(), (1, 1));
}

#[test]
fn rows_of_a_page_share_names_and_keep_those_that_are_only_written() {
    let desk = Desk::clinic();
    let lead = desk.make("person", json!({ "name": "Lead", "role": "nurse" }));
    let area = desk.make("area", json!({ "key": "Refills" }));
    for (title, owner) in [
        ("one", json!({ "ref": lead })),
        ("two", json!("whoever is in")),
        ("three", json!({ "ref": lead })),
        ("four", json!(null)),
    ] {
        let set = json!({ "title": title, "kind": "workflow", "owner": owner, "area": { "ref": area } });
        desk.make("request", set);
    }
    for group in ["none", "owner"] {
        let page = desk.ok("request_list", json!({ "sort": "title", "group": group }));
        for row in page["rows"].as_array().unwrap() {
            let owner = match row["title"].as_str().unwrap() {
                "two" => json!({ "id": null, "name": "whoever is in" }),
                "four" => json!(null),
                _ => json!({ "id": lead, "name": "Lead" }),
            };
            assert_eq!(row["owner"], owner, "{row}");
            assert_eq!(row["area"], json!({ "id": area, "name": "Refills" }));
        }
    }
}
