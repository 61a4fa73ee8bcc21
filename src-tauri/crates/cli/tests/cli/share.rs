//! Two desks share a record, over a folder and by hand.

use super::Desk;

/// A desk with a clinic, one without, and a key.
fn two() -> (Desk, Desk, String) {
    let (a, b) = (Desk::with_clinic(), Desk::empty());
    let key = a.path("key.txt");
    a.done(&["share", "key", &key]);
    (a, b, key)
}

#[test]
fn two_desks_meet_in_a_folder_and_hold_the_same() {
    let (a, b, key) = two();
    let folder = a.path("share");
    std::fs::create_dir(&folder).unwrap();
    let meet = ["share", "folder", &folder, "--key", &key];
    assert_eq!(a.refused(&meet)["hint"], "not_begun");
    a.done(&["share", "folder", &folder, "--key", &key, "--begin"]);
    assert!(b.json(&meet)["received"].as_u64().unwrap() > 0);
    assert_eq!(a.digest(), b.digest());
    b.done(&["log", "Prints the label twice #orders 5m"]);
    a.done(&["log", "Faxes the form again #refills 2m"]);
    for desk in [&a, &b, &a] {
        desk.done(&meet);
    }
    assert_eq!(a.digest(), b.digest());
    assert!(a.done(&["search", "label"]).contains("Prints the label twice"));
    a.done(&["verify"]);
    b.done(&["verify"]);
    let again = a.json(&meet);
    assert_eq!((&again["received"], &again["sent"]), (&0.into(), &0.into()));
}

#[test]
fn the_same_by_a_file() {
    let (a, b, key) = two();
    let file = a.path("for-b.keepalive");
    a.done(&["share", "export", &file, "--key", &key]);
    b.done(&["share", "import", &file, "--key", &key]);
    assert_eq!(a.digest(), b.digest());
    b.done(&["log", "Prints the label twice #orders 5m"]);
    b.done(&["share", "export", &file, "--key", &key]);
    a.done(&["share", "import", &file, "--key", &key]);
    assert_eq!(a.digest(), b.digest());
}

#[test]
fn two_records_become_one_only_where_that_is_asked_for() {
    let (a, _, key) = two();
    let other = Desk::with_clinic();
    other.done(&["log", "Calls the pharmacy back #refills 9m"]);
    let file = a.path("for-other.keepalive");
    a.done(&["share", "export", &file, "--key", &key]);
    let import = ["share", "import", &file, "--key", &key];
    assert_eq!(other.refused(&import)["hint"], "other_record");
    other.done(&["share", "import", &file, "--key", &key, "--join"]);
    let folder = a.path("share");
    std::fs::create_dir(&folder).unwrap();
    a.done(&["share", "folder", &folder, "--key", &key, "--begin"]);
    other.done(&["share", "folder", &folder, "--key", &key]);
    a.done(&["share", "folder", &folder, "--key", &key]);
    assert_eq!(a.digest(), other.digest());
    assert!(a.done(&["search", "pharmacy"]).contains("Calls the pharmacy back"));
}

