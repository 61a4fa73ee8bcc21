//! An act that comes in parts: one act all the same.
#![allow(unused_crate_dependencies, reason = "a test names what it needs")]
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

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
    assert_eq!(desk.count(orders), 7);
    desk.undo().unwrap();
    assert_eq!(desk.count("SELECT count(*) FROM request WHERE deleted IS NOT 1"), 0);
    assert_eq!(desk.count(orders), 7);
    desk.assert_sound();
}

/// A ticket that was opened and went to the vendor in the same moment; every third was closed a day later.
fn with_states(n: usize) -> Vec<Change> {
    const OPENED_MS: i64 = 1_790_000_000_000;
    let state = |nth: usize, at_ms: i64, state: &str| {
        let name = format!("{n}.{nth}");
        Change::of(Kind::RequestState, keepalive_domain::ids::EntityId::named("request_state", &[&name]))
            .with("request", ticket(n).entity)
            .with("at", Value::Instant(at_ms))
            .with("listed", Value::Int(i64::try_from(2 * n + nth).unwrap()))
            .with("state", state)
    };
    let mut changes = vec![ticket(n), state(0, OPENED_MS, "new"), state(1, OPENED_MS, "waiting_vendor")];
    if n.is_multiple_of(3) {
        changes.push(state(2, OPENED_MS + 86_400_000, "verified"));
    }
    changes
}

/// Where every request stands, in the order of their keys.
fn standing(desk: &Desk) -> Vec<(String, Option<String>, [Option<i64>; 4])> {
    let sql = desk.sql();
    let mut statement = sql
        .prepare("SELECT key, state, state_at, opened_at, closed_at, waiting_since FROM request ORDER BY key")
        .unwrap();
    let rows = statement.query_map([], |row| {
        Ok((row.get(0)?, row.get(1)?, [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?]))
    });
    rows.unwrap().collect::<rusqlite::Result<_>>().unwrap()
}

#[test]
fn requests_that_come_with_their_states_stand_as_if_these_came_later() {
    let together = Desk::new(25);
    let import = |changes: Vec<Change>| {
        move |w: &mut keepalive_store::Write<'_>| {
            w.record_in_parts(draft(Vec::new()), |parts| {
                changes.chunks(MOST_ROWS_PER_OP).try_for_each(|part| parts.add(part.to_vec()))
            })
        }
    };
    let changes: Vec<Change> = (0..400).flat_map(with_states).collect();
    together.store().write(import(changes.clone())).unwrap();
    together.assert_sound();
    let later = Desk::new(26);
    let (requests, states) = changes.into_iter().partition(|change| change.kind == Kind::Request);
    later.store().write(import(requests)).unwrap();
    later.store().write(import(states)).unwrap();
    let stand = standing(&together);
    assert_eq!(stand, standing(&later));
    let closed = stand.iter().filter(|(_, state, _)| state.as_deref() == Some("verified")).count();
    assert_eq!((stand.len(), closed), (400, 134));
}

#[test]
fn an_import_goes_and_comes_back_whole_but_for_what_somebody_changed_since() {
    let desk = Desk::new(27);
    let import = |w: &mut keepalive_store::Write<'_>| {
        w.record_in_parts(draft(Vec::new()), |parts| {
            (0..4).try_for_each(|part| {
                parts.add((part * 150..(part + 1) * 150).flat_map(with_states).collect())
            })
        })
    };
    let act = desk.store().write(import).unwrap().value.0.unwrap();
    let imported = standing(&desk);
    let there = "SELECT (SELECT count(*) FROM request WHERE deleted IS NOT 1)
                      + (SELECT count(*) FROM request_state WHERE deleted IS NOT 1)";
    let found = "SELECT count(*) FROM search WHERE search MATCH 'ticket'";
    assert_eq!((desk.count(there), desk.count(found)), (600 + 1_200 + 200, 600));
    assert_eq!(desk.undo().unwrap().left_alone, []);
    assert_eq!((desk.count(there), desk.count(found)), (0, 0));
    desk.assert_sound();
    assert_eq!(desk.redo().unwrap().left_alone, []);
    assert_eq!((desk.count(there), desk.count(found), standing(&desk)), (2_000, 600, imported));
    desk.assert_sound();
    // Once somebody has changed a thing, each is looked at alone.
    let changed = ticket(7).entity;
    desk.act("edited", vec![Change::of(Kind::Request, changed).with("title", "Changed since")]);
    let undone = desk.store().write(move |w| w.undo_act(act)).unwrap().value;
    let left: Vec<_> = undone.left_alone.iter().map(|left| (left.entity, left.field.as_str())).collect();
    assert_eq!(left, [(changed, "title")]);
    assert_eq!(desk.count("SELECT count(*) FROM request WHERE deleted IS NOT 1"), 1);
    assert_eq!(desk.count("SELECT count(*) FROM search WHERE search MATCH 'changed'"), 1);
    desk.assert_sound();
}
