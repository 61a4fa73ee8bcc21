//! The weekly signals of the breaks and the survival of workarounds, through the commands.

use serde_json::{Value as Json, json};

use crate::common::Desk;

fn charts(desk: &Desk) -> Vec<Json> {
    desk.ok("break_charts", json!({}))["charts"].as_array().unwrap().clone()
}

#[test]
fn each_chart_shows_the_weeks_that_measure_gives() {
    let desk = Desk::sample();
    let measured = desk.ok("measure", json!({}));
    let system = measured["systems"].as_array().unwrap().last().unwrap();
    let charts = charts(&desk);
    let breaks: Vec<_> = charts.iter().map(|chart| chart["break"].as_str().unwrap()).collect();
    assert_eq!(breaks, ["drift", "reporting", "support", "burnout"]);
    for chart in &charts {
        let signal = chart["signal"].as_str().unwrap();
        let weeks = chart["weeks"].as_array().unwrap();
        assert!(!weeks.is_empty() && chart["chart"]["columns"].as_array().unwrap().len() == weeks.len());
        for (shown, figures) in weeks.iter().zip(system["weeks"].as_array().unwrap()) {
            assert_eq!(shown["n"], figures["w"]);
            let whole = figures["recorded"].as_f64().unwrap() >= 1.0;
            // What fewer than five people reported is in `measure` alone.
            let shown_at_all = whole && shown["is_withheld"] == json!(false);
            let expected = if shown_at_all { &figures[signal] } else { &Json::Null };
            assert_eq!(&shown["value"], expected, "{signal} of week {}", shown["n"]);
        }
        let withheld = weeks.iter().filter(|week| week["is_withheld"] == json!(true)).count();
        let gaps = weeks.iter().filter(|week| week["value"].is_null()).count() - withheld;
        assert_eq!((&chart["gaps"], &chart["withheld"]), (&json!(gaps), &json!(withheld)), "{signal}");
        assert!(withheld == 0 || signal == "wow8", "{signal} is of no single people");
        let newest = weeks.iter().rev().find(|week| !week["value"].is_null()).unwrap();
        assert_eq!(chart["last"], json!({ "n": newest["n"], "value": newest["value"] }));
    }
}

#[test]
fn the_standing_says_what_the_newest_weeks_show() {
    for chart in charts(&Desk::sample()) {
        let above = |week: &Json| Some(week["value"].as_f64()? > week["upper"].as_f64()?);
        let weeks = chart["weeks"].as_array().unwrap();
        let newest = weeks.iter().rev().filter(|week| !week["value"].is_null());
        let in_a_row = newest.take_while(|week| above(week) == Some(true)).count();
        assert_eq!(chart["standing"] == "above_limit", in_a_row > 0, "{}", chart["break"]);
        if in_a_row > 0 {
            assert_eq!(chart["standing_weeks"], json!(in_a_row), "{}", chart["break"]);
        }
    }
}

#[test]
fn a_clinic_that_wrote_nothing_down_is_not_measured() {
    let desk = Desk::clinic();
    let view = desk.ok("break_charts", json!({}));
    assert_eq!((&view["baseline"], &view["rebased"]), (&Json::Null, &json!([])));
    for chart in view["charts"].as_array().unwrap() {
        assert_eq!(chart["standing"], "not_measured");
        assert_eq!((&chart["chart"], &chart["last"]), (&Json::Null, &Json::Null));
        assert_eq!(chart["gaps"], json!(chart["weeks"].as_array().unwrap().len()));
    }
    let survival = desk.ok("survival", json!({}));
    assert_eq!(
        (&survival["chart"], &survival["n"], &survival["median_days"]),
        (&Json::Null, &json!(0), &Json::Null)
    );
}

#[test]
fn without_a_system_there_is_nothing_to_chart() {
    let desk = Desk::empty();
    assert_eq!(desk.ok("break_charts", json!({}))["charts"], json!([]));
    assert_eq!(desk.ok("survival", json!({}))["system"], Json::Null);
}

