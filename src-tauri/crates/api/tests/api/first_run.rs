//! The first run, the frame, and the sample clinic in its own file.

use serde_json::json;

use crate::common::{DAY_MS, Desk, why};

#[test]
fn four_answers_make_a_clinic_with_its_axis() {
    let desk = Desk::clinic();
    let state = desk.ok("app_state", json!({}));
    assert_eq!(state["clinic"]["name"], "Larkmoor Family Health");
    assert_eq!(state["clinic"]["sample"], false);
    assert_eq!(state["today"], "2026-11-23");
    // Month 15 is [2026-11-15, 2026-12-15): the 23rd is its day 9 of 30. 434 days are 62 weeks: week 63.
    assert_eq!(state["since_go_live"], json!({ "month": 15, "day": 9, "days": 30, "week": 63 }));
    assert_eq!(state["undo"], json!(null), "the beginning stays");
}

#[test]
fn a_bad_answer_is_named_and_changes_nothing() {
    let desk = Desk::empty();
    let answers = |field: &str, value: &str| {
        let mut input = json!({
            "clinic": "Larkmoor", "ehr": "Marlet", "vendor": "Marlet", "go_live": "2025-09-15",
            "time_zone": "America/Denver",
        });
        input[field] = json!(value);
        input
    };
    for (field, value, hint) in [
        ("clinic", "  ", "required"),
        ("clinic", "bell\u{7}", "control_characters"),
        ("ehr", "", "required"),
        ("vendor", "", "required"),
        ("go_live", "09/15/20", "not_a_date"),
        ("go_live", "2999-01-01", "year_out_of_range"),
        ("go_live", "2040-01-01", "far_future"),
        ("time_zone", "America/Nowhere", "unknown_zone"),
    ] {
        let error = desk.refused("first_run", answers(field, value));
        assert_eq!(why(&error), ("invalid", field, hint), "{value:?}");
    }
    assert_eq!(desk.ok("app_state", json!({}))["clinic"], json!(null));
}

#[test]
fn the_areas_it_begins_with_are_made_in_the_words_given_and_nobody_owns_them() {
    let desk = Desk::empty();
    let answers = |areas: &[&str]| {
        json!({
            "clinic": "Larkmoor", "ehr": "Marlet", "vendor": "Marlet", "go_live": "2025-09-15",
            "time_zone": "America/Denver", "areas": areas,
        })
    };
    assert_eq!(why(&desk.refused("first_run", answers(&["Recetas", " "]))), ("invalid", "areas", "required"));
    desk.ok("first_run", answers(&["Recetas", "Agenda"]));
    let areas = desk.ok("owners", json!({}))["areas"].clone();
    let told: Vec<_> = areas.as_array().unwrap().iter().map(|area| (&area["name"], &area["owner"])).collect();
    assert_eq!(told, [(&json!("Agenda"), &json!(null)), (&json!("Recetas"), &json!(null))]);
    let steps = desk.ok("undo_list", json!({}));
    assert_eq!((steps.as_array().unwrap().len(), &steps[0]["beginning"]), (1, &json!(true)), "one act");
}

#[test]
fn a_clinic_is_made_once() {
    let desk = Desk::clinic();
    let again = json!({ "clinic": "Other", "ehr": "E", "vendor": "V", "go_live": "2025-01-01" });
    assert_eq!(why(&desk.refused("first_run", again)), ("invalid", "clinic", "exists"));
}

#[test]
fn the_sample_lives_in_its_own_file() {
    let desk = Desk::clinic();
    let own = desk.digest();
    let state = desk.ok("sample_open", json!({}));
    assert_eq!(state["clinic"]["sample"], true);
    assert!(desk.path("sample-clinic.db").exists());
    assert_ne!(desk.digest(), own);
    let today = desk.ok("today", json!({}));
    assert!(today["hours"]["last_whole"]["hours"].as_f64().unwrap() > 0.0);
    assert!(today["chart"]["svg"].as_str().unwrap().starts_with("<svg"));
    let state = desk.ok("sample_close", json!({}));
    assert_eq!(state["clinic"]["name"], "Larkmoor Family Health");
    assert_eq!(desk.digest(), own);
}

#[test]
fn the_act_a_clinic_began_with_is_not_taken_back() {
    let desk = Desk::clinic();
    let begun = desk.digest();
    let offered = |desk: &Desk| desk.ok("app_state", json!({}))["undo"].clone();
    assert_eq!(offered(&desk), json!(null), "nothing is offered that would be refused");
    assert_eq!(why(&desk.refused("undo", json!({}))).0, "nothing_to_undo");
    let steps = desk.ok("undo_list", json!({}));
    let first = steps.as_array().unwrap().last().unwrap();
    assert_eq!(first["beginning"], true);
    let named = desk.refused("undo", json!({ "act": first["act"] }));
    assert_eq!(why(&named), ("invalid", "act", "beginning"));
    assert_eq!(desk.digest(), begun, "a refusal changes nothing");
    desk.make("area", json!({ "key": "Refills" }));
    assert_eq!(desk.ok("undo_list", json!({}))[0]["beginning"], false);
    desk.ok("undo", json!({}));
    assert!(desk.ok("app_state", json!({}))["clinic"].is_object());
}

/// The computer's clock was set back, or the row is older than the bound: it can be corrected in everything else.
#[test]
fn a_go_live_saved_before_is_not_asked_again_until_it_is_changed() {
    let desk = Desk::clinic();
    let marlet =
        desk.make("system", json!({ "name": "Marlet 2", "vendor": "Marlet", "go_live": "2028-05-01" }));
    desk.pass(-400 * DAY_MS);
    let save = |set: serde_json::Value| json!({ "kind": "system", "id": marlet, "set": set });
    desk.ok("save", save(json!({ "name": "Marlet Two", "go_live": "2028-05-01" })));
    let saved = desk.digest();
    let refused = desk.refused("save", save(json!({ "go_live": "2028-05-02" })));
    assert_eq!(why(&refused), ("invalid", "go_live", "far_future"));
    assert_eq!(desk.digest(), saved);
    desk.ok("save", save(json!({ "go_live": "2026-05-02" })));
}
