//! Two real stores and a folder between them.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod common;

use std::path::Path;

use common::{Clinic, write};
use keepalive_hub_folder::{FolderError, FolderHub, Parcel, ParcelWriter, Unreadable};
use keepalive_seal::SpaceKey;
use keepalive_store::{Store, StoreError};
use keepalive_sync::{Carrying, Desk as _, Exchange, Shelf as _, Span, exchange};

impl Clinic {
    fn meet(&self, desk: &Store) -> Exchange {
        exchange(desk, &mut self.hub(), Carrying::Own).unwrap()
    }

    fn in_step(&self) {
        self.meet(&self.a);
        self.meet(&self.b);
        self.meet(&self.a);
        assert_eq!(self.a.digest().unwrap(), self.b.digest().unwrap());
    }
}

#[test]
fn two_desks_meet_in_a_folder() {
    let clinic = Clinic::new();
    assert_eq!(clinic.meet(&clinic.a).sent, 1);
    assert_eq!(clinic.meet(&clinic.b).received, 1);
    write(&clinic.b, "second");
    clinic.in_step();
    assert_eq!(clinic.segments().len(), 2, "each desk wrote one file of its own");
    assert_eq!(clinic.meet(&clinic.b), Exchange::default());
    for desk in [&clinic.a, &clinic.b] {
        assert_eq!(desk.verify(|_| {}).unwrap().faults, []);
    }
}

#[test]
fn conflict_copies_other_names_and_strange_files_change_nothing() {
    let clinic = Clinic::new();
    clinic.meet(&clinic.a);
    let segment = clinic.segments().remove(0);
    let beside = |name: &str| segment.with_file_name(name);
    std::fs::copy(&segment, beside("00000001-00000001-DESKTOP-7F31's conflicted copy.seg")).unwrap();
    std::fs::write(beside("desktop.ini"), b"[x]").unwrap();
    std::fs::write(beside(".unfinished-abc"), b"half").unwrap();
    // Renamed, and moved elsewhere in the folder.
    let moved = clinic.share().join("keepalive/v1").join(clinic.space.to_string()).join("s/old-name.bin");
    std::fs::rename(&segment, moved).unwrap();
    assert_eq!(clinic.meet(&clinic.b).received, 1);
    clinic.in_step();
    assert_eq!(clinic.meet(&clinic.a), Exchange::default());
}

#[test]
fn half_a_file_is_passed_over_until_it_is_whole() {
    let clinic = Clinic::new();
    clinic.meet(&clinic.a);
    let segment = clinic.segments().remove(0);
    let whole = std::fs::read(&segment).unwrap();
    for length in [0, 7, 40, whole.len() - 1] {
        std::fs::write(&segment, &whole[..length]).unwrap();
        assert_eq!(clinic.meet(&clinic.b), Exchange::default());
    }
    std::fs::write(&segment, &whole).unwrap();
    assert_eq!(clinic.meet(&clinic.b).received, 1);
}

#[test]
fn a_file_that_went_away_is_written_again_by_its_desk() {
    let clinic = Clinic::new();
    clinic.in_step();
    std::fs::remove_file(clinic.segments().remove(0)).unwrap();
    // To the other desk it means nothing.
    let met = clinic.meet(&clinic.b);
    assert_eq!((met.received, met.carried, met.lost), (0, 0, 1));
    assert_eq!(clinic.meet(&clinic.a).sent, 1);
    assert_eq!(clinic.meet(&clinic.b), Exchange::default());
}

#[test]
fn what_its_desk_cannot_write_again_another_carries() {
    let clinic = Clinic::new();
    clinic.in_step();
    std::fs::remove_file(clinic.segments().remove(0)).unwrap();
    let met = exchange(&clinic.b, &mut clinic.hub(), Carrying::Everybodys).unwrap();
    assert_eq!((met.carried, met.lost), (1, 0));
    assert_eq!(clinic.a.ops().unwrap(), clinic.b.ops().unwrap(), "carrying is no act");
    // The first desk sends its own all the same; from then on all is quiet.
    clinic.in_step();
    for desk in [&clinic.a, &clinic.b] {
        assert_eq!(clinic.meet(desk), Exchange::default());
    }
}

#[test]
fn a_folder_that_is_not_there_is_said_and_never_made() {
    let clinic = Clinic::new();
    clinic.in_step();
    let mut hub = clinic.hub();
    let away = clinic.dir.path().join("away");
    std::fs::rename(clinic.share(), &away).unwrap();
    assert!(matches!(
        exchange(&clinic.a, &mut hub, Carrying::Own),
        Err(keepalive_sync::ExchangeError::Hub(FolderError::NotTheFolder { .. }))
    ));
    // An empty folder in its place, as where a drive is not connected, is not taken for it.
    std::fs::create_dir(clinic.share()).unwrap();
    let opened = FolderHub::open(&clinic.share(), clinic.space, clinic.key.clone());
    assert!(matches!(opened, Err(FolderError::NotTheFolder { .. })));
    assert_eq!(std::fs::read_dir(clinic.share()).unwrap().count(), 0);
    std::fs::remove_dir(clinic.share()).unwrap();
    std::fs::rename(&away, clinic.share()).unwrap();
    write(&clinic.a, "later");
    clinic.in_step();
}

