//! An archive's files, unpacked where they can do no harm.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path};

use tempfile::TempDir;

use crate::problem::ImportError;

/// The most bytes an archive may unpack to: some ten million rows. More is made to fill a disk.
const MOST_UNPACKED_BYTES: u64 = 2 << 30;

/// The most entries of an archive.
const MOST_ENTRIES: usize = 1_000;

/// Names that Windows gives to devices, with or without an ending.
const DEVICE_NAMES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];

/// Unpacks the table files of an archive into a folder of our own. Every entry's name is looked at, taken or
/// not: an archive that tries to leave its folder is refused whole.
pub(super) fn unpack(path: &Path) -> Result<TempDir, ImportError> {
    let read = |error| ImportError::read(path, error);
    let refuse = |message: String| ImportError::UnsafeArchive { message };
    let file = File::open(path).map_err(read)?;
    let mut archive = zip::ZipArchive::new(file).map_err(|error| refuse(format!("{error}.")))?;
    if archive.len() > MOST_ENTRIES {
        return Err(refuse(format!("it has more than {MOST_ENTRIES} entries.")));
    }
    let folder = tempfile::tempdir().map_err(|error| ImportError::read(&std::env::temp_dir(), error))?;
    let mut left = MOST_UNPACKED_BYTES;
    for i in 0..archive.len() {
        let mut entry = archive.by_index(i).map_err(|error| refuse(format!("{error}.")))?;
        let name = entry.name().to_owned();
        let Some(file_name) = safe_file_name(&name) else {
            return Err(refuse(format!("“{}” would leave its folder.", name.escape_debug())));
        };
        if entry.is_symlink() {
            return Err(refuse(format!("“{}” is a link.", name.escape_debug())));
        }
        if entry.is_dir() {
            continue;
        }
        let to = folder.path().join(file_name);
        let mut out = match File::options().write(true).create_new(true).open(&to) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(refuse(format!("“{}” is in it twice.", name.escape_debug())));
            }
            out => out.map_err(|error| ImportError::read(&to, error))?,
        };
        // What the entry says about its size is not believed.
        let written = io::copy(&mut (&mut entry).take(left.saturating_add(1)), &mut out)
            .map_err(|error| refuse(format!("“{}” cannot be unpacked: {error}.", name.escape_debug())))?;
        left = match left.checked_sub(written) {
            Some(left) => left,
            None => return Err(refuse(format!("it unpacks to more than {MOST_UNPACKED_BYTES} bytes."))),
        };
    }
    Ok(folder)
}

/// What parts a path in an archive: `/` by the format, `\` from older Windows tools that zip a folder.
const SEPARATORS: [char; 2] = ['/', '\\'];

/// The name of the file, if no part of its path leads anywhere but down. Folders on the way are dropped: the
/// tables of a zipped folder are the tables of the folder.
fn safe_file_name(name: &str) -> Option<&str> {
    let forbidden = |c: char| c.is_control() || matches!(c, ':' | '<' | '>' | '"' | '|' | '?' | '*');
    if name.is_empty() || name.contains(forbidden) {
        return None;
    }
    let goes_down = |part| matches!(part, Component::Normal(_) | Component::CurDir);
    if name.starts_with(SEPARATORS) || !Path::new(name).components().all(goes_down) {
        return None;
    }
    let parts = || name.split(SEPARATORS).filter(|part| !part.is_empty());
    if parts().any(|part| part == ".." || is_device(part) || (part != "." && part.ends_with(['.', ' ']))) {
        return None;
    }
    parts().next_back()
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end().to_ascii_lowercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix).is_some_and(|rest| {
            rest.chars().count() == 1 && rest.chars().all(|c| c.is_ascii_digit() || "¹²³".contains(c))
        })
    };
    DEVICE_NAMES.contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_leave_their_folder_or_name_devices_are_refused() {
        for bad in [
            "../people.csv",
            "a/../../people.csv",
            "/etc/people.csv",
            "\\\\server\\share\\people.csv",
            "..\\people.csv",
            "\\people.csv",
            "my record\\..\\..\\people.csv",
            "my record\\nul\\people.csv",
            "C:people.csv",
            "C:\\people.csv",
            "people.csv:stream",
            "con",
            "NUL.csv",
            "a/COM1.csv",
            "lpt¹.csv",
            "people.csv.",
            "people.csv ",
            "peo\0ple.csv",
            "",
        ] {
            assert_eq!(safe_file_name(bad), None, "{bad:?}");
        }
        assert_eq!(safe_file_name("people.csv"), Some("people.csv"));
        assert_eq!(safe_file_name("my record/people.csv"), Some("people.csv"));
        assert_eq!(safe_file_name("./console.csv"), Some("console.csv"));
        assert_eq!(
            safe_file_name("my record\\people.csv"),
            Some("people.csv"),
            "zipped by an older Windows tool"
        );
    }
}
