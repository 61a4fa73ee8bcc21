//! An act that comes in parts: one act all the same.
#![allow(unused_crate_dependencies, reason = "a test names what it needs")]

mod common;

use common::{Desk, id, occurrence, workaround};
use keepalive_domain::ops::{Change, Label, MOST_ROWS_PER_OP};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_store::{ActDraft, StoreError};

fn titled(title: &str) -> Change {
    Change::of(Kind::Workaround, id(1)).with("title", title)
}

fn draft(changes: Vec<Change>) -> ActDraft {
    ActDraft { label: Label::new("imported", ["tickets.csv"]), changes, ..ActDraft::default() }
}

#[test]
fn parts_are_one_act_in_which_later_ones_see_the_earlier() {
    let desk = Desk::new(21);
    desk.act("made", vec![workaround(1, "before")]);
    desk.store()
        .write(|w| {
            w.record_in_parts(draft(vec![titled("after")]), |parts| -> Result<(), StoreError> {
                parts.add(vec![workaround(2, "new")])?;
                assert!(parts.read().thing(id(2))?.is_some());
                parts.add((0..3).map(|n| occurrence(n, 2, 1_790_000_000_000, Some(5.0), 1)).collect())
            })
        })
        .unwrap();
    let stands = |first: &str, deleted: Value| {
        assert_eq!(desk.field(id(1), "title"), Value::from(first));
        assert_eq!(desk.field(id(2), "deleted"), deleted);
        desk.assert_sound();
    };
    stands("after", Value::Null);
    assert_eq!(desk.undo().unwrap().label.code, "imported");
    stands("before", Value::Bool(true));
    assert_eq!(desk.redo().unwrap().label.code, "imported");
    stands("after", Value::Null);
    assert_eq!(desk.undo().unwrap().label.code, "imported");
    assert_eq!(desk.undo().unwrap().label.code, "made");
}

#[test]
fn no_op_holds_more_rows_than_one_may() {
    let desk = Desk::new(22);
    desk.act("made", vec![workaround(1, "a")]);
    let many = |n: usize| {
        (0..n).map(|n| {
            let name = n.to_string();
            Change::of(Kind::Occurrence, keepalive_domain::ids::EntityId::named("occurrence", &[&name]))
                .with("workaround", id(1))
                .with("at", Value::Instant(1_790_000_000_000))
        })
    };
    let changes = many(2 * MOST_ROWS_PER_OP + 1).collect();
    desk.store().write(|w| w.record_in_parts(draft(Vec::new()), |parts| parts.add(changes))).unwrap();
    assert_eq!(desk.count("SELECT count(*) FROM op"), 1 + 3);
}

#[test]
fn an_error_between_parts_leaves_nothing_behind() {
    let desk = Desk::new(23);
    let failed = desk.store().write(|w| {
        w.record_in_parts(draft(Vec::new()), |parts| {
            parts.add(vec![workaround(1, "a")])?;
            parts.add(vec![Change::of(Kind::Workaround, id(1)).with("no such field", "x")])
        })
    });
    assert!(matches!(failed, Err(StoreError::UnknownField { .. })));
    assert_eq!(desk.count("SELECT count(*) FROM op"), 0);
    assert_eq!(desk.undo(), None);
    desk.assert_sound();
}

fn ticket(n: usize) -> Change {
    Change::of(Kind::Request, keepalive_domain::ids::EntityId::named("request", &[&n.to_string()]))
        .with("key", format!("R{n}"))
        .with("title", format!("Ticket {n}"))
}

#[test]
fn many_requests_at_once_come_and_go_and_the_list_stays_sound() {
    let desk = Desk::new(24);
    // More than the number from which the list's orders are indexed at the end.
    let import = |w: &mut keepalive_store::Write<'_>| {
        w.record_in_parts(draft(Vec::new()), |parts| {
            (0..12).try_for_each(|part| parts.add((part * 500..(part + 1) * 500).map(ticket).collect()))
        })
    };
    let orders = "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'request_order%'";
    desk.store().write(import).unwrap();
    assert_eq!(desk.count("SELECT count(*) FROM request WHERE deleted IS NOT 1"), 6_000);
    assert_eq!(desk.count(orders), 6);
    desk.undo().unwrap();
    assert_eq!(desk.count("SELECT count(*) FROM request WHERE deleted IS NOT 1"), 0);
    assert_eq!(desk.count(orders), 6);
    desk.assert_sound();
}
