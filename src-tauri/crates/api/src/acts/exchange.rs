//! Files in and out. Paths come from a dialog that the shell opened.

use std::path::Path;
use std::sync::Arc;

use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::ops::{IMPORTED, Label};
use keepalive_domain::roles::Deed;
use keepalive_exchange::archive;
use keepalive_exchange::csv_map::{self, Map, MappedCsv};
use keepalive_exchange::tables::{self, Import, TABLES};
use keepalive_exchange::{ExportError, ImportError, Known, Report, Taking, Target};
use keepalive_store::ActDraft;

use super::saved;
use crate::error::of_the_record;
use crate::figures::number;
use crate::import_report::{ours, shown, theirs};
use crate::record::{Picture, Watched, record_beside};
use crate::types::{
    ExportInput, ExportReport, ExportedFile, ImportInput, ImportOffer, ImportOpenInput, ImportProgress,
    ImportReport, Nothing, RowsAre, Saved, WorkKind,
};
use crate::whole_file::replaceable;
use crate::{ApiError, ApiResult, App, ErrorCode};

/// The mapping of a spreadsheet whose columns are named as people name them.
const PLAIN_PRESET: &str = "plain";

/// The presets as the screen offers them; `plain` is the one for what the rows are.
const PROGRAMS: &[&str] = &["servicenow", "jira", "zendesk", "glpi", "github_issues", PLAIN_PRESET];

impl App {
    /// What a picked file most likely is, and which kept mapping was made for such files.
    ///
    /// # Errors
    /// Nothing that can be read at the path.
    pub fn import_open(&self, input: ImportOpenInput) -> ApiResult<ImportOffer> {
        self.asks(Deed::Import)?;
        let path = Path::new(&input.path);
        let name = file_name(&input.path);
        let presets: Vec<String> = PROGRAMS.iter().map(|name| (*name).to_owned()).collect();
        let offer = ImportOffer {
            name,
            tables: true,
            archive: false,
            rows_are: RowsAre::Requests,
            preset: PLAIN_PRESET.to_owned(),
            headings: Vec::new(),
            presets,
            kept: Vec::new(),
        };
        if archive::read(path).is_ok() {
            return Ok(ImportOffer { tables: false, archive: true, ..offer });
        }
        if is_table_set(path)? {
            return Ok(offer);
        }
        let guess = csv_map::guess(path)?;
        // A file of the table set under another name: no preset knows its columns, its heading does.
        if !guess.is_whole && !csv_map::is_workbook(path) && Import::open(path).is_ok() {
            return Ok(offer);
        }
        let mut kept = self.device.remembered().mappings;
        let same = |headings: &[String]| {
            let sorted = |names: &[String]| {
                let mut names = names.to_vec();
                names.sort_unstable();
                names
            };
            sorted(headings) == sorted(&guess.headings)
        };
        kept.retain(|mapping| same(&mapping.headings));
        let rows_are = ours(guess.rows_are);
        let preset = guess.preset.to_owned();
        Ok(ImportOffer { tables: false, rows_are, preset, headings: guess.headings, kept, ..offer })
    }

    /// How far the import, or its preview, is.
    ///
    /// # Errors
    /// None.
    pub fn import_progress(&self, _input: Nothing) -> ApiResult<ImportProgress> {
        Ok(ImportProgress { lines: number(self.watched().lines()) })
    }

    /// Ends the import, or its preview, that is running. Nothing of it is kept.
    ///
    /// # Errors
    /// None.
    pub fn import_cancel(&self, _input: Nothing) -> ApiResult<Nothing> {
        self.watched().cancel();
        Ok(Nothing {})
    }

    /// What an import would do. Changes nothing.
    ///
    /// # Errors
    /// Nothing that can be read at the path; what is wrong with the rows is in the report.
    pub fn import_preview(&self, input: ImportInput) -> ApiResult<ImportReport> {
        self.asks(Deed::Import)?;
        let watch = self.watch_anew();
        let import = Incoming::open(&input)?;
        self.current().store.read(|read| {
            let moment = self.moment(read)?;
            import.needs_no_clinic_or(read.clinic()?.is_some())?;
            let leave_out = input.leave_out == Some(true);
            let take_corrected = input.take_corrected == Some(true);
            let taking = Taking { today: moment.today, leave_out, take_corrected, watch: &watch };
            let report = import.look(&Picture(read), moment.zone, taking)?;
            shown(read, report, input.rows_are)
        })
    }

