//! Importing a CSV or a sheet of another program.

use std::path::{Path, PathBuf};

use encoding_rs::Encoding;
use keepalive_domain::calendar::ClinicZone;

use super::binding::{BoundMap, Orders};
use super::map::{Map, RowsAre};
use super::picked::Picked;
use super::seen::{Looking, SeenColumn};
use super::workbook::{self, Form, LaidOut};
use super::{encoding, items};
use crate::assemble::{Assembler, Place, Sink};
use crate::known::{Known, Target};
use crate::problem::{FileReport, ImportError, Problem, ReadAs, Report};
use crate::rows::{MOST_ROWS, Row, Rows, RowsError};
use crate::watch::Taking;

/// Rows looked at for samples of their columns.
pub(super) const SAMPLED_ROWS: usize = 500;

/// A CSV of another program and the mapping to read it by.
#[derive(Debug)]
pub struct MappedCsv {
    /// The text that is read: the file itself, or the sheet laid out.
    pub(super) path: PathBuf,
    sheet: Option<LaidOut>,
    pub(super) name: String,
    pub(super) map: Map,
    pub(super) rows_are: RowsAre,
    encoding: &'static Encoding,
    delimiter: u8,
}

impl MappedCsv {
    /// Finds out how the file is written, where the mapping does not say it.
    ///
    /// # Errors
    /// [`ImportError`]: the file cannot be read, or the mapping names an encoding nobody knows.
    pub fn open(path: &Path, rows_are: RowsAre, map: Map) -> Result<Self, ImportError> {
        let read = |error| ImportError::read(path, error);
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let sheet = match workbook::form(path).map_err(read)? {
            Form::Text => None,
            Form::OldWorkbook => return Err(workbook::too_old()),
            Form::Zip => Some(workbook::lay_out(path, map.sheet.as_deref())?),
        };
        if let Some(laid_out) = sheet {
            let path = laid_out.csv.path().to_owned();
            let sheet = Some(laid_out);
            return Ok(Self {
                path,
                sheet,
                name,
                map,
                rows_are,
                encoding: encoding_rs::UTF_8,
                delimiter: b',',
            });
        }
        let encoding = match &map.encoding {
            Some(name) => encoding::named(name).ok_or_else(|| ImportError::Map {
                message: format!(
                    "“{}” is no encoding; use utf-8, utf-16 or windows-1252",
                    name.escape_debug()
                ),
            })?,
            None => encoding::detected(path).map_err(read)?,
        };
        let delimiter = match map.delimiter {
            Some(delimiter) => {
                u8::try_from(delimiter).ok().filter(u8::is_ascii).ok_or_else(|| ImportError::Map {
                    message: format!("“{}” cannot stand between cells", delimiter.escape_debug()),
                })?
            }
            None => encoding::delimiter(path, encoding).map_err(read)?,
        };
        Ok(Self { path: path.to_owned(), sheet: None, name, map, rows_are, encoding, delimiter })
    }

    /// Reads everything and says what an import would do. Times without offset are the clinic's own.
    ///
    /// # Errors
    /// [`ImportError`] for faults of disk or database; what is wrong with the rows is in the report.
    pub fn look(
        &self,
        known: &dyn Known,
        zone: ClinicZone,
        taking: Taking<'_>,
    ) -> Result<Report, ImportError> {
        self.read(Sink::Nowhere(known), zone, taking)
    }

    /// Reads everything and hands the changes to the target. They may be kept only if the report
    /// [can be taken](Report::can_be_taken).
    ///
    /// # Errors
    /// As [`MappedCsv::look`], and what the target could not take.
    pub fn take(
        &self,
        target: &mut dyn Target,
        zone: ClinicZone,
        taking: Taking<'_>,
    ) -> Result<Report, ImportError> {
        self.read(Sink::Into(target), zone, taking)
    }

