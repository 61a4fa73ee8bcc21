//! Copies of a segment that say less, or something else, than the segment: what is signed comes in all the same.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod common;

use std::fs;
use std::path::Path;

use common::Clinic;
use keepalive_domain::ids::{DeviceId, StreamId};
use keepalive_seal::{open_run, seal_run};
use keepalive_store::Store;
use keepalive_sync::{
    Carrying, Exchange, Hash, Point, Proof, Reason, Run, Signed, Trust, Vouched, exchange_watched,
};

/// A signature that is the place's own hash; every other is bad.
struct Notary;

impl Notary {
    fn signature(end: Point) -> [u8; 64] {
        let mut signature = [0; 64];
        signature[..32].copy_from_slice(&end.hash.unwrap());
        signature
    }
}

impl Trust for Notary {
    fn proof_of(&self, _: DeviceId) -> Proof {
        Proof::Signature([1; 32])
    }
    fn vouches(&self, run: &Run) -> Vouched {
        let good = Self::signature(run.piece().end);
        let signed = run.signed.iter().find(|signed| signed.signature == good).copied();
        let items = if signed.is_some() { run.items.len() } else { 0 };
        Vouched { items, signed, why: Reason::Unsigned }
    }
    fn said_of(&self, _: StreamId) -> Vec<Point> {
        Vec::new()
    }
    /// Nothing new is ever known: what nobody vouched for once is not asked for again.
    fn knowledge(&self) -> Option<Hash> {
        Some([0; 32])
    }
    fn sign(&self, run: &mut Run) {
        let end = run.piece().end;
        let signature = Self::signature(end);
        run.signed = vec![Signed { seq: end.seq, by: run.device, signature, good_by: None }];
    }
}

/// What is different in a copy.
type Changed = fn(&mut Run);

impl Clinic {
    fn meet(&self, desk: &Store) -> Exchange {
        exchange_watched(desk, &mut self.hub(), Carrying::Own, &Notary, &mut |_| {}).unwrap()
    }

    /// The b desk meets while this segment is not there.
    fn meet_without(&self, segment: &Path) -> Exchange {
        let away = self.dir.path().join("away");
        fs::rename(segment, &away).unwrap();
        let met = self.meet(&self.b);
        fs::rename(&away, segment).unwrap();
        met
    }

    /// Leaves a copy of a segment under a name that stands before its own.
    fn copy(&self, segment: &Path, name: &str, change: impl FnOnce(&mut Run)) {
        let mut run = open_run(&self.key, &fs::read(segment).unwrap()).unwrap();
        assert_eq!(run.signed.len(), 1);
        change(&mut run);
        let copy = segment.with_file_name(name);
        assert!(copy.as_path() < segment);
        fs::write(&copy, seal_run(&self.key, &run).unwrap()).unwrap();
    }
}

#[test]
fn a_copy_without_its_signature_or_with_a_bad_one_hides_no_signed_segment() {
    let clinic = Clinic::new();
    assert_eq!(clinic.meet(&clinic.a).sent, 1);
    let segment = clinic.segments().remove(0);
    clinic.copy(&segment, "00000000-a.seg", |run| run.signed.clear());
    clinic.copy(&segment, "00000000-b.seg", |run| run.signed[0].signature[0] ^= 1);
    let met = clinic.meet(&clinic.b);
    assert_eq!((met.received, met.aside, met.waiting), (1, 0, 0));
    assert_eq!(clinic.a.digest().unwrap(), clinic.b.digest().unwrap());
    assert_eq!(clinic.meet(&clinic.b), Exchange::default());
}

#[test]
fn a_signed_segment_that_comes_after_copies_of_it_that_say_less_is_fetched() {
    let changes: [(&str, Changed); 3] = [
        ("not signed", |run| run.signed.clear()),
        ("badly signed", |run| run.signed[0].signature[0] ^= 1),
        ("emptied and not signed", |run| {
            run.signed.clear();
            run.items[0].body = None;
        }),
    ];
    for (what, change) in changes {
        let clinic = Clinic::new();
        assert_eq!(clinic.meet(&clinic.a).sent, 1);
        let segment = clinic.segments().remove(0);
        clinic.copy(&segment, "00000000-a.seg", change);
        assert_eq!(clinic.meet_without(&segment).aside, 1, "{what}");
        clinic.copy(&segment, "00000000-b.seg", change);
        assert_eq!(
            clinic.meet_without(&segment),
            Exchange::default(),
            "{what}: the same again is not fetched"
        );
        let met = clinic.meet(&clinic.b);
        assert_eq!((met.received, met.aside, met.waiting), (1, 0, 0), "{what}");
        assert_eq!(clinic.a.digest().unwrap(), clinic.b.digest().unwrap(), "{what}");
        assert_eq!(clinic.b.read(|read| read.unvouched()).unwrap(), [], "{what}");
    }
}

#[test]
fn a_copy_that_lacks_a_body_empties_nothing() {
    let clinic = Clinic::new();
    assert_eq!(clinic.meet(&clinic.a).sent, 1);
    let segment = clinic.segments().remove(0);
    // Two have the signature and not the body, one the body and not the signature.
    clinic.copy(&segment, "00000000-a.seg", |run| run.items[0].body = None);
    clinic.copy(&segment, "00000000-b.seg", |run| run.items[0].body = Some(b"{}".to_vec()));
    clinic.copy(&segment, "00000000-c.seg", |run| run.signed.clear());
    fs::remove_file(segment).unwrap();
    let met = clinic.meet(&clinic.b);
    assert_eq!((met.received, met.waiting), (1, 0));
    assert_eq!(clinic.a.digest().unwrap(), clinic.b.digest().unwrap());
}
