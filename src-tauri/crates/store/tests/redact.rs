//! A text taken out of the whole history is in no byte of the database any more, and the chain holds.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod common;

use common::{Desk, id, occurrence, workaround};
use keepalive_domain::ops::{Change, Label};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_store::{ActDraft, StoreError, Watch};

const SECRET: &str = "Zebedee Quillfeather";

/// Where the text still stands, among the database's files.
fn places(desk: &Desk) -> Vec<String> {
    let needle = SECRET.as_bytes();
    let lower = SECRET.to_lowercase();
    let word = lower.split(' ').next().unwrap().as_bytes().to_vec();
    let mut found = Vec::new();
    for ending in ["", "-wal", "-shm"] {
        let path = desk.dir.path().join(format!("clinic.db{ending}"));
        let Ok(bytes) = std::fs::read(&path) else { continue };
        // The search index holds words folded to lower case.
        let holds = |text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
        if holds(needle) || holds(&word) {
            found.push(path.display().to_string());
        }
    }
    found
}

fn desk_with_secret() -> Desk {
    let desk = Desk::new(41);
    desk.act(
        "made",
        vec![workaround(1, &format!("Print for {SECRET}")), occurrence(1, 1, 1_780_000_000_000, None, 2)],
    );
    desk.act("made", vec![workaround(2, "Fax")]);
    desk.act(
        "detail",
        vec![Change::of(Kind::Workaround, id(2)).with("detail", format!("see \"{SECRET}\" \u{e9}"))],
    );
    let label = Label::new("renamed", [SECRET]);
    let changes = vec![Change::of(Kind::Workaround, id(1)).with("title", "Print twice")];
    let why = Some(format!("{SECRET} called"));
    let draft = ActDraft { label, why, changes, ..ActDraft::default() };
    desk.store().write(move |w| w.record(draft)).unwrap();
    for n in 3..40 {
        desk.act("made", vec![workaround(n, "x")]);
    }
    desk
}

#[test]
fn no_byte_of_the_text_is_left_and_everything_else_stands() {
    let desk = desk_with_secret();
    assert!(!places(&desk).is_empty(), "the test can see the text");
    let before = desk.count("SELECT count(*) FROM op");
    let redacted = desk.store().redact(SECRET).unwrap().value;
    // The two workarounds, and the occurrence that was made in the same step.
    assert_eq!((redacted.ops, redacted.things), (3, 3));
    assert_eq!(places(&desk), [""; 0], "files of the open database");
    assert_eq!(desk.field(id(1), "title"), Value::from("Print twice"));
    assert_eq!(desk.field(id(2), "detail"), Value::from("see \"[removed]\" \u{e9}"));
    assert_eq!(desk.field(id(1), "break"), Value::from("drift"));
    assert_eq!(desk.count("SELECT times FROM workaround WHERE title = 'Print twice'"), 2);
    assert_eq!(desk.count("SELECT count(*) FROM op"), before + 1, "no op is gone");
    assert_eq!(desk.count("SELECT count(*) FROM op WHERE body IS NULL"), 3);
    desk.assert_sound();
    let digest = desk.store().digest().unwrap();
    desk.store().rebuild().unwrap();
    assert_eq!(desk.store().digest().unwrap(), digest);
    let hits: i64 = desk
        .sql()
        .query_row("SELECT count(*) FROM search WHERE search MATCH 'quillfeather'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(hits, 0);
}

#[test]
fn it_is_counted_where_the_text_stands_before_anything_is_touched() {
    let desk = desk_with_secret();
    let held = desk.store().read(|read| read.held(SECRET)).unwrap();
    // Made with the name in the title; written into the other's detail; renamed, with the name in the value before.
    assert_eq!((held.ops, held.only_in_words), (3, 0));
    let things: Vec<_> = held.things.into_iter().map(|(kind, things)| (kind, things.len())).collect();
    assert_eq!(things, [("workaround".to_owned(), 2)]);
    let label = Label::new("renamed", ["Fax"]);
    let changes = vec![Change::of(Kind::Workaround, id(2)).with("title", "Fax twice")];
    let draft = ActDraft { label, why: Some("Ask Ferdinand".to_owned()), changes, ..ActDraft::default() };
    desk.store().write(move |w| w.record(draft)).unwrap();
    let held = desk.store().read(|read| read.held("Ferdinand")).unwrap();
    assert_eq!((held.ops, held.only_in_words, held.things.len()), (1, 1, 0));
}

#[test]
fn undo_never_brings_it_back() {
    let desk = desk_with_secret();
    desk.store().redact(SECRET).unwrap();
    while let Some(undone) = desk.undo() {
        assert!(!undone.label.args.iter().any(|arg| arg.contains(SECRET)));
        assert!(undone.label.code != "redacted", "a redaction is not taken back");
    }
    assert_eq!(places(&desk), [""; 0]);
    assert_eq!(desk.field(id(2), "detail"), Value::from("see \"[removed]\" \u{e9}"));
    desk.assert_sound();
}

#[test]
fn bytes_that_cannot_be_cleared_yet_make_no_failure_of_it_and_are_cleared_later() {
    let desk = desk_with_secret();
    let reader = desk.sql();
    reader.execute_batch("BEGIN").unwrap();
    reader.query_row("SELECT count(*) FROM op", [], |row| row.get::<_, i64>(0)).unwrap();
    let redacted = desk.store().redact(SECRET).unwrap().value;
    assert_eq!((redacted.ops, redacted.bytes_left), (3, true));
    assert_eq!(
        desk.field(id(2), "detail"),
        Value::from("see \"[removed]\" \u{e9}"),
        "it is out all the same"
    );
    reader.execute_batch("COMMIT").unwrap();
    drop(reader);
    desk.store().clear_removed().unwrap();
    assert_eq!(places(&desk), [""; 0]);
    desk.assert_sound();
}

#[test]
fn a_text_that_is_nowhere_changes_nothing() {
    let desk = desk_with_secret();
    let (digest, ops) = (desk.store().digest().unwrap(), desk.count("SELECT count(*) FROM op"));
    let redacted = desk.store().redact("nobody of this name").unwrap().value;
    assert_eq!((redacted.ops, redacted.things), (0, 0));
    assert_eq!((desk.store().digest().unwrap(), desk.count("SELECT count(*) FROM op")), (digest, ops));
}

/// Every op is looked at and built again, each of which is told; stopped before it stands, nothing has changed.
#[test]
fn it_is_told_how_far_it_is_and_can_be_stopped() {
    let desk = desk_with_secret();
    let (digest, ops) = (desk.store().digest().unwrap(), desk.count("SELECT count(*) FROM op"));
    let stopped = Watch::default();
    stopped.cancel();
    let refused = desk.store().redact_watched(SECRET, &stopped).unwrap_err();
    assert!(matches!(refused, StoreError::Cancelled), "{refused:?}");
    assert!(matches!(
        desk.store().read(|read| read.held_watched(SECRET, &stopped)),
        Err(StoreError::Cancelled)
    ));
    assert_eq!((desk.store().digest().unwrap(), desk.count("SELECT count(*) FROM op")), (digest, ops));
    assert_eq!(desk.store().read(|read| read.held(SECRET)).unwrap().ops, 3);
    desk.assert_sound();

    let watch = Watch::default();
    assert_eq!(desk.store().redact_watched(SECRET, &watch).unwrap().value.ops, 3);
    let all = 2 * u64::try_from(ops).unwrap();
    assert_eq!(watch.progress(), (all, all));
    assert_eq!(places(&desk), [""; 0]);
}
