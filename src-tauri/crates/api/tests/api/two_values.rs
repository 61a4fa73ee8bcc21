//! Two desks of one clinic change the same field without seeing each other's change.

use std::path::Path;

use keepalive_api::{Meeting, new_share_key};
use serde_json::{Value as Json, json};

use crate::common::{DAY_MS, Desk};

/// Two desks that share a folder and hold the same request.
struct TwoDesks {
    a: Desk,
    b: Desk,
    key: String,
    request: String,
}

impl TwoDesks {
    fn new() -> Self {
        let a = Desk::clinic();
        let request = a.make("request", json!({ "title": "Refill protocol", "kind": "workflow" }));
        let desks = Self { a, b: Desk::another(), key: new_share_key().unwrap(), request };
        desks.b.pass(DAY_MS);
        desks.meet(&desks.a, true);
        desks.meet(&desks.b, false);
        desks
    }

    fn folder(&self) -> &Path {
        self.a.dir.path()
    }

    fn meet(&self, desk: &Desk, begin: bool) {
        let meeting = Meeting { begin, ..Meeting::default() };
        desk.app.share_over_folder(self.folder(), &self.key, meeting).unwrap();
    }

    fn heal(&self) {
        for desk in [&self.a, &self.b, &self.a] {
            self.meet(desk, false);
        }
        assert_eq!(self.a.digest(), self.b.digest());
    }

    fn retitle(&self, desk: &Desk, title: &str) {
        desk.ok("save", json!({ "id": self.request, "kind": "request", "set": { "title": title } }));
    }
}

fn seen(desk: &Desk, input: Json) -> Json {
    desk.ok("two_values", input)
}

#[test]
fn both_values_are_shown_with_who_and_when_the_newer_first() {
    let desks = TwoDesks::new();
    let (ana, ben) = (
        desks.a.make("person", json!({ "name": "Ana", "role": "Nurse" })),
        desks.b.make("person", json!({ "name": "Ben", "role": "Biller" })),
    );
    desks.a.ok("settings_set", json!({ "desk": ana }));
    desks.b.ok("settings_set", json!({ "desk": ben }));
    desks.retitle(&desks.a, "Refills by protocol");
    desks.retitle(&desks.b, "Refill rules");
    desks.heal();
    let all = seen(&desks.a, json!({}));
    assert_eq!(all, seen(&desks.b, json!({})), "every desk sees the same");
    assert_eq!(all, seen(&desks.a, json!({ "id": desks.request })));
    assert_eq!(all.as_array().unwrap().len(), 1);
    let two = &all[0];
    assert_eq!(
        (&two["id"], &two["field"], &two["shown_as"]),
        (&json!(desks.request), &json!("title"), &json!("text"))
    );
    let values: Vec<_> =
        two["values"].as_array().unwrap().iter().map(|v| (v["value"].clone(), v["by"].clone())).collect();
    assert_eq!(values, [(json!("Refill rules"), json!("Ben")), (json!("Refills by protocol"), json!("Ana"))]);
    assert_ne!(two["values"][0]["desk"], two["values"][1]["desk"]);
    assert_eq!(two["values"][0]["at"].as_i64().unwrap() - two["values"][1]["at"].as_i64().unwrap(), DAY_MS);
}

#[test]
fn a_form_that_was_open_while_something_else_was_saved_loses_neither() {
    let desk = Desk::clinic();
    let request = desk.make("request", json!({ "title": "Refill protocol", "kind": "workflow" }));
    let save = |title: &str, saw: &str| {
        let set = json!({ "title": title });
        desk.ok("save", json!({ "id": request, "kind": "request", "set": set, "seen": { "title": saw } }));
    };
    save("Refills by protocol", "Refill protocol");
    assert_eq!(seen(&desk, json!({})), json!([]));
    // Another window, or another desk, was faster.
    save("Refill rules", "Refill protocol");
    let two = seen(&desk, json!({ "id": request }));
    let values: Vec<_> = two[0]["values"].as_array().unwrap().iter().map(|v| v["value"].clone()).collect();
    assert_eq!(values, [json!("Refill rules"), json!("Refills by protocol")]);
    let refused = desk
        .refused("save", json!({ "id": request, "kind": "request", "set": {}, "seen": { "nonsense": 1 } }));
    assert_eq!(refused["field"], json!("nonsense"));
}

#[test]
fn keeping_one_is_one_act_that_is_undone_like_any_other() {
    let desks = TwoDesks::new();
    desks.retitle(&desks.a, "Refills by protocol");
    desks.retitle(&desks.b, "Refill rules");
    desks.heal();
    let keep = seen(&desks.b, json!({}))[0]["values"][1]["op"].clone();
    let settle = json!({ "id": desks.request, "field": "title", "keep": keep });
    let saved = desks.b.ok("settle_two_values", settle.clone());
    assert_eq!(saved["changed"], json!(["request"]));
    assert_eq!(seen(&desks.b, json!({})), json!([]));
    let title = |desk: &Desk| desk.ok("entity", json!({ "id": desks.request }))["fields"]["title"].clone();
    assert_eq!(title(&desks.b), json!("Refills by protocol"));
    desks.heal();
    assert_eq!(seen(&desks.a, json!({})), json!([]), "the other desk need not do it again");
    assert_eq!(desks.a.refused("settle_two_values", settle)["hint"], json!("settled"));
    desks.b.ok("undo", json!({}));
    assert_eq!(title(&desks.b), json!("Refill rules"));
}

#[test]
fn what_hangs_on_a_thing_is_shown_with_it_and_references_by_name() {
    let desks = TwoDesks::new();
    let (ana, ben) = (
        desks.a.make("person", json!({ "name": "Ana", "role": "Vendor" })),
        desks.a.make("person", json!({ "name": "Ben", "role": "Vendor" })),
    );
    let promise = desks.a.make(
        "promise",
        json!({ "request": { "ref": desks.request }, "clock": "fix", "made_on": "2026-11-01", "due_on": "2026-12-01" }),
    );
    desks.heal();
    let promised_by = |desk: &Desk, person: &str| {
        let set = json!({ "promised_by": { "ref": person } });
        desk.ok("save", json!({ "id": promise, "kind": "promise", "set": set }));
    };
    promised_by(&desks.a, &ana);
    promised_by(&desks.b, &ben);
    desks.heal();
    let around = seen(&desks.a, json!({ "id": desks.request }));
    assert_eq!(around[0]["kind"], json!("promise"));
    assert_eq!(around[0]["title"], json!("Refill protocol"));
    assert_eq!(around[0]["values"][0]["value"], json!("Ben"));
    let elsewhere = desks.a.make("request", json!({ "title": "Another", "kind": "workflow" }));
    assert_eq!(seen(&desks.a, json!({ "id": elsewhere })), json!([]));
}

#[test]
fn what_is_no_value_or_no_thing_is_refused() {
    let desk = Desk::clinic();
    let request = desk.make("request", json!({ "title": "Refill protocol", "kind": "workflow" }));
    assert_eq!(desk.ok("two_values", json!({})), json!([]), "a desk alone has none");
    let settle = |keep: &str| json!({ "id": request, "field": "title", "keep": keep });
    assert_eq!(desk.refused("settle_two_values", settle("x"))["hint"], json!("not_found"));
    assert_eq!(desk.refused("settle_two_values", settle(&request))["hint"], json!("settled"));
    let nothing = "01970000-0000-7000-8000-000000000000";
    assert_eq!(desk.refused("two_values", json!({ "id": nothing }))["code"], json!("not_found"));
}
