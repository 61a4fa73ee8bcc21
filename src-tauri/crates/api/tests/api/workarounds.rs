//! Workarounds and what they cost, through the commands.

use serde_json::{Value as Json, json};

use crate::common::{Desk, why};

fn workaround(desk: &Desk, title: &str, started: &str) -> String {
    desk.make("workaround", json!({ "title": title, "break": "drift", "started": started }))
}

fn estimate(desk: &Desk, workaround: &str, from: &str, minutes: f64, basis: &str) {
    desk.make(
        "estimate",
        json!({
            "workaround": { "ref": workaround }, "from": from, "people": 4.0, "uses_per_person_per_week": 5.0,
            "minutes_per_use": minutes, "basis": basis,
        }),
    );
}

fn close(a: &Json, b: f64) {
    let a = a.as_f64().unwrap();
    assert!((a - b).abs() < 5e-7, "{a} is not {b}");
}

#[test]
fn the_worked_example_of_the_domain_page() {
    // 2026-11-23; go-live 2026-01-31, drift from 2026-02-10 to 2026-03-03, 4 people x 5 a week x 6 min, 6.5 FTE.
    let desk = Desk::empty().live_since("2026-01-31");
    for n in 0..6 {
        let person = desk.make("person", json!({ "name": format!("Staff {n}"), "role": "nurse" }));
        desk.make("fte", json!({ "person": { "ref": person }, "from": "2026-01-01", "fte": 1.0 }));
    }
    let half = desk.make("person", json!({ "name": "Half", "role": "billing" }));
    desk.make("fte", json!({ "person": { "ref": half }, "from": "2026-01-01", "fte": 0.5 }));
    let id = workaround(&desk, "Copying vitals", "2026-02-10");
    estimate(&desk, &id, "2026-02-10", 6.0, "guessed");
    desk.ok("save", json!({ "id": id, "kind": "workaround", "set": { "ended": "2026-03-03" } }));

    let view = desk.ok("friction", json!({}));
    let month = |n: usize| &view["months"][n - 1];
    assert_eq!((&month(1)["from"], &month(1)["to"]), (&json!("2026-01-31"), &json!("2026-02-28")));
    close(&month(1)["hours"]["drift"], 5.142_857);
    close(&month(2)["hours"]["all"], 0.857_143);
    close(&month(1)["per_fte"]["all"], 0.791_209);
    close(&month(2)["per_fte"]["all"], 0.131_868);
    assert_eq!(month(1)["most"][0]["item"]["name"], "Copying vitals");
    assert_eq!(month(10)["partial"], true);
    assert_eq!(view["chart"]["columns"].as_array().unwrap().len(), 10);
}

#[test]
fn the_served_figures_are_those_computed_afresh() {
    let desk = Desk::clinic();
    desk.ok("sample_open", json!({}));
    let months = |desk: &Desk| {
        let served = desk.ok("friction", json!({}))["months"].clone();
        let afresh = desk.ok("measure", json!({}));
        let system = afresh["systems"].as_array().unwrap().last().unwrap()["months"].clone();
        (served, system)
    };
    let check = |desk: &Desk, after: &str| {
        let (served, afresh) = months(desk);
        for (served, afresh) in served.as_array().unwrap().iter().zip(afresh.as_array().unwrap()) {
            for figure in
                ["hours", "fte", "coverage", "arrivals", "departures", "wip", "recorded", "withdrawn"]
            {
                let mut served_figure = served[figure].clone();
                // A break of which nothing was measured is no figure on the screen; `measure` keeps its sum, 0.
                for hours in served_figure.as_object_mut().into_iter().flat_map(|all| all.values_mut()) {
                    if hours.is_null() {
                        *hours = json!(0.0);
                    }
                }
                assert_eq!(served_figure, afresh[figure], "{figure} of month {} after {after}", served["n"]);
            }
        }
    };
    check(&desk, "opening");
    let rows = desk.ok("workaround_list", json!({ "limit": 5 }))["rows"].clone();
    for row in rows.as_array().unwrap() {
        desk.ok("again", json!({ "id": row["id"], "minutes": 7.5, "count": 2 }));
        check(&desk, "again");
    }
    estimate(&desk, rows[0]["id"].as_str().unwrap(), "2026-10-01", 12.0, "timed");
    check(&desk, "an estimate");
    desk.ok("undo", json!({}));
    check(&desk, "undo");
    desk.ok("delete", json!({ "ids": [rows[1]["id"]] }));
    check(&desk, "a deletion");
    desk.ok("capture_save", json!({ "text": "one more thing 3m" }));
    check(&desk, "a new workaround");
    desk.ok("capture_save", json!({ "text": "one more thing to ask ?" }));
    check(&desk, "a new request");
}

