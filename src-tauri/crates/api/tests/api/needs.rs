//! Today: in which order what needs somebody stands, and what comes next.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value as Json, json};

use crate::common::{DAY_MS, Desk, MONDAY_TEN};

fn kinds(desk: &Desk) -> Vec<String> {
    let needs = desk.ok("today", json!({}))["needs"].clone();
    needs.as_array().unwrap().iter().map(|need| need["kind"].as_str().unwrap().to_owned()).collect()
}

/// A request at the vendor, owned, with a promised fix for these days in this order.
fn promised(desk: &Desk, days: &[&str]) -> String {
    let owner = desk.make("person", json!({ "name": "Owner", "role": "nurse" }));
    let set = json!({ "title": "Refills", "kind": "workflow", "owner": { "ref": owner } });
    let request = desk.make("request", set);
    for (at, due) in days.iter().enumerate() {
        let made = format!("2026-08-{:02}", 1 + at);
        let set = json!({ "request": { "ref": request }, "clock": "fix", "made_on": made, "due_on": due });
        desk.make("promise", set);
    }
    desk.ok("move_request", json!({ "id": request, "state": "waiting_vendor" }));
    request
}

/// Today is 2026-11-23. A promise is 10 days late; a decision was to be looked at again 3 days ago, then 100 days ago.
#[test]
fn alarms_stand_first_then_what_waits_longest() {
    let desk = Desk::clinic();
    promised(&desk, &["2026-11-13"]);
    let set = json!({ "title": "Fax twice", "break": "support", "form": "outside", "started": "2026-11-02", "review_on": "2026-11-20" });
    let decided = desk.make("workaround", set);
    assert_eq!(kinds(&desk), ["promises_late", "decisions_due"]);
    desk.ok("save", json!({ "id": decided, "kind": "workaround", "set": { "review_on": "2026-08-15" } }));
    assert_eq!(kinds(&desk), ["decisions_due", "promises_late"]);
    desk.make("area", json!({ "key": "Refills" }));
    desk.make("request", json!({ "title": "Asked today", "kind": "workflow" }));
    assert_eq!(
        kinds(&desk),
        ["areas_unowned", "requests_unowned", "decisions_due", "promises_late"],
        "an alarm of today stands above what waits for months"
    );
}

/// Delivered on Monday 23 November. On the day itself nobody can tell; "it happened again" quiets it for four weeks; who
/// looked and ends it takes it off the list.
#[test]
fn a_delivery_asks_whether_its_workaround_has_stopped() {
    let desk = Desk::clinic();
    let owner = desk.make("person", json!({ "name": "Owner", "role": "nurse" }));
    let set = json!({ "title": "Refills", "kind": "workflow", "owner": { "ref": owner } });
    let request = desk.make("request", set);
    let set = json!({ "title": "Fax twice", "break": "support", "started": "2026-11-02" });
    let workaround = desk.make("workaround", set);
    desk.ok("link", json!({ "request": request, "workaround": workaround }));
    desk.ok("move_request", json!({ "id": request, "state": "delivered" }));
    desk.ok("fact_add", json!({ "request": request, "fact": "told_requester" }));
    let asked = |desk: &Desk| -> Json {
        let needs = desk.ok("today", json!({}))["needs"].clone();
        needs.as_array().unwrap().iter().find(|need| need["kind"] == "to_verify").cloned().unwrap_or_default()
    };
    let delivered =
        |desk: &Desk| desk.ok("workaround_detail", json!({ "id": workaround }))["delivered"].clone();
    assert_eq!(asked(&desk), Json::Null);
    assert_eq!((&delivered(&desk)["days"], &delivered(&desk)["asks"]), (&json!(0), &json!(false)));

    desk.pass(9 * DAY_MS);
    let need = asked(&desk);
    assert_eq!((&need["count"], &need["alarm"]), (&json!(1), &json!(false)));
    let item = json!({
        "id": workaround, "kind": "workaround", "title": "Fax twice", "days": 9, "on": "2026-11-23",
    });
    assert_eq!(need["items"], json!([item]));
    let found = desk.ok("workaround_list", json!({ "filter": { "to_verify": true } }));
    assert_eq!((&found["total"], &found["rows"][0]["id"]), (&json!(1), &json!(workaround)));
    let detail = delivered(&desk);
    assert_eq!(detail["item"]["title"], "Refills");
    assert_eq!((&detail["on"], &detail["days"]), (&json!("2026-11-23"), &json!(9)));

    desk.ok("again", json!({ "id": workaround }));
    assert_eq!(asked(&desk), Json::Null);
    assert_eq!(desk.ok("workaround_list", json!({ "filter": { "to_verify": true } }))["total"], 0);
    assert_eq!(delivered(&desk)["goes_on"], "2026-12-02");
    desk.ok("move_request", json!({ "id": request, "state": "verified" }));
    desk.pass(28 * DAY_MS);
    assert_eq!(asked(&desk)["items"][0]["days"], 37, "verified or not, the days run from the delivery");

    desk.ok("save", json!({ "id": workaround, "kind": "workaround", "set": { "ended": "2026-12-30" } }));
    assert_eq!(asked(&desk), Json::Null);
    assert_eq!(delivered(&desk), Json::Null);
}

#[test]
fn what_comes_next_says_what_it_is_and_how_often_a_promise_was_moved() {
    let desk = Desk::clinic();
    let request = promised(&desk, &["2026-11-25"]);
    let what = |desk: &Desk| -> Json { desk.ok("today", json!({}))["next"][0]["what"].clone() };
    assert_eq!(what(&desk), json!({ "code": "promise", "args": ["Refills"] }));
    let moved = json!({ "request": { "ref": request }, "clock": "fix", "made_on": "2026-11-23", "due_on": "2026-11-30" });
    desk.make("promise", moved);
    assert_eq!(what(&desk), json!({ "code": "promise_moved", "args": ["Refills", "1"] }));
}

/// Asked at ten in the morning; the clocks change at night of November 1. A day is over at midnight, in the list, in the
/// panel and in the table of the figure alike.
#[test]
fn an_age_in_days_is_the_same_wherever_it_stands() {
    let desk = Desk::empty_at(MONDAY_TEN - 26 * DAY_MS).live_since("2026-09-01");
    let request = desk.make("request", json!({ "title": "Refills", "kind": "workflow" }));
    // Wednesday 28 October, 11:00 there; half a day on it is 23:00, and an hour later the next day.
    for (pass, days) in [(0, 0), (DAY_MS / 2, 0), (DAY_MS / 24, 1), (7 * DAY_MS, 7), (DAY_MS / 12, 8)] {
        desk.pass(pass);
        let row = desk.ok("request_list", json!({}))["rows"][0].clone();
        let panel = desk.ok("request_detail", json!({ "id": request }))["turns"]["ours"].clone();
        let asked = json!({ "chart": { "figure": { "figure": "ageing" } }, "format": "csv" });
        let file = desk.ok("chart_file", asked);
        let bytes = STANDARD.decode(file["base64"].as_str().unwrap()).unwrap();
        let told = csv::Reader::from_reader(&*bytes).records().next().unwrap().unwrap()[2].to_owned();
        assert_eq!((&row["age_days"], &panel), (&json!(days), &json!(days)));
        assert_eq!(told, days.to_string(), "the table of the figure");
    }
}
