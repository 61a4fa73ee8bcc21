//! Where the files of an import are: a folder, a .zip, or one CSV.

mod by_heading;
mod unpack;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::layout::{TABLES, Table};
use super::package::is_own;
use crate::problem::ImportError;
pub(crate) use by_heading::heading_of;
use by_heading::table_by_heading;
use unpack::unpack;

/// What accompanies the tables and is no table.
pub(crate) const PACKAGE_FILE: &str = "datapackage.json";

/// What the columns mean, for people; no table either.
pub(crate) const DICTIONARY_FILE: &str = "dictionary.md";

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

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

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
}
