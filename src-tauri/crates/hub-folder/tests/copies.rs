//! Copies of a segment that say less, or something else, than the segment: what is signed comes in all the same.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

#[path = "../../store/tests/common/world.rs"]
#[allow(unreachable_pub, reason = "one clock and chance for the tests of every hub")]
mod world;

use std::fs;
use std::path::{Path, PathBuf};

use keepalive_domain::ids::{DeviceId, EntityId, SpaceId, StreamId};
use keepalive_domain::ops::{Change, Label};
use keepalive_domain::schema::Kind;
use keepalive_hub_folder::FolderHub;
use keepalive_seal::{SpaceKey, open_run, seal_run};
use keepalive_store::{ActDraft, OpenOptions, Store};
use keepalive_sync::{
    Carrying, Exchange, Hash, Point, Proof, Reason, Run, Signed, Trust, Vouched, exchange_watched,
};
use world::TestWorld;

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

/// Two desks of one clinic; the first has left a signed segment in the folder that they share.
struct Clinic {
    dir: tempfile::TempDir,
    a: Store,
    b: Store,
    space: SpaceId,
    key: SpaceKey,
}

impl Clinic {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = |name: &str, seed: u64| {
            let options = OpenOptions { any_place: true, ..OpenOptions::default() };
            Store::open(&dir.path().join(name), TestWorld::new(seed), options).unwrap()
        };
        let (a, b) = (store("a.db", 1), store("b.db", 2));
        fs::create_dir(dir.path().join("share")).unwrap();
        let change = Change::of(Kind::Workaround, EntityId::named("test", &["1"])).with("title", "Fax twice");
        let label = Label::new("act", Vec::<String>::new());
        let draft = ActDraft { label, changes: vec![change], ..ActDraft::default() };
        a.write(move |write| write.record(draft)).unwrap();
        let space = a.read(|read| read.space()).unwrap().unwrap();
        b.write(move |write| write.join_space(space)).unwrap();
        let clinic = Self { dir, a, b, space, key: SpaceKey::new().unwrap() };
        assert_eq!(clinic.meet(&clinic.a).sent, 1);
        clinic
    }

    fn meet(&self, desk: &Store) -> Exchange {
        let mut hub = FolderHub::begin(&self.dir.path().join("share"), self.space, self.key.clone()).unwrap();
        exchange_watched(desk, &mut hub, Carrying::Own, &Notary, &mut |_| {}).unwrap()
    }

    /// The one segment in the folder.
    fn segment(&self) -> PathBuf {
        let space = self.dir.path().join("share/keepalive/v1").join(self.space.to_string());
        let only = |dir: &Path| fs::read_dir(dir).unwrap().next().unwrap().unwrap().path();
        only(&only(&space.join("s")))
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
    let segment = clinic.segment();
    clinic.copy(&segment, "00000000-a.seg", |run| run.signed.clear());
    clinic.copy(&segment, "00000000-b.seg", |run| run.signed[0].signature[0] ^= 1);
    let met = clinic.meet(&clinic.b);
    assert_eq!((met.received, met.aside, met.waiting), (1, 0, 0));
    assert_eq!(clinic.a.digest().unwrap(), clinic.b.digest().unwrap());
    assert_eq!(clinic.meet(&clinic.b), Exchange::default());
}
