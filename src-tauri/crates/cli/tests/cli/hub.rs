//! Two desks share a record over a database, and what whoever runs it types.

use keepalive_test_postgres::{PASSWORD, Postgres};

use super::{Desk, Json, Ran};

/// A database server, two desks, and the files beside them.
struct Clinic {
    pg: Postgres,
    a: Desk,
    b: Desk,
    key: String,
    ca: String,
}

impl Clinic {
    fn new() -> Option<Self> {
        let pg = Postgres::start()?;
        pg.database("keepalive");
        let (a, b) = (Desk::with_clinic(), Desk::empty());
        let (key, ca) = (a.path("key.txt"), a.write("ca.pem", &pg.ca));
        a.done(&["share", "key", &key]);
        Some(Self { pg, a, b, key, ca })
    }

    /// As whoever runs the server.
    fn hub(&self, words: &[&str]) -> Ran {
        let url = self.pg.url("keepalive").replace("keeper@", &format!("keeper:{PASSWORD}@"));
        self.a.run(&[&["hub"], words, &["--server", &url, "--ca", &self.ca, "--json"]].concat())
    }

    fn done(&self, words: &[&str]) -> Json {
        let ran = self.hub(words);
        assert_eq!(ran.code, 0, "{words:?}: {ran:?}");
        serde_json::from_str(&ran.stdout).unwrap()
    }

    fn refused(&self, words: &[&str]) -> Json {
        let ran = self.hub(words);
        assert_eq!(ran.code, 1, "{words:?}: {ran:?}");
        serde_json::from_str(&ran.stderr).unwrap()
    }
}

#[test]
fn from_an_empty_database_to_two_desks_that_hold_the_same() {
    let Some(clinic) = Clinic::new() else { return };
    let Clinic { a, b, key, .. } = &clinic;
    let (for_a, for_b) = (a.path("for-a.json"), b.path("for-b.json"));
    assert_eq!(clinic.refused(&["status"])["hint"], "no_hub");
    let without = a.run(&["hub", "status", "--server", &clinic.pg.url("keepalive"), "--ca", &clinic.ca]);
    assert!(without.code == 1 && without.stderr.contains("PGPASSWORD"), "{without:?}");
    let made = clinic.done(&["init", "--device", "front-desk", "--access", &for_a]);
    assert_eq!((&made["made"], &made["device"]["login"]), (&true.into(), &"keepalive_front_desk".into()));
    clinic.done(&["device", "add", "refills", "--access", &for_b]);
    assert_eq!(
        clinic.refused(&["device", "add", "refills", "--access", &b.path("x")])["hint"],
        "not_a_device"
    );
    assert_eq!(clinic.refused(&["device", "add", "results", "--access", &for_b])["code"], "file");
    // Refused before a password is made, so the desk's own file goes on working below.
    let nowhere = b.path("nowhere/for-b.json");
    assert_eq!(
        clinic.refused(&["device", "add", "refills", "--again", "--writes", "--access", &nowhere])["code"],
        "file"
    );

    // A new password alone would change what the desk may do without a word.
    let unsaid = ["device", "add", "refills", "--again", "--access", &nowhere];
    assert_eq!(clinic.refused(&unsaid)["hint"], "reads_or_writes");

    let meet = |desk: &Desk, access: &str| desk.json(&["share", "postgres", access, "--key", key]);
    let not_begun = a.refused(&["share", "postgres", &for_a, "--key", key]);
    assert_eq!(not_begun["hint"], "not_begun");
    a.done(&["share", "postgres", &for_a, "--key", key, "--begin"]);
    assert!(meet(b, &for_b)["received"].as_u64().unwrap() > 0);
    assert_eq!(a.digest(), b.digest());
    b.done(&["log", "Prints the label twice #orders 5m"]);
    a.done(&["log", "Faxes the form again #refills 2m"]);
    for (desk, access) in [(b, &for_b), (a, &for_a), (b, &for_b)] {
        meet(desk, access);
    }
    assert_eq!(a.digest(), b.digest());
    a.done(&["verify"]);
    let again = meet(a, &for_a);
    assert_eq!((&again["received"], &again["sent"]), (&0.into(), &0.into()));

    let for_reader = a.path("for-reader.json");
    let added = clinic.done(&["device", "add", "exam-room", "--read-only", "--access", &for_reader]);
    assert_eq!(added["reads_only"], true);
    let reader = Desk::empty();
    let read = meet(&reader, &for_reader);
    assert_eq!((&read["reads_only"], &read["sent"]), (&true.into(), &0.into()));
    assert_eq!(a.digest(), reader.digest());
    reader.done(&["log", "Prints the label twice again #orders 5m"]);
    assert_eq!(meet(&reader, &for_reader)["sent"], 0);
    assert_eq!(meet(a, &for_a)["received"], 0);
    clinic.done(&["revoke", "exam-room"]);

    let status = clinic.done(&["status"]);
    assert_eq!(status["encrypted"], true);
    assert_eq!(status["devices"].as_array().unwrap().len(), 3);
    assert_eq!(clinic.done(&["check"])["faults"], Json::Array(Vec::new()));
    let (sheet, for_c) = (a.path("sheet.txt"), a.path("for-c.json"));
    a.done(&["share", "sheet", &sheet, "--at", &for_a, "--key", key]);
    clinic.done(&["device", "add", "results", "--access", &for_c]);
    let c = Desk::empty();
    c.done(&["share", "postgres", &for_c, "--recovery", &sheet]);
    assert_eq!(a.digest(), c.digest());
    clinic.done(&["revoke", "refills"]);
    assert_eq!(b.refused(&["share", "postgres", &for_b, "--key", key])["hint"], "not_let_in");
}

