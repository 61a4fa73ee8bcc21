//! Two desks meet through the server.

use keepalive_domain::ids::{DeviceId, StreamId};
use keepalive_store::Watch;
use keepalive_sync::{
    Ask, Carrying, Desk as _, Exchange, Hub as _, Point, Proof, Pushed, Reason, Run, Shelf as _, Span, Trust,
    Vouched, exchange, exchange_watched,
};

use crate::clinic::{Clinic, open, write};

#[test]
fn two_desks_meet_and_hold_the_same() {
    let Some(clinic) = Clinic::new() else { return };
    assert_eq!(clinic.meet(&clinic.a).sent, 1);
    assert_eq!(clinic.meet(&clinic.b).received, 1);
    write(&clinic.b.store, "second");
    clinic.in_step();
    assert_eq!(clinic.count("op"), 2);
    assert_eq!(clinic.count("stream"), 2, "each desk writes a stream of its own");
}

#[test]
fn what_stands_there_says_nothing_to_whoever_runs_the_server() {
    let Some(clinic) = Clinic::new() else { return };
    write(&clinic.a.store, "Quillfeather");
    clinic.meet(&clinic.a);
    let everything = clinic.sql("admin", "SELECT * FROM (SELECT o::text FROM keepalive.op o) x").unwrap();
    assert_eq!(everything.len(), 2);
    let word: String = "Quillfeather".bytes().map(|byte| format!("{byte:02x}")).collect();
    let header: String = "\"stream\"".bytes().map(|byte| format!("{byte:02x}")).collect();
    for row in &everything {
        assert!(!row.contains(&word) && !row.contains(&header), "{row}");
    }
}

#[test]
fn more_than_one_answer_holds_comes_whole() {
    let Some(clinic) = Clinic::new() else { return };
    for n in 0..1_100 {
        write(&clinic.a.store, &format!("title {n}"));
    }
    assert_eq!(clinic.meet(&clinic.a).sent, 1_101);
    assert_eq!(clinic.meet(&clinic.b).received, 1_101);
    clinic.in_step();
}

#[test]
fn many_streams_come_in_one_answer() {
    let Some(clinic) = Clinic::new() else { return };
    for (name, seed) in [("c", 3), ("d", 4), ("e", 5)] {
        let desk = clinic.desk(name, seed);
        for n in 0..3 {
            write(&desk.store, &format!("{name} {n}"));
        }
        clinic.meet(&desk);
    }
    clinic.meet(&clinic.a);
    let mut hub = clinic.hub(&clinic.b);
    let ask = |of: &keepalive_sync::Piece, known| Ask { of: *of, known, upto: of.end };
    let mut asks: Vec<Ask> = hub.pieces().unwrap().iter().map(|piece| ask(piece, Vec::new())).collect();
    assert_eq!(asks.len(), 4);
    // One of them goes on from a point that the desk has, one of which it has another, and one asks for nothing.
    asks.sort_by_key(|ask| ask.upto.seq);
    let alone: Vec<Vec<Run>> = asks.iter().map(|ask| hub.pull(ask).unwrap()).collect();
    assert_eq!(alone.iter().map(|runs| runs[0].items.len()).collect::<Vec<_>>(), [1, 3, 3, 3]);
    asks[1].known = vec![alone[1][0].points().next().unwrap()];
    asks[2].known = vec![Point::at(2, [7; 32])];
    let nothing = Ask { upto: Point::ORIGIN, ..asks[3].clone() };
    asks.insert(1, nothing.clone());
    asks.push(nothing);
    let answers = hub.pull_first(&asks).unwrap();
    // Whether the last one holds nothing, or the answer was full before it, is known once it is asked for alone.
    assert_eq!(answers.len(), 5);
    assert_eq!(
        (&answers[0], &answers[1], &answers[3], &answers[4]),
        (&alone[0], &vec![], &alone[2], &alone[3])
    );
    assert_eq!((answers[2][0].after, &answers[2][0].items[..]), (asks[2].known[0], &alone[1][0].items[1..]));
    assert_eq!(hub.pull_first(&asks[5..]).unwrap(), [vec![]]);
    clinic.in_step();
}

