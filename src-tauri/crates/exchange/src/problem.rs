//! What an import found, line by line.

use std::path::PathBuf;

use keepalive_domain::schema::Kind;
use serde::Serialize;

use crate::corrections::Corrections;
use crate::csv_map::Seen;
use crate::known::KnownError;

/// The most problems listed; all are counted. More than a person reads, small enough to show at once.
pub(crate) const MOST_LISTED: usize = 1_000;

/// Why one line, or a whole file, was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file's name.
    pub file: String,
    /// The line on which the row begins, the heading being line 1; 0 for the file as a whole.
    pub line: u64,
    /// The column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What is wrong, for scripts.
    pub code: &'static str,
    /// What is wrong and what would be right, in English. Never the text of a cell that looks like a patient's.
    pub message: String,
    /// What the words for its code name: the word that is no choice, the lines whose dates contradict each other. Empty
    /// where there is nothing to name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<String>,
}

impl Problem {
    /// About a whole file.
    pub(crate) fn file(file: &str, code: &'static str, message: impl Into<String>) -> Self {
        Self::line(file, 0, code, message)
    }

    /// About a line.
    pub(crate) fn line(file: &str, line: u64, code: &'static str, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, field: None, code, message: message.into(), args: Vec::new() }
    }

    /// About one cell.
    pub(crate) fn cell(
        file: &str,
        line: u64,
        field: &str,
        code: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self { field: Some(field.to_owned()), ..Self::line(file, line, code, message) }
    }

    /// With what the words for its code name.
    pub(crate) fn naming(self, args: impl IntoIterator<Item = String>) -> Self {
        Self { args: args.into_iter().collect(), ..self }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ", line {}", self.line)?;
        }
        if let Some(field) = &self.field {
            write!(f, ", {field}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// Problems, the first [`MOST_LISTED`] of them listed and all of them counted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Problems {
    /// The first ones, in the order of the files and lines.
    pub listed: Vec<Problem>,
    /// How many in all.
    pub count: u64,
}

impl Problems {
    pub(crate) fn push(&mut self, problem: Problem) {
        self.count += 1;
        if self.listed.len() < MOST_LISTED {
            self.listed.push(problem);
        }
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }
}

/// What a line of a file comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A thing that was not there.
    New,
    /// A thing that is there and is changed.
    Updated,
    /// A thing that stands exactly so already.
    Unchanged,
    /// Something is wrong with it.
    Refused,
}

/// One file of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileReport {
    /// Its name.
    pub name: String,
    /// The kind of thing its rows are.
    #[serde(serialize_with = "kind_name")]
    pub kind: Kind,
    /// Rows read, empty ones aside.
    pub rows: u64,
    /// Of these, rows about things that are there already: updated, not doubled.
    pub known: u64,
    /// Of these, rows that stand exactly so already: nothing is written for them.
    pub unchanged: u64,
    /// Columns nobody knows: left out, and said so.
    pub ignored_columns: Vec<String>,
}

impl FileReport {
    pub(crate) const fn new(name: String, kind: Kind) -> Self {
        Self { name, kind, rows: 0, known: 0, unchanged: 0, ignored_columns: Vec::new() }
    }

    /// Counts what a line came to.
    pub(crate) const fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Updated => self.known += 1,
            Outcome::Unchanged => {
                self.known += 1;
                self.unchanged += 1;
            }
            Outcome::New | Outcome::Refused => {}
        }
    }
}

