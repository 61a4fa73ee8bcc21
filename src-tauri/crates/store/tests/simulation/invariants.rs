//! What must hold once a clinic has healed.

use std::collections::BTreeMap;
use std::path::Path;

use keepalive_domain::header::Header;
use keepalive_domain::ids::OpId;
use keepalive_domain::ops::Body;
use keepalive_sync::{Carrying, exchange_watched};

use super::clinic::Clinic;
use super::desk::SimDesk;
use crate::hub::MemoryHub;

/// Checks a healed clinic.
pub fn check<H: MemoryHub + Clone>(clinic: &mut Clinic<H>, dir: &Path) {
    let first = clinic.desks[0].ops();
    let digest = clinic.desks[0].store().digest().unwrap();
    let log = clinic.desks[0].store().read(|read| read.log_digest()).unwrap();
    let lost: Vec<_> = clinic.acknowledged.iter().filter(|op| !first.contains_key(op)).collect();
    assert!(lost.is_empty(), "acknowledged ops are lost: {lost:?}");
    for (n, desk) in clinic.desks.iter().enumerate() {
        let other = desk.store().read(|read| read.log_digest()).unwrap();
        assert_eq!(other.differing(&log), Vec::<i64>::new(), "desk {n} holds other ops");
        assert_eq!(desk.store().digest().unwrap(), digest, "desk {n} has another state");
        assert_eq!(two_values(desk), two_values(&clinic.desks[0]), "desk {n} sees other values at once");
        assert_eq!(bodies(desk), bodies(&clinic.desks[0]), "desk {n} has other bodies");
    }
    clinic.keeps_aside_only_what_came_from_outside();
    clinic.nothing_forged_is_in();
    // Whatever was built up in whatever order is what the log gives.
    let one = &clinic.desks[clinic.acknowledged.len() % clinic.desks.len()];
    let report = one.store().verify(|_| {}).unwrap();
    assert_eq!(report.faults, [], "verify");
    one.store().rebuild().unwrap();
    assert_eq!(one.store().digest().unwrap(), digest, "a rebuild gives another state");
    no_edit_lost_to_what_its_author_saw(&first);
    // The hub alone gives everything to somebody new.
    let mut joiner = clinic.joiner(dir, &std::fs::read(dir.join("template")).unwrap());
    assert!(joiner.who.learns(clinic.space, &clinic.place));
    let witness = joiner.who.says(None, &mut clinic.place, |_| Vec::new());
    let done =
        exchange_watched(joiner.store(), &mut clinic.hub, Carrying::Own, &witness, &mut |_| {}).unwrap();
    assert_eq!(done.waiting, 0);
    assert_eq!(joiner.store().digest().unwrap(), digest, "the joiner has another state");
    assert_eq!(joiner.store().read(|read| read.log_digest()).unwrap(), log);
}

/// What two people changed at once.
fn two_values(desk: &SimDesk) -> Vec<keepalive_store::TwoValues> {
    desk.store().read(|read| read.two_values()).unwrap()
}

/// Which ops have a body.
fn bodies(desk: &SimDesk) -> BTreeMap<OpId, bool> {
    desk.ops().into_iter().map(|(op, (_, body))| (op, body.is_some())).collect()
}

/// An op that names the op whose value stood on the screen comes after it.
fn no_edit_lost_to_what_its_author_saw(ops: &BTreeMap<OpId, (Header, Option<Vec<u8>>)>) {
    for (op, (header, body)) in ops {
        let Some(Ok(body)) = body.as_deref().map(serde_json::from_slice::<Body>) else { continue };
        for (field, write) in body.acts.iter().flat_map(|act| &act.set) {
            let Some((seen, _)) = write.base.and_then(|base| ops.get(&base)) else { continue };
            assert!((seen.hlc, seen.op) < (header.hlc, *op), "{op} lost {field} to what its author saw");
        }
    }
}
