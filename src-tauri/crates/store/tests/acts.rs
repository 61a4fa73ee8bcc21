//! Acts: recorded, undone, redone, and nothing kept of what failed.

mod common;

use common::{Desk, id, occurrence, workaround};
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::{Change, Label};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_store::{ActDraft, StoreError};

#[test]
fn an_act_stands_and_is_undone_and_redone() {
    let desk = Desk::new(1);
    desk.act("made", vec![workaround(1, "Print and rescan")]);
    desk.act("renamed", vec![Change::of(Kind::Workaround, id(1)).with("title", "Fax and rescan")]);
    assert_eq!(desk.field(id(1), "title"), Value::from("Fax and rescan"));
    assert_eq!(desk.undo().unwrap().label.code, "renamed");
    assert_eq!(desk.field(id(1), "title"), Value::from("Print and rescan"));
    assert_eq!(desk.undo().unwrap().label.code, "made");
    assert_eq!(desk.field(id(1), "deleted"), Value::Bool(true));
    assert_eq!(desk.undo(), None);
    assert_eq!(desk.redo().unwrap().label.code, "made");
    assert_eq!(desk.field(id(1), "deleted"), Value::Null);
    assert_eq!(desk.redo().unwrap().label.code, "renamed");
    assert_eq!(desk.field(id(1), "title"), Value::from("Fax and rescan"));
    assert_eq!(desk.redo(), None);
    desk.assert_sound();
}

#[test]
fn undo_still_works_after_a_restart() {
    let mut desk = Desk::new(2);
    desk.act("made", vec![workaround(1, "a")]);
    desk.act("renamed", vec![Change::of(Kind::Workaround, id(1)).with("title", "b")]);
    desk.reopen();
    assert_eq!(desk.undo().unwrap().label.code, "renamed");
    desk.reopen();
    assert_eq!(desk.redo().unwrap().label.code, "renamed");
    assert_eq!(desk.field(id(1), "title"), Value::from("b"));
}

#[test]
fn something_new_ends_redo() {
    let desk = Desk::new(3);
    desk.act("made", vec![workaround(1, "a")]);
    desk.act("renamed", vec![Change::of(Kind::Workaround, id(1)).with("title", "b")]);
    desk.undo().unwrap();
    desk.act("other", vec![workaround(2, "c")]);
    assert_eq!(desk.redo(), None);
    assert_eq!(desk.undo().unwrap().label.code, "other");
    assert_eq!(desk.undo().unwrap().label.code, "made");
}

#[test]
fn an_act_that_changes_nothing_records_nothing() {
    let desk = Desk::new(4);
    desk.act("made", vec![workaround(1, "a")]);
    let committed = desk
        .store()
        .write(|w| w.record(ActDraft { changes: vec![workaround(1, "a")], ..ActDraft::default() }))
        .unwrap();
    assert_eq!((committed.value, committed.changed.len()), (None, 0));
    assert_eq!(desk.count("SELECT count(*) FROM op"), 1);
}

#[test]
fn undoing_an_earlier_act_leaves_later_changes_alone() {
    let desk = Desk::new(5);
    desk.act("made", vec![workaround(1, "a")]);
    let rename = |title: &str| Change::of(Kind::Workaround, id(1)).with("title", title).with("safety", true);
    let label = Label::new("first", ["x"]);
    let draft = ActDraft { label: label.clone(), changes: vec![rename("b")], ..ActDraft::default() };
    let first = desk.store().write(move |w| w.record(draft)).unwrap().value.unwrap();
    desk.act("second", vec![Change::of(Kind::Workaround, id(1)).with("title", "c")]);
    let undone = desk.store().write(move |w| w.undo_act(first)).unwrap().value;
    assert_eq!(undone.label, label);
    let left: Vec<_> = undone.left_alone.iter().map(|left| left.field.as_str()).collect();
    assert_eq!(left, ["title"]);
    assert_eq!(desk.field(id(1), "title"), Value::from("c"));
    assert_eq!(desk.field(id(1), "safety"), Value::Null);
    let again = desk.store().write(move |w| w.undo_act(first));
    assert!(matches!(again, Err(StoreError::NotUndoable { .. })));
    desk.assert_sound();
}

