//! A sheet of an XLSX workbook, laid out as the CSV the rest of the import reads.
//!
//! The sheet goes to a file row by row, so that a large one costs disk and not memory. Days and times become
//! ISO text (both date systems, 1900 and 1904), a formula is the value it had when the file was saved, and a
//! cell merged over several rows says its value in each. A line of the file is a row of the sheet: a line break
//! inside a cell stands as a lone carriage return.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use calamine::{DataRef, Dimensions, ExcelDateTime, Reader, Xlsx, XlsxError};
use tempfile::NamedTempFile;

use crate::problem::ImportError;

/// What a workbook may unpack to in all: some ten million cells.
const MOST_UNPACKED_BYTES: u64 = 2 << 30;

/// What a part that is held in memory whole (texts, styles, the list of sheets) may unpack to.
const MOST_HELD_BYTES: u64 = 24 << 20;

/// The most parts of a workbook.
const MOST_PARTS: usize = 10_000;

/// The most columns laid out.
const MOST_COLUMNS: usize = 1_000;

/// How a workbook of Excel 97 begins.
const OLE_MARK: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

/// What a file is, by its first bytes.
pub(super) enum Form {
    /// Text.
    Text,
    /// A zip, as XLSX is.
    Zip,
    /// A workbook of before 2007.
    OldWorkbook,
}

/// Tells what a file is.
pub(super) fn form(path: &Path) -> io::Result<Form> {
    let mut start = Vec::new();
    File::open(path)?.take(4).read_to_end(&mut start)?;
    Ok(match start.as_slice() {
        b"PK\x03\x04" => Form::Zip,
        OLE_MARK => Form::OldWorkbook,
        _ => Form::Text,
    })
}

/// One sheet, laid out.
#[derive(Debug)]
pub(super) struct LaidOut {
    /// The sheet as UTF-8 CSV; gone with this.
    pub(super) csv: NamedTempFile,
    /// The names of the sheets, in their order.
    pub(super) sheets: Vec<String>,
    /// Which one it is.
    pub(super) sheet: String,
}

/// Lays out the sheet of this name, or the first.
pub(super) fn lay_out(path: &Path, wanted: Option<&str>) -> Result<LaidOut, ImportError> {
    check_parts(path)?;
    // Whatever a crafted file makes the reader trip over is a refusal; nothing is shared with it.
    catch_unwind(AssertUnwindSafe(|| read(path, wanted))).unwrap_or_else(|_| Err(unreadable("it is damaged")))
}

fn read(path: &Path, wanted: Option<&str>) -> Result<LaidOut, ImportError> {
    let file = File::open(path).map_err(|error| ImportError::read(path, error))?;
    let mut book = Xlsx::new(BufReader::new(file)).map_err(damaged)?;
    let sheets = book.sheet_names();
    let sheet = match wanted {
        None => sheets.first().cloned(),
        Some(name) => sheets.iter().find(|sheet| *sheet == name).cloned(),
    };
    let sheet = sheet.ok_or_else(|| unreadable("it has no such sheet"))?;
    let merged = book.merge_cells_by_sheet_name(&sheet).map_err(damaged)?;
    let csv = NamedTempFile::new().map_err(|error| ImportError::read(path, error))?;
    let mut out = Layout::new(BufWriter::new(csv.as_file()), merged);
    let mut cells = book.worksheet_cells_reader(&sheet).map_err(damaged)?;
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        let (row, column) = cell.get_position();
        out.put(row, column as usize, shown(cell.get_value()))?;
    }
    out.finish().map_err(|error| ImportError::read(csv.path(), error))?;
    Ok(LaidOut { csv, sheets, sheet })
}

/// A cell as text.
fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(x) => x.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(at) => moment(*at),
        // `#N/A` and its like say nothing that could be imported, and are refused where a value is needed.
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A day, a day with its time, or a time alone (which is how sheets write minutes, `0:45`).
fn moment(at: ExcelDateTime) -> String {
    const MINUTES_A_DAY: f64 = 24.0 * 60.0;
    let days = at.as_f64();
    if at.is_duration() || (0.0..1.0).contains(&days) {
        let minutes = (days * MINUTES_A_DAY).round();
        return format!("{}:{:02}", (minutes / 60.0).floor(), minutes % 60.0);
    }
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        date
    } else {
        format!("{date} {hour:02}:{minute:02}:{second:02}")
    }
}

/// Rows being written.
struct Layout<W> {
    out: W,
    row: u32,
    cells: Vec<String>,
    width: usize,
    last: Option<(u32, usize)>,
    /// Cells merged over several rows, by the row they begin on, last first.
    merged: Vec<Dimensions>,
    standing: Vec<(Dimensions, String)>,
}