#[test]
fn limits_under_twelve_points_are_on_trial_and_one_point_has_none() {
    // Go-live on a Sunday; the record begins with the drift of 2026-10-25, a week's first day. 2026-11-23 is a
    // Monday: four weeks from then are whole. One person of 1 FTE, so there is a drift figure in each.
    let desk = Desk::empty().live_since("2026-10-25");
    let person = desk.make("person", json!({ "name": "Nurse", "role": "nurse" }));
    desk.make("fte", json!({ "person": { "ref": person }, "from": "2026-01-01", "fte": 1.0 }));
    let id =
        desk.make("workaround", json!({ "title": "Copying", "break": "drift", "started": "2026-10-25" }));
    desk.make(
        "estimate",
        json!({
            "workaround": { "ref": id }, "from": "2026-10-25", "people": 1.0, "uses_per_person_per_week": 7.0,
            "minutes_per_use": 60.0, "basis": "guessed",
        }),
    );
    let drift = |as_of: &str| desk.ok("break_charts", json!({ "as_of": as_of }))["charts"][0].clone();
    let one = drift("2026-10-31");
    assert_eq!((&one["standing"], &one["trial_points"]), (&json!("no_limits"), &Json::Null));
    assert_eq!(one["last"], json!({ "n": 1, "value": 7.0 }), "7 uses of an hour for one FTE");
    let four = drift("2026-11-23");
    assert_eq!((&four["standing"], &four["trial_points"]), (&json!("inside"), &json!(4)));
}

#[test]
fn survival_gives_the_figures_of_measure() {
    let desk = Desk::sample();
    let measured = desk.ok("measure", json!({}));
    let of = &measured["systems"].as_array().unwrap().last().unwrap()["workaround_survival"];
    let shown = desk.ok("survival", json!({ "theme": "dark", "width": 380, "height": 140 }));
    for figure in ["n", "retired", "median_days", "low", "high"] {
        assert_eq!(shown[figure], of[figure], "{figure}");
    }
    assert!(shown["chart"]["svg"].as_str().unwrap().starts_with("<svg"));
    let steps = shown["steps"].as_array().unwrap();
    assert!(steps.windows(2).all(|pair| pair[0]["share"].as_f64() >= pair[1]["share"].as_f64()));
}

#[test]
fn a_system_that_is_not_here_is_refused() {
    let desk = Desk::clinic();
    let nowhere = json!({ "system": "00000000-0000-7000-8000-000000000000" });
    for command in ["break_charts", "survival"] {
        assert_eq!(desk.refused(command, nowhere.clone())["code"], "not_found");
    }
}

