//! Invitations and their answers beside a space's segments: `<space>/join/<id>.invite` and `<id>-<guest>.answer`.
//!
//! Nobody writes another's file. They are taken away once they served.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use keepalive_domain::ids::SpaceId;

use crate::error::FolderError;
use crate::files;
use crate::folder::{FolderHub, root, stands};

/// How an invitation's file ends.
const INVITE: &str = "invite";

/// How an answer's file ends.
const ANSWER: &str = "answer";

/// The largest file of this kind that is read: they have some hundred bytes.
const MOST_BYTES: u64 = 4096;

/// An invitation that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundInvite {
    /// Of this space, as its place says.
    pub space: SpaceId,
    /// What its file is called.
    pub id: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Where a space's invitations lie.
fn join_folder(folder: &Path, space: SpaceId) -> PathBuf {
    root(folder, space).join("join")
}

/// Lays an invitation down.
///
/// # Errors
/// The folder cannot be written.
pub fn put_invite(folder: &Path, space: SpaceId, id: &str, bytes: &[u8]) -> Result<(), FolderError> {
    files::write_new(&join_folder(folder, space).join(format!("{id}.{INVITE}")), bytes).map(drop)
}

/// Lays the answer of a guest down; again changes nothing.
///
/// # Errors
/// The folder cannot be written.
pub fn put_answer(
    folder: &Path,
    space: SpaceId,
    id: &str,
    guest: &str,
    bytes: &[u8],
) -> Result<(), FolderError> {
    files::write_new(&join_folder(folder, space).join(format!("{id}-{guest}.{ANSWER}")), bytes).map(drop)
}

/// The invitations that lie in a folder, of every space.
#[must_use]
pub fn invites(folder: &Path) -> Vec<FoundInvite> {
    let mut found = Vec::new();
    for space in FolderHub::spaces(folder) {
        for file in small_files(&join_folder(folder, space), INVITE) {
            let id = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if let Some(bytes) = files::read(&file) {
                found.push(FoundInvite { space, id, bytes });
            }
        }
    }
    found
}

/// The answers to an invitation.
#[must_use]
pub fn answers(folder: &Path, space: SpaceId, id: &str) -> Vec<Vec<u8>> {
    let of_it = |file: &PathBuf| {
        file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&format!("{id}-")))
    };
    let files = small_files(&join_folder(folder, space), ANSWER);
    files.iter().filter(|file| of_it(file)).filter_map(|file| files::read(file)).collect()
}

/// Whether an invitation lies there still; `None` where that cannot be seen now: the folder is away.
#[must_use]
pub fn invite_lies(folder: &Path, space: SpaceId, id: &str) -> Option<bool> {
    match fs::metadata(join_folder(folder, space).join(format!("{id}.{INVITE}"))) {
        Ok(_) => Some(true),
        Err(error) if error.kind() == ErrorKind::NotFound && stands(folder, space) => Some(false),
        Err(_) => None,
    }
}

/// Takes an invitation away, with its answers. Whether nothing of it lies there any more: a folder that is away, or a
/// file that is held, is to be tried again.
pub fn remove_invite(folder: &Path, space: SpaceId, id: &str) -> bool {
    let dir = join_folder(folder, space);
    let mut gone = stands(folder, space);
    for file in small_files(&dir, INVITE).into_iter().chain(small_files(&dir, ANSWER)) {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.strip_prefix(id).is_some_and(|rest| rest.starts_with(['.', '-']))
            && let Err(error) = fs::remove_file(&file)
            && error.kind() != ErrorKind::NotFound
        {
            tracing::warn!(%error, "an invitation was not taken away");
            gone = false;
        }
    }
    gone
}

/// The files of a folder with this ending that may be what they seem.
fn small_files(dir: &Path, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| entry.metadata().is_ok_and(|meta| meta.is_file() && meta.len() <= MOST_BYTES))
        .map(|entry| entry.path())
        .filter(|file| file.extension().is_some_and(|found| found == ending))
        .collect();
    found.sort();
    found
}
