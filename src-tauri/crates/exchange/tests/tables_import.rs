//! Importing the table set: what is taken, and that the same file never doubles anything.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]
#![allow(dead_code, reason = "the record in memory serves several test files")]

mod support;

use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use support::clinic::EVERY_FILE;
use support::{Memory, folder, refused, with};

#[test]
fn every_file_is_taken_with_its_references() {
    let mut memory = Memory::default();
    let report = memory.import(folder(EVERY_FILE).path());
    assert_eq!(refused(&report), Vec::<String>::new());
    assert_eq!(report.files.len(), 21);
    assert_eq!(
        report.rows(),
        EVERY_FILE.iter().map(|(_, text)| text.matches('\n').count() as u64 - 1).sum::<u64>() - 1
    );
    assert_eq!(report.new_areas, Vec::<String>::new());

    let states = memory.of(Kind::RequestState);
    assert_eq!(states[3]["into"], Value::Ref(memory.id_of(Kind::Request, "R-1")));
    assert_eq!(states[3]["by"], Value::Ref(memory.id_of(Kind::Person, "fdl")));
    let occurrences = memory.of(Kind::Occurrence);
    assert_eq!(occurrences.len(), 3, "two that are equal in everything are two");
    // 2026-02-11 08:30 in Denver is 15:30 UTC.
    assert_eq!(occurrences[0]["at"], Value::Instant(1_770_823_800_000));
    assert_eq!(occurrences[2]["person"], Value::Text("a temp".to_owned()));
    assert_eq!(memory.of(Kind::Workaround)[1]["title"], Value::Text("=copy the vitals by hand".to_owned()));
}

#[test]
fn the_same_set_again_changes_nothing() {
    let dir = folder(EVERY_FILE);
    let mut memory = Memory::default();
    memory.import(dir.path());
    let once = memory.clone();
    let report = memory.import(dir.path());
    assert!(report.is_clean());
    assert_eq!(report.files.iter().map(|file| file.known).sum::<u64>(), report.rows());
    assert_eq!(memory, once);
}

/// E-1 was renamed by hand since the file came; E-2 was not.
#[test]
fn what_was_set_by_hand_since_is_named_and_kept_and_a_refused_line_names_nothing() {
    let heading = "event,on,kind,title\n";
    let mut memory = Memory::default();
    memory.import(
        with("events.csv", &format!("{heading}E-1,2026-03-01,staff,X\nE-2,2026-03-01,staff,Y\n")).path(),
    );
    let event = memory.id_of(Kind::Event, "E-1");
    memory.set(event, "title", "X, as it was");
    memory.by_hand.insert((event, "title".to_owned()));
    let later = format!("{heading}E-1,2026-03-02,staff,X\nE-2,2026-03-01,staff,Z\n");
    let report = memory.import(with("events.csv", &later).path());
    let kept = &report.corrections.listed[0];
    assert_eq!((report.corrections.count, report.corrections.lines, kept.line), (1, 1, 2));
    assert_eq!((&kept.ours, &kept.theirs), (&Value::from("X, as it was"), &Value::from("X")));
    let titles = |memory: &Memory| -> Vec<Value> {
        memory.of(Kind::Event).iter().map(|event| event["title"].clone()).collect()
    };
    assert_eq!(titles(&memory), [Value::from("X, as it was"), Value::from("Z")]);
    assert_eq!(
        memory.of(Kind::Event)[0]["on"],
        Value::Date("2026-03-02".parse().unwrap()),
        "the rest of its line is taken"
    );
    let refused = memory.import(with("events.csv", &format!("{heading}E-1,soon,staff,X\n")).path());
    assert_eq!((refused.refused.count, refused.corrections.count), (1, 0));
}

/// R-1 was known as delivered at an instant; the file comes again with "in progress" before that, at the same instant. It
/// was at work and then delivered, not the other way round; a third time nothing changes.
#[test]
fn states_of_one_instant_stand_in_the_order_of_the_file_also_in_a_longer_one() {
    let heading = "request,at,state\n";
    let [new, work, delivered, verified] = ["new", "in_progress", "delivered", "verified"]
        .map(|state| format!("R-1,2026-02-02T09:00:00Z,{state}\n"));
    let mut memory = Memory::default();
    memory.import(with("request_states.csv", &[heading, &new, &delivered].concat()).path());
    let longer = with("request_states.csv", &[heading, &new, &work, &delivered, &verified].concat());
    let report = memory.import(longer.path());
    assert_eq!(refused(&report), Vec::<String>::new());
    let states = |memory: &Memory| -> Vec<String> {
        memory.of(Kind::RequestState).iter().map(|row| row["state"].as_text().unwrap().to_owned()).collect()
    };
    assert_eq!(states(&memory), ["new", "in_progress", "delivered", "verified"]);
    let once = memory.clone();
    memory.import(longer.path());
    assert_eq!(memory, once);
}

