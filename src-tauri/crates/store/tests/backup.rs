//! Copies: whole or not there, tried out, put in place and taken back.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Desk, TestWorld, id, occurrence, workaround};
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_store::{OpenOptions, Store, StoreError, Watch, copies, drill, salvage};

fn open(path: &Path) -> Result<Store, StoreError> {
    Store::open(path, TestWorld::new(77), OpenOptions { any_place: true, ..OpenOptions::default() })
}

fn renamed(title: &str) -> Vec<Change> {
    vec![Change::of(Kind::Workaround, id(1)).with("title", title)]
}

/// A desk with two acts, a copy of them, and a third act after it.
fn desk_with_copy(seed: u64) -> (Desk, PathBuf) {
    let desk = Desk::new(seed);
    desk.act("made", vec![workaround(1, "Print"), occurrence(1, 1, 1_780_000_000_000, Some(1.0), 3)]);
    desk.act("renamed", renamed("Fax"));
    let copy = desk.store().backup_to(&desk.dir.path().join("backups"), &Watch::default()).unwrap();
    desk.act("renamed", renamed("Scan"));
    (desk, copy.path)
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(dir).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_a_whole_database_under_its_final_name_only() {
    let desk = Desk::new(8);
    desk.act("made", vec![workaround(1, "a"), occurrence(1, 1, 1_780_000_000_000, Some(1.0), 1)]);
    let dir = desk.dir.path().join("backups");
    let first = desk.store().backup_to(&dir, &Watch::default()).unwrap();
    let second = desk.store().backup_to(&dir, &Watch::default()).unwrap();
    assert_eq!(first.head, Some(desk.store().head().unwrap()));
    assert_eq!(first.read_head().unwrap(), desk.store().head().unwrap());
    let listed = copies(&dir, &desk.path()).unwrap();
    let paths: Vec<_> = listed.iter().map(|copy| copy.path.clone()).collect();
    assert_eq!(paths, [second.path, first.path.clone()], "newest first");
    assert_eq!(names(&dir).len(), 2);
    let copy = open(&first.path).unwrap();
    assert_eq!(copy.digest().unwrap(), desk.store().digest().unwrap());
    assert!(copy.verify(|_| {}).unwrap().is_sound());
}

#[test]
fn a_cancelled_copy_leaves_nothing() {
    let desk = Desk::new(10);
    // Enough for SQLite to look up from its work.
    for n in 0..20 {
        let rows = (0..200_u32).map(|k| {
            let id = keepalive_domain::ids::EntityId::named("row", &[&format!("{n}-{k}")]);
            Change::of(Kind::Workaround, id).with("title", "x".repeat(300))
        });
        desk.act("made", rows.collect());
    }
    let dir = desk.dir.path().join("backups");
    let watch = Watch::default();
    watch.cancel();
    assert!(matches!(desk.store().backup_to(&dir, &watch), Err(StoreError::Cancelled)));
    assert_eq!(names(&dir), [""; 0]);
    let watch = Watch::default();
    desk.store().backup_to(&dir, &watch).unwrap();
    let (done, total) = watch.progress();
    assert!(done > 0 && done <= total, "{done} of {total}");
}

#[test]
fn a_look_says_what_comes_back_and_what_would_be_lost() {
    let (desk, copy) = desk_with_copy(11);
    let look = desk.store().look_into(&copy).unwrap();
    assert!(look.same_clinic);
    assert_eq!((look.workarounds, look.occurrences, look.requests), (1, 3, 0));
    assert_eq!((look.comes_back, look.lost), (0, 1));
    assert_eq!(look.lost_newest[0].label.code, "renamed");
    assert_eq!(look.newest.len(), 2);
    // Looking changes nothing, not even beside the copy.
    assert_eq!(names(copy.parent().unwrap()).len(), 1);
}

#[test]
fn a_restore_brings_the_copy_back_and_can_be_taken_back() {
    let (desk, copy) = desk_with_copy(12);
    let (then, now) = (open(&copy).unwrap().digest().unwrap(), desk.store().digest().unwrap());
    let replaced = desk.store().restore(&copy, &Watch::default()).unwrap();
    assert_eq!(desk.store().digest().unwrap(), then, "the open store reads the copy");
    assert_eq!(desk.count("SELECT count(*) FROM stream WHERE own = 1"), 2, "under a new stream");
    assert_eq!(desk.count("SELECT count(DISTINCT space_id) FROM stream"), 1, "of the same clinic");
    // It is written on, and that does not meet the numbers of the act that is not in it.
    desk.act("renamed", renamed("Call"));
    desk.assert_sound();
    desk.store().put_back(&replaced.kept_at, &Watch::default()).unwrap();
    assert_eq!(desk.store().digest().unwrap(), now);
    desk.act("renamed", renamed("Mail"));
    desk.assert_sound();
    assert!(replaced.kept_at.exists(), "nothing is deleted");
}

#[test]
fn a_restored_desk_is_found_again_after_a_restart() {
    let (mut desk, copy) = desk_with_copy(13);
    desk.store().restore(&copy, &Watch::default()).unwrap();
    let digest = desk.store().digest().unwrap();
    desk.reopen();
    assert_eq!(desk.store().digest().unwrap(), digest);
    assert!(
        !names(desk.dir.path()).iter().any(|name| name.contains("restoring") || name.contains("exchange"))
    );
}

#[test]
fn what_is_no_good_copy_is_refused_and_nothing_changes() {
    let (desk, copy) = desk_with_copy(14);
    let dir = desk.dir.path();
    let digest = desk.store().digest().unwrap();
    let bytes = fs::read(&copy).unwrap();
    let bad = |name: &str, bytes: &[u8]| {
        let path = dir.join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let mut newer = bytes.clone();
    newer[60..64].copy_from_slice(&9_u32.to_be_bytes());
    let mut flipped = bytes.clone();
    let at = flipped.windows(3).rposition(|window| window == b"Fax").unwrap();
    flipped[at] = b'T';
    let cases = [
        bad("letter.db", &b"Dear Sir or Madam, ".repeat(20)),
        bad("empty.db", b""),
        bad("newer.db", &newer),
        bad("half.db", &bytes[..bytes.len() / 2]),
        dir.join("none.db"),
    ];
    for case in &cases {
        let before = names(dir);
        desk.store().restore(case, &Watch::default()).unwrap_err();
        assert_eq!(desk.store().digest().unwrap(), digest, "{}", case.display());
        assert_eq!(names(dir), before, "{}", case.display());
    }
    let watch = Watch::default();
    watch.cancel();
    assert!(matches!(desk.store().restore(&copy, &watch), Err(StoreError::Cancelled)));
    // A byte changed in the log is told by the chain, one changed in a table by the drill.
    let flipped = bad("flipped.db", &flipped);
    let told = drill(&flipped, dir, &Watch::default());
    assert!(told.is_err() || !told.unwrap().problems.is_empty());
}

#[test]
fn a_restore_is_refused_while_another_keepalive_has_the_database() {
    let (desk, copy) = desk_with_copy(15);
    let other = open(&desk.path()).unwrap();
    assert!(matches!(desk.store().restore(&copy, &Watch::default()), Err(StoreError::Locked { .. })));
    drop(other);
    desk.act("renamed", renamed("still writable"));
    desk.store().restore(&copy, &Watch::default()).unwrap();
}

#[test]
fn stale_side_files_beside_the_place_do_not_leak_into_the_restored_database() {
    let (mut desk, copy) = desk_with_copy(16);
    desk.close();
    let then = open(&copy).unwrap().digest().unwrap();
    // A database that was killed leaves a WAL; here it is another database's altogether.
    for ending in ["-wal", "-shm"] {
        fs::write(desk.dir.path().join(format!("clinic.db{ending}")), vec![7; 40_000]).unwrap();
    }
    Store::restore_closed(&desk.path(), &copy, &*desk.world, &Watch::default()).unwrap();
    desk.reopen();
    assert_eq!(desk.store().digest().unwrap(), then);
    desk.assert_sound();
}

#[test]
fn an_exchange_cut_off_at_any_step_is_carried_through_at_the_next_start() {
    // The steps move: the WAL, the shared memory, the database, and the copy into its place.
    for cut in 0..5 {
        let (mut desk, copy) = desk_with_copy(17);
        let then = open(&copy).unwrap().digest().unwrap();
        desk.close();
        let dir = desk.dir.path().to_owned();
        let at = |name: &str| dir.join(name);
        fs::write(at("clinic.db-wal"), b"").unwrap();
        fs::write(at("clinic.db-shm"), b"").unwrap();
        fs::copy(&copy, at("clinic.db.restoring")).unwrap();
        fs::write(at("clinic.db.exchange"), "clinic-replaced-20261123-093000.db").unwrap();
        let steps = [
            ("clinic.db-wal", "clinic-replaced-20261123-093000.db-wal"),
            ("clinic.db-shm", "clinic-replaced-20261123-093000.db-shm"),
            ("clinic.db", "clinic-replaced-20261123-093000.db"),
            ("clinic.db.restoring", "clinic.db"),
        ];
        for (from, to) in &steps[..cut] {
            fs::rename(at(from), at(to)).unwrap();
        }
        desk.reopen();
        assert_eq!(desk.store().digest().unwrap(), then, "cut off after {cut} steps");
        assert!(at("clinic-replaced-20261123-093000.db").exists(), "cut off after {cut} steps");
        assert!(!at("clinic.db.exchange").exists());
    }
}

#[test]
fn a_note_that_leads_elsewhere_is_not_followed() {
    let (mut desk, copy) = desk_with_copy(18);
    desk.close();
    fs::copy(&copy, desk.dir.path().join("clinic.db.restoring")).unwrap();
    fs::write(desk.dir.path().join("clinic.db.exchange"), "../elsewhere.db").unwrap();
    assert!(matches!(open(&desk.path()), Err(StoreError::File { attempted: "follow", .. })));
    assert!(desk.path().exists());
}

#[test]
fn a_drill_tells_a_good_copy_from_a_damaged_one() {
    let (desk, copy) = desk_with_copy(19);
    let good = drill(&copy, desk.dir.path(), &Watch::default()).unwrap();
    assert_eq!((good.problems.len(), good.digest), (0, open(&copy).unwrap().digest().unwrap()));
    let sql = rusqlite::Connection::open(&copy).unwrap();
    sql.execute("UPDATE workaround SET title = 'Tax'", []).unwrap();
    drop(sql);
    let bad = drill(&copy, desk.dir.path(), &Watch::default()).unwrap();
    assert!(!bad.problems.is_empty());
    assert!(names(desk.dir.path()).iter().all(|name| !name.starts_with(".tmp")));
}

#[test]
fn what_can_be_salvaged_of_a_damaged_file_is_counted() {
    let (mut desk, _) = desk_with_copy(20);
    for n in 0..200 {
        desk.act("renamed", renamed(&format!("title {n} {}", "x".repeat(200))));
    }
    let ops = desk.store().head().unwrap().ops;
    desk.close();
    let whole = salvage(&desk.path()).unwrap();
    assert_eq!((whole.readable, whole.damaged), (ops, 0));
    let mut bytes = fs::read(desk.path()).unwrap();
    let at = bytes.windows(9).position(|window| window == b"title 100").unwrap();
    bytes[at] = b'T';
    fs::write(desk.path(), &bytes).unwrap();
    let flipped = salvage(&desk.path()).unwrap();
    assert_eq!((flipped.readable, flipped.damaged), (ops - 1, 1));
    // A file cut in half has lost pages, and what is left is still counted.
    fs::write(desk.path(), &bytes[..bytes.len() / 2]).unwrap();
    let half = salvage(&desk.path()).unwrap();
    assert!(half.readable < ops, "{half:?}");
    fs::write(desk.path(), b"nothing at all").unwrap();
    assert_eq!(salvage(&desk.path()).unwrap().readable, 0);
}