    /// Imports, all or nothing, as one act.
    ///
    /// # Errors
    /// As [`App::import_preview`], or the database cannot be written. Refused rows are in the report, and then
    /// nothing was imported.
    pub fn import_run(&self, input: ImportInput) -> ApiResult<ImportReport> {
        self.asks(Deed::Import)?;
        self.backup_before()?;
        let open_db = self.current();
        let moment = open_db.store.read(|read| self.moment(read))?;
        let name = file_name(&input.path);
        let (rows_are, watch) = (input.rows_are, self.watch_anew());
        let beside = Arc::clone(&open_db);
        let written = open_db.store.write(move |write| -> Result<(ImportReport, Saved), Stopped> {
            let import = Incoming::open(&input)?;
            import.needs_no_clinic_or(write.read().clinic()?.is_some())?;
            let label = Label::new(IMPORTED, [name]);
            let draft = ActDraft { label: label.clone(), user: moment.desk, ..ActDraft::default() };
            let (act, report) = write.record_in_parts(draft, |parts| {
                let leave_out = input.leave_out == Some(true);
                let take_corrected = input.take_corrected == Some(true);
                let taking = Taking { today: moment.today, leave_out, take_corrected, watch: &watch };
                let take = |target: &mut dyn Target| -> Result<Report, Stopped> {
                    Ok(import.take(target, moment.zone, taking)?)
                };
                let report = record_beside(&beside.store, parts, take)?;
                if report.can_be_taken(leave_out) {
                    Ok(report)
                } else {
                    Err(Stopped::Refused(Box::new(report)))
                }
            })?;
            let act = act.map(|act| act.to_string());
            // Put into words while it can still be taken back: once it stands, nothing may fail any more.
            let report = shown(write.read(), report, rows_are)?;
            Ok((report, Saved { label: label.into(), act, ..Saved::default() }))
        });
        let committed = match written {
            Ok(committed) => committed,
            Err(Stopped::Refused(report)) => {
                return open_db.store.read(|read| shown(read, *report, rows_are));
            }
            Err(Stopped::Failed(error)) => return Err(error),
        };
        open_db.figures.note_everything();
        let keepalive_store::Committed { value: (report, value), changed, touched, log } = committed;
        let done = saved(keepalive_store::Committed { value, changed, touched, log });
        Ok(ImportReport { saved: Some(done), ..report })
    }

    /// Writes the whole record as a folder of CSV files, or as one .zip of them. A long work that can be cancelled.
    ///
    /// # Errors
    /// A database lies there, the folder cannot be written, or it was cancelled; the folder is then as it was.
    pub fn export_tables(&self, input: ExportInput) -> ApiResult<ExportReport> {
        let path = Path::new(&input.path);
        let zipped = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
        if zipped {
            replaceable(path).map_err(|error| error.about("path"))?;
        }
        let write = if zipped { tables::export_zip } else { tables::export };
        let file = |file: tables::ExportedFile| ExportedFile { name: file.name, rows: number(file.rows) };
        self.works.run(WorkKind::TablesExport, |watch| {
            self.current().store.read(|read| {
                let files = write(&Watched::new(read, watch), path)?;
                Ok(ExportReport { files: files.into_iter().map(file).collect() })
            })
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
    Csv(Box<MappedCsv>),
}

impl Incoming {
    fn open(input: &ImportInput) -> ApiResult<Self> {
        let path = Path::new(&input.path);
        let rows_are = match input.rows_are {
            None => return Ok(Self::Tables(Import::open(path)?)),
            Some(rows_are) => theirs(rows_are),
        };
        let map = match &input.map {
            // As the mapping screen starts.
            None => Map::preset(csv_map::preset_for(path, rows_are)?, rows_are)?,
            Some(serde_json::Value::String(preset)) => Map::preset(preset, rows_are)?,
            Some(map) => Map::parse(&map.to_string(), rows_are)?,
        };
        Ok(Self::Csv(Box::new(MappedCsv::open(path, rows_are, map)?)))
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

    fn look(&self, known: &dyn Known, zone: ClinicZone, taking: Taking<'_>) -> Result<Report, ImportError> {
        match self {
            Self::Tables(import) => import.look(known, taking),
            Self::Csv(csv) => csv.look(known, zone, taking),
        }
    }

    fn take(
        &self,
        target: &mut dyn Target,
        zone: ClinicZone,
        taking: Taking<'_>,
    ) -> Result<Report, ImportError> {
        match self {
            Self::Tables(import) => import.take(target, taking),
            Self::Csv(csv) => csv.take(target, zone, taking),
        }
    }
}

/// The last part of a path, for the toast.
pub(super) fn file_name(path: &str) -> String {
    let name = Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| path.to_owned())
}

/// Whether a path is a table set: a folder, an archive, or a file with a table's name.
fn is_table_set(path: &Path) -> ApiResult<bool> {
    let meta =
        std::fs::metadata(path).map_err(|source| ImportError::Read { path: path.to_owned(), source })?;
    let name = file_name(&path.to_string_lossy()).to_ascii_lowercase();
    let is_table = TABLES.iter().any(|table| table.file == name);
    Ok(meta.is_dir() || is_table || name.ends_with(".zip"))
}

impl From<ImportError> for ApiError {
    fn from(error: ImportError) -> Self {
        let code = match error {
            ImportError::Known(error) => return of_the_record(error),
            ImportError::Cancelled => return Self::new(ErrorCode::Cancelled, error.to_string()),
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
            ExportError::Record(error) => return of_the_record(error),
        };
        Self::new(code, error.to_string()).about("path")
    }
}
