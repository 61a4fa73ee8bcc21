//! Who is in, and the later keys: `<space>/keys/<name>.card` and `<name>.epoch`, written once.
//!
//! What a file is stands in its bytes. Beside each epoch lies what of it the stock program of age opens, for whoever has a
//! recovery sheet and not this program.

use std::path::Path;

use keepalive_domain::ids::SpaceId;
use keepalive_seal::wrapped_in;

use crate::error::FolderError;
use crate::files;
use crate::folder::root;
use crate::sheets::keys_folder;

/// How the file of a desk's or a sheet's public keys ends.
const CARD: &str = "card";

/// How the file of an epoch ends.
const EPOCH: &str = "epoch";

/// The largest that is read: a card has some hundred bytes, an epoch of 100 desks some 60,000.
const MOST_BYTES: u64 = 256 * 1024;

/// One that lies there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFile {
    /// What it is called.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Lays one down. What lies there under this name stays.
///
/// # Errors
/// The folder cannot be written.
pub fn put_key_file(folder: &Path, space: SpaceId, file: &KeyFile) -> Result<(), FolderError> {
    let KeyFile { name, bytes } = file;
    let keys = keys_folder(folder, space);
    let Some(wrapped) = wrapped_in(bytes) else {
        return files::write_new(&keys.join(format!("{name}.{CARD}")), bytes).map(drop);
    };
    files::write_new(&keys.join(format!("{name}.{EPOCH}")), bytes)?;
    files::write_new(&keys.join(format!("{name}.age")), wrapped.as_bytes()).map(drop)
}

/// Those that lie there, whatever their names: a conflict copy is as good.
#[must_use]
pub fn key_files(folder: &Path, space: SpaceId) -> Vec<KeyFile> {
    let found = files::list(&root(folder, space).join("keys")).into_iter();
    let read = |listed: files::Listed| {
        let ending = listed.path.extension()?;
        if listed.mark.0 > MOST_BYTES || !(ending == CARD || ending == EPOCH) {
            return None;
        }
        let name = listed.path.file_stem()?.to_string_lossy().into_owned();
        Some(KeyFile { name, bytes: files::read(&listed.path)? })
    };
    found.filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use keepalive_domain::ids::DeviceId;
    use keepalive_seal::{DeskKeys, Members, SpaceKey, seal_card};

    use super::*;

    #[test]
    fn they_lie_under_their_names_once_and_copies_are_as_good() {
        let dir = tempfile::tempdir().unwrap();
        let space = SpaceId::from_slice(&[2; 16]).unwrap();
        let (key, keys) = (SpaceKey::new().unwrap(), DeskKeys::new().unwrap());
        let device = DeviceId::from_slice(&[1; 16]).unwrap();
        let begun = Members::default().begin(space, &key, (device, &keys), None, None, vec![]).unwrap();
        let epoch = KeyFile { name: begun.name, bytes: begun.file };
        let card = KeyFile { name: "desk-1".to_owned(), bytes: seal_card(&key, &keys.card(device)).unwrap() };
        for file in [&epoch, &card, &KeyFile { bytes: b"never written over".to_vec(), ..card.clone() }] {
            put_key_file(dir.path(), space, file).unwrap();
        }
        assert_eq!(key_files(dir.path(), space), [card.clone(), epoch.clone()]);
        let keys = keys_folder(dir.path(), space);
        assert_eq!(
            fs::read_to_string(keys.join(format!("{}.age", epoch.name))).unwrap(),
            wrapped_in(&epoch.bytes).unwrap()
        );
        fs::rename(keys.join("desk-1.card"), keys.join("desk-1-DESKTOP-7.card")).unwrap();
        fs::write(keys.join("x.card"), vec![0; 300_000]).unwrap();
        let found: Vec<_> = key_files(dir.path(), space).into_iter().map(|file| file.bytes).collect();
        assert_eq!(found, [card.bytes, epoch.bytes]);
    }
}
