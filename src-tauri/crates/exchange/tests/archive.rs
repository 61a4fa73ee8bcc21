//! The archive's own bytes: what is written is read, and an older format is.

#![expect(clippy::unwrap_used, reason = "a failure here is a failed test")]

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use keepalive_domain::header::Before;
use keepalive_exchange::archive::{self, ArchiveError, ArchivedOp, FORMAT};
use zip::write::SimpleFileOptions;

/// The first of a stream, one after it, and one whose body was redacted.
fn three() -> Vec<ArchivedOp> {
    let op = |before, header: &str, body: Option<&str>| ArchivedOp {
        before,
        header: header.as_bytes().to_vec(),
        body: body.map(|body| body.as_bytes().to_vec()),
    };
    vec![
        op(Before::Nothing, "first", Some("")),
        op(Before::Op([3; 32]), "second", Some("said")),
        op(Before::Op([4; 32]), "third", None),
    ]
}

fn written(file: &Path, ops: &[ArchivedOp]) {
    let manifest = archive::write(file, None, |take| {
        for ArchivedOp { before, header, body } in ops {
            let before = match before {
                Before::Op(hash) => Some(*hash),
                Before::Nothing | Before::Newest => None,
            };
            take(before, header, body.as_deref())?;
        }
        Ok(ops.len() as u64)
    });
    assert_eq!(manifest.unwrap().format, FORMAT);
}

fn read(file: &Path) -> Result<Vec<ArchivedOp>, ArchiveError> {
    let mut ops = Vec::new();
    archive::read(file)?.each_op(|op| {
        ops.push(op);
        Ok::<_, ArchiveError>(())
    })?;
    Ok(ops)
}

/// An archive with these ops as bytes, whose manifest fits.
fn made_by_hand(file: &Path, format: u32, ops: u64, bytes: &[u8]) {
    let mut zip = zip::ZipWriter::new(File::create(file).unwrap());
    zip.start_file("ops.bin", SimpleFileOptions::default()).unwrap();
    zip.write_all(bytes).unwrap();
    let hash = blake3::hash(bytes).to_hex();
    zip.start_file("manifest.json", SimpleFileOptions::default()).unwrap();
    write!(
        zip,
        r#"{{"kind":"keepalive archive","format":{format},"space":null,"ops":{ops},"ops_hash":"{hash}"}}"#
    )
    .unwrap();
    zip.finish().unwrap();
}

#[test]
fn what_is_written_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("history.zip");
    written(&file, &three());
    assert_eq!(read(&file).unwrap(), three());
}

#[test]
fn the_first_format_did_not_say_what_stands_before_an_op() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("old.zip");
    let mut bytes = Vec::new();
    for part in ["first", "said"] {
        bytes.extend(u32::try_from(part.len()).unwrap().to_le_bytes());
        bytes.extend(part.as_bytes());
    }
    made_by_hand(&file, 1, 1, &bytes);
    let op = ArchivedOp { before: Before::Newest, header: b"first".to_vec(), body: Some(b"said".to_vec()) };
    assert_eq!(read(&file).unwrap(), [op]);
}

#[test]
fn a_newer_format_is_named_and_a_byte_that_says_nothing_is_damage() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("any.zip");
    made_by_hand(&file, FORMAT + 1, 0, &[]);
    assert!(matches!(read(&file), Err(ArchiveError::Newer { found }) if found == FORMAT + 1));
    made_by_hand(&file, FORMAT, 1, &[2; 64]);
    assert!(matches!(read(&file), Err(ArchiveError::Damaged { .. })));
    // It ends within the hash of the op before.
    made_by_hand(&file, FORMAT, 1, &[1; 20]);
    assert!(matches!(read(&file), Err(ArchiveError::Damaged { .. })));
}
