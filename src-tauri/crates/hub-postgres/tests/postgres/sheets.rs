//! What recovery sheets open: what the engine refuses there, and who sees it.

use keepalive_seal::{SheetKey, SheetName};

use crate::clinic::{Clinic, let_in};

fn name(day: &str) -> SheetName {
    SheetName::new(day, &SheetKey::new().unwrap()).unwrap()
}

#[test]
fn a_desk_reaches_them_by_their_functions_alone() {
    let Some(clinic) = Clinic::new() else { return };
    clinic.hub(&clinic.a).lay_sheet(&name("2026-11-26"), b"wrapped").unwrap();
    for statements in [
        "SELECT * FROM keepalive.sheet",
        "DELETE FROM keepalive.sheet",
        "UPDATE keepalive.sheet SET wrapped = 'x'",
        "INSERT INTO keepalive.sheet (clinic, name, wrapped) VALUES (1, '2026-11-26-qqqqqqqq', 'x')",
    ] {
        let error = clinic.sql("keepalive_b", statements).unwrap_err();
        assert!(error.starts_with("42501"), "{statements}: {error}");
    }
    // Names that are none, and what is no wrapped key for sure.
    for call in
        ["lay_sheet('../x', 'x')", "lay_sheet('2026-11-26-qqqqqqqq', convert_to(repeat('x', 5000), 'UTF8'))"]
    {
        let error = clinic.sql("keepalive_b", &format!("SELECT keepalive.{call}")).unwrap_err();
        assert!(error.starts_with("23514"), "{call}: {error}");
    }
    assert_eq!((clinic.count("sheet"), clinic.admin().check().unwrap()), (1, Vec::new()));
}

#[test]
fn what_was_laid_stays_as_it_is_and_only_a_new_one_is_taken_away_by_its_desk() {
    let Some(clinic) = Clinic::new() else { return };
    let (first, second) = (name("2026-02-03"), name("2026-11-26"));
    for (name, bytes) in [(&second, "second"), (&first, "first"), (&first, "never written over")] {
        clinic.hub(&clinic.a).lay_sheet(name, bytes.as_bytes()).unwrap();
    }
    let there = clinic.b.connect().unwrap().sheets().unwrap();
    assert_eq!(there, [(first.clone(), b"first".to_vec()), (second.clone(), b"second".to_vec())]);
    clinic.b.connect().unwrap().end_sheet(&second).unwrap();
    assert_eq!(clinic.count("sheet"), 2, "another desk's");
    clinic
        .sql(
            "admin",
            "UPDATE keepalive.sheet SET laid_at = now() - interval '2 hours' WHERE name LIKE '2026-02%'",
        )
        .unwrap();
    for name in [&first, &second] {
        clinic.a.connect().unwrap().end_sheet(name).unwrap();
    }
    assert_eq!(clinic.hub(&clinic.a).sheets().unwrap(), [(first, b"first".to_vec())], "that one is on paper");
}

#[test]
fn a_desk_of_another_clinic_or_taken_back_sees_and_lays_none() {
    let Some(mut clinic) = Clinic::new() else { return };
    clinic.hub(&clinic.a).lay_sheet(&name("2026-11-26"), b"wrapped").unwrap();
    let mut open = clinic.hub(&clinic.b);
    clinic.sql("admin", "UPDATE keepalive.device SET revoked_at = now() WHERE name = 'b'").unwrap();
    assert!(open.lay_sheet(&name("2026-11-27"), b"x").is_err());
    assert_eq!(open.sheets().unwrap(), []);
    clinic.admin().init("elm").unwrap();
    clinic.b.access = let_in(&mut clinic.admin(), "elm", Some("elm"));
    assert_eq!(clinic.b.connect().unwrap().sheets().unwrap(), []);
    assert_eq!(clinic.count("sheet"), 1);
}
