//! A redaction reaches every desk, in whatever order it and what it names come.

use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_sync::{Hub as _, Run};

use super::common::{Desk, id, workaround};
use super::hub::{Bag, Ledger};
use super::{carried_by, equal, join, meet, run_of, title, two};

#[test]
fn a_redaction_empties_the_op_on_every_desk() {
    let (a, b) = two();
    a.act("renamed", title("Zebedee Quillfeather"));
    let mut hub = Ledger::default();
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    a.store().redact("Zebedee").unwrap();
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    equal(&a, &b);
    assert_eq!(b.field(id(1), "title"), Value::from("[removed] Quillfeather"));
    assert_eq!(b.count("SELECT count(*) FROM op WHERE body IS NULL"), 1);
    let bytes = std::fs::read(b.path()).unwrap();
    assert!(!bytes.windows(7).any(|window| window == b"Zebedee"), "no byte of it is left");
    // A hub that still has the body brings it to nobody.
    let c = Desk::new(65);
    join(&a, &c);
    meet(&c, &mut hub);
    equal(&a, &c);
    assert_eq!(c.count("SELECT count(*) FROM op WHERE body IS NULL"), 1);
}

#[test]
fn bytes_of_a_redaction_that_came_are_owed_until_they_are_cleared_also_after_a_restart() {
    let (a, mut b) = two();
    // Long enough that what is freed is not used again at once.
    let detail = |text: String| vec![Change::of(Kind::Workaround, id(1)).with("detail", text)];
    a.act("changed", detail("Zebedee Quillfeather ".repeat(2_000)));
    a.act("changed", detail("nobody".to_owned()));
    let mut hub = Ledger::default();
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    a.store().redact("Zebedee").unwrap();
    meet(&a, &mut hub);
    // Another program reads the file while the redaction comes: its bytes cannot be cleared.
    let reader = b.sql();
    reader.execute_batch("BEGIN").unwrap();
    reader.query_row("SELECT count(*) FROM op", [], |row| row.get::<_, i64>(0)).unwrap();
    meet(&b, &mut hub);
    reader.execute_batch("COMMIT").unwrap();
    drop(reader);
    let is_left = |b: &Desk| std::fs::read(b.path()).unwrap().windows(7).any(|window| window == b"Zebedee");
    b.close();
    assert!(is_left(&b), "the test can see the text");
    b.reopen();
    b.store().clear_removed().unwrap();
    assert!(!is_left(&b), "no byte of it is left");
    assert_eq!(b.count("SELECT count(*) FROM meta WHERE key = 'clearing_owed'"), 0, "and nothing is owed");
    equal(&a, &b);
}