/// How a CSV of another program was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadAs {
    /// Its encoding.
    pub encoding: &'static str,
    /// What stands between its cells.
    pub delimiter: char,
    /// The order of day, month and year, by column, where it had to be found out.
    pub dates: Vec<(String, &'static str)>,
}

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Report {
    /// The files, in the order in which they are taken.
    pub files: Vec<FileReport>,
    /// Files that are not part of the import.
    pub ignored_files: Vec<String>,
    /// What is refused, and why. With any, nothing is imported, unless refused lines are to be left out.
    pub refused: Problems,
    /// Lines with anything refused in them.
    pub refused_lines: u64,
    /// Of what is refused, what stops the import even where refused lines are left out.
    pub stops: u64,
    /// Values that somebody set by hand since an import, where the file says another: kept, unless the file's are asked for.
    #[serde(skip)]
    pub corrections: Corrections,
    /// What is taken, but worth a look: a text that might name a patient, a request that is done and says no day.
    pub notes: Problems,
    /// How a CSV of another program was understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_as: Option<ReadAs>,
    /// What was seen of another program's file.
    #[serde(skip)]
    pub seen: Option<Seen>,
    /// Areas that rows name and no file describes; they are made, without an owner.
    pub new_areas: Vec<String>,
    /// People whom rows name and nobody has written down: their names come in as text.
    pub unknown_people: UnknownPeople,
    /// Lines that bring a request into a state that is done and say no day: it counts as done, and no time is measured to that.
    /// Those that stand so already are not counted again.
    pub undated_lines: u64,
}

/// Names that no person of the record or of the import has.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct UnknownPeople {
    /// In how many lines.
    pub lines: u64,
    /// The first different ones, as they stand there.
    pub names: Vec<String>,
    /// There are more than are listed.
    pub more: bool,
}

impl UnknownPeople {
    /// Takes the names of a line that comes in.
    pub(crate) fn count(&mut self, names: Vec<String>) {
        /// As many as a person reads through.
        const MOST_NAMES: usize = 12;
        self.lines += u64::from(!names.is_empty());
        for name in names {
            if self.names.contains(&name) {
                continue;
            }
            if self.names.len() == MOST_NAMES {
                self.more = true;
            } else {
                self.names.push(name);
            }
        }
    }
}

impl Report {
    /// Whether everything can be imported.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        self.refused.is_empty()
    }

    /// Whether it can be imported, refused lines left out or not.
    #[must_use]
    pub const fn can_be_taken(&self, leave_out: bool) -> bool {
        self.is_clean() || (leave_out && self.stops == 0)
    }

    /// Rows in all files.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.files.iter().map(|file| file.rows).sum()
    }
}

/// Why an import or export could not be looked at at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file or folder could not be read.
    #[error("{} cannot be read: {source}. Check that it is there and that you may open it.", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is no folder, .zip or CSV that belongs to a table set.
    #[error("{message}")]
    NotTables {
        /// Which is missing or wrong.
        message: String,
    },
    /// An archive that could write outside its folder, or is made to fill the disk.
    #[error("The archive is refused: {message}")]
    UnsafeArchive {
        /// What is wrong with it.
        message: String,
    },
    /// A workbook that cannot be read.
    #[error("The workbook cannot be read: {message}")]
    Workbook {
        /// What is wrong with it, and what to do.
        message: String,
    },
    /// Somebody changed their mind. Nothing was kept.
    #[error("The import was cancelled. Nothing was changed.")]
    Cancelled,
    /// The mapping cannot be used.
    #[error("The mapping cannot be used: {message}")]
    Map {
        /// What is wrong with it.
        message: String,
    },
    /// The record could not be read or written.
    #[error("The record could not be read or written: {0}")]
    Known(#[from] KnownError),
}

impl ImportError {
    pub(crate) fn read(path: &std::path::Path, source: std::io::Error) -> Self {
        Self::Read { path: path.to_owned(), source }
    }
}

fn kind_name<S: serde::Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.name())
}

/// Why an export stopped. What was written so far is taken away again.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A file could not be written.
    #[error("{} cannot be written: {source}. Choose a folder you may write to, with space left.", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The record could not be read.
    #[error("The record could not be read: {0}")]
    Record(#[from] KnownError),
}

impl ExportError {
    pub(crate) fn write(path: &std::path::Path, source: std::io::Error) -> Self {
        Self::Write { path: path.to_owned(), source }
    }
}
