//! A disk that lost its power: of what was written since the last sync, chance decides what arrived.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use fastrand::Rng;

use crate::vfs::Event;

/// Bytes that a drive writes whole; what is torn is torn between two of them.
const SECTOR: usize = 512;

/// A file on the disk.
#[derive(Debug, Clone, Default)]
struct OnDisk {
    /// What is safe.
    safe: Vec<u8>,
    /// What is on its way, in order.
    on_its_way: Vec<Change>,
    /// It was deleted, and its folder not synced since.
    may_be_gone: bool,
}

#[derive(Debug, Clone)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Truncate(usize),
}

/// All files.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    files: BTreeMap<PathBuf, OnDisk>,
}

impl Disk {
    /// A disk with these files on it, safe.
    #[must_use]
    pub fn holding(files: BTreeMap<PathBuf, Vec<u8>>) -> Self {
        let safe = |(path, safe)| (path, OnDisk { safe, ..OnDisk::default() });
        Self { files: files.into_iter().map(safe).collect() }
    }

    /// Takes one event in.
    pub fn take(&mut self, event: &Event) {
        match event {
            Event::Write { file, at, bytes } => {
                let change = Change::Write { at: *at, bytes: bytes.clone() };
                let file = self.files.entry(file.clone()).or_default();
                file.may_be_gone = false;
                file.on_its_way.push(change);
            }
            Event::Truncate { file, length } => {
                self.files.entry(file.clone()).or_default().on_its_way.push(Change::Truncate(*length));
            }
            Event::Sync { file } => {
                let file = self.files.entry(file.clone()).or_default();
                for change in std::mem::take(&mut file.on_its_way) {
                    apply(&mut file.safe, &change);
                }
            }
            Event::Delete { file, synced: true } => {
                self.files.remove(file);
            }
            Event::Delete { file, synced: false } => {
                if let Some(file) = self.files.get_mut(file) {
                    file.may_be_gone = true;
                }
            }
            Event::Acknowledged(_) => {}
        }
    }

    /// Writes the files of `from` into `to` as a power cut leaves them: each write that is on its way arrives, or not, or
    /// in part, one before another or after it.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn cut(&self, from: &Path, to: &Path, chance: &mut Rng) -> anyhow::Result<()> {
        for (path, file) in &self.files {
            // Copies lie in folders of their own, and come and go past SQLite.
            if path.parent() != Some(from) {
                continue;
            }
            let Some(name) = path.file_name() else { continue };
            if file.may_be_gone && chance.bool() {
                continue;
            }
            let mut bytes = file.safe.clone();
            // None, a half, or all arrive; and in between.
            let arrive = *chance.choice(&[0_u8, 25, 50, 75, 100]).unwrap_or(&50);
            for change in &file.on_its_way {
                if chance.u8(0..100) < arrive {
                    apply(&mut bytes, &torn(change, chance));
                }
            }
            std::fs::write(to.join(name), bytes)?;
        }
        Ok(())
    }
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Truncate(length) => bytes.resize(*length, 0),
        Change::Write { at, bytes: new } => {
            let end = at + new.len();
            if bytes.len() < end {
                bytes.resize(end, 0);
            }
            bytes[*at..end].copy_from_slice(new);
        }
    }
}

/// One write in four is torn: its beginning or its end is missing.
fn torn(change: &Change, chance: &mut Rng) -> Change {
    match change {
        Change::Write { at, bytes } if bytes.len() > 1 && chance.u8(0..4) == 0 => {
            let sector = if chance.bool() { SECTOR } else { 1 };
            let cut = (chance.usize(0..bytes.len()) / sector * sector).max(1);
            if chance.bool() {
                Change::Write { at: *at, bytes: bytes[..cut].to_vec() }
            } else {
                Change::Write { at: at + cut, bytes: bytes[cut..].to_vec() }
            }
        }
        whole => whole.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(at: usize, bytes: &[u8]) -> Event {
        Event::Write { file: "/d/a".into(), at, bytes: bytes.to_vec() }
    }

    #[test]
    fn what_was_synced_is_there_after_any_cut_and_what_was_not_may_be() {
        let mut disk = Disk::default();
        disk.take(&write(0, b"safe"));
        disk.take(&Event::Sync { file: "/d/a".into() });
        disk.take(&write(4, b"maybe"));
        let mut lengths = std::collections::BTreeSet::new();
        for seed in 0..100 {
            let dir = tempfile::tempdir().unwrap();
            disk.cut(Path::new("/d"), dir.path(), &mut Rng::with_seed(seed)).unwrap();
            let bytes = std::fs::read(dir.path().join("a")).unwrap();
            assert_eq!(&bytes[..4], b"safe");
            lengths.insert(bytes.len());
        }
        assert!(lengths.contains(&4) && lengths.contains(&9) && lengths.len() > 2, "{lengths:?}");
    }
}
