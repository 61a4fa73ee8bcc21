//! What a file most likely is.

use std::path::Path;

use super::binding::found_columns;
use super::import::MappedCsv;
use super::map::{Map, RowsAre};
use super::source::Headings;
use super::workbook;
use crate::problem::ImportError;
use crate::rows::Row;

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
    best(path, None)
}

/// The preset that fits a file best whose rows are known to be these, by the name [`Map::preset`] takes.
///
/// # Errors
/// [`ImportError`]: the file cannot be read.
pub fn preset_for(path: &Path, rows_are: RowsAre) -> Result<&'static str, ImportError> {
    Ok(best(path, Some(rows_are))?.preset)
}

fn best(path: &Path, only: Option<RowsAre>) -> Result<Guess, ImportError> {
    let file = MappedCsv::open(path, RowsAre::Requests, Map::default())?;
    let mut row = Row::default();
    // What cannot be read has no headings; why is said when it is looked at.
    let headings = match file.rows()?.next(&mut row) {
        Ok(true) => Headings::of(&row),
        _ => Headings::of(&Row::default()),
    };
    let titles = file.columns_of_titles()?;
    let mut best = Guess {
        headings: headings.names().to_vec(),
        preset: "plain",
        rows_are: only.unwrap_or(RowsAre::Requests),
        is_whole: false,
    };
    let mut most = (false, 0);
    for (preset, rows_are, map) in Map::all()? {
        if only.is_some_and(|only| only != rows_are) {
            continue;
        }
        let found = found_columns(&map, &headings, &titles);
        let fields = found.len();
        let has = |field: &&str| found.contains_key(field) || map.defaults.contains_key(*field);
        let is_whole = rows_are.targets().0.iter().all(has);
        if (is_whole, fields) > most {
            most = (is_whole, fields);
            best = Guess { preset, rows_are, is_whole, ..best };
        }
    }
    Ok(best)
}
