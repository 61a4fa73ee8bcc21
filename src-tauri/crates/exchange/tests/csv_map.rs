//! CSVs of other programs: made-up rows in the shape of real exports, with the traps those have.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]
#![allow(dead_code, reason = "the record in memory serves several test files")]

mod support;

use std::path::Path;

use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::check::Fields;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_exchange::csv_map::{Map, MappedCsv, RowsAre};
use keepalive_exchange::{Report, Watch};
use support::{Memory, folder, refused, taking};

const SERVICENOW: &str = "\
number,incident_state,active,reopen_count,caller_id,opened_at,category,subcategory,u_symptom,priority,assignment_group,assigned_to,vendor,closed_code,resolved_at,closed_at
INC1000001,Closed,FALSE,0,Caller 11,01-02-2016 01:16,Category 5,Subcategory 7,Symptom 2,3 - Moderate,Group 6,?,?,code 5,01-02-2016 11:29,05-02-2016 12:00
INC1000002,Closed,FALSE,0,Caller 12,29-02-2016 08:56,Category 6,Subcategory 4,Symptom 8,2 - High,Group 7,Resolver 9,?,code 7,?,05-03-2016 10:00
INC1000003,Active,TRUE,1,Caller 13,02-03-2016 09:00,Category 6,?,?,4 - Low,?,?,Vendor A,?,?,?
INC1000004,New,TRUE,0,Caller 14,03-03-2016 09:00,?,?,?,4 - Low,?,?,?,?,?,?
";

const ISSUES: &str = "\
issue_no,request_id,created,state_seen,labels,station,report_type,title,priority_text,due_text,purpose,last_activity_seen
167,58,2024-12-17,closed,Ad Hoc Report|New|Normal Priority,North,Ad Hoc Report,Report on audits,Normal (At least 10 business days),2024-09-30,Changes to the audit tool,2025-01-22
168,,2025-01-06,open,New|Bug,South,,Bug in the list,- [ ] Urgent - [ ] High - [X] Normal,2025-3-01,\"Blank, sometimes\",
169,-5,2025-01-22,closed,Feature Request|Low Priority,,Feature Request,A daily tracker,,\"July 31st, 2025\",,
";

fn zone() -> ClinicZone {
    "America/Denver".parse().unwrap()
}

fn import_with(memory: &mut Memory, bytes: impl AsRef<[u8]>, rows_are: RowsAre, map: Map) -> Report {
    let dir = folder(&[]);
    let path = dir.path().join("tickets.csv");
    std::fs::write(&path, bytes).unwrap();
    import_file(memory, &path, rows_are, map)
}

fn import_file(memory: &mut Memory, path: &Path, rows_are: RowsAre, map: Map) -> Report {
    let mut after = memory.clone();
    let csv = MappedCsv::open(path, rows_are, map).unwrap();
    let looked = csv.look(memory, zone(), taking(&Watch::default())).unwrap();
    let report = csv.take(&mut after, zone(), taking(&Watch::default())).unwrap();
    assert_eq!(looked, report, "looking and taking must agree");
    if report.is_clean() {
        *memory = after;
    }
    report
}

fn preset(memory: &mut Memory, text: &str, name: &str) -> Report {
    import_with(memory, text, RowsAre::Requests, Map::preset(name, RowsAre::Requests).unwrap())
}

fn mapped(memory: &mut Memory, text: &str, json: &str) -> Report {
    import_with(memory, text, RowsAre::Requests, Map::parse(json, RowsAre::Requests).unwrap())
}

/// The states of a request as `state at`, in UTC; a day that nobody says has a question mark.
fn states(memory: &Memory, key: &str) -> Vec<String> {
    let request = Value::Ref(memory.id_of(Kind::Request, key));
    memory
        .of(Kind::RequestState)
        .into_iter()
        .filter(|state| state["request"] == request)
        .map(|state| {
            let Value::Instant(at) = state["at"] else { panic!("{state:?}") };
            let at = chrono::DateTime::from_timestamp_millis(at).unwrap().format("%Y-%m-%d %H:%M");
            let undated = if state.get("undated").is_some_and(Value::is_yes) { " ?" } else { "" };
            format!("{} {at}{undated}", state["state"].as_text().unwrap())
        })
        .collect()
}

