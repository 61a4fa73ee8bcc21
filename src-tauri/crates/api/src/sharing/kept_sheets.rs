//! What recovery sheets open, as this desk keeps it: files of their own per space, beside the clinic's database.
//!
//! They are sealed for a key that is on paper only. A desk keeps a copy of each, so that a folder that lost them, or a
//! database that a clinic moves to, gets them again, and so that the screen can say which there are while the place is
//! away.

use std::fs;
use std::path::{Path, PathBuf};

use keepalive_domain::ids::SpaceId;
use keepalive_seal::{Members, SheetName};

use crate::types::SharingSheetMade;
use crate::whole_file::replace_whole;
use crate::{ApiError, ApiResult, ErrorCode};

/// How such a file ends.
const ENDING: &str = "age";

fn prefix(space: SpaceId) -> String {
    format!("sharing-{space}-")
}

fn file_of(clinic_file: &Path, space: SpaceId, name: &SheetName) -> PathBuf {
    clinic_file.with_file_name(format!("{}{}.{ENDING}", prefix(space), name.text()))
}

/// The sheets that this desk knows of, in the order of their days.
pub(super) fn names(clinic_file: &Path, space: SpaceId) -> Vec<SheetName> {
    let Some(Ok(entries)) = clinic_file.parent().map(fs::read_dir) else { return Vec::new() };
    let prefix = prefix(space);
    let name = |entry: fs::DirEntry| {
        let file = PathBuf::from(entry.file_name());
        let stem = file.file_stem()?.to_str()?.strip_prefix(&prefix)?;
        SheetName::parse(stem).filter(|_| file.extension().is_some_and(|ending| ending == ENDING))
    };
    let mut names: Vec<_> = entries.flatten().filter_map(name).collect();
    names.sort();
    names
}

/// Those that were not withdrawn, as the screen shows them.
pub(super) fn made(clinic_file: &Path, space: SpaceId, members: &Members) -> Vec<SharingSheetMade> {
    let shown = |name: &SheetName| {
        let made_on = name.made_on().parse().ok()?;
        let mark = name.mark().to_owned();
        Some(SharingSheetMade { made_on, opens_all: members.opens_newest(&mark), mark })
    };
    let stands = |name: &&SheetName| members.withdrawn().all(|mark| mark != name.mark());
    names(clinic_file, space).iter().filter(stands).filter_map(shown).collect()
}

/// Keeps what a sheet opens.
///
/// # Errors
/// The file cannot be written.
pub(super) fn keep(clinic_file: &Path, space: SpaceId, name: &SheetName, wrapped: &[u8]) -> ApiResult<()> {
    replace_whole(&file_of(clinic_file, space, name), wrapped).map_err(|error| {
        let message = format!("This computer's copy of what the sheet opens could not be written: {error}.");
        ApiError::new(ErrorCode::File, message)
    })
}

/// Sets those that are here aside: another key is kept from now on, and they may be of the one before. Those of this one
/// come again from where it is shared.
pub(super) fn set_aside(clinic_file: &Path, space: SpaceId) {
    for name in names(clinic_file, space) {
        let file = file_of(clinic_file, space, &name);
        if let Err(error) = fs::rename(&file, file.with_extension("age-before")) {
            tracing::warn!(%error, "what an older sheet opens is still taken for one of this key");
        }
    }
}

/// Brings what is here and what is there in step: each gets what it lacks. Another desk's sheet, or what the place
/// lost. What fails is tried again at the next meeting, which it does not make a failure.
pub(super) fn in_step<E: std::fmt::Display>(
    clinic_file: &Path,
    space: SpaceId,
    shown: Option<&SheetName>,
    members: &Members,
    there: &[(SheetName, Vec<u8>)],
    mut lay: impl FnMut(&SheetName, &[u8]) -> Result<(), E>,
) {
    let mut here = names(clinic_file, space);
    // One that was withdrawn comes nowhere again.
    let stands = |name: &SheetName| members.withdrawn().all(|mark| mark != name.mark());
    here.retain(stands);
    // The one on the screen is on no paper yet.
    let new = there.iter().filter(|(name, _)| stands(name) && !here.contains(name) && shown != Some(name));
    for (name, wrapped) in new {
        if let Err(error) = keep(clinic_file, space, name, wrapped) {
            tracing::warn!(message = error.message, "a sheet of another desk");
        }
    }
    for name in here.iter().filter(|name| there.iter().all(|(other, _)| other != *name)) {
        match fs::read(file_of(clinic_file, space, name)) {
            Ok(wrapped) => {
                if let Err(error) = lay(name, &wrapped) {
                    tracing::warn!(%error, "what a recovery sheet opens is not there again");
                }
            }
            Err(error) => tracing::warn!(%error, "what a recovery sheet opens could not be read here"),
        }
    }
}
