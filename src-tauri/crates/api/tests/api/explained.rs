//! "How is this counted?", through the commands: the figure shown, its rows page by page, and what decides it.

use serde_json::{Value as Json, json};

use crate::common::{Desk, FIGURES};

/// The newest whole month of the system in use, as `measure` computes it afresh.
fn newest_whole_month(desk: &Desk) -> Json {
    let measured = desk.ok("measure", json!({}));
    let system = measured["systems"].as_array().unwrap().last().unwrap().clone();
    let months = system["months"].as_array().unwrap();
    months.iter().rev().find(|month| month["partial"] == json!(false)).unwrap().clone()
}

#[track_caller]
fn same(a: &Json, b: &Json, what: &str) {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => assert!((a - b).abs() <= 1e-9 * a.abs().max(1.0), "{what}: {a} is not {b}"),
        (a, b) => assert_eq!(a, b, "{what}"),
    }
}

#[test]
fn the_panel_shows_the_figure_that_is_shown() {
    let desk = Desk::sample();
    let month = newest_whole_month(&desk);
    let hours = &month["hours"];
    for (figure, value) in [
        ("hours_lost", &hours["all"]),
        ("hours_timed", &hours["timed"]),
        ("hours_per_fte", &month["hours_per_fte"]),
        ("hardened_share", &month["hardened_share"]),
        ("unanswered_share", &month["unanswered_share"]),
        ("overdue_days_per_10_fte", &month["overdue_days_per_10_fte"]),
        ("wow8", &month["wow8"]),
        ("coverage", &month["coverage"]),
        ("arrivals", &month["arrivals"]),
        ("departures", &month["departures"]),
        ("wip", &month["wip"]),
        ("asks_per_active_workaround", &month["asks_per_active_workaround"]),
        ("withdrawn", &month["withdrawn"]),
    ] {
        let shown = desk.ok("explain", json!({ "figure": figure, "month": month["n"] }));
        same(&shown["value"], value, figure);
        assert!(!shown["value"].is_null(), "{figure} is measured in the sample");
        assert_eq!(shown["period"]["n"], month["n"], "{figure}");
    }
    for name in ["drift", "reporting", "support", "burnout"] {
        let shown = desk.ok("explain", json!({ "figure": "hours_lost", "month": month["n"], "break": name }));
        same(&shown["value"], &hours[name], name);
    }
}

/// The scorecard's figures, each beside its mark: the same number, and rows that make it.
#[test]
fn the_scorecard_and_its_panels_agree() {
    let desk = Desk::sample();
    let measured = desk.ok("vendor", json!({}))["evidence"].clone();
    let share = |name: &str| {
        json!(measured[name]["part"].as_f64().unwrap() / measured[name]["whole"].as_f64().unwrap())
    };
    let median = |name: &str| measured[name]["median"].clone();
    for (figure, value) in [
        ("steps_per_delivered", measured["steps_per_delivered"].clone()),
        ("hand_overs_per_delivered", measured["hand_overs_per_delivered"].clone()),
        ("misfit_delivered", share("workarounds_delivered")),
        ("misfit_survival", median("workaround_survival")),
        ("refusal_hours", measured["lost_hours_a_month"].clone()),
        ("vendor_first_response", median("first_response")),
        ("vendor_workaround_offered", median("workaround_offered")),
        ("vendor_delivered", median("fix_delivered")),
        ("vendor_verified", median("verified")),
    ] {
        let shown = desk.ok("explain", json!({ "figure": figure }));
        same(&shown["value"], &value, figure);
        let has_rows = shown["total"].as_u64() > Some(0);
        assert!(has_rows || value.is_null(), "{figure}: what is told has rows");
        assert!(has_rows || figure == "refusal_hours", "{figure} has rows in the sample");
    }
}

/// Today's week in progress: entries and answers so far, as its panel counts them.
#[test]
fn this_week_and_its_panels_agree() {
    let desk = Desk::sample();
    let week = desk.ok("today", json!({}))["week"].clone();
    let entries = desk.ok("explain", json!({ "figure": "entries", "week": week["n"] }));
    same(&entries["value"], &week["entries"], "entries");
    let coverage = desk.ok("explain", json!({ "figure": "coverage", "week": week["n"] }));
    same(&coverage["parts"], &week["answered"], "answered");
    same(&coverage["wholes"], &week["roster"], "on the roster");
}

#[test]
fn the_pages_together_are_all_the_rows() {
    let desk = Desk::sample();
    let month = newest_whole_month(&desk)["n"].clone();
    for figure in ["hours_lost", "arrivals", "hardened_share", "wip", "delivered", "kept_promises"] {
        let (mut parts, mut seen, mut offset) = (0.0, 0, 0);
        let whole = loop {
            let page =
                desk.ok("explain", json!({ "figure": figure, "month": month, "offset": offset, "limit": 7 }));
            let rows = page["rows"].as_array().unwrap().clone();
            parts += rows.iter().filter_map(|row| row["part"].as_f64()).sum::<f64>();
            seen += rows.len();
            offset += 7;
            if rows.len() < 7 {
                break page;
            }
        };
        assert_eq!(json!(seen), whole["total"], "{figure}");
        same(&json!(parts), &whole["parts"], figure);
        assert!(seen > 0, "{figure} has rows in the sample");
    }
}

