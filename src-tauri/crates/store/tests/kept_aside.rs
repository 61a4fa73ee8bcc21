//! What comes and nobody vouches for: whose it says it is, who carried it, and that it is not asked for in vain.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod common;
#[path = "../../sync/tests/model/hub.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "the hubs of the merge core's own tests; each test uses its part"
)]
mod hub;

use std::cell::Cell;
use std::convert::Infallible;

use common::{Desk, id, workaround};
use hub::Ledger;
use keepalive_domain::ids::{DeviceId, StreamId};
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_store::{AsideEntry, AsideThing, AsideWeight, UnvouchedOps};
use keepalive_sync::{
    Ask, Carrying, Desk as _, Exchange, Hash, Hub, Piece, Point, Proof, Pushed, Reason, Role, Run,
    Shelf as _, Span, Trust, Vouched, exchange, exchange_watched,
};

/// Vouches for nobody until it knows better.
#[derive(Default)]
struct Wary {
    knows_better: Cell<bool>,
}

impl Trust for Wary {
    fn proof_of(&self, _: DeviceId) -> Proof {
        Proof::Nothing
    }
    fn vouches(&self, run: &Run) -> Vouched {
        let items = if self.knows_better.get() { run.items.len() } else { 0 };
        Vouched { items, signed: None, why: Reason::Unsigned }
    }
    fn said_of(&self, _: StreamId) -> Vec<Point> {
        Vec::new()
    }
    fn knowledge(&self) -> Option<Hash> {
        Some([u8::from(self.knows_better.get()); 32])
    }
    fn sign(&self, _: &mut Run) {}
}

/// Counts what is fetched.
#[derive(Default)]
struct Counted {
    hub: Ledger,
    pulls: u64,
}

impl Hub for Counted {
    type Error = Infallible;
    fn pieces(&mut self) -> Result<Vec<Piece>, Infallible> {
        self.hub.pieces()
    }
    fn copies(&self, of: &Piece) -> Hash {
        self.hub.copies(of)
    }
    fn pull(&mut self, ask: &Ask) -> Result<Vec<Run>, Infallible> {
        self.pulls += 1;
        self.hub.pull(ask)
    }
    fn push(&mut self, run: &Run) -> Result<Pushed, Infallible> {
        self.hub.push(run)
    }
}

/// One meeting, and how often it fetched something.
fn meets(desk: &Desk, hub: &mut Counted, trust: &Wary) -> (Exchange, u64) {
    hub.pulls = 0;
    let met = exchange_watched(desk.store(), hub, Carrying::Own, trust, &mut |_| {}).unwrap();
    (met, hub.pulls)
}

/// Two desks in one space; the first has written and sent an act.
fn two(hub: &mut Counted) -> [Desk; 2] {
    let desks = [Desk::new(81), Desk::new(82)];
    desks[0].act("made", vec![workaround(1, "Fax twice")]);
    let space = desks[0].store().read(|read| read.space()).unwrap().unwrap();
    desks[1].store().write(move |write| write.join_space(space)).unwrap();
    exchange(desks[0].store(), hub, Carrying::Own).unwrap();
    desks
}

/// Changes with every write to its file.
fn written(desk: &Desk, watching: &rusqlite::Connection) -> i64 {
    assert!(desk.path().exists());
    watching.query_row("PRAGMA data_version", [], |row| row.get(0)).unwrap()
}