#[test]
fn the_list_stands_by_hours_and_pages_hold_every_row_once() {
    let desk = Desk::clinic();
    desk.ok("sample_open", json!({}));
    for sort in ["hours", "in_use", "title", "key"] {
        let mut query = json!({ "filter": { "standing": "all" }, "sort": sort, "limit": 50 });
        let mut seen = std::collections::BTreeSet::new();
        let mut hours = Vec::new();
        let total = loop {
            let page = desk.ok("workaround_list", query.clone());
            for row in page["rows"].as_array().unwrap() {
                assert!(seen.insert(row["id"].to_string()));
                hours.push(row["hours_a_month"].as_f64().unwrap_or(-1.0));
            }
            if page["next"].is_null() {
                break page["total"].clone();
            }
            query["cursor"] = page["next"].clone();
        };
        assert_eq!(total, seen.len());
        if sort == "hours" {
            assert!(hours.is_sorted_by(|a, b| a >= b));
        }
    }
}

#[test]
fn a_stage_is_one_of_four() {
    let desk = Desk::clinic();
    let old = workaround(&desk, "Old", "2026-05-01");
    let accepted = workaround(&desk, "Accepted", "2026-05-01");
    let asked = workaround(&desk, "Asked", "2026-05-01");
    let ended = workaround(&desk, "Ended", "2026-05-01");
    let fresh = workaround(&desk, "Fresh", "2026-11-01");
    desk.ok("save", json!({ "id": accepted, "kind": "workaround", "set": { "accepted_on": "2026-06-01", "review_on": "2026-11-20" } }));
    desk.ok("save", json!({ "id": ended, "kind": "workaround", "set": { "ended": "2026-11-01" } }));
    let request = desk.id("capture_save", json!({ "text": "end it ?" }));
    desk.ok("link", json!({ "request": request, "workaround": asked }));
    let stage = |id: &str| desk.ok("workaround_detail", json!({ "id": id }))["row"]["stage"].clone();
    assert_eq!(stage(&old), "hardened");
    assert_eq!(stage(&accepted), "accepted");
    assert_eq!(stage(&ended), "retired");
    assert_eq!(stage(&fresh), "temporary");
    // Linked only today: on most of the last 90 days there was no open request, but today there is one.
    assert_eq!(stage(&asked), "temporary");
    let only =
        |stage: &str| desk.ok("workaround_list", json!({ "filter": { "stage": stage } }))["total"].clone();
    assert_eq!((only("hardened"), only("accepted"), only("temporary")), (json!(1), json!(1), json!(2)));
    let needs = desk.ok("today", json!({}))["needs"].clone();
    let kinds: Vec<_> = needs.as_array().unwrap().iter().map(|need| need["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["requests_unowned", "hardened", "decisions_due"]);
}

#[test]
fn an_end_before_a_start_and_absurd_minutes_are_refused() {
    let desk = Desk::clinic();
    let id = workaround(&desk, "Notes", "2026-05-01");
    let ended = json!({ "id": id, "kind": "workaround", "set": { "ended": "2026-04-30" } });
    assert_eq!(why(&desk.refused("save", ended)), ("invalid", "ended", "before_start"));
    for minutes in [-0.1, 1e9] {
        let error = desk.refused("again", json!({ "id": id, "minutes": minutes }));
        assert_eq!(why(&error), ("invalid", "minutes", "out_of_range"));
    }
    for count in [0, 1000] {
        assert_eq!(why(&desk.refused("again", json!({ "id": id, "count": count }))).1, "count");
    }
    let gone = json!({ "id": "00000000-0000-7000-8000-000000000000" });
    assert_eq!(why(&desk.refused("workaround_detail", gone)).0, "not_found");
}

#[test]
fn a_chart_is_a_file_in_three_forms() {
    let desk = Desk::clinic();
    desk.ok("sample_open", json!({}));
    let file = |format: &str| {
        desk.ok("chart_file", json!({ "chart": { "hours": { "width": 600 } }, "format": format }))
    };
    assert_eq!(file("svg")["mime"], "image/svg+xml");
    assert!(file("png")["base64"].as_str().unwrap().starts_with("iVBORw0KGgo"), "the PNG signature");
    assert_eq!(file("csv")["name"], "hours-lost-2026-11-23.csv");
    let unknown = json!({ "chart": { "hours": { "system": "00000000-0000-7000-8000-000000000000" } }, "format": "svg" });
    assert_eq!(why(&desk.refused("chart_file", unknown)), ("not_found", "system", ""));
    let area = json!({ "area": "00000000-0000-7000-8000-000000000000" });
    assert_eq!(why(&desk.refused("friction", area)), ("not_found", "area", ""));
}

#[test]
fn one_area_is_a_part_of_the_whole() {
    let desk = Desk::clinic();
    desk.ok("sample_open", json!({}));
    let whole = desk.ok("friction", json!({}))["months"].clone();
    let areas = desk.ok("catalogue", json!({}))["areas"].clone();
    let parts: Vec<Json> = areas
        .as_array()
        .unwrap()
        .iter()
        .map(|area| desk.ok("friction", json!({ "area": area["id"] }))["months"].clone())
        .collect();
    for (at, month) in whole.as_array().unwrap().iter().enumerate() {
        let sum: f64 = parts.iter().map(|part| part[at]["hours"]["all"].as_f64().unwrap()).sum();
        assert!(sum <= month["hours"]["all"].as_f64().unwrap() + 1e-6, "month {}", month["n"]);
    }
}

/// Ten hours a day: 10 people, each 7 times a week, an hour each time.
fn ten_hours_a_day(desk: &Desk, title: &str, started: &str) -> String {
    let id = workaround(desk, title, started);
    desk.make(
        "estimate",
        json!({
            "workaround": { "ref": id }, "from": started, "people": 10.0, "uses_per_person_per_week": 7.0,
            "minutes_per_use": 60.0, "basis": "timed",
        }),
    );
    id
}

/// Live on 2025-09-15; today is 2026-11-23. Month 14 is [10-15, 11-15), month 15 goes on.
#[test]
fn a_month_it_began_in_is_never_told_as_what_a_month_costs() {
    let desk = Desk::clinic();
    let whole = ten_hours_a_day(&desk, "From its first day", "2026-10-15");
    let late = ten_hours_a_day(&desk, "Two days before its end", "2026-11-13");
    let of = |id: &str| {
        let row = desk.ok("workaround_detail", json!({ "id": id }))["row"].clone();
        (row["hours_a_month"].as_f64().unwrap().round(), row["hours_so_far"].clone())
    };
    assert_eq!(of(&whole), (310.0, json!(false)), "31 days of month 14");
    // Not 20, the two days of month 14, but the nine days of month 15 up to today, said to be so far.
    assert_eq!(of(&late), (90.0, json!(true)));
}

/// Used from 2026-09-01 to 2026-11-10: month 13, [09-15, 10-15), is the last it was used the whole of; of month 14
/// it had 26 days.
#[test]
fn what_got_better_names_the_last_month_it_was_used_the_whole_of() {
    let desk = Desk::clinic();
    for (title, started) in [("Long used", "2026-09-01"), ("For three weeks", "2026-10-20")] {
        let id = ten_hours_a_day(&desk, title, started);
        desk.ok("save", json!({ "id": id, "kind": "workaround", "set": { "ended": "2026-11-10" } }));
    }
    let better = desk.ok("today", json!({}))["better"].clone();
    let hours = |title: &str| {
        let row = better.as_array().unwrap().iter().find(|row| row["title"] == title).unwrap();
        row["hours_a_month"].as_f64().map(f64::round)
    };
    assert_eq!(hours("Long used"), Some(300.0), "30 days");
    assert_eq!(hours("For three weeks"), None, "no whole month");
}

#[test]
fn the_most_since_go_live_is_claimed_only_where_every_month_since_was_recorded() {
    // Written down from 2026-10-01 on: 14 days of month 13, and nothing of the twelve before.
    let desk = Desk::clinic();
    ten_hours_a_day(&desk, "Copying vitals", "2026-10-01");
    let last = desk.ok("today", json!({}))["hours"]["last_whole"].clone();
    assert_eq!((&last["n"], &last["most_since_go_live"]), (&json!(14), &json!(false)));

    let desk = Desk::clinic();
    ten_hours_a_day(&desk, "Copying vitals", "2025-09-15");
    ten_hours_a_day(&desk, "Paper list", "2026-10-15");
    let last = desk.ok("today", json!({}))["hours"]["last_whole"].clone();
    assert_eq!((&last["n"], &last["most_since_go_live"]), (&json!(14), &json!(true)));
}
