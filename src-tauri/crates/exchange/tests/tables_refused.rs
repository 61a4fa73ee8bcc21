//! What an import of the table set refuses, and how it says where.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]
#![allow(dead_code, reason = "the record in memory serves several test files")]

mod support;

use keepalive_exchange::ImportError;
use keepalive_exchange::tables::Import;
use support::clinic::EVERY_FILE;
use support::{Memory, folder, refused, with};

/// What an import of the small clinic refuses if one of its files says this instead.
fn refused_with(file: &str, text: &str) -> Vec<String> {
    let mut memory = Memory::default();
    let report = memory.import(with(file, text).path());
    assert_eq!(memory, Memory::default(), "something was changed");
    refused(&report)
}

#[test]
fn nothing_is_imported_when_one_line_is_refused() {
    assert_eq!(
        refused_with(
            "events.csv",
            "event,on,kind,title\nE-1,2026-02-30,upgrade,Marlet 9.2\nE-2,2026-03-01,staff,Dr. B. joins\n"
        ),
        ["events.csv:2:on:not_a_date"]
    );
}

#[test]
fn a_key_that_stands_twice_names_the_line_of_the_other() {
    let events =
        "event,on,kind,title\nE-1,2026-03-01,staff,X\nE-2,2026-03-01,staff,Y\ne-1,2026-03-01,staff,Z\n";
    let report = Memory::default().import(with("events.csv", events).path());
    let refused = &report.refused.listed[0];
    assert_eq!((refused.line, refused.code, refused.args.as_slice()), (4, "twice", &["2".to_owned()][..]));
}

#[test]
fn bad_cells_are_refused_by_file_line_and_column() {
    for (file, text, expected) in [
        ("clinic.csv", "name,time_zone\nA,Mars/Olympus\n", "clinic.csv:2:time_zone:unknown_zone"),
        ("clinic.csv", "name,time_zone\nA,UTC\nB,UTC\n", "clinic.csv:3:name:twice"),
        ("events.csv", "event,on,kind,title\nE-1,2026-03-01,party,X\n", "events.csv:2:kind:not_a_word"),
        ("events.csv", "event,on,kind,title\nE-1,2026-03-01,staff,\n", "events.csv:2:title:required"),
        ("events.csv", "event,on,kind,title\n,2026-03-01,staff,X\n", "events.csv:2:event:required"),
        (
            "events.csv",
            "event,on,kind,title,rebase\nE-1,2026-03-01,staff,X,maybe\n",
            "events.csv:2:rebase:not_yes_or_no",
        ),
        (
            "events.csv",
            "event,on,kind,title\nE-1,2026-03-01,staff,X\nE-1,2026-03-01,staff,Y\n",
            "events.csv:3:event:twice",
        ),
        (
            "events.csv",
            "event,on,kind,title\nE-1,2026-03-01,staff,X\ne-1,2026-03-01,staff,Y\n",
            "events.csv:3:event:twice",
        ),
        (
            "events.csv",
            "event,on,kind,title\nE-1,2026-03-01,staff,\"a\u{7}b\"\n",
            "events.csv:2:title:control_characters",
        ),
        ("events.csv", "event,on,kind\nE-1,2026-03-01,staff\n", "events.csv:1:title:missing_column"),
        ("events.csv", "event,on,kind,title,on\nE-1,2026-03-01,staff,X,\n", "events.csv:1:on:twice"),
        ("events.csv", "event,on,kind,title\nE-1,2026-03-01,staff\n", "events.csv:2::ragged"),
        ("events.csv", "event,on,kind,title\nE-1,2026-03-01,staff,a,b\n", "events.csv:2::ragged"),
        ("events.csv", "", "events.csv:0::no_heading"),
        (
            "events.csv",
            "event,on,kind,title\nE-1,2026-03-01,staff,\"never\nclosed\n",
            "events.csv:2::open_quote",
        ),
        (
            "chases.csv",
            "request,at,minutes\nR-1,2026-03-02T10:00:00Z,-1\n",
            "chases.csv:2:minutes:out_of_range",
        ),
        (
            "chases.csv",
            "request,at,minutes\nR-1,2026-03-02T10:00:00Z,99999\n",
            "chases.csv:2:minutes:out_of_range",
        ),
        (
            "chases.csv",
            "request,at,minutes\nR-1,2026-03-02T10:00:00Z,\"2,5\"\n",
            "chases.csv:2:minutes:decimal_comma",
        ),
        ("chases.csv", "request,at,minutes\nR-1,2026-03-02 10:00,5\n", "chases.csv:2:at:not_an_instant"),
        ("chases.csv", "request,at,minutes\nR-9,2026-03-02T10:00:00Z,5\n", "chases.csv:2:request:not_found"),
        ("links.csv", "request,workaround\nR-1,W-9\n", "links.csv:2:workaround:not_found"),
        ("voices.csv", "item,person,at\nX-1,fdl,2026-03-02T10:00:00Z\n", "voices.csv:2:item:not_found"),
        (
            "answers.csv",
            "question,from,answered_in\nQ-9,2026-01-01,ehr\n",
            "answers.csv:2:question:not_found",
        ),
        ("fte.csv", "person,from,fte\nnobody,2026-01-01,1\n", "fte.csv:2:person:not_found"),
        ("pulse.csv", "person,week_of,answered\nnobody,2026-01-01,yes\n", "pulse.csv:2:person:not_found"),
        (
            "request_states.csv",
            "request,at,state,into\nR-1,2026-03-02T10:00:00Z,merged,R-1\n",
            "request_states.csv:2:into:itself",
        ),
        (
            "shadow_records.csv",
            "shadow,title,started,ended\nS-1,List,2026-03-02,2026-03-01\n",
            "shadow_records.csv:2:ended:before_start",
        ),
    ] {
        assert_eq!(refused_with(file, text), [expected], "{text}");
    }
}

