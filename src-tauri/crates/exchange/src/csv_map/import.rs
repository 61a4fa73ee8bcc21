//! Importing a CSV or a sheet of another program.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;
use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::facts::Day;

use super::dates::{DateOrder, Evidence, Written, written};
use super::map::{Map, RowsAre};
use super::seen::{Looking, SeenColumn};
use super::source::{Bound, Headings, translated};
use super::workbook::{self, Form, LaidOut};
use super::{encoding, items};
use crate::assemble::{Assembler, Place, Sink, shown};
use crate::known::{Known, Target};
use crate::problem::{FileReport, ImportError, Outcome, Problem, ReadAs, Report};
use crate::rows::{MOST_ROWS, Row, Rows, RowsError};
use crate::watch::Taking;

/// The fields that hold days or times.
const DATED: &[&str] = &[
    "opened",
    "resolved",
    "closed",
    "updated",
    "first_response",
    "told_requester",
    "started",
    "ended",
    "expected_end",
    "at",
];

/// The fields whose order of day and month is found out when in doubt.
type Orders = BTreeMap<&'static str, DateOrder>;

/// Rows looked at for samples of their columns.
const SAMPLED_ROWS: usize = 500;

/// Whether a file is an XLSX workbook.
#[must_use]
pub fn is_workbook(path: &Path) -> bool {
    std::fs::File::open(path).is_ok_and(workbook::is_workbook)
}

/// What a file most likely is, from its headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// Its headings, in small letters.
    pub headings: Vec<String>,
    /// The preset that finds most of its columns in it.
    pub preset: &'static str,
    /// What its rows are then.
    pub rows_are: RowsAre,
    /// Whether it has everything such rows need.
    pub is_whole: bool,
}

/// Finds the preset that fits a file best.
///
/// # Errors
/// [`ImportError`]: the file cannot be read.
pub fn guess(path: &Path) -> Result<Guess, ImportError> {
    let file = MappedCsv::open(path, RowsAre::Requests, Map::default())?;
    let mut row = Row::default();
    // What cannot be read has no headings; why is said when it is looked at.
    let headings = match file.rows()?.next(&mut row) {
        Ok(true) => Headings::of(&row),
        _ => Headings::of(&Row::default()),
    };
    let mut best = Guess {
        headings: headings.names().to_vec(),
        preset: "plain",
        rows_are: RowsAre::Requests,
        is_whole: false,
    };
    let mut most = (false, 0);
    for (preset, rows_are, map) in Map::all()? {
        let found =
            |field: &str| map.columns.get(field).and_then(|from| Bound::to(from, &headings)).is_some();
        let fields = map.columns.keys().filter(|field| found(field)).count();
        let is_whole =
            rows_are.targets().0.iter().all(|field| found(field) || map.defaults.contains_key(*field));
        if (is_whole, fields) > most {
            most = (is_whole, fields);
            best = Guess { preset, rows_are, is_whole, ..best };
        }
    }
    Ok(best)
}

/// A CSV of another program and the mapping to read it by.
#[derive(Debug)]
pub struct MappedCsv {
    /// The text that is read: the file itself, or the sheet laid out.
    path: PathBuf,
    sheet: Option<LaidOut>,
    name: String,
    map: Map,
    rows_are: RowsAre,
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

    fn rows(&self) -> Result<Rows<encoding::Decoded>, ImportError> {
        let file = encoding::open(&self.path, self.encoding)
            .map_err(|error| ImportError::read(&self.path, error))?;
        Ok(Rows::new(file, self.delimiter))
    }

    /// Finds the mapping's columns in the heading.
    fn bind(
        &self,
        to: &mut Assembler<'_>,
        report: &mut FileReport,
        looking: &mut Looking,
    ) -> Result<Option<BoundMap>, ImportError> {
        let mut row = Row::default();
        if !self.next(&mut self.rows()?, &mut row, to)? {
            if to.report.is_clean() {
                let message = "The file is empty. Its first line must name the columns.";
                to.stop(Problem::file(&self.name, "no_heading", message));
            }
            return Ok(None);
        }
        let headings = Headings::of(&row);
        if let Some(name) = headings.twice() {
            let message = "This column stands twice. The first that says something counts.";
            to.report.notes.push(Problem::cell(&self.name, row.line, name, "twice", message));
        }
        let columns: BTreeMap<&str, Bound> = self
            .map
            .columns
            .iter()
            .filter_map(|(field, source)| Some((field.as_str(), Bound::to(source, &headings)?)))
            .collect();
        for field in self.rows_are.targets().0 {
            if !columns.contains_key(field) && !self.map.defaults.contains_key(*field) {
                let message = "None of the columns that the mapping names for this is in the file.";
                to.stop(Problem::cell(&self.name, row.line, field, "missing_column", message));
            }
        }
        for (field, bound) in &columns {
            for place in bound.places() {
                if let Some(column) = looking.seen.columns.get_mut(place) {
                    column.fields.push((*field).to_owned());
                }
            }
        }
        let used: BTreeSet<usize> = columns.values().flat_map(Bound::places).collect();
        report.ignored_columns = headings.others(&used);
        let columns = columns.into_iter().map(|(field, bound)| (field.to_owned(), bound)).collect();
        Ok((to.report.stops == 0).then_some(BoundMap { columns, width: headings.len() }))
    }