#[test]
fn a_key_that_two_desks_gave_apart_names_neither_and_says_how_to_name_one() {
    let (a, _, key) = two();
    let other = Desk::with_clinic();
    assert_eq!(a.json(&["log", "Faxes the form again 2m"])["key"], "A-0001");
    assert_eq!(other.json(&["log", "Is the label printed twice?"])["key"], "A-0001");
    let folder = a.path("share");
    std::fs::create_dir(&folder).unwrap();
    let meet = ["share", "folder", &folder, "--key", &key];
    a.done(&["share", "folder", &folder, "--key", &key, "--begin"]);
    other.done(&["share", "folder", &folder, "--key", &key, "--join"]);
    a.done(&meet);
    for desk in [&a, &other] {
        for command in ["show", "history"] {
            let refused = desk.refused(&[command, "A-0001"]);
            assert_eq!((&refused["field"], &refused["hint"]), (&"key".into(), &"ambiguous".into()));
            let said = refused["message"].as_str().unwrap();
            assert!(
                said.contains("Faxes the form again") && said.contains("Is the label printed twice"),
                "{said}"
            );
        }
        let keys: Vec<String> = ["workarounds", "requests"]
            .iter()
            .map(|list| desk.json(&["list", list])[0]["key"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(desk.json(&["show", &keys[0]])["row"]["title"], "Faxes the form again");
        assert_eq!(desk.json(&["show", &keys[1]])["row"]["title"], "Is the label printed twice");
        assert_eq!(desk.json(&["show", &keys[1]])["row"]["key"], keys[1].as_str());
    }
    // What is logged from now on is told apart by its letters.
    assert_eq!(a.json(&["log", "Faxes it a third time"])["key"], "A-0002");
    let next = other.json(&["log", "Calls back"])["key"].as_str().unwrap().to_owned();
    assert!(!next.starts_with("A-") && next.ends_with("-0001"), "{next}");
    // Tables name each thing once, and bring nothing new when they come back.
    let tables = a.path("tables");
    let before = a.digest();
    a.done(&["export", "tables", &tables]);
    a.done(&["import", "tables", &tables]);
    assert_eq!(a.digest(), before);
    let fresh = Desk::empty();
    fresh.done(&["import", "tables", &tables]);
    assert_eq!(fresh.json(&["list", "workarounds"]).as_array().unwrap().len(), 2);
}

#[test]
fn a_wrong_key_and_a_key_in_use_are_refused() {
    let (a, b, key) = two();
    let file = a.path("for-b.keepalive");
    a.done(&["share", "export", &file, "--key", &key]);
    let other = b.path("other.txt");
    b.done(&["share", "key", &other]);
    assert_eq!(b.refused(&["share", "import", &file, "--key", &other])["hint"], "not_readable");
    let no_key = b.write("no-key.txt", "hunter2");
    assert_eq!(b.refused(&["share", "import", &file, "--key", &no_key])["hint"], "not_a_key");
    assert_eq!(a.refused(&["share", "key", &key])["code"], "file");
}

#[test]
fn a_recovery_sheet_stands_in_for_the_key_and_is_never_written_over() {
    let (a, b, key) = two();
    let folder = a.path("share");
    std::fs::create_dir(&folder).unwrap();
    let sheet = a.path("sheet.txt");
    let make = ["share", "sheet", &sheet, "--at", &folder, "--key", &key];
    assert_eq!(a.refused(&make)["hint"], "other_key", "nothing is shared there yet");
    assert!(!std::path::Path::new(&sheet).exists());
    a.done(&["share", "folder", &folder, "--key", &key, "--begin"]);
    let made = a.json(&make);
    let text = std::fs::read_to_string(&sheet).unwrap();
    assert!(text.contains("\nAGE-SECRET-KEY-1") && text.contains(made["mark"].as_str().unwrap()), "{made}");
    assert_eq!(a.refused(&make)["code"], "file");
    assert_eq!(std::fs::read_to_string(&sheet).unwrap(), text);

    b.done(&["share", "folder", &folder, "--recovery", &sheet]);
    assert_eq!(a.digest(), b.digest());
    let typed = b
        .write("typed.txt", &text.lines().last().unwrap().replacen("AGE-SECRET-KEY-1", "", 1).to_lowercase());
    b.done(&["share", "folder", &folder, "--recovery", &typed]);
    let wrong = b.write("wrong.txt", "AGE-SECRET-KEY-1QQQQ");
    let refused = b.refused(&["share", "folder", &folder, "--recovery", &wrong]);
    assert_eq!((&refused["field"], &refused["hint"]), (&"sheet".into(), &"sheet_length".into()));
    assert_eq!(b.run(&["share", "folder", &folder]).code, 2, "a key or a sheet");
}

#[test]
fn a_desk_is_named_by_its_mark_and_listed_by_its_name() {
    let (a, b, key) = two();
    let folder = a.path("share");
    std::fs::create_dir(&folder).unwrap();
    let meet = ["share", "folder", &folder, "--key", &key];
    a.done(&["share", "folder", &folder, "--key", &key, "--begin"]);
    b.done(&["share", "folder", &folder, "--key", &key, "--role", "provider"]);
    a.done(&meet);
    let desks = a.json(&["share", "desks"]);
    let mark = |this: bool| {
        let desk = desks.as_array().unwrap().iter().find(|desk| desk["this"] == this).unwrap();
        assert_eq!(desk["name"], serde_json::Value::Null);
        desk["mark"].as_str().unwrap()
    };
    let (own, its) = (mark(true), mark(false));
    assert!(
        a.done(&["share", "name", own, "Front desk"]).contains(&format!("{own} is called Front desk now."))
    );
    b.done(&["share", "name", its, "Exam room 2"]);
    assert_eq!(b.refused(&["share", "name", own, "Hall"])["hint"], "provider");
    assert_eq!(a.refused(&["share", "name", own, "desk of MRN 204518"])["field"], "name");
    // What may be a patient's data is saved and said, as a line is that is logged.
    let named = a.run(&["share", "name", own, "Desk 123456789"]);
    assert!(named.code == 0 && named.stderr.contains("long number"), "{named:?}");
    assert_eq!(a.json(&["share", "name", own, "Desk 987654321"])["warning"]["looks_like"], "long_number");
    a.done(&["share", "name", own, "Front desk"]);
    b.done(&meet);
    a.done(&meet);
    let listed = a.done(&["share", "desks"]);
    assert!(listed.contains("Front desk") && listed.contains("Exam room 2"), "{listed}");
    let named = a.json(&["share", "desks"]);
    assert_eq!((&named[0]["name"], &named[1]["name"]), (&"Front desk".into(), &"Exam room 2".into()));
    assert!(a.done(&["share", "role", its, "reader"]).contains("Exam room 2 is a reader's desk now."));
    // Two of one name are told apart, and a name is taken away.
    a.done(&["share", "name", its, "front desk"]);
    assert!(
        a.done(&["share", "role", its, "provider"]).contains(&format!("front desk, {its} is a provider's"))
    );
    assert!(a.done(&["share", "name", its]).contains(&format!("{its} has no name now.")));
    a.done(&["undo"]);
    assert_eq!(a.json(&["share", "desks"])[1]["name"], "front desk");
}

#[test]
fn a_desk_that_joins_for_something_is_kept_to_it_until_a_manager_says_otherwise() {
    let (a, b, key) = two();
    let folder = a.path("share");
    std::fs::create_dir(&folder).unwrap();
    let meet = ["share", "folder", &folder, "--key", &key];
    a.done(&["share", "folder", &folder, "--key", &key, "--begin"]);
    b.done(&["share", "folder", &folder, "--key", &key, "--role", "provider"]);
    a.done(&meet);
    let desks = a.json(&["share", "desks"]);
    let other = desks.as_array().unwrap().iter().find(|desk| desk["this"] == false).unwrap();
    assert_eq!(other["role"], "provider");
    let mark = other["mark"].as_str().unwrap();
    assert!(a.done(&["share", "desks"]).contains("provider"));

    b.done(&["log", "Faxes the form again #refills 2m"]);
    for refused in [
        vec!["import", "tables", &folder],
        vec!["share", "role", mark, "manager"],
        vec!["share", "folder", &folder, "--key", &key, "--role", "manager"],
        vec!["share", "take-out", mark],
    ] {
        let said = b.refused(&refused);
        assert_eq!(
            (&said["code"], &said["hint"]),
            (&"not_this_desk".into(), &"provider".into()),
            "{refused:?}"
        );
    }
    a.done(&["share", "role", mark, "manager"]);
    a.done(&meet);
    b.done(&meet);
    b.done(&["share", "role", mark, "reader"]);
    assert_eq!(b.refused(&["log", "Calls back"])["hint"], "reader");
    assert_eq!(a.refused(&["share", "take-out", mark])["hint"], "sharing_is_off");
}