#[test]
fn rows_name_what_they_open_and_weigh_most_first() {
    let desk = Desk::sample();
    let shown = desk.ok("explain", json!({ "figure": "hours_lost" }));
    let rows = shown["rows"].as_array().unwrap();
    let weights: Vec<f64> = rows.iter().map(|row| row["part"].as_f64().unwrap()).collect();
    assert!(weights.is_sorted_by(|a, b| a >= b));
    for row in rows {
        assert!(!row["title"].as_str().unwrap().is_empty() && row["id"].is_string(), "{row}");
    }
    assert_eq!(shown["thresholds"][0]["name"], "timed_occurrences");
}

/// A workaround's own hours are asked of the system it belongs to, whichever is live.
#[test]
fn one_workaround_is_explained_by_its_estimates() {
    let desk = Desk::sample();
    let costliest = desk.ok("explain", json!({ "figure": "hours_lost" }))["rows"][0].clone();
    assert_eq!(costliest["kind"], "workaround");
    let own = desk.ok("explain", json!({ "figure": "workaround_hours", "item": costliest["id"] }));
    same(&own["value"], &costliest["part"], "hours of the month in progress");
    let codes =
        ["estimate_median", "estimate_timed", "estimate_guessed", "happened_timed", "happened_untimed"];
    assert!(codes.iter().any(|code| own["rows"][0]["note"]["code"] == **code), "{own}");
}

#[test]
fn the_phase_lists_its_tests_with_their_limits() {
    let desk = Desk::sample();
    let today = desk.ok("today", json!({}));
    let shown = desk.ok("explain", json!({ "figure": "phase" }));
    let rows = shown["rows"].as_array().unwrap();
    for (row, test) in rows.iter().zip(today["phase"]["because"].as_array().unwrap()) {
        assert_eq!(row["title"], test["test"]);
        assert_eq!((&row["part"], &row["whole"]), (&test["value"], &test["limit"]));
        assert_eq!(row["note"]["code"] == "met", test["met"] == json!(true));
    }
    assert_eq!(rows.len(), 12);
}

/// Every figure answers on a clinic that has next to nothing: not measured is null, never 0, and it says why.
#[test]
fn a_clinic_of_a_day_is_told_what_is_missing() {
    let desk = Desk::clinic();
    for figure in [
        "hours_lost",
        "hours_per_fte",
        "hardened_share",
        "unanswered_share",
        "wow8",
        "coverage",
        "survival_median",
        "delivered",
        "kept_promises",
        "out_of_scope_share",
        "overdue_days_per_10_fte",
    ] {
        let shown = desk.ok("explain", json!({ "figure": figure }));
        assert_eq!(shown["value"], Json::Null, "{figure}");
        assert!(!shown["missing"].as_array().unwrap().is_empty(), "{figure} says nothing of what is missing");
    }
    desk.ok("explain", json!({ "figure": "control_limit", "break": "drift" }));
}

#[test]
fn what_does_not_exist_is_refused_by_its_field() {
    let desk = Desk::sample();
    let field = |input: Json| desk.refused("explain", input)["field"].clone();
    assert_eq!(field(json!({ "figure": "hours_lost", "month": 999 })), "month");
    assert_eq!(field(json!({ "figure": "wow8", "week": -1 })), "week");
    assert_eq!(field(json!({ "figure": "control_limit" })), "break");
    assert_eq!(field(json!({ "figure": "workaround_hours" })), "item");
    let nobody = "00000000-0000-7000-8000-000000000000";
    assert_eq!(field(json!({ "figure": "turn_vendor", "item": nobody })), "item");
    assert_eq!(Desk::empty().refused("explain", json!({ "figure": "hours_lost" }))["field"], "system");
}

/// A threshold of the clinic's own is shown beside the usual one where it decides.
#[test]
fn a_changed_threshold_is_said_where_it_decides() {
    let desk = Desk::sample();
    desk.ok("thresholds_save", json!({ "set": { "days_to_harden": 30 } }));
    let shown = desk.ok("explain", json!({ "figure": "hardened_share" }));
    let deciding = &shown["thresholds"][0];
    assert_eq!((&deciding["value"], &deciding["usual"]), (&json!(30.0), &json!(90.0)));
}

