//! Who is let in, and how a desk is told why it is not.

use keepalive_hub_postgres::{Admin, Connected, NewDevice, PostgresError, Server};
use keepalive_seal::SpaceKey;
use keepalive_test_postgres::strangers_ca;

use crate::clinic::{Clinic, DATABASE, new_desk};
use crate::refused;

#[test]
fn a_wrong_password_a_stranger_and_a_server_that_is_away_are_told_apart() {
    let Some(mut clinic) = Clinic::new() else { return };
    let right = clinic.a.access.clone();
    let open = |access| Server::from_access(&access).and_then(|server| Connected::open(&server));
    let with = |change: &dyn Fn(&mut keepalive_hub_postgres::Access)| {
        let mut access = right.clone();
        change(&mut access);
        refused(open(access))
    };
    let password = with(&|access| access.password = "hunter2".to_owned());
    assert!(matches!(password, PostgresError::Login { .. }), "{password}");
    assert!(!password.to_string().contains("hunter2"));
    let ca = with(&|access| access.ca = Some(strangers_ca()));
    assert!(matches!(ca, PostgresError::NotTrusted { .. }), "{ca}");
    // The certificate is of localhost, and this is another name for it.
    let name = with(&|access| access.host = "127.0.0.1".to_owned());
    assert!(matches!(name, PostgresError::NotTrusted { .. }), "{name}");
    let clear = with(&|access| access.ca = None);
    assert!(matches!(clear, PostgresError::Login { .. }), "the server asks for TLS: {clear}");
    let away = with(&|access| (access.host, access.ca) = ("db.clinic.example".to_owned(), None));
    assert!(matches!(away, PostgresError::NotEncrypted { .. }), "{away}");
    let database = with(&|access| access.database = "postgres".to_owned());
    assert!(matches!(database, PostgresError::NotAHub { .. }), "{database}");
    let missing = with(&|access| access.database = "nothing".to_owned());
    assert!(matches!(missing, PostgresError::Refused { .. }), "{missing}");
    assert!(open(right.clone()).is_ok());
    clinic.pg.kill();
    let away = with(&|_| {});
    assert!(matches!(away, PostgresError::Unreachable { .. }), "{away}");
}

#[test]
fn a_lost_file_is_made_again_and_the_old_one_opens_nothing() {
    let Some(mut clinic) = Clinic::new() else { return };
    let new = |name: &str, again| NewDevice { again, ..new_desk(name) };
    let taken = refused(clinic.admin().add_device(&new("a", false)));
    assert!(taken.to_string().contains("--again"), "{taken}");
    assert!(matches!(refused(clinic.admin().add_device(&new("c", true))), PostgresError::Device { .. }));
    let access = clinic.admin().add_device(&new("a", true)).unwrap();
    assert!(matches!(refused(clinic.a.connect()), PostgresError::Login { .. }));
    clinic.a.access = access;
    clinic.in_step();
    assert!(matches!(refused(clinic.admin().revoke("c")), PostgresError::Device { .. }));
}

#[test]
fn another_key_is_told_before_anything_moves() {
    let Some(clinic) = Clinic::new() else { return };
    clinic.in_step();
    let entered = clinic.b.connect().unwrap().enter(SpaceKey::new().unwrap());
    assert!(matches!(refused(entered), PostgresError::OtherKey { .. }));
    // Nor can the clinic be begun again with it.
    let begun = clinic.b.connect().unwrap().begin(clinic.space, SpaceKey::new().unwrap());
    assert!(matches!(refused(begun), PostgresError::BegunAlready { .. }));
}

#[test]
fn a_hub_of_a_newer_version_is_left_alone() {
    let Some(clinic) = Clinic::new() else { return };
    clinic.sql("admin", "UPDATE keepalive.about SET format = 2").unwrap();
    assert!(matches!(refused(clinic.a.connect()), PostgresError::Newer { found: 2, .. }));
    assert!(matches!(refused(clinic.admin().standing()), PostgresError::Newer { .. }));
}

#[test]
fn the_standing_says_who_is_there_and_whether_the_way_is_sealed() {
    let Some(clinic) = Clinic::new() else { return };
    clinic.in_step();
    clinic.admin().revoke("b").unwrap();
    let standing = clinic.admin().standing().unwrap();
    assert!(standing.encrypted && standing.bytes > 0);
    assert_eq!(standing.ops, 1);
    let devices: Vec<_> = standing.devices.iter().map(|d| (d.name.as_str(), d.ops, d.revoked)).collect();
    assert_eq!(devices, [("a", 1, false), ("b", 0, true)]);
    let local = Server::from_url(&clinic.pg.local_url(DATABASE, "admin"), None, None).unwrap();
    assert!(!Admin::open(&local).unwrap().standing().unwrap().encrypted);
}
