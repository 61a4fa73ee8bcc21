//! The monthly review as a walk: the month, its cost, and how much each step holds.

use serde_json::{Value as Json, json};

use crate::common::{DAY_MS, Desk, why};

/// Today is 2026-11-23; the EHR went live on 2025-09-15, so the last whole month is 14: 10-15 to 11-14.
const MONTH: i32 = 14;

fn review(desk: &Desk) -> Json {
    desk.ok("review", json!({}))
}

/// A workaround of this day: 4 people × 7 a week ÷ 7 × 15 min = 1 h a day.
fn an_hour_a_day(desk: &Desk, since: &str) -> String {
    let workaround = desk.make("workaround", json!({ "title": "W", "break": "drift", "started": since }));
    let estimate = json!({
        "workaround": { "ref": workaround }, "from": since, "people": 4, "uses_per_person_per_week": 7,
        "minutes_per_use": 15, "basis": "guessed",
    });
    desk.make("estimate", estimate);
    workaround
}

#[test]
fn the_last_whole_month_is_gone_through_with_what_it_cost() {
    let desk = Desk::clinic();
    an_hour_a_day(&desk, "2026-09-15");
    let view = review(&desk);
    assert_eq!(
        view["month"],
        json!({ "n": MONTH, "from": "2026-10-15", "last": "2026-11-14", "partial": false })
    );
    // 4 people × 7 a week ÷ 7 × 15 min = 1 h a day; 31 days from 10-15, 30 in the month before it.
    let cost = &view["cost"];
    assert_eq!(
        (cost["all"].as_f64(), cost["drift"].as_f64(), cost["timed"].as_f64()),
        (Some(31.0), Some(31.0), Some(0.0))
    );
    assert_eq!((cost["before"].as_f64(), &cost["per_fte"]), (Some(30.0), &Json::Null));
    assert_eq!((&view["hardened"], &view["unowned_workarounds"]), (&json!(0), &json!(1)));
    let asked = desk.ok("review", json!({ "month": 13 }));
    assert_eq!(asked["month"]["from"], "2026-09-15");
    assert_eq!(why(&desk.refused("review", json!({ "month": 99 }))).0, "not_found");
}

#[test]
fn the_cost_is_of_the_months_end_as_the_report_has_it() {
    let desk = Desk::clinic();
    let w = an_hour_a_day(&desk, "2026-10-15");
    // Five timed ones after the month: from then on the median of 30 min counts for the whole estimate.
    for _ in 0..5 {
        desk.ok("again", json!({ "id": w, "minutes": 30.0 }));
    }
    let hours = |of: &Json| of["cost"]["all"].as_f64();
    // 31 days × 4 × 7 ÷ 7 × 15 min = 31 h on 11-14, when nothing was timed yet.
    assert_eq!(hours(&review(&desk)), Some(31.0));
    // Today 4 people × 30 min = 2 h a day; 9 days of the month that is not over, 11-15 to 11-23.
    assert_eq!(hours(&desk.ok("review", json!({ "month": 15 }))), Some(18.0));
}

#[test]
fn what_waits_is_counted_by_whom_it_waits_on_and_what_nobody_owns_stands_apart() {
    let desk = Desk::clinic();
    let lead = desk.make("person", json!({ "name": "Lead", "role": "nurse" }));
    let owner = json!({ "ref": lead });
    let request = |title: &str, owner: &Json| {
        desk.make("request", json!({ "title": title, "kind": "workflow", "owner": owner }))
    };
    let none = Json::Null;
    let (at_vendor, late) = (request("At the vendor", &owner), request("Late", &owner));
    request("Ours", &owner);
    request("Nobody's", &none);
    for id in [&at_vendor, &late] {
        desk.ok("move_request", json!({ "id": id, "state": "waiting_vendor" }));
    }
    let promise = json!({ "request": { "ref": late }, "clock": "fix", "made_on": "2026-11-01", "due_on": "2026-11-10" });
    desk.make("promise", promise);
    let refills = json!({ "ref": desk.make("area", json!({ "key": "Refills" })) });
    desk.make("area", json!({ "key": "Inbox" }));
    desk.make(
        "request",
        json!({ "title": "In Refills", "kind": "workflow", "area": refills, "owner": owner }),
    );
    let view = review(&desk);
    assert_eq!(view["waiting"], json!({ "ours": 2, "vendor": 2, "others": 0, "verify": 0 }));
    assert_eq!((&view["late"], &view["unowned_requests"]), (&json!(1), &json!(1)));
    // In the order of Owners, which shows the same areas, not by what sits in them.
    let unowned: Vec<_> =
        view["unowned_areas"].as_array().unwrap().iter().map(|area| area["title"].clone()).collect();
    assert_eq!(unowned, ["Inbox", "Refills"]);
    assert_eq!(desk.ok("owners", json!({}))["unowned"]["areas"], json!(unowned));
}

