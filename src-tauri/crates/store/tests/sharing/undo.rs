//! What undo takes back of a desk that did it in another stream than the one it writes in now.

use std::sync::atomic::Ordering;

use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_sync::{Ask, Hub as _};

use super::common::{Desk, id, occurrence, workaround};
use super::hub::{Bag, Ledger};
use super::{equal, meet, title, two};

/// What undo takes back next, by its label.
fn next_undo(desk: &Desk) -> Option<String> {
    desk.store().read(|read| read.next_undo()).unwrap().map(|step| step.label.code)
}

/// Takes back all that a desk may, the newest first.
fn taken_back(desk: &Desk) -> Vec<String> {
    std::iter::from_fn(|| desk.undo()).map(|undone| undone.label.code).collect()
}

fn made(desk: &Desk, code: &str, n: u8) {
    desk.act(code, vec![workaround(n, code)]);
}

fn hours_pass(desk: &Desk, hours: i64) {
    desk.world.now_ms.fetch_add(hours * 3_600_000, Ordering::Relaxed);
}

#[test]
fn a_desk_that_goes_on_as_another_one_takes_back_what_it_did_before() {
    let (mut a, b) = two();
    let mut hub = Ledger::default();
    a.act("two", title("two"));
    meet(&a, &mut hub);
    let copied = a.image();
    a.store().write(|write| write.go_on_as_another_desk()).unwrap();
    assert_eq!(next_undo(&a).as_deref(), Some("two"));
    a.act("three", title("three"));
    for (undone, standing) in [("three", "two"), ("two", "Fax twice")] {
        assert_eq!(a.undo().unwrap().label.code, undone);
        assert_eq!(a.field(id(1), "title"), Value::from(standing));
    }
    let steps = a.store().read(|read| read.undo_steps(9)).unwrap();
    let steps: Vec<_> = steps.iter().map(|step| (step.label.code.as_str(), step.undone)).collect();
    assert_eq!(steps, [("three", true), ("two", true), ("made", false)]);
    for (again, standing) in [("two", "two"), ("three", "three")] {
        assert_eq!(a.redo().unwrap().label.code, again);
        assert_eq!(a.field(id(1), "title"), Value::from(standing));
    }
    // What is done anew ends what can be done again, in whatever stream that was.
    assert!(a.undo().is_some() && a.undo().is_some());
    a.act("four", title("four"));
    assert!(a.redo().is_none());
    assert_eq!(next_undo(&a).as_deref(), Some("four"));
    assert!(a.undo().is_some());
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    assert!(b.undo().is_none(), "another desk's");
    // The record of before is still written to on another computer: that is not this desk's any more.
    let mut elsewhere = Desk::new(65);
    elsewhere.put_back(&copied);
    elsewhere.act("elsewhere", vec![workaround(2, "Print twice")]);
    meet(&elsewhere, &mut hub);
    meet(&a, &mut hub);
    assert_eq!(a.field(id(2), "title"), Value::from("Print twice"));
    assert_eq!(next_undo(&a).as_deref(), Some("made"));
}

#[test]
fn what_a_restored_desk_did_is_taken_back_unless_others_built_on_it() {
    let (mut a, b) = two();
    let mut hub = Ledger::default();
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    let old = a.image();
    a.act("alone", vec![workaround(2, "Print twice")]);
    a.act("built upon", vec![workaround(3, "Call the lab")]);
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    b.act("happened", vec![occurrence(1, 3, 1_790_000_000_000, None, 1)]);
    meet(&b, &mut hub);
    // An older copy comes back, and with the next exchange what was done since, in whatever order.
    a.put_back(&old);
    assert!(meet(&a, &mut hub).restored);
    a.act("renamed", title("two"));
    assert_eq!(a.undo().unwrap().label.code, "renamed");
    let left = a.undo().unwrap();
    assert_eq!((left.label.code.as_str(), left.left_alone.len()), ("built upon", 1));
    assert_eq!(a.field(id(3), "deleted"), Value::Null);
    assert_eq!(a.undo().unwrap().left_alone, []);
    assert_eq!(a.field(id(2), "deleted"), Value::Bool(true));
    assert_eq!(next_undo(&a).as_deref(), Some("made"));
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    equal(&a, &b);
}