    /// Finds out the order of day, month and year of every dated column, over all its cells.
    fn orders(&self, bound: &BoundMap, to: &mut Assembler<'_>) -> Result<Orders, ImportError> {
        let dated: Vec<(&'static str, &Bound)> =
            DATED.iter().filter_map(|name| Some((*name, bound.columns.get(*name)?))).collect();
        if let Some(order) = self.map.dates {
            return Ok(dated.iter().map(|(name, _)| (*name, order)).collect());
        }
        let mut evidence: BTreeMap<&'static str, Evidence> = BTreeMap::new();
        let mut rows = self.rows()?;
        let mut row = Row::default();
        let mut heading = true;
        // What cannot be read is said when the rows are taken.
        while matches!(rows.next(&mut row), Ok(true)) {
            if std::mem::take(&mut heading) {
                continue;
            }
            for (name, source) in &dated {
                if let Some(cell) = source.pick(&row, &self.map) {
                    evidence.entry(name).or_default().see(&cell);
                }
            }
        }
        // A column in doubt follows the others of its file if they agree.
        let settled: BTreeSet<DateOrder> =
            evidence.values().filter(|e| e.in_doubt).filter_map(|e| e.order()).collect();
        let of_the_file = if settled.len() == 1 { settled.first().copied() } else { None };
        let mut orders = Orders::new();
        for (name, seen) in evidence {
            match seen.order() {
                Some(order) => {
                    orders.insert(name, order);
                }
                None if !(seen.dmy && seen.mdy) && of_the_file.is_some() => {
                    orders.extend(of_the_file.map(|order| (name, order)));
                }
                None => {
                    let (code, message) = if seen.dmy && seen.mdy {
                        ("mixed_dates", "Some dates can only be day first, others only month first.")
                    } else {
                        ("ambiguous_dates", "No date tells whether the day or the month comes first.")
                    };
                    let message = format!("{message} Say it in the mapping: \"dates\": \"dmy\" or \"mdy\".");
                    to.stop(Problem::cell(&self.name, 1, name, code, message));
                }
            }
        }
        Ok(orders)
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
    fn next(
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

/// A mapping with its columns found.
struct BoundMap {
    columns: BTreeMap<String, Bound>,
    width: usize,
}

/// One row, picked apart by the mapping.
pub(super) struct Picked<'p> {
    pub(super) map: &'p Map,
    /// Their own key, before the prefix.
    pub(super) raw_key: Option<String>,
    texts: BTreeMap<&'p str, String>,
    orders: &'p Orders,
    zone: ClinicZone,
    refused: Vec<(&'static str, &'static str, String)>,
}

impl<'p> Picked<'p> {
    fn from(
        row: &Row,
        bound: &'p BoundMap,
        map: &'p Map,
        orders: &'p Orders,
        zone: ClinicZone,
        looking: &mut Looking,
    ) -> Self {
        let mut texts: BTreeMap<&str, String> = BTreeMap::new();
        for (field, source) in &bound.columns {
            let Some(theirs) = source.pick(row, map) else { continue };
            let ours = translated(&map.values, field, &theirs);
            looking.word(field, &theirs, &ours);
            texts.insert(field, ours);
        }
        for (field, ours) in &map.defaults {
            texts.entry(field).or_insert_with(|| ours.clone());
        }
        let raw_key = texts.remove("key");
        Self { map, raw_key, texts, orders, zone, refused: Vec::new() }
    }

    /// Shows the row as it will become, days as days of the clinic.
    fn show(&self, line: u64, outcome: Outcome, looking: &mut Looking) {
        if !looking.wants_row() {
            return;
        }
        let mut cells: BTreeMap<String, String> = BTreeMap::new();
        for (field, text) in self.texts.iter().filter(|(_, text)| !text.is_empty()) {
            let day = DATED.contains(field).then(|| {
                let order = self.orders.get(field).copied().unwrap_or(DateOrder::Ymd);
                written(text).and_then(|written| written.settled(order)).and_then(|w| w.day(self.zone))
            });
            let shown = day.flatten().map_or_else(|| text.clone(), |day| day.to_string());
            cells.insert((*field).to_owned(), shown);
        }
        if let Some(key) = &self.raw_key {
            cells.insert("key".to_owned(), format!("{}{key}", self.map.key_prefix));
        }
        looking.row(line, outcome, cells);
    }

    /// What the row says for a field.
    pub(super) fn text(&self, field: &str) -> Option<String> {
        self.texts.get(field).filter(|text| !text.is_empty()).cloned()
    }

    /// A field's instant in UTC milliseconds. What cannot be read is refused.
    pub(super) fn instant(&mut self, field: &'static str) -> Option<i64> {
        let zone = self.zone;
        self.dated(field).and_then(|written| written.instant(zone))
    }

    /// A field's local day. What cannot be read is refused.
    pub(super) fn day(&mut self, field: &'static str) -> Option<Day> {
        let zone = self.zone;
        self.dated(field).and_then(|written| written.day(zone))
    }

    fn dated(&mut self, field: &'static str) -> Option<Written> {
        let text = self.text(field)?;
        let order = self.orders.get(field).copied().unwrap_or(DateOrder::Ymd);
        let read = written(&text).and_then(|written| written.settled(order));
        if read.is_none() {
            let message = format!("{} is no day or time of the calendar.", shown(&text));
            self.refuse(field, "not_a_date", message);
        }
        read
    }

    /// Notes why a field is refused.
    pub(super) fn refuse(&mut self, field: &'static str, code: &'static str, message: String) {
        self.refused.push((field, code, message));
    }

    /// Whether a field was refused.
    pub(super) fn is_refused(&self, field: &str) -> bool {
        self.refused.iter().any(|(refused, ..)| *refused == field)
    }

    /// Reports what was refused so far.
    pub(super) fn hand_over(&mut self, to: &mut Assembler<'_>, place: Place<'_>) {
        for (field, code, message) in self.refused.drain(..) {
            to.refuse(place, field, code, message);
        }
    }
}
