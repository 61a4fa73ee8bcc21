//! The PHI guard against the corpus in `phi_corpus/`, and the rules that hold for any text.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use keepalive_domain::phi::{Finding, FindingKind, Severity, scan};
use proptest::prelude::*;

/// What the guard finds of each kind that blocks, at least, of all corpus texts that hold it.
const LEAST_BLOCK_RECALL: f64 = 0.85;

/// What the guard finds of each kind that warns, at least.
const LEAST_WARN_RECALL: f64 = 0.80;

/// Texts without patient data that are blocked all the same, at most.
const MOST_FALSE_BLOCKS: f64 = 0.03;

/// Texts without patient data that get any warning, at most.
const MOST_FALSE_WARNINGS: f64 = 0.05;

/// The file of what the guard gets wrong today.
const KNOWN_LIMITS: &str = "known_limits.txt";

struct Case {
    file: String,
    expected: Vec<FindingKind>,
    text: String,
}

impl Case {
    fn found(&self) -> Vec<FindingKind> {
        scan(&self.text).into_iter().map(|finding| finding.kind).collect()
    }

    fn is_known_limit(&self) -> bool {
        self.file == KNOWN_LIMITS
    }
}

fn corpus() -> Vec<Case> {
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

#[test]
fn the_corpus_is_large_enough_to_say_something() {
    let corpus = corpus();
    assert!(corpus.len() >= 300, "{}", corpus.len());
    for kind in FindingKind::ALL {
        assert!(corpus.iter().filter(|case| case.expected.contains(&kind)).count() >= 8, "{kind:?}");
    }
}

#[test]
fn every_text_of_the_corpus_is_judged_as_a_careful_reader_would() {
    let wrong: Vec<_> = corpus()
        .into_iter()
        .filter(|case| !case.is_known_limit() && case.found() != case.expected)
        .map(|case| {
            format!(
                "{}: {}\n    expected {:?}, found {:?}",
                case.file,
                case.text,
                case.expected,
                case.found()
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_known_limits_are_still_limits() {
    let cured: Vec<_> = corpus()
        .into_iter()
        .filter(|case| case.is_known_limit() && case.found() == case.expected)
        .map(|case| case.text)
        .collect();
    assert!(cured.is_empty(), "these come out right now; move them to another file: {cured:#?}");
}

/// Prints the figures of the documentation: `cargo test -p keepalive-domain --test phi figures -- --nocapture`.
#[test]
fn recall_and_false_alarm_figures_stay_within_their_bounds() {
    #[derive(Default)]
    struct Counts {
        held: usize,
        found: usize,
        false_alarms: usize,
    }
    let corpus = corpus();
    let mut counts: BTreeMap<FindingKind, Counts> = BTreeMap::new();
    for case in &corpus {
        let mut found = case.found();
        for expected in &case.expected {
            let count = counts.entry(*expected).or_default();
            count.held += 1;
            if let Some(i) = found.iter().position(|kind| kind == expected) {
                found.remove(i);
                count.found += 1;
            }
        }
        for extra in found {
            counts.entry(extra).or_default().false_alarms += 1;
        }
    }
    println!("{:<14} {:>5} {:>6} {:>7} {:>13}", "kind", "texts", "found", "recall", "false alarms");
    for kind in FindingKind::ALL {
        let Counts { held, found, false_alarms } = counts.remove(&kind).unwrap_or_default();
        let recall = found as f64 / held as f64;
        println!("{:<14} {held:>5} {found:>6} {:>6.1}% {false_alarms:>13}", kind.code(), recall * 100.0);
        let least = if kind.severity() == Severity::Block { LEAST_BLOCK_RECALL } else { LEAST_WARN_RECALL };
        assert!(recall >= least, "{kind:?}: {recall}");
    }

    let clean: Vec<_> = corpus.iter().filter(|case| case.expected.is_empty()).collect();
    let share = |severity: Severity| {
        let alarmed = clean.iter().filter(|case| case.found().iter().any(|kind| kind.severity() == severity));
        alarmed.count() as f64 / clean.len() as f64
    };
    let (blocked, warned) = (share(Severity::Block), share(Severity::Warn));
    println!(
        "of {} texts without patient data: {:.1}% blocked, {:.1}% warned",
        clean.len(),
        blocked * 100.0,
        warned * 100.0
    );
    assert!(blocked <= MOST_FALSE_BLOCKS && warned <= MOST_FALSE_WARNINGS);
}

#[test]
fn a_finding_covers_its_label_and_value_in_bytes_and_in_utf16() {
    let text = "ñ\u{1F5DC} refill for SSN 000-00-0000 today";
    let [finding] = scan(text).try_into().unwrap();
    let Finding { kind, severity, range } = finding;
    assert_eq!((kind, severity), (FindingKind::Ssn, Severity::Block));
    assert_eq!(&text[range.bytes], "SSN 000-00-0000");
    assert_eq!(range.utf16, 15..30);
}

#[test]
fn a_finding_never_repeats_what_it_found() {
    for finding in scan("pt Mara Vellish, SSN 987-65-4320, mara@clinic.example") {
        let debug = format!("{finding:?}");
        for secret in ["Mara", "Vellish", "987", "4320", "clinic"] {
            assert!(!debug.contains(secret), "{debug}");
            assert!(!finding.kind.reason().contains(secret));
        }
    }
}

#[test]
fn what_is_taken_out_leaves_nothing_to_find() {
    for case in corpus() {
        let mut text = case.text.clone();
        for finding in scan(&case.text).into_iter().rev() {
            text.replace_range(finding.range.bytes, "[removed]");
        }
        let left: Vec<_> = scan(&text).into_iter().filter(|f| f.severity == Severity::Block).collect();
        assert!(left.is_empty(), "{:?} leaves {left:?}", case.text);
    }
}

#[test]
fn a_megabyte_of_the_worst_text_is_scanned_to_its_end() {
    let worst = [
        "1",
        "1-",
        "123-45-",
        "1 2 ",
        "a.b-c%",
        "@",
        "a@b.",
        "DOB 1/",
        "pt Ab ",
        "patient's name ",
        "+1 (",
        "MRN 12-",
    ];
    for piece in worst {
        let mut text = piece.repeat(1_000_000 / piece.len());
        text.push_str("; SSN 000-00-0000");
        let last = scan(&text).pop().unwrap();
        assert_eq!((last.kind, last.range.bytes.end), (FindingKind::Ssn, text.len()), "{piece:?}");
    }
}

/// Text of the pieces the guard looks for, and anything else.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "(SSN|MRN|DOB|pt|patient|phone|age|born|ZIP|CO) ?[:#]?",
        "[0-9]{1,10}",
        "[ .,:@/()+-]{1,2}",
        "[A-Z]?[a-z]{1,8}",
        "[ñ–０-９\u{200B}\u{1F5DC}]{1,3}",
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn findings_stand_in_order_inside_the_text_without_overlap(text in any_text()) {
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut free_from = 0;
        for finding in scan(&text) {
            let bytes = finding.range.bytes.clone();
            prop_assert!(free_from <= bytes.start && bytes.start < bytes.end);
            prop_assert_eq!(finding.severity, finding.kind.severity());
            let by_units = String::from_utf16(&units[finding.range.utf16.clone()]).unwrap();
            prop_assert_eq!(&text[bytes.clone()], by_units);
            free_from = bytes.end;
        }
    }

    #[test]
    fn a_labelled_number_is_found_whatever_stands_around_it(before in any_text(), after in any_text()) {
        let text = format!("{before}\n; SSN 000-00-0000 ;\n{after}");
        let start = before.len() + 3;
        let covered = scan(&text).into_iter().any(|finding| {
            finding.severity == Severity::Block
                && finding.range.bytes.start < start + "SSN 000-00-0000".len()
                && start < finding.range.bytes.end
        });
        prop_assert!(covered, "{:?}", text);
    }

    #[test]
    fn invisible_characters_hide_nothing(at in 1..11_usize) {
        let mut text = "000-00-0000".to_owned();
        text.insert(at.min(10), '\u{200B}');
        prop_assert_eq!(scan(&text)[0].kind, FindingKind::Ssn);
    }
}