#[test]
fn servicenow_rows_become_requests_with_the_states_their_dates_tell() {
    let mut memory = Memory::default();
    let report = preset(&mut memory, SERVICENOW, "servicenow");
    assert_eq!(refused(&report), Vec::<String>::new());
    assert_eq!(report.files[0].rows, 4);
    assert_eq!(report.read_as.as_ref().unwrap().dates[1], ("opened".to_owned(), "dmy"));
    // Denver is seven hours behind UTC in winter. The fix came at resolved_at; closed_at is days later, and nobody of the
    // clinic has said that it holds.
    assert_eq!(states(&memory, "INC1000001"), ["new 2016-02-01 08:16", "delivered 2016-02-01 18:29"]);
    assert_eq!(states(&memory, "INC1000002"), ["new 2016-02-29 15:56", "delivered 2016-03-05 17:00"]);
    assert_eq!(states(&memory, "INC1000003"), ["new 2016-03-02 16:00", "in_progress 2016-03-02 16:00"]);
    let requests = memory.of(Kind::Request);
    assert_eq!(requests[0]["title"], "Category 5 / Subcategory 7 / Symptom 2".into());
    assert_eq!(requests[2]["title"], "Category 6".into());
    assert_eq!(
        requests[3]["title"],
        "Incident INC1000004".into(),
        "a ticket that says nothing still has a number"
    );
    assert_eq!(requests[0].get("owner"), None, "a question mark is nobody");
    assert_eq!(requests[1]["owner"], "Resolver 9".into());
    assert_eq!(requests[2]["route"], "vendor".into());
    assert_eq!(requests[0]["source_id"], "INC1000001".into());
    assert_eq!(requests[0]["detail"], "Group: Group 6\nPriority: 3 - Moderate\nClosed as: code 5".into());
}

#[test]
fn report_requests_are_read_in_spite_of_their_traps() {
    let mut memory = Memory::default();
    let report = preset(&mut memory, ISSUES, "github_issues");
    assert_eq!(refused(&report), Vec::<String>::new());
    assert_eq!(states(&memory, "167"), ["new 2024-12-17 07:00", "delivered 2025-01-22 07:00 ?"]);
    assert_eq!(states(&memory, "168"), ["new 2025-01-06 07:00"]);
    assert_eq!(states(&memory, "169"), ["new 2025-01-22 07:00", "delivered 2025-01-22 07:00 ?"]);
    // Both closed rows say nothing about the day they were closed.
    assert_eq!((report.notes.count, report.undated_lines), (2, 2));
    assert_eq!(report.notes.listed[1].code, "closing_day_assumed");
    let requests = memory.of(Kind::Request);
    let kinds: Vec<_> = requests.iter().map(|request| request["kind"].as_text().unwrap()).collect();
    assert_eq!(kinds, ["visibility", "edge_case", "workflow"]);
    assert_eq!(
        requests[1]["detail"],
        "Blank, sometimes\nWanted by: 2025-3-01\nPriority: Normal\nStation: South".into()
    );
}

