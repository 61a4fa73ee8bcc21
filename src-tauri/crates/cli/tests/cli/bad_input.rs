//! Files that are no database, and places that take none.

use crate::{Desk, INIT};

/// Where SQLite keeps the number by which a newer version is told.
const USER_VERSION_AT: usize = 60;

#[test]
fn reading_where_there_is_no_database_makes_none() {
    let desk = Desk::empty();
    for args in [&["digest"][..], &["verify"], &["list", "requests"], &["measure"], &["undo"], &["log", "x"]]
    {
        assert_eq!(desk.refused(args)["code"], "database", "{args:?}");
        assert!(!desk.db.exists());
    }
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_as_it_was() {
    let desk = Desk::empty();
    let letter = "This is a letter, and longer than the sixteen bytes by which a database is known.";
    std::fs::write(&desk.db, letter).unwrap();
    for args in [&INIT[..], &["digest"], &["sample"]] {
        let error = desk.refused(args);
        assert_eq!(error["code"], "database", "{args:?}");
        assert_eq!(std::fs::read_to_string(&desk.db).unwrap(), letter);
    }
}

#[test]
fn a_database_of_a_newer_version_is_refused_and_left_as_it_was() {
    let desk = Desk::with_clinic();
    let mut bytes = std::fs::read(&desk.db).unwrap();
    bytes[USER_VERSION_AT..USER_VERSION_AT + 4].copy_from_slice(&9_999_u32.to_be_bytes());
    std::fs::write(&desk.db, &bytes).unwrap();
    let error = desk.refused(&["digest"]);
    assert_eq!(error["code"], "database");
    assert!(error["message"].as_str().unwrap().contains("newer"), "{error}");
    assert_eq!(std::fs::read(&desk.db).unwrap(), bytes);
}

#[test]
fn a_place_that_cannot_hold_a_database_is_refused() {
    let desk = Desk::empty();
    let file = desk.write("a-file", "x");
    let below = std::path::Path::new(&file).join("clinic.db");
    let ran = crate::run(&below, &[&INIT[..], &["--json"]].concat());
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    let error: serde_json::Value = serde_json::from_str(&ran.stderr).unwrap();
    assert!(matches!(error["code"].as_str(), Some("file" | "database")), "{error}");
    assert_eq!(std::fs::read_to_string(file).unwrap(), "x");
}