/// A clinic on its fourth month whose pulse so many people answer, each with 3 hours outside for 20 scheduled, and with
/// others in the last four weeks.
fn reported_by(people: usize, lately: u32) -> Desk {
    let desk = Desk::empty();
    let folder = desk.path("tables");
    std::fs::create_dir(&folder).unwrap();
    let names = (1..=people).map(|n| format!("p{n},Person {n},provider\n"));
    let first: chrono::NaiveDate = "2026-08-03".parse().unwrap();
    let rows = (0..16_u64).flat_map(|week| {
        let monday = first + chrono::Days::new(7 * week);
        let outside = if week < 12 { 3 } else { lately };
        (1..=people).map(move |n| format!("p{n},{monday},yes,{outside},20\n"))
    });
    let pulse = "person,week_of,answered,ehr_hours_outside,scheduled_hours\n".to_owned();
    for (name, text) in [
        ("clinic.csv", "name,time_zone\nTwo Rivers,America/Denver\n".to_owned()),
        ("systems.csv", "system,name,vendor,go_live\nehr1,Marlet EHR,Marlet,2026-08-03\n".to_owned()),
        ("people.csv", "person,name,role\n".to_owned() + &names.collect::<String>()),
        ("pulse.csv", pulse + &rows.collect::<String>()),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let report = desk.ok("import_run", json!({ "path": folder }));
    assert_eq!(report["refused_count"], 0, "{report}");
    desk
}

/// 8 × 3 ÷ 20 = 1.2 for each of them. What two people reported is shown nowhere; `measure` keeps it (A16).
#[test]
fn outside_hours_of_fewer_than_five_people_are_shown_nowhere_and_why_is_said() {
    let desk = reported_by(4, 3);
    let month = desk.ok("measure", json!({}))["systems"][0]["months"][2].clone();
    assert!((month["wow8"].as_f64().unwrap() - 1.2).abs() < 1e-9, "{month}");
    for (language, hidden) in
        [("en", "Hidden: fewer than 5 people reported."), ("es", "Oculto: respondieron menos de 5 personas.")]
    {
        let burnout = desk.ok("break_charts", json!({ "language": language }))["charts"][3].clone();
        assert_eq!((&burnout["standing"], &burnout["last"]), (&json!("too_few_people"), &Json::Null));
        assert_eq!((&burnout["withheld"], &burnout["gaps"]), (&json!(16), &json!(0)));
        assert!(burnout["weeks"].as_array().unwrap().iter().all(|week| week["value"].is_null()));
        assert_eq!(burnout["chart"]["caption"], hidden);
    }
    for asked in [json!({ "month": 3 }), json!({ "week": 12 })] {
        let mut input = json!({ "figure": "wow8" });
        input.as_object_mut().unwrap().extend(asked.as_object().unwrap().clone());
        let panel = desk.ok("explain", input);
        assert_eq!((&panel["value"], &panel["parts"]), (&Json::Null, &json!(0.0)), "{asked}");
        assert!(panel["rows"].as_array().unwrap().iter().all(|row| row["part"].is_null()), "{panel}");
        let missing = panel["missing"].as_array().unwrap();
        assert!(missing.contains(&json!({ "code": "few_people", "number": 5.0 })), "{panel}");
    }
    let limit = desk.ok("explain", json!({ "figure": "control_limit", "break": "burnout" }));
    assert_eq!((&limit["value"], &limit["missing"][0]["code"]), (&Json::Null, &json!("few_people")));
    for (language, hidden) in [
        ("en", "EHR hours outside: hidden, fewer than 5 people"),
        ("es", "horas de EHR fuera: ocultas, menos de 5 personas"),
    ] {
        let review = desk.ok("report", json!({ "language": language }))["document"].to_string();
        assert!(
            review.contains(hidden) && !review.contains("1.2 EHR") && !review.contains("1,2 horas"),
            "{review}"
        );
    }

    let desk = reported_by(5, 3);
    let burnout = desk.ok("break_charts", json!({}))["charts"][3].clone();
    assert_eq!((&burnout["withheld"], &burnout["last"]["n"]), (&json!(0), &json!(16)));
    assert!(desk.ok("report", json!({}))["document"].to_string().contains("1.2 EHR hours outside per 8"));
    assert!(desk.ok("explain", json!({ "figure": "wow8", "month": 3 }))["value"].is_number());
}

/// 8 × 3 ÷ 20 = 1.2 in the baseline and 8 × 6 ÷ 20 = 2.4 in the last four weeks: twice. Of four people the number is
/// hidden and that is said; it is not a baseline of 0.
#[test]
fn a_break_in_alarm_says_how_far_it_rose_or_that_it_is_hidden() {
    let alarming = |people| reported_by(people, 6).ok("today", json!({}))["phase"]["alarming"].clone();
    assert_eq!(alarming(4), json!([{ "break": "burnout", "times_baseline": null, "is_hidden": true }]));
    let shown = alarming(5);
    assert!((shown[0]["times_baseline"].as_f64().unwrap() - 2.0).abs() < 1e-9, "{shown}");
    assert_eq!(shown[0]["is_hidden"], json!(false));
}
