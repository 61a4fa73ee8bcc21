//! The corpus of texts with and without patient data, and how the guard does on it.
#![allow(dead_code, reason = "the tests and the example that prints the figures each use a part")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use keepalive_domain::phi::{FindingKind, Severity, scan};

/// The file of what the guard gets wrong today.
const KNOWN_LIMITS: &str = "known_limits.txt";

/// The file of texts written after the patterns: no pattern was changed for their sake.
const UNSEEN: &str = "unseen.txt";

/// One text, and what a careful reader finds in it.
pub(crate) struct Case {
    pub(crate) file: String,
    pub(crate) expected: Vec<FindingKind>,
    pub(crate) text: String,
}

impl Case {
    /// What the guard finds in it, in the order of the text.
    pub(crate) fn found(&self) -> Vec<FindingKind> {
        scan(&self.text).into_iter().map(|finding| finding.kind).collect()
    }

    /// The guard is known to get it wrong.
    pub(crate) fn is_known_limit(&self) -> bool {
        self.file == KNOWN_LIMITS
    }

    /// It shows how the guard does on texts nobody had in mind when the patterns were written.
    pub(crate) fn is_unseen(&self) -> bool {
        self.file == UNSEEN
    }
}

/// Every text, by file and line.
pub(crate) fn corpus() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/phi_corpus");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    files.iter().flat_map(|path| cases(path)).collect()
}

fn cases(path: &Path) -> Vec<Case> {
    let file = path.file_name().unwrap().to_str().unwrap();
    let text = fs::read_to_string(path).unwrap();
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| {
            let (kinds, text) = line.split_once(" | ").unwrap_or_else(|| panic!("{file}: {line}"));
            let expected = if kinds == "none" { vec![] } else { kinds.split(", ").map(kind).collect() };
            Case { file: file.to_owned(), expected, text: text.replace("\\n", "\n") }
        })
        .collect()
}

fn kind(code: &str) -> FindingKind {
    let known = FindingKind::ALL.into_iter().find(|kind| kind.code() == code);
    known.unwrap_or_else(|| panic!("no kind is called {code:?}"))
}

/// How the guard does on one pattern.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Places of this kind in the texts.
    pub(crate) held: usize,
    /// Of them, those the guard finds.
    pub(crate) found: usize,
    /// Places it takes for this kind that are none.
    pub(crate) false_alarms: usize,
}

impl Tally {
    /// Found of held, 0 to 1.
    pub(crate) fn recall(self) -> f64 {
        self.found as f64 / self.held as f64
    }
}

/// How the guard does on every pattern, in the order of [`FindingKind::ALL`].
pub(crate) fn tallies<'a>(cases: impl Iterator<Item = &'a Case>) -> Vec<(FindingKind, Tally)> {
    let mut tallies: Vec<_> = FindingKind::ALL.into_iter().map(|kind| (kind, Tally::default())).collect();
    let mut note = |kind: FindingKind, change: &dyn Fn(&mut Tally)| {
        if let Some((_, tally)) = tallies.iter_mut().find(|(known, _)| *known == kind) {
            change(tally);
        }
    };
    for case in cases {
        let mut found = case.found();
        for expected in &case.expected {
            note(*expected, &|tally| tally.held += 1);
            if let Some(i) = found.iter().position(|kind| kind == expected) {
                found.remove(i);
                note(*expected, &|tally| tally.found += 1);
            }
        }
        for extra in found {
            note(extra, &|tally| tally.false_alarms += 1);
        }
    }
    tallies
}

/// Texts without patient data that get a finding of this severity, and all such texts.
pub(crate) fn alarmed<'a>(cases: impl Iterator<Item = &'a Case>, severity: Severity) -> (usize, usize) {
    let clean: Vec<_> = cases.filter(|case| case.expected.is_empty()).collect();
    let wrong = clean.iter().filter(|case| case.found().iter().any(|kind| kind.severity() == severity));
    (wrong.count(), clean.len())
}

/// The figures as `docs/phi-guard.md` has them.
pub(crate) fn figures() -> String {
    let corpus = corpus();
    let (seen, unseen): (Vec<_>, Vec<_>) = corpus.iter().partition(|case| !case.is_unseen());
    let mut text = String::from(
        "| pattern | does | places | found | recall | false alarms | unseen: places | found | false alarms |\n\
         |---|---|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    let of_unseen = tallies(unseen.iter().copied());
    for ((kind, tally), (_, new)) in tallies(seen.iter().copied()).into_iter().zip(of_unseen) {
        let does = if kind.severity() == Severity::Block { "blocks" } else { "warns" };
        let Tally { held, found, false_alarms } = tally;
        let _ = writeln!(
            text,
            "| `{}` | {does} | {held} | {found} | {:.1} % | {false_alarms} | {} | {} | {} |",
            kind.code(),
            tally.recall() * 100.0,
            new.held,
            new.found,
            new.false_alarms
        );
    }
    for (severity, done) in [(Severity::Block, "blocked"), (Severity::Warn, "warned about")] {
        let (wrong, clean) = alarmed(seen.iter().copied(), severity);
        let (new_wrong, new_clean) = alarmed(unseen.iter().copied(), severity);
        let _ = write!(
            text,
            "\nOf {clean} texts without patient data {wrong} are {done}; of {new_clean} unseen ones {new_wrong}.\n"
        );
    }
    text
}