#[test]
fn an_answer_that_is_full_before_the_last_stream_is_gone_on_with() {
    let Some(clinic) = Clinic::new() else { return };
    for (name, seed) in [("c", 3), ("d", 4), ("e", 5)] {
        let desk = clinic.desk(name, seed);
        for n in 0..300 {
            write(&desk.store, &format!("{name} {n}"));
        }
        clinic.meet(&desk);
    }
    assert_eq!(clinic.meet(&clinic.b).received, 900);
    // More than one answer holds, though the desk cannot know it: of each stream it asks for one op, as it seems.
    let mut hub = clinic.hub(&clinic.a);
    let seems = |piece: keepalive_sync::Piece| Ask {
        known: vec![Point::at(piece.end.seq - 1, [7; 32])],
        upto: piece.end,
        of: piece,
    };
    let asks: Vec<Ask> = hub.pieces().unwrap().into_iter().map(seems).collect();
    let answers = hub.pull_first(&asks).unwrap();
    let came: Vec<usize> = answers.iter().map(|runs| runs.iter().map(|run| run.items.len()).sum()).collect();
    assert_eq!(came, [300, 200]);
    clinic.in_step();
}

#[test]
fn a_run_that_is_there_already_changes_nothing() {
    let Some(clinic) = Clinic::new() else { return };
    write(&clinic.a.store, "second");
    let own = clinic.a.store.held().unwrap().into_iter().find(|held| held.writing).unwrap();
    let run = |after, upto| clinic.a.store.run(Span { no: own.no, after, upto }).unwrap();
    let (whole, first, second) = (run(0, 2), run(0, 1), run(1, 2));
    let mut hub = clinic.hub(&clinic.a);
    assert_eq!(hub.push(&second).unwrap(), Pushed::Refused, "what is before it is not there");
    assert_eq!(hub.push(&first).unwrap(), Pushed::Kept);
    // Half of it is there, then all of it.
    for again in [&whole, &whole, &first, &second] {
        assert_eq!(hub.push(again).unwrap(), Pushed::Kept);
    }
    assert_eq!(clinic.count("op"), 2);
    clinic.in_step();
}

#[test]
fn a_restored_desk_forks_is_refused_and_goes_on_in_another_stream() {
    let Some(clinic) = Clinic::new() else { return };
    clinic.in_step();
    // The file as it was now comes back later.
    let copy = clinic.a.store.backup_to(clinic.dir.path(), &Watch::default()).unwrap();
    std::fs::rename(copy.path, clinic.dir.path().join("older.db")).unwrap();
    write(&clinic.a.store, "written after the copy");
    clinic.meet(&clinic.a);
    let older = open(&clinic.dir, "older", 9);
    write(&older, "written in the copy");
    let own = older.held().unwrap().into_iter().find(|held| held.writing).unwrap();
    let fork = older.run(Span { no: own.no, after: 1, upto: 2 }).unwrap();
    assert_eq!(clinic.hub(&clinic.a).push(&fork).unwrap(), Pushed::Refused, "a stream is one chain there");
    let met = exchange(&older, &mut clinic.hub(&clinic.a), Carrying::Own).unwrap();
    assert!(met.restored && met.received == 1, "{met:?}");
    assert_eq!(exchange(&older, &mut clinic.hub(&clinic.a), Carrying::Own).unwrap(), Exchange::default());
    clinic.meet(&clinic.b);
    assert_eq!(older.digest().unwrap(), clinic.b.store.digest().unwrap());
    assert_eq!(clinic.b.store.ops().unwrap(), 3, "neither branch is lost");
    assert_eq!(clinic.admin().check().unwrap(), []);
}

/// Vouches for nobody.
struct Wary;

impl Trust for Wary {
    fn proof_of(&self, _: DeviceId) -> Proof {
        Proof::Nothing
    }
    fn vouches(&self, _: &Run) -> Vouched {
        Vouched { items: 0, signed: None, why: Reason::Unsigned }
    }
    fn said_of(&self, _: StreamId) -> Vec<Point> {
        Vec::new()
    }
    fn sign(&self, _: &mut Run) {}
}

