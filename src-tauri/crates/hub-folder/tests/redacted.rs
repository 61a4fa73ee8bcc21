//! What was redacted, in the segments of a folder.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use common::{Clinic, open, write};
use keepalive_hub_folder::FolderError;
use keepalive_seal::open_run;
use keepalive_store::Store;
use keepalive_sync::{Carrying, Exchange, exchange};

const SECRET: &str = "Zebedee Quillfeather";

impl Clinic {
    fn empty(&self, desk: &Store, carrying: Carrying) -> (Exchange, Result<u64, FolderError>) {
        let mut hub = self.hub();
        let met = exchange(desk, &mut hub, carrying).unwrap();
        let places = desk.read(|read| read.redacted_places()).unwrap();
        (met, hub.empty(&places))
    }

    /// One meeting as the app has it. How many segments were emptied.
    fn meet(&self, desk: &Store) -> u64 {
        self.empty(desk, Carrying::Own).1.unwrap()
    }

    /// The segments that hold the text.
    fn holding(&self, text: &str) -> Vec<PathBuf> {
        let holds = |file: &PathBuf| {
            let run = open_run(&self.key, &fs::read(file).unwrap()).unwrap();
            let mut bodies = run.items.iter().filter_map(|item| item.body.as_ref());
            bodies.any(|body| body.windows(text.len()).any(|part| part == text.as_bytes()))
        };
        self.segments().into_iter().filter(holds).collect()
    }

    /// Both have the secret that the a desk wrote, and what it wrote with it.
    fn with_a_secret() -> Self {
        let clinic = Self::new();
        for title in [SECRET, "later"] {
            write(&clinic.a, title);
        }
        clinic.meet(&clinic.a);
        clinic.meet(&clinic.b);
        assert_eq!((clinic.segments().len(), clinic.holding(SECRET).len()), (1, 1));
        clinic
    }

    fn in_step(&self, desks: &[&Store]) {
        for desk in desks.iter().chain(desks) {
            self.meet(desk);
        }
        for desk in desks {
            assert_eq!(desk.digest().unwrap(), self.a.digest().unwrap());
            assert_eq!(desk.verify(|_| {}).unwrap().faults, []);
            assert_eq!(desk.read(|read| read.held(SECRET)).unwrap().ops, 0);
        }
    }

    /// Nothing more happens: no file comes or goes.
    fn is_quiet(&self, desks: &[&Store]) {
        let before = self.segments();
        for desk in desks {
            let (met, emptied) = self.empty(desk, Carrying::Own);
            assert_eq!((met, emptied.unwrap()), (Exchange::default(), 0));
        }
        assert_eq!(self.segments(), before);
    }
}

#[test]
fn each_desk_takes_what_was_redacted_out_of_its_own_segments() {
    let clinic = Clinic::with_a_secret();
    let before = clinic.segments();
    clinic.b.redact(SECRET).unwrap();
    assert_eq!(clinic.meet(&clinic.b), 0, "those of others are theirs");
    assert_eq!(clinic.holding(SECRET).len(), 1);
    assert_eq!(clinic.meet(&clinic.a), 1, "in the meeting in which it hears of it");
    assert_eq!(clinic.holding(SECRET), Vec::<PathBuf>::new());
    let stays = |file: &PathBuf| file.parent() == before[0].parent() && file != &before[0];
    assert!(clinic.holding("first").iter().any(stays), "what stood beside it stays");
    clinic.in_step(&[&clinic.a, &clinic.b]);
    clinic.is_quiet(&[&clinic.a, &clinic.b]);
}

#[test]
fn who_redacts_does_so_in_its_own_at_once_and_once_more_for_another_text() {
    let clinic = Clinic::with_a_secret();
    clinic.a.redact(SECRET).unwrap();
    assert_eq!(clinic.meet(&clinic.a), 1);
    // The redaction says it as what stood there before.
    assert_eq!((clinic.holding(SECRET).len(), clinic.holding("first").len()), (0, 2));
    clinic.a.redact("first").unwrap();
    assert_eq!(clinic.meet(&clinic.a), 2);
    assert_eq!(clinic.holding("first"), Vec::<PathBuf>::new());
    clinic.in_step(&[&clinic.a, &clinic.b]);
    clinic.is_quiet(&[&clinic.a, &clinic.b]);
}

#[test]
fn a_desk_that_never_heard_of_it_gets_through_whichever_copies_lie_there() {
    for old_one_lies_there in [false, true] {
        let clinic = Clinic::with_a_secret();
        let old = clinic.segments().remove(0);
        let bytes = fs::read(&old).unwrap();
        clinic.b.redact(SECRET).unwrap();
        clinic.meet(&clinic.b);
        clinic.meet(&clinic.a);
        if old_one_lies_there {
            fs::write(&old, bytes).unwrap();
        }
        let newcomer = clinic.newcomer();
        let (met, _) = clinic.empty(&newcomer, Carrying::Own);
        assert_eq!((met.received, met.aside, met.waiting), (clinic.a.ops().unwrap(), 0, 0));
        clinic.in_step(&[&clinic.a, &newcomer]);
    }
}

