//! Two changed one field before they heard of each other.

use keepalive_domain::value::Value;
use keepalive_store::{ActDraft, OnScreen};

use super::common::{Desk, id, workaround};
use super::hub::Ledger;
use super::{equal, meet, title, two};

/// Two desks that gave one thing another title each before they met again.
fn two_changed_at_once() -> (Desk, Desk, Ledger) {
    let (a, b) = two();
    let mut hub = Ledger::default();
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    a.act("renamed", title("from a"));
    b.act("renamed", title("from b"));
    for desk in [&a, &b, &a] {
        meet(desk, &mut hub);
    }
    (a, b, hub)
}

#[test]
fn two_who_changed_this_at_once_are_both_kept_until_somebody_settles_it() {
    let (a, b, mut hub) = two_changed_at_once();
    equal(&a, &b);
    let seen = a.store().read(|read| read.two_values()).unwrap();
    assert_eq!(seen, b.store().read(|read| read.two_values()).unwrap());
    let [two] = seen.as_slice() else { panic!("one field: {seen:?}") };
    assert_eq!((two.thing, two.field.as_str()), (id(1), "title"));
    assert_eq!(two.values[0].value, a.field(id(1), "title"), "what counts comes first");
    // Somebody chooses the one that did not count.
    let other = two.values[1].clone();
    let label = keepalive_domain::ops::Label::new("settled", Vec::<String>::new());
    let settled = b
        .store()
        .write(move |write| write.settle_two_values(id(1), "title", other.op, None, &label))
        .unwrap();
    assert!(settled.value.is_some());
    for desk in [&b, &a] {
        meet(desk, &mut hub);
        assert_eq!(desk.store().read(|read| read.two_values()).unwrap(), []);
        assert_eq!(desk.field(id(1), "title"), two.values[1].value);
    }
    equal(&a, &b);
    // It is an act like any other.
    b.undo().unwrap();
    assert_eq!(b.field(id(1), "title"), two.values[0].value);
}

#[test]
fn who_chooses_what_counts_already_has_settled_it_too() {
    let (a, b, mut hub) = two_changed_at_once();
    let two = a.store().read(|read| read.two_values()).unwrap().remove(0);
    let label = keepalive_domain::ops::Label::new("settled", Vec::<String>::new());
    let chosen = two.values[0].op;
    a.store().write(move |write| write.settle_two_values(id(1), "title", chosen, None, &label)).unwrap();
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    assert_eq!(b.store().read(|read| read.two_values()).unwrap(), []);
    assert_eq!(b.field(id(1), "title"), two.values[0].value);
    equal(&a, &b);
}

#[test]
fn agreeing_or_writing_one_after_the_other_is_no_matter() {
    let (a, b) = two();
    let mut hub = Ledger::default();
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    a.act("renamed", title("same"));
    b.act("renamed", title("same"));
    for desk in [&a, &b, &a] {
        meet(desk, &mut hub);
    }
    assert_eq!(b.count("SELECT count(*) FROM contested"), 1, "two wrote at once");
    assert_eq!(b.store().read(|read| read.two_values()).unwrap(), []);
    a.act("renamed", title("next"));
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    assert_eq!(b.store().read(|read| read.two_values()).unwrap(), []);
}

#[test]
fn who_writes_over_what_was_not_on_the_screen_leaves_both_values() {
    let desk = Desk::new(65);
    desk.act("made", vec![workaround(1, "a")]);
    // A form opens with "a" in it; before it is saved something else writes.
    desk.act("renamed", title("b"));
    let save = |to: &'static str, saw: &'static str| {
        let seen = OnScreen { entity: id(1), field: "title".to_owned(), value: Value::from(saw) };
        let draft = ActDraft { changes: title(to), seen: vec![seen], ..ActDraft::default() };
        desk.store().write(|write| write.record(draft)).unwrap();
    };
    save("c", "a");
    assert_eq!(desk.field(id(1), "title"), Value::from("c"), "the newest counts");
    let two = desk.store().read(|read| read.two_values()).unwrap();
    let values: Vec<&Value> = two[0].values.iter().map(|value| &value.value).collect();
    assert_eq!((two.len(), values), (1, vec![&Value::from("c"), &Value::from("b")]));
    desk.assert_sound();
    // Undo brings back what was replaced, not what was on the screen.
    desk.undo();
    assert_eq!(desk.field(id(1), "title"), Value::from("b"));
    // Who saw what stands leaves nothing to settle, whatever else the field once held.
    save("d", "b");
    assert_eq!(desk.store().read(|read| read.two_values()).unwrap(), []);
    desk.assert_sound();
}
