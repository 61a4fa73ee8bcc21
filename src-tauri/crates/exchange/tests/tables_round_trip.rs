//! Export, import into nothing, export: the same bytes.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]
#![allow(dead_code, reason = "the record in memory serves several test files")]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_exchange::tables::{TABLES, export};
use proptest::prelude::*;
use support::clinic::EVERY_FILE;
use support::{Memory, folder, refused};

fn read(dir: &Path) -> BTreeMap<String, String> {
    std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            (entry.file_name().into_string().unwrap(), std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

fn exported(memory: &Memory) -> (tempfile::TempDir, BTreeMap<String, String>) {
    let dir = tempfile::tempdir().unwrap();
    export(memory, dir.path()).unwrap();
    let files = read(dir.path());
    (dir, files)
}

#[test]
fn an_export_gives_back_the_very_files_that_were_imported() {
    let mut memory = Memory::default();
    memory.import(folder(EVERY_FILE).path());
    let (_dir, mut files) = exported(&memory);
    let package = files.remove("datapackage.json").unwrap();
    let dictionary = files.remove("dictionary.md").unwrap();
    assert!(dictionary.contains("| area | id from areas.csv | Configuration area |"), "{dictionary}");
    for (name, text) in EVERY_FILE {
        assert_eq!(files.remove(*name).as_deref(), Some(*text), "{name}");
    }
    assert_eq!(files, BTreeMap::new());
    let package: serde_json::Value = serde_json::from_str(&package).unwrap();
    assert_eq!(package["profile"], "tabular-data-package");
    assert_eq!(package["resources"].as_array().unwrap().len(), EVERY_FILE.len());
    assert_eq!(EVERY_FILE.len(), TABLES.iter().filter(|table| !table.is_extra()).count());
}

/// Many programs number each list from 1. A table says which list is meant, so its keys stay as they are; a voice names its
/// item by the key alone, and only there a workaround is told apart from the request.
#[test]
fn a_request_and_a_workaround_may_have_the_same_key() {
    let files = [
        ("people.csv", "person,name,role\nana,Ana,nurse\n"),
        ("requests.csv", "request,title,kind\n1,No-show list,visibility\n2,Refills,workflow\n"),
        ("workarounds.csv", "workaround,title,break,started\n1,Sticky notes,drift,2026-02-10\n"),
        ("occurrences.csv", "at,workaround,minutes\n2026-02-11T10:00:00-07:00,1,5\n"),
        ("voices.csv", "item,person,at\n2,ana,2026-02-05T10:00:00-07:00\n"),
    ];
    let mut memory = Memory::default();
    assert_eq!(refused(&memory.import(folder(&files).path())), Vec::<String>::new());
    let first = |files: &BTreeMap<String, String>, name: &str| {
        files[name].lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (_dir, out) = exported(&memory);
    assert_eq!([first(&out, "requests.csv"), first(&out, "workarounds.csv")], [vec!["1", "2"], vec!["1"]]);

    // Once somebody's voice stands on request 1, "1" alone has to mean the request.
    let (request, workaround) = (memory.id_of(Kind::Request, "1"), memory.id_of(Kind::Workaround, "1"));
    let voice = Change::of(Kind::Voice, EntityId::named("voice", &["1", "ana"]));
    memory.apply(
        voice.with("item", request).with("at", Value::Instant(1_770_310_800_000)).with("person", "Ana"),
    );
    let (dir, out) = exported(&memory);
    let told_apart = format!("1~{}", workaround.mark());
    assert_eq!(first(&out, "requests.csv"), ["1", "2"]);
    assert_eq!(first(&out, "workarounds.csv"), [told_apart.as_str()]);
    assert!(out["occurrences.csv"].contains(&told_apart), "{}", out["occurrences.csv"]);
    assert_eq!(first(&out, "voices.csv"), ["2", "1"]);
    assert_eq!(refused(&Memory::default().import(dir.path())), Vec::<String>::new());
}

/// What few readers know is written only where the clinic has it, and goes again when it is gone.
#[test]
fn extra_files_and_columns_are_written_only_where_something_stands_in_them() {
    let extra = [
        (
            "systems.csv",
            "system,name,vendor,go_live,retired,contract_renews_on\nmarlet,Marlet EHR,Marlet,2025-09-15,,2027-06-30\n",
        ),
        (
            "people.csv",
            "person,name,role,site,active_from,active_to,review_every_days,last_reviewed\nlead,Lead,nurse,,,,56,2026-10-01\n",
        ),
        ("candidates.csv", "candidate,name,vendor,detail\nC-1,Tarn EHR,Tarn,\n"),
        ("question_weights.csv", "question,weight\nspeed,4\n"),
    ];
    let mut memory = Memory::default();
    assert_eq!(refused(&memory.import(folder(&extra).path())), Vec::<String>::new());
    let (dir, files) = exported(&memory);
    for (name, text) in extra {
        assert_eq!(files[name], text, "{name}");
    }
    assert!(!files.contains_key("vendor_answers.csv") && !files.contains_key("candidate_answers.csv"));
    let package: serde_json::Value = serde_json::from_str(&files["datapackage.json"]).unwrap();
    let named = |name: &str| package["resources"].as_array().unwrap().iter().any(|one| one["name"] == name);
    assert!(named("candidates") && !named("vendor_answers"));
    memory.set(memory.id_of(Kind::Candidate, "C-1"), "deleted", true);
    export(&memory, dir.path()).unwrap();
    assert!(!read(dir.path()).contains_key("candidates.csv"), "the one of the export before");
}

#[test]
fn a_thing_without_key_gets_one_that_stays() {
    let mut memory = Memory::default();
    memory.import(folder(EVERY_FILE).path());
    memory.set(memory.id_of(Kind::Request, "R-1"), "key", keepalive_domain::value::Value::Null);
    let (dir, first) = exported(&memory);
    assert!(!first["requests.csv"].contains("R-1"));
    let mut again = Memory::default();
    assert_eq!(refused(&again.import(dir.path())), Vec::<String>::new());
    assert_eq!(exported(&again).1, first);
}

#[test]
fn children_of_what_was_deleted_are_left_out_and_the_rest_comes_in_again() {
    let mut memory = Memory::default();
    memory.import(folder(EVERY_FILE).path());
    for (kind, key) in [(Kind::Workaround, "W-1"), (Kind::Person, "fdl")] {
        memory.set(memory.id_of(kind, key), "deleted", true);
    }
    let (dir, files) = exported(&memory);
    assert_eq!(files["estimates.csv"].lines().count(), 1);
    let mut again = Memory::default();
    assert_eq!(refused(&again.import(dir.path())), Vec::<String>::new());
}

#[test]
fn a_failed_export_leaves_the_folder_as_it_was() {
    let mut memory = Memory::default();
    memory.import(folder(EVERY_FILE).path());
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("people.csv.part")).unwrap();
    assert!(export(&memory, dir.path()).is_err());
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn hostile_cells_survive_the_way_out_and_back(
        titles in prop::collection::vec("['=+\\-@\",;a-zé＝<>&]{1,12}", 1..20),
        minutes in prop::collection::vec(0.0_f64..10_000.0, 1..20),
        details in prop::collection::vec("[=+@'\"\\r\\n\\t,ab]{0,10}", 1..20),
    ) {
        let mut workarounds = csv::Writer::from_writer(Vec::new());
        workarounds.write_record(["workaround", "title", "break", "started", "detail"]).unwrap();
        let mut occurrences = csv::Writer::from_writer(Vec::new());
        occurrences.write_record(["workaround", "at", "minutes"]).unwrap();
        for (i, title) in titles.iter().enumerate() {
            let detail = &details[i % details.len()];
            workarounds.write_record([&format!("w{i}"), title, "drift", "2026-01-01", detail]).unwrap();
            let minutes = minutes[i % minutes.len()].to_string();
            occurrences.write_record([&format!("w{i}"), "2026-01-02T00:00:00Z", &minutes]).unwrap();
        }
        let text = |csv: csv::Writer<Vec<u8>>| String::from_utf8(csv.into_inner().unwrap()).unwrap();
        let dir = folder(&[("workarounds.csv", &text(workarounds)), ("occurrences.csv", &text(occurrences))]);
        let mut memory = Memory::default();
        prop_assert_eq!(refused(&memory.import(dir.path())), Vec::<String>::new());
        let (out, first) = exported(&memory);
        let mut again = Memory::default();
        prop_assert_eq!(refused(&again.import(out.path())), Vec::<String>::new());
        prop_assert_eq!(&again.things, &memory.things);
        prop_assert_eq!(exported(&again).1, first);
    }
}
