//! A desk that only reads: what the engine gives it, what it refuses, and the way back.

use keepalive_hub_postgres::{NewDevice, PostgresError};
use keepalive_seal::{SheetKey, SheetName};
use keepalive_sync::{Carrying, Exchange, exchange};

use crate::clinic::{Clinic, Desk, new_desk, open, write};
use crate::refused;

/// Its login.
const READER: &str = "keepalive_exam_room";

/// A clinic in step, and a desk that may only read there.
fn with_a_reader() -> Option<(Clinic, Desk)> {
    let clinic = Clinic::new()?;
    clinic.in_step();
    let new = NewDevice { reads_only: true, ..new_desk("exam-room") };
    let access = clinic.admin().add_device(&new).unwrap();
    let reader = Desk { store: open(&clinic.dir, "exam-room", 7), access };
    let space = clinic.space;
    reader.store.write(move |write| write.join_space(space)).unwrap();
    Some((clinic, reader))
}

#[test]
fn it_has_what_the_others_write_and_leaves_nothing_there() {
    let Some((clinic, reader)) = with_a_reader() else { return };
    assert!(!clinic.hub(&reader).writes() && clinic.hub(&clinic.a).writes());
    let met = clinic.meet(&reader);
    assert_eq!((met.received, met.sent, met.refused), (1, 0, 0));
    assert_eq!(reader.store.digest().unwrap(), clinic.a.store.digest().unwrap());

    write(&reader.store, "stays here");
    write(&clinic.a.store, "second");
    clinic.in_step();
    let (ops, streams) = (clinic.count("op"), clinic.count("stream"));
    let met = clinic.meet(&reader);
    assert_eq!((met.received, met.sent, met.carried), (1, 0, 0), "the meeting itself goes well");
    assert_eq!(met.refused, 1, "what stays here is counted");
    assert_eq!((clinic.count("op"), clinic.count("stream")), (ops, streams));
    // Nor does it put there what the hub lost of others.
    let carried = exchange(&reader.store, &mut clinic.hub(&reader), Carrying::Everybodys).unwrap();
    assert_eq!((carried.sent, carried.carried), (0, 0));
    assert_eq!(clinic.admin().check().unwrap(), []);
}

#[test]
fn the_engine_itself_refuses_every_way_of_writing() {
    let Some((clinic, reader)) = with_a_reader() else { return };
    clinic.meet(&reader);
    let seen = clinic.sql(READER, "SELECT count(*) FROM keepalive.op").unwrap();
    assert_eq!(seen, ["1"]);
    let space = clinic.space;
    for statements in [
        format!(
            "INSERT INTO keepalive.stream (stream, space, device, carries)
             VALUES (gen_random_uuid(), '{space}', gen_random_uuid(), false)"
        ),
        format!(
            "INSERT INTO keepalive.op (stream, seq, space, op, prev, hash, header)
             SELECT stream, head_seq + 1, space, gen_random_uuid(), head_hash, head_hash, 'x' FROM keepalive.stream
              WHERE space = '{space}'"
        ),
        "UPDATE keepalive.op SET body = NULL".to_owned(),
        "DELETE FROM keepalive.op".to_owned(),
        "SELECT keepalive.empty_ops(array_agg(op)) FROM keepalive.op".to_owned(),
        format!("SELECT keepalive.begin('{space}', 'x')"),
        "SELECT keepalive.lay_invite(gen_random_uuid(), 'x')".to_owned(),
        "SELECT keepalive.end_invite(gen_random_uuid())".to_owned(),
        "SELECT keepalive.lay_sheet('2026-11-26-qqqqqqqq', 'x')".to_owned(),
        "SELECT keepalive.end_sheet('2026-11-26-qqqqqqqq')".to_owned(),
        "SET ROLE keepalive_desk".to_owned(),
        "GRANT keepalive_desk TO keepalive_exam_room".to_owned(),
    ] {
        let error = clinic.sql(READER, &statements).unwrap_err();
        assert!(error.starts_with("42501"), "{statements}: {error}");
    }
    assert_eq!((clinic.count("op WHERE body IS NOT NULL"), clinic.count("stream")), (1, 1));
}

