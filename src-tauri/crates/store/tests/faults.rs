//! What must survive, and what must be refused.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod common;

use std::sync::Arc;

use common::{Desk, TestWorld, id, occurrence, workaround};
use keepalive_domain::header::Before;
use keepalive_domain::ids::{ActId, DeviceId, EntityId, OpId, SpaceId, StreamId};
use keepalive_domain::ops::{Change, MIN_READER};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_store::{ActDraft, ForeignOp, OpenOptions, Store, StoreError, VerifyStep};
use serde_json::json;

fn open(path: &std::path::Path) -> Result<Store, StoreError> {
    Store::open(path, TestWorld::new(77), OpenOptions { any_place: true, ..OpenOptions::default() })
}

/// An op of another, possibly newer, installation.
fn foreign(seq: i64, kind: &str, min: u16, body: &serde_json::Value) -> ForeignOp {
    let body = serde_json::to_vec(body).unwrap();
    let uuid = |n: u8| OpId::new_v7(i64::from(n), [n; 10]).uuid();
    let seq_byte = u8::try_from(seq).unwrap();
    let header = json!({
        "v": 1, "op": OpId::new_v7(seq, [100 + seq_byte; 10]), "act": ActId::new_v7(seq, [150 + seq_byte; 10]),
        "space": SpaceId::from_uuid(uuid(1)), "stream": StreamId::from_uuid(uuid(2)), "seq": seq,
        "hlc": 1_i64 << 30, "device": DeviceId::from_uuid(uuid(3)), "at": 5, "tz": 0, "app": "9.0.0",
        "kind": kind, "ver": 1, "min": min, "body": blake3::hash(&body).to_hex().to_string(),
    });
    ForeignOp { before: Before::Newest, header: serde_json::to_vec(&header).unwrap(), body: Some(body) }
}

fn take_in(desk: &Desk, op: ForeignOp) -> Result<bool, StoreError> {
    desk.store().write(move |w| w.take_in(op)).map(|committed| committed.value)
}

