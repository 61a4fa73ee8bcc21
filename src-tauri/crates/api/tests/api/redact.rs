//! A text taken out of the record: what still holds it is told about, and nothing after the commit makes a failure of it.

use std::fs;

use keepalive_seal::{SpaceKey, open_run};
use serde_json::{Value as Json, json};

use crate::common::clinic::{joins, meets};
use crate::common::folder::{Shared, everything_below};
use crate::common::{DAY_MS, Desk, MONDAY_TEN, why};

const SECRET: &str = "Zebedee Quillfeather";

/// A workaround that names somebody.
fn written(desk: &Desk) -> String {
    desk.make(
        "workaround",
        json!({ "title": format!("Print for {SECRET}"), "break": "drift", "started": "2026-01-05" }),
    )
}

fn redacted(desk: &Desk) -> Json {
    desk.ok("redact", json!({ "text": SECRET, "again": SECRET }))
}

fn look(desk: &Desk) -> Json {
    desk.ok("redact_look", json!({ "text": SECRET }))
}

#[test]
fn a_redacted_text_is_in_no_copy_once_they_were_made_anew_and_the_archive_has_none() {
    let desk = Desk::clinic();
    let id = written(&desk);
    desk.ok("backup_now", json!({}));
    let look = desk.ok("redact_look", json!({ "text": SECRET }));
    assert_eq!((&look["steps"], look["copies"].as_array().unwrap().len()), (&json!(1), 1));
    assert_eq!(
        (&look["things"], &look["only_in_words"]),
        (
            &json!([{ "kind": "workaround", "things": 1, "named": [format!("Print for {SECRET}")] }]),
            &json!(0)
        )
    );
    let other = json!({ "text": SECRET, "again": "Zebedee Quillfeathers" });
    assert_eq!(why(&desk.refused("redact", other)), ("invalid", "again", "not_the_same"));
    let redacted = desk.ok("redact", json!({ "text": SECRET, "again": SECRET }));
    assert_eq!(redacted["copies"], look["copies"], "the copies are told about");
    assert_eq!(desk.ok("entity", json!({ "id": id }))["fields"]["title"], "Print for [removed]");
    assert_eq!(desk.refused("redact", json!({ "text": SECRET, "again": SECRET }))["code"], "not_found");
    assert_eq!(desk.refused("redact", json!({ "text": "ab", "again": "ab" }))["hint"], "too_short_to_redact");
    desk.pass(60_000);
    let view = desk.ok("redact_copies", json!({ "text": SECRET, "again": SECRET }));
    assert_eq!(view["copies"].as_array().unwrap().len(), 1, "a fresh one stands in its place");
    assert_eq!(desk.ok("redact_look", json!({ "text": SECRET }))["copies"], json!([]));
    let file = desk.path("history.zip");
    desk.ok("export_archive", json!({ "path": file }));
    let fresh = Desk::empty_at(MONDAY_TEN + DAY_MS);
    fresh.ok("import_archive", json!({ "path": file }));
    assert_eq!(fresh.digest(), desk.digest());
    assert_eq!(fresh.ok("verify", json!({}))["sound"], json!(true));
}

#[test]
fn a_second_place_that_is_away_may_hold_it_and_is_named_until_it_is_back() {
    let desk = Desk::clinic();
    written(&desk);
    let stick = desk.path("stick");
    fs::create_dir(&stick).unwrap();
    desk.ok("backup_second_set", json!({ "path": stick }));
    let away = desk.path("away");
    fs::rename(&stick, &away).unwrap();
    let named = json!([stick.display().to_string()]);
    assert_eq!(look(&desk)["unlooked"], named);
    let done = redacted(&desk);
    assert_eq!((&done["steps"], &done["unlooked"]), (&json!(1), &named), "done, and what could not be told");
    fs::rename(&away, &stick).unwrap();
    let back = look(&desk);
    assert_eq!(back["unlooked"], json!([]));
    assert!(!back["copies"].as_array().unwrap().is_empty(), "its copy is looked at once it is back");
}

