//! Values that somebody set by hand since an import, where the file says another.

use keepalive_domain::facts::InstantMs;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use crate::problem::MOST_LISTED;

/// One of them. A file from before the correction knows nothing of it, so its value is taken only where that is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    /// The file's name.
    pub file: String,
    /// The line on which the row begins.
    pub line: u64,
    /// The kind of thing.
    pub kind: Kind,
    /// The field.
    pub field: String,
    /// What stands here.
    pub ours: Value,
    /// What the file says.
    pub theirs: Value,
    /// Who set it here, by name; empty where nobody knows.
    pub by: String,
    /// When, UTC ms.
    pub at_ms: InstantMs,
}

/// Corrections, the first [`MOST_LISTED`] of them listed and all of them counted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Corrections {
    /// The first ones, in the order of the files and lines.
    pub listed: Vec<Correction>,
    /// How many values in all.
    pub count: u64,
    /// In how many lines.
    pub lines: u64,
}

impl Corrections {
    /// Takes those of one line.
    pub(crate) fn of_line(&mut self, found: Vec<Correction>) {
        self.lines += u64::from(!found.is_empty());
        self.count += found.len() as u64;
        let room = MOST_LISTED.saturating_sub(self.listed.len());
        self.listed.extend(found.into_iter().take(room));
    }
}
