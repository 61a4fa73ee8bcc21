//! Copies out and back.

use super::Desk;

#[test]
fn a_backup_is_restored_and_what_it_replaced_is_kept() {
    let desk = Desk::with_sample();
    let then = desk.digest();
    let copy = desk.json(&["backup"])["file"].as_str().unwrap().to_owned();
    desk.done(&["log", "Print twice #orders 5m"]);
    let now = desk.digest();
    let look = desk.json(&["restore", &copy, "--dry-run"]);
    assert_eq!((look["lost"].as_u64(), look["comes_back"].as_u64()), (Some(1), Some(0)));
    assert_eq!(desk.digest(), now, "looking changes nothing");
    let restored = desk.json(&["restore", &copy]);
    assert_eq!(desk.digest(), then);
    let kept = desk.path(restored["replaced"]["name"].as_str().unwrap());
    desk.done(&["restore", &kept]);
    assert_eq!(desk.digest(), now, "the restore is taken back");
    // And in one word, as any act; the words say what was taken back.
    desk.done(&["restore", &copy]);
    assert_eq!(desk.digest(), then);
    let said = desk.done(&["undo"]);
    assert!(said.contains("undone: restored copy"), "{said}");
    assert_eq!(desk.digest(), now);
    desk.done(&["redo"]);
    assert_eq!(desk.digest(), then);
    desk.done(&["undo"]);
    assert_eq!(desk.digest(), now);
    desk.done(&["verify"]);
}

#[test]
fn a_copy_takes_the_place_of_a_damaged_database_and_of_none() {
    let desk = Desk::with_sample();
    let then = desk.digest();
    let copy = desk.json(&["backup"])["file"].as_str().unwrap().to_owned();
    let mut bytes = std::fs::read(&desk.db).unwrap();
    bytes[100..8000].fill(0xAB);
    std::fs::write(&desk.db, &bytes).unwrap();
    assert_eq!(desk.run(&["digest"]).code, 1);
    desk.done(&["restore", &copy]);
    assert_eq!(desk.digest(), then);
    let damaged = std::fs::read_dir(desk.dir.path())
        .unwrap()
        .filter(|file| file.as_ref().unwrap().file_name().to_string_lossy().starts_with("clinic-damaged-"));
    assert!(damaged.count() > 0, "the damaged one is kept");
    std::fs::remove_file(&desk.db).unwrap();
    desk.done(&["restore", &copy]);
    assert_eq!(desk.digest(), then);
}

#[test]
fn what_is_no_copy_is_refused() {
    let desk = Desk::with_clinic();
    let letter = desk.write("letter.txt", &"Dear Sir or Madam, ".repeat(20));
    assert_eq!(desk.refused(&["restore", &letter])["hint"], "not_a_database");
    assert_eq!(desk.refused(&["restore", &desk.path("none.db")])["code"], "file");
}

#[test]
fn an_archive_brings_the_whole_history_into_an_empty_database() {
    let desk = Desk::with_sample();
    desk.done(&["log", "Print twice #orders 5m"]);
    desk.done(&["undo"]);
    let archive = desk.path("history.zip");
    desk.done(&["export", "archive", &archive]);
    let fresh = Desk::empty();
    fresh.done(&["import", "archive", &archive]);
    assert_eq!(fresh.digest(), desk.digest());
    fresh.done(&["verify"]);
    assert_eq!(fresh.json(&["measure"]), desk.json(&["measure"]), "the same figures");
    // A second one would meet a history that is there already.
    assert_eq!(fresh.refused(&["import", "archive", &archive])["hint"], "not_empty");
    let letter = desk.write("letter.zip", "Dear Sir or Madam");
    let empty = Desk::empty();
    assert_eq!(empty.refused(&["import", "archive", &letter])["hint"], "not_an_archive");
    assert!(!empty.db.exists(), "a refusal leaves nothing behind");
}

/// What is written out takes the place of an older file of that name; a clinic's record is no such file.
#[test]
fn nothing_that_is_written_out_takes_the_place_of_a_database() {
    let desk = Desk::with_sample();
    let own = desk.db.to_str().unwrap().to_owned();
    let copy = desk.json(&["backup"])["file"].as_str().unwrap().to_owned();
    let drawn = desk.path("record.svg");
    std::fs::copy(&copy, &drawn).unwrap();
    let before = (desk.digest(), std::fs::read(&copy).unwrap());
    for written in [
        ["export", "archive", &own],
        ["export", "archive", &copy],
        ["chart", "flow", &format!("--out={drawn}")],
    ] {
        assert_eq!(desk.refused(&written)["hint"], "is_a_database", "{written:?}");
    }
    assert_eq!((desk.digest(), std::fs::read(&copy).unwrap()), before);
    assert_eq!(std::fs::read(&drawn).unwrap(), before.1);
}

/// The reason why it did not open is the one to tell; "not damaged" would send somebody the wrong way.
#[test]
fn a_file_that_is_no_damaged_database_stays_and_the_reason_is_told() {
    let desk = Desk::with_clinic();
    let copy = desk.json(&["backup", &desk.path("elsewhere")])["file"].as_str().unwrap().to_owned();
    let other = Desk::empty();
    let letter = "Dear Sir or Madam, ".repeat(20);
    std::fs::write(&other.db, &letter).unwrap();
    assert_eq!(other.refused(&["restore", &copy])["hint"], "not_a_database");
    assert_eq!(std::fs::read_to_string(&other.db).unwrap(), letter);
}
