//! A clinic of one's own, and the sample.

use crate::{Desk, INIT};

#[test]
fn init_makes_the_clinic_its_system_and_areas_nobody_owns() {
    let desk = Desk::empty();
    let said = desk.done(&INIT);
    assert!(said.contains("Larkmoor Family Health"), "{said}");
    let system = desk.json(&["show", "ehr1"]);
    assert_eq!(system["fields"]["go_live"], "2026-01-31");
    let area = desk.json(&["show", "Refills"]);
    assert_eq!(area["kind"], "area");
    assert!(area["fields"].get("owner").is_none_or(serde_json::Value::is_null));
    let figures = desk.json(&["measure", "--as-of", "2026-02-10"]);
    assert_eq!(figures["zone"], "America/Denver");
    assert_eq!(figures["systems"][0]["system"], "ehr1");
}

#[test]
fn the_apps_data_folder_is_where_the_environment_says() {
    let desk = Desk::empty();
    let run = |args: &[&str]| {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_keepalive-cli"));
        program.env_remove("KEEPALIVE_DB").env("KEEPALIVE_DATA_DIR", desk.dir.path()).args(args);
        program.output().unwrap()
    };
    let made = run(&INIT);
    assert!(made.status.success(), "{made:?}");
    assert!(desk.dir.path().join("keepalive.db").exists());
    assert!(run(&["digest"]).status.success());
}

#[test]
fn a_second_init_is_refused_and_the_first_clinic_stays() {
    let desk = Desk::with_clinic();
    let error = desk.refused(&INIT);
    assert_eq!(error["code"], "invalid");
    assert_eq!(error["hint"], "exists");
}

#[test]
fn an_answer_that_cannot_be_taken_is_named_and_leaves_no_database() {
    for (at, answer, field) in [
        (4, "Mars/Olympus", "zone"),
        (10, "2026-02-30", "go_live"),
        (10, "2062-01-31", "go_live"),
        (10, "31/01/2026", "go_live"),
        (2, " ", "name"),
        (6, "", "system"),
        (8, "a\u{7}b", "vendor"),
    ] {
        let desk = Desk::empty();
        let mut args = INIT;
        args[at] = answer;
        let error = desk.refused(&args);
        assert_eq!(error["field"], field, "{error}");
        assert!(!error["message"].as_str().unwrap().is_empty());
        assert_eq!(
            std::fs::read_dir(desk.dir.path()).unwrap().count(),
            0,
            "{answer:?} left something behind"
        );
    }
}

#[test]
fn the_same_seed_gives_the_same_sample_and_it_goes_only_into_an_empty_database() {
    let [one, two] = [Desk::with_sample(), Desk::with_sample()];
    assert_eq!(one.json(&["list", "requests"]).as_array().unwrap().len(), 300);
    let titles = |desk: &Desk| desk.done(&["list", "workarounds"]);
    assert_eq!(titles(&one), titles(&two));
    assert_eq!(one.refused(&["sample"])["hint"], "not_empty");
    assert_eq!(one.run(&["verify"]).code, 0);
}

#[test]
fn usage_that_cannot_be_meant_ends_with_two() {
    let desk = Desk::empty();
    for args in [
        &["init"][..],
        &["sample", "--months", "0"],
        &["list", "cats"],
        &["chart", "mood", "--out", "a.svg"],
        &["frobnicate"],
        &[],
    ] {
        let ran = desk.run(args);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{args:?}");
        assert!(!desk.db.exists());
    }
}

/// Areas are known by their names: an import that was taken back left them in the trash.
#[test]
fn a_clinic_or_a_sample_that_begins_after_an_undo_has_its_areas() {
    let areas = "area\nRefills\nScheduling\n";
    let begun = |begin: &[&str]| {
        let (fresh, used) = (Desk::empty(), Desk::empty());
        used.done(&["import", "tables", &used.write("areas.csv", areas)]);
        used.done(&["undo"]);
        for desk in [&fresh, &used] {
            desk.done(begin);
            desk.done(&["verify"]);
        }
        let names = |desk: &Desk| {
            let listed = desk.json(&["list", "areas"]);
            let names: Vec<_> = listed.as_array().unwrap().iter().map(|area| area["area"].clone()).collect();
            names
        };
        assert!(names(&fresh).contains(&serde_json::json!("Refills")));
        assert_eq!(names(&used), names(&fresh));
    };
    begun(&INIT);
    begun(&["sample", "--seed", "7"]);
}

#[test]
fn what_a_clinic_began_with_can_be_taken_back_and_typed_again() {
    for begin in [&INIT[..], &["sample", "--seed", "7"]] {
        let desk = Desk::empty();
        desk.done(begin);
        let (figures, areas) = (desk.json(&["measure"]), desk.json(&["list", "areas"]));
        desk.done(&["undo"]);
        assert_eq!(desk.json(&["list", "areas"]), serde_json::json!([]), "{begin:?}");
        desk.done(begin);
        assert_eq!((desk.json(&["measure"]), desk.json(&["list", "areas"])), (figures, areas), "{begin:?}");
        desk.done(&["verify"]);
    }
}
