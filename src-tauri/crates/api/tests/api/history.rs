//! What was done to a thing names what changed, before and after.

use serde_json::{Value as Json, json};

use crate::common::{DAY_MS, Desk};

/// Acts of a thing's history, newest first.
fn history(desk: &Desk, id: &str) -> Vec<Json> {
    desk.ok("history", json!({ "id": id }))["entries"].as_array().unwrap().clone()
}

/// The changes of the newest act: kind and field, before, after, and whether the act made the thing.
fn newest(desk: &Desk, id: &str) -> Vec<(String, Json, Json, bool)> {
    let entry = history(desk, id).remove(0);
    let change = |change: &Json| {
        let field = format!("{}.{}", change["kind"].as_str().unwrap(), change["field"].as_str().unwrap());
        (field, change["was"].clone(), change["value"].clone(), change["made"].as_bool().unwrap())
    };
    entry["changes"].as_array().unwrap().iter().map(change).collect()
}

fn set(desk: &Desk, kind: &str, id: &str, set: Json) {
    desk.ok("save", json!({ "kind": kind, "id": id, "set": set }));
}

fn edited(field: &str, was: Json, value: Json) -> (String, Json, Json, bool) {
    (field.to_owned(), was, value, false)
}

#[test]
fn an_edit_tells_the_value_before_and_after_and_people_by_name() {
    let desk = Desk::clinic();
    let [maria, sam] =
        ["Maria", "Sam"].map(|name| desk.make("person", json!({ "name": name, "role": "nurse" })));
    let owner = |who: &str| json!({ "owner": { "ref": who } });
    let request = desk.make("request", json!({ "title": "Recall list", "kind": "visibility" }));
    set(&desk, "request", &request, owner(&maria));
    assert_eq!(newest(&desk, &request), [edited("request.owner", Json::Null, json!("Maria"))]);
    set(&desk, "request", &request, owner(&sam));
    assert_eq!(newest(&desk, &request), [edited("request.owner", json!("Maria"), json!("Sam"))]);
    set(&desk, "request", &request, json!({ "title": "Recall list by date", "value": 4 }));
    assert_eq!(
        newest(&desk, &request),
        [
            edited("request.title", json!("Recall list"), json!("Recall list by date")),
            edited("request.value", Json::Null, json!("4")),
        ],
        "in the order of the registry"
    );
    let area = desk.make("area", json!({ "key": "Refills" }));
    set(&desk, "area", &area, json!({ "route": "vendor", "owner": { "ref": sam } }));
    assert_eq!(
        newest(&desk, &area),
        [edited("area.owner", Json::Null, json!("Sam")), edited("area.route", Json::Null, json!("vendor")),]
    );
    set(&desk, "person", &sam, json!({ "role": "biller", "active_to": "2026-12-01" }));
    assert_eq!(
        newest(&desk, &sam),
        [
            edited("person.role", json!("nurse"), json!("biller")),
            edited("person.active_to", Json::Null, json!("2026-12-01")),
        ]
    );
}

#[test]
fn a_new_state_tells_the_one_before_it_and_what_hangs_on_a_request_tells_its_own_fields() {
    let desk = Desk::clinic();
    let request = desk.make("request", json!({ "title": "Recall list", "kind": "visibility" }));
    let state = |was: Json, value: &str| ("request_state.state".to_owned(), was, json!(value), true);
    let first = newest(&desk, &request);
    assert!(first.contains(&state(Json::Null, "new")), "{first:?}");
    assert!(first.iter().all(|(field, _, _, made)| *made && field != "request_state.request"), "{first:?}");
    desk.pass(60_000);
    desk.ok("move_request", json!({ "id": request, "state": "triaged" }));
    assert!(newest(&desk, &request).contains(&state(json!("new"), "triaged")));
    desk.pass(60_000);
    desk.ok("move_request", json!({ "id": request, "state": "waiting_vendor" }));
    assert!(newest(&desk, &request).contains(&state(json!("triaged"), "waiting_vendor")));

    let promised = json!({
        "request": { "ref": request }, "clock": "fix", "made_on": "2026-11-20", "due_on": "2026-12-10",
        "source": "e-mail",
    });
    let promise = desk.make("promise", promised);
    let made = |field: &str, value: &str| (field.to_owned(), Json::Null, json!(value), true);
    assert_eq!(
        newest(&desk, &request),
        [
            made("promise.clock", "fix"),
            made("promise.made_on", "2026-11-20"),
            made("promise.due_on", "2026-12-10"),
            made("promise.source", "e-mail"),
        ]
    );
    set(&desk, "promise", &promise, json!({ "due_on": "2026-12-12" }));
    assert_eq!(newest(&desk, &request), [edited("promise.due_on", json!("2026-12-10"), json!("2026-12-12"))]);
    desk.ok("undo", json!({}));
    assert_eq!(
        newest(&desk, &request),
        [edited("promise.due_on", json!("2026-12-12"), json!("2026-12-10"))],
        "taking it back is told, too"
    );
}

