//! The lossless archive: the file itself, its manifest, or its ops under a manifest that fits. The first byte says which.
#![no_main]

use keepalive_exchange::archive::{self, ArchiveError};
use keepalive_fuzz::{file_of, zipped};
use libfuzzer_sys::fuzz_target;

/// Whatever hash it names: damage is found after the last op.
const MANIFEST: &[u8] = br#"{"kind":"keepalive archive","format":2,"space":null,"ops":3,"ops_hash":""}"#;

fuzz_target!(|bytes: &[u8]| {
    let Some((which, part)) = bytes.split_first() else { return };
    let file = match which % 3 {
        0 => part.to_vec(),
        1 => zipped(&[("manifest.json", part), ("ops.bin", &[0; 8])]),
        _ => zipped(&[("manifest.json", MANIFEST), ("ops.bin", part)]),
    };
    let (_folder, path) = file_of("any.keepalive", &file);
    let Ok(mut archive) = archive::read(&path) else { return };
    // Damage is an ordinary answer; a panic, or memory that a length only claims, is the finding.
    drop(archive.each_op(|_| Ok::<_, ArchiveError>(())));
});
