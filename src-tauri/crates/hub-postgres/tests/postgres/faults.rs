//! What a server may live through.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use keepalive_hub_postgres::Connected;
use keepalive_sync::{Carrying, Exchange, exchange};
use keepalive_test_postgres::Postgres;

use crate::clinic::{Clinic, DATABASE, Desk, write};

/// Pushes that a kill must have broken.
const BROKEN: u32 = 3;

/// Kills after which it should have met so many.
const MOST_KILLS: u64 = 40;

/// Acts written between two kills.
const ACTS: i64 = 100;

#[test]
fn killed_in_the_middle_of_a_push_nothing_is_lost_and_nothing_stands_half() {
    let Some(mut clinic) = Clinic::new() else { return };
    let (mut broke, mut kills) = (0, 0);
    while broke < BROKEN {
        assert!(kills < MOST_KILLS, "the kills met {broke} pushes");
        for n in 0..ACTS {
            write(&clinic.a.store, &format!("{kills}: {n}"));
        }
        let waiting = AtomicBool::new(true);
        let (a, server, key) = (&clinic.a.store, clinic.a.server().unwrap(), clinic.key.clone());
        let (waiting, pg) = (&waiting, &mut clinic.pg);
        thread::scope(|scope| {
            let desk = scope.spawn(move || {
                let mut hub = Connected::open(&server).unwrap().enter(key).unwrap().unwrap();
                waiting.store(false, Ordering::Release);
                exchange(a, &mut hub, Carrying::Own).is_err()
            });
            while waiting.load(Ordering::Acquire) {
                thread::yield_now();
            }
            thread::sleep(Duration::from_millis(3 * (kills % 8)));
            pg.kill();
            broke += u32::from(desk.join().unwrap());
        });
        clinic.pg.run();
        kills += 1;
        assert_eq!(clinic.admin().check().unwrap(), []);
    }
    clinic.in_step();
    assert_eq!(clinic.count("op"), 1 + i64::try_from(kills).unwrap() * ACTS);
}

#[test]
fn killed_while_the_rows_are_in_and_not_committed() {
    let Some(mut clinic) = Clinic::new() else { return };
    clinic.in_step();
    write(&clinic.a.store, "second");
    // Somebody holds the stream's head: the rows are in, and the push waits there.
    let hold = "BEGIN; SELECT FROM keepalive.stream FOR UPDATE; SELECT pg_sleep(60); COMMIT";
    let mut holder = clinic.pg.client_program("psql").args(["-d", DATABASE, "-c", hold]).spawn().unwrap();
    wait_until(&clinic.pg, "wait_event = 'PgSleep'");
    let (a, server, key) = (&clinic.a.store, clinic.a.server().unwrap(), clinic.key.clone());
    thread::scope(|scope| {
        let desk = scope.spawn(move || {
            let mut hub = Connected::open(&server).unwrap().enter(key).unwrap().unwrap();
            exchange(a, &mut hub, Carrying::Own)
        });
        wait_until(&clinic.pg, "usename = 'keepalive_a' AND wait_event_type = 'Lock'");
        clinic.pg.kill();
        assert!(desk.join().unwrap().is_err());
    });
    holder.wait().unwrap();
    clinic.pg.run();
    assert_eq!(clinic.count("op"), 1, "nothing of it stands");
    clinic.in_step();
    assert_eq!(clinic.count("op"), 2);
}

#[test]
fn an_older_dump_is_told_again_what_it_lost() {
    let Some(clinic) = Clinic::new() else { return };
    let c = clinic.desk("c", 3);
    clinic.in_step();
    let dump = clinic.pg.file("night.dump");
    clinic.pg.client("pg_dump", &["-Fc", "-f", &dump, DATABASE]);
    write(&clinic.a.store, "after the dump");
    write(&c.store, "after the dump, by a desk that never comes again");
    clinic.a.store.redact("first").unwrap();
    clinic.meet(&c);
    clinic.in_step();
    let lost_body = clinic.count("op WHERE body IS NULL");
    assert!(lost_body > 0);
    clinic.pg.client("dropdb", &["--force", DATABASE]);
    clinic.pg.client("createdb", &["-O", "keeper", DATABASE]);
    clinic.pg.client("pg_restore", &["--exit-on-error", "-d", DATABASE, &dump]);
    assert_eq!(clinic.admin().check().unwrap(), []);
    // Each sends its own again; what nobody sends is carried once that is asked for.
    clinic.meet(&clinic.a);
    assert_eq!(clinic.count("op WHERE body IS NULL"), lost_body, "the redaction came again, too");
    let met = exchange(&clinic.b.store, &mut clinic.hub(&clinic.b), Carrying::Own).unwrap();
    assert_eq!(met.lost, 1);
    let met = exchange(&clinic.b.store, &mut clinic.hub(&clinic.b), Carrying::Everybodys).unwrap();
    assert_eq!((met.carried, met.lost), (1, 0));
    clinic.in_step();
    let newcomer = clinic.desk("d", 4);
    clinic.meet(&newcomer);
    assert_eq!(newcomer.store.digest().unwrap(), clinic.a.store.digest().unwrap());
}