    fn read<'t>(&self, sink: Sink<'t>, zone: ClinicZone, taking: Taking<'t>) -> Result<Report, ImportError> {
        let mut assembler = Assembler::new(sink, taking);
        let mut report = FileReport::new(self.name.clone(), self.rows_are.kind());
        let mut looking = self.samples()?;
        let mut read_as = ReadAs {
            encoding: self.encoding.name(),
            delimiter: char::from(self.delimiter),
            dates: Vec::new(),
        };
        if let Some(bound) = self.bind(&mut assembler, &mut report, &mut looking)? {
            let orders = self.orders(&bound, &mut assembler)?;
            if assembler.report.stops == 0 {
                self.read_rows(&bound, &orders, zone, &mut assembler, &mut report, &mut looking)?;
            }
            read_as.dates = orders.into_iter().map(|(name, order)| (name.to_owned(), order.word())).collect();
        }
        assembler.report.read_as = Some(read_as);
        assembler.report.seen = Some(looking.finish());
        assembler.report.files.push(report);
        assembler.finish()
    }

    /// The columns with what their first cells say.
    fn samples(&self) -> Result<Looking, ImportError> {
        let mut looking = Looking::default();
        if let Some(laid_out) = &self.sheet {
            looking.seen.sheets.clone_from(&laid_out.sheets);
            looking.seen.sheet = Some(laid_out.sheet.clone());
        }
        let mut rows = self.rows()?;
        let mut row = Row::default();
        let mut left = SAMPLED_ROWS;
        // What cannot be read is said when the rows are taken.
        while left > 0 && matches!(rows.next(&mut row), Ok(true)) {
            for i in 0..row.len() {
                let text = String::from_utf8_lossy(row.cell(i));
                if left == SAMPLED_ROWS {
                    let name = text.trim().to_owned();
                    looking.seen.columns.push(SeenColumn { name, ..SeenColumn::default() });
                } else {
                    looking.sample(i, &text);
                }
            }
            left -= 1;
        }
        Ok(looking)
    }

    pub(super) fn rows(&self) -> Result<Rows<encoding::Decoded>, ImportError> {
        let file = encoding::open(&self.path, self.encoding)
            .map_err(|error| ImportError::read(&self.path, error))?;
        Ok(Rows::new(file, self.delimiter))
    }

    fn read_rows(
        &self,
        bound: &BoundMap,
        orders: &Orders,
        zone: ClinicZone,
        to: &mut Assembler<'_>,
        report: &mut FileReport,
        looking: &mut Looking,
    ) -> Result<(), ImportError> {
        let mut rows = self.rows()?;
        let mut row = Row::default();
        let mut heading = true;
        while self.next(&mut rows, &mut row, to)? {
            if std::mem::take(&mut heading) || row.is_empty() {
                continue;
            }
            report.rows += 1;
            if report.rows > MOST_ROWS {
                let message = format!("More than {MOST_ROWS} rows. Split the file and import the parts.");
                to.stop(Problem::line(&self.name, row.line, "too_many_rows", message));
                return Ok(());
            }
            let more = (bound.width..row.len()).any(|i| !row.cell(i).trim_ascii().is_empty());
            if row.len() < bound.width || more {
                let message = format!("This row has {} cells, the heading {}.", row.len(), bound.width);
                to.begin_line()?;
                to.refuse_line(Problem::line(&self.name, row.line, "ragged", message));
                to.end_line()?;
                continue;
            }
            let place = Place { file: &self.name, line: row.line };
            let mut picked = Picked::from(&row, bound, &self.map, orders, zone, looking);
            to.begin_line()?;
            match self.rows_are {
                RowsAre::Requests => items::request(&mut picked, to, place)?,
                RowsAre::Workarounds => items::workaround(&mut picked, to, place)?,
                RowsAre::Occurrences => items::occurrence(&mut picked, to, place)?,
            }
            let outcome = to.end_line()?;
            report.count(outcome);
            picked.show(row.line, outcome, looking);
        }
        Ok(())
    }

    /// The next row; false at the end, or where reading had to stop.
    pub(super) fn next(
        &self,
        rows: &mut Rows<encoding::Decoded>,
        row: &mut Row,
        to: &mut Assembler<'_>,
    ) -> Result<bool, ImportError> {
        let message = |error: &RowsError| format!("{error}. The rest of the file was not read.");
        let problem = match rows.next(row) {
            Ok(more) => return Ok(more),
            Err(RowsError::Io(error)) => return Err(ImportError::read(&self.path, error)),
            Err(error @ RowsError::TooLong { line }) => {
                Problem::line(&self.name, line, "row_too_long", message(&error))
            }
            Err(error @ RowsError::OpenQuote { line }) => {
                Problem::line(&self.name, line, "open_quote", message(&error))
            }
        };
        to.stop(problem);
        Ok(false)
    }
}