#[test]
fn a_go_live_may_lie_eighteen_months_ahead_and_no_further() {
    let system = |day: &str| format!("system,name,vendor,go_live\nhobbin,H,H,2022-01-31\nmarlet,M,M,{day}\n");
    assert_eq!(refused_with("systems.csv", &system("2028-05-24")), ["systems.csv:3:go_live:far_future"]);
    let mut memory = Memory::default();
    assert!(memory.import(with("systems.csv", &system("2028-05-23")).path()).is_clean());
}

#[test]
fn a_line_is_the_one_the_row_begins_on_even_after_quoted_line_ends() {
    assert_eq!(
        refused_with(
            "events.csv",
            "event,on,kind,title\r\n\r\nE-1,2026-03-01,staff,\"two\r\nlines\"\r\nE-2,never,staff,X\r\n"
        ),
        ["events.csv:5:on:not_a_date"]
    );
}

#[test]
fn ten_megabytes_in_one_cell_are_refused_by_name() {
    let text = format!("event,on,kind,title\nE-1,2026-03-01,staff,{}\n", "x".repeat(10 << 20));
    assert_eq!(refused_with("events.csv", &text), ["events.csv:2:title:too_long"]);
}

#[test]
fn text_that_is_no_utf8_is_refused_with_the_line() {
    let dir = folder(EVERY_FILE);
    std::fs::write(dir.path().join("events.csv"), b"event,on,kind,title\nE-1,2026-03-01,staff,caf\xe9\n")
        .unwrap();
    let mut memory = Memory::default();
    assert_eq!(refused(&memory.import(dir.path())), ["events.csv:2:title:not_utf8"]);
    let utf16: Vec<u8> = "\u{feff}event,on".encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(dir.path().join("events.csv"), utf16).unwrap();
    assert_eq!(refused(&memory.import(dir.path())), ["events.csv:0::not_utf8"]);
}

#[test]
fn every_refusal_is_counted_and_the_first_thousand_are_listed() {
    let mut text = String::from("event,on,kind,title\n");
    for i in 0..1_500 {
        text.push_str(&format!("E-{i},never,staff,X\n"));
    }
    let mut memory = Memory::default();
    let report = memory.import(with("events.csv", &text).path());
    assert_eq!((report.refused.listed.len(), report.refused.count), (1_000, 1_500));
}

#[test]
fn a_folder_without_tables_and_a_place_that_is_not_there_are_errors() {
    assert!(matches!(Import::open(folder(&[("a.txt", "")]).path()), Err(ImportError::NotTables { .. })));
    let nowhere = std::path::Path::new("there is no such place");
    assert!(matches!(Import::open(nowhere), Err(ImportError::Read { .. })));
}

#[test]
fn the_name_of_an_area_that_would_be_made_is_looked_at_too() {
    let text = "workaround,title,break,area,started\n\
                W-9,Retyping the vitals,drift,Ask SSN 000-00-0000,2026-02-10\n";
    let mut memory = Memory::default();
    let report = memory.import(folder(&[("workarounds.csv", text)]).path());
    assert_eq!(memory, Memory::default(), "something was changed");
    assert_eq!(refused(&report), ["workarounds.csv:2:area:phi_blocked"]);
    assert_eq!(report.new_areas, Vec::<String>::new());
}