/// A list says that two are done and of none when; next month it says the day of one. Somebody here knows the other's.
#[test]
fn a_day_that_comes_later_takes_the_place_of_one_that_nobody_said() {
    let list = "id,title,opened,state,fixed on\n1,Fax,2025-01-05,done,\n2,Recalls,2025-01-06,fixed,\n3,Labels,2025-01-07,,\n";
    let mut memory = Memory::default();
    let report = preset(&mut memory, list, "plain");
    assert_eq!((refused(&report), report.undated_lines), (Vec::new(), 2));
    assert_eq!(states(&memory, "1"), ["new 2025-01-05 07:00", "verified 2025-01-05 07:00 ?"]);
    let once = memory.clone();
    let again = preset(&mut memory, list, "plain");
    assert_eq!((again.files[0].unchanged, again.undated_lines), (3, 0));
    assert_eq!(memory, once);

    let next = list.replace("2025-01-05,done,", "2025-01-05,done,2025-01-20");
    let report = preset(&mut memory, &next, "plain");
    assert_eq!((report.files[0].known - report.files[0].unchanged, report.undated_lines), (1, 0));
    let now = ["new 2025-01-05 07:00", "delivered 2025-01-20 07:00", "verified 2025-01-20 07:00"];
    assert_eq!(states(&memory, "1"), now);

    // Said here, it is said: the list that still says no day takes nothing of it away.
    let second = Value::Ref(memory.id_of(Kind::Request, "2"));
    let is_ended = |fields: &Fields| fields.get("request") == Some(&second) && fields.contains_key("undated");
    let ended = *memory.things.iter().find(|(_, (_, fields))| is_ended(fields)).unwrap().0;
    memory.set(ended, "at", Value::Instant(1_737_000_000_000));
    memory.set(ended, "undated", Value::Null);
    let report = preset(&mut memory, &next, "plain");
    assert_eq!(report.files[0].unchanged, 3);
}

/// Done on a day nobody says, opened again here in November, and done once more at the source: the day it says is the second one's.
#[test]
fn a_day_after_a_reopening_is_not_the_day_of_what_was_done_before_it() {
    let list = "id,title,opened,state,closed\n1,Fax,2025-10-01,done,\n";
    let mut memory = Memory::default();
    preset(&mut memory, list, "plain");
    assert_eq!(states(&memory, "1"), ["new 2025-10-01 06:00", "verified 2025-10-01 06:00 ?"]);
    // The list has it in work again; since the 10th of November, says somebody here.
    let mut other = memory.clone();
    let next = list.replace("done,", "in_progress,");
    preset(&mut other, &next, "plain");
    let request = Value::Ref(memory.id_of(Kind::Request, "1"));
    let is_open = |fields: &Fields| {
        let state = fields.get("state").and_then(Value::as_text);
        fields.get("request") == Some(&request) && state == Some("in_progress")
    };
    let reopened = *other.things.iter().find(|(_, (_, fields))| is_open(fields)).unwrap().0;
    other.set(reopened, "at", Value::Instant(1_762_790_400_000));
    let report = preset(&mut other, &list.replace("done,", "done,2025-11-20"), "plain");
    assert_eq!(refused(&report), Vec::<String>::new());
    let now = states(&other, "1");
    assert_eq!(now.len(), 4, "{now:?}");
    for state in ["verified 2025-10-01 06:00 ?", "in_progress 2025-11-10 16:00", "verified 2025-11-20 07:00"]
    {
        assert!(now.iter().any(|stands| stands == state), "{state}: {now:?}");
    }
    let again = preset(&mut other, &list.replace("done,", "done,2025-11-20"), "plain");
    assert_eq!(again.files[0].unchanged, 1);
    // A day before it went on is the day that nobody said.
    preset(&mut other, &list.replace("done,", "done,2025-10-20"), "plain");
    let now = states(&other, "1");
    assert!(now.iter().any(|stands| stands == "verified 2025-10-20 06:00"), "{now:?}");
}