#[test]
fn what_nobody_vouches_for_is_fetched_once_until_something_new_is_known() {
    let (mut hub, trust) = (Counted::default(), Wary::default());
    let [a, mut b] = two(&mut hub);
    let (met, pulls) = meets(&b, &mut hub, &trust);
    assert_eq!((met.received, met.aside, met.waiting, pulls), (0, 1, 0, 1));
    b.reopen();
    let watching = b.sql();
    let before = written(&b, &watching);
    for _ in 0..3 {
        assert_eq!(meets(&b, &mut hub, &trust), (Exchange::default(), 0), "nothing fetched");
    }
    assert_eq!(written(&b, &watching), before, "nothing written");
    // More of it may be what vouches for all.
    let rename = Change::of(Kind::Workaround, id(1)).with("title", "Fax once");
    a.act("renamed", vec![rename]);
    exchange(a.store(), &mut hub, Carrying::Own).unwrap();
    let (met, pulls) = meets(&b, &mut hub, &trust);
    assert_eq!((met.received, met.aside), (0, 1));
    assert!(pulls > 0);
    assert_eq!(meets(&b, &mut hub, &trust), (Exchange::default(), 0));
    // Something new is known of who may write.
    trust.knows_better.set(true);
    assert_eq!(meets(&b, &mut hub, &trust).0.received, 2);
    assert_eq!(b.count("SELECT count(*) FROM aside"), 0);
    assert_eq!(a.store().digest().unwrap(), b.store().digest().unwrap());
    b.assert_sound();
}

#[test]
fn what_is_kept_aside_names_who_wrote_it_and_who_carried_it_and_is_let_in_as_such() {
    let mut hub = Counted::default();
    let [a, b] = two(&mut hub);
    a.act("made", vec![workaround(2, "Print twice")]);
    let writer = a.store().read(|read| read.device()).unwrap().unwrap();
    let no = a.store().held().unwrap()[0].no;
    let mut own = a.store().run(Span { no, after: 0, upto: 2 }).unwrap();
    // The second of them another desk carried.
    let before = own.points().next().unwrap().hash;
    let carrier = DeviceId::new_v7(9, [9; 10]);
    let mut carried = Run { role: Role::Carry, device: carrier, ..own.clone() };
    carried.key.stream = StreamId::new_v7(9, [8; 10]);
    carried.items = vec![keepalive_sync::Item { before, ..own.items.pop().unwrap() }];
    assert_eq!(b.store().keep_aside(own, Reason::Unsigned).unwrap(), 1);
    assert_eq!(b.store().keep_aside(carried, Reason::TakenOut).unwrap(), 1);
    let aside = || b.store().read(|read| read.unvouched()).unwrap();
    let of = |carrier, taken_out| UnvouchedOps { device: writer, carrier, taken_out, ops: 1 };
    assert_eq!(aside(), [of(None, false), of(Some(carrier), true)]);
    assert_eq!(b.store().let_in(of(Some(carrier), true)).unwrap().value, 1);
    assert_eq!(aside(), [of(None, false)], "what came as its own is asked about apart");
    assert_eq!(b.store().let_in(of(None, false)).unwrap().value, 1);
    assert_eq!(aside(), []);
    assert_eq!(a.store().digest().unwrap(), b.store().digest().unwrap());
}

#[test]
fn what_came_after_a_desk_was_taken_out_is_let_in_apart_from_what_nobody_signed() {
    let mut hub = Counted::default();
    let [a, b] = two(&mut hub);
    a.act("made", vec![workaround(2, "Print twice")]);
    let device = a.store().read(|read| read.device()).unwrap().unwrap();
    let no = a.store().held().unwrap()[0].no;
    for (after, why) in [(0, Reason::Unsigned), (1, Reason::TakenOut)] {
        let run = a.store().run(Span { no, after, upto: after + 1 }).unwrap();
        assert_eq!(b.store().keep_aside(run, why).unwrap(), 1);
    }
    let of = |taken_out| UnvouchedOps { device, carrier: None, taken_out, ops: 1 };
    let aside = || b.store().read(|read| read.unvouched()).unwrap();
    assert_eq!(aside(), [of(true), of(false)]);
    assert_eq!(b.store().let_in(of(true)).unwrap().value, 1);
    assert_eq!(aside(), [of(false)]);
    assert_eq!((b.field(id(1), "title"), b.field(id(2), "title")), (Value::Null, "Print twice".into()));
}

