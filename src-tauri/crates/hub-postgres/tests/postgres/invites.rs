//! Invitations: what the engine refuses there, and that one guest answers.

use keepalive_hub_postgres::PostgresError;

use crate::clinic::{Clinic, let_in};
use crate::refused;

/// What an invitation is called here.
const ID: [u8; 16] = [7; 16];

#[test]
fn a_desk_reaches_invitations_by_their_functions_alone() {
    let Some(clinic) = Clinic::new() else { return };
    clinic.a.connect().unwrap().lay_invite(ID, b"sealed").unwrap();
    for statements in [
        "SELECT * FROM keepalive.invite",
        "DELETE FROM keepalive.invite",
        "UPDATE keepalive.invite SET guest = NULL",
        "INSERT INTO keepalive.invite (invite, clinic, sealed) VALUES (gen_random_uuid(), 1, 'x')",
        "SELECT keepalive.my_clinic_number()",
    ] {
        let error = clinic.sql("keepalive_b", statements).unwrap_err();
        assert!(error.starts_with("42501"), "{statements}: {error}");
    }
    assert_eq!(clinic.count("invite"), 1);
    assert_eq!(clinic.admin().check().unwrap(), []);
    clinic.sql("admin", "GRANT SELECT ON keepalive.invite TO keepalive_desk").unwrap();
    assert_eq!(clinic.admin().check().unwrap()[0].kind, "privilege", "a privilege there is a fault");
}

#[test]
fn one_guest_answers_and_the_same_one_again() {
    let Some(clinic) = Clinic::new() else { return };
    clinic.a.connect().unwrap().lay_invite(ID, b"sealed").unwrap();
    let mut b = clinic.b.connect().unwrap();
    let (one, other) = ([1; 16], [2; 16]);
    assert!(b.answer_invite(ID, one, b"first").unwrap());
    assert!(b.answer_invite(ID, one, b"again").unwrap());
    assert!(!b.answer_invite(ID, other, b"other").unwrap());
    assert!(!b.answer_invite([8; 16], other, b"no such invitation").unwrap());
    let found = clinic.a.connect().unwrap().invites().unwrap();
    assert_eq!((found.len(), found[0].answer.as_deref()), (1, Some(b"again".as_slice())));
    b.end_invite(ID).unwrap();
    assert_eq!(clinic.a.connect().unwrap().invites().unwrap(), []);
}

#[test]
fn a_desk_of_another_clinic_or_taken_back_sees_lays_and_ends_none() {
    let Some(mut clinic) = Clinic::new() else { return };
    clinic.a.connect().unwrap().lay_invite(ID, b"sealed").unwrap();
    clinic.admin().init("elm").unwrap();
    let elsewhere = let_in(&mut clinic.admin(), "elm", Some("elm"));
    let theirs = std::mem::replace(&mut clinic.b.access, elsewhere);
    let mut elm = clinic.b.connect().unwrap();
    assert_eq!(elm.invites().unwrap(), []);
    assert!(!elm.answer_invite(ID, [1; 16], b"x").unwrap());
    elm.end_invite(ID).unwrap();
    assert_eq!(clinic.count("invite"), 1);

    clinic.b.access = theirs;
    let mut open = clinic.b.connect().unwrap();
    clinic.sql("admin", "UPDATE keepalive.device SET revoked_at = now() WHERE name = 'b'").unwrap();
    assert!(matches!(refused(open.lay_invite([9; 16], b"x")), PostgresError::Revoked { .. }));
    assert_eq!(open.invites().unwrap(), []);
    assert_eq!(clinic.count("invite"), 1);
}

#[test]
fn what_is_out_of_date_or_of_a_desk_taken_back_does_not_stay_in_the_table() {
    let Some(clinic) = Clinic::new() else { return };
    let old = "UPDATE keepalive.invite SET laid_at = now() - interval '16 minutes'";
    clinic.a.connect().unwrap().lay_invite(ID, b"sealed").unwrap();
    clinic.sql("admin", old).unwrap();
    clinic.admin().init("main").unwrap();
    assert_eq!(clinic.count("invite"), 0, "at the next hub init");
    clinic.a.connect().unwrap().lay_invite(ID, b"sealed").unwrap();
    clinic.sql("admin", old).unwrap();
    clinic.b.connect().unwrap().lay_invite([8; 16], b"sealed").unwrap();
    assert_eq!(clinic.count("invite"), 1, "at the clinic's next invitation");
    clinic.admin().revoke("b").unwrap();
    assert_eq!(clinic.count("invite"), 0, "with the desk that laid it");
}