#[test]
fn an_edited_file_updates_what_is_there_and_an_empty_cell_takes_the_value_out() {
    let mut memory = Memory::default();
    memory.import(folder(EVERY_FILE).path());
    let report = memory.import(
        folder(&[
            ("systems.csv", "system,name,vendor,go_live,retired\nhobbin,Hobbin Chart 2,Hobbin,2022-01-31,\n"),
            ("promises.csv", "request,clock,made_on,due_on\nR-1,fix,2026-03-01,2026-05-01\n"),
        ])
        .path(),
    );
    assert_eq!(refused(&report), Vec::<String>::new());
    let hobbin = memory.of(Kind::System)[0].clone();
    assert_eq!(hobbin["name"], Value::Text("Hobbin Chart 2".to_owned()));
    assert_eq!(hobbin.get("retired"), None);
    let promises = memory.of(Kind::Promise);
    assert_eq!(promises.len(), 2);
    assert_eq!(promises[1]["due_on"], Value::Date("2026-05-01".parse().unwrap()));
    assert_eq!(
        promises[1]["promised_by"],
        Value::Ref(memory.id_of(Kind::Person, "ven")),
        "a column left out is left alone"
    );
}

#[test]
fn a_voice_counts_from_the_first_time_it_was_said_in_whatever_order_its_rows_stand() {
    // 2026-02-05 12:00 UTC.
    let first = Value::Instant(1_770_292_800_000);
    let rows = |days: &[&str]| {
        let rows: String = days.iter().map(|day| format!("W-2,fdl,{day}T12:00:00Z\n")).collect();
        format!("item,person,at\n{rows}")
    };
    for order in [&["2026-06-01", "2026-02-05"], &["2026-02-05", "2026-06-01"]] {
        let mut memory = Memory::default();
        let dir = with("voices.csv", &rows(order));
        assert_eq!(refused(&memory.import(dir.path())), Vec::<String>::new());
        let voices = memory.of(Kind::Voice);
        assert_eq!((voices.len(), &voices[0]["at"]), (1, &first), "{order:?}");

        let once = memory.clone();
        memory.import(dir.path());
        assert_eq!(memory, once, "the same rows again change nothing");
        memory.import(folder(&[("voices.csv", &rows(&["2026-07-01"]))]).path());
        assert_eq!(memory, once, "nor does a later one in another file");
    }
    let mut memory = Memory::default();
    memory.import(with("voices.csv", &rows(&["2026-06-01"])).path());
    let report = memory.import(folder(&[("voices.csv", &rows(&["2026-02-05"]))]).path());
    assert_eq!(
        (report.rows(), &memory.of(Kind::Voice)[0]["at"]),
        (1, &first),
        "an earlier one in another file does"
    );
}

#[test]
fn what_lies_in_the_trash_comes_back_with_its_row() {
    let dir = folder(EVERY_FILE);
    let mut memory = Memory::default();
    memory.import(dir.path());
    memory.set(memory.id_of(Kind::Workaround, "W-2"), "deleted", true);
    assert_eq!(memory.of(Kind::Workaround).len(), 1);
    memory.import(dir.path());
    assert_eq!(memory.of(Kind::Workaround).len(), 2);
}

#[test]
fn a_row_typed_at_a_screen_is_found_again_when_its_export_comes_back() {
    let mut memory = Memory::default();
    memory.import(folder(EVERY_FILE).path());
    let typed = keepalive_domain::ids::EntityId::new_v7(1_800_000_000_000, [7; 10]);
    let first = memory.of(Kind::Occurrence)[0].clone();
    let change = keepalive_domain::ops::Change::of(Kind::Occurrence, typed)
        .with("workaround", first["workaround"].clone())
        .with("at", first["at"].clone())
        .with("person", first["person"].clone())
        .with("minutes", first["minutes"].clone());
    memory.apply(change);
    let out = tempfile::tempdir().unwrap();
    keepalive_exchange::tables::export(&memory, out.path()).unwrap();
    let before = memory.clone();
    let report = memory.import(out.path());
    assert_eq!(refused(&report), Vec::<String>::new());
    assert_eq!(memory.of(Kind::Occurrence).len(), 4);
    assert_eq!(memory, before);
}

