//! Files in and out. Paths come from a dialog that the shell opened.

use std::path::Path;

use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::facts::Day;
use keepalive_domain::ops::Label;
use keepalive_exchange::csv_map::{self, Map, MappedCsv};
use keepalive_exchange::tables::{self, Import};
use keepalive_exchange::{ExportError, ImportError, Known, Report, Target};
use keepalive_store::ActDraft;

use super::saved;
use crate::figures::number;
use crate::record::{Picture, Recording};
use crate::types::{
    ExportInput, ExportReport, ExportedFile, ImportFile, ImportInput, ImportReport, RefusedLine, RowsAre,
    Saved,
};
use crate::{ApiError, ApiResult, App, ErrorCode};

/// The mapping of a spreadsheet whose columns are named as people name them.
const PLAIN_PRESET: &str = "plain";

impl App {
    /// What an import would do. Changes nothing.
    ///
    /// # Errors
    /// Nothing that can be read at the path; what is wrong with the rows is in the report.
    pub fn import_preview(&self, input: ImportInput) -> ApiResult<ImportReport> {
        let import = Incoming::open(&input)?;
        self.current().store.read(|read| {
            let moment = self.moment(read)?;
            import.needs_no_clinic_or(read.clinic()?.is_some())?;
            let report = import.look(&Picture(read), moment.zone, moment.today)?;
            Ok(shown(report, None))
        })
    }

    /// Imports, all or nothing, as one act.
    ///
    /// # Errors
    /// As [`App::import_preview`], or the database cannot be written. Refused rows are in the report, and then
    /// nothing was imported.
    pub fn import_run(&self, input: ImportInput) -> ApiResult<ImportReport> {
        self.backup_before()?;
        let open_db = self.current();
        let moment = open_db.store.read(|read| self.moment(read))?;
        let name = file_name(&input.path);
        let written = open_db.store.write(move |write| -> Result<(Report, Saved), Stopped> {
            let import = Incoming::open(&input)?;
            import.needs_no_clinic_or(write.read().clinic()?.is_some())?;
            let label = Label::new("imported", [name]);
            let draft = ActDraft { label: label.clone(), user: moment.desk, ..ActDraft::default() };
            let (act, report) = write.record_in_parts(draft, |parts| {
                let report = import.take(&mut Recording(parts), moment.zone, moment.today)?;
                if report.is_clean() { Ok(report) } else { Err(Stopped::Refused(Box::new(report))) }
            })?;
            let act = act.map(|act| act.to_string());
            Ok((report, Saved { label: label.into(), act, ..Saved::default() }))
        });
        let committed = match written {
            Ok(committed) => committed,
            Err(Stopped::Refused(report)) => return Ok(shown(*report, None)),
            Err(Stopped::Failed(error)) => return Err(error),
        };
        open_db.figures.note_everything();
        let keepalive_store::Committed { value: (report, value), changed, touched, log } = committed;
        let done = saved(keepalive_store::Committed { value, changed, touched, log });
        Ok(shown(report, Some(done)))
    }

    /// Writes the whole record as a folder of CSV files.
    ///
    /// # Errors
    /// The folder cannot be written; it is then as it was.
    pub fn export_tables(&self, input: ExportInput) -> ApiResult<ExportReport> {
        self.current().store.read(|read| {
            let files = tables::export(&Picture(read), Path::new(&input.path))?;
            let file = |file: tables::ExportedFile| ExportedFile { name: file.name, rows: number(file.rows) };
            Ok(ExportReport { files: files.into_iter().map(file).collect() })
        })
    }
}

/// Why an import leaves nothing behind.
enum Stopped {
    /// Lines were refused.
    Refused(Box<Report>),
    /// It could not be read, or the database could not be written.
    Failed(ApiError),
}

impl<E: Into<ApiError>> From<E> for Stopped {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// What is to be imported, found and not yet read.
enum Incoming {
    Tables(Import),
    Csv(MappedCsv),
}

impl Incoming {
    fn open(input: &ImportInput) -> ApiResult<Self> {
        let path = Path::new(&input.path);
        let rows_are = match input.rows_are {
            None => return Ok(Self::Tables(Import::open(path)?)),
            Some(RowsAre::Requests) => csv_map::RowsAre::Requests,
            Some(RowsAre::Workarounds) => csv_map::RowsAre::Workarounds,
            Some(RowsAre::Occurrences) => csv_map::RowsAre::Occurrences,
        };
        let map = match &input.map {
            None => Map::preset(PLAIN_PRESET, rows_are)?,
            Some(serde_json::Value::String(preset)) => Map::preset(preset, rows_are)?,
            Some(map) => Map::parse(&map.to_string(), rows_are)?,
        };
        Ok(Self::Csv(MappedCsv::open(path, rows_are, map)?))
    }

    /// Another program's local times mean nothing without the clinic's zone; a table set may bring the clinic.
    fn needs_no_clinic_or(&self, there_is_one: bool) -> ApiResult<()> {
        match self {
            Self::Csv(_) if !there_is_one => {
                let message = "There is no clinic yet. Set one up first: the file's times are local to it.";
                Err(ApiError::new(ErrorCode::NoClinic, message))
            }
            _ => Ok(()),
        }
    }

    fn look(&self, known: &dyn Known, zone: ClinicZone, today: Day) -> Result<Report, ImportError> {
        match self {
            Self::Tables(import) => import.look(known, today),
            Self::Csv(csv) => csv.look(known, zone, today),
        }
    }

    fn take(&self, target: &mut dyn Target, zone: ClinicZone, today: Day) -> Result<Report, ImportError> {
        match self {
            Self::Tables(import) => import.take(target, today),
            Self::Csv(csv) => csv.take(target, zone, today),
        }
    }
}

/// The last part of a path, for the toast.
fn file_name(path: &str) -> String {
    let name = Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| path.to_owned())
}

fn shown(report: Report, saved: Option<Saved>) -> ImportReport {
    let refused_count = number(report.refused.count);
    let line = |problem: keepalive_exchange::Problem| RefusedLine {
        file: problem.file,
        line: number(problem.line),
        column: problem.field,
        reason: problem.message,
    };
    let file = |file: keepalive_exchange::FileReport| ImportFile {
        name: file.name,
        rows: number(file.rows),
        known: number(file.known),
        unknown_columns: file.ignored_columns,
    };
    ImportReport {
        files: report.files.into_iter().map(file).collect(),
        ignored_files: report.ignored_files,
        refused: report.refused.listed.into_iter().map(line).collect(),
        refused_count,
        notes: report.notes.listed.into_iter().map(line).collect(),
        notes_count: number(report.notes.count),
        new_areas: report.new_areas,
        saved,
    }
}

impl From<ImportError> for ApiError {
    fn from(error: ImportError) -> Self {
        let code = match error {
            ImportError::Known(_) => ErrorCode::Internal,
            ImportError::Map { .. } => return Self::invalid("map", "not_a_mapping", error.to_string()),
            _ => ErrorCode::File,
        };
        Self::new(code, error.to_string()).about("path")
    }
}

impl From<ExportError> for ApiError {
    fn from(error: ExportError) -> Self {
        let code = match error {
            ExportError::Write { .. } => ErrorCode::File,
            ExportError::Record(_) => ErrorCode::Internal,
        };
        Self::new(code, error.to_string()).about("path")
    }
}
