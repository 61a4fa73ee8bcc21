//! No text of any command gets past the guard into the record: every text field of every command is walked, from the
//! list of commands and the registry themselves, so that a new one is covered by itself.

use std::collections::{BTreeMap, BTreeSet};

use keepalive_api::bindings;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::FieldType;
use serde_json::{Value as Json, json};

use crate::common::{Desk, why};

/// A text for each pattern that blocks, with the pattern's code.
const BLOCKED: [(&str, &str); 5] = [
    ("ssn", "call back about SSN 987-65-4320"),
    ("mrn", "opens MRN 204518 twice"),
    ("date_of_birth", "DOB 01/02/1950 is refused"),
    ("email", "write to nolan@clinic.example"),
    ("phone", "call 303-555-0142"),
];

/// Texts that never enter the record, by command (`*` = any) and field, with what they are.
const NEVER_IN_THE_RECORD: &[(&str, &str, &str)] = &[
    ("*", "cursor", "where a page goes on"),
    ("*", "as_of", "a date"),
    ("*", "report.as_of", "a date"),
    ("*", "path", "from a file dialog; what the file holds is looked at line by line"),
    ("*", "map", "which heading is which; the values of the lines are looked at"),
    ("*", "filter.text", "searched for"),
    ("figure", "role", "searched for"),
    ("search", "text", "searched for"),
    ("trash", "text", "searched for"),
    ("similar", "text", "searched for"),
    ("capture_parse", "text", "looked at while it is typed; nothing is saved"),
    ("redact_look", "text", "what is to be taken out"),
    ("redact", "text", "what is to be taken out"),
    ("redact", "again", "what is to be taken out"),
    ("redact_copies", "text", "what is to be taken out"),
    ("redact_copies", "again", "what is to be taken out"),
    ("hand_over", "away_from", "a date"),
    ("first_run", "go_live", "a date"),
    ("first_run", "time_zone", "a zone"),
    ("pulse_save", "week_of", "a date"),
    ("fact_add", "day", "a date"),
    ("correct_day", "day", "a date"),
    ("undo", "act", "an identity"),
    ("settings_set", "desk", "an identity"),
    ("settings_set", "shortcut", "stays on this computer"),
    ("settings_set", "language", "stays on this computer"),
    ("settings_set", "views", "stays on this computer"),
    ("mapping_keep", "headings", "stays on this computer"),
    ("mapping_forget", "name", "names a mapping"),
    ("measure", "system", "a key"),
    ("backup_look", "name", "a file"),
    ("backup_restore", "name", "a file"),
    ("rescue_look", "name", "a file"),
    ("rescue_restore", "name", "a file"),
    ("thresholds_save", "set", "names of thresholds, with numbers"),
    ("save", "seen", "compared with what the log holds already, never written"),
    ("sharing_answer", "code", "a code; it stands nowhere"),
    ("sharing_open_sheet", "sheet", "a key; it stands nowhere"),
    ("sharing_take_out", "mark", "names a desk"),
    ("sharing_name", "mark", "names a desk"),
    ("sharing_role", "mark", "names a desk"),
    ("sharing_aside", "mark", "names a desk"),
    ("sharing_aside", "carried_by", "names a desk"),
    ("sharing_let_in", "mark", "names a desk"),
    ("sharing_let_in", "carried_by", "names a desk"),
    ("sharing_sheet_withdraw", "mark", "names a sheet"),
    ("settle_two_values", "field", "the name of a field"),
    ("settle_two_values", "keep", "an identity: the value it names stands in the log already"),
];

/// What a command's text fields need around them.
struct Things {
    request: String,
    state: String,
    /// This desk's mark.
    mark: String,
}

/// A call of this command with the text in this field and all else in order; `None` for one that this test does not know.
fn call_with(command: &str, field: &str, text: &str, things: &Things) -> Option<Json> {
    let Things { request, state, mark } = things;
    let mut input = match command {
        "first_run" => json!({ "clinic": "a", "ehr": "b", "vendor": "c", "go_live": "2025-09-15" }),
        "capture_save" => json!({}),
        "save" => json!({ "kind": "request", "id": request, "set": { "detail": "b" } }),
        "bulk_save" => json!({ "kind": "request", "ids": [request], "set": { "detail": "b" } }),
        "move_request" => json!({ "id": request, "state": "withdrawn", "told": true }),
        "chase_add" => json!({ "request": request, "minutes": 5 }),
        "fact_add" => json!({ "request": request, "fact": "told_requester" }),
        "correct_day" => json!({ "id": state, "day": "2026-11-20" }),
        "comment" => json!({ "item": request }),
        "sharing_name" => json!({ "mark": mark }),
        "sharing_join" => json!({}),
        "mapping_keep" => json!({ "name": "a", "rows_are": "requests", "headings": ["a"], "map": {} }),
        _ => return None,
    };
    if !matches!(command, "first_run" | "mapping_keep") {
        // Having looked at a warning is no way past a block.
        input["phi_ok"] = json!(true);
    }
    input[field] = if field == "areas" { json!([text]) } else { json!(text) };
    Some(input)
}