#[test]
fn an_area_only_named_by_an_item_is_made() {
    let mut memory = Memory::default();
    let report = memory.import(
        folder(&[(
            "questions.csv",
            "question,text,area\nQ-1,How many?,Billing\nQ-2,Who?,billing\nQ-3,When?,Inbox\n",
        )])
        .path(),
    );
    assert_eq!(report.new_areas, ["Billing", "Inbox"]);
    assert_eq!(memory.of(Kind::Area).len(), 2);
}

/// It was saved when the clock said otherwise; what Keepalive wrote out it takes in again.
#[test]
fn only_a_go_live_that_is_set_is_asked_how_far_ahead_it_is() {
    let row = |name: &str, day: &str| format!("system,name,vendor,go_live\nmarlet,{name},M,{day}\n");
    let mut memory = Memory::default();
    assert!(memory.import(folder(&[("systems.csv", &row("M", "2028-05-23"))]).path()).is_clean());
    let marlet = memory.id_of(Kind::System, "marlet");
    memory.set(marlet, "go_live", "2031-05-24".parse::<chrono::NaiveDate>().unwrap());
    let again = memory.import(folder(&[("systems.csv", &row("Marlet EHR", "2031-05-24"))]).path());
    assert_eq!(refused(&again), Vec::<String>::new());
    assert_eq!(memory.of(Kind::System)[0]["name"], "Marlet EHR".into());
    let changed = memory.import(folder(&[("systems.csv", &row("M", "2031-05-25"))]).path());
    assert_eq!(refused(&changed), ["systems.csv:2:go_live:far_future"]);

    let out = tempfile::tempdir().unwrap();
    let set = out.path().join("set");
    keepalive_exchange::tables::export(&memory, &set).unwrap();
    let mut fresh = Memory::default();
    let back = fresh.import(&set);
    assert_eq!(refused(&back), Vec::<String>::new());
    assert_eq!(back.notes.listed[0].code, "far_future", "it is said all the same");
    assert_eq!(fresh.of(Kind::System)[0]["go_live"], memory.of(Kind::System)[0]["go_live"]);
}

/// Today is the 23rd, and in Denver it still is when it is the 24th in UTC: the day told is the one that stands in the cell.
/// A promise may be due later.
#[test]
fn a_table_that_says_what_has_not_happened_yet_is_taken_and_noted() {
    let set = folder(&[
        ("requests.csv", "request,title,kind\nr1,Refills,workflow\n"),
        (
            "request_states.csv",
            "request,at,state\nr1,2026-11-23T20:00:00-07:00,new\nr1,2026-11-24T00:30:00-07:00,triaged\n\
             r1,2029-11-25T20:00:00-07:00,in_progress\n",
        ),
        (
            "shadow_records.csv",
            "shadow,title,kept_in,started,ended\ns1,Recall list,excel,2026-11-24,2027-01-01\n\
             s2,Fax log,excel,2026-11-23,2027-01-01\n",
        ),
        ("promises.csv", "request,clock,made_on,due_on\nr1,fix,2026-11-23,2027-02-01\n"),
    ]);
    let report = Memory::default().import(set.path());
    assert_eq!(refused(&report), Vec::<String>::new());
    let noted: Vec<_> = report.notes.listed.iter().map(ToString::to_string).collect();
    let note = |place: &str, day: &str| {
        format!("{place}: {day} is after today. Taken as it stands; it counts in no figure before that day.")
    };
    assert_eq!(
        noted,
        [
            note("request_states.csv, line 3, at", "2026-11-24"),
            note("request_states.csv, line 4, at", "2029-11-25"),
            note("shadow_records.csv, line 2, started", "2026-11-24"),
        ]
    );
}

#[test]
fn history_is_taken_as_it_was() {
    let mut memory = Memory::default();
    let report = memory.import(
        with(
            "request_states.csv",
            "request,at,state\nR-1,2026-02-01T09:00:00Z,verified\nR-2,2026-02-01T09:00:00Z,merged\n",
        )
        .path(),
    );
    assert_eq!(
        refused(&report),
        Vec::<String>::new(),
        "closed without a word to the requester, merged into nobody knows what"
    );
}

#[test]
fn columns_and_files_nobody_knows_are_named() {
    let mut memory = Memory::default();
    let report = memory.import(
        folder(&[
            ("events.csv", "event,on,kind,title,mood\nE-1,2026-03-01,staff,X,fine\n"),
            ("notes.txt", "hello"),
        ])
        .path(),
    );
    assert!(report.is_clean());
    assert_eq!(report.files[0].ignored_columns, ["mood"]);
    assert_eq!(report.ignored_files, ["notes.txt"]);
}
