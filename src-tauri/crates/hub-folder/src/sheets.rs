//! The space's key, wrapped for each recovery sheet: `<space>/keys/<day>-<mark>.age`, written once.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use keepalive_domain::ids::SpaceId;
use keepalive_seal::SheetName;

use crate::error::{FolderError, failed};
use crate::files;
use crate::folder::root;

/// How such a file ends: age's own ending.
const ENDING: &str = "age";

/// The largest file of this kind that is read: one for a sheet has some hundred bytes, one for 100 desks some 20,000.
const MOST_BYTES: u64 = 64 * 1024;

pub(crate) fn keys_folder(folder: &Path, space: SpaceId) -> PathBuf {
    root(folder, space).join("keys")
}

fn file(folder: &Path, space: SpaceId, name: &SheetName) -> PathBuf {
    keys_folder(folder, space).join(format!("{}.{ENDING}", name.text()))
}

/// Lays what a sheet opens down. What lies there under this name stays.
///
/// # Errors
/// The folder cannot be written.
pub fn put_sheet(folder: &Path, space: SpaceId, name: &SheetName, wrapped: &[u8]) -> Result<(), FolderError> {
    files::write_new(&file(folder, space, name), wrapped).map(drop)
}

/// What lies there for sheets, each with its name; `None` for a conflict copy, or one that somebody renamed.
#[must_use]
pub fn sheets(folder: &Path, space: SpaceId) -> Vec<(Option<SheetName>, Vec<u8>)> {
    let found = files::list(&keys_folder(folder, space)).into_iter();
    let found = found.filter(|listed| {
        listed.mark.0 <= MOST_BYTES && listed.path.extension().is_some_and(|found| found == ENDING)
    });
    let read = |listed: files::Listed| {
        let name = listed.path.file_stem().and_then(|stem| SheetName::parse(stem.to_str()?));
        Some((name, files::read(&listed.path)?))
    };
    found.filter_map(read).collect()
}

/// Takes away what was laid down for a sheet that nobody has.
///
/// # Errors
/// The folder cannot be written.
pub fn remove_sheet(folder: &Path, space: SpaceId, name: &SheetName) -> Result<(), FolderError> {
    let file = file(folder, space, name);
    match fs::remove_file(&file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(failed("remove", &file)(error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use keepalive_seal::SheetKey;

    use super::*;

    #[test]
    fn what_a_sheet_opens_lies_under_its_name_and_other_files_are_none() {
        let dir = tempfile::tempdir().unwrap();
        let space = SpaceId::from_slice(&[2; 16]).unwrap();
        let name = |day| SheetName::new(day, &SheetKey::new().unwrap()).unwrap();
        let (later, earlier) = (name("2026-11-26"), name("2026-02-03"));
        for (name, bytes) in [(&later, "later"), (&earlier, "earlier"), (&later, "never written over")] {
            put_sheet(dir.path(), space, name, bytes.as_bytes()).unwrap();
        }
        let keys = keys_folder(dir.path(), space);
        fs::write(keys.join("2026-11-26-qqqqqqqq.txt"), "x").unwrap();
        fs::write(keys.join("2026-11-26-qqqqqqqq.age"), vec![0; 70_000]).unwrap();
        let found = sheets(dir.path(), space);
        assert_eq!(found, [(Some(earlier), b"earlier".to_vec()), (Some(later.clone()), b"later".to_vec())]);
        fs::rename(file(dir.path(), space, &later), keys.join("2026-11-26-DESKTOP-7.age")).unwrap();
        put_sheet(dir.path(), space, &later, b"later").unwrap();
        assert!(sheets(dir.path(), space).contains(&(None, b"later".to_vec())), "a copy opens, too");
        remove_sheet(dir.path(), space, &later).unwrap();
        remove_sheet(dir.path(), space, &later).unwrap();
        assert!(sheets(dir.path(), space).iter().all(|(name, _)| name.as_ref() != Some(&later)));
    }
}
