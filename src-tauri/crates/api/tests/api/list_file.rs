//! A filtered list as a file: every row of it, in its order, with real types, and nothing a spreadsheet would run.

use base64::Engine as _;
use serde_json::{Value as Json, json};

use crate::common::{DAY_MS, Desk, why};

fn bytes(file: &Json) -> Vec<u8> {
    base64::engine::general_purpose::STANDARD.decode(file["base64"].as_str().unwrap()).unwrap()
}

/// The rows of a list's CSV, the heading first.
fn csv_rows(desk: &Desk, list: Json) -> Vec<Vec<String>> {
    let file = desk.ok("list_file", json!({ "list": list, "format": "csv" }));
    let bytes = bytes(&file);
    let text = std::str::from_utf8(&bytes).unwrap().strip_prefix('\u{feff}').unwrap().to_owned();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn column<'r>(rows: &'r [Vec<String>], name: &str) -> Vec<&'r str> {
    let at = rows[0].iter().position(|head| head == name).unwrap_or_else(|| panic!("no column {name}"));
    rows[1..].iter().map(|row| row[at].as_str()).collect()
}

fn request(desk: &Desk, title: &str, safety: bool) -> String {
    desk.make("request", json!({ "title": title, "kind": "template", "safety": safety }))
}

#[test]
fn a_file_has_every_row_of_the_filter_in_its_order_and_not_just_a_page() {
    let desk = Desk::clinic();
    for n in 0..230 {
        request(&desk, &format!("Template {n:03}"), n % 2 == 0);
    }
    let shown = json!({ "filter": { "safety": true }, "sort": "title", "reversed": true, "limit": 1 });
    let rows = csv_rows(&desk, json!({ "requests": shown }));
    let titles = column(&rows, "title");
    assert_eq!((titles.len(), titles[0], titles[114]), (115, "Template 228", "Template 000"));
    assert!(column(&rows, "kind").iter().all(|kind| *kind == "template"), "{rows:?}");
    assert!(column(&rows, "safety").iter().all(|safety| *safety == "yes"));
    assert!(column(&rows, "opened").iter().all(|day| *day == "2026-11-23"));
    assert!(column(&rows, "value").iter().all(|value| value.is_empty()), "not weighed is no zero");
}

#[test]
fn every_list_can_be_saved_as_both_and_has_as_many_rows_as_it_shows() {
    let desk = Desk::clinic();
    desk.ok("sample_open", json!({}));
    for (list, command) in [
        ("requests", "request_list"),
        ("workarounds", "workaround_list"),
        ("changes", "change_list"),
        ("events", "event_list"),
        ("questions", "question_list"),
        ("shadows", "shadow_list"),
    ] {
        let rows = csv_rows(&desk, json!({ list: {} }));
        assert_eq!(json!(rows.len() - 1), desk.ok(command, json!({}))["total"], "{list}");
        assert!(rows.len() > 1, "{list}");
        let file = desk.ok("list_file", json!({ "list": { list: {} }, "format": "xlsx" }));
        assert!(bytes(&file).starts_with(b"PK"), "{list}");
        assert!(file["name"].as_str().unwrap().ends_with(".xlsx"), "{list}");
    }
    let areas = csv_rows(&desk, json!({ "areas": {} }));
    let all = desk.ok("owners", json!({}))["areas"].as_array().unwrap().clone();
    assert_eq!(areas.len() - 1, all.len());
    let unowned = csv_rows(&desk, json!({ "areas": { "unowned": true } }));
    let nobody = all.iter().filter(|area| area["owner"].is_null());
    assert_eq!(
        column(&unowned, "area"),
        nobody.map(|area| area["name"].as_str().unwrap()).collect::<Vec<_>>()
    );
    let today = desk.ok("app_state", json!({}))["today"].as_str().unwrap().to_owned();
    let due = all.iter().filter(|area| area["review_due"].as_str().is_some_and(|on| on <= today.as_str()));
    let due: Vec<_> = due.map(|area| area["name"].as_str().unwrap()).collect();
    assert!(!due.is_empty() && due.len() < all.len(), "the sample has both");
    assert_eq!(column(&csv_rows(&desk, json!({ "areas": { "due": true } })), "area"), due);
}