#[test]
fn the_same_export_again_changes_nothing_and_the_next_one_updates() {
    let mut memory = Memory::default();
    preset(&mut memory, SERVICENOW, "servicenow");
    let once = memory.clone();
    let report = preset(&mut memory, SERVICENOW, "servicenow");
    assert_eq!(report.files[0].known, 4);
    assert_eq!(memory, once);

    // The clinic gave one its own key and an owner; next month it is resolved.
    let third = memory.id_of(Kind::Request, "INC1000003");
    memory.set(third, "key", "A-0007");
    memory.set(third, "owner", "Biller");
    let next = SERVICENOW
        .replace("INC1000003,Active", "INC1000003,Resolved")
        .replace("Vendor A,?,?,?", "Vendor A,?,04-03-2016 09:00,?");
    let report = preset(&mut memory, &next, "servicenow");
    assert_eq!(refused(&report), Vec::<String>::new());
    assert_eq!(memory.of(Kind::Request).len(), 4);
    assert_eq!(memory.of(Kind::Request)[2]["owner"], "Biller".into());
    assert_eq!(
        states(&memory, "A-0007"),
        ["new 2016-03-02 16:00", "in_progress 2016-03-02 16:00", "delivered 2016-03-04 16:00"]
    );
}

#[test]
fn every_refused_line_has_its_reason_and_nothing_is_imported() {
    let text = "id,title,opened,state,kind,closed
1,One,2025-01-05,open,workflow,
2,,2025-01-05,open,workflow,
3,Three,soon,open,workflow,
4,Four,2025-01-05,parked,workflow,
5,Five,2025-01-05,open,party,
6,Six,2025-01-05,done,workflow,2025-01-04
1,Again,2025-01-05,open,workflow,
8,Call 555-867-5309 back,2025-01-05,open,workflow,
9,Nine,2025-01-05,open
";
    let mut memory = Memory::default();
    let json = r#"{"columns":{"key":"id","title":"title","opened":"opened","state":"state","kind":"kind","closed":"closed"},
        "values":{"state":{"open":"new","done":"verified"}}}"#;
    let report = mapped(&mut memory, text, json);
    assert_eq!(
        refused(&report),
        [
            "tickets.csv:3:title:required",
            "tickets.csv:4:opened:not_a_date",
            "tickets.csv:5:state:not_a_word",
            "tickets.csv:6:kind:not_a_word",
            "tickets.csv:7:closed:before_start",
            "tickets.csv:8:request:twice",
            "tickets.csv:9:title:phi_blocked",
            "tickets.csv:10::ragged",
        ]
    );
    assert!(!report.refused.listed.iter().any(|problem| problem.message.contains("867")));
    assert_eq!(memory, Memory::default());
}

#[test]
fn days_that_could_be_months_must_be_said() {
    let text = "id,title,opened\n1,One,03/04/2025\n";
    let columns =
        r#""columns":{"key":"id","title":"title","opened":"opened"},"defaults":{"kind":"workflow"}"#;
    let mut memory = Memory::default();
    let report = mapped(&mut memory, text, &format!("{{{columns}}}"));
    assert_eq!(refused(&report), ["tickets.csv:0:opened:ambiguous_dates"], "about the whole file");
    mapped(&mut memory, text, &format!("{{{columns},\"dates\":\"dmy\"}}"));
    assert_eq!(states(&memory, "1"), ["new 2025-04-03 06:00"]);
}

/// One date written the other way round: both lines are named, and saying the order leaves only the odd one out.
#[test]
fn dates_of_both_orders_name_a_line_of_each() {
    let text = "id,title,opened\n1,One,03/04/2025\n2,Two,04/25/2025\n3,Three,31/03/2025\n";
    let columns =
        r#""columns":{"key":"id","title":"title","opened":"opened"},"defaults":{"kind":"workflow"}"#;
    let mut memory = Memory::default();
    let report = mapped(&mut memory, text, &format!("{{{columns}}}"));
    assert_eq!(refused(&report), ["tickets.csv:4:opened:mixed_dates"]);
    let problem = &report.refused.listed[0];
    assert_eq!(problem.args, ["4", "3"]);
    assert!(
        problem.message.starts_with("Line 4 can only be day first, line 3 only month first."),
        "{problem}"
    );
    let report = mapped(&mut memory, text, &format!("{{{columns},\"dates\":\"mdy\"}}"));
    assert_eq!((refused(&report), report.stops), (vec!["tickets.csv:4:opened:day_first".to_owned()], 0));
    let problem = &report.refused.listed[0];
    assert_eq!(problem.args, ["31/03/2025"]);
    let expected = "“31/03/2025” is written the other way round: day first. The file is read month first.";
    assert_eq!(problem.message, expected);
    let report = mapped(&mut memory, text, &format!("{{{columns},\"dates\":\"dmy\"}}"));
    assert_eq!(refused(&report), ["tickets.csv:3:opened:month_first"]);
}

