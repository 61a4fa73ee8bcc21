//! A log of an older format is brought up to this one, and a copy of it is kept before.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;
#[path = "common/older.rs"]
mod older;

use std::path::{Path, PathBuf};

use common::{Desk, TestWorld, workaround};
use keepalive_store::{BACKUP_FOLDER, OpenOptions, Store, StoreError, copies};
use rusqlite::Connection;

/// The format of now.
const NOW: usize = older::STEPS.len();

/// A record of some acts, closed, and its digest.
fn record() -> (Desk, String) {
    let mut desk = Desk::new(31);
    desk.act("made", vec![workaround(1, "a")]);
    desk.act("made", vec![workaround(2, "b")]);
    desk.undo();
    let digest = desk.store().digest().unwrap();
    desk.close();
    (desk, digest)
}

/// The record as a version with this format left it, in a folder of its own.
fn left_in(format: usize, desk: &Desk) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("clinic.db");
    older::of_format(format, &desk.path(), &file).unwrap();
    (dir, file)
}

fn open(file: &Path) -> Result<Store, StoreError> {
    let options = OpenOptions { any_place: true, ..OpenOptions::default() };
    Store::open(file, TestWorld::new(32), options)
}

#[test]
fn from_every_format_it_ends_in_the_same_tables_and_the_same_record() {
    let (desk, digest) = record();
    for format in 1..NOW {
        let (_dir, file) = left_in(format, &desk);
        if format >= 3 {
            keep_aside(&file);
        }
        let store = open(&file).unwrap();
        assert_eq!(store.digest().unwrap(), digest, "format {format}");
        assert_eq!(store.verify(|_| {}).unwrap().faults, [], "format {format}");
        drop(store);
        let (now, described) = older::described(&file).unwrap();
        assert_eq!(usize::try_from(now).unwrap(), NOW);
        assert_eq!(described, older::describes(NOW).unwrap(), "format {format}");
        if format >= 3 {
            let counted: i64 = Connection::open(&file)
                .unwrap()
                .query_row("SELECT sum(ops) FROM aside_count", [], |row| row.get(0))
                .unwrap();
            assert_eq!(counted, 1, "what was kept aside in format {format} is counted");
        }
    }
}

/// Something that nobody vouched for when the file was left.
fn keep_aside(file: &Path) {
    Connection::open(file)
        .unwrap()
        .execute_batch(
            "INSERT OR IGNORE INTO aside
                 (mark, space_id, stream_id, seq, reason, header, at_utc_ms, device_id, hash)
             VALUES (zeroblob(32), zeroblob(16), zeroblob(16), 1, 'unsigned', x'7b7d', 1, zeroblob(16), zeroblob(32))",
        )
        .unwrap();
}

#[test]
fn a_checked_copy_in_the_older_format_is_kept_before_the_log_is_changed() {
    let (desk, digest) = record();
    for format in 1..NOW {
        let (dir, file) = left_in(format, &desk);
        drop(open(&file).unwrap());
        let kept = copies(&dir.path().join(BACKUP_FOLDER), &file).unwrap();
        assert_eq!(kept.len(), 1, "one copy, not one more for the read tables: {kept:?}");
        let (old, described) = older::described(&kept[0].path).unwrap();
        assert_eq!(usize::try_from(old).unwrap(), format);
        assert_eq!(described, older::describes(format).unwrap());
        // It is a copy like any other: it opens, and holds the record.
        assert_eq!(open(&kept[0].path).unwrap().digest().unwrap(), digest);
        // What is in this format already is not copied at every start.
        drop(open(&file).unwrap());
        assert_eq!(copies(&dir.path().join(BACKUP_FOLDER), &file).unwrap().len(), 1);
    }
}

#[test]
fn where_no_copy_can_be_kept_the_log_stays_as_it_is_and_why_is_said() {
    let (desk, digest) = record();
    for format in 1..NOW {
        let (dir, file) = left_in(format, &desk);
        let (before, backups) = (std::fs::read(&file).unwrap(), dir.path().join(BACKUP_FOLDER));
        std::fs::write(&backups, "a file in the folder's place").unwrap();
        let refused = open(&file).err().unwrap();
        assert!(matches!(refused, StoreError::NotCopied { .. }), "{refused}");
        assert!(refused.to_string().contains("nothing was changed"), "{refused}");
        assert_eq!(std::fs::read(&file).unwrap(), before, "format {format}");
        std::fs::remove_file(&backups).unwrap();
        assert_eq!(open(&file).unwrap().digest().unwrap(), digest, "once it can, it is opened");
    }
}

#[test]
fn a_damaged_file_of_an_older_format_is_called_damaged_and_not_changed() {
    let (desk, _) = record();
    let (_dir, file) = left_in(1, &desk);
    let mut bytes = std::fs::read(&file).unwrap();
    let pages = bytes.len() / 4_096;
    // The last page's header is none.
    let last = (pages - 1) * 4_096;
    bytes[last..last + 100].fill(0xff);
    std::fs::write(&file, &bytes).unwrap();
    let refused = open(&file).err().unwrap();
    assert!(matches!(refused, StoreError::Corrupt { .. }), "{refused}");
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
}
