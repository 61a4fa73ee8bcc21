//! What the engine itself refuses, to a desk's login that speaks SQL and not through this crate.

use keepalive_domain::ids::StreamId;
use keepalive_sync::Span;

use crate::clinic::{Clinic, write};

/// The login of the first desk.
const A: &str = "keepalive_a";

/// The login of the other desk.
const B: &str = "keepalive_b";

/// A clinic whose first desk has sent three ops, and its stream.
fn three_ops() -> Option<(Clinic, StreamId)> {
    let clinic = Clinic::new()?;
    write(&clinic.a.store, "second");
    write(&clinic.a.store, "third");
    clinic.in_step();
    let stream = clinic.sql("admin", "SELECT stream FROM keepalive.stream WHERE head_seq = 3").unwrap();
    let stream = stream[0].parse().unwrap();
    Some((clinic, stream))
}

/// Rows with these numbers, each on the hash that is given in SQL.
fn rows(stream: StreamId, seqs: std::ops::RangeInclusive<i64>, prev: &str) -> String {
    let (first, last) = (seqs.start(), seqs.end());
    format!(
        "INSERT INTO keepalive.op (stream, seq, space, op, prev, hash, header)
         SELECT stream, seq, space, gen_random_uuid(), {prev}, decode(repeat('07', 32), 'hex'), 'x'
           FROM keepalive.stream, generate_series({first}, {last}) seq WHERE stream = '{stream}'"
    )
}

#[track_caller]
fn refused(clinic: &Clinic, login: &str, statements: &str, code: &str) {
    let before = (clinic.count("op"), clinic.count("stream"));
    let error = clinic.sql(login, statements).unwrap_err();
    assert!(error.starts_with(code), "{login}: {statements}: {error}");
    assert_eq!((clinic.count("op"), clinic.count("stream")), before);
    assert_eq!(clinic.admin().check().unwrap(), []);
}

#[test]
fn holes_other_chains_and_numbers_that_stand() {
    let Some((clinic, stream)) = three_ops() else { return };
    let head = "head_hash";
    let other = "decode(repeat('08', 32), 'hex')";
    refused(&clinic, A, &rows(stream, 5..=5, head), "KP001");
    refused(&clinic, A, &rows(stream, 4..=4, other), "KP002");
    refused(&clinic, A, &rows(stream, 4..=4, "NULL"), "23514");
    refused(&clinic, A, &rows(stream, 3..=3, head), "23505");
    refused(&clinic, A, &rows(stream, 0..=0, head), "23514");
    // The second of them does not stand on the first.
    refused(&clinic, A, &rows(stream, 4..=5, head), "KP002");
    // What follows is taken.
    clinic.sql(A, &rows(stream, 4..=4, head)).unwrap();
    assert_eq!(clinic.count("op"), 4);
}

#[test]
fn another_desks_stream_and_a_head_that_is_moved_by_hand() {
    let Some((clinic, stream)) = three_ops() else { return };
    refused(&clinic, B, &rows(stream, 4..=4, "head_hash"), "42501");
    let as_a = "INSERT INTO keepalive.stream (stream, space, device, carries, login)
                SELECT gen_random_uuid(), space, device, false, 'keepalive_a' FROM keepalive.stream LIMIT 1";
    refused(&clinic, B, as_a, "42501");
    let ahead = as_a.replace("login", "head_seq").replace("'keepalive_a'", "7");
    refused(&clinic, B, &ahead, "42501");
    refused(&clinic, A, "UPDATE keepalive.stream SET head_seq = 1", "42501");
    refused(&clinic, A, "DELETE FROM keepalive.stream", "42501");
    refused(&clinic, B, "SET SESSION AUTHORIZATION keepalive_a", "42501");
    refused(&clinic, B, "SET ROLE keepalive_a", "42501");
}

#[test]
fn edits_by_a_desk_and_by_the_owner_too() {
    let Some((clinic, _)) = three_ops() else { return };
    for edit in [
        "UPDATE keepalive.op SET header = 'x'",
        "UPDATE keepalive.op SET body = NULL",
        "DELETE FROM keepalive.op",
        "TRUNCATE keepalive.op",
    ] {
        refused(&clinic, A, edit, "42501");
    }
    for edit in ["UPDATE keepalive.op SET hash = header", "DELETE FROM keepalive.op", "TRUNCATE keepalive.op"]
    {
        refused(&clinic, "admin", edit, "KP003");
    }
    for look in ["device", "clinic", "emptied"] {
        refused(&clinic, A, &format!("SELECT * FROM keepalive.{look}"), "42501");
    }
}

