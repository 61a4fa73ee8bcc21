//! The lossless archive: whatever was done, an empty app reads the same record, history and chain back.

use std::fs;

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::common::{DAY_MS, Desk, MONDAY_TEN};

/// One act of a person.
#[derive(Debug, Clone)]
enum Did {
    Made(String),
    Renamed(usize, String),
    Again(usize),
    Trashed(usize),
    Undid,
    Redid,
}

fn acts() -> impl Strategy<Value = Vec<Did>> {
    let title = "[\\PC]{1,24}".prop_filter("a title says something", |title| !title.trim().is_empty());
    let act = prop_oneof![
        3 => title.clone().prop_map(Did::Made),
        3 => (0..6_usize, title).prop_map(|(at, title)| Did::Renamed(at, title)),
        2 => (0..6_usize).prop_map(Did::Again),
        1 => (0..6_usize).prop_map(Did::Trashed),
        2 => Just(Did::Undid),
        1 => Just(Did::Redid),
    ];
    proptest::collection::vec(act, 1..24)
}

/// Does what can be done; a refusal (the guard, nothing to undo) is no act.
fn live(desk: &Desk, acts: &[Did]) -> Vec<String> {
    let mut things: Vec<String> = Vec::new();
    for act in acts {
        let at = |n: &usize| things.get(n % things.len().max(1)).cloned().unwrap_or_default();
        let done = match act {
            Did::Made(title) => desk.call(
                "save",
                json!({ "kind": "workaround", "phi_ok": true,
                        "set": { "title": title, "break": "drift", "started": "2026-01-05" } }),
            ),
            Did::Renamed(n, title) => desk.call(
                "save",
                json!({ "kind": "workaround", "id": at(n), "phi_ok": true, "set": { "title": title } }),
            ),
            Did::Again(n) => desk.call("again", json!({ "id": at(n) })),
            Did::Trashed(n) => desk.call("delete", json!({ "ids": [at(n)] })),
            Did::Undid => desk.call("undo", json!({})),
            Did::Redid => desk.call("redo", json!({})),
        };
        desk.pass(1_000);
        if let (Did::Made(_), Ok(saved)) = (act, done) {
            things.extend(saved["id"].as_str().map(ToOwned::to_owned));
        }
    }
    things
}

/// Another computer's empty app: its chance is its own.
fn another(days: i64) -> Desk {
    Desk::empty_at(MONDAY_TEN + days * DAY_MS)
}

fn history(desk: &Desk, id: &str) -> Json {
    desk.ok("history", json!({ "id": id }))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn an_archive_read_into_an_empty_app_is_the_same_record(acts in acts()) {
        let desk = Desk::clinic();
        let things = live(&desk, &acts);
        let file = desk.path("history.zip");
        let written = desk.ok("export_archive", json!({ "path": file }));
        let fresh = another(1);
        let read = fresh.ok("import_archive", json!({ "path": file }));
        prop_assert_eq!(&read["ops"], &written["ops"]);
        prop_assert_eq!(fresh.digest(), desk.digest());
        prop_assert_eq!(&fresh.ok("verify", json!({}))["sound"], &json!(true));
        for id in &things {
            prop_assert_eq!(history(&fresh, id), history(&desk, id));
        }
        // It is written on, and the archive of that holds the same bytes first.
        fresh.make("workaround", json!({ "title": "Fax", "break": "drift", "started": "2026-01-05" }));
        prop_assert_eq!(&fresh.ok("verify", json!({}))["sound"], &json!(true));
        let again = fresh.path("again.zip");
        fresh.ok("export_archive", json!({ "path": again }));
        let third = another(2);
        third.ok("import_archive", json!({ "path": again }));
        prop_assert_eq!(third.digest(), fresh.digest());
    }
}