#[test]
fn what_deletes_empties_or_gives_a_role_is_shown_first_and_counted_whole() {
    let mut hub = Counted::default();
    let [a, b] = two(&mut hub);
    let title = |n, title: &str| Change::of(Kind::Workaround, id(n)).with("title", title);
    let away = |n| Change::of(Kind::Workaround, id(n)).with("deleted", true);
    a.act("made", vec![workaround(2, "Print twice"), workaround(3, "Call the lab")]);
    for name in ["Fax Ann Roe", "Fax by hand", "Fax again"] {
        a.act("renamed", vec![title(1, name)]);
    }
    a.act("renamed", vec![away(2), title(1, "Fax more"), away(3)]);
    a.act("role", vec![Change::of(Kind::Desk, id(9)).with("role", "manager")]);
    // Nothing is set again: both names that held it are gone from the screen.
    a.store().redact("Ann Roe").unwrap();
    let device = a.store().read(|read| read.device()).unwrap().unwrap();
    let held = a.store().held().unwrap()[0];
    let run = a.store().run(Span { no: held.no, after: 0, upto: held.piece.end.seq }).unwrap();
    assert_eq!(b.store().keep_aside(run, Reason::TakenOut).unwrap(), 8);
    let kept = UnvouchedOps { device, carrier: None, taken_out: true, ops: 8 };
    let look = |most| b.store().read(|read| read.aside_entries(&kept, most)).unwrap();
    let about = |n, kind: Kind, text: Option<&str>, role: Option<&str>| {
        let [text, role] = [text, role].map(|word| word.map(str::to_owned));
        Some(AsideThing { id: id(n), kind: kind.name().to_owned(), text, role, desk_name: None })
    };
    let said = |entries: Vec<AsideEntry>| -> Vec<_> {
        entries.into_iter().map(|entry| (entry.about, entry.things, entry.weight)).collect()
    };
    let nothing = AsideWeight::default();
    let heavy = vec![
        (about(1, Kind::Workaround, Some("Fax more"), None), 3, AsideWeight { deletes: 2, ..nothing }),
        (about(9, Kind::Desk, None, Some("manager")), 1, AsideWeight { roles: 1, ..nothing }),
        (None, 0, AsideWeight { empties: 2, ..nothing }),
    ];
    let all = AsideWeight { deletes: 2, empties: 2, roles: 1 };
    let (shown, weight) = look(3);
    assert_eq!((said(shown), weight), (heavy.clone(), all));
    let (shown, weight) = look(1);
    assert_eq!((said(shown), weight), (heavy[..1].to_vec(), all), "what is not shown counts");
    let titles = |most| -> Vec<_> {
        let about = look(most).0.into_iter().skip(3).map(|entry| entry.about.unwrap());
        about.map(|about| about.text.unwrap()).collect()
    };
    assert_eq!(titles(10), ["Fax twice", "Print twice", "Fax again"]);
    // What cannot be read takes nobody's place.
    b.sql().execute("UPDATE aside SET body = x'7b' WHERE seq = 1", []).unwrap();
    assert_eq!(titles(5), ["Print twice", "Fax again"]);
}

#[test]
fn what_would_give_a_desk_a_name_says_which_or_that_it_takes_it_away() {
    let mut hub = Counted::default();
    let [a, b] = two(&mut hub);
    for name in [Value::from("Front desk"), Value::Null] {
        a.act("named", vec![Change::of(Kind::Desk, id(8)).with("name", name)]);
    }
    a.act("role", vec![Change::of(Kind::Desk, id(9)).with("role", "reader")]);
    let device = a.store().read(|read| read.device()).unwrap().unwrap();
    let held = a.store().held().unwrap()[0];
    let run = a.store().run(Span { no: held.no, after: 0, upto: held.piece.end.seq }).unwrap();
    let ops = b.store().keep_aside(run, Reason::TakenOut).unwrap();
    let kept = UnvouchedOps { device, carrier: None, taken_out: true, ops };
    let entries = b.store().read(|read| read.aside_entries(&kept, 10)).unwrap().0;
    let of_desks = entries.into_iter().filter_map(|entry| entry.about.filter(|about| about.kind == "desk"));
    let names: Vec<_> = of_desks.map(|about| about.desk_name).collect();
    assert_eq!(names, [None, Some("Front desk".to_owned()), Some(String::new())], "the role first");
}