/// One column can only be day first, another only month first: the third, which tells nothing, is in doubt for that reason.
#[test]
fn a_column_in_doubt_between_two_that_contradict_each_other_names_them_and_their_lines() {
    let text =
        "id,title,opened,resolved,closed\n1,One,03/04/2025,13/04/2025,\n2,Two,03/05/2025,,04/25/2025\n";
    let json = r#"{"columns":{"key":"id","title":"title","opened":"opened","resolved":"resolved","closed":"closed"},
        "defaults":{"kind":"workflow"}}"#;
    let report = mapped(&mut Memory::default(), text, json);
    let all = ["closed", "opened", "resolved"].map(|field| format!("tickets.csv:3:{field}:mixed_columns"));
    assert_eq!(refused(&report), all, "the two themselves as well: one of them has a slip in it");
    let problem = &report.refused.listed[0];
    assert_eq!(problem.args, ["resolved", "closed", "2", "3"]);
    let named = "resolved in line 2 can only be day first, closed in line 3 only month first.";
    assert!(problem.message.contains(named), "{problem}");
}

/// One slip in a column must not swap day and month in all its lines while another column is read the other way.
#[test]
fn two_columns_that_contradict_each_other_are_both_in_doubt() {
    let text = "id,title,opened,closed\n1,One,03/04/2026,05/05/2026\n2,Two,31/12/2025,\n3,Three,06/07/2026,07/20/2026\n";
    let columns = r#""columns":{"key":"id","title":"title","opened":"opened","closed":"closed"},"defaults":{"kind":"workflow"}"#;
    let mut memory = Memory::default();
    let report = mapped(&mut memory, text, &format!("{{{columns}}}"));
    let both = ["closed", "opened"].map(|field| format!("tickets.csv:4:{field}:mixed_columns"));
    assert_eq!(refused(&report), both);
    assert_eq!(report.refused.listed[1].args, ["opened", "closed", "3", "4"]);
    let report = mapped(&mut memory, text, &format!("{{{columns},\"dates\":\"mdy\"}}"));
    assert_eq!(refused(&report), ["tickets.csv:3:opened:day_first"]);
}

/// The area of a refused line is not made, so it is not said to be; the next line that names it makes it.
#[test]
fn a_refused_line_makes_no_area() {
    let json = r#"{"columns":{"key":"id","title":"title","opened":"opened","area":"area"},"defaults":{"kind":"workflow"}}"#;
    let refused_only = "id,title,opened,area\n1,One,yesterday,Referrals\n2,Two,2026-03-04,Inbox\n";
    let report = mapped(&mut Memory::default(), refused_only, json);
    assert_eq!((report.refused_lines, report.new_areas), (1, vec!["Inbox".to_owned()]));
    let and_another = format!("{refused_only}3,Three,2026-03-05,Referrals\n");
    let report = mapped(&mut Memory::default(), &and_another, json);
    assert_eq!(
        (report.refused_lines, report.new_areas),
        (1, vec!["Inbox".to_owned(), "Referrals".to_owned()])
    );
}

