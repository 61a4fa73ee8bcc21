//! Other programs' CSVs.

use std::sync::Arc;

use keepalive_api::{App, SystemWorld};
use serde_json::json;

use crate::Desk;

const TICKETS: &str = "number,incident_state,caller_id,opened_at,category,subcategory,u_symptom,assigned_to,resolved_at,closed_at
INC1,Closed,Caller 1,13-02-2026 09:00,Category 5,?,?,?,14-02-2026 10:00,20-02-2026 10:00
INC2,Active,Caller 2,14-03-2026 09:00,Category 6,?,?,Resolver 3,?,?
";

/// Arrivals, departures and work in progress of the first two months.
fn flow(desk: &Desk) -> [[u64; 3]; 2] {
    let months = desk.json(&["measure", "--as-of", "2026-04-01"])["systems"][0]["months"].clone();
    [0, 1].map(|m| ["arrivals", "departures", "wip"].map(|figure| months[m][figure].as_u64().unwrap()))
}

#[test]
fn tickets_come_in_by_preset_and_their_arrivals_are_counted() {
    let desk = Desk::with_clinic();
    let file = desk.write("tickets.csv", TICKETS);
    let args = ["import", "csv", &file, "--as", "requests", "--preset", "servicenow"];
    desk.done(&args);
    assert_eq!(desk.json(&["list", "requests"]).as_array().unwrap().len(), 2);
    let open = |desk: &Desk| desk.json(&["list", "requests", "--filter", "open"]).as_array().unwrap().len();
    // Closed there is delivered here: nobody of the clinic has said that it holds.
    assert_eq!((open(&desk), flow(&desk)), (2, [[1, 0, 1], [1, 0, 2]]));
    // A clinic that takes their word says so.
    let trusting = Desk::with_clinic();
    let map =
        trusting.write("map.json", r#"{"preset":"servicenow","values":{"state":{"Closed":"verified"}}}"#);
    let file_there = trusting.write("tickets.csv", TICKETS);
    trusting.done(&["import", "csv", &file_there, "--as", "requests", "--map", &map]);
    assert_eq!((open(&trusting), flow(&trusting)), (1, [[1, 1, 0], [1, 0, 1]]));
    // The same file again is the same tickets.
    let before = desk.digest();
    let said = desk.done(&args);
    assert!(
        said.contains("Nothing was changed") && !said.contains("undo"),
        "undo would take back the first: {said}"
    );
    assert_eq!(desk.digest(), before);
}

#[test]
fn what_was_corrected_here_is_named_and_kept_unless_the_file_is_preferred() {
    let desk = Desk::with_clinic();
    let args = ["import", "csv", &desk.write("tickets.csv", TICKETS), "--as", "requests"];
    desk.done(&args);
    let first = |desk: &Desk| desk.json(&["list", "requests"])[0].clone();
    let (id, title) = (first(&desk)["id"].clone(), first(&desk)["title"].clone());
    // In the window, which is the same library.
    let app = App::open(&desk.db, Arc::new(SystemWorld::default())).unwrap();
    let corrected = json!({ "id": id, "kind": "request", "set": { "title": "Print the cover once" } });
    app.call("save", corrected).unwrap();
    drop(app);
    let said = desk.done(&args);
    assert!(said.contains("set here by hand on ") && said.contains(": “Print the cover once”"), "{said}");
    assert!(
        said.contains("1 value set here by hand since an import was kept. --take-corrected takes"),
        "{said}"
    );
    assert_eq!(first(&desk)["title"], "Print the cover once");
    let said = desk.done(&[&args[..], &["--take-corrected"]].concat());
    assert!(said.contains("1 value set here by hand since an import was replaced by the file's."), "{said}");
    assert_eq!(first(&desk)["title"], title);
}

#[test]
fn without_a_mapping_the_preset_is_taken_that_the_mapping_screen_starts_with() {
    let desk = Desk::with_clinic();
    let file = desk.write("tickets.csv", TICKETS);
    desk.done(&["import", "csv", &file, "--as", "requests"]);
    let named = Desk::with_clinic();
    let same = named.write("tickets.csv", TICKETS);
    named.done(&["import", "csv", &same, "--as", "requests", "--preset", "servicenow"]);
    let titles = |desk: &Desk| desk.json(&["list", "requests"]);
    assert_eq!(titles(&desk).as_array().unwrap().len(), 2);
    for (guessed, by_name) in titles(&desk).as_array().unwrap().iter().zip(titles(&named).as_array().unwrap())
    {
        assert_eq!((&guessed["title"], &guessed["state"]), (&by_name["title"], &by_name["state"]));
    }
}

#[test]
fn a_mapping_of_ones_own_reads_any_columns() {
    let desk = Desk::with_clinic();
    let file = desk.write("list.csv", "Nr;Wunsch;Datum\n1;Kürzere Vorlage;13.02.2026\n");
    let map = desk.write(
        "map.json",
        r#"{"columns":{"key":"Nr","title":"Wunsch","opened":"Datum"},"defaults":{"kind":"template"},"key_prefix":"L-"}"#,
    );
    desk.done(&["import", "csv", &file, "--as", "requests", "--map", &map]);
    assert_eq!(desk.json(&["show", "L-1"])["row"]["title"], "Kürzere Vorlage");
}

#[test]
fn a_day_after_today_is_said_and_taken_as_it_stands() {
    let desk = Desk::with_clinic();
    let file = desk.write("tickets.csv", &TICKETS.replace("14-03-2026 09:00", "14-03-2098 09:00"));
    let args = ["import", "csv", &file, "--as", "requests"];
    let slip = "tickets.csv, line 3, opened: 2098-03-14 is after today.";
    assert!(desk.done(&[&args[..], &["--dry-run"]].concat()).starts_with(slip));
    assert!(desk.done(&args).starts_with(slip));
    assert_eq!(flow(&desk), [[1, 0, 1], [0, 0, 1]], "it counts in no figure before");
}

/// A closed ticket without any day counts as closed, and no time to its delivery is measured: said with how many there are,
/// before anything is written, and in `measure` beside the curve.
#[test]
fn a_ticket_that_is_closed_and_says_no_day_makes_no_time_to_delivery() {
    let desk = Desk::with_clinic();
    let text = TICKETS.replace("14-02-2026 10:00,20-02-2026 10:00", "?,?");
    let file = desk.write("tickets.csv", &text);
    let args = ["import", "csv", &file, "--as", "requests"];
    let dry = [&args[..], &["--dry-run"]].concat();
    let said = desk.done(&dry);
    assert!(said.contains("1 row is done and says no day: no time is measured to it.\n"), "{said}");
    assert!(!said.contains("more was noted"), "{said}");
    let report = desk.json(&dry);
    assert_eq!(
        (&report["notes"][0]["code"], &report["undated_lines"]),
        (&json!("closing_day_assumed"), &json!(1))
    );
    desk.done(&args);
    let delivered = || {
        let measured = desk.json(&["measure", "--as-of", "2026-04-01"]);
        measured["systems"][0]["turnaround"]["delivered"].clone()
    };
    let before = delivered();
    assert_eq!(
        (&before["n"], &before["events"], &before["undated"]),
        (&json!(1), &json!(0), &json!(1)),
        "{before}"
    );

    // A newer export says the day: now it is measured.
    desk.write("tickets.csv", TICKETS);
    let said = desk.done(&args);
    assert!(!said.contains("says no day") && said.contains("1 updated"), "{said}");
    let after = delivered();
    assert_eq!(
        (&after["n"], &after["events"], after.get("undated")),
        (&json!(2), &json!(1), None),
        "{after}"
    );
}

#[test]
fn a_mapping_that_cannot_be_used_and_rows_without_a_clinic_are_refused() {
    let desk = Desk::with_clinic();
    let file = desk.write("tickets.csv", TICKETS);
    let as_requests = ["import", "csv", &file, "--as", "requests"];
    let map = desk.write("map.json", r#"{"columns":{"title":"category"}}"#);
    assert_eq!(desk.refused(&[&as_requests[..], &["--map", &map]].concat())["field"], "map");
    assert_eq!(desk.refused(&[&as_requests[..], &["--preset", "excel"]].concat())["field"], "map");
    let broken = desk.write("broken.json", "{");
    assert_eq!(desk.refused(&[&as_requests[..], &["--map", &broken]].concat())["field"], "map");
    let without = Desk::empty();
    let error = without.refused(&[&as_requests[..], &["--preset", "servicenow"]].concat());
    assert_eq!(error["code"], "no_clinic");
}