#[test]
fn a_restored_desk_gets_through_what_it_writes_where_nobody_vouches_for_its_later_ops() {
    let Some(clinic) = Clinic::new() else { return };
    clinic.in_step();
    let copy = clinic.a.store.backup_to(clinic.dir.path(), &Watch::default()).unwrap();
    std::fs::rename(copy.path, clinic.dir.path().join("older.db")).unwrap();
    write(&clinic.a.store, "written after the copy");
    clinic.meet(&clinic.a);
    let older = open(&clinic.dir, "older", 9);
    let meets = || {
        let mut hub = clinic.hub(&clinic.a);
        exchange_watched(&older, &mut hub, Carrying::Own, &Wary, &mut |_| {}).unwrap()
    };
    write(&older, "written in the copy");
    let met = meets();
    assert_eq!((met.received, met.aside, met.carried, met.refused), (0, 1, 2, 0));
    write(&older, "and after that");
    let met = meets();
    assert_eq!((met.sent, met.carried, met.refused), (1, 0, 0));
    clinic.meet(&clinic.b);
    assert_eq!(clinic.b.store.ops().unwrap(), 4, "also what is kept aside where it was written");
    assert_eq!(clinic.admin().check().unwrap(), []);
}

#[test]
fn a_copy_of_a_desk_with_a_login_of_its_own_is_told_what_it_is() {
    let Some(clinic) = Clinic::new() else { return };
    clinic.in_step();
    let copy = clinic.a.store.backup_to(clinic.dir.path(), &Watch::default()).unwrap();
    std::fs::rename(copy.path, clinic.dir.path().join("copied.db")).unwrap();
    let copied = open(&clinic.dir, "copied", 9);
    write(&copied, "written in the copy");
    let error = exchange(&copied, &mut clinic.hub(&clinic.b), Carrying::Own).unwrap_err().to_string();
    assert!(error.contains("keepalive_a"), "{error}");
    // Once the first one writes on, the copy hears of it and goes on in a stream of its own.
    write(&clinic.a.store, "written in the first one");
    clinic.meet(&clinic.a);
    let met = exchange(&copied, &mut clinic.hub(&clinic.b), Carrying::Own).unwrap();
    assert!(met.restored, "{met:?}");
    clinic.meet(&clinic.a);
    assert_eq!(copied.digest().unwrap(), clinic.a.store.digest().unwrap());
}

#[test]
fn a_redaction_empties_the_body_at_the_hub_and_what_comes_later() {
    let Some(clinic) = Clinic::new() else { return };
    write(&clinic.a.store, "Quillfeather was here");
    clinic.in_step();
    // The other desk has it still in a stream of its own, as something carried.
    let own = clinic.a.store.held().unwrap().into_iter().find(|held| held.writing).unwrap();
    let carried: Vec<i64> = {
        let cover = keepalive_sync::Cover::default();
        let there =
            clinic.b.store.held().unwrap().into_iter().find(|held| held.piece.key == own.piece.key).unwrap();
        clinic.b.store.lost(Span { no: there.no, after: 0, upto: there.piece.end.seq }, &cover).unwrap()
    };
    clinic.b.store.carry(&carried).unwrap();
    let carrying = clinic.b.store.held().unwrap().into_iter().rfind(|held| held.writing).unwrap();
    let late = clinic.b.store.run(Span { no: carrying.no, after: 0, upto: carrying.piece.end.seq }).unwrap();
    assert!(late.items.iter().all(|item| item.body.is_some()));

    clinic.a.store.redact("Quillfeather").unwrap();
    clinic.meet(&clinic.a);
    assert_eq!(clinic.count("op WHERE body IS NULL"), 1);
    // Sent by a desk that has not heard of it yet.
    assert_eq!(clinic.hub(&clinic.b).push(&late).unwrap(), Pushed::Kept);
    assert_eq!(clinic.count("op WHERE body IS NULL"), 2, "it came in empty");
    clinic.in_step();
    let held = clinic.b.store.read(|read| read.held("Quillfeather")).unwrap();
    assert_eq!(held.ops, 0);
}
