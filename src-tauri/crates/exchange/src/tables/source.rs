//! Where the files of an import are: a folder, a .zip, or one CSV.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use tempfile::TempDir;

use super::layout::{TABLES, Table};
use super::package::is_own;
use crate::problem::ImportError;
use crate::rows::{Row, Rows};

/// What accompanies the tables and is no table.
pub(crate) const PACKAGE_FILE: &str = "datapackage.json";

/// What the columns mean, for people; no table either.
pub(crate) const DICTIONARY_FILE: &str = "dictionary.md";

/// The most bytes an archive may unpack to: some ten million rows. More is made to fill a disk.
const MOST_UNPACKED_BYTES: u64 = 2 << 30;

/// The most entries of an archive.
const MOST_ENTRIES: usize = 1_000;

/// Names that Windows gives to devices, with or without an ending.
const DEVICE_NAMES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];

/// The files of an import, found and named.
#[derive(Debug)]
pub(crate) struct Source {
    /// The files there are, by table, in the order of import.
    pub(crate) files: Vec<(&'static Table, PathBuf)>,
    /// Files that are no table.
    pub(crate) ignored: Vec<String>,
    /// They came with the data package that an export writes.
    pub(crate) own_export: bool,
    /// What an archive was unpacked into; gone with the source.
    _unpacked: Option<TempDir>,
}

impl Source {
    /// Finds the tables in a folder, an archive, or one CSV.
    pub(crate) fn open(path: &Path) -> Result<Self, ImportError> {
        let meta = std::fs::metadata(path).map_err(|error| ImportError::read(path, error))?;
        if meta.is_dir() {
            return Self::of_folder(path, None);
        }
        let mut start = [0_u8; 4];
        let mut file = File::open(path).map_err(|error| ImportError::read(path, error))?;
        let zipped = read_start(&mut file, &mut start).map_err(|error| ImportError::read(path, error))?;
        if zipped && start.starts_with(b"PK") {
            let unpacked = unpack(path)?;
            let folder = unpacked.path().to_owned();
            return Self::of_folder(&folder, Some(unpacked));
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let table = match Table::named(&name) {
            Some(table) => table,
            None => table_by_heading(path)?,
        };
        Ok(Self {
            files: vec![(table, path.to_owned())],
            ignored: Vec::new(),
            own_export: false,
            _unpacked: None,
        })
    }

    fn of_folder(folder: &Path, unpacked: Option<TempDir>) -> Result<Self, ImportError> {
        let read = |error| ImportError::read(folder, error);
        let mut found: BTreeMap<&str, PathBuf> = BTreeMap::new();
        let mut ignored = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(read)? {
            let entry = entry.map_err(read)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_file = entry.file_type().map_err(read)?.is_file();
            match Table::named(&name) {
                Some(_) if !is_file => {
                    let message = format!("{name} is a link or a folder. Put the file itself there.");
                    return Err(ImportError::NotTables { message });
                }
                Some(table) => {
                    if found.insert(table.file, entry.path()).is_some() {
                        let message = format!("{name} is there twice, in different capitals.");
                        return Err(ImportError::NotTables { message });
                    }
                }
                None if name == PACKAGE_FILE || name == DICTIONARY_FILE => {}
                None => ignored.push(name),
            }
        }
        ignored.sort_unstable();
        let files: Vec<_> =
            TABLES.iter().filter_map(|table| found.remove(table.file).map(|path| (table, path))).collect();
        if files.is_empty() {
            let names: Vec<_> = TABLES.iter().map(|table| table.file).collect();
            let message = format!("None of its files is one of the table set: {}.", names.join(", "));
            return Err(ImportError::NotTables { message });
        }
        // A package that cannot be read is none; the tables say what they hold without it.
        let own_export = std::fs::read(folder.join(PACKAGE_FILE)).is_ok_and(|bytes| is_own(&bytes));
        Ok(Self { files, ignored, own_export, _unpacked: unpacked })
    }
}

fn read_start(file: &mut File, start: &mut [u8]) -> io::Result<bool> {
    match file.read_exact(start) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        read => read.map(|()| true),
    }
}

/// The most columns of a file of another name that its table does not know. A clinic adds a column of its own to a file of
/// ours; the tracker of another program happens to share a heading or two with it.
const MOST_UNKNOWN: usize = 1;

/// The table whose heading a CSV of another name has: all it needs, the most of its columns, and hardly any other.
fn table_by_heading(path: &Path) -> Result<&'static Table, ImportError> {
    let file = File::open(path).map_err(|error| ImportError::read(path, error))?;
    let mut row = Row::default();
    let read = Rows::new(file, b',').next(&mut row);
    let heading: BTreeSet<String> = match read {
        Ok(true) => (0..row.len()).map(|i| heading_of(row.cell(i))).filter(|name| !name.is_empty()).collect(),
        _ => BTreeSet::new(),
    };
    let has = |name: &str| heading.contains(name);
    let mut fits: Vec<(usize, &Table)> = TABLES
        .iter()
        .filter(|table| table.columns.iter().all(|column| !table.is_required(column) || has(column.name)))
        .map(|table| (table.columns.iter().filter(|column| has(column.name)).count(), table))
        .filter(|(known, table)| is_its_own(heading.len(), *known, table))
        .collect();
    fits.sort_by_key(|(columns, _)| std::cmp::Reverse(*columns));
    match fits.as_slice() {
        [(_, table)] => Ok(table),
        [(most, table), (next, _), ..] if most > next => Ok(table),
        [] => Err(ImportError::NotTables {
            message: format!(
                "{} is no file of the table set: its first line is the heading of none of the tables. \
                 For a CSV of another program use `import csv` with a mapping.",
                path.display()
            ),
        }),
        several => {
            let names: Vec<_> = several.iter().map(|(_, table)| table.file).collect();
            let message = format!(
                "{} could be any of {}. Rename it to the one it is.",
                path.display(),
                names.join(", ")
            );
            Err(ImportError::NotTables { message })
        }
    }
}

