//! Days corrected, weeks of the pulse, and the later detail of a workaround.
use serde_json::{Value as Json, json};

use crate::common::{DAY_MS, Desk, why};

fn days_of(detail: &Json, list: &str) -> Vec<i64> {
    detail[list].as_array().unwrap().iter().map(|row| row["at"].as_i64().unwrap()).collect()
}

#[test]
fn a_state_moves_to_another_day_keeps_its_place_and_the_clocks_follow() {
    let desk = Desk::clinic();
    desk.seat("Ana");
    let request = desk.make("request", json!({ "title": "Longer first visits", "kind": "workflow" }));
    desk.pass(10 * DAY_MS);
    desk.ok("move_request", json!({ "id": request, "state": "triaged" }));
    desk.pass(DAY_MS);
    desk.ok("move_request", json!({ "id": request, "state": "in_progress" }));
    let detail = desk.ok("request_detail", json!({ "id": request }));
    // Asked 2026-11-23, triaged 12-03, in progress 12-04.
    let triaged = detail["states"][1]["id"].clone();
    desk.ok("correct_day", json!({ "id": triaged, "day": "2026-11-25" }));
    let after = desk.ok("request_detail", json!({ "id": request }));
    assert_eq!(days_of(&detail, "states")[1] - days_of(&after, "states")[1], 8 * DAY_MS, "same time of day");

    let refused = desk.refused("correct_day", json!({ "id": triaged, "day": "2026-11-22" }));
    assert_eq!(why(&refused), ("invalid", "day", "out_of_order"));
    let refused = desk.refused("correct_day", json!({ "id": triaged, "day": "2026-12-09" }));
    assert_eq!(why(&refused), ("invalid", "day", "in_the_future"));

    let first = detail["states"][0]["id"].clone();
    desk.ok("correct_day", json!({ "id": first, "day": "2026-11-01" }));
    let opened = desk.ok("request_detail", json!({ "id": request }))["opened_at"].as_i64().unwrap();
    assert_eq!(
        detail["opened_at"].as_i64().unwrap() - opened,
        22 * DAY_MS,
        "asked earlier than it was written down"
    );
    desk.ok("undo", json!({}));
    assert_eq!(desk.ok("request_detail", json!({ "id": request }))["opened_at"], detail["opened_at"]);
}

#[test]
fn the_first_response_is_noted_for_a_day_gone_by_and_corrected() {
    let desk = Desk::clinic();
    let request = desk.make("request", json!({ "title": "Longer first visits", "kind": "workflow" }));
    desk.pass(5 * DAY_MS);
    desk.ok("fact_add", json!({ "request": request, "fact": "first_response", "day": "2026-11-25" }));
    let detail = desk.ok("request_detail", json!({ "id": request }));
    let clock = |detail: &Json| {
        let clocks = detail["clocks"].as_array().unwrap().clone();
        clocks.into_iter().find(|row| row["clock"] == "first_response").unwrap()["at"].as_i64().unwrap()
    };
    let noon = clock(&detail);
    desk.ok("correct_day", json!({ "id": detail["facts"][0]["id"], "day": "2026-11-24" }));
    assert_eq!(noon - clock(&desk.ok("request_detail", json!({ "id": request }))), DAY_MS);
    desk.refused("fact_add", json!({ "request": request, "fact": "first_response", "day": "2026-12-25" }));
}

#[test]
fn a_week_of_the_pulse_is_answered_once_and_corrected_in_place() {
    let desk = Desk::clinic();
    let refused = desk.refused("pulse_save", json!({ "answered": true }));
    assert_eq!(why(&refused).0, "nobody_at_desk");
    let ana = desk.seat("Ana");
    desk.make("person", json!({ "name": "Ben", "role": "nurse" }));
    desk.ok("pulse_save", json!({ "answered": true, "ehr_hours_outside": 3.5, "scheduled_hours": 28.0 }));
    desk.ok(
        "pulse_save",
        json!({ "person": ana, "answered": true, "ehr_hours_outside": 2.0, "scheduled_hours": 28.0 }),
    );
    // The week before holds 2026-11-16; go-live was Monday 2025-09-15, so weeks begin on Mondays.
    desk.ok("pulse_save", json!({ "week_of": "2026-11-18", "answered": true }));
    let weeks = desk.ok("pulse_weeks", json!({}))["weeks"].clone();
    assert_eq!((&weeks[0]["from"], &weeks[1]["from"]), (&json!("2026-11-23"), &json!("2026-11-16")));
    assert_eq!(
        (&weeks[0]["ehr_hours_outside"], &weeks[0]["rows"]),
        (&json!(2.0), &json!(1)),
        "corrected, not doubled"
    );
    assert_eq!(weeks[1]["ehr_hours_outside"], Json::Null, "not said is not zero");
    assert_eq!(weeks[2]["answered"], Json::Null, "a week without a row");
    assert_eq!((&weeks[0]["team_answered"], &weeks[0]["roster"]), (&json!(1), &json!(2)));
    desk.refused("pulse_save", json!({ "week_of": "2026-11-30", "answered": true }));
    desk.refused(
        "pulse_save",
        json!({ "answered": true, "ehr_hours_outside": 200.0, "scheduled_hours": 28.0 }),
    );
    desk.refused("pulse_save", json!({ "answered": true, "ehr_hours_outside": 2.0, "scheduled_hours": 0.0 }));
}

#[test]
fn a_workaround_keeps_why_and_what_it_does_to_whom() {
    let desk = Desk::clinic();
    let set = json!({ "title": "Sticky notes", "break": "drift", "started": "2026-10-01",
                      "rationale": "memory_aid", "avoidable": true, "planned": false, "safety_patient": "worse" });
    let id = desk.make("workaround", set);
    desk.make("workaround", json!({ "title": "Paper count", "break": "reporting", "started": "2026-10-01" }));
    let detail = desk.ok("workaround_detail", json!({ "id": id }));
    assert_eq!(
        (&detail["rationale"], &detail["avoidable"], &detail["planned"]),
        (&json!("memory_aid"), &json!(true), &json!(false))
    );
    assert_eq!(
        (&detail["effects"]["safety_patient"], &detail["effects"]["safety_staff"]),
        (&json!("worse"), &Json::Null)
    );
    let list = desk.ok("workaround_list", json!({ "filter": { "rationale": "memory_aid" } }));
    assert_eq!(list["rows"][0]["title"], "Sticky notes");
    assert_eq!(list["total"], 1);
}
