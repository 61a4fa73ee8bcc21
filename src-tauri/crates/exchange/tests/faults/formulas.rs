//! Text that a spreadsheet would run, out and in again.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use keepalive_exchange::sheet::{Cell, Sheet};
use keepalive_exchange::tables::restored;

use super::Dice;

/// Pieces that begin formulas, look like their neutralised form, or break cells and rows apart.
const PIECES: &[&str] = &[
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "'",
    "''",
    "＝",
    "＋",
    "－",
    "＠",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"x\",\"y\")",
    "@SUM(A1)",
    "-5 degrees",
    "+1 visit",
    "'tis late",
    "\"",
    ",",
    ";",
    " ",
    "a",
    "é",
    "\u{202e}",
    "\u{200b}",
    "refill twice",
];

/// Texts of one file.
const TEXTS_A_FILE: usize = 1_000;

/// What no cell of an export may begin with.
const RUNS: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Sends this many texts through a CSV each, and every tenth file through an XLSX too. Gives how many came back as they
/// were.
///
/// # Errors
/// The first text that did not, or that a spreadsheet would have run.
pub(crate) fn round_trips(count: u64, seed: u64) -> Result<u64, String> {
    let mut dice = Dice::new(seed);
    let mut done = 0;
    let mut files = 0;
    while done < count {
        let wanted = TEXTS_A_FILE.min(usize::try_from(count - done).unwrap_or(TEXTS_A_FILE));
        let texts: Vec<String> = (0..wanted).map(|_| text(&mut dice)).collect();
        let rows = texts.iter().map(|text| vec![Cell::Text(text.clone())]).collect();
        let sheet = Sheet { heads: &["title"], rows };
        same(&texts, through_csv(&sheet)?)?;
        if files % 10 == 0 {
            same(&texts, through_xlsx(&sheet)?)?;
        }
        files += 1;
        done += wanted as u64;
    }
    Ok(done)
}

fn text(dice: &mut Dice) -> String {
    let pieces = 1 + dice.below(5);
    (0..pieces).map(|_| dice.one_of(PIECES)).collect()
}

fn through_csv(sheet: &Sheet) -> Result<Vec<String>, String> {
    let bytes = sheet.csv(|| true).map_err(|error| error.to_string())?;
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).ok_or("no mark at the beginning")?;
    let mut reader = csv::Reader::from_reader(bytes);
    reader.records().map(|row| row.map(|row| row[0].to_owned()).map_err(|error| error.to_string())).collect()
}

fn through_xlsx(sheet: &Sheet) -> Result<Vec<String>, String> {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).ok_or("no day")?;
    let bytes = sheet.xlsx("list", day, || true).map_err(|error| error.to_string())?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let range = book.worksheet_range("list").map_err(|error| error.to_string())?;
    let cell = |row: &[Data]| match row.first() {
        Some(Data::String(text)) => Ok(text.clone()),
        other => Err(format!("{other:?} is no text")),
    };
    range.rows().skip(1).map(cell).collect()
}

fn same(texts: &[String], cells: Vec<String>) -> Result<(), String> {
    if texts.len() != cells.len() {
        return Err(format!("{} texts, {} cells", texts.len(), cells.len()));
    }
    for (text, cell) in texts.iter().zip(cells) {
        if cell.starts_with(RUNS) {
            return Err(format!("{text:?} left as {cell:?}, which runs"));
        }
        if restored(&cell) != text {
            return Err(format!("{text:?} left as {cell:?} and came back as {:?}", restored(&cell)));
        }
    }
    Ok(())
}
