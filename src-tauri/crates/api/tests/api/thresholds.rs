//! The clinic's own thresholds, through the commands.

use std::sync::Arc;

use keepalive_api::{App, SystemWorld};
use keepalive_store::OpenOptions;
use serde_json::{Value as Json, json};

use crate::common::Desk;

fn threshold(desk: &Desk, name: &str) -> Json {
    let all = desk.ok("thresholds", json!({}));
    all.as_array().unwrap().iter().find(|one| one["name"] == name).unwrap().clone()
}

fn newest_month(desk: &Desk) -> Json {
    let measured = desk.ok("measure", json!({}));
    measured["systems"][0]["months"].as_array().unwrap().last().unwrap().clone()
}

/// In use for 75 days on Monday 2026-11-23: hardened at 60 days, not at 90.
fn clinic_with_a_workaround_of_75_days() -> Desk {
    let desk = Desk::clinic();
    desk.ok(
        "save",
        json!({ "kind": "workaround", "set": { "title": "Paper list", "break": "drift", "started": "2026-09-09" } }),
    );
    desk
}

#[test]
fn what_another_program_writes_into_the_file_counts_from_the_next_question_on() {
    let desk = clinic_with_a_workaround_of_75_days();
    assert_eq!(newest_month(&desk)["hardened_share"], json!(0.0));
    let options = OpenOptions { any_place: true, ..OpenOptions::default() };
    let other = App::open_with(&desk.path("clinic.db"), Arc::new(SystemWorld::default()), options).unwrap();
    other.call("thresholds_save", json!({ "set": { "days_to_harden": 60 } })).unwrap();
    assert_eq!(newest_month(&desk)["hardened_share"], json!(1.0), "1 of 1 after 75 days, 60 needed");

    // Our own next write does not hide theirs.
    other.call("thresholds_save", json!({ "set": { "days_to_harden": 90 } })).unwrap();
    desk.make("workaround", json!({ "title": "Sticky notes", "break": "drift", "started": "2026-11-20" }));
    assert_eq!(newest_month(&desk)["hardened_share"], json!(0.0), "0 of 2, 90 needed again");
}

#[test]
fn a_threshold_decides_the_figures_at_once_and_undo_takes_it_back() {
    let desk = clinic_with_a_workaround_of_75_days();
    assert_eq!(threshold(&desk, "days_to_harden")["value"], json!(90.0));
    assert_eq!(newest_month(&desk)["hardened_share"], json!(0.0));

    let saved = desk.ok("thresholds_save", json!({ "set": { "days_to_harden": 60 } }));
    assert_eq!(saved["label"], json!({ "code": "set_threshold", "args": ["days_to_harden"] }));
    let set = threshold(&desk, "days_to_harden");
    assert_eq!((&set["value"], &set["usual"]), (&json!(60.0), &json!(90.0)));
    assert_eq!(newest_month(&desk)["hardened_share"], json!(1.0), "1 of 1 after 75 days, 60 needed");

    desk.ok("undo", json!({}));
    assert_eq!(threshold(&desk, "days_to_harden")["value"], json!(90.0));
    assert_eq!(newest_month(&desk)["hardened_share"], json!(0.0));
}

#[test]
fn thresholds_survive_a_restart_and_null_is_the_usual_value() {
    let desk = Desk::clinic();
    desk.ok("thresholds_save", json!({ "set": { "alarm_ratio": 2.5, "run_length": 8 } }));
    let desk = desk.restarted();
    assert_eq!(threshold(&desk, "alarm_ratio")["value"], json!(2.5));
    desk.ok("thresholds_save", json!({ "set": { "alarm_ratio": null } }));
    assert_eq!(threshold(&desk, "alarm_ratio")["value"], json!(1.5));
    assert_eq!(threshold(&desk, "run_length")["value"], json!(8.0), "what is not named stays");
}

#[test]
fn a_number_that_makes_no_sense_is_refused_with_its_field_and_range() {
    let desk = Desk::clinic();
    let why = |name: &str, number: f64| {
        let refused = desk.refused("thresholds_save", json!({ "set": { name: number } }));
        assert_eq!(refused["field"], json!(name));
        (refused["hint"].as_str().unwrap().to_owned(), refused["message"].as_str().unwrap().to_owned())
    };
    assert_eq!(why("days_to_harden", 3.0), ("out_of_range".into(), "Between 7 and 730, whole.".into()));
    assert_eq!(why("run_length", 7.5).0, "out_of_range");
    assert_eq!(why("blame", 1.0).0, "unknown_field");
    // Nor by the generic form.
    let clinic = desk.ok("app_state", json!({}))["clinic"]["id"].clone();
    let form = json!({ "kind": "clinic", "id": clinic, "set": { "thresholds": "{\"run_length\":1}" } });
    assert_eq!(desk.refused("save", form)["field"], json!("thresholds"));
}

#[test]
fn before_a_clinic_there_are_only_the_usual_ones() {
    let desk = Desk::empty();
    assert_eq!(threshold(&desk, "timed_occurrences")["value"], json!(5.0));
    desk.refused("thresholds_save", json!({ "set": { "timed_occurrences": 6 } }));
}

/// The hours on screen come from kept pieces, `measure` computes afresh: a threshold must reach both.
#[test]
fn served_hours_are_the_recomputed_ones_under_changed_thresholds() {
    let desk = Desk::empty();
    desk.ok("sample_open", json!({}));
    let served = |desk: &Desk| desk.ok("friction", json!({}))["months"].clone();
    let before = served(&desk);
    desk.ok("thresholds_save", json!({ "set": { "timed_occurrences": 1, "thin_coverage": 1 } }));
    let after = served(&desk);
    assert_ne!(before, after, "one timed occurrence is enough now");
    let measured = desk.ok("measure", json!({}));
    let system = measured["systems"].as_array().unwrap().last().unwrap();
    for (shown, figures) in after.as_array().unwrap().iter().zip(system["months"].as_array().unwrap()) {
        assert_eq!(shown["hours"]["all"], figures["hours"]["all"], "month {}", shown["n"]);
        assert_eq!(shown["hours"]["timed"], figures["hours"]["timed"], "month {}", shown["n"]);
    }
    assert!(after.as_array().unwrap().iter().any(|month| month["thin"] == json!(true)));
}