/// Whether a word stands in a desk's file.
fn is_left(desk: &mut Desk, word: &str) -> bool {
    desk.image().windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn what_a_redaction_emptied_does_not_come_back_by_another_copy() {
    let (a, b) = two();
    let (c, d) = (Desk::new(63), Desk::new(64));
    let mut before = Ledger::default();
    meet(&a, &mut before);
    for desk in [&c, &d] {
        join(&a, desk);
        meet(desk, &mut before);
    }
    let text = a.store().redact("Fax twice").unwrap().value;
    assert_eq!(text.ops, 1);
    let mut hub = Ledger::default();
    meet(&a, &mut hub);
    let met = meet(&b, &mut hub);
    assert_eq!((met.received, met.emptied), (2, 0));
    // Who never heard of it carries what it holds: that lies there under another stream, so it is asked for.
    let mut elsewhere = carried_by(&c);
    let carried = elsewhere.pieces().unwrap().remove(0);
    assert_eq!(meet(&b, &mut elsewhere).emptied, 0);
    let knows = |piece: &keepalive_sync::Held| piece.piece == carried;
    assert!(keepalive_sync::Shelf::held(b.store()).unwrap().iter().any(knows), "it came, and with its body");
    assert_eq!(b.count("SELECT count(*) FROM op WHERE body IS NULL"), 1);
    equal(&a, &b);
    // Nor does it where the op stands here empty while nothing names it yet.
    let e = Desk::new(65);
    join(&a, &e);
    let mut run = run_of(&a);
    run.items.truncate(1);
    let mut bare = Ledger::default();
    bare.push(&run).unwrap();
    assert_eq!(meet(&e, &mut bare).emptied, 1);
    meet(&e, &mut hub);
    meet(&e, &mut carried_by(&d));
    assert_eq!(e.count("SELECT count(*) FROM op WHERE body IS NULL"), 1);
    equal(&a, &e);
}

/// A text that was written at one desk and redacted at another. The second one, and the runs of both: the text, and the
/// redaction.
fn redacted_by_another(secret: &str) -> (Desk, Run, Run) {
    let (a, b) = two();
    a.act("renamed", title(secret));
    let text = run_of(&a);
    let mut hub = Ledger::default();
    meet(&a, &mut hub);
    meet(&b, &mut hub);
    b.act("made", vec![workaround(2, "Print twice")]);
    b.store().redact(secret).unwrap();
    let mut own = Bag::default();
    meet(&b, &mut own);
    let piece = own.pieces().unwrap().remove(0);
    let ask = keepalive_sync::Ask { of: piece, known: Vec::new(), upto: piece.end };
    let redaction = own.pull(&ask).unwrap().remove(0);
    assert_eq!(redaction.items.len(), 2);
    (b, text, redaction)
}

/// A hub at which these runs lie.
fn lies(runs: &[&Run]) -> Bag {
    let mut hub = Bag::default();
    for run in runs {
        hub.push(run).unwrap();
    }
    hub
}

#[test]
fn a_redaction_whose_names_come_later_empties_what_it_names() {
    let secret = "Zebedee";
    let (b, text, redaction) = redacted_by_another(secret);
    let mut nameless = redaction.clone();
    nameless.items[1].body = None;
    let d = Desk::new(68);
    join(&b, &d);
    meet(&d, &mut lies(&[&text, &redaction]));
    // Whichever came first, and whether its names come by themselves or with what somebody carries.
    for redaction_first in [false, true] {
        for carried in [false, true] {
            let mut c = Desk::new(67);
            join(&b, &c);
            let come = if redaction_first { [&nameless, &text] } else { [&text, &nameless] };
            for run in come {
                meet(&c, &mut lies(&[run]));
            }
            assert_eq!(c.field(id(1), "title"), Value::from(secret), "nothing says yet that it is redacted");
            let held = c.store().read(|read| read.held(secret)).unwrap();
            assert_eq!(
                (held.ops, held.without_body),
                (1, 1),
                "who removes it here hears that one may hold it"
            );
            assert!(is_left(&mut c, secret), "the test can see the text");
            let met =
                if carried { meet(&c, &mut carried_by(&d)) } else { meet(&c, &mut lies(&[&redaction])) };
            assert_eq!(met.emptied, 0);
            assert_eq!(c.field(id(1), "title"), Value::from("[removed]"));
            assert_eq!(c.count("SELECT count(*) FROM op WHERE body IS NULL"), 1);
            assert!(!is_left(&mut c, secret), "no byte of it is left");
            assert_eq!(c.store().read(|read| read.held(secret)).unwrap().without_body, 0);
            equal(&b, &c);
        }
    }
}

#[test]
fn what_came_after_the_redaction_that_names_it_comes_in_empty() {
    let secret = "Zebedee";
    let (b, text, redaction) = redacted_by_another(secret);
    let mut c = Desk::new(67);
    join(&b, &c);
    for run in [&redaction, &text] {
        assert_eq!(meet(&c, &mut lies(&[run])).emptied, 0);
    }
    assert_eq!(c.count("SELECT count(*) FROM op WHERE body IS NULL"), 1);
    assert!(!is_left(&mut c, secret), "no byte of it ever stood here");
    equal(&b, &c);
}
