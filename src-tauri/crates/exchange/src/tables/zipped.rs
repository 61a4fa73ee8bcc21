//! The table set as one .zip: the same files, packed.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::export::{ExportedFile, Record, export};
use crate::problem::ExportError;

/// Writes every table and the data package into one .zip. An older file of that name is replaced only once the new one
/// is whole and on the disk. The same record gives the same bytes.
///
/// # Errors
/// [`ExportError`]; an older file is then as it was.
pub fn export_zip(record: &dyn Record, file: &Path) -> Result<Vec<ExportedFile>, ExportError> {
    let failed = |error: io::Error| ExportError::write(file, error);
    let folder = file.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Beside the file: whoever may read the one may read the other, and it is on the same disk.
    let tables = tempfile::tempdir_in(folder).map_err(failed)?;
    let written = export(record, tables.path())?;
    let mut fresh = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    pack(tables.path(), BufWriter::new(fresh.as_file_mut())).map_err(failed)?;
    fresh.as_file().sync_all().map_err(failed)?;
    fresh.persist(file).map_err(|error| failed(error.error))?;
    Ok(written)
}

fn pack(folder: &Path, target: impl io::Write + io::Seek) -> io::Result<()> {
    let mut names = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<Vec<_>>>()?;
    names.sort_unstable();
    let mut zip = ZipWriter::new(target);
    let options = SimpleFileOptions::default();
    for name in names {
        zip.start_file(name.as_str(), options).map_err(io::Error::from)?;
        io::copy(&mut File::open(folder.join(&name))?, &mut zip)?;
    }
    io::Write::flush(&mut zip.finish().map_err(io::Error::from)?)
}