#[test]
fn a_formula_is_neutralised_in_both_and_comes_back_as_it_was() {
    for format in ["csv", "xlsx"] {
        let desk = Desk::clinic();
        let titles = ["=HYPERLINK(\"http://x\")", "+1 visit", "-2", "@all staff", "'=already", "'tis late"];
        for title in titles {
            request(&desk, title, false);
        }
        let file =
            desk.ok("list_file", json!({ "list": { "requests": { "sort": "key" } }, "format": format }));
        let path = desk.path(file["name"].as_str().unwrap());
        std::fs::write(&path, bytes(&file)).unwrap();
        let other = Desk::clinic();
        let report = other.ok("import_run", json!({ "path": path, "rows_are": "requests", "map": "plain" }));
        assert_eq!(report["refused_count"], 0, "{format}: {report}");
        let rows = other.ok("request_list", json!({ "sort": "key" }));
        let came: Vec<_> =
            rows["rows"].as_array().unwrap().iter().map(|row| row["title"].as_str().unwrap()).collect();
        assert_eq!(came, titles, "{format}");
    }
}

#[test]
fn the_file_of_promises_has_a_row_for_every_date_of_what_the_register_shows() {
    let desk = Desk::clinic();
    let ids = ["=cmd", "Fax cover"].map(|title| request(&desk, title, false));
    for (id, made, due) in [
        (&ids[0], "2026-11-02", "2026-11-20"),
        (&ids[0], "2026-11-19", "2026-12-10"),
        (&ids[1], "2026-11-02", "2026-12-20"),
    ] {
        let of = json!({ "ref": id });
        let set = json!({ "request": of, "clock": "fix", "made_on": made, "due_on": due });
        desk.make("promise", set);
    }
    let rows = csv_rows(&desk, json!({ "promises": { "moved": true } }));
    assert_eq!(column(&rows, "title"), ["'=cmd", "'=cmd"]);
    assert_eq!(column(&rows, "due_on"), ["2026-11-20", "2026-12-10"]);
    assert_eq!(column(&rows, "slips"), ["1", "1"]);
    let file = desk.ok("list_file", json!({ "list": { "promises": {} }, "format": "csv" }));
    assert_eq!(file["name"], "promises-ehr1-2026-11-23.csv");
}

#[test]
fn a_list_nobody_knows_is_refused() {
    let desk = Desk::clinic();
    let unknown = json!({ "list": { "patients": {} }, "format": "csv" });
    assert_eq!(why(&desk.refused("list_file", unknown)).0, "invalid");
    let columns = json!({ "list": { "requests": { "columns": ["x"] } }, "format": "csv" });
    assert_eq!(why(&desk.refused("list_file", columns)).0, "invalid");
}

/// A list saved as CSV and read back; the report of the import.
fn read_back(desk: &Desk, format: &str, edited: impl Fn(&str) -> String) -> Json {
    let file = desk.ok("list_file", json!({ "list": { "requests": {} }, "format": format }));
    let path = desk.path(&format!("requests.{format}"));
    let bytes = bytes(&file);
    let bytes =
        if format == "csv" { edited(std::str::from_utf8(&bytes).unwrap()).into_bytes() } else { bytes };
    std::fs::write(&path, bytes).unwrap();
    desk.ok("import_run", json!({ "path": path, "rows_are": "requests" }))
}

