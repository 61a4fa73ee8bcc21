//! Which table a CSV of another name is, by its first line.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;

use super::super::layout::{TABLES, Table};
use crate::problem::ImportError;
use crate::rows::{Row, Rows};

/// The most columns of a file of another name that its table does not know. A clinic adds a column of its own to a file of
/// ours; the tracker of another program happens to share a heading or two with it.
const MOST_UNKNOWN: usize = 1;

/// The table whose heading a CSV of another name has: all it needs, the most of its columns, and hardly any other.
pub(super) fn table_by_heading(path: &Path) -> Result<&'static Table, ImportError> {
    let file = File::open(path).map_err(|error| ImportError::read(path, error))?;
    let mut row = Row::default();
    let read = Rows::new(file, b',').next(&mut row);
    let heading: BTreeSet<String> = match read {
        Ok(true) => (0..row.len()).map(|i| heading_of(row.cell(i))).filter(|name| !name.is_empty()).collect(),
        _ => BTreeSet::new(),
    };
    let has = |name: &str| heading.contains(name);
    let mut fits: Vec<(usize, &Table)> = TABLES
        .iter()
        .filter(|table| table.columns.iter().all(|column| !table.is_required(column) || has(column.name)))
        .map(|table| (table.columns.iter().filter(|column| has(column.name)).count(), table))
        .filter(|(known, table)| is_its_own(heading.len(), *known, table))
        .collect();
    fits.sort_by_key(|(columns, _)| std::cmp::Reverse(*columns));
    match fits.as_slice() {
        [(_, table)] => Ok(table),
        [(most, table), (next, _), ..] if most > next => Ok(table),
        [] => Err(ImportError::NotTables {
            message: format!(
                "{} is no file of the table set: its first line is the heading of none of the tables. \
                 For a CSV of another program use `import csv` with a mapping.",
                path.display()
            ),
        }),
        several => {
            let names: Vec<_> = several.iter().map(|(_, table)| table.file).collect();
            let message = format!(
                "{} could be any of {}. Rename it to the one it is.",
                path.display(),
                names.join(", ")
            );
            Err(ImportError::NotTables { message })
        }
    }
}

/// Whether a heading of so many columns, so many of them known, is the table's: all of them, or all but one where the
/// table's usual columns are all there.
fn is_its_own(columns: usize, known: usize, table: &Table) -> bool {
    let usual = table.columns.iter().filter(|column| !table.is_extra_column(column)).count();
    columns == known || (columns - known <= MOST_UNKNOWN && known >= usual)
}

/// A heading as it is compared: without blanks around it, in small letters.
pub(crate) fn heading_of(cell: &[u8]) -> String {
    String::from_utf8_lossy(cell).trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::Source;
    use super::*;

    #[test]
    fn one_csv_of_another_name_is_known_by_its_heading() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("from the spreadsheet.csv");
        std::fs::write(&path, "Request, at ,STATE,by\n").unwrap();
        assert_eq!(Source::open(&path).unwrap().files[0].0.file, "request_states.csv");
        std::fs::write(&path, "a,b\n").unwrap();
        assert!(matches!(Source::open(&path), Err(ImportError::NotTables { .. })));
    }

    #[test]
    fn a_tracker_that_shares_a_heading_with_a_table_is_no_table() {
        let dir = tempfile::tempdir().unwrap();
        let open = |name: &str, heading: &str| {
            let path = dir.path().join(name);
            std::fs::write(&path, heading).unwrap();
            Source::open(&path).map(|source| source.files[0].0.file)
        };
        for heading in [
            "Title,Status,Opened,Area\n",
            "Area,What is wrong,Date opened,Owner\n",
            "Title,Area,Owner\n",
            "Area,Status\n",
        ] {
            let found = open("tracker.csv", heading);
            assert!(matches!(found, Err(ImportError::NotTables { .. })), "{heading}: {found:?}");
        }
        assert_eq!(open("AREAS.csv", "Title,Status,Opened,Area\n").unwrap(), "areas.csv");
        assert_eq!(open("owners.csv", "area,owner\n").unwrap(), "areas.csv");
        let one_more = "area,owner,backup,route,review_every_days,last_reviewed,phone\n";
        assert_eq!(open("owners.csv", one_more).unwrap(), "areas.csv");
    }

    #[test]
    fn every_table_is_known_by_its_heading_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("one.csv");
        for table in TABLES {
            let all: Vec<_> = table.columns.iter().map(|column| column.name).collect();
            let usual: Vec<_> =
                table.columns.iter().filter(|c| !table.is_extra_column(c)).map(|c| c.name).collect();
            for columns in [all, usual] {
                std::fs::write(&path, columns.join(",")).unwrap();
                assert_eq!(Source::open(&path).unwrap().files[0].0.file, table.file);
            }
        }
    }
}