#[test]
fn another_clinics_rows_are_not_there() {
    let Some((clinic, stream)) = three_ops() else { return };
    let mut admin = clinic.admin();
    assert!(admin.init("north").unwrap());
    crate::clinic::let_in(&mut admin, "other", Some("north"));
    let other = "keepalive_other";
    let count = |table: &str| clinic.sql(other, &format!("SELECT count(*) FROM keepalive.{table}")).unwrap();
    assert_eq!((count("op"), count("stream")), (vec!["0".to_owned()], vec!["0".to_owned()]));
    let space = clinic.space;
    let open = format!(
        "INSERT INTO keepalive.stream (stream, space, device, carries)
         VALUES (gen_random_uuid(), '{space}', gen_random_uuid(), false)"
    );
    refused(&clinic, other, &open, "42501");
    let append = format!(
        "INSERT INTO keepalive.op (stream, seq, space, op, hash, header)
         VALUES ('{stream}', 1, '{space}', gen_random_uuid(), decode(repeat('07', 32), 'hex'), 'x')"
    );
    refused(&clinic, other, &append, "42501");
    // Its redaction reaches nobody else's ops, and the clinic that stands cannot be begun a second time.
    let empty = "SELECT keepalive.empty_ops(array_agg(op)) FROM keepalive.op";
    clinic.sql(other, empty).unwrap();
    let named: Vec<String> = clinic.sql("admin", "SELECT op FROM keepalive.op").unwrap();
    let named = named.iter().map(|op| format!("'{op}'")).collect::<Vec<_>>().join(",");
    clinic.sql(other, &format!("SELECT keepalive.empty_ops(ARRAY[{named}]::uuid[])")).unwrap();
    assert_eq!(clinic.count("op WHERE body IS NULL"), 0);
    let begin = format!("SELECT keepalive.begin('{space}', 'x')");
    assert_eq!(clinic.sql(A, &begin).unwrap(), ["f"]);
    refused(&clinic, other, &begin, "23505");
}

#[test]
fn everything_to_a_desk_whose_access_was_taken_back() {
    let Some((clinic, stream)) = three_ops() else { return };
    let mut hub = clinic.hub(&clinic.a);
    clinic.admin().revoke("a").unwrap();
    // A session that was open sees nothing any more, or was ended where the server's keeper may end it.
    assert_eq!(keepalive_sync::Hub::pieces(&mut hub).unwrap_or_default(), []);
    let own = keepalive_sync::Shelf::held(&clinic.a.store).unwrap().remove(0);
    let run = keepalive_sync::Desk::run(&clinic.a.store, Span { no: own.no, after: 0, upto: 3 }).unwrap();
    assert!(keepalive_sync::Hub::push(&mut hub, &run).is_err());
    let error = clinic.try_meet(&clinic.a).unwrap_err().to_string();
    assert!(error.contains("keepalive_a"), "{error}");
    // Where the role may log in all the same, as where somebody lets it in again by hand, it still is nobody.
    clinic.sql("admin", "ALTER ROLE keepalive_a LOGIN").unwrap();
    let seen = clinic.sql(A, "SELECT count(*) FROM keepalive.op").unwrap();
    assert_eq!(seen, ["0"]);
    let append = format!(
        "INSERT INTO keepalive.op (stream, seq, space, op, prev, hash, header)
         VALUES ('{stream}', 4, '{}', gen_random_uuid(), 'x', decode(repeat('07', 32), 'hex'), 'x')",
        clinic.space
    );
    let error = clinic.sql(A, &append).unwrap_err();
    assert!(error.starts_with("42501"), "{error}");
    let faults = clinic.admin().check().unwrap();
    assert_eq!(faults.len(), 1, "a revoked desk that may log in is a fault: {faults:?}");
    assert_eq!(faults[0].kind, "login");
    // Its ops stay.
    write(&clinic.b.store, "later");
    clinic.meet(&clinic.b);
    assert_eq!(clinic.count("op"), 4);
}
