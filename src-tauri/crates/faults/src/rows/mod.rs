//! The rows of the fault table, in order.

mod backups;
mod clocks;
mod corrupt;
mod derived_anew;
mod disk_full;
mod elsewhere;
mod files;
mod held;
mod hostile;
mod killed;
mod labels;
mod place;
mod power_cut;
mod profile;
mod side_files;
mod two_processes;

pub use files::read_large;

use crate::table::{Case, Run};

/// One row.
pub struct Row {
    /// Its number in the fault table.
    pub number: u8,
    /// What is done.
    pub about: &'static str,
    /// Does it.
    pub run: fn(&Run) -> anyhow::Result<Vec<Case>>,
}

/// Every row, in order.
pub const ALL: &[Row] = &[
    Row { number: 1, about: "kill -9", run: killed::run },
    Row { number: 2, about: "power cut", run: power_cut::run },
    Row { number: 3, about: "disk full, I/O error, short write", run: disk_full::run },
    Row { number: 4, about: "corrupt database", run: corrupt::run },
    Row { number: 5, about: "restore beside side files", run: side_files::run },
    Row { number: 6, about: "migration cut off", run: derived_anew::run },
    Row { number: 7, about: "two processes", run: two_processes::run },
    Row { number: 8, about: "cloud folder, network drive", run: place::run },
    Row { number: 9, about: "file locked", run: held::run },
    Row { number: 10, about: "clocks and zones", run: clocks::run },
    Row { number: 11, about: "malformed CSV and XLSX", run: files::malformed },
    Row { number: 12, about: "formula injection", run: files::formulas },
    Row { number: 13, about: "markup", run: elsewhere::markup },
    Row { number: 14, about: "labels in charts", run: labels::run },
    Row { number: 15, about: "paths", run: files::paths },
    Row { number: 16, about: "any input to any command, wrong window", run: hostile::run },
    Row { number: 17, about: "webview reload", run: elsewhere::reload },
    Row { number: 18, about: "backups", run: backups::run },
    Row { number: 19, about: "names of users, read-only profile", run: profile::run },
];

/// The rows with these numbers; all where none is named.
///
/// # Errors
/// A number that no row has.
pub fn chosen(numbers: &[u8]) -> anyhow::Result<Vec<&'static Row>> {
    if let Some(unknown) = numbers.iter().find(|number| ALL.iter().all(|row| row.number != **number)) {
        anyhow::bail!("there is no row {unknown} in the fault table");
    }
    Ok(ALL.iter().filter(|row| numbers.is_empty() || numbers.contains(&row.number)).collect())
}
