//! The settings file of this one computer, beside the database.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use keepalive_domain::ids::{EntityId, SpaceId};
use keepalive_domain::words::DeskRole;
use keepalive_store::patience::{PATIENCE, patiently};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use self::Found::{InPart, Whole};
use crate::backup::BackupMemory;
use crate::sharing::SharingMemory;
use crate::types::{Appearance, Day, Id, KeptMapping};
use crate::whole_file::replace_whole;

/// The largest settings file that is read: views remember little.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// What a damaged settings file is called from then on.
const ASIDE_NAME: &str = "settings-damaged.json";

/// The fields of a JSON object.
type Fields = serde_json::Map<String, Json>;

/// What stands in the file. An unknown field is no error, so that an older and a newer version can share it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Remembered {
    /// Who is at this desk, by clinic: the sample's people are not the clinic's.
    pub(crate) desks: BTreeMap<String, Id>,
    pub(crate) appearance: Appearance,
    pub(crate) shortcut: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) draft: Option<String>,
    pub(crate) views: BTreeMap<String, serde_json::Value>,
    pub(crate) backups: BackupMemory,
    pub(crate) sharing: SharingMemory,
    pub(crate) mappings: Vec<KeptMapping>,
    /// Hour of this computer's clock at which what is due is told; none = never.
    pub(crate) remind_at: Option<u8>,
    /// Day of this computer's calendar on which it was told last.
    pub(crate) reminded_on: Option<Day>,
}

/// What the settings say of this desk's role.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RoleMemory {
    /// What it was invited for, until the record says it.
    pub(crate) invited: Option<DeskRole>,
    /// Sharing is on.
    pub(crate) shares: bool,
    /// Its login at a database only reads.
    pub(crate) reads_only: bool,
    /// The space whose record was heard whole.
    pub(crate) heard: Option<SpaceId>,
}

/// The file and what it holds.
#[derive(Debug)]
pub(crate) struct Device {
    file: PathBuf,
    remembered: Mutex<Remembered>,
    /// The file could be neither read nor set aside: it may be whole, and nothing is written over it.
    unread: AtomicBool,
}

/// What a settings file says, without touching it: for what is needed before the record is open. What cannot be read is
/// as if never said.
pub(crate) fn look(file: &Path) -> Remembered {
    match read(file) {
        Ok(Found::Whole(remembered) | Found::InPart(remembered)) => *remembered,
        Err(_) => Remembered::default(),
    }
}

impl Device {
    /// Reads the file. A lost preference must not keep anybody from starting: one that is damaged is set aside, what
    /// can be read of it counts, and the rest is as if never said.
    pub(crate) fn open(file: PathBuf) -> Self {
        let read = patiently(PATIENCE, |_| true, || read_or_set_aside(&file));
        if let Err(error) = &read {
            tracing::warn!(file = %file.display(), %error, "settings neither read nor set aside");
        }
        let unread = AtomicBool::new(read.is_err());
        Self { file, remembered: Mutex::new(read.unwrap_or_default()), unread }
    }

    /// What is remembered now.
    pub(crate) fn remembered(&self) -> Remembered {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Who is at this desk in a clinic. Asked with every reading: what the views remember beside it need not be copied.
    pub(crate) fn desk(&self, clinic: EntityId) -> Option<Id> {
        let remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        remembered.desks.get(&clinic.to_string()).copied()
    }

    /// What the settings say of this desk's role. Asked with every act.
    pub(crate) fn sharing_role(&self) -> RoleMemory {
        let remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        let SharingMemory { place, joined_as, heard, reads_only, .. } = &remembered.sharing;
        RoleMemory {
            invited: *joined_as,
            shares: place.is_some(),
            reads_only: place.is_some() && *reads_only,
            heard: *heard,
        }
    }

    /// Changes what is remembered, on disk first.
    ///
    /// # Errors
    /// The file could not be written, or still cannot be read; the old one is whole and what was remembered stands.
    pub(crate) fn remember(&self, change: impl FnOnce(&mut Remembered)) -> io::Result<Remembered> {
        let mut remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if self.unread.load(Ordering::Acquire) {
            *remembered = read_or_set_aside(&self.file)?;
            self.unread.store(false, Ordering::Release);
        }
        let mut changed = remembered.clone();
        change(&mut changed);
        if changed != *remembered {
            write(&self.file, &changed)?;
            *remembered = changed.clone();
        }
        Ok(changed)
    }
}

/// What was read of a settings file.
enum Found {
    /// All of it.
    Whole(Box<Remembered>),
    /// It is damaged: only these fields, or none.
    InPart(Box<Remembered>),
}

/// What the file holds, or can be read of it where it is damaged; nothing where there is none.
fn read_or_set_aside(file: &Path) -> io::Result<Remembered> {
    match read(file) {
        Ok(Whole(remembered)) => Ok(*remembered),
        Ok(InPart(mut remembered)) => {
            set_aside(file, &mut remembered)?;
            Ok(*remembered)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Remembered::default()),
        Err(error) => Err(error),
    }
}

fn read(file: &Path) -> io::Result<Found> {
    if fs::metadata(file)?.len() > MOST_BYTES {
        return Ok(InPart(Box::default()));
    }
    let bytes = fs::read(file)?;
    Ok(match serde_json::from_slice(&bytes) {
        Ok(remembered) => Whole(Box::new(remembered)),
        Err(_) => InPart(Box::new(field_by_field(&bytes))),
    })
}

/// The fields that can be read for themselves, where the file is a JSON object at all.
fn field_by_field(bytes: &[u8]) -> Remembered {
    let mut good = Fields::new();
    let is_read = |name: &str, value: Json| {
        serde_json::from_value::<Remembered>(Fields::from_iter([(name.to_owned(), value)]).into()).is_ok()
    };
    for (name, value) in serde_json::from_slice::<Fields>(bytes).unwrap_or_default() {
        // One part of a field that cannot be read does not take the others along: the second place least of all.
        let value = match value {
            Json::Object(mut parts) if !is_read(&name, parts.clone().into()) => {
                parts.retain(|part, value| {
                    is_read(&name, Fields::from_iter([(part.clone(), value.clone())]).into())
                });
                parts.into()
            }
            value => value,
        };
        if is_read(&name, value.clone()) {
            good.insert(name, value);
        }
    }
    serde_json::from_value(good.into()).unwrap_or_default()
}

/// Keeps a damaged file under another name, notes that name, and begins a new one.
fn set_aside(file: &Path, remembered: &mut Remembered) -> io::Result<()> {
    let mut taken = 0;
    let kept = loop {
        let name = if taken == 0 { ASIDE_NAME.to_owned() } else { format!("{taken}-{ASIDE_NAME}") };
        if !file.with_file_name(&name).exists() {
            break name;
        }
        taken += 1;
    };
    fs::rename(file, file.with_file_name(&kept))?;
    tracing::warn!(file = %file.display(), %kept, "settings damaged, set aside");
    if remembered.backups.second.is_none() {
        remembered.backups.perhaps_forgotten = Some(kept);
    }
    if let Err(error) = write(file, remembered) {
        tracing::warn!(file = %file.display(), %error, "what was read of the settings was not written");
    }
    Ok(())
}

/// Writes beside the file and renames, so that a power cut leaves the old one or the new one.
fn write(file: &Path, remembered: &Remembered) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    replace_whole(file, &serde_json::to_vec_pretty(remembered)?)
}

