//! A list as a file for a spreadsheet: CSV, or XLSX with days as days and numbers as numbers.
//!
//! Text that a spreadsheet would run is neutralised in both, as in the table set: an XLSX cell of text is not run
//! when it is opened, but it is once somebody edits it or saves the sheet as CSV.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use serde::{Serialize, Serializer};

use crate::tables::neutralised;

/// The most rows of a sheet below its heading (Excel's own limit).
const MOST_SHEET_ROWS: usize = 1_048_575;

/// The widest a column is made for what stands in it, in pixels; longer text is wrapped by whoever reads it.
const WIDEST_COLUMN_PX: u32 = 420;

/// Rows looked at to find how wide a column is to be.
const ROWS_MEASURED: u32 = 2_000;

/// One cell. For machines it is its bare value, `null` where nothing is known.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// Not known, or nothing to say. Never a zero.
    Empty,
    /// What people wrote, or a word of ours.
    Text(String),
    /// A day in the clinic's calendar.
    Day(NaiveDate),
    /// A whole number.
    Int(i64),
    /// A measured number, such as hours.
    Number(f64),
    /// Yes or no.
    YesNo(bool),
}

impl Cell {
    /// As a file has it that a spreadsheet may open: what people wrote is neutralised.
    fn neutral(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => neutralised(text),
            other => other.text(),
        }
    }

    /// As text, as it was written.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Day(day) => Cow::Owned(day.format("%Y-%m-%d").to_string()),
            Self::Int(n) => Cow::Owned(n.to_string()),
            Self::Number(x) => Cow::Owned(x.to_string()),
            Self::YesNo(yes) => Cow::Borrowed(if *yes { "yes" } else { "no" }),
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl From<i32> for Cell {
    fn from(n: i32) -> Self {
        Self::Int(n.into())
    }
}

impl From<u32> for Cell {
    fn from(n: u32) -> Self {
        Self::Int(n.into())
    }
}

impl From<f64> for Cell {
    fn from(x: f64) -> Self {
        Self::Number(x)
    }
}

impl From<bool> for Cell {
    fn from(yes: bool) -> Self {
        Self::YesNo(yes)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// Why a list could not be written as a file.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// A sheet of XLSX holds no more.
    #[error(
        "A sheet of XLSX holds {MOST_SHEET_ROWS} rows, and the list has {rows}. Save it as CSV, or narrow it."
    )]
    TooManyRows {
        /// Rows of the list.
        rows: usize,
    },
    /// A text is longer than a cell of XLSX may be.
    #[error("A text is longer than a cell of XLSX holds. Save the list as CSV.")]
    TooLongText,
    /// Somebody asked it to stop.
    #[error("The file was stopped. Nothing was written.")]
    Stopped,
    /// It could not be put together.
    #[error("The file could not be put together: {0}")]
    Write(String),
}

/// A list: headings, and rows as wide as they are.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The headings, which an import knows again.
    pub heads: &'static [&'static str],
    /// The rows, in their order.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// As UTF-8 CSV. A mark at its beginning tells Excel so; without it accents are read wrong. Before each row it is asked whether
    /// to go on.
    ///
    /// # Errors
    /// [`SheetError::Write`]: no memory is left for it. [`SheetError::Stopped`].
    pub fn csv(&self, mut go_on: impl FnMut() -> bool) -> Result<Vec<u8>, SheetError> {
        let failed = |error: csv::Error| SheetError::Write(error.to_string());
        let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(self.heads).map_err(failed)?;
        for row in &self.rows {
            if !go_on() {
                return Err(SheetError::Stopped);
            }
            for cell in row {
                writer.write_field(cell.neutral().as_bytes()).map_err(failed)?;
            }
            writer.write_record(None::<&[u8]>).map_err(failed)?;
        }
        writer.into_inner().map_err(|error| SheetError::Write(error.to_string()))
    }

    /// As an XLSX workbook of one sheet, its heading row fixed and its columns to be filtered. The same list of the
    /// same day gives the same bytes. Before each row it is asked whether to go on.
    ///
    /// # Errors
    /// [`SheetError`].
    pub fn xlsx(
        &self,
        name: &str,
        as_of: NaiveDate,
        mut go_on: impl FnMut() -> bool,
    ) -> Result<Vec<u8>, SheetError> {
        if self.rows.len() > MOST_SHEET_ROWS {
            return Err(SheetError::TooManyRows { rows: self.rows.len() });
        }
        let mut book = Workbook::new();
        let made = date(as_of)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        let head = Format::new().set_bold().set_align(FormatAlign::Left);
        let (day, number) =
            (Format::new().set_num_format("yyyy-mm-dd"), Format::new().set_num_format("0.00"));
        for (column, title) in (0..).zip(self.heads) {
            sheet.write_string_with_format(0, column, *title, &head)?;
        }
        for (row, cells) in (1..).zip(&self.rows) {
            if !go_on() {
                return Err(SheetError::Stopped);
            }
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Cell::Empty => continue,
                    Cell::Text(text) => sheet.write_string(row, column, neutralised(text))?,
                    Cell::Day(at) => sheet.write_datetime_with_format(row, column, date(*at)?, &day)?,
                    #[expect(clippy::cast_precision_loss, reason = "counts and days are far below 2^53")]
                    Cell::Int(n) => sheet.write_number(row, column, *n as f64)?,
                    Cell::Number(x) => sheet.write_number_with_format(row, column, *x, &number)?,
                    Cell::YesNo(yes) => sheet.write_boolean(row, column, *yes)?,
                };
            }
        }
        finish(sheet, self.rows.len(), self.heads.len())?;
        Ok(book.save_to_buffer()?)
    }
}

/// Every row as a map of the headings.
impl Serialize for Sheet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.rows.iter().map(|row| Row(self.heads, row)))
    }
}

struct Row<'s>(&'s [&'static str], &'s [Cell]);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().zip(self.1))
    }
}

fn finish(sheet: &mut Worksheet, rows: usize, columns: usize) -> Result<(), SheetError> {
    sheet.set_freeze_panes(1, 0)?;
    let last_row = u32::try_from(rows).unwrap_or(u32::MAX);
    if let Some(last) = u16::try_from(columns).ok().and_then(|columns| columns.checked_sub(1)) {
        sheet.autofilter(0, 0, last_row, last)?;
    }
    sheet.set_autofit_max_row(ROWS_MEASURED);
    sheet.set_autofit_max_width(WIDEST_COLUMN_PX);
    sheet.autofit();
    Ok(())
}

fn date(day: NaiveDate) -> Result<ExcelDateTime, SheetError> {
    let failed = || SheetError::Write(format!("{day} is no day of a spreadsheet"));
    let part = |n: u32| u8::try_from(n).map_err(|_| failed());
    let year = u16::try_from(day.year()).map_err(|_| failed())?;
    Ok(ExcelDateTime::from_ymd(year, part(day.month())?, part(day.day())?)?)
}

impl From<XlsxError> for SheetError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::MaxStringLengthExceeded => Self::TooLongText,
            error => Self::Write(error.to_string()),
        }
    }
}