/// Whether a heading of so many columns, so many of them known, is the table's: all of them, or all but one where the
/// table's usual columns are all there.
fn is_its_own(columns: usize, known: usize, table: &Table) -> bool {
    let usual = table.columns.iter().filter(|column| !table.is_extra_column(column)).count();
    columns == known || (columns - known <= MOST_UNKNOWN && known >= usual)
}

/// A heading as it is compared: without blanks around it, in small letters.
pub(crate) fn heading_of(cell: &[u8]) -> String {
    String::from_utf8_lossy(cell).trim().to_lowercase()
}

/// Unpacks the table files of an archive into a folder of our own. Every entry's name is looked at, taken or
/// not: an archive that tries to leave its folder is refused whole.
fn unpack(path: &Path) -> Result<TempDir, ImportError> {
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
    use std::io::Write;

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

    fn zipped(entries: &[(&str, &str)]) -> (TempDir, PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("set.zip");
        let mut zip = zip::ZipWriter::new(File::create(&path).unwrap());
        for (name, text) in entries {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap();
        (dir, path)
    }

    #[test]
    fn an_archive_gives_its_tables_and_names_the_rest() {
        let (_dir, path) = zipped(&[("set/people.csv", "person,name,role\n"), ("set/readme.txt", "hi")]);
        let source = Source::open(&path).unwrap();
        assert_eq!(source.files.iter().map(|(table, _)| table.file).collect::<Vec<_>>(), ["people.csv"]);
        assert_eq!(source.ignored, ["readme.txt"]);
    }

    #[test]
    fn an_archive_that_climbs_out_is_refused_whole() {
        let (_dir, path) = zipped(&[("people.csv", "person,name,role\n"), ("../evil.csv", "x")]);
        assert!(matches!(Source::open(&path), Err(ImportError::UnsafeArchive { .. })));
    }

    #[test]
    fn one_csv_of_another_name_is_known_by_its_heading() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("from the spreadsheet.csv");
        std::fs::write(&path, "Request, at ,STATE,by\n").unwrap();
        assert_eq!(Source::open(&path).unwrap().files[0].0.file, "request_states.csv");
        std::fs::write(&path, "a,b\n").unwrap();
        assert!(matches!(Source::open(&path), Err(ImportError::NotTables { .. })));
    }

    #[test]
    fn a_tracker_that_shares_a_heading_with_a_table_is_no_table() {
        let dir = tempfile::tempdir().unwrap();
        let open = |name: &str, heading: &str| {
            let path = dir.path().join(name);
            std::fs::write(&path, heading).unwrap();
            Source::open(&path).map(|source| source.files[0].0.file)
        };
        for heading in [
            "Title,Status,Opened,Area\n",
            "Area,What is wrong,Date opened,Owner\n",
            "Title,Area,Owner\n",
            "Area,Status\n",
        ] {
            let found = open("tracker.csv", heading);
            assert!(matches!(found, Err(ImportError::NotTables { .. })), "{heading}: {found:?}");
        }
        assert_eq!(open("AREAS.csv", "Title,Status,Opened,Area\n").unwrap(), "areas.csv");
        assert_eq!(open("owners.csv", "area,owner\n").unwrap(), "areas.csv");
        let one_more = "area,owner,backup,route,review_every_days,last_reviewed,phone\n";
        assert_eq!(open("owners.csv", one_more).unwrap(), "areas.csv");
    }

    #[test]
    fn every_table_is_known_by_its_heading_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("one.csv");
        for table in TABLES {
            let all: Vec<_> = table.columns.iter().map(|column| column.name).collect();
            let usual: Vec<_> =
                table.columns.iter().filter(|c| !table.is_extra_column(c)).map(|c| c.name).collect();
            for columns in [all, usual] {
                std::fs::write(&path, columns.join(",")).unwrap();
                assert_eq!(Source::open(&path).unwrap().files[0].0.file, table.file);
            }
        }
    }
}