#[test]
fn a_desk_with_another_key_is_told_instead_of_finding_nothing() {
    let clinic = Clinic::new();
    clinic.meet(&clinic.a);
    let other = || SpaceKey::new().unwrap();
    for refused in [
        FolderHub::open(&clinic.share(), clinic.space, other()),
        FolderHub::begin(&clinic.share(), clinic.space, other()),
    ] {
        assert!(matches!(refused.err(), Some(FolderError::OtherKey { .. })));
    }
    assert_eq!(clinic.meet(&clinic.b).received, 1);
}

/// Writes everything a desk holds into a file.
fn give(desk: &Store, clinic: &Clinic, path: &Path) {
    let mut parcel = ParcelWriter::begin(path, clinic.space, clinic.key.clone()).unwrap();
    for held in desk.held().unwrap() {
        let mut span = Span { no: held.no, after: held.piece.after.seq, upto: held.piece.end.seq };
        while span.after < span.upto {
            let run = desk.run(span).unwrap();
            span.after = run.piece().end.seq;
            parcel.add(&run).unwrap();
        }
    }
    parcel.finish().unwrap();
}

fn take(desk: &Store, clinic: &Clinic, path: &Path) -> Result<u64, FolderError> {
    let mut new = 0;
    Parcel::open(path, clinic.key.clone())?.each_run(|run| {
        let taken = desk.take(&[run]).map_err(|error: StoreError| FolderError::File {
            attempted: "take in",
            path: path.to_owned(),
            source: std::io::Error::other(error),
        })?;
        new += taken.iter().map(|taken| taken.new).sum::<u64>();
        Ok::<_, FolderError>(())
    })?;
    Ok(new)
}

#[test]
fn the_same_by_hand() {
    let clinic = Clinic::new();
    let stick = clinic.dir.path().join("stick.keepalive");
    give(&clinic.a, &clinic, &stick);
    assert_eq!(take(&clinic.b, &clinic, &stick).unwrap(), 1);
    assert_eq!(take(&clinic.b, &clinic, &stick).unwrap(), 0, "twice changes nothing");
    write(&clinic.b, "second");
    give(&clinic.b, &clinic, &stick);
    assert_eq!(take(&clinic.a, &clinic, &stick).unwrap(), 1);
    assert_eq!(clinic.a.digest().unwrap(), clinic.b.digest().unwrap());
}

#[test]
fn a_damaged_file_brings_nothing() {
    let clinic = Clinic::new();
    let stick = clinic.dir.path().join("stick.keepalive");
    give(&clinic.a, &clinic, &stick);
    let whole = std::fs::read(&stick).unwrap();
    let refused = |bytes: &[u8]| {
        std::fs::write(&stick, bytes).unwrap();
        match take(&clinic.b, &clinic, &stick) {
            Err(FolderError::NotReadable { why, .. }) => why,
            other => panic!("{other:?}"),
        }
    };
    for length in [0, 7] {
        assert_eq!(refused(&whole[..length]), Unreadable::SomethingElse, "{length}");
    }
    for length in [8, 27, 28, 40, whole.len() - 1] {
        assert_eq!(refused(&whole[..length]), Unreadable::NotWhole, "{length}");
    }
    let changed = |at: usize, by: u8| {
        let mut bytes = whole.clone();
        bytes[at] ^= by;
        bytes
    };
    assert_eq!(refused(&changed(whole.len() - 1, 1)), Unreadable::Damaged);
    assert_eq!(refused(&changed(0, 1)), Unreadable::SomethingElse);
    // The eighth byte is the format.
    assert_eq!(refused(&changed(7, b'1' ^ b'2')), Unreadable::Newer);
    // How many segments follow is not sealed: one less than there are looks like the whole of another file.
    let segments = u32::from_le_bytes(whole[24..28].try_into().unwrap());
    assert_eq!(refused(&changed(24, 1)), Unreadable::NotWhole, "{segments} segments");
    assert_eq!(refused(&[whole.as_slice(), b"more"].concat()), Unreadable::NotWhole);
    assert_eq!(clinic.b.ops().unwrap(), 0);
    std::fs::write(&stick, &whole).unwrap();
    assert_eq!(Parcel::space_of(&stick).unwrap(), clinic.space);
}

#[test]
fn a_file_of_a_later_key_says_so_to_whoever_has_not_got_it() {
    let clinic = Clinic::new();
    let stick = clinic.dir.path().join("stick.keepalive");
    // 32 bytes as base64, behind the number of the epoch.
    let text = format!("{}\nKEEPALIVE-EPOCH-1-1-{:A<43}", clinic.key.text(), 1);
    let later = SpaceKey::parse(&text).unwrap();
    let mut parcel = ParcelWriter::begin(&stick, clinic.space, later.clone()).unwrap();
    for held in clinic.a.held().unwrap() {
        let span = Span { no: held.no, after: held.piece.after.seq, upto: held.piece.end.seq };
        parcel.add(&clinic.a.run(span).unwrap()).unwrap();
    }
    parcel.finish().unwrap();
    let refused = take(&clinic.b, &clinic, &stick).unwrap_err();
    assert!(matches!(refused, FolderError::NotReadable { why: Unreadable::LaterKey, .. }), "{refused}");
    assert_eq!(clinic.b.ops().unwrap(), 0);
    assert!(Parcel::open(&stick, later).is_ok());
}