#[cfg(test)]
mod tests {
    use keepalive_store::patience::FIRST_WAIT;

    use super::*;

    #[test]
    fn what_is_remembered_survives_a_restart() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("new folder").join("settings.json");
        Device::open(file.clone()).remember(|r| r.shortcut = Some("Alt+Space".into())).unwrap();
        assert_eq!(Device::open(file).remembered().shortcut.as_deref(), Some("Alt+Space"));
    }

    #[test]
    fn a_damaged_file_is_kept_and_never_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("settings.json");
        for (damaged, name) in [("{ not json", ASIDE_NAME), ("[1]", "1-settings-damaged.json")] {
            fs::write(&file, damaged).unwrap();
            let device = Device::open(file.clone());
            let backups =
                BackupMemory { perhaps_forgotten: Some(name.to_owned()), ..BackupMemory::default() };
            assert_eq!(device.remembered(), Remembered { backups, ..Remembered::default() });
            device.remember(|r| r.shortcut = Some("Alt+Space".into())).unwrap();
            assert_eq!(fs::read_to_string(dir.path().join(name)).unwrap(), damaged);
            let again = Device::open(file.clone()).remembered();
            assert_eq!(
                again.backups.perhaps_forgotten.as_deref(),
                Some(name),
                "it is said until it is seen to"
            );
        }
    }

    #[test]
    fn a_file_that_another_program_holds_for_a_moment_is_read_after_it() {
        let mut tries = 0;
        let refused = || io::Error::from(io::ErrorKind::PermissionDenied);
        let lets_go = || {
            tries += 1;
            if tries < 3 { Err(refused()) } else { Ok(tries) }
        };
        assert_eq!(patiently(PATIENCE, |_| true, lets_go).unwrap(), 3);
        let held: io::Result<()> = patiently(FIRST_WAIT * 2, |_| true, || Err(refused()));
        assert_eq!(held.unwrap_err().kind(), io::ErrorKind::PermissionDenied);
    }

    #[test]
    fn a_settings_file_that_cannot_be_read_is_never_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("settings.json");
        // On any system, and for an administrator too, a folder cannot be read as a file.
        fs::create_dir(&file).unwrap();
        let unread = AtomicBool::new(true);
        let device = Device { file: file.clone(), remembered: Mutex::default(), unread };
        assert!(device.remember(|r| r.language = Some("en".into())).is_err());
        assert!(file.is_dir() && device.remembered() == Remembered::default());
        fs::remove_dir(&file).unwrap();
        fs::write(&file, r#"{"language":"es","shortcut":"Alt+Space"}"#).unwrap();
        device.remember(|r| r.language = Some("en".into())).unwrap();
        let kept = Device::open(file).remembered();
        assert_eq!((kept.language.as_deref(), kept.shortcut.as_deref()), (Some("en"), Some("Alt+Space")));
    }

    #[test]
    fn one_field_that_cannot_be_read_does_not_take_the_others_along() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("settings.json");
        fs::write(
            &file,
            br#"{"remind_at":"eight","language":"es","backups":{"second":"E:/copies","failed":7}}"#,
        )
        .unwrap();
        let read = Device::open(file.clone()).remembered();
        assert_eq!((read.language.as_deref(), read.remind_at), (Some("es"), None));
        assert_eq!(read.backups.second.as_deref(), Some(Path::new("E:/copies")));
        assert_eq!(read.backups.perhaps_forgotten, None, "the second place is known");
        assert!(dir.path().join(ASIDE_NAME).is_file());
    }

    #[test]
    fn an_unknown_field_is_no_error() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("settings.json");
        fs::write(&file, br#"{"draft":"refill","later":1}"#).unwrap();
        assert_eq!(Device::open(file).remembered().draft.as_deref(), Some("refill"));
    }
}
