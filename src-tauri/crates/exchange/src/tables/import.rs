//! Importing a table set.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::layout::{Column, Table};
use super::source::{Source, heading_of};
use crate::assemble::{Assembler, Cell, Place, Sink};
use crate::known::{Known, Target};
use crate::problem::{FileReport, ImportError, Problem, Report};
use crate::rows::{MOST_ROWS, Row, Rows, RowsError};
use crate::watch::Taking;

/// A table set that was found, not yet read.
///
/// A folder, a .zip or a single CSV; files that are missing, and columns that are not required, are fine. Rows
/// about things that are there already update them.
#[derive(Debug)]
pub struct Import {
    source: Source,
}

impl Import {
    /// Finds the tables at a path. A CSV under another name is known by its heading.
    ///
    /// # Errors
    /// [`ImportError`]: nothing readable there, no table among it, or an archive that is not safe to open.
    pub fn open(path: &Path) -> Result<Self, ImportError> {
        Ok(Self { source: Source::open(path)? })
    }

    /// Reads everything and says what an import would do. Changes nothing.
    ///
    /// # Errors
    /// [`ImportError`] for faults of disk or database; what is wrong with the rows is in the report.
    pub fn look(&self, known: &dyn Known, taking: Taking<'_>) -> Result<Report, ImportError> {
        self.read(Sink::Nowhere(known), taking)
    }

    /// Reads everything and hands the changes to the target. They may be kept only if the report
    /// [can be taken](Report::can_be_taken).
    ///
    /// # Errors
    /// As [`Import::look`], and what the target could not take.
    pub fn take(&self, target: &mut dyn Target, taking: Taking<'_>) -> Result<Report, ImportError> {
        self.read(Sink::Into(target), taking)
    }

    fn read<'t>(&self, sink: Sink<'t>, taking: Taking<'t>) -> Result<Report, ImportError> {
        let mut assembler = Assembler::new(sink, taking).of_table_set(self.source.own_export);
        assembler.report.ignored_files.clone_from(&self.source.ignored);
        for (table, path) in &self.source.files {
            let report = read_table(table, path, &mut assembler)?;
            assembler.no_more(table.kind);
            assembler.report.files.push(report);
        }
        assembler.finish()
    }
}

fn read_table(
    table: &'static Table,
    path: &PathBuf,
    assembler: &mut Assembler<'_>,
) -> Result<FileReport, ImportError> {
    let name = path.file_name().map_or_else(|| table.file.into(), |name| name.to_string_lossy().into_owned());
    let mut report = FileReport::new(name, table.kind);
    let file = File::open(path).map_err(|error| ImportError::read(path, error))?;
    let mut rows = Rows::new(file, b',');
    let mut row = Row::default();
    let refuse = |assembler: &mut Assembler<'_>, problem| assembler.refuse_file(table.kind, problem);

    match rows.next(&mut row) {
        Ok(true) => {}
        Ok(false) => {
            let message = "The file is empty. Its first line must name the columns.";
            refuse(assembler, Problem::file(&report.name, "no_heading", message));
            return Ok(report);
        }
        Err(error) => {
            refuse(assembler, stopped(&report.name, error).map_err(|error| ImportError::read(path, error))?);
            return Ok(report);
        }
    }
    let heading = match Heading::of(table, &report.name, &row) {
        Ok(heading) => heading,
        Err(problems) => {
            problems.into_iter().for_each(|problem| refuse(assembler, problem));
            return Ok(report);
        }
    };
    report.ignored_columns.clone_from(&heading.ignored);

    loop {
        match rows.next(&mut row) {
            Ok(true) if row.is_empty() => continue,
            Ok(true) => {}
            Ok(false) => return Ok(report),
            Err(error) => {
                let problem = stopped(&report.name, error).map_err(|error| ImportError::read(path, error))?;
                refuse(assembler, problem);
                return Ok(report);
            }
        }
        report.rows += 1;
        if report.rows > MOST_ROWS {
            let message = format!("More than {MOST_ROWS} rows. Split the file and import the parts.");
            refuse(assembler, Problem::line(&report.name, row.line, "too_many_rows", message));
            return Ok(report);
        }
        let more = (heading.cells..row.len()).any(|i| !row.cell(i).trim_ascii().is_empty());
        if row.len() < heading.cells || more {
            let message = format!("This row has {} cells, the heading {}.", row.len(), heading.cells);
            assembler.begin_line()?;
            assembler.refuse_line(Problem::line(&report.name, row.line, "ragged", message));
            assembler.end_line()?;
            continue;
        }
        let place = Place { file: &report.name, line: row.line };
        assembler.begin_line()?;
        assembler.row(table, place, |i, _| heading.cell(i, &row), [])?;
        report.count(assembler.end_line()?);
    }
}

/// Which cell of a row each column of the table is in.
struct Heading {
    places: Vec<Option<usize>>,
    cells: usize,
    ignored: Vec<String>,
}

impl Heading {
    fn of(table: &Table, file: &str, row: &Row) -> Result<Self, Vec<Problem>> {
        if row.cell(0).starts_with(b"\xFF\xFE") || row.cell(0).starts_with(b"\xFE\xFF") {
            let message = "The file is UTF-16. Save it as CSV UTF-8 and try again.";
            return Err(vec![Problem::file(file, "not_utf8", message)]);
        }
        let names: Vec<String> = (0..row.len()).map(|i| heading_of(row.cell(i))).collect();
        let mut problems = Vec::new();
        for (i, name) in names.iter().enumerate() {
            if !name.is_empty() && names[..i].contains(name) {
                let message = "This column stands twice. Remove one.";
                problems.push(Problem::cell(file, row.line, name, "twice", message));
            }
        }
        let place = |column: &Column| names.iter().position(|name| name == column.name);
        for column in table.columns {
            if table.is_required(column) && place(column).is_none() {
                let message = "This column is required and is not in the heading.";
                problems.push(Problem::cell(file, row.line, column.name, "missing_column", message));
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let known = |name: &String| table.columns.iter().any(|column| column.name == name);
        Ok(Self {
            places: table.columns.iter().map(place).collect(),
            cells: row.len(),
            ignored: names.iter().filter(|name| !name.is_empty() && !known(name)).cloned().collect(),
        })
    }

    fn cell<'r>(&self, column: usize, row: &'r Row) -> Cell<'r> {
        match self.places[column] {
            None => Cell::Absent,
            Some(i) => std::str::from_utf8(row.cell(i)).map_or(Cell::NotUtf8, Cell::Text),
        }
    }
}

/// Why reading a file ended early; faults of the disk are no fault of the file.
fn stopped(file: &str, error: RowsError) -> Result<Problem, std::io::Error> {
    let message = format!("{error}. The rest of the file was not read.");
    match error {
        RowsError::Io(error) => Err(error),
        RowsError::TooLong { line } => Ok(Problem::line(file, line, "row_too_long", message)),
        RowsError::OpenQuote { line } => Ok(Problem::line(file, line, "open_quote", message)),
    }
}