/// A restored desk whose own ops lie in the first hub, and those of the other desk in the second.
struct Apart {
    a: Desk,
    b: Desk,
    own: Ledger,
    others: Ledger,
}

impl Apart {
    /// Both have met; then `acts` happen, and an older copy of the first desk comes back.
    fn after(acts: impl FnOnce(&Desk, &Desk, &mut dyn FnMut(&Desk))) -> Self {
        let (mut a, b) = two();
        let (mut own, mut others) = (Ledger::default(), Ledger::default());
        meet(&a, &mut own);
        meet(&b, &mut own);
        let old = a.image();
        acts(&a, &b, &mut |desk: &Desk| {
            meet(desk, &mut own);
        });
        // Each desk's own stream and no other.
        let mut of_a = Ledger::default();
        meet(&a, &mut of_a);
        meet(&b, &mut others);
        a.put_back(&old);
        Self { a, b, own: of_a, others }
    }

    /// All come together, and the record is the same everywhere.
    fn ends_equal(mut self) {
        for desk in [&self.a, &self.b, &self.a] {
            meet(desk, &mut self.own);
            meet(desk, &mut self.others);
        }
        equal(&self.a, &self.b);
    }
}

#[test]
fn an_edit_that_came_before_what_it_edits_was_made_is_taken_back_as_an_edit() {
    let mut apart = Apart::after(|a, b, meet_at_hub| {
        b.act("made at b", vec![workaround(2, "Print twice")]);
        meet_at_hub(b);
        meet_at_hub(a);
        a.act("renamed", vec![Change::of(Kind::Workaround, id(2)).with("title", "Print once")]);
    });
    assert!(meet(&apart.a, &mut apart.own).restored);
    assert_eq!(apart.a.field(id(2), "break"), Value::Null, "what it edits is not here yet");
    meet(&apart.a, &mut apart.others);
    let Apart { a, .. } = &apart;
    assert_eq!(a.field(id(2), "title"), Value::from("Print once"));
    let undone = a.undo().unwrap();
    assert_eq!((undone.label.code.as_str(), undone.left_alone), ("renamed", Vec::new()));
    assert_eq!(a.field(id(2), "title"), Value::from("Print twice"));
    assert_eq!(a.field(id(2), "deleted"), Value::Null);
    assert_eq!(a.redo().unwrap().left_alone, []);
    assert_eq!(a.field(id(2), "title"), Value::from("Print once"));
    apart.ends_equal();
}

#[test]
fn what_a_desk_made_and_another_one_edited_keeps_its_fields_though_the_edit_came_first() {
    let mut apart = Apart::after(|a, b, meet_at_hub| {
        a.act("made at a", vec![workaround(2, "Print twice")]);
        meet_at_hub(a);
        meet_at_hub(b);
        b.act("renamed at b", vec![Change::of(Kind::Workaround, id(2)).with("title", "Print once")]);
    });
    meet(&apart.a, &mut apart.others);
    assert_eq!(apart.a.field(id(2), "break"), Value::Null, "how it was made is not here yet");
    assert!(meet(&apart.a, &mut apart.own).restored);
    let Apart { a, .. } = &apart;
    let history = a.store().read(|read| read.history(id(2), Kind::Workaround, None, 9)).unwrap();
    let told = history.iter().map(|row| (row.label.as_ref().unwrap().code.as_str(), row.made.len()));
    assert_eq!(told.collect::<Vec<_>>(), [("made at a", 1), ("renamed at b", 0)], "as it came here");
    let undone = a.undo().unwrap();
    assert_eq!(undone.label.code, "made at a");
    let left: Vec<_> = undone.left_alone.iter().map(|left| (left.entity, left.field.as_str())).collect();
    assert_eq!(left, [(id(2), "title")]);
    for (field, value) in [("title", "Print once"), ("break", "drift")] {
        assert_eq!(a.field(id(2), field), Value::from(value), "{field}");
    }
    assert_ne!(a.field(id(2), "started"), Value::Null);
    assert_eq!(a.field(id(2), "deleted"), Value::Null);
    apart.ends_equal();
}

