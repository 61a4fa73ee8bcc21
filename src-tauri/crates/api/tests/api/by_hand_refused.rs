//! What of entries carried by hand is refused: nothing is changed then, neither here nor on the stick.

use std::fs;
use std::path::Path;

use keepalive_api::ErrorCode;
use proptest::prelude::*;
use serde_json::json;

use crate::common::folder::{Shared, everything_below};
use crate::common::hub::log;
use crate::common::stick::{Stick, two};
use crate::common::{Desk, elm, why};

#[test]
fn what_is_not_to_be_taken_in_is_refused_and_changes_nothing() {
    let (shared, stick) = (Shared::new(), Stick::new());
    let (front, back) = two(&shared);
    log(&front, "Fax the referral");
    front.ok("sharing_export", stick.input());
    let whole = stick.bytes();
    let refuses = |bytes: &[u8], hint: &str| {
        stick.holds(bytes);
        assert_eq!(why(&back.refused("sharing_import", stick.input())), ("invalid", "file", hint));
    };
    for (bytes, hint) in [
        (b"".as_slice(), "not_entries"),
        (b"Key,Title\nA-0001,Print twice\n".as_slice(), "not_entries"),
        (&whole[..27], "not_readable"),
        (&whole[..whole.len() - 1], "not_readable"),
        ([whole.as_slice(), b"x"].concat().as_slice(), "not_readable"),
    ] {
        refuses(bytes, hint);
    }
    for (at, hint) in
        [(0, "not_entries"), (7, "newer_entries"), (24, "not_readable"), (whole.len() - 9, "not_readable")]
    {
        let mut damaged = whole.clone();
        // The eighth byte is the format: from 1 to 2.
        damaged[at] ^= 3;
        refuses(&damaged, hint);
    }
    for path in [stick.0.path().join("gone.keepalive"), stick.0.path().to_owned()] {
        let refused = back.refused("sharing_import", json!({ "path": path }));
        assert_eq!(why(&refused).0, "file", "{refused}");
    }

    // Another clinic's, either way.
    let (other, elsewhere) = (Desk::another(), Shared::new());
    other.world.skip_chance();
    other.ok("first_run", elm());
    other.ok("sharing_begin", elsewhere.input());
    other.ok("sharing_export", stick.input());
    let refused = back.refused("sharing_import", stick.input());
    assert_eq!(why(&refused), ("invalid", "path", "other_record"));
    stick.holds(&whole);
    assert_eq!(why(&other.refused("sharing_import", stick.input())).2, "other_record");

    // Whoever does not share has nobody to carry to; whoever stops has not, either.
    let alone = Desk::elsewhere();
    for command in ["sharing_export", "sharing_import"] {
        assert_eq!(why(&alone.refused(command, stick.input())).2, "sharing_is_off");
    }
    back.ok("sharing_stop", json!({}));
    assert_eq!(why(&back.refused("sharing_import", stick.input())).2, "sharing_is_off");
    let sample = Desk::sample();
    assert_eq!(why(&sample.refused("sharing_export", stick.input())).2, "sharing_sample");
    assert_eq!(stick.bytes(), whole, "none of them wrote there");
    back.ok("sharing_begin", shared.input());
    assert_eq!(back.ok("sharing_import", stick.input())["new"], 1, "and it is good all the same");
}

#[test]
fn what_cannot_be_written_leaves_an_older_file_whole() {
    let (shared, stick) = (Shared::new(), Stick::new());
    let (front, _) = two(&shared);
    let database = front.path("clinic.db");
    let refused = front.refused("sharing_export", json!({ "path": database }));
    assert_eq!(why(&refused), ("file", "", "is_a_database"));
    front.ok("sharing_export", stick.input());
    let older = stick.bytes();
    // The key is gone.
    let key = everything_below(front.dir.path()).into_iter().find(|file| ends(file, "key")).unwrap();
    let aside = front.path("aside");
    fs::rename(&key, &aside).unwrap();
    for command in ["sharing_export", "sharing_import"] {
        assert_eq!(why(&front.refused(command, stick.input())).2, "sharing_key_missing");
    }
    fs::rename(&aside, &key).unwrap();
    let nowhere = json!({ "path": stick.0.path().join("gone").join("entries.keepalive") });
    assert_eq!(why(&front.refused("sharing_export", nowhere)), ("file", "", "carried"));
    assert_eq!(stick.bytes(), older);
    assert_eq!(everything_below(stick.0.path()), [stick.file()], "nothing is left beside it");
}

fn ends(file: &Path, ending: &str) -> bool {
    file.extension().is_some_and(|found| found == ending)
}

/// Whoever finds a stick can write anything on it.
#[test]
fn any_bytes_are_taken_in_or_refused_and_never_a_fault() {
    let (shared, stick) = (Shared::new(), Stick::new());
    let (front, back) = two(&shared);
    front.ok("sharing_export", stick.input());
    let whole = stick.bytes();
    let before = back.digest();
    let runner = &mut prop::test_runner::TestRunner::new(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4);
    let more = prop::collection::vec(any::<u8>(), 0..64);
    runner
        .run(&(changes, any::<prop::sample::Index>(), more, any::<bool>()), |(changes, end, more, cut)| {
            let mut bytes = whole.clone();
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if cut {
                bytes.truncate(end.index(bytes.len()));
                bytes.extend(more);
            }
            stick.holds(&bytes);
            match back.call("sharing_import", stick.input()) {
                Ok(came) => prop_assert_eq!((&came["new"], &came["aside"]), (&json!(0), &json!(0))),
                Err(error) => prop_assert_eq!(error.code, ErrorCode::Invalid),
            }
            Ok(())
        })
        .unwrap();
    assert_eq!(back.digest(), before);
    assert_eq!(back.ok("verify", json!({}))["sound"], true);
}