#[test]
fn a_restored_desk_shows_what_it_had_sent_and_nobody_vouches_for_and_what_it_writes_gets_through() {
    let (mut hub, trust) = (Counted::default(), Wary::default());
    let [mut a, b] = two(&mut hub);
    let device = a.store().read(|read| read.device()).unwrap().unwrap();
    a.close();
    let older = std::fs::read(a.path()).unwrap();
    a.reopen();
    let rename = |title: &str| vec![Change::of(Kind::Workaround, id(1)).with("title", title)];
    a.act("renamed", rename("Fax once"));
    exchange(a.store(), &mut hub, Carrying::Own).unwrap();
    a.close();
    std::fs::write(a.path(), older).unwrap();
    a.reopen();
    for title in ["Fax never", "Fax again"] {
        a.act("renamed", rename(title));
        let (met, _) = meets(&a, &mut hub, &trust);
        assert_eq!(met.refused, 0, "{title}");
    }
    let aside = a.store().read(|read| read.unvouched()).unwrap();
    assert_eq!(aside, [UnvouchedOps { device, carrier: None, taken_out: false, ops: 1 }]);
    let received = exchange(b.store(), &mut hub, Carrying::Own).unwrap().received;
    assert_eq!((received, b.field(id(1), "title")), (4, "Fax again".into()));
    // Somebody looks: it comes back.
    assert_eq!(a.store().let_in(aside[0].clone()).unwrap().value, 1);
    exchange(a.store(), &mut hub, Carrying::Own).unwrap();
    exchange(b.store(), &mut hub, Carrying::Own).unwrap();
    assert_eq!(a.store().digest().unwrap(), b.store().digest().unwrap());
    a.assert_sound();
}

#[test]
fn what_is_kept_aside_is_counted_as_it_comes_changes_and_goes() {
    let mut hub = Counted::default();
    let [a, b] = two(&mut hub);
    let rename = |title: &str| vec![Change::of(Kind::Workaround, id(1)).with("title", title)];
    for title in ["Fax once", "Fax Ann Roe", "Fax again"] {
        a.act("renamed", rename(title));
    }
    let held = a.store().held().unwrap()[0];
    let run = |after, upto| a.store().run(Span { no: held.no, after, upto }).unwrap();
    let counted = || -> Vec<(bool, u64)> {
        let aside = b.store().read(|read| read.unvouched()).unwrap();
        let by_hand = "SELECT count(*) FROM aside WHERE hash IS NOT NULL";
        let all: u64 = aside.iter().map(|kept| kept.ops).sum();
        assert_eq!(b.count(by_hand), i64::try_from(all).unwrap());
        aside.iter().map(|kept| (kept.taken_out, kept.ops)).collect()
    };
    // A damaged copy of the second is none that could be let in.
    let mut damaged = run(1, 2);
    damaged.items[0].body = Some(b"{}".to_vec());
    b.store().keep_aside(damaged, Reason::Unsigned).unwrap();
    assert_eq!(counted(), []);
    b.store().keep_aside(run(0, 4), Reason::Unsigned).unwrap();
    b.store().keep_aside(run(0, 4), Reason::Unsigned).unwrap();
    assert_eq!(counted(), [(false, 4)]);
    // Its desk was taken out meanwhile.
    b.store().keep_aside(run(2, 4), Reason::TakenOut).unwrap();
    assert_eq!(counted(), [(true, 2), (false, 2)]);
    b.store().redact("Ann Roe").unwrap();
    assert_eq!(
        counted(),
        [(false, 2)],
        "the one that set it and the one that names it as what stood there before"
    );
    b.store().take(&[run(0, 4)]).unwrap();
    assert_eq!(counted(), []);
}