#[test]
fn what_a_cloned_computer_did_is_not_taken_back_at_the_other() {
    let (mut a, _) = two();
    let mut hub = Ledger::default();
    meet(&a, &mut hub);
    let mut clone = Desk::new(66);
    clone.put_back(&a.image());
    made(&a, "first here", 2);
    meet(&a, &mut hub);
    // It finds a place of its stream taken, and goes on in another one under the same name.
    hours_pass(&clone, 1);
    made(&clone, "first at the clone", 3);
    assert!(meet(&clone, &mut hub).restored);
    made(&clone, "second at the clone", 4);
    meet(&clone, &mut hub);
    meet(&a, &mut hub);
    hours_pass(&a, 2);
    assert_eq!(next_undo(&a).as_deref(), Some("first here"));
    made(&a, "second here", 5);
    meet(&a, &mut hub);
    meet(&clone, &mut hub);
    // What stood before the clone began its stream it cannot tell from its own: a restored desk has the same file.
    assert_eq!(next_undo(&clone).as_deref(), Some("second at the clone"));
    assert_eq!(taken_back(&a), ["second here", "first here", "made"]);
    let stands = |n: u8| a.field(id(n), "deleted") != Value::Bool(true);
    assert_eq!([2, 3, 4, 5].map(stands), [false, true, true, false]);
    let steps = a.store().read(|read| read.undo_steps(9)).unwrap();
    assert!(steps.iter().all(|step| !step.label.code.contains("clone")), "{steps:?}");
    meet(&a, &mut hub);
    meet(&clone, &mut hub);
    equal(&a, &clone);
}

#[test]
fn a_restored_desk_that_wrote_on_before_it_heard_takes_back_what_it_did_in_both() {
    let (mut a, _) = two();
    let mut hub = Ledger::default();
    meet(&a, &mut hub);
    let old = a.image();
    made(&a, "two", 2);
    meet(&a, &mut hub);
    a.put_back(&old);
    made(&a, "three", 3);
    assert!(meet(&a, &mut hub).restored);
    assert_eq!(next_undo(&a).as_deref(), Some("three"));
    made(&a, "four", 4);
    assert_eq!(taken_back(&a), ["four", "three", "two", "made"]);
}

#[test]
fn what_others_wrote_between_two_parts_of_an_act_that_came_back_is_not_the_acts() {
    let imported = |n: u16| EntityId::named("imported", &[&n.to_string()]);
    let mut apart = Apart::after(|a, b, meet_at_hub| {
        // One more than an op holds.
        let each =
            |n| Change::of(Kind::Workaround, imported(n)).with("title", "Print").with("break", "drift");
        a.act("imported", (0..=500).map(each).collect());
        meet_at_hub(a);
        meet_at_hub(b);
        b.act("renamed", vec![Change::of(Kind::Workaround, imported(0)).with("title", "Print once")]);
        let happened = Change::of(Kind::Occurrence, EntityId::named("occurrence", &["1"]))
            .with("workaround", imported(1))
            .with("at", Value::Instant(1_790_000_000_000))
            .with("count", Value::Int(1));
        b.act("happened", vec![happened]);
    });
    let of_a = apart.own.pieces().unwrap().remove(0);
    let all = apart.own.pull(&Ask { of: of_a, known: Vec::new(), upto: of_a.end }).unwrap().remove(0);
    assert_eq!(all.items.len(), 3, "the desk's first act, and two parts of the import");
    let (first, rest) = all.split_at(2);
    for run in [first, rest] {
        let mut hub = Bag::default();
        hub.push(&run).unwrap();
        meet(&apart.a, &mut hub);
        meet(&apart.a, &mut apart.others);
    }
    let Apart { a, .. } = &apart;
    assert_eq!(a.field(imported(0), "title"), Value::from("Print once"));
    let undone = a.undo().unwrap();
    assert_eq!(undone.label.code, "imported");
    let left: Vec<_> = undone.left_alone.iter().map(|left| (left.entity, left.field.as_str())).collect();
    assert_eq!(left, [(imported(0), "title"), (imported(1), "occurrence")]);
    let deleted = |n| a.field(imported(n), "deleted") == Value::Bool(true);
    assert_eq!([0, 1, 2, 499, 500].map(deleted), [false, false, true, true, true]);
    apart.ends_equal();
}