/// The text fields of a type of the bindings, those of the types it names by their path.
fn text_fields(files: &BTreeMap<String, String>, name: &str, at: &str, found: &mut BTreeSet<String>) {
    let Some(file) = files.get(&format!("{name}.ts")) else { return };
    for line in file.lines() {
        let Some((name, ty)) = line.trim().split_once(": ") else { continue };
        let name = name.trim_end_matches('?');
        if name.contains([' ', '*', '/']) {
            continue;
        }
        let path = if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") };
        for word in ty.split(|c: char| !c.is_alphanumeric()) {
            match word {
                "string" | "FieldValue" | "JsonValue" => {
                    found.insert(path.clone());
                }
                "Id" | "Kind" => {}
                word => text_fields(files, word, &path, found),
            }
        }
    }
}

/// Every text field of every command: `(command, field)`.
fn every_text_field() -> Vec<(String, String)> {
    let files = bindings::files();
    let mut all = Vec::new();
    for line in files["commands.ts"].lines() {
        let Some((command, rest)) = line.trim().split_once(": { input: ") else { continue };
        let mut found = BTreeSet::new();
        text_fields(&files, rest.split(';').next().unwrap(), "", &mut found);
        all.extend(found.into_iter().map(|field| (command.to_owned(), field)));
    }
    all
}

fn never_in_the_record(command: &str, field: &str) -> bool {
    NEVER_IN_THE_RECORD.iter().any(|(of, name, _)| matches!(*of, "*") | (*of == command) && *name == field)
}

#[test]
fn no_text_of_any_command_saves_what_the_guard_blocks() {
    let desk = Desk::clinic();
    desk.seat("Ana");
    let request = desk.make("request", json!({ "title": "a", "kind": "workflow" }));
    let detail = desk.ok("request_detail", json!({ "id": request }));
    let state = detail["states"][0]["id"].as_str().unwrap().to_owned();
    let mark = desk.app.desks().unwrap()[0].mark.clone();
    let things = Things { request, state, mark };
    // The first run is refused where a clinic is, before anything else is looked at.
    let empty = Desk::empty();
    let mut walked = 0;
    let mut unknown = BTreeSet::new();
    for (command, field) in every_text_field() {
        if never_in_the_record(&command, &field)
            || matches!((&*command, &*field), ("save" | "bulk_save", "set"))
        {
            continue;
        }
        let desk = if command == "first_run" { &empty } else { &desk };
        for (code, text) in BLOCKED {
            let Some(input) = call_with(&command, &field, text, &things) else {
                unknown.insert(format!("{command}.{field}"));
                continue;
            };
            let refused = desk.refused(&command, input);
            assert_eq!(why(&refused), ("phi_blocked", &*field, code), "{command}.{field}: {refused}");
            assert!(!refused.to_string().contains(text), "the match is never repeated");
            walked += 1;
        }
    }
    assert_eq!(unknown, BTreeSet::new(), "take a text: show here that the guard looks at it, or say why not");
    assert!(walked >= 60, "{walked}");
}

#[test]
fn no_text_field_of_the_registry_saves_what_the_guard_blocks() {
    let desk = Desk::clinic();
    let mut walked = 0;
    for kind in Kind::ALL {
        for field in kind.def().fields {
            if !matches!(field.ty, FieldType::Text | FieldType::LongText | FieldType::RefOrText(_)) {
                continue;
            }
            for (code, text) in BLOCKED {
                let set = json!({ field.name: text });
                let made = json!({ "kind": kind.name(), "set": set, "phi_ok": true });
                let refused = desk.refused("save", made);
                walked += 1;
                // What no form makes or sets is refused for that; what a form takes is refused by the guard.
                let (why, about, hint) = why(&refused);
                let guarded = (why, about, hint) == ("phi_blocked", field.name, code);
                let no_form = matches!(hint, "not_here" | "unknown_zone" | "wrong_shape" | "not_a_number");
                assert!(guarded || no_form, "{kind}.{}: {refused}", field.name);
                assert!(!refused.to_string().contains(text), "the match is never repeated");
            }
        }
    }
    assert!(walked >= 150, "{walked}");
}

#[test]
fn no_field_is_excused_that_no_command_has() {
    let all = every_text_field();
    for (command, field, _) in NEVER_IN_THE_RECORD {
        let known = all.iter().any(|(of, name)| (*command == "*" || of == command) && name == field);
        assert!(known, "{command}.{field} is gone: take it out of the list");
    }
}
