//! Exporting the table set.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufWriter, ErrorKind};
use std::path::{Path, PathBuf};

use csv::{Terminator, Writer, WriterBuilder};
use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::check::Fields;
use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::{FieldType, Value};
use serde::Serialize;

use super::cell::is_text;
use super::dictionary::dictionary;
use super::formula::neutralised;
use super::keys::Keys;
use super::layout::{Column, Shape, TABLES, Table};
use super::package::data_package;
use super::source::{DICTIONARY_FILE, PACKAGE_FILE};
use crate::known::KnownError;
use crate::problem::ExportError;

/// Takes one thing and its fields.
pub type TakeThing<'a> = dyn FnMut(EntityId, &Fields) -> Result<(), ExportError> + 'a;

/// The record an export is taken from: one unchanging picture of it.
pub trait Record {
    /// The clinic's zone, for the offsets of instants.
    ///
    /// # Errors
    /// The database could not be read.
    fn zone(&self) -> Result<ClinicZone, KnownError>;

    /// Hands over every thing of a kind that is not deleted: as listed, then as typed. That order is what equal
    /// dates are told apart by, and what makes two exports of the same record the same bytes.
    ///
    /// # Errors
    /// The database could not be read, or `take` failed.
    fn each(&self, kind: Kind, take: &mut TakeThing<'_>) -> Result<(), ExportError>;
}

/// One file written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportedFile {
    /// Its name.
    pub name: String,
    /// Its rows, the heading aside.
    pub rows: u64,
}

/// Writes every table, the data package and the dictionary into a folder, making it if need be. Files of an earlier export are
/// replaced, and only once everything is written.
///
/// A thing without a key gets one from its identity, the same every time. Children of things that are gone are
/// left out with them.
///
/// # Errors
/// [`ExportError`]; the folder is then as it was.
pub fn export(record: &dyn Record, folder: &Path) -> Result<Vec<ExportedFile>, ExportError> {
    fs::create_dir_all(folder).map_err(|error| ExportError::write(folder, error))?;
    let mut parts = Parts::default();
    let written = write_parts(record, folder, &mut parts)?;
    parts.rename()?;
    Ok(written)
}

fn write_parts(
    record: &dyn Record,
    folder: &Path,
    parts: &mut Parts,
) -> Result<Vec<ExportedFile>, ExportError> {
    let zone = record.zone()?;
    let keys = Keys::of(record)?;
    let mut written = Vec::new();
    let mut shapes: Vec<Shape> = Vec::new();
    for table in TABLES {
        let Some(shape) = shape(table, record)? else {
            parts.leave_out(folder.join(table.file));
            continue;
        };
        let path = parts.begin(folder, table.file);
        let file = File::create(&path).map_err(|error| ExportError::write(&path, error))?;
        let mut csv = WriterBuilder::new()
            .terminator(Terminator::Any(b'\n'))
            .from_writer(BufWriter::with_capacity(1 << 16, file));
        let rows = write_table(&shape, record, zone, &keys, &mut csv, &path)?;
        csv.flush().map_err(|error| ExportError::write(&path, error))?;
        written.push(ExportedFile { name: table.file.to_owned(), rows });
        shapes.push(shape);
    }
    let path = parts.begin(folder, PACKAGE_FILE);
    fs::write(&path, data_package(&shapes)).map_err(|error| ExportError::write(&path, error))?;
    let path = parts.begin(folder, DICTIONARY_FILE);
    fs::write(&path, dictionary(&shapes)).map_err(|error| ExportError::write(&path, error))?;
    Ok(written)
}