#[test]
fn unknown_fields_and_values_and_kinds_survive_a_rebuild() {
    let desk = Desk::new(1);
    let body = json!({"acts": [
        {"e": id(1), "t": "workaround", "set": {"title": ["a"], "mood": [{"deep": [1, 2.5]}], "break": ["novel"]}},
        {"e": id(2), "t": "weather", "set": {"sky": ["blue"]}},
    ]});
    assert!(take_in(&desk, foreign(1, "set", 1, &body)).unwrap());
    let digest = desk.store().digest().unwrap();
    assert_eq!(desk.count("SELECT state FROM op"), 1, "kept until a newer version understands it");
    assert_eq!(desk.field(id(1), "break"), Value::Unknown(json!("novel")));
    // Editing beside them, and over one of them, keeps the rest.
    desk.act("edit", vec![Change::of(Kind::Workaround, id(1)).with("title", "b").with("break", "drift")]);
    assert_eq!(desk.field(id(1), "break"), Value::from("drift"));
    let extra: String = desk.sql().query_row("SELECT extra FROM workaround", [], |row| row.get(0)).unwrap();
    assert!(extra.contains(r#""mood":[{"deep":[1,2.5]}"#), "{extra}");
    assert_ne!(desk.store().digest().unwrap(), digest);
    desk.undo().unwrap();
    assert_eq!(desk.field(id(1), "break"), Value::Unknown(json!("novel")));
    let digest = desk.store().digest().unwrap();
    desk.store().rebuild().unwrap();
    assert_eq!(desk.store().digest().unwrap(), digest);
    desk.assert_sound();
}

#[test]
fn ops_of_unknown_kinds_and_newer_formats_are_kept_and_not_applied() {
    let desk = Desk::new(2);
    let body = json!({"acts": [{"e": id(1), "t": "workaround", "set": {"title": ["a"]}}]});
    take_in(&desk, foreign(1, "redact", 1, &body)).unwrap();
    take_in(&desk, foreign(2, "set", MIN_READER + 1, &body)).unwrap();
    assert_eq!(desk.count("SELECT count(*) FROM op WHERE state = 1"), 2);
    assert_eq!(desk.count("SELECT count(*) FROM entity"), 0);
    desk.assert_sound();
}

#[test]
fn an_op_comes_in_once_and_in_its_order() {
    let desk = Desk::new(3);
    let body = json!({"acts": [{"e": id(1), "t": "workaround", "set": {"title": ["a"]}}]});
    let first = foreign(1, "set", 1, &body);
    assert!(take_in(&desk, first.clone()).unwrap());
    assert!(!take_in(&desk, first).unwrap());
    assert!(matches!(take_in(&desk, foreign(3, "set", 1, &body)), Err(StoreError::UnreadableOp { .. })));
    let mut torn = foreign(2, "set", 1, &body);
    torn.body = Some(b"{}".to_vec());
    assert!(matches!(take_in(&desk, torn), Err(StoreError::UnreadableOp { .. })));
}

#[test]
fn the_log_is_append_only() {
    let desk = Desk::new(4);
    desk.act("made", vec![workaround(1, "a")]);
    let sql = desk.sql();
    for tampering in [
        "DELETE FROM op",
        "UPDATE op SET hlc = hlc + 1",
        "UPDATE op SET header = x'00'",
        "UPDATE op SET body = x'00'",
        "INSERT OR REPLACE INTO op SELECT * FROM op",
    ] {
        let error = sql.execute(tampering, []).unwrap_err().to_string();
        assert!(error.contains("append-only"), "{tampering}: {error}");
    }
    // Redaction is the one thing that may happen to a body.
    sql.execute("UPDATE op SET body = NULL", []).unwrap();
}

#[test]
fn verify_finds_a_changed_header_body_and_row() {
    for (tampering, step) in [
        (
            "UPDATE op SET header = CAST(replace(header, '\"tz\":-420', '\"tz\":-421') AS BLOB) WHERE seq = 2",
            VerifyStep::Chain,
        ),
        ("UPDATE op SET body = CAST(replace(body, 'Fax', 'Tax') AS BLOB) WHERE seq = 2", VerifyStep::Chain),
        ("UPDATE op SET at_utc_ms = 1 WHERE seq = 2", VerifyStep::Chain),
        ("DELETE FROM op WHERE seq = 2", VerifyStep::Chain),
        ("UPDATE stream SET carries = 1", VerifyStep::Chain),
        ("UPDATE workaround SET title = 'Tax'", VerifyStep::Compare),
        ("UPDATE workaround SET times = 9", VerifyStep::Compare),
        ("UPDATE occurrence_month SET cells = x''", VerifyStep::Compare),
        ("DELETE FROM search", VerifyStep::Compare),
        ("DELETE FROM search_docsize", VerifyStep::Compare),
    ] {
        let mut desk = Desk::new(5);
        desk.act("made", vec![workaround(1, "Print"), occurrence(1, 1, 1_780_000_000_000, None, 3)]);
        desk.act("renamed", vec![Change::of(Kind::Workaround, id(1)).with("title", "Fax")]);
        desk.act("again", vec![occurrence(2, 1, 1_780_000_500_000, Some(2.5), 1)]);
        desk.assert_sound();
        desk.close();
        let sql = desk.sql();
        for trigger in ["op_is_never_deleted", "op_is_never_edited", "op_body_is_only_redacted"] {
            sql.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
        }
        sql.execute(tampering, []).unwrap();
        drop(sql);
        desk.reopen();
        let faults = desk.store().verify(|_| {}).unwrap().faults;
        assert!(faults.iter().any(|fault| fault.step == step), "{tampering}: {faults:?}");
        if step == VerifyStep::Compare {
            desk.store().rebuild().unwrap();
            desk.assert_sound();
        }
    }
}

#[test]
fn a_newer_file_a_foreign_one_and_garbage_are_refused_and_untouched() {
    let dir = tempfile::tempdir().unwrap();
    let garbage = dir.path().join("letter.db");
    std::fs::write(&garbage, b"Dear Sir or Madam, this is no database at all.".repeat(9)).unwrap();
    let foreign = dir.path().join("photos.db");
    rusqlite::Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE photo (id)").unwrap();
    let newer = dir.path().join("newer.db");
    drop(open(&newer).unwrap());
    rusqlite::Connection::open(&newer).unwrap().execute_batch("PRAGMA user_version = 7").unwrap();
    rusqlite::Connection::open(&newer).unwrap().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    for path in [&garbage, &foreign, &newer] {
        let before = std::fs::read(path).unwrap();
        let refused = open(path).err().unwrap();
        let right = match &refused {
            StoreError::NotADatabase { path: named } => named == &garbage,
            StoreError::Foreign { path: named } => named == &foreign,
            StoreError::Newer { path: named, found: 7, known: 6 } => named == &newer,
            _ => false,
        };
        assert!(right, "{refused}");
        assert_eq!(std::fs::read(path).unwrap(), before);
    }
    assert!(!dir.path().join("letter.db.lock").exists());
}

#[test]
fn a_file_without_a_byte_is_no_record_where_one_was_or_must_be_and_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("clinic.db");
    std::fs::write(&path, b"").unwrap();
    let there_already = OpenOptions { any_place: true, create: false, ..OpenOptions::default() };
    let refused = Store::open(&path, TestWorld::new(77), there_already).err().unwrap();
    assert!(matches!(&refused, StoreError::NotADatabase { path: named } if named == &path), "{refused}");
    // A crash before the first commit leaves such a file: nothing was ever kept in it, and it becomes a new one.
    drop(open(&path).unwrap());
    // With copies beside it, a record stood here once: it is not begun anew in silence.
    let folder = dir.path().join(keepalive_store::BACKUP_FOLDER);
    open(&path).unwrap().backup_to(&folder, &keepalive_store::Watch::default()).unwrap();
    for ending in ["-wal", "-shm"] {
        let side = dir.path().join(format!("clinic.db{ending}"));
        if side.exists() {
            std::fs::remove_file(side).unwrap();
        }
    }
    std::fs::write(&path, b"").unwrap();
    assert!(matches!(open(&path).err().unwrap(), StoreError::NotADatabase { .. }));
    assert_eq!(std::fs::read(&path).unwrap(), b"", "the file is kept as it is");
}

#[test]
fn a_file_of_another_versions_tables_is_derived_anew() {
    let mut desk = Desk::new(6);
    desk.act("made", vec![workaround(1, "a")]);
    let digest = desk.store().digest().unwrap();
    desk.close();
    let sql = desk.sql();
    sql.execute_batch(
        "DROP TABLE workaround; CREATE TABLE weather (sky TEXT); UPDATE meta SET value = '0-old' WHERE key = 'derived'",
    )
    .unwrap();
    drop(sql);
    desk.reopen();
    assert_eq!(desk.store().digest().unwrap(), digest);
    desk.assert_sound();
    assert_eq!(desk.count("SELECT count(*) FROM sqlite_schema WHERE name = 'weather'"), 0);
}

#[test]
fn a_cloud_folder_is_refused_with_the_reason() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("OneDrive - Clinic").join("clinic.db");
    let refused = Store::open(&path, TestWorld::new(1), OpenOptions::default()).err().unwrap();
    assert!(refused.to_string().contains("OneDrive"), "{refused}");
    assert!(!path.exists());
}