/// Under an area the panel counts what the chart of that area shows, to the last row.
#[test]
fn of_one_area_the_panel_counts_what_the_charts_of_it_show() {
    let desk = Desk::sample();
    let month = newest_whole_month(&desk)["n"].clone();
    let areas = desk.ok("catalogue", json!({}))["areas"].as_array().unwrap().clone();
    let mut smaller = 0;
    for area in areas.iter().take(4) {
        let of = |figure: &str| json!({ "figure": figure, "area": area["id"], "month": month });
        let flow = desk.ok("figure", json!({ "figure": "flow", "area": area["id"] }));
        if flow["chart"].is_null() {
            continue;
        }
        let rows = flow["table"]["rows"].as_array().unwrap();
        let row = rows.iter().find(|row| row[0] == json!(month.to_string())).unwrap();
        for (column, figure) in [(1, "arrivals"), (2, "departures"), (3, "wip")] {
            let shown = desk.ok("explain", of(figure));
            assert_eq!(row[column], json!(format!("{}", shown["value"].as_f64().unwrap())), "{figure}");
            assert_eq!(shown["area"], area["name"], "{figure}");
            same(&shown["parts"], &shown["value"], figure);
            let whole = desk.ok("explain", json!({ "figure": figure, "month": month }));
            smaller += usize::from(shown["total"].as_u64() < whole["total"].as_u64());
        }
        let hours = desk.ok("friction", json!({ "area": area["id"] }))["months"].clone();
        let hours =
            hours.as_array().unwrap().iter().find(|row| row["n"] == month).unwrap()["hours"]["all"].clone();
        same(&desk.ok("explain", of("hours_lost"))["value"], &hours, "hours of the area");
        let lived = json!({ "figure": "survival", "area": area["id"], "break": "drift" });
        let rows = desk.ok("figure", lived)["table"]["rows"].as_array().unwrap().len();
        let shown =
            desk.ok("explain", json!({ "figure": "survival_median", "area": area["id"], "break": "drift" }));
        assert_eq!(rows == 0, shown["total"] == json!(0), "drift workarounds of the area alone");
    }
    assert!(smaller > 0, "an area is less than the whole");
}

/// What is of the whole clinic has no part that is one area's.
#[test]
fn a_figure_of_the_whole_clinic_is_not_asked_of_an_area() {
    let desk = Desk::sample();
    let area = desk.ok("catalogue", json!({}))["areas"][0]["id"].clone();
    for figure in ["wow8", "coverage", "phase", "kept_promises"] {
        assert_eq!(desk.refused("explain", json!({ "figure": figure, "area": area }))["field"], "area");
    }
    let nobody = "00000000-0000-7000-8000-000000000001";
    let refused = desk.refused("explain", json!({ "figure": "wip", "area": nobody }));
    assert_eq!((&refused["code"], &refused["field"]), (&json!("not_found"), &json!("area")));
}

/// Every chart names what can be asked about it, and each of those is answered for the month it speaks of.
#[test]
fn every_chart_says_what_can_be_asked_about_it() {
    let desk = Desk::sample();
    let area = desk.ok("catalogue", json!({}))["areas"][0]["id"].clone();
    let mut asked = 0;
    for figure in FIGURES {
        for part in [json!({}), json!({ "area": area })] {
            let mut input = part.clone();
            input["figure"] = json!(figure);
            let view = desk.ok("figure", input);
            let narrowed = !view["whole"].as_array().unwrap().contains(&json!("area"));
            for name in view["explained"].as_array().unwrap() {
                let mut of = if narrowed { part.clone() } else { json!({}) };
                of["figure"] = name.clone();
                of["month"] = view["month"].clone();
                desk.ok("explain", of);
                asked += 1;
            }
            assert!(view["chart"].is_null() || view["explained"] != json!([]), "{figure}");
        }
    }
    assert!(asked > 20, "{asked}");
}

/// The chart names as silent the roles that the panel counts, by the same weeks.
#[test]
fn the_silent_roles_are_those_of_the_chart() {
    let desk = Desk::sample();
    assert_eq!(
        keepalive_charts::quiet_roles::SILENT_WEEKS as usize,
        keepalive_measures::silence::SILENT_WEEKS,
        "chart and figure mean the same weeks"
    );
    let chart = desk.ok("figure", json!({ "figure": "quiet_roles" }));
    let shown = desk.ok("explain", json!({ "figure": "silent_roles" }));
    let drawn = chart["table"]["rows"].as_array().unwrap();
    let rows = shown["rows"].as_array().unwrap();
    assert!(drawn.len() > 3);
    let names = |rows: &[Json], name: &dyn Fn(&Json) -> Json| rows.iter().map(name).collect::<Vec<_>>();
    assert_eq!(names(drawn, &|row| row[0].clone()), names(rows, &|row| row["title"].clone()));
    for (drawn, row) in drawn.iter().zip(rows) {
        let weeks = row["note"]["numbers"][0].as_f64().unwrap();
        let said = if weeks < 1.0 { "under a week".to_owned() } else { weeks.to_string() };
        assert_eq!(drawn[2], json!(said), "{row}");
        same(&row["part"], &json!(f64::from(u8::from(weeks >= 4.0))), "silent from the fourth week on");
        assert_eq!(row["id"], Json::Null, "a role opens nothing, and nobody is named");
    }
    same(&shown["value"], &shown["parts"], "the rows make the figure");
}