#[test]
fn a_copy_that_cannot_be_opened_counts_as_holding_it_or_as_not_looked_at_never_as_clean() {
    let desk = Desk::clinic();
    written(&desk);
    desk.ok("backup_now", json!({}));
    let name = look(&desk)["copies"][0].as_str().unwrap().to_owned();
    let copy = desk.path("backups").join(&name);
    let mut torn = vec![0xab; 300_000];
    fs::write(&copy, &torn).unwrap();
    let seen = look(&desk);
    assert_eq!((&seen["copies"], &seen["unlooked"]), (&json!([]), &json!([name])));
    torn.splice(262_140..262_140, SECRET.bytes());
    fs::write(&copy, &torn).unwrap();
    let seen = look(&desk);
    assert_eq!((&seen["copies"], &seen["unlooked"]), (&json!([name]), &json!([])));
    // Neither keeps the record itself from being cleaned.
    fs::write(&copy, [0xab; 512]).unwrap();
    let done = redacted(&desk);
    assert_eq!((&done["steps"], &done["unlooked"]), (&json!(1), &json!([name])));
}

#[test]
fn what_the_views_remember_is_forgotten_where_it_holds_the_text() {
    let desk = Desk::clinic();
    written(&desk);
    let views = json!({ "search": { "recent": ["fax", SECRET] }, "requests": { "group": "turn" } });
    desk.ok("settings_set", json!({ "views": views }));
    let done = redacted(&desk);
    assert_eq!((&done["settings_left"], &done["bytes_left"]), (&json!(false), &json!(false)));
    assert_eq!(desk.ok("settings", json!({}))["views"], json!({ "requests": { "group": "turn" } }));
    assert!(!fs::read_to_string(desk.path("settings.json")).unwrap().contains(SECRET));
}

#[test]
fn a_settings_file_that_cannot_be_written_makes_no_failure_of_it() {
    let desk = Desk::clinic();
    let id = written(&desk);
    desk.ok("settings_set", json!({ "views": { "search": SECRET } }));
    // A folder in its place takes no file's name.
    let file = desk.path("settings.json");
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    fs::write(file.join("in the way"), "").unwrap();
    let done = redacted(&desk);
    assert_eq!((&done["steps"], &done["settings_left"]), (&json!(1), &json!(true)));
    assert_eq!(desk.ok("entity", json!({ "id": id }))["fields"]["title"], "Print for [removed]");
}

#[test]
fn undo_of_a_restore_does_not_bring_a_removed_text_back() {
    let desk = Desk::clinic();
    let id = written(&desk);
    desk.ok("backup_now", json!({}));
    let copy = look(&desk)["copies"][0].clone();
    desk.pass(60_000);
    desk.ok("backup_restore", json!({ "name": copy }));
    let done = redacted(&desk);
    assert!(!done["copies"].as_array().unwrap().is_empty(), "left as they are: {done}");
    let desk = desk.restarted();
    let title = |desk: &Desk| desk.ok("entity", json!({ "id": id }))["fields"]["title"].clone();
    for act in ["undo", "backup_put_back"] {
        let refused = desk.refused(act, json!({}));
        assert_eq!(
            (&refused["code"], &refused["hint"]),
            (&json!("file"), &json!("holds_removed_text")),
            "{act}"
        );
        assert_eq!(title(&desk), "Print for [removed]", "{act}");
    }
    // Renewed, nothing is left that could be put back: it is typed once more, as for the removal.
    let other = json!({ "text": SECRET, "again": "Print" });
    assert_eq!(why(&desk.refused("redact_copies", other)), ("invalid", "again", "not_the_same"));
    desk.pass(60_000);
    desk.ok("redact_copies", json!({ "text": SECRET, "again": SECRET }));
    assert_eq!(desk.refused("undo", json!({}))["code"], "nothing_to_undo");
    assert_eq!(title(&desk), "Print for [removed]");
}

#[test]
fn a_restore_that_holds_nothing_of_a_removed_text_is_still_taken_back() {
    let desk = Desk::clinic();
    desk.ok("backup_now", json!({}));
    let copy = desk.ok("backups", json!({}))["copies"][0]["name"].clone();
    desk.pass(60_000);
    let kept = desk.make("workaround", json!({ "title": "Fax", "break": "drift", "started": "2026-01-05" }));
    desk.ok("backup_restore", json!({ "name": copy }));
    written(&desk);
    redacted(&desk);
    desk.ok("backup_put_back", json!({}));
    assert_eq!(desk.ok("entity", json!({ "id": kept }))["fields"]["title"], "Fax");
}