#[test]
fn of_a_text_taken_out_for_good_only_the_values_that_lost_it_are_told() {
    let desk = Desk::clinic();
    let set = json!({ "title": "Print for Zebedee", "kind": "workflow", "detail": "Every morning" });
    let request = desk.make("request", set);
    desk.ok("redact", json!({ "text": "Zebedee", "again": "Zebedee" }));
    let entry = history(&desk, &request).remove(0);
    assert_eq!(entry["act"], "redaction");
    let told: Vec<_> =
        newest(&desk, &request).into_iter().map(|(field, _, value, _)| (field, value)).collect();
    assert_eq!(told, [("request.title".to_owned(), json!("Print for [removed]"))]);
}

#[test]
fn what_somebody_answered_in_the_weekly_pulse_is_in_nobodys_history() {
    let desk = Desk::clinic();
    let sam = desk.make("person", json!({ "name": "Sam", "role": "nurse", "active_from": "2026-01-01" }));
    desk.pass(DAY_MS);
    desk.make("fte", json!({ "person": { "ref": sam }, "from": "2026-01-01", "fte": 0.8 }));
    let answer = json!({
        "person": { "ref": sam }, "week_of": "2026-11-23", "answered": true,
        "ehr_hours_outside": 3, "scheduled_hours": 30,
    });
    desk.make("pulse", answer);
    let page = desk.ok("history", json!({ "id": sam }));
    assert_eq!(page["total"], 2, "{page}");
    assert!(!page.to_string().contains("pulse"), "{page}");
    let hours = ("fte.fte".to_owned(), Json::Null, json!("0.8"), true);
    assert!(newest(&desk, &sam).contains(&hours), "{page}");
}

/// The request that others went into tells it too, and that they were taken apart again; of their own states nothing else.
#[test]
fn a_request_tells_what_was_merged_into_it() {
    let desk = Desk::clinic();
    let [into, one, two] = ["Recall list", "List of recalls", "Recalls by date"]
        .map(|title| desk.make("request", json!({ "title": title, "kind": "visibility" })));
    let before = history(&desk, &into).len();
    desk.ok("merge_requests", json!({ "ids": [one, two], "into": into }));
    let merged = |title: &str| ("request_state.request".to_owned(), Json::Null, json!(title), true);
    assert_eq!(newest(&desk, &into), [merged("List of recalls"), merged("Recalls by date")]);
    assert_eq!(history(&desk, &into)[0]["label"]["code"], json!("merged"));
    desk.pass(2 * DAY_MS);
    let states = desk.ok("request_detail", json!({ "id": two }))["states"].as_array().unwrap().clone();
    let merged = states.last().unwrap()["id"].clone();
    let day = desk.ok("app_state", json!({}))["today"].clone();
    desk.ok("correct_day", json!({ "id": merged, "day": day }));
    assert!(newest(&desk, &into).is_empty(), "the day of that one's state is that one's history");
    desk.ok("move_request", json!({ "id": one, "state": "reopened" }));
    assert_eq!(history(&desk, &into)[0]["label"]["code"], json!("taken_apart"));
    desk.pass(60_000);
    desk.ok("move_request", json!({ "id": one, "state": "in_progress" }));
    assert_eq!(history(&desk, &into).len(), before + 3, "what becomes of it since is its own");
    let page = desk.ok("history", json!({ "id": into }));
    assert_eq!(page["total"], json!(before + 3));
}