#[test]
fn two_records_become_one_only_where_that_is_asked_for() {
    let Some(clinic) = Clinic::new() else { return };
    let (a, key) = (&clinic.a, &clinic.key);
    let (for_a, for_other) = (a.path("for-a.json"), a.path("for-other.json"));
    clinic.done(&["init", "--device", "a", "--access", &for_a]);
    clinic.done(&["device", "add", "other", "--access", &for_other]);
    let other = Desk::with_clinic();
    other.done(&["log", "Calls the pharmacy back #refills 9m"]);
    a.done(&["share", "postgres", &for_a, "--key", key, "--begin"]);
    let meet = ["share", "postgres", &for_other, "--key", key];
    assert_eq!(other.refused(&meet)["hint"], "other_record");
    let wrong = a.path("wrong.txt");
    a.done(&["share", "key", &wrong]);
    let joining = ["share", "postgres", &for_other, "--key", &wrong, "--join"];
    assert_eq!(other.refused(&joining)["hint"], "other_key", "and nothing was joined");
    other.done(&[&meet[..], &["--join"]].concat());
    a.done(&["share", "postgres", &for_a, "--key", key]);
    assert_eq!(a.digest(), other.digest());
    assert!(a.done(&["search", "pharmacy"]).contains("Calls the pharmacy back"));
}

#[test]
fn what_cannot_work_is_said_before_anything_is_sent() {
    let desk = Desk::empty();
    let hub = |words: &[&str]| {
        let ran = desk.run(&[&["hub"], words, &["--json"]].concat());
        assert_eq!(ran.code, 1, "{ran:?}");
        serde_json::from_str::<Json>(&ran.stderr).unwrap()
    };
    let away = "postgres://admin@db.clinic.example/keepalive";
    assert_eq!(hub(&["status", "--server", away])["hint"], "not_encrypted");
    assert_eq!(hub(&["status", "--server", "hunter2"])["hint"], "not_an_address");
    assert_eq!(hub(&["status", "--server", "postgres://admin@127.0.0.1:1/x"])["hint"], "unreachable");
    let no_ca = desk.write("no-ca.pem", "hunter2");
    assert_eq!(hub(&["check", "--server", away, "--ca", &no_ca])["hint"], "not_a_certificate");
    let access = desk.write("no-access.json", "hunter2");
    let key = desk.path("key.txt");
    desk.done(&["share", "key", &key]);
    assert_eq!(desk.refused(&["share", "postgres", &access, "--key", &key])["hint"], "not_an_access");
}
