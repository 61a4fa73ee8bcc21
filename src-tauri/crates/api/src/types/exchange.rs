//! Files in and out, figures for machines, and the database's own health.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Day, Id, InstantMs, PhiLevel, Saved};

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
    /// a preset; the one that finds most of the columns if absent.
    #[serde(default)]
    #[ts(optional = nullable, type = "JsonValue | null")]
    pub map: Option<serde_json::Value>,
    /// Leave out lines with something wrong instead of importing nothing.
    #[serde(default)]
    pub leave_out: Option<bool>,
    /// Take the file's value where somebody set another by hand since an import; that one is kept if absent.
    #[serde(default)]
    pub take_corrected: Option<bool>,
}

/// A file or folder that was picked to be imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportOpenInput {
    /// Where it is.
    pub path: String,
}

/// What a picked file most likely is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportOffer {
    /// Its name.
    pub name: String,
    /// It is a table set, or one file of one: there is nothing to match.
    pub tables: bool,
    /// It is a lossless archive, which an empty app alone takes.
    pub archive: bool,
    /// What its rows are.
    pub rows_are: RowsAre,
    /// The preset that finds most of its columns.
    pub preset: String,
    /// Its headings, in small letters.
    pub headings: Vec<String>,
    /// Every preset.
    pub presets: Vec<String>,
    /// Mappings kept for such files: those with the same headings first.
    pub kept: Vec<KeptMapping>,
}

/// A mapping kept for next month, on this computer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct KeptMapping {
    /// What somebody called it.
    pub name: String,
    /// What the rows are.
    pub rows_are: RowsAre,
    /// The headings it was made for, in small letters.
    pub headings: Vec<String>,
    /// The mapping.
    #[ts(type = "JsonValue")]
    pub map: serde_json::Value,
}

/// A mapping to forget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ForgetMappingInput {
    /// Its name.
    pub name: String,
}

/// How far the import or its preview is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportProgress {
    /// Lines read so far.
    pub lines: u32,
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
    /// How many were refused in all. With any, nothing is imported, unless they are to be left out.
    pub refused_count: u32,
    /// How many lines have anything refused in them.
    pub refused_lines: u32,
    /// Whether everything else could be imported with those lines left out.
    pub can_leave_out: bool,
    /// Lines taken, but worth a look, the first 1,000 of them.
    pub notes: Vec<RefusedLine>,
    /// How many are worth a look in all.
    pub notes_count: u32,
    /// Values that somebody set by hand since an import, where the file says another, the first 1,000 of them. They are
    /// kept, unless the file's were asked for.
    pub corrections: Vec<ImportCorrection>,
    /// How many such values in all.
    pub corrections_count: u32,
    /// In how many lines.
    pub corrections_lines: u32,
    /// Areas that are made because rows name them, without an owner.
    pub new_areas: Vec<String>,
    /// People whom rows name and nobody has written down: their names come in as text.
    pub unknown_people: ImportUnknownPeople,
    /// Rows that bring a request into a state that is done and say no day: it counts as done, and no time is measured to that.
    /// Those that stand so already are not counted again.
    pub undated_lines: u32,
    /// How another program's file was understood.
    pub read_as: Option<ImportReadAs>,
    /// What another program's file holds.
    pub seen: Option<ImportSeen>,
    /// What its columns can be matched with.
    pub targets: Vec<ImportTarget>,
    /// What was saved; `null` in a preview, or where anything was refused.
    pub saved: Option<Saved>,
}

/// A value that somebody set by hand since an import, where the file says another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportCorrection {
    /// The file's name.
    pub file: String,
    /// The line on which the row begins.
    pub line: u32,
    /// The kind of thing.
    #[ts(type = "Kind")]
    pub kind: String,
    /// The field.
    pub field: String,
    /// How to show the values, as in history.
    pub shown_as: String,
    /// What stands here, in words; `null` = nothing.
    pub ours: Option<String>,
    /// What the file says, in words; `null` = nothing, empty = something that only this import makes.
    pub theirs: Option<String>,
    /// Who set it here; empty where nobody knows.
    pub by: String,
    /// When.
    pub at: InstantMs,
}

/// Names that no person has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportUnknownPeople {
    /// In how many lines.
    pub lines: u32,
    /// The first different ones, as they stand there.
    pub names: Vec<String>,
    /// There are more than are listed.
    pub more: bool,
}

/// How a file was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportReadAs {
    /// Its encoding.
    pub encoding: String,
    /// What stands between its cells.
    pub delimiter: String,
    /// The order of day, month and year by field: `ymd`, `dmy` or `mdy`.
    pub dates: BTreeMap<String, String>,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportSeen {
    /// The sheets of a workbook.
    pub sheets: Vec<String>,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// Its columns.
    pub columns: Vec<ImportColumn>,
    /// The words of fields whose words are theirs.
    pub words: Vec<ImportWords>,
    /// The first rows as they will become.
    pub rows: Vec<ImportRow>,
}

/// One column of theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportColumn {
    /// Its heading.
    pub name: String,
    /// What it says first. Nothing that looks like a patient's.
    pub samples: Vec<String>,
    /// Our fields it goes into.
    pub fields: Vec<String>,
}

/// The words of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportWords {
    /// Our field.
    pub field: String,
    /// Their words, the most frequent first.
    pub words: Vec<ImportWord>,
    /// There are more than are listed.
    pub more: bool,
}

/// One of their words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportWord {
    /// As it stands in the file.
    pub theirs: String,
    /// What it becomes; empty for left out.
    pub ours: String,
    /// In how many rows.
    pub count: u32,
}

/// One row as it will become.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportRow {
    /// The line it begins on.
    pub line: u32,
    /// What comes of it.
    pub outcome: ImportOutcome,
    /// Our fields with what they will say.
    pub cells: BTreeMap<String, String>,
}

/// What comes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportOutcome {
    /// A new thing.
    New,
    /// One that is there is changed.
    Updated,
    /// It stands exactly so already.
    Unchanged,
    /// Something is wrong with it.
    Refused,
}

/// One of our fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportTarget {
    /// Its name.
    pub name: String,
    /// Whether every row needs it.
    pub required: bool,
    /// The words it takes; empty where it takes any text.
    pub words: Vec<String>,
    /// The kind of thing it names, if it names one.
    pub names: Option<String>,
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
    /// Of these, those that stand exactly so already.
    pub unchanged: u32,
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
    /// Why, for the words of the screen.
    pub code: String,
    /// Why, in English.
    pub reason: String,
    /// What the words name: the word that is no choice, the lines that contradict each other.
    pub args: Vec<String>,
}

/// Writes the whole record as tables. The path comes from a dialog that the shell opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportInput {
    /// The folder, or the file where it ends in `.zip`.
    pub path: String,
}

/// What is about to leave.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExportLookInput {
    /// Only this list; the whole record if absent.
    pub list: Option<super::ListAsked>,
}

/// Texts that look like patient data among what is about to leave.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportLook {
    /// How many there are.
    pub count: u32,
    /// The first 50 of them.
    pub texts: Vec<DoubtfulText>,
}

/// A text that looks like patient data, by where it stands; it is never repeated itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DoubtfulText {
    /// The kind of thing it is seen under, where that is known.
    pub kind: Option<String>,
    /// Which thing.
    pub id: Option<Id>,
    /// Its short id; empty if it has none.
    pub key: String,
    /// In which field or column.
    pub field: String,
    /// What it looks like, for the words of the screen.
    pub why: String,
    /// What the guard would do about it if it were typed now.
    pub level: PhiLevel,
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