#[test]
fn a_damaged_archive_is_refused_and_nothing_stays() {
    let desk = Desk::clinic();
    for n in 0..5 {
        desk.make(
            "workaround",
            json!({ "title": format!("w{n}"), "break": "drift", "started": "2026-01-05" }),
        );
    }
    let file = desk.path("history.zip");
    desk.ok("export_archive", json!({ "path": file }));
    let bytes = fs::read(&file).unwrap();
    let mut fresh = another(1);
    let before = fresh.digest();
    let damaged = desk.path("damaged.zip");
    for at in (0..bytes.len()).step_by(7) {
        let mut torn = bytes.clone();
        torn[at] ^= 0x55;
        fs::write(&damaged, &torn).unwrap();
        // A flipped bit that the .zip keeps no record of (a date, a flag) may be read: then everything is right.
        if fresh.call("import_archive", json!({ "path": damaged })).is_ok() {
            assert_eq!(fresh.digest(), desk.digest(), "at byte {at}");
            fresh = another(1);
            continue;
        }
        assert_eq!(fresh.digest(), before, "at byte {at}");
        fs::write(&damaged, &bytes[..at]).unwrap();
        fresh.refused("import_archive", json!({ "path": damaged }));
    }
}

#[test]
fn an_archive_is_read_into_an_empty_app_only() {
    let desk = Desk::clinic();
    let file = desk.path("history.zip");
    desk.ok("export_archive", json!({ "path": file }));
    assert_eq!(desk.refused("import_archive", json!({ "path": file }))["hint"], "not_empty");
}

/// What is being written is seen and can be stopped; then an older file of that name is as it was.
#[test]
fn a_record_on_its_way_out_is_seen_and_can_be_stopped() {
    let desk = Desk::sample();
    for (command, kind, name) in [
        ("export_archive", "archive_export", "history.zip"),
        ("export_tables", "tables_export", "tables.zip"),
    ] {
        let file = desk.path(name);
        let input = json!({ "path": file });
        fs::write(&file, b"of before").unwrap();
        let refused = std::thread::scope(|scope| {
            let written = scope.spawn(|| desk.call(command, input.clone()));
            while desk.ok("work", json!({}))["work"].is_null() && !written.is_finished() {
                std::thread::yield_now();
            }
            assert_eq!(desk.ok("work_cancel", json!({}))["work"]["kind"], kind);
            written.join().unwrap()
        });
        assert_eq!(serde_json::to_value(refused.unwrap_err()).unwrap()["code"], "cancelled", "{command}");
        assert_eq!(fs::read(&file).unwrap(), b"of before", "{command}");
        assert_eq!(desk.ok("work", json!({}))["work"], json!(null), "it is off the list");
        desk.ok(command, input);
    }
}

/// A sample's archive brought into an empty app says that it is the sample, with digest and history intact, until somebody says
/// that it is theirs: an act as any other. The sample in its own file goes on saying so.
#[test]
fn a_record_that_came_from_the_sample_becomes_ones_own_by_an_act_that_is_undone_as_any() {
    let desk = Desk::clinic();
    desk.ok("sample_open", json!({}));
    let file = desk.path("sample.zip");
    desk.ok("export_archive", json!({ "path": file }));
    let other = another(1);
    other.ok("import_archive", json!({ "path": file }));
    assert_eq!(other.digest(), desk.digest());
    let clinic = |desk: &Desk| desk.ok("app_state", json!({}))["clinic"].clone();
    let marks = |desk: &Desk| [clinic(desk)["sample"] == true, clinic(desk)["sample_file"] == true];
    assert_eq!((marks(&desk), marks(&other)), ([true, true], [true, false]));

    let ours = |desk: &Desk| {
        let input = json!({ "id": clinic(desk)["id"], "kind": "clinic", "set": { "sample": null } });
        desk.ok("save", input)
    };
    ours(&other);
    assert_eq!(marks(&other), [false, false]);
    other.ok("undo", json!({}));
    assert_eq!(marks(&other), [true, false]);
    ours(&desk);
    assert_eq!(marks(&desk), [true, true], "its file is the sample's");
}