/// It has days where the record has moments, the state that stands without since when, and no day of a delivery. A request that
/// went into another marks it in the list and not in the file; so does what nobody marked.
#[test]
fn a_saved_list_read_back_changes_nothing() {
    let desk = Desk::clinic();
    let titles = ["Waits", "Delivered", "Declined", "Holds another"];
    let ids: Vec<_> = titles.iter().map(|title| request(&desk, title, false)).collect();
    let merged = request(&desk, "Marked, and merged", true);
    desk.pass(3 * DAY_MS);
    for (id, state) in [(&ids[0], "triaged"), (&ids[1], "triaged"), (&ids[2], "triaged")] {
        desk.ok("move_request", json!({ "id": id, "state": state }));
    }
    desk.ok("merge_requests", json!({ "ids": [merged], "into": ids[3] }));
    desk.pass(DAY_MS);
    desk.ok("move_request", json!({ "id": ids[0], "state": "waiting_vendor" }));
    desk.ok("move_request", json!({ "id": ids[1], "state": "delivered" }));
    let declined =
        json!({ "id": ids[2], "state": "declined_clinic", "reason": "Not ours to change", "told": true });
    desk.ok("move_request", declined);
    let before = desk.digest();
    for format in ["csv", "xlsx"] {
        let report = read_back(&desk, format, str::to_owned);
        assert_eq!(report["refused_count"], 0, "{report}");
        let told: Vec<_> =
            ids.iter().map(|id| desk.ok("history", json!({ "id": id }))["entries"][0].clone()).collect();
        assert_eq!(report["files"][0]["rows"], report["files"][0]["unchanged"], "{format}: {told:?}");
        assert_eq!(desk.digest(), before, "{format}");
    }
}

/// What somebody changed in it comes in: a state after those that stand, and what a request was before is said and stays.
#[test]
fn a_saved_list_that_somebody_changed_brings_in_what_was_changed() {
    let desk = Desk::clinic();
    let id = request(&desk, "Template for flu shots", false);
    desk.pass(3 * DAY_MS);
    desk.ok("move_request", json!({ "id": id, "state": "triaged" }));
    let state = || desk.ok("request_detail", json!({ "id": id }))["row"]["state"].clone();
    let days = || desk.ok("request_detail", json!({ "id": id }))["states"].as_array().unwrap().len();
    let report = read_back(&desk, "csv", |text| text.replace("triaged", "in_progress"));
    assert_eq!(
        (&report["refused_count"], &report["files"][0]["unchanged"]),
        (&json!(0), &json!(0)),
        "{report}"
    );
    assert_eq!((state(), days()), (json!("in_progress"), 3), "after the one that stood");
    let report = read_back(&desk, "csv", |text| text.replace("in_progress", "triaged"));
    assert_eq!((state(), days()), (json!("in_progress"), 3), "it has gone on since");
    assert_eq!(report["notes"][0]["code"], json!("gone_on_since"), "{report}");
}

/// What nobody says is an empty cell: saved and read back, it is not said either.
#[test]
fn a_day_that_nobody_says_is_an_empty_cell() {
    let desk = Desk::clinic();
    let file = desk.path("list.csv");
    std::fs::write(&file, "ID,Title,Opened,State\n1,Recalls,2026-10-01,done\n").unwrap();
    desk.ok("import_run", json!({ "path": file, "rows_are": "requests", "map": "plain" }));
    let asked = json!({ "requests": { "filter": { "standing": "all" } } });
    let rows = csv_rows(&desk, asked.clone());
    assert_eq!((column(&rows, "state"), column(&rows, "opened")), (vec!["verified"], vec!["2026-10-01"]));
    assert_eq!((column(&rows, "closed"), column(&rows, "in_state_days")), (vec![""], vec![""]));

    let saved = desk.path("saved.csv");
    std::fs::write(&saved, bytes(&desk.ok("list_file", json!({ "list": asked, "format": "csv" })))).unwrap();
    let again = desk.ok("import_run", json!({ "path": saved, "rows_are": "requests", "map": "plain" }));
    assert_eq!(again["files"][0]["unchanged"], 1, "{again}");
}

/// A long list on its way into a file is seen and can be stopped.
#[test]
fn a_list_is_seen_being_written_and_can_be_stopped() {
    let desk = Desk::sample();
    for format in ["csv", "xlsx"] {
        let input = json!({ "list": { "requests": { "filter": { "standing": "all" } } }, "format": format });
        // Where it ended first, it is made once more.
        let refused = (0..100).find_map(|_| desk.stopped("list_file", &input, "list_file"));
        assert_eq!(refused.unwrap()["code"], "cancelled", "{format}");
        assert_eq!(desk.ok("work", json!({}))["work"], json!(null), "it is off the list");
        desk.ok("list_file", input);
    }
}
