//! What an import saw of a file, for the screen on which its columns are matched.

use std::collections::BTreeMap;

use keepalive_domain::schema::Kind;
use keepalive_domain::value::FieldType;
use keepalive_domain::words::RequestState;
use serde::Serialize;

use super::map::RowsAre;
use crate::phi;
use crate::problem::Outcome;

/// Samples shown of a column.
const SAMPLES: usize = 3;

/// Rows shown as they will become.
const MOST_ROWS_SHOWN: usize = 12;

/// Different words listed of a field. A field with more is no field of words.
const MOST_WORDS: usize = 60;

/// The longest text of a sample in characters.
const MOST_SAMPLE_CHARS: usize = 120;

/// Fields whose words are theirs before they are ours.
const WITH_WORDS: &[&str] =
    &["state", "kind", "route", "break", "form", "basis", "area", "system", "owner", "requester", "person"];

/// What the file holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Seen {
    /// The sheets of a workbook; none of a text.
    pub sheets: Vec<String>,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// Its columns, in their order.
    pub columns: Vec<SeenColumn>,
    /// The words of fields whose words are theirs.
    pub words: Vec<SeenWords>,
    /// The first rows as they will become.
    pub rows: Vec<SeenRow>,
}

/// One column of theirs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct SeenColumn {
    /// Its heading.
    pub name: String,
    /// The first different things it says. Nothing that looks like a patient's.
    pub samples: Vec<String>,
    /// Which of our fields it goes into.
    pub fields: Vec<String>,
}

/// What a field was said to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeenWords {
    /// Our field.
    pub field: String,
    /// Their words with how often each stands there, the most frequent first.
    pub words: Vec<SeenWord>,
    /// There are more words than are listed.
    pub more: bool,
}

/// One of their words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeenWord {
    /// As it stands in the file.
    pub theirs: String,
    /// What it becomes; empty for left out.
    pub ours: String,
    /// In how many rows.
    pub count: u64,
}

/// One row as it will become.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeenRow {
    /// The line it begins on.
    pub line: u64,
    /// What comes of it.
    pub outcome: Outcome,
    /// Our fields with what they will say.
    pub cells: BTreeMap<String, String>,
}

/// What a field of a mapping takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its name.
    pub name: &'static str,
    /// Whether every row needs it.
    pub required: bool,
    /// The words it takes; none where it takes any text.
    pub words: Vec<&'static str>,
    /// What kind of thing it names, if it names one.
    pub names: Option<Kind>,
}

/// What the rows may be mapped to.
#[must_use]
pub fn targets(rows_are: RowsAre) -> Vec<Target> {
    let (required, optional) = rows_are.targets();
    let all = required.iter().map(|name| (*name, true)).chain(optional.iter().map(|name| (*name, false)));
    all.map(|(name, required)| {
        let ty = [rows_are.kind(), Kind::Estimate].iter().find_map(|kind| kind.field(name)).map(|f| f.ty);
        let (words, names) = match ty {
            // What history alone can say is no state a row can be in.
            _ if name == "state" => {
                let can_be = |word: &&&str| !matches!(**word, "merged" | "reopened");
                (RequestState::WORDS.iter().filter(can_be).copied().collect(), None)
            }
            Some(FieldType::Word(words)) => (words.to_vec(), None),
            Some(FieldType::Ref(kind) | FieldType::RefOrText(kind)) => (Vec::new(), Some(kind)),
            _ => (Vec::new(), None),
        };
        Target { name, required, words, names }
    })
    .collect()
}

/// Gathers what is seen while rows go by.
#[derive(Debug, Default)]
pub(super) struct Looking {
    words: BTreeMap<&'static str, BTreeMap<String, (String, u64)>>,
    more: BTreeMap<&'static str, bool>,
    pub(super) seen: Seen,
}

impl Looking {
    /// Takes what a cell of a column says as a sample.
    pub(super) fn sample(&mut self, column: usize, text: &str) {
        let Some(column) = self.seen.columns.get_mut(column) else { return };
        let text = text.trim();
        if column.samples.len() == SAMPLES || text.is_empty() || phi::look(text).is_patient_data() {
            return;
        }
        let cut: String = text.chars().take(MOST_SAMPLE_CHARS).collect();
        if !column.samples.contains(&cut) {
            column.samples.push(cut);
        }
    }

    /// Takes one of their words and what it becomes.
    pub(super) fn word(&mut self, field: &str, theirs: &str, ours: &str) {
        let Some(field) = WITH_WORDS.iter().find(|name| **name == field) else { return };
        let words = self.words.entry(field).or_default();
        if let Some((_, count)) = words.get_mut(theirs) {
            *count += 1;
        } else if words.len() < MOST_WORDS && theirs.len() <= MOST_SAMPLE_CHARS {
            if !phi::look(theirs).is_patient_data() {
                words.insert(theirs.to_owned(), (ours.to_owned(), 1));
            }
        } else {
            self.more.insert(field, true);
        }
    }

    /// Whether another row is to be shown.
    pub(super) const fn wants_row(&self) -> bool {
        self.seen.rows.len() < MOST_ROWS_SHOWN
    }

    /// Takes one row as it will become.
    pub(super) fn row(&mut self, line: u64, outcome: Outcome, mut cells: BTreeMap<String, String>) {
        cells.retain(|_, text| !phi::look(text).is_patient_data());
        self.seen.rows.push(SeenRow { line, outcome, cells });
    }

    /// What was seen.
    pub(super) fn finish(mut self) -> Seen {
        for (field, words) in self.words {
            let mut words: Vec<_> =
                words.into_iter().map(|(theirs, (ours, count))| SeenWord { theirs, ours, count }).collect();
            words.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.theirs.cmp(&b.theirs)));
            let more = self.more.contains_key(field);
            self.seen.words.push(SeenWords { field: field.to_owned(), words, more });
        }
        self.seen
    }
}
