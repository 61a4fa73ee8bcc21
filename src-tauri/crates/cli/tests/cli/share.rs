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