#[test]
fn a_made_thing_that_somebody_changed_since_is_not_deleted() {
    let desk = Desk::new(6);
    let draft = ActDraft { changes: vec![workaround(1, "a"), workaround(2, "b")], ..ActDraft::default() };
    let made = desk.store().write(move |w| w.record(draft)).unwrap().value.unwrap();
    desk.act("owner", vec![Change::of(Kind::Workaround, id(1)).with("owner", "Front desk")]);
    let undone = desk.store().write(move |w| w.undo_act(made)).unwrap().value;
    assert_eq!(undone.left_alone.len(), 1);
    assert_eq!((undone.left_alone[0].entity, undone.left_alone[0].field.as_str()), (id(1), "owner"));
    assert_eq!(desk.field(id(1), "deleted"), Value::Null);
    assert_eq!(desk.field(id(2), "deleted"), Value::Bool(true));
}

/// The identity of an occurrence.
fn happened(n: u8) -> EntityId {
    EntityId::named("occurrence", &[&n.to_string()])
}

#[test]
fn a_made_thing_with_something_later_hanging_on_it_stays_in_sight() {
    let desk = Desk::new(31);
    let draft = ActDraft { changes: vec![workaround(1, "a"), workaround(2, "b")], ..ActDraft::default() };
    let made = desk.store().write(move |w| w.record(draft)).unwrap().value.unwrap();
    desk.act("again", vec![occurrence(11, 1, 1_780_000_000_000, Some(5.0), 1)]);
    let undone = desk.store().write(move |w| w.undo_act(made)).unwrap().value;
    let left: Vec<_> = undone.left_alone.iter().map(|left| (left.entity, left.field.as_str())).collect();
    assert_eq!(left, [(id(1), "occurrence")]);
    assert_eq!(desk.field(id(1), "deleted"), Value::Null);
    assert_eq!(desk.field(id(2), "deleted"), Value::Bool(true));
    desk.assert_sound();
}

#[test]
fn what_the_same_act_made_goes_with_its_thing_unless_it_was_changed_since() {
    let desk = Desk::new(32);
    let act = |n: u8| ActDraft {
        changes: vec![workaround(n, "a"), occurrence(n + 10, n, 1_780_000_000_000, Some(5.0), 1)],
        ..ActDraft::default()
    };
    let (kept, gone) = (act(1), act(2));
    let kept = desk.store().write(move |w| w.record(kept)).unwrap().value.unwrap();
    let gone = desk.store().write(move |w| w.record(gone)).unwrap().value.unwrap();
    desk.act("timed", vec![Change::of(Kind::Occurrence, happened(11)).with("minutes", Value::Real(9.0))]);
    desk.act("timed", vec![Change::of(Kind::Occurrence, happened(12)).with("minutes", Value::Real(9.0))]);
    // The second was taken back, so nothing of it is in the way.
    desk.undo().unwrap();
    desk.store().write(move |w| w.undo_act(gone)).unwrap();
    assert_eq!(desk.field(id(2), "deleted"), Value::Bool(true));
    let undone = desk.store().write(move |w| w.undo_act(kept)).unwrap().value;
    assert_eq!(desk.field(id(1), "deleted"), Value::Null);
    assert_eq!(desk.field(happened(11), "deleted"), Value::Null);
    assert!(undone.left_alone.iter().any(|left| left.entity == id(1) && left.field == "occurrence"));
    desk.assert_sound();
}

#[test]
fn a_restored_thing_with_something_later_hanging_on_it_does_not_go_back_into_the_trash() {
    let desk = Desk::new(33);
    desk.act("made", vec![workaround(1, "a"), occurrence(11, 1, 1_780_000_000_000, Some(5.0), 1)]);
    desk.act("deleted", vec![Change::of(Kind::Workaround, id(1)).with("deleted", true)]);
    let restore = || ActDraft {
        changes: vec![Change::of(Kind::Workaround, id(1)).with("deleted", false)],
        ..ActDraft::default()
    };
    let restored = desk.store().write(move |w| w.record(restore())).unwrap().value.unwrap();
    desk.act("again", vec![occurrence(12, 1, 1_780_000_000_000, Some(5.0), 1)]);
    let undone = desk.store().write(move |w| w.undo_act(restored)).unwrap().value;
    assert_eq!(undone.left_alone.len(), 1);
    assert_eq!(desk.field(id(1), "deleted"), Value::Bool(false));
    desk.assert_sound();
}

