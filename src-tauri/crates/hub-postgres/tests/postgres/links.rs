//! Meetings over a way that breaks at any byte, that is slow, and that falls silent.

use std::thread;
use std::time::{Duration, Instant};

use keepalive_hub_postgres::{PostgresError, Server};
use keepalive_sync::{Exchange, ExchangeError};
use keepalive_test_postgres::{Link, Way, Weather};

use crate::clinic::{Clinic, DATABASE, Desk, Met, write, write_of};
use crate::faults::wait_until;

/// Places at which a meeting is cut, each way, from the first byte to the last.
const CUTS: u64 = 25;

/// Acts that each of two desks brings to such a meeting.
const ACTS: i64 = 3;

/// How long a broken meeting may take to say so: both ends hear of a cut.
const BOUNDED: Duration = Duration::from_secs(5);

/// How long a silence these desks bear. What the others bear is a minute.
const SILENCE: Duration = Duration::from_secs(1);

#[test]
fn cut_at_any_byte_it_says_so_loses_nothing_and_the_next_meeting_ends_in_step() {
    let Some(clinic) = Clinic::new() else { return };
    let link = Link::to(clinic.pg.port());
    let server = over(&link, &clinic.a);
    clinic.in_step();
    both_write(&clinic, "whole");
    assert_eq!(clinic.try_meet_at(&clinic.a, &server).unwrap(), sent_and_received());
    let (to_server, to_desk) = link.carried();
    let (mut broken, mut rounds) = (0, 1);
    for (way, bytes) in [(Way::ToServer, to_server), (Way::ToDesk, to_desk)] {
        for n in 0..CUTS {
            both_write(&clinic, &format!("{way:?} {n}"));
            link.set(Weather::Cut { way, after: bytes * n / CUTS });
            let begun = Instant::now();
            broken += u64::from(broke(clinic.try_meet_at(&clinic.a, &server)));
            assert!(begun.elapsed() < BOUNDED, "{way:?} {n} took {:?}", begun.elapsed());
            link.set(Weather::Fair);
            clinic.try_meet_at(&clinic.a, &server).unwrap();
            clinic.meet(&clinic.b);
            assert_eq!(clinic.a.store.digest().unwrap(), clinic.b.store.digest().unwrap(), "{way:?} {n}");
            rounds += 1;
        }
    }
    clinic.in_step();
    assert_eq!(clinic.count("op"), 1 + 2 * ACTS * rounds, "no act is lost, and none stands twice");
    // What is said after the last answer may be cut off without anybody missing it.
    assert!(broken >= 2 * CUTS - 3, "{broken} of {} broke", 2 * CUTS);
}

/// A desk writes, and another one writes and sends it.
fn both_write(clinic: &Clinic, what: &str) {
    for n in 0..ACTS {
        write(&clinic.a.store, &format!("a {what} {n}"));
        write(&clinic.b.store, &format!("b {what} {n}"));
    }
    clinic.meet(&clinic.b);
}

fn sent_and_received() -> Exchange {
    let acts = ACTS.unsigned_abs();
    Exchange { sent: acts, received: acts, ..Exchange::default() }
}

/// Whether a meeting broke; in no other way than by the way there.
fn broke(met: Met) -> bool {
    match met {
        Ok(_) => false,
        Err(ExchangeError::Hub(PostgresError::Unreachable { .. })) => true,
        Err(other) => panic!("it failed otherwise: {other}"),
    }
}

/// Where a desk finds its server over this way.
fn over(link: &Link, desk: &Desk) -> Server {
    let mut access = desk.access.clone();
    access.port = link.port();
    Server::from_access(&access).unwrap()
}

/// 400 kB a second.
const SLOW: Weather = Weather::Slow { bytes: 8 * 1024, every: Duration::from_millis(20) };

/// What is carried over a slow way: more than goes over it in the silence that is borne.
const LONG_TITLES: u64 = 300;

/// Characters of each, which do not deflate to less than two thirds.
const TITLE: usize = 6_000;

#[test]
fn over_a_slow_way_a_meeting_takes_longer_than_any_silence_and_ends_well() {
    let Some(clinic) = Clinic::new() else { return };
    clinic.in_step();
    let silence = Duration::from_millis(2_500);
    let link = Link::to(clinic.pg.port());
    link.set(SLOW);
    for n in 0..LONG_TITLES {
        write(&clinic.a.store, &incompressible(n));
    }
    // It goes in several statements, and comes in one answer.
    for (desk, does) in [(&clinic.a, "sends"), (&clinic.b, "receives")] {
        let begun = Instant::now();
        let met = clinic.try_meet_at(desk, &over(&link, desk).silent_for_at_most(silence)).unwrap();
        assert_eq!(met.sent + met.received, LONG_TITLES, "{does}");
        assert!(begun.elapsed() > silence, "it {does} within {:?}: that was not slow", begun.elapsed());
    }
    clinic.in_step();
}