/// What of a table is written: what every reader knows, and of the extra files and columns those the record has
/// something for. `None` for an extra file without rows.
fn shape(table: &'static Table, record: &dyn Record) -> Result<Option<Shape>, ExportError> {
    if !table.is_extra() && !table.columns.iter().any(|column| table.is_extra_column(column)) {
        return Ok(Some(Shape { table, columns: table.columns.iter().collect() }));
    }
    let mut rows = 0_u64;
    let mut filled: BTreeSet<&str> = BTreeSet::new();
    record.each(table.kind, &mut |_, fields| {
        rows += 1;
        // A no says what an empty cell says: that nobody said a day, and somebody has since, is no column.
        let says = |value: &Value| !matches!(value, Value::Null | Value::Bool(false));
        let has = |column: &&Column| fields.get(column.field).is_some_and(says);
        filled.extend(table.columns.iter().filter(has).map(|column| column.field));
        Ok(())
    })?;
    let written = |column: &&Column| !table.is_extra_column(column) || filled.contains(column.field);
    let shape = || Shape { table, columns: table.columns.iter().filter(written).collect() };
    Ok((rows > 0 || !table.is_extra()).then(shape))
}

fn write_table(
    Shape { table, columns }: &Shape,
    record: &dyn Record,
    zone: ClinicZone,
    keys: &Keys,
    csv: &mut Writer<BufWriter<File>>,
    path: &Path,
) -> Result<u64, ExportError> {
    let fails = |error: csv::Error| ExportError::write(path, error.into());
    csv.write_record(columns.iter().map(|column| column.name)).map_err(fails)?;
    let mut rows = 0;
    record.each(table.kind, &mut |entity, fields| {
        let parent_gone = |column: &Column| {
            table.is_required(column)
                && matches!(table.type_of(column), FieldType::Ref(_) | FieldType::Item)
                && fields.get(column.field).and_then(Value::as_ref_id).is_none_or(|id| !keys.has(id))
        };
        if table.columns.iter().any(parent_gone) {
            return Ok(());
        }
        for column in columns {
            let cell = match column.field {
                "key" => keys.of_thing(table.kind, entity),
                field => fields
                    .get(field)
                    .map_or_else(String::new, |value| cell_of(value, table.type_of(column), zone, keys)),
            };
            if is_text(table.type_of(column)) {
                csv.write_field(neutralised(&cell).as_bytes()).map_err(fails)?;
            } else {
                csv.write_field(cell).map_err(fails)?;
            }
        }
        rows += 1;
        csv.write_record(None::<&[u8]>).map_err(fails)
    })?;
    Ok(rows)
}

fn cell_of(value: &Value, ty: FieldType, zone: ClinicZone, keys: &Keys) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Int(n) => n.to_string(),
        Value::Real(x) => x.to_string(),
        Value::Text(text) => text.clone(),
        Value::Date(day) => day.format("%Y-%m-%d").to_string(),
        Value::Instant(at) => zone.format_instant(*at),
        Value::Ref(id) => keys.of_reference(*id, ty),
        Value::Unknown(json) => json.to_string(),
    }
}

/// Files written under a passing name. Dropped before they are renamed, they are taken away.
#[derive(Debug, Default)]
struct Parts {
    files: Vec<(PathBuf, PathBuf)>,
    /// Files of an earlier export that this one has nothing for.
    left_out: Vec<PathBuf>,
}

impl Parts {
    fn begin(&mut self, folder: &Path, name: &str) -> PathBuf {
        let part = folder.join(format!("{name}.part"));
        self.files.push((part.clone(), folder.join(name)));
        part
    }

    /// A file this export does not write: what an earlier one left there must not come in again.
    fn leave_out(&mut self, path: PathBuf) {
        self.left_out.push(path);
    }

    fn rename(mut self) -> Result<(), ExportError> {
        while let Some((part, path)) = self.files.pop() {
            if let Err(error) = fs::rename(&part, &path) {
                self.files.push((part, path.clone()));
                return Err(ExportError::write(&path, error));
            }
        }
        for path in &self.left_out {
            match fs::remove_file(path) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(ExportError::write(path, error));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

impl Drop for Parts {
    fn drop(&mut self) {
        for (part, _) in &self.files {
            // Nothing more can be done about a part that will not go, and the first error is the one to tell.
            let _ = fs::remove_file(part);
        }
    }
}