#[test]
fn a_large_act_is_a_group_of_ops_undone_as_one() {
    let desk = Desk::new(7);
    desk.act("made", vec![workaround(1, "a")]);
    let rows: Vec<Change> = (0..1_201)
        .map(|n| {
            Change::of(Kind::Occurrence, EntityId::named("o", &[&n.to_string()]))
                .with("workaround", id(1))
                .with("at", Value::Instant(1_780_000_000_000 + n * 60_000))
        })
        .collect();
    desk.act("imported", rows);
    // 500 + 500 + 201
    assert_eq!(desk.count("SELECT count(*) FROM op"), 1 + 3);
    assert_eq!(desk.count("SELECT times FROM workaround"), 1_201);
    desk.undo().unwrap();
    assert_eq!(desk.count("SELECT count(*) FROM op"), 1 + 3 + 3);
    assert_eq!(desk.count("SELECT times FROM workaround"), 0);
    assert_eq!(desk.count("SELECT count(*) FROM occurrence_month"), 0);
    desk.redo().unwrap();
    assert_eq!(desk.count("SELECT times FROM workaround"), 1_201);
    desk.assert_sound();
}

#[test]
fn an_error_or_a_panic_leaves_nothing_behind() {
    let desk = Desk::new(8);
    let failed = desk.store().write(|w| {
        w.record(ActDraft { changes: vec![workaround(1, "a")], ..ActDraft::default() })?;
        Err::<(), _>(StoreError::Closed)
    });
    assert!(matches!(failed, Err(StoreError::Closed)));
    let panicked = desk.store().write(|w| {
        w.record(ActDraft { changes: vec![workaround(1, "a")], ..ActDraft::default() })?;
        assert!(w.now_ms() < 0, "on purpose");
        Ok::<_, StoreError>(())
    });
    assert!(matches!(panicked, Err(StoreError::Panicked { .. })));
    assert_eq!(desk.count("SELECT (SELECT count(*) FROM op) + (SELECT count(*) FROM entity)"), 0);
    desk.act("made", vec![workaround(1, "a")]);
    desk.assert_sound();
}

#[test]
fn numbers_never_come_again() {
    let mut desk = Desk::new(9);
    let make = |desk: &Desk, n: u8| {
        desk.store()
            .write(move |w| {
                let key = w.next_number()?;
                let changes = vec![workaround(n, "a").with("key", key.as_str())];
                w.record(ActDraft { changes, ..ActDraft::default() })?;
                Ok::<_, StoreError>(key)
            })
            .unwrap()
            .value
    };
    assert_eq!(make(&desk, 1), "A-0001");
    assert_eq!(make(&desk, 2), "A-0002");
    desk.undo().unwrap();
    desk.reopen();
    assert_eq!(make(&desk, 3), "A-0003");
    desk.act("renamed", vec![Change::of(Kind::Workaround, id(3)).with("key", "mine")]);
    desk.store().rebuild().unwrap();
    assert_eq!(make(&desk, 4), "A-0004");
    desk.act("imported", vec![workaround(5, "x").with("key", "A-0100")]);
    assert_eq!(make(&desk, 6), "A-0101");
    let two =
        desk.store().write(|w| Ok::<_, StoreError>((w.next_number()?, w.next_number()?))).unwrap().value;
    assert_eq!(two, ("A-0102".to_owned(), "A-0103".to_owned()));
}

#[test]
fn a_reply_names_what_changed_by_parent() {
    let desk = Desk::new(10);
    desk.act("made", vec![workaround(1, "a")]);
    let draft =
        ActDraft { changes: vec![occurrence(1, 1, 1_780_000_000_000, Some(5.0), 2)], ..ActDraft::default() };
    let committed = desk.store().write(move |w| w.record(draft)).unwrap();
    assert_eq!(committed.changed.into_iter().collect::<Vec<_>>(), [Kind::Occurrence]);
    assert_eq!(committed.touched.into_iter().collect::<Vec<_>>(), [id(1)]);
}

#[test]
fn unknown_fields_and_other_kinds_are_refused() {
    let desk = Desk::new(11);
    desk.act("made", vec![workaround(1, "a")]);
    let bad = vec![Change::of(Kind::Workaround, id(1)).with("colour", "red")];
    let refused = desk.store().write(move |w| w.record(ActDraft { changes: bad, ..ActDraft::default() }));
    assert!(matches!(refused, Err(StoreError::UnknownField { .. })));
    let bad = vec![Change::of(Kind::Request, id(1)).with("title", "b")];
    let refused = desk.store().write(move |w| w.record(ActDraft { changes: bad, ..ActDraft::default() }));
    assert!(matches!(refused, Err(StoreError::KindMismatch { .. })));
}