#[test]
fn what_it_may_not_do_is_told_with_who_can_change_that() {
    let Some((clinic, reader)) = with_a_reader() else { return };
    let told = |error: PostgresError| {
        assert!(matches!(error, PostgresError::ReadsOnly { .. }), "{error}");
        assert!(error.to_string().contains("hub device add"), "{error}");
    };
    told(refused(reader.connect().unwrap().lay_invite([7; 16], b"sealed")));
    told(refused(reader.connect().unwrap().begin(clinic.space, clinic.key.clone())));
    let sheet = SheetName::new("2026-11-26", &SheetKey::new().unwrap()).unwrap();
    told(refused(clinic.hub(&reader).lay_sheet(&sheet, b"wrapped")));
    // It may join by a code and see what sheets there are.
    clinic.a.connect().unwrap().lay_invite([7; 16], b"sealed").unwrap();
    assert!(reader.connect().unwrap().answer_invite([7; 16], [1; 16], b"answer").unwrap());
    assert_eq!(reader.connect().unwrap().sheets().unwrap(), []);
}

#[test]
fn once_it_may_write_what_it_kept_goes_there_and_the_other_way_round() {
    let Some((clinic, mut reader)) = with_a_reader() else { return };
    write(&reader.store, "kept meanwhile");
    clinic.meet(&reader);
    let again = NewDevice { again: true, ..new_desk("exam-room") };
    reader.access = clinic.admin().add_device(&again).unwrap();
    assert_eq!(clinic.meet(&reader).sent, 1);
    let standing = clinic.admin().standing().unwrap();
    assert!(standing.devices.iter().all(|device| !device.reads_only));

    reader.access = clinic.admin().add_device(&NewDevice { reads_only: true, ..again }).unwrap();
    write(&reader.store, "kept again");
    assert_eq!(clinic.meet(&reader).sent, 0);
    let read_only: Vec<_> = clinic.admin().standing().unwrap().devices;
    let read_only: Vec<_> = read_only.iter().filter(|device| device.reads_only).collect();
    assert_eq!(read_only.iter().map(|device| device.name.as_str()).collect::<Vec<_>>(), ["exam-room"]);
    assert_ne!(clinic.meet(&clinic.a), Exchange::default(), "what it sent before is there for the others");
    // A login that is in both groups may write after all: that is a fault.
    clinic.sql("admin", "GRANT keepalive_desk TO keepalive_exam_room").unwrap();
    assert_eq!(clinic.admin().check().unwrap()[0].kind, "login");
}

#[test]
fn it_ends_nobodys_invitation_and_what_it_could_once_is_found_and_taken_back() {
    let Some((clinic, reader)) = with_a_reader() else { return };
    clinic.a.connect().unwrap().lay_invite([7; 16], b"sealed").unwrap();
    refused(reader.connect().unwrap().end_invite([7; 16]));
    assert_eq!(clinic.count("invite"), 1);
    // As a hub stands that was made before.
    clinic.sql("admin", "GRANT EXECUTE ON FUNCTION keepalive.end_invite(uuid) TO keepalive_reader").unwrap();
    let faults = clinic.admin().check().unwrap();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].kind == "privilege" && faults[0].detail.contains("end_invite"), "{faults:?}");
    clinic.admin().init("main").unwrap();
    refused(reader.connect().unwrap().end_invite([7; 16]));
    assert_eq!(clinic.admin().check().unwrap(), []);
    clinic.a.connect().unwrap().end_invite([7; 16]).unwrap();
    assert_eq!(clinic.count("invite"), 0);
}

#[test]
fn a_hub_of_before_there_were_readers_takes_one() {
    let Some(clinic) = Clinic::new() else { return };
    clinic.sql("admin", "DROP OWNED BY keepalive_reader; DROP ROLE keepalive_reader").unwrap();
    let new = NewDevice { reads_only: true, ..new_desk("exam-room") };
    let access = clinic.admin().add_device(&new).unwrap();
    let reader = Desk { store: open(&clinic.dir, "exam-room", 7), access };
    assert!(!reader.connect().unwrap().writes());
}