/// The segments of a shared folder in which the text can be read.
fn segments_with_it(shared: &Shared, desk: &Desk) -> usize {
    let key_file =
        everything_below(desk.dir.path()).into_iter().find(|file| file.extension() == Some("key".as_ref()));
    let key = SpaceKey::parse(&fs::read_to_string(key_file.unwrap()).unwrap()).unwrap();
    let segments =
        everything_below(&shared.path()).into_iter().filter(|file| file.extension() == Some("seg".as_ref()));
    let holds = |file: &std::path::PathBuf| {
        let run = open_run(&key, &fs::read(file).unwrap()).unwrap();
        let mut bodies = run.items.iter().filter_map(|item| item.body.as_ref());
        bodies.any(|body| body.windows(SECRET.len()).any(|part| part == SECRET.as_bytes()))
    };
    segments.filter(holds).count()
}

#[test]
fn a_shared_folder_holds_a_redacted_text_until_the_desk_that_wrote_it_has_met() {
    let (shared, front, back) = (Shared::new(), Desk::clinic(), Desk::another());
    front.ok("sharing_begin", shared.input());
    written(&front);
    meets(&front);
    joins(&front, &back, &shared.input(), "manager");
    written(&back);
    for desk in [&back, &front, &back] {
        assert_eq!(meets(desk)["trouble"], Json::Null);
    }
    assert_eq!(segments_with_it(&shared, &front), 2);
    redacted(&back);
    meets(&back);
    assert_eq!(segments_with_it(&shared, &front), 1, "each takes it out of its own");
    let met = meets(&front);
    assert_eq!((&met["trouble"], segments_with_it(&shared, &front)), (&Json::Null, 0));
    for desk in [&back, &front] {
        let met = meets(desk);
        assert_eq!(
            (&met["trouble"], &met["waiting"], &met["kept_aside"]),
            (&Json::Null, &json!(0), &json!([]))
        );
        assert_eq!(desk.ok("verify", json!({}))["sound"], json!(true));
    }
    assert_eq!(front.digest(), back.digest());
}

#[test]
fn on_the_command_line_a_meeting_takes_it_out_of_the_folder_too() {
    let (shared, desk) = (Shared::new(), Desk::clinic());
    desk.ok("sharing_begin", shared.input());
    written(&desk);
    meets(&desk);
    redacted(&desk);
    let key =
        everything_below(desk.dir.path()).into_iter().find(|file| file.extension() == Some("key".as_ref()));
    let key = fs::read_to_string(key.unwrap()).unwrap();
    desk.app.share_over_folder(&shared.path(), &key, keepalive_api::Meeting::default()).unwrap();
    assert_eq!(segments_with_it(&shared, &desk), 0);
}

/// A sheet that was written before a text was removed still has it: its row comes in, the text does not, unless asked for.
#[test]
fn an_older_sheet_does_not_bring_a_removed_text_back_unasked() {
    let desk = Desk::clinic();
    desk.seat("Ana Ruiz");
    let file = desk.path("tickets.csv");
    fs::write(&file, format!("Number,Subject,Opened\nT1,Print for {SECRET},2026-10-01 08:30\n")).unwrap();
    let map = json!({
        "columns": { "key": "Number", "title": "Subject", "opened": "Opened" }, "defaults": { "kind": "workflow" },
    });
    let input =
        |take: bool| json!({ "path": file, "rows_are": "requests", "map": map, "take_corrected": take });
    let title = || desk.ok("request_list", json!({}))["rows"][0]["title"].clone();
    desk.ok("import_run", input(false));
    redacted(&desk);
    let run = desk.ok("import_run", input(false));
    let kept = &run["corrections"][0];
    assert_eq!((&run["corrections_count"], &kept["field"]), (&json!(1), &json!("title")));
    assert_eq!(kept["ours"], "Print for [removed]");
    assert_eq!(title(), "Print for [removed]");
    desk.ok("import_run", input(true));
    assert_eq!(title(), format!("Print for {SECRET}"), "it was asked for");
}

/// It goes through the whole history, which is seen and can be stopped; then the text stands as it stood.
#[test]
fn taking_a_text_out_is_seen_and_can_be_stopped() {
    let desk = Desk::sample();
    let input = json!({ "text": SECRET, "again": SECRET });
    // Where it ended first, the text is written and taken out once more.
    let stopped = (0..100).find_map(|_| {
        written(&desk);
        let before = desk.digest();
        desk.stopped("redact", &input, "redaction").map(|refused| (before, refused))
    });
    let (before, refused) = stopped.unwrap();
    assert_eq!(refused["code"], "cancelled");
    assert_eq!(desk.ok("work", json!({}))["work"], json!(null), "it is off the list");
    assert_eq!((desk.digest(), look(&desk)["steps"].clone()), (before, json!(1)));
    assert_eq!(redacted(&desk)["steps"], 1);
}