/// A reason that the next sheet gives for the same step comes in.
#[test]
fn a_reason_that_comes_later_is_taken() {
    let json = r#"{"columns":{"key":"id","title":"title","opened":"opened","state":"state","closed":"closed","reason":"reason"},
        "defaults":{"kind":"workflow"}}"#;
    let sheet = |reason: &str| {
        format!("id,title,opened,state,closed,reason\n1,One,2026-03-01,declined_clinic,2026-03-05,{reason}\n")
    };
    let mut memory = Memory::default();
    mapped(&mut memory, &sheet(""), json);
    mapped(&mut memory, &sheet("Section 4 of the contract"), json);
    let states = memory.of(Kind::RequestState);
    assert_eq!(states.len(), 2, "{states:?}");
    assert!(
        states
            .iter()
            .any(|state| state.get("reason").and_then(Value::as_text) == Some("Section 4 of the contract"))
    );
}

/// Today is the 23rd: what is said to have been later is taken, and said. What may be planned is not asked.
#[test]
fn a_day_after_today_is_taken_and_noted() {
    let text = "id,title,opened,resolved\n1,One,2026-11-23 23:59,\n2,Two,2029-03-04,2029-03-05\n";
    let json = r#"{"columns":{"key":"id","title":"title","opened":"opened","resolved":"resolved"},"defaults":{"kind":"workflow"}}"#;
    let mut memory = Memory::default();
    let report = mapped(&mut memory, text, json);
    assert_eq!(refused(&report), Vec::<String>::new());
    let noted: Vec<_> =
        report.notes.listed.iter().map(|note| (note.line, note.field.as_deref().unwrap())).collect();
    assert_eq!(noted, [(3, "opened"), (3, "resolved")]);
    let note = &report.notes.listed[0];
    assert_eq!((note.code, &note.args[..]), ("after_today", &["2029-03-04".to_owned()][..]));
    assert_eq!(states(&memory, "2").len(), 2, "taken as it stands");

    let workarounds =
        "id,what,since,ended\n1,Sticky notes,2027-01-04,2027-02-01\n2,Paper list,2026-11-02,2027-02-01\n";
    let map = Map::parse(
        r#"{"columns":{"key":"id","title":"what","started":"since","ended":"ended"},"defaults":{"break":"drift"}}"#,
        RowsAre::Workarounds,
    );
    let report = import_with(&mut memory, workarounds, RowsAre::Workarounds, map.unwrap());
    let noted: Vec<_> =
        report.notes.listed.iter().map(|note| (note.line, note.field.as_deref().unwrap())).collect();
    assert_eq!(noted, [(2, "started")]);
    let map = Map::preset("plain", RowsAre::Occurrences).unwrap();
    let report = import_with(&mut memory, "workaround,when\n1,2027-01-05\n", RowsAre::Occurrences, map);
    assert_eq!(report.notes.listed[0].field.as_deref(), Some("at"));
}

#[test]
fn a_word_that_is_no_choice_is_named_unless_it_may_be_a_patients() {
    let text = "id,title,opened,state,kind\n1,One,2025-01-05,Parked,workflow\n2,Two,2025-01-05,new,boredom\n\
                3,Three,2025-01-05,555-867-5309,workflow\n";
    let json = r#"{"columns":{"key":"id","title":"title","opened":"opened","state":"state","kind":"kind"}}"#;
    let report = mapped(&mut Memory::default(), text, json);
    let named: Vec<_> =
        report.refused.listed.iter().map(|problem| (problem.code, &problem.args[..])).collect();
    let (parked, boredom) = (["Parked".to_owned()], ["boredom".to_owned()]);
    assert_eq!(named, [("not_a_word", &parked[..]), ("not_a_word", &boredom[..]), ("not_a_word", &[][..])]);
    assert!(report.refused.listed[0].message.starts_with("“Parked” is none of the choices. Say in"));
    assert!(!report.refused.listed[2].message.contains("867"));
}

