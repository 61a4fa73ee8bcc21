//! What comes over a folder or a hub: a segment, a parcel, an invitation and its answer, and the run inside the seal, which
//! only whoever has the key could have made.
#![no_main]

use std::sync::LazyLock;

use keepalive_hub_folder::{FolderError, Parcel};
use keepalive_seal::{
    InviteCode, SpaceKey, decoded, encoded, open_answer, open_invite, open_note, open_run, who_invites,
};
use libfuzzer_sys::fuzz_target;

static KEY: LazyLock<SpaceKey> = LazyLock::new(|| SpaceKey::new().expect("chance"));
static CODE: LazyLock<InviteCode> = LazyLock::new(|| InviteCode::new().expect("chance"));

fuzz_target!(|bytes: &[u8]| {
    let Some((which, bytes)) = bytes.split_first() else { return };
    match which % 5 {
        // What is read is written the same again.
        0 => {
            if let Some(run) = decoded(bytes) {
                assert_eq!(encoded(&run).ok().and_then(|again| decoded(&again)), Some(run));
            }
        }
        1 => assert!(open_run(&KEY, bytes).is_none(), "a seal without the key"),
        2 => {
            let _ = who_invites(bytes);
            drop(open_note(&KEY, bytes));
            let _ = open_answer(&KEY, bytes);
        }
        3 => {
            drop(open_invite(&CODE, bytes));
        }
        _ => {
            let (_folder, path) = keepalive_fuzz::file_of("any.parcel", bytes);
            if let Ok(mut parcel) = Parcel::open(&path, SpaceKey::parse(&KEY.text()).expect("our own key")) {
                drop(parcel.each_run(|_| Ok::<_, FolderError>(())));
            }
        }
    }
});