#[test]
fn a_hub_that_is_made_anew_is_filled_again() {
    let Some(mut clinic) = Clinic::new() else { return };
    clinic.in_step();
    write(&clinic.b.store, "second");
    clinic.in_step();
    clinic.sql("admin", "DROP SCHEMA keepalive CASCADE").unwrap();
    let error = clinic.try_meet(&clinic.a).unwrap_err().to_string();
    assert!(error.contains("hub init"), "{error}");
    clinic.sql("admin", "DROP ROLE keepalive_a; DROP ROLE keepalive_b").unwrap();
    let mut admin = clinic.admin();
    assert!(admin.init("main").unwrap());
    clinic.a.access = crate::clinic::let_in(&mut admin, "a", None);
    clinic.b.access = crate::clinic::let_in(&mut admin, "b", None);
    clinic.a.connect().unwrap().begin(clinic.space, clinic.key.clone()).unwrap();
    clinic.in_step();
    assert_eq!(clinic.count("op"), 2);
}

/// Waits until some session of the server's is like this.
pub(crate) fn wait_until(pg: &Postgres, session: &str) {
    let asked = format!("SELECT pid FROM pg_stat_activity WHERE {session}");
    for _ in 0..1_000 {
        if !pg.sql(DATABASE, "admin", &asked).unwrap().is_empty() {
            return;
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("no session is {session}");
}

/// Desks that write at once.
const WRITERS: usize = 5;

/// Meetings of each.
const MEETINGS: usize = 12;

#[test]
fn while_several_desks_write_a_reader_sees_no_hole() {
    let Some(clinic) = Clinic::new() else { return };
    let writers: Vec<Desk> =
        (0..WRITERS).map(|n| clinic.desk(&format!("writer-{n}"), 10 + n as u64)).collect();
    let running = AtomicBool::new(true);
    thread::scope(|scope| {
        let writing: Vec<_> = writers
            .iter()
            .map(|desk| {
                let clinic = &clinic;
                scope.spawn(move || {
                    for n in 0..MEETINGS {
                        for m in 0..=n % 4 {
                            write(&desk.store, &format!("{n} {m}"));
                        }
                        let met = clinic.meet(desk);
                        assert_eq!((met.lost, met.waiting, met.refused), (0, 0, 0));
                    }
                })
            })
            .collect();
        let (reader, clinic, running) = (&clinic.b, &clinic, &running);
        let reading = scope.spawn(move || {
            let mut meetings = 0_u32;
            while running.load(Ordering::Acquire) {
                let met = clinic.meet(reader);
                // A hole would be something that waits, or a second piece of a stream.
                assert_eq!((met.waiting, met.aside, met.lost), (0, 0, 0));
                let held = keepalive_sync::Shelf::held(&reader.store).unwrap();
                assert!(held.iter().all(|held| held.piece.after.seq == 0), "{held:?}");
                meetings += 1;
            }
            meetings
        });
        for writing in writing {
            writing.join().unwrap();
        }
        running.store(false, Ordering::Release);
        assert!(reading.join().unwrap() > 1);
    });
    let all: Vec<&Desk> = writers.iter().chain([&clinic.a, &clinic.b]).collect();
    for desk in all.iter().chain(&all) {
        clinic.meet(desk);
    }
    for desk in &all {
        assert_eq!(clinic.meet(desk), Exchange::default());
        assert_eq!(desk.store.digest().unwrap(), clinic.a.store.digest().unwrap());
    }
    assert_eq!(clinic.admin().check().unwrap(), []);
}
