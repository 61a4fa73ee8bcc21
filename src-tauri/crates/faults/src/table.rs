//! What a row came to, and the table of all.

use std::fmt::Write as _;
use std::path::PathBuf;

/// How much of each case is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// A few, for every run of the tests.
    Small,
    /// As many as half an hour bears, this many times over.
    Large(u64),
}

impl Scale {
    /// This many small, that many large and as often as was asked for.
    #[must_use]
    pub const fn of(self, small: u64, large: u64) -> u64 {
        match self {
            Self::Small => small,
            Self::Large(times) => large * times,
        }
    }
}

/// What a row is run with.
#[derive(Debug, Clone)]
pub struct Run {
    /// How much.
    pub scale: Scale,
    /// The program that is also the worker which gets killed.
    pub program: PathBuf,
}

/// One case of a row, as run.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its row of the fault table.
    pub row: u8,
    /// What was done.
    pub what: String,
    /// How often.
    pub run: u64,
    /// What was lost or wrong, in words; none is what must be.
    pub failed: Vec<String>,
    /// What else there is to say; why it was not run, where `run` is 0.
    pub note: String,
}

impl Case {
    /// A case about to be run.
    #[must_use]
    pub fn new(row: u8, what: &str) -> Self {
        Self { row, what: what.to_owned(), run: 0, failed: Vec::new(), note: String::new() }
    }

    /// A case that cannot be run here, and why.
    #[must_use]
    pub fn not_here(row: u8, what: &str, why: &str) -> Self {
        Self { note: format!("not run here: {why}"), ..Self::new(row, what) }
    }

    /// Counts one, with what went wrong.
    pub fn count(&mut self, outcome: Result<(), String>) {
        self.run += 1;
        if let Err(why) = outcome {
            self.failed.push(why);
        }
    }

    /// With something else to say.
    #[must_use]
    pub fn noting(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

/// The most failures shown per case; their number is always told.
const MOST_SHOWN: usize = 5;

/// All cases as a table, with the first failures below.
#[must_use]
pub fn table(cases: &[Case]) -> String {
    let mut text = String::from("| row | case | run | lost or failed | |\n|---:|---|---:|---:|---|\n");
    for Case { row, what, run, failed, note } in cases {
        let counted = match run {
            0 => "–\u{a0}| –".to_owned(),
            run => format!("{run} | {}", failed.len()),
        };
        let _ = writeln!(text, "| {row} | {what} | {counted} | {note} |");
    }
    for case in cases.iter().filter(|case| !case.failed.is_empty()) {
        let _ = writeln!(text, "\nrow {}, {}:", case.row, case.what);
        for why in case.failed.iter().take(MOST_SHOWN) {
            let _ = writeln!(text, "  {why}");
        }
    }
    text
}
