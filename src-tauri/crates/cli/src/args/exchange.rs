//! Import and export, as typed.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::Narrowed;

#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// A folder, .zip or single CSV of the table set.
    Tables {
        /// The folder or file.
        path: PathBuf,
        /// Take the files' values where somebody set others by hand since an import. Those are kept otherwise.
        #[arg(long)]
        take_corrected: bool,
        /// Say what it would do and change nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// A lossless archive, into an empty database.
    Archive {
        /// The file.
        file: PathBuf,
    },
    /// Any CSV or XLSX of requests, workarounds or occurrences.
    Csv {
        /// The file.
        file: PathBuf,
        /// What its rows are.
        #[arg(long = "as", value_enum, value_name = "KIND")]
        rows_are: RowsAre,
        /// A mapping of its columns (docs/import-csv.md). Without it and a preset, the preset that finds most of them.
        #[arg(long, value_name = "MAP.json", conflicts_with = "preset")]
        map: Option<PathBuf>,
        /// A mapping that comes with the program.
        #[arg(long, value_name = "NAME")]
        preset: Option<String>,
        /// Leave out lines with something wrong instead of importing nothing.
        #[arg(long)]
        leave_out_refused: bool,
        /// Take the file's values where somebody set others by hand since an import. Those are kept otherwise.
        #[arg(long)]
        take_corrected: bool,
        /// Say what it would do and change nothing.
        #[arg(long)]
        dry_run: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RowsAre {
    Requests,
    Workarounds,
    Occurrences,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Export {
    /// The whole history as one lossless file.
    Archive {
        /// The file.
        file: PathBuf,
    },
    /// The whole record as CSV files with datapackage.json and a dictionary.
    Tables {
        /// The folder, made if it is not there; one file where it ends in .zip.
        dir: PathBuf,
    },
    /// A list as CSV or XLSX: `list` with `--out`.
    List {
        /// The file; its ending says CSV or XLSX.
        file: PathBuf,
        #[command(flatten)]
        list: Narrowed,
    },
}
