//! Who is in and the later keys: what the engine refuses there, and who sees it.

use crate::clinic::{Clinic, let_in};

#[test]
fn a_desk_reaches_them_by_their_functions_alone_and_changes_none() {
    let Some(clinic) = Clinic::new() else { return };
    clinic.hub(&clinic.a).lay_key_file("desk-1", b"card").unwrap();
    clinic.hub(&clinic.b).lay_key_file("desk-1", b"never written over").unwrap();
    for statements in [
        "SELECT * FROM keepalive.key_file",
        "DELETE FROM keepalive.key_file",
        "UPDATE keepalive.key_file SET content = 'x'",
        "INSERT INTO keepalive.key_file (clinic, name, content) VALUES (1, 'x', 'x')",
    ] {
        let error = clinic.sql("keepalive_b", statements).unwrap_err();
        assert!(error.starts_with("42501"), "{statements}: {error}");
    }
    for call in ["lay_key_file('../x', 'x')", "lay_key_file('x', convert_to(repeat('x', 300000), 'UTF8'))"] {
        let error = clinic.sql("keepalive_b", &format!("SELECT keepalive.{call}")).unwrap_err();
        assert!(error.starts_with("23514"), "{call}: {error}");
    }
    let there = vec![("desk-1".to_owned(), b"card".to_vec())];
    assert_eq!(clinic.hub(&clinic.b).key_files().unwrap(), there);
    assert_eq!(clinic.b.connect().unwrap().key_files().unwrap(), there);
    assert_eq!(clinic.admin().check().unwrap(), Vec::new());
}

#[test]
fn a_desk_of_another_clinic_or_taken_back_sees_and_lays_none() {
    let Some(mut clinic) = Clinic::new() else { return };
    clinic.hub(&clinic.a).lay_key_file("desk-1", b"card").unwrap();
    let mut open = clinic.hub(&clinic.b);
    clinic.sql("admin", "UPDATE keepalive.device SET revoked_at = now() WHERE name = 'b'").unwrap();
    assert!(open.lay_key_file("desk-2", b"x").is_err());
    assert_eq!(open.key_files().unwrap(), []);
    clinic.admin().init("elm").unwrap();
    clinic.b.access = let_in(&mut clinic.admin(), "elm", Some("elm"));
    assert_eq!(clinic.b.connect().unwrap().key_files().unwrap(), []);
    assert_eq!(clinic.count("key_file"), 1);
}
