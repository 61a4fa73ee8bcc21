//! Archives whose entries lead somewhere else, name devices, are links, stand twice, or unpack without end.

use std::fs::File;
use std::io::{Cursor, Write as _};
use std::path::Path;

use keepalive_exchange::ImportError;
use keepalive_exchange::tables::Import;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Parts that climb, on any system and in any spelling that one of them reads so.
const CLIMBS: &[&str] =
    &["..", "..\\", "../", "..//", ".\\..", "a/../..", "a\\..\\..", "./..", "..;/..", "....//.."];

/// Beginnings of paths that are not below the folder they are unpacked into.
const ROOTS: &[&str] = &[
    "/",
    "//",
    "\\",
    "\\\\server\\share\\",
    "//server/share/",
    "\\\\?\\C:\\",
    "\\\\.\\",
    "C:",
    "C:\\",
    "c:/",
    "file:",
    "~:/",
];

/// Names that Windows gives to devices.
const DEVICES: &[&str] = &[
    "con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9", "com¹", "lpt³", "conin$", "conout$", "clock$",
];

/// Ways to spell a name so that it becomes another one, or none, on some system.
const SPELLINGS: &[fn(&str) -> String] = &[
    |name| format!("{name}."),
    |name| format!("{name} "),
    |name| format!("{name}..."),
    |name| format!("{name}:stream"),
    |name| format!("{name}::$DATA"),
    |name| format!("{name}\0.csv"),
    |name| format!("{name}\n"),
    |name| format!("{name}\u{7f}"),
    |name| format!("{name}?"),
    |name| format!("{name}*"),
    |name| format!("<{name}>"),
    |name| format!("|{name}"),
    |name| format!("\"{name}\""),
];

/// Every name that is never taken.
pub(crate) fn corpus() -> Vec<String> {
    const FILE: &str = "people.csv";
    let mut names = vec![String::new(), "..".to_owned(), "../".to_owned(), "/".to_owned()];
    for climb in CLIMBS {
        // A part of dots alone, and one with a stream mark, fall to other rules; both are refused.
        names.push(format!("{climb}/{FILE}"));
        names.push(format!("set/{climb}/{FILE}"));
        names.push(format!("{climb}\\{FILE}"));
    }
    names.extend(ROOTS.iter().map(|root| format!("{root}{FILE}")));
    for device in DEVICES {
        for name in [device.to_uppercase(), (*device).to_owned()] {
            names.extend([
                name.clone(),
                format!("{name}.csv"),
                format!("set/{name}.csv"),
                format!("{name}/{FILE}"),
                format!("{name} .csv"),
            ]);
        }
    }
    names.extend(SPELLINGS.iter().map(|spell| spell(FILE)));
    names.retain(|name| !name.contains(";/"));
    names
}

/// Makes an archive of each name beside a good table and opens it. Gives how many there were.
///
/// # Errors
/// The first archive that was not refused whole, or that left a file outside.
pub(crate) fn refused(folder: &Path) -> Result<u64, String> {
    let inside = folder.join("inside");
    std::fs::create_dir_all(&inside).map_err(|error| error.to_string())?;
    let path = inside.join("set.zip");
    let mut count = 0;
    for name in corpus() {
        write_zip(&path, &[("people.csv", b"person,name,role\n".as_slice()), (&name, b"evil".as_slice())])?;
        match Import::open(&path) {
            Err(ImportError::UnsafeArchive { .. }) => {}
            other => return Err(format!("{name:?} was not refused: {other:?}")),
        }
        let left: Vec<_> = std::fs::read_dir(folder).map_err(|error| error.to_string())?.collect();
        if left.len() != 1 {
            return Err(format!("{name:?} left something outside: {left:?}"));
        }
        count += 1;
    }
    Ok(count)
}

/// Writes an archive whose names are taken as they are, whatever they say.
fn write_zip(path: &Path, entries: &[(&str, &[u8])]) -> Result<(), String> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // A name is first written as one of the same length that the writer takes, then put in its place.
    let mut names = Vec::new();
    for (n, (name, bytes)) in entries.iter().enumerate() {
        // Beyond ASCII a name is marked as UTF-8, and so is what stands in for it.
        let mut stands_in = if name.is_ascii() { format!("{n}") } else { "é".to_owned() };
        while stands_in.len() < name.len() {
            stands_in.push('x');
        }
        stands_in.truncate(name.len());
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(stands_in.as_str(), options).map_err(|error| error.to_string())?;
        zip.write_all(bytes).map_err(|error| error.to_string())?;
        names.push((stands_in, (*name).to_owned()));
    }
    let mut whole = zip.finish().map_err(|error| error.to_string())?.into_inner();
    for (stands_in, name) in names.iter().filter(|(stands_in, _)| !stands_in.is_empty()) {
        let places: Vec<usize> = (0..whole.len().saturating_sub(stands_in.len()))
            .filter(|at| whole[*at..].starts_with(stands_in.as_bytes()))
            .collect();
        for at in places {
            // Names stand in the local header (30 bytes before) and in the directory (46 bytes before).
            let after = |mark: &[u8], before: usize| at >= before && whole[at - before..].starts_with(mark);
            if after(b"PK\x03\x04", 30) || after(b"PK\x01\x02", 46) {
                whole[at..at + name.len()].copy_from_slice(name.as_bytes());
            }
        }
    }
    let mut file = File::create(path).map_err(|error| error.to_string())?;
    file.write_all(&whole).map_err(|error| error.to_string())
}

/// A link, an entry that stands twice, too many entries, and one that unpacks without end (`bytes` of nothing).
///
/// # Errors
/// The first that was not refused.
pub(crate) fn crafted(folder: &Path, bytes: u64) -> Result<u64, String> {
    let path = folder.join("crafted.zip");
    let options = SimpleFileOptions::default();
    let make = |build: &dyn Fn(&mut ZipWriter<File>) -> zip::result::ZipResult<()>| -> Result<(), String> {
        let mut zip = ZipWriter::new(File::create(&path).map_err(|error| error.to_string())?);
        build(&mut zip).map_err(|error| error.to_string())?;
        zip.finish().map(drop).map_err(|error| error.to_string())
    };
    let refused = |what: &str| match Import::open(&path) {
        Err(ImportError::UnsafeArchive { .. }) => Ok(()),
        other => Err(format!("{what} was not refused: {other:?}")),
    };
    make(&|zip| zip.add_symlink("people.csv", "/etc/passwd", options))?;
    refused("a link")?;
    make(&|zip| {
        for folder in ["a", "b"] {
            zip.start_file(format!("{folder}/people.csv"), options)?;
            zip.write_all(b"person,name,role\n")?;
        }
        Ok(())
    })?;
    refused("a table that stands twice")?;
    make(&|zip| (0..1_001).try_for_each(|n| zip.start_file(format!("{n}.txt"), options)))?;
    refused("a thousand entries and one")?;
    make(&|zip| {
        let nothing = vec![0_u8; 1 << 20];
        zip.start_file("people.csv", options.large_file(true))?;
        (0..bytes.div_ceil(1 << 20)).try_for_each(|_| zip.write_all(&nothing).map_err(Into::into))
    })?;
    if bytes > 2 << 30 {
        refused("what unpacks to more than two gigabytes")?;
    }
    Ok(4)
}
