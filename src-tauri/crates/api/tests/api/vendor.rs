//! Vendor: the register, the scorecard and the comparison as a page gets them.

use serde_json::{Value as Json, json};

use crate::common::{Desk, why};

fn system(desk: &Desk) -> Json {
    desk.ok("app_state", json!({}))["current_system"].clone()
}

fn view(desk: &Desk) -> Json {
    desk.ok("vendor", json!({}))
}

/// A request sent to the vendor today, with a fix promised for a day.
fn promised(desk: &Desk, title: &str, due_on: &str) -> String {
    let set = json!({ "title": title, "kind": "workflow", "route": "vendor" });
    let request = desk.make("request", set);
    promise(desk, &request, "2026-11-01", due_on, "call");
    request
}

fn promise(desk: &Desk, request: &str, made_on: &str, due_on: &str, source: &str) {
    desk.make(
        "promise",
        json!({
            "request": { "ref": request }, "clock": "fix", "made_on": made_on, "due_on": due_on,
            "promised_by": "Marlet support", "source": source,
        }),
    );
}

#[test]
fn an_empty_clinic_has_five_unanswered_questions_and_nothing_measured() {
    let view = view(&Desk::clinic());
    assert_eq!(view["answers"].as_array().unwrap().len(), 5);
    assert!(view["answers"].as_array().unwrap().iter().all(|answer| answer["stated"].is_null()));
    let evidence = &view["evidence"];
    assert_eq!(evidence["requests"], 0);
    assert!(evidence["chases_per_request"].is_null() && evidence["hand_overs_per_delivered"].is_null());
    assert_eq!(evidence["out_of_scope"], json!({ "part": 0, "whole": 0 }));
    assert!(view["counts"]["slips_per_promise"].is_null());
    assert_eq!(view["comparison"]["rows"].as_array().unwrap().len(), 1, "today's vendor stands in the table");
}

/// Before the first run there is no system to look at.
#[test]
fn without_a_system_nothing_is_claimed() {
    let view = view(&Desk::empty());
    assert!(view["system"].is_null() && view["evidence"].is_null());
    assert_eq!(view["comparison"]["rows"], json!([]));
}

/// Due on 20 November, moved to 10 December; today is 23 November: 3 days late against the first date, one slip.
#[test]
fn the_register_keeps_every_date_and_counts_against_the_first() {
    let desk = Desk::clinic();
    let request = promised(&desk, "Refills go to the wrong inbox", "2026-11-20");
    promise(&desk, &request, "2026-11-19", "2026-12-10", "portal");
    promised(&desk, "Referrals older than 14 days", "2026-12-24");
    let view = view(&desk);
    let late = &view["promises"][0];
    assert_eq!(
        (&late["outcome"], &late["days_late"], &late["slips"]),
        (&json!("late"), &json!(3), &json!(1))
    );
    assert_eq!(late["first_due"], "2026-11-20");
    let given = late["given"].as_array().unwrap();
    assert_eq!(given.len(), 2);
    assert_eq!((&given[0]["source"], &given[1]["source"]), (&json!("call"), &json!("portal")));
    assert_eq!(given[0]["promised_by"]["name"], "Marlet support");
    assert_eq!(view["promises"][1]["outcome"], "pending");
    let counts = &view["counts"];
    assert_eq!((&counts["kept"], &counts["due"], &counts["pending"]), (&json!(0), &json!(1), &json!(1)));
    assert_eq!(counts["slips_per_promise"], 0.5, "1 slip ÷ 2 originals");
}

#[test]
fn an_answer_is_one_thing_however_often_it_is_written() {
    let desk = Desk::clinic();
    let of = json!({ "ref": system(&desk) });
    let stated = json!({ "system": of, "question": "speed", "stated": "Fix in 21 days", "fix_days": 21 });
    let first = desk.make("vendor_answer", stated);
    let second = desk.make(
        "vendor_answer",
        json!({ "system": of, "question": "speed", "source": "Service terms, 4.1", "rating": 2 }),
    );
    assert_eq!(first, second);
    let answer = &view(&desk)["answers"][3];
    assert_eq!(answer["stated"], "Fix in 21 days");
    assert_eq!((&answer["source"], &answer["rating"]), (&json!("Service terms, 4.1"), &json!(2)));
    desk.ok("undo", json!({}));
    assert!(view(&desk)["answers"][3]["rating"].is_null(), "undone alone");
    assert_eq!(view(&desk)["answers"][3]["stated"], "Fix in 21 days");
}

#[test]
fn what_cannot_be_meant_is_refused_beside_its_field() {
    let desk = Desk::clinic();
    let of = json!({ "ref": system(&desk) });
    let set = json!({ "system": of, "question": "speed", "rating": 6 });
    let refused = desk.refused("save", json!({ "kind": "vendor_answer", "set": set }));
    assert_eq!(why(&refused), ("invalid", "rating", "out_of_range"));
    let set = json!({ "system": of, "question": "price" });
    let refused = desk.refused("save", json!({ "kind": "vendor_answer", "set": set }));
    assert_eq!(why(&refused).1, "question");
    let set =
        json!({ "name": "Tarn", "vendor": "Tarn Health", "detail": "call 555-01-2345, SSN 078-05-1120" });
    let refused = desk.refused("save", json!({ "kind": "candidate", "set": set }));
    assert_eq!(why(&refused).0, "phi_blocked");
}

