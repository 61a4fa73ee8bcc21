//! The register: configuration changes, change events, questions and the lists kept beside the EHR.
use serde_json::{Value as Json, json};

use crate::common::Desk;

fn texts(page: &Json, field: &str) -> Vec<String> {
    page["rows"].as_array().unwrap().iter().map(|row| row[field].as_str().unwrap().to_owned()).collect()
}

fn reference(id: &str) -> Json {
    json!({ "ref": id })
}

#[test]
fn configuration_changes_stand_newest_first_and_are_found_by_what_they_are_for() {
    let desk = Desk::clinic();
    let person = desk.seat("Ana");
    let area = desk.make("area", json!({ "key": "Scheduling" }));
    let request = desk.make("request", json!({ "title": "Longer first visits", "kind": "workflow" }));
    let old = desk.make(
        "config_change",
        json!({ "on": "2026-10-01", "item": "Visit length", "before": "20", "after": "40",
                "area": reference(&area), "request": reference(&request), "review_on": "2026-11-01",
                "by": reference(&person) }),
    );
    desk.make(
        "config_change",
        json!({ "on": "2026-11-02", "item": "Recall letter", "verified_by": "Vendor support" }),
    );

    let all = desk.ok("change_list", json!({}));
    assert_eq!(texts(&all, "item"), ["Recall letter", "Visit length"]);
    let of = |filter: Json| texts(&desk.ok("change_list", json!({ "filter": filter })), "item");
    assert_eq!(of(json!({ "request": request })), ["Visit length"]);
    assert_eq!(of(json!({ "area": area })), ["Visit length"]);
    assert_eq!(of(json!({ "verified": true })), ["Recall letter"]);
    assert_eq!(of(json!({ "verified": false })), ["Visit length"]);
    assert_eq!(of(json!({ "review_due": true })), ["Visit length"]);
    assert_eq!(of(json!({ "text": "leng" })), ["Visit length"]);

    let detail = desk.ok("change_detail", json!({ "id": old }));
    assert_eq!(detail["request"]["title"], "Longer first visits");
    assert_eq!(
        (&detail["before"], &detail["after"], &detail["by"]["name"]),
        (&json!("20"), &json!("40"), &json!("Ana"))
    );
    assert_eq!(detail["review_due"], true);
}

#[test]
fn pages_follow_each_other_without_a_gap_also_within_one_day() {
    let desk = Desk::clinic();
    for n in 0..7 {
        desk.make("event", json!({ "on": "2026-11-01", "kind": "staff", "title": format!("Event {n}") }));
    }
    let mut seen = Vec::new();
    let mut cursor = Json::Null;
    loop {
        let page = desk.ok("event_list", json!({ "limit": 3, "cursor": cursor }));
        assert_eq!(page["total"], 7);
        seen.extend(texts(&page, "title"));
        cursor = page["next"].clone();
        if cursor.is_null() {
            break;
        }
    }
    assert_eq!(seen, (0..7).rev().map(|n| format!("Event {n}")).collect::<Vec<_>>());
    desk.refused("event_list", json!({ "cursor": "nonsense" }));
}

#[test]
fn events_are_found_by_kind_and_by_what_they_do_to_the_limits() {
    let desk = Desk::clinic();
    desk.make(
        "event",
        json!({ "on": "2026-10-01", "kind": "upgrade", "title": "Marlet 9.2", "rebase": true }),
    );
    desk.make("event", json!({ "on": "2026-11-01", "kind": "staff", "title": "Dr. B. joins" }));
    let of = |filter: Json| texts(&desk.ok("event_list", json!({ "filter": filter })), "title");
    assert_eq!(of(json!({ "kind": "upgrade" })), ["Marlet 9.2"]);
    assert_eq!(of(json!({ "rebase": true })), ["Marlet 9.2"]);
    assert_eq!(of(json!({})), ["Dr. B. joins", "Marlet 9.2"]);
}

#[test]
fn a_question_says_where_it_is_answered_since_when_and_what_is_kept_for_it() {
    let desk = Desk::clinic();
    let open = desk.make("question", json!({ "text": "Which referrals are open?" }));
    let answered = desk.make("question", json!({ "text": "Denials by reason?" }));
    let unsaid = desk.make("question", json!({ "text": "Who can see what?" }));
    // Today is 2026-11-23: not answered 14 to 23 November, ten days with today.
    desk.make(
        "answer",
        json!({ "question": reference(&open), "from": "2026-11-01", "answered_in": "shadow" }),
    );
    desk.make("answer", json!({ "question": reference(&open), "from": "2026-11-14", "answered_in": "none" }));
    desk.make(
        "answer",
        json!({ "question": reference(&answered), "from": "2026-11-01", "answered_in": "ehr" }),
    );
    desk.make(
        "answer",
        json!({ "question": reference(&answered), "from": "2026-12-01", "answered_in": "none" }),
    );
    let list = desk.make(
        "shadow_record",
        json!({ "title": "Referral spreadsheet", "question": reference(&open), "started": "2026-11-01" }),
    );

    let page = desk.ok("question_list", json!({}));
    assert_eq!(
        texts(&page, "id"),
        [open.clone(), unsaid.clone(), answered.clone()],
        "what is not answered first"
    );
    let row = &page["rows"][0];
    assert_eq!(
        (&row["answered_in"], &row["since"], &row["unanswered_days"]),
        (&json!("none"), &json!("2026-11-14"), &json!(10))
    );
    assert_eq!(page["rows"][1]["unanswered_days"], Json::Null, "nobody has said yet, which is not zero");
    assert_eq!(page["rows"][2]["answered_in"], "ehr", "an answer from tomorrow on is not yet so");

    let detail = desk.ok("question_detail", json!({ "id": open }));
    assert_eq!(detail["answers"].as_array().unwrap().len(), 2);
    assert_eq!(detail["shadows"][0]["title"], "Referral spreadsheet");
    desk.ok("save", json!({ "kind": "shadow_record", "id": list, "set": { "ended": "2026-11-14" } }));
    let ended = desk.ok("shadow_list", json!({ "filter": { "kept": true } }));
    assert_eq!(ended["total"], 0);
    assert_eq!(desk.ok("shadow_detail", json!({ "id": list }))["kept"], false);
}