#[test]
fn a_spreadsheet_saved_by_excel_is_understood() {
    let text = "Nr;Titel;Datum;Sicherheit\r\n7;Caf\u{e9} hours;31.03.2025;x\r\n";
    let bytes = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let json = r#"{"columns":{"key":"Nr","title":"Titel","opened":"Datum","safety":"Sicherheit"},
        "defaults":{"kind":"adapt"},"key_prefix":"X-"}"#;
    let mut memory = Memory::default();
    let report =
        import_with(&mut memory, bytes, RowsAre::Requests, Map::parse(json, RowsAre::Requests).unwrap());
    assert_eq!(refused(&report), Vec::<String>::new());
    let read_as = report.read_as.unwrap();
    assert_eq!((read_as.encoding, read_as.delimiter), ("windows-1252", ';'));
    let request = memory.of(Kind::Request)[0];
    assert_eq!(request["title"], "Caf\u{e9} hours".into());
    assert_eq!(request["key"], "X-7".into());
    assert_eq!(request["safety"], Value::Bool(true));
}

#[test]
fn workarounds_and_occurrences_come_in_too() {
    let mut memory = Memory::default();
    let workarounds = "id,what,since,people,times a week,minutes\n1,Sticky notes,2025-02-01,4,5,\"2,5\"\n2,Paper list,2025-02-03,,,\n";
    let map = Map::preset("plain", RowsAre::Workarounds).unwrap();
    let report = import_with(&mut memory, workarounds, RowsAre::Workarounds, map);
    assert_eq!(refused(&report), Vec::<String>::new());
    assert_eq!(memory.of(Kind::Workaround).len(), 2);
    let estimate = memory.of(Kind::Estimate)[0];
    assert_eq!(estimate["minutes_per_use"], Value::Real(2.5));
    assert_eq!(estimate["basis"], "guessed".into());

    let occurrences = "workaround,when,who,minutes\n1,2025-02-04 08:15,Nurse,5 min\n1,2025-02-04 08:15,Nurse,5 min\n9,2025-02-05,,\n";
    let map = Map::preset("plain", RowsAre::Occurrences).unwrap();
    let report = import_with(&mut memory, occurrences, RowsAre::Occurrences, map.clone());
    assert_eq!(refused(&report), ["tickets.csv:4:workaround:not_found"]);
    let good = occurrences.replace("9,2025-02-05,,\n", "");
    import_with(&mut memory, good.as_str(), RowsAre::Occurrences, map);
    assert_eq!(memory.of(Kind::Occurrence).len(), 2);
    assert_eq!(memory.of(Kind::Occurrence)[1]["minutes"], Value::Real(5.0));
}

#[test]
fn a_row_without_a_key_gets_one_that_stays() {
    let text = "title,opened\nOne,2025-01-05\nTwo,2025-01-05\n";
    let mut memory = Memory::default();
    preset(&mut memory, text, "plain");
    let once = memory.clone();
    assert_eq!(once.of(Kind::Request).len(), 2);
    preset(&mut memory, text, "plain");
    assert_eq!(memory, once);
}

#[test]
fn a_column_the_mapping_needs_and_the_file_lacks_is_named_and_the_rest_is_listed() {
    let mut memory = Memory::default();
    let report = preset(&mut memory, "a,b\n1,2\n", "servicenow");
    assert_eq!(
        refused(&report),
        ["tickets.csv:1:title:missing_column", "tickets.csv:1:opened:missing_column"]
    );
    assert_eq!(report.files[0].ignored_columns, ["a", "b"]);
}