#[test]
fn a_desk_that_was_stopped_between_the_two_goes_on_where_it_was() {
    let clinic = Clinic::with_a_secret();
    let old = clinic.segments().remove(0);
    let bytes = fs::read(&old).unwrap();
    clinic.a.redact(SECRET).unwrap();
    clinic.meet(&clinic.a);
    let emptied = clinic.segments();
    // The new one was written, and the old one not taken away; a cloud's client left a copy of that, too.
    let conflict = old.with_file_name("00000001-DESKTOP-7F31's conflicted copy.seg");
    for file in [&old, &conflict] {
        fs::write(file, &bytes).unwrap();
    }
    assert_eq!(clinic.holding(SECRET).len(), 2);
    assert_eq!(clinic.meet(&clinic.a), 2);
    assert_eq!(clinic.segments(), emptied, "nothing was written once more");
    clinic.in_step(&[&clinic.a, &clinic.b]);
}

#[test]
fn copies_that_were_never_emptied_become_one() {
    let clinic = Clinic::with_a_secret();
    let old = clinic.segments().remove(0);
    fs::copy(&old, old.with_file_name("00000001-DESKTOP-7F31's conflicted copy.seg")).unwrap();
    clinic.a.redact(SECRET).unwrap();
    assert_eq!(clinic.meet(&clinic.a), 2);
    assert_eq!((clinic.holding(SECRET).len(), clinic.segments().len()), (0, 2));
    clinic.in_step(&[&clinic.a, &clinic.b]);
}

#[test]
fn what_a_desk_carries_is_its_own_to_empty() {
    let clinic = Clinic::with_a_secret();
    fs::remove_file(clinic.segments().remove(0)).unwrap();
    assert_eq!(clinic.empty(&clinic.b, Carrying::Everybodys).0.carried, 3);
    assert_eq!(clinic.holding(SECRET).len(), 1);
    clinic.b.redact(SECRET).unwrap();
    assert_eq!(clinic.meet(&clinic.b), 1);
    assert_eq!(clinic.holding(SECRET), Vec::<PathBuf>::new());
    clinic.in_step(&[&clinic.a, &clinic.b]);
}

#[test]
fn where_the_new_one_cannot_be_written_the_old_one_stays() {
    let clinic = Clinic::with_a_secret();
    let old = clinic.segments().remove(0);
    let stream = old.parent().unwrap().to_owned();
    // Somebody moved it up, and something else has the folder's name.
    let moved = stream.with_file_name("moved.seg");
    fs::rename(&old, &moved).unwrap();
    fs::remove_dir(&stream).unwrap();
    let mut hub = clinic.hub();
    clinic.a.redact(SECRET).unwrap();
    exchange(&clinic.a, &mut hub, Carrying::Own).unwrap();
    let away = clinic.dir.path().join("away");
    fs::rename(&stream, &away).unwrap();
    fs::write(&stream, "in the way").unwrap();
    let places = clinic.a.read(|read| read.redacted_places()).unwrap();
    assert!(matches!(hub.empty(&places), Err(FolderError::File { .. })));
    assert!(moved.is_file());
    fs::remove_file(&stream).unwrap();
    fs::rename(&away, &stream).unwrap();
    assert_eq!(hub.empty(&places).unwrap(), 1, "and is tried again");
    assert_eq!(clinic.holding(SECRET), Vec::<PathBuf>::new());
    let names: BTreeSet<_> = clinic.segments().into_iter().collect();
    assert!(!names.contains(&moved));
    clinic.in_step(&[&clinic.a, &clinic.b]);
}

#[test]
fn a_restored_desk_empties_what_it_wrote_before_in_streams_that_its_copy_does_not_know() {
    let clinic = Clinic::new();
    let [once, twice] = ["once.db", "twice.db"].map(|name| clinic.copy_of_a(name));
    write(&clinic.a, "later");
    clinic.meet(&clinic.a);
    // It was restored, went on in another stream, and wrote the secret there.
    let once = open(&once, 4);
    assert!(clinic.empty(&once, Carrying::Own).0.restored);
    write(&once, SECRET);
    clinic.meet(&once);
    assert_eq!(clinic.holding(SECRET).len(), 1);
    // And was restored once more, from the same copy.
    let twice = open(&twice, 5);
    assert!(clinic.empty(&twice, Carrying::Own).0.restored);
    clinic.meet(&clinic.b);
    clinic.b.redact(SECRET).unwrap();
    clinic.meet(&clinic.b);
    assert_eq!(clinic.meet(&twice), 1);
    assert_eq!(clinic.holding(SECRET), Vec::<PathBuf>::new());
}