#[test]
fn an_ask_is_quiet_after_four_weeks_without_a_word_and_any_word_ends_it() {
    let desk = Desk::clinic();
    let id = desk.make("request", json!({ "title": "Asked once", "kind": "workflow" }));
    let quiet = |desk: &Desk| review(desk)["quiet"].as_u64().unwrap();
    desk.pass(27 * DAY_MS);
    assert_eq!(quiet(&desk), 0, "the 28 days are not over");
    desk.pass(2 * DAY_MS);
    assert_eq!(quiet(&desk), 1);
    let rows = desk.ok("request_list", json!({ "filter": { "quiet": true } }));
    assert_eq!((&rows["total"], &rows["rows"][0]["title"]), (&json!(1), &json!("Asked once")));
    desk.ok("comment", json!({ "item": id, "text": "Still wanted." }));
    assert_eq!(quiet(&desk), 0);
    desk.ok("undo", json!({}));
    assert_eq!(quiet(&desk), 1, "a comment taken back is no word");
    let someone = desk.make("person", json!({ "name": "Someone", "role": "nurse" }));
    desk.ok("voice_add", json!({ "item": id, "person": someone }));
    assert_eq!(quiet(&desk), 0);
}

#[test]
fn what_was_decided_in_the_month_is_counted() {
    let desk = Desk::clinic();
    let by = json!({ "ref": desk.make("person", json!({ "name": "Lead", "role": "nurse" })) });
    desk.make(
        "workaround",
        json!({
            "title": "W", "break": "drift", "started": "2026-09-15", "acceptable": true, "accepted_by": by,
            "accepted_on": "2026-11-14", "review_on": "2026-11-20",
        }),
    );
    for on in ["2026-10-15", "2026-11-15"] {
        desk.make("config_change", json!({ "item": "Refill pool", "on": on }));
    }
    let view = review(&desk);
    assert_eq!(view["decided"], json!({ "accepted": 1, "declined": 0, "verified": 0, "changes": 1 }));
    let due = &view["reviews_due"][0];
    assert_eq!((&due["title"], &due["on"], &due["days"]), (&json!("W"), &json!("2026-11-20"), &json!(3)));
}

/// Month 13 is [2026-09-15, 2026-10-15): two asks. Month 14: one ask and two that were opened again, so three
/// arrivals (A10), while a second workaround began.
#[test]
fn what_is_opened_again_is_no_new_asking() {
    let desk = Desk::clinic();
    let folder = desk.path("tables");
    std::fs::create_dir(&folder).unwrap();
    let states = "request,at,state\n\
        r0,2025-09-15T09:00:00-06:00,new\n\
        r1,2026-09-20T09:00:00-06:00,new\nr1,2026-09-21T09:00:00-06:00,withdrawn\n\
        r2,2026-09-22T09:00:00-06:00,new\nr2,2026-09-23T09:00:00-06:00,withdrawn\n\
        r1,2026-10-20T09:00:00-06:00,reopened\nr2,2026-10-21T09:00:00-06:00,reopened\n\
        r3,2026-10-22T09:00:00-06:00,new\n";
    std::fs::write(folder.join("request_states.csv"), states).unwrap();
    let requests =
        "request,title,kind\nr0,Zero,workflow\nr1,One,workflow\nr2,Two,workflow\nr3,Three,workflow\n";
    std::fs::write(folder.join("requests.csv"), requests).unwrap();
    let workarounds =
        "workaround,title,break,started\nw1,Paper list,drift,2025-09-15\nw2,Notes,drift,2026-10-20\n";
    std::fs::write(folder.join("workarounds.csv"), workarounds).unwrap();
    let report = desk.ok("import_run", json!({ "path": folder }));
    assert_eq!(report["refused_count"], 0, "{report}");
    let fewer = review(&desk)["fewer_asks"].clone();
    assert_eq!(fewer, json!({ "asked": 1, "active": 2 }));
}
