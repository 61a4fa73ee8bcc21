//! The table set, in and out.

use crate::Desk;

const TABLES: &[(&str, &str)] = &[
    ("clinic.csv", "name,time_zone\nLarkmoor Family Health,America/Denver\n"),
    ("systems.csv", "system,name,vendor,go_live\nehr1,Marlet EHR,Marlet,2026-01-31\n"),
    ("people.csv", "person,name,role\nfdl,Front desk lead,front desk\n"),
    ("fte.csv", "person,from,fte\nfdl,2026-01-01,1\n"),
    (
        "workarounds.csv",
        "workaround,title,break,started,ended\nW-1,Sticky notes,drift,2026-02-10,2026-03-03\n",
    ),
    (
        "estimates.csv",
        "workaround,from,people,uses_per_person_per_week,minutes_per_use,basis\nW-1,2026-02-10,4,5,6,guessed\n",
    ),
    ("requests.csv", "request,title,kind,owner\nR-1,Refills in the right inbox,workflow,fdl\n"),
    ("request_states.csv", "request,at,state\nR-1,2026-02-11T09:00:00-07:00,new\n"),
];

fn written(desk: &Desk, files: &[(&str, &str)]) -> String {
    for (name, text) in files {
        desk.write(&format!("set/{name}"), text);
    }
    desk.path("set")
}

#[test]
fn a_set_makes_a_clinic_whose_figures_are_the_domain_pages() {
    let desk = Desk::empty();
    desk.done(&["import", "tables", &written(&desk, TABLES)]);
    let figures = desk.json(&["measure", "--as-of", "2026-04-01"]);
    let months = &figures["systems"][0]["months"];
    // DOMAIN §5: 4 x 5 / 7 x 6 / 60 = 0.2857 h a day; 18 days, then 3.
    for (month, hours) in [(0, 5.142_857), (1, 0.857_143)] {
        let measured = months[month]["hours"]["drift"].as_f64().unwrap();
        assert!((measured - hours).abs() < 1e-6, "{measured}");
    }
    assert_eq!(months[0]["arrivals"], 1);
}

#[test]
fn what_was_exported_comes_in_again_as_it_was() {
    let desk = Desk::with_sample();
    let [out, again] = [desk.path("out"), desk.path("again")];
    desk.done(&["export", "tables", &out]);
    let other = Desk::empty();
    other.done(&["import", "tables", &out]);
    other.done(&["export", "tables", &again]);
    let files = std::fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name());
    let mut count = 0;
    for name in files {
        let read = |dir: &str| std::fs::read_to_string(std::path::Path::new(dir).join(&name)).unwrap();
        assert!(read(&out) == read(&again), "{name:?} differs");
        count += 1;
    }
    assert_eq!(count, 27, "25 tables, their description for programs and the one for people");
    let figures = |desk: &Desk| desk.done(&["measure", "--json"]);
    assert_eq!(figures(&desk), figures(&other));

    // Into the same clinic: nothing is doubled, nothing changes.
    let before = other.digest();
    other.done(&["import", "tables", &out]);
    assert_eq!(other.digest(), before);
}

#[test]
fn an_import_is_one_act_and_can_be_taken_back() {
    let desk = Desk::with_clinic();
    desk.done(&[
        "import",
        "tables",
        &desk.write("events.csv", "event,on,kind,title\nE-1,2026-03-01,staff,Dr. B. joins\n"),
    ]);
    assert_eq!(desk.json(&["show", "E-1"])["kind"], "event");
    desk.done(&["undo"]);
    assert_eq!(desk.refused(&["show", "E-1"])["code"], "not_found");
}

/// What an undo put into the trash comes out of it whole: its identity is made of its key.
#[test]
fn what_was_taken_back_can_be_brought_in_again() {
    let full = Desk::with_sample();
    let tables = full.path("tables");
    full.done(&["export", "tables", &tables]);
    let figures = full.json(&["measure"]);
    let fresh = Desk::empty();
    for _ in 0..2 {
        fresh.done(&["import", "tables", &tables]);
        assert_eq!(fresh.json(&["measure"]), figures);
        let again = fresh.path("again");
        fresh.done(&["export", "tables", &again]);
        let clinic = |folder: &str| std::fs::read_to_string(format!("{folder}/clinic.csv")).unwrap();
        assert_eq!(clinic(&again), clinic(&tables));
        fresh.done(&["undo"]);
        assert_eq!(fresh.json(&["list", "requests"]).as_array().unwrap().len(), 0);
    }
}

#[test]
fn a_file_that_is_no_table_is_told_and_left_alone() {
    let desk = Desk::with_clinic();
    desk.write("set/events.csv", "event,on,kind,title\nE-1,2026-03-01,staff,Dr. B. joins\n");
    desk.write("set/occurences.csv", "workaround,at,minutes\n");
    let said = desk.done(&["import", "tables", &desk.path("set")]);
    assert!(said.contains("Not part of a table set and left alone: occurences.csv"), "{said}");
}

#[test]
fn a_refused_line_is_named_with_its_reason_and_nothing_is_imported() {
    let desk = Desk::with_clinic();
    let file = desk.write(
        "events.csv",
        "event,on,kind,title\nE-1,2026-03-01,staff,Fine\nE-1,2026-02-30,staff,Key twice and no day\nE-3,2026-03-01,party,X\n",
    );
    let before = desk.digest();
    let ran = desk.run(&["import", "tables", &file, "--json"]);
    assert_eq!(ran.code, 1);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["refused_count"], 3);
    let lines: Vec<_> =
        report["refused"].as_array().unwrap().iter().map(|r| r["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [3, 3, 4]);
    assert!(report["saved"].is_null());
    assert_eq!(desk.digest(), before);

    let ran = desk.run(&["import", "tables", &file]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(
        ran.stderr.contains("line 4, kind: “party” is none of the choices. One of: staff"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_dry_run_says_what_it_would_do_and_makes_no_database() {
    let desk = Desk::empty();
    let said = desk.done(&["import", "tables", &written(&desk, TABLES), "--dry-run"]);
    assert!(said.contains("would be imported"), "{said}");
    assert!(!desk.db.exists());
}

#[test]
fn a_refused_first_import_leaves_no_database() {
    let desk = Desk::empty();
    let file = desk.write("clinic.csv", "name,time_zone\nX,Mars/Olympus\n");
    assert_eq!(desk.run(&["import", "tables", &file]).code, 1);
    assert_eq!(std::fs::read_dir(desk.dir.path()).unwrap().count(), 1);
}