#[test]
fn a_heading_that_may_be_a_number_or_a_title_is_what_its_cells_say() {
    let titles = "Request,Opened\nAdd a field for the pharmacy,2025-01-05\nRecall list by date,2025-01-06\n";
    let mut memory = Memory::default();
    assert_eq!(refused(&preset(&mut memory, titles, "plain")), Vec::<String>::new());
    assert_eq!(memory.of(Kind::Request)[0]["title"], "Add a field for the pharmacy".into());

    // Beside a number of its own, and in the other order.
    let both =
        "ID,Request,Opened\n12,Add a field for the pharmacy,2025-01-05\n13,Recall list by date,2025-01-06\n";
    let mut memory = Memory::default();
    assert_eq!(refused(&preset(&mut memory, both, "plain")), Vec::<String>::new());
    assert_eq!(memory.of(Kind::Request)[1]["key"], "13".into());
    assert_eq!(memory.of(Kind::Request)[1]["title"], "Recall list by date".into());

    let numbers = "Request,Title,Opened\nREQ 001,Add a field,2025-01-05\nREQ 002,Recall list,2025-01-06\n";
    let mut memory = Memory::default();
    preset(&mut memory, numbers, "plain");
    assert_eq!(memory.of(Kind::Request)[0]["key"], "REQ 001".into());

    // What somebody chose stands, whatever the cells say.
    let chosen = r#"{"preset":"plain","columns":{"key":"Request","title":"Opened"}}"#;
    let mut memory = Memory::default();
    mapped(&mut memory, titles, chosen);
    assert_eq!(memory.of(Kind::Request)[0]["key"], "Add a field for the pharmacy".into());
    // Left out is left out.
    let left = r#"{"preset":"plain","columns":{"title":"Opened"}}"#;
    let mut memory = Memory::default();
    assert_eq!(mapped(&mut memory, titles, left).files[0].ignored_columns, ["request"]);
}

#[test]
fn a_column_that_every_row_needs_is_named_where_none_gives_it() {
    let mut memory = Memory::default();
    let report = preset(&mut memory, "opened,owner\n2025-01-05,Dana\n", "plain");
    assert_eq!(refused(&report), ["tickets.csv:1:title:missing_column"]);
    assert_eq!(report.refused.listed[0].args, ["title"]);
}

#[test]
fn whoever_is_named_and_not_written_down_is_said_and_whoever_is_is_that_person() {
    let mut memory = Memory::default();
    let people = folder(&[(
        "people.csv",
        "person,name,role\ndana,Dana Ruiz,nurse\nb1,Bo Fox,nurse\nb2,Bo Fox,clerk\n",
    )]);
    assert!(memory.import(people.path()).is_clean());
    let text = "title,opened,owner,requester\nOne,2025-01-05,Dana Ruiz,\nTwo,2025-01-05,Sam Poe,Sam Poe\n\
                Three,2025-01-06,Bo Fox,Dana Ruiz\nFour,never,Kim Roe,\n";
    let report = preset(&mut memory, text, "plain");
    assert_eq!(refused(&report), ["tickets.csv:5:opened:not_a_date"]);
    let unknown = &report.unknown_people;
    // One line says the same name twice; a refused one does not come in; two of one name are nobody it can mean.
    assert_eq!(
        (unknown.lines, &unknown.names[..], unknown.more),
        (2, &["Sam Poe".to_owned(), "Bo Fox".to_owned()][..], false)
    );

    preset(&mut memory, &text.replace("Four,never,Kim Roe,\n", ""), "plain");
    let dana = memory.id_of(Kind::Person, "dana");
    assert_eq!(memory.of(Kind::Request)[0]["owner"], Value::Ref(dana));
    assert_eq!(memory.of(Kind::Request)[1]["owner"], "Sam Poe".into());
}

#[test]
fn an_occurrence_of_no_minutes_is_refused_by_its_field() {
    let mut memory = Memory::default();
    let workarounds = "id,what,since\n1,Sticky notes,2025-02-01\n";
    import_with(
        &mut memory,
        workarounds,
        RowsAre::Workarounds,
        Map::preset("plain", RowsAre::Workarounds).unwrap(),
    );
    let occurrences = "workaround,when,minutes\n1,2025-02-04,0\n1,2025-02-05,0:00\n1,2025-02-06,\n";
    let map = Map::preset("plain", RowsAre::Occurrences).unwrap();
    let report = import_with(&mut memory, occurrences, RowsAre::Occurrences, map);
    assert_eq!(refused(&report), ["tickets.csv:2:minutes:no_minutes", "tickets.csv:3:minutes:no_minutes"]);
}
