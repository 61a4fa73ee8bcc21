//! Files in and out, figures for machines, and the database's own health.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Day, Saved};

/// A file or folder to be read. The path comes from a file dialog that the shell opened, never from a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ImportInput {
    /// A folder, a .zip or a single CSV.
    pub path: String,
    /// For a CSV of another program: what its rows are. The table set if absent.
    #[serde(default)]
    pub rows_are: Option<RowsAre>,
    /// For a CSV of another program: which of its columns is what, as the CLI's `--map` takes it, or the name of
    /// a preset; the plain one if absent.
    #[serde(default)]
    #[ts(optional = nullable, type = "JsonValue | null")]
    pub map: Option<serde_json::Value>,
}

/// What the rows of another program's CSV are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RowsAre {
    /// Requests.
    Requests,
    /// Workarounds.
    Workarounds,
    /// Occurrences.
    Occurrences,
}

/// What an import would do, or did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportReport {
    /// Rows read, per file.
    pub files: Vec<ImportFile>,
    /// Files that are not part of it.
    pub ignored_files: Vec<String>,
    /// Lines refused, the first 1,000 of them.
    pub refused: Vec<RefusedLine>,
    /// How many were refused in all. With any, nothing is imported.
    pub refused_count: u32,
    /// Lines taken, but worth a look, the first 1,000 of them.
    pub notes: Vec<RefusedLine>,
    /// How many are worth a look in all.
    pub notes_count: u32,
    /// Areas that are made because rows name them, without an owner.
    pub new_areas: Vec<String>,
    /// What was saved; `null` in a preview, or where anything was refused.
    pub saved: Option<Saved>,
}

/// One file of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportFile {
    /// Its name.
    pub name: String,
    /// Rows read.
    pub rows: u32,
    /// Of them about things that are there already: updated, not doubled.
    pub known: u32,
    /// Columns nobody knows, kept out and said so.
    pub unknown_columns: Vec<String>,
}

/// One line that was refused, or that is worth a look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RefusedLine {
    /// In which file.
    pub file: String,
    /// On which line, the heading is line 1.
    pub line: u32,
    /// In which column.
    pub column: Option<String>,
    /// Why.
    pub reason: String,
}

/// Writes the whole record into a folder. The path comes from a dialog that the shell opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportInput {
    /// The folder.
    pub path: String,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportReport {
    /// Rows written, per file.
    pub files: Vec<ExportedFile>,
}

/// One file written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportedFile {
    /// Its name.
    pub name: String,
    /// Its rows.
    pub rows: u32,
}

/// Which figures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MeasureInput {
    /// Only this system, by its key.
    pub system: Option<String>,
    /// Last measured day; today if absent.
    pub as_of: Option<Day>,
}

/// The state digest: equal digests, equal records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Digest {
    /// Hexadecimal.
    pub digest: String,
}

/// Whether the database is sound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VerifyReport {
    /// Nothing was found.
    pub sound: bool,
    /// Ops whose hashes and chain were checked.
    pub ops: u32,
    /// What was found wrong, in words.
    pub problems: Vec<String>,
}

/// Figures for machines; the shape is described in the table set's page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct JsonFigures(#[ts(type = "JsonValue")] pub serde_json::Value);