#[test]
fn a_missing_file_is_not_made_unless_asked() {
    let dir = tempfile::tempdir().unwrap();
    let options = OpenOptions { create: false, any_place: true, ..OpenOptions::default() };
    assert!(Store::open(&dir.path().join("none.db"), TestWorld::new(1), options).is_err());
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn two_stores_on_one_file_never_give_a_number_or_a_place_twice() {
    let desk = Desk::new(7);
    let other = Arc::new(open(&desk.path()).unwrap());
    let write = |store: &Store, n: u64| {
        for k in 0..40 {
            let id = EntityId::named("race", &[&format!("{n}-{k}")]);
            store
                .write(move |w| {
                    let key = w.next_number()?;
                    let changes = vec![Change::of(Kind::Workaround, id).with("key", key)];
                    w.record(ActDraft { changes, ..ActDraft::default() })
                })
                .unwrap();
        }
    };
    let racing = Arc::clone(&other);
    let thread = std::thread::spawn(move || write(&racing, 1));
    write(desk.store(), 2);
    thread.join().unwrap();
    assert_eq!(desk.count("SELECT count(DISTINCT key) FROM workaround"), 80);
    assert_eq!(desk.count("SELECT max(seq) FROM op"), 80);
    assert_eq!(desk.count("SELECT count(*) FROM stream"), 1);
    desk.assert_sound();
}

#[test]
fn a_damaged_file_is_set_aside_with_everything_in_it() {
    let mut desk = Desk::new(9);
    desk.act("made", vec![workaround(1, "a")]);
    desk.close();
    let bytes = std::fs::read(desk.path()).unwrap();
    let aside = Store::set_aside(&desk.path(), &*desk.world).unwrap();
    assert_eq!(std::fs::read(&aside).unwrap(), bytes);
    assert!(!desk.path().exists());
}