/// Weights 5, 2, 0, 4, 3 and ratings 3, 4, none, 1, 5: 5×3 + 2×4 + 4×1 + 3×5 = 42. The other candidate lacks one
/// rating that matters and has no sum.
#[test]
fn candidates_are_compared_by_a_sum_that_is_spelled_out() {
    let desk = Desk::clinic();
    let questions = ["changes", "misfit", "scope", "speed", "contact"];
    for (question, weight) in questions.iter().zip([5, 2, 0, 4, 3]) {
        desk.make("question_weight", json!({ "question": question, "weight": weight }));
    }
    let rate = |name: &str, ratings: [Option<i32>; 5]| {
        let candidate = desk.make("candidate", json!({ "name": name, "vendor": "Tarn Health" }));
        for (question, rating) in questions.iter().zip(ratings) {
            let of = json!({ "ref": candidate });
            desk.make(
                "candidate_answer",
                json!({ "candidate": of, "question": question, "stated": "x", "rating": rating }),
            );
        }
    };
    rate("Tarn", [Some(3), Some(4), None, Some(1), Some(5)]);
    rate("Brook", [Some(5), None, Some(5), Some(5), Some(5)]);
    let comparison = view(&desk)["comparison"].clone();
    assert_eq!(comparison["weights"], json!([5, 2, 0, 4, 3]));
    let names: Vec<_> =
        comparison["rows"].as_array().unwrap().iter().map(|row| row["name"].clone()).collect();
    assert_eq!(names, ["Marlet EHR", "Brook", "Tarn"], "the one in use, then by name");
    assert_eq!(comparison["rows"][2]["sum"]["sum"], 42);
    assert_eq!(comparison["rows"][2]["sum"]["terms"].as_array().unwrap().len(), 4);
    assert!(comparison["rows"][1]["sum"]["sum"].is_null());
    assert_eq!(comparison["rows"][1]["sum"]["unrated"], 1);
}

/// Today is 23 November 2026: 22 May 2027 is 180 days ahead, the day after is not warned of yet.
#[test]
fn a_contract_warns_180_days_before_its_last_day_for_notice() {
    let desk = Desk::clinic();
    let notice = |on: &str| {
        let set = json!({ "contract_notice_on": on });
        desk.ok("save", json!({ "kind": "system", "id": system(&desk), "set": set }));
        let needs = desk.ok("today", json!({}))["needs"].clone();
        let row = needs.as_array().unwrap().iter().find(|need| need["kind"] == "contract_notice").cloned();
        (view(&desk)["contract"]["near"].clone(), row.map(|row| row["items"][0]["days"].clone()))
    };
    assert_eq!(notice("2027-05-22"), (json!(true), Some(json!(180))));
    assert_eq!(notice("2027-05-23"), (json!(false), None));
    assert_eq!(notice("2026-11-23"), (json!(true), Some(json!(0))), "the last day itself");
    assert_eq!(notice("2026-11-22"), (json!(false), None), "it went by");
}

#[test]
fn a_retired_system_stands_at_its_last_day() {
    let desk = Desk::clinic();
    let old = desk.make(
        "system",
        json!({
            "name": "Hobbin", "vendor": "Hobbin Systems", "go_live": "2023-01-10", "retired": "2025-09-15",
            "contract_notice_on": "2026-12-01",
        }),
    );
    let view = desk.ok("vendor", json!({ "system": old }));
    assert_eq!((&view["as_of"], &view["contract"]["near"]), (&json!("2025-09-14"), &json!(false)));
    assert_eq!(view["system"]["vendor"], "Hobbin Systems");
    assert!(desk.call("vendor", json!({ "system": "00000000-0000-7000-8000-000000000000" })).is_err());
}

#[test]
fn answers_and_candidates_leave_with_the_tables_and_come_back() {
    let desk = Desk::clinic();
    let of = json!({ "ref": system(&desk) });
    desk.make(
        "vendor_answer",
        json!({ "system": of, "question": "scope", "stated": "New development only." }),
    );
    let candidate = desk.make("candidate", json!({ "name": "Tarn", "vendor": "Tarn Health" }));
    let answered = json!({ "candidate": { "ref": candidate }, "question": "speed", "fix_days": 10 });
    desk.make("candidate_answer", answered);
    desk.make("question_weight", json!({ "question": "speed", "weight": 4 }));
    let folder = desk.path("tables");
    desk.ok("export_tables", json!({ "path": folder }));
    let other = Desk::empty();
    other.ok("import_run", json!({ "path": folder }));
    let there = view(&other);
    assert_eq!(there["answers"][2]["stated"], "New development only.");
    assert_eq!(there["comparison"]["weights"][3], 4);
    assert_eq!(there["comparison"]["rows"][1]["answers"][3]["fix_days"], 10);
}