/// A text without a pattern.
fn incompressible(n: u64) -> String {
    let mut state = n.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut letter = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        char::from(b'0' + u8::try_from(state >> 33 & 0x3f).unwrap_or_default())
    };
    (0..TITLE).map(&mut letter).collect()
}

#[test]
fn a_silent_way_is_given_up_in_time_and_serves_again_when_it_is_back() {
    let Some(clinic) = Clinic::new() else { return };
    let link = Link::to(clinic.pg.port());
    let server = over(&link, &clinic.a).silent_for_at_most(SILENCE);
    clinic.in_step();
    both_write(&clinic, "whole");
    clinic.try_meet_at(&clinic.a, &server).unwrap();
    let (to_server, to_desk) = link.carried();
    // It is accepted and never answered; it falls silent in logging in, while what stands is asked for, and at the end.
    let whole = [(Way::ToServer, to_server), (Way::ToDesk, to_desk)];
    let places = whole.into_iter().flat_map(|(way, bytes)| [0, 1, 2, 3].map(|n| (way, bytes * n / 4)));
    for (way, after) in places {
        both_write(&clinic, &format!("{way:?} {after}"));
        link.set(Weather::Silent { way, after });
        let begun = Instant::now();
        let error = clinic.try_meet_at(&clinic.a, &server).unwrap_err().to_string();
        let took = begun.elapsed();
        assert!(error.contains("no answer within 1 s"), "{way:?} {after}: {error}");
        assert!(took >= SILENCE && took < SILENCE + BOUNDED, "{way:?} {after}: {took:?}");
        link.set(Weather::Fair);
        clinic.try_meet_at(&clinic.a, &server).unwrap();
        clinic.meet(&clinic.b);
        assert_eq!(clinic.a.store.digest().unwrap(), clinic.b.store.digest().unwrap());
    }
    clinic.in_step();
}

#[test]
fn a_desk_that_is_never_heard_again_inside_a_transaction_keeps_nobody_waiting() {
    let Some(clinic) = Clinic::new() else { return };
    let link = Link::to(clinic.pg.port());
    let server = over(&link, &clinic.a).silent_for_at_most(SILENCE);
    write(&clinic.a.store, "Quillfeather was here");
    clinic.in_step();
    clinic.a.store.redact("Quillfeather").unwrap();
    // Somebody holds the stream's head: the redaction has the clinic's row, and waits there.
    let hold = "BEGIN; SELECT FROM keepalive.stream FOR UPDATE; SELECT pg_sleep(60); COMMIT";
    let mut holder = clinic.pg.client_program("psql").args(["-d", DATABASE, "-c", hold]).spawn().unwrap();
    wait_until(&clinic.pg, "wait_event = 'PgSleep'");
    thread::scope(|scope| {
        let meeting = scope.spawn(|| broke(clinic.try_meet_at(&clinic.a, &server)));
        wait_until(&clinic.pg, "usename = 'keepalive_a' AND wait_event_type = 'Lock'");
        link.fall_silent();
        let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'";
        clinic.sql("admin", end).unwrap();
        holder.wait().unwrap();
        // It answers, and nobody goes on.
        wait_until(&clinic.pg, "usename = 'keepalive_a' AND state = 'idle in transaction'");
        assert!(meeting.join().unwrap(), "the meeting did not break");
    });
    // It is given up by the server as by the desk.
    let begun = Instant::now();
    write_of(&clinic.b.store, "2", "after the silence");
    clinic.meet(&clinic.b);
    clinic.meet(&clinic.a);
    assert!(begun.elapsed() < SILENCE + BOUNDED, "they waited {:?}", begun.elapsed());
    clinic.in_step();
    let held = clinic.b.store.read(|read| read.held("Quillfeather")).unwrap();
    assert_eq!(held.ops, 0);
}

/// Meetings that fall silent one after the other: more than a desk may have sessions.
const SILENT_MEETINGS: u32 = 10;

#[test]
fn sessions_that_fell_silent_keep_their_desk_out_for_a_while_and_not_for_hours() {
    let Some(clinic) = Clinic::new() else { return };
    clinic.in_step();
    let silence = Duration::from_millis(600);
    let link = Link::to(clinic.pg.port());
    let server = over(&link, &clinic.a).silent_for_at_most(silence);
    clinic.try_meet_at(&clinic.a, &server).unwrap();
    let (_, to_desk) = link.carried();
    // Each is through when it falls silent; the server does not hear that the desk has gone.
    link.set(Weather::Silent { way: Way::ToDesk, after: to_desk * 3 / 4 });
    for _ in 0..SILENT_MEETINGS {
        assert!(clinic.try_meet_at(&clinic.a, &server).is_err());
    }
    write(&clinic.a.store, "after the silence");
    let begun = Instant::now();
    while let Err(error) = clinic.try_meet(&clinic.a) {
        assert!(begun.elapsed() < silence * 5 + BOUNDED, "after {:?}: {error}", begun.elapsed());
        thread::sleep(Duration::from_millis(100));
    }
    clinic.in_step();
}