impl<W: Write> Layout<W> {
    fn new(out: W, mut merged: Vec<Dimensions>) -> Self {
        merged.retain(|area| area.end.0 > area.start.0);
        merged.sort_by_key(|area| std::cmp::Reverse(area.start));
        Self { out, row: 0, cells: Vec::new(), width: 0, last: None, merged, standing: Vec::new() }
    }

    fn put(&mut self, row: u32, column: usize, text: String) -> Result<(), ImportError> {
        if text.is_empty() {
            return Ok(());
        }
        if column >= MOST_COLUMNS {
            return Err(unreadable(&format!("it has more than {MOST_COLUMNS} columns")));
        }
        if self.last.is_some_and(|last| (row, column) <= last) {
            return Err(unreadable("its cells do not stand in order"));
        }
        self.last = Some((row, column));
        while self.row < row {
            self.end_row().map_err(|error| ImportError::read(Path::new(""), error))?;
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = text;
        Ok(())
    }

    fn end_row(&mut self) -> io::Result<()> {
        self.spread_merged();
        if self.cells.iter().any(|cell| !cell.is_empty()) {
            // The first row that says anything is the heading, and every row is as wide.
            self.width = if self.width == 0 { self.cells.len() } else { self.width };
            let width = self.width.max(self.cells.len());
            for i in 0..width {
                let cell = self.cells.get(i).map_or("", String::as_str);
                if i > 0 {
                    self.out.write_all(b",")?;
                }
                write!(
                    self.out,
                    "\"{}\"",
                    cell.replace("\r\n", "\r").replace('\n', "\r").replace('"', "\"\"")
                )?;
            }
        }
        self.out.write_all(b"\n")?;
        self.cells.clear();
        self.row += 1;
        Ok(())
    }

    /// Repeats in this row what a cell merged over several rows says.
    fn spread_merged(&mut self) {
        let row = self.row;
        self.standing.retain(|(area, _)| area.end.0 >= row);
        for (area, text) in &self.standing {
            let column = area.start.1 as usize;
            if column < MOST_COLUMNS && self.cells.len() <= column {
                self.cells.resize(column + 1, String::new());
            }
            if let Some(cell) = self.cells.get_mut(column).filter(|cell| cell.is_empty()) {
                cell.clone_from(text);
            }
        }
        while let Some(area) = self.merged.pop_if(|area| area.start.0 <= row) {
            let text = self.cells.get(area.start.1 as usize).cloned().unwrap_or_default();
            if area.start.0 == row && !text.is_empty() {
                self.standing.push((area, text));
            }
        }
    }

    fn finish(mut self) -> io::Result<()> {
        self.end_row()?;
        self.out.flush()
    }
}

/// Unpacks every part into nothing, to know that none is larger than a workbook has any reason to be. What the
/// archive says about its own sizes is not believed.
fn check_parts(path: &Path) -> Result<(), ImportError> {
    let file = File::open(path).map_err(|error| ImportError::read(path, error))?;
    let mut zip = zip::ZipArchive::new(BufReader::new(file)).map_err(|_| unreadable("it is damaged"))?;
    if zip.len() > MOST_PARTS {
        return Err(unreadable("it has more parts than any workbook"));
    }
    let mut left = MOST_UNPACKED_BYTES;
    for i in 0..zip.len() {
        let part = zip.by_index(i).map_err(|_| unreadable("it is damaged, or kept with a password"))?;
        let held = !part.name().contains("worksheets/") && !part.name().contains("media/");
        let most = if held { left.min(MOST_HELD_BYTES) } else { left };
        let size = io::copy(&mut part.take(most.saturating_add(1)), &mut io::sink())
            .map_err(|_| unreadable("it is damaged"))?;
        if size > most {
            return Err(unreadable("it holds more than can be read at once"));
        }
        left -= size;
    }
    Ok(())
}

fn damaged(error: XlsxError) -> ImportError {
    match error {
        XlsxError::Password => unreadable("it is kept with a password"),
        _ => unreadable("it is damaged, or no .xlsx"),
    }
}

fn unreadable(why: &str) -> ImportError {
    ImportError::Workbook { message: format!("{why}. Save the sheet as CSV UTF-8 and import that.") }
}

/// For a workbook of before 2007.
pub(super) fn too_old() -> ImportError {
    ImportError::Workbook {
        message: "it is of the old kind, .xls. Save it as .xlsx or CSV UTF-8 and import that.".to_owned(),
    }
}

/// Whether a zip is a workbook.
pub(super) fn is_workbook<R: Read + Seek>(file: R) -> bool {
    zip::ZipArchive::new(file).is_ok_and(|zip| zip.index_for_name("[Content_Types].xml").is_some())
}
