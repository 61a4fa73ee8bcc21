//! The PHI guard against the corpus in `phi_corpus/`, and the rules that hold for any text.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod phi_corpus;

use std::fs;
use std::path::Path;

use keepalive_domain::phi::{Finding, FindingKind, Severity, scan};
use phi_corpus::{alarmed, corpus, figures, tallies};
use proptest::prelude::*;

/// What the guard finds of each kind that blocks, at least, of all corpus texts that hold it.
const LEAST_BLOCK_RECALL: f64 = 0.85;

/// What the guard finds of each kind that warns, at least.
const LEAST_WARN_RECALL: f64 = 0.80;

/// Texts without patient data that are blocked all the same, at most.
const MOST_FALSE_BLOCKS: f64 = 0.03;

/// Texts without patient data that get any warning, at most.
const MOST_FALSE_WARNINGS: f64 = 0.05;

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
        .filter(|case| !case.is_known_limit() && !case.is_unseen() && case.found() != case.expected)
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

#[test]
fn recall_and_false_alarm_figures_stay_within_their_bounds() {
    let corpus = corpus();
    let seen = || corpus.iter().filter(|case| !case.is_unseen());
    for (kind, tally) in tallies(seen()) {
        let least = if kind.severity() == Severity::Block { LEAST_BLOCK_RECALL } else { LEAST_WARN_RECALL };
        assert!(tally.recall() >= least, "{kind:?}: {tally:?}");
    }
    let share = |severity| {
        let (wrong, clean) = alarmed(seen(), severity);
        wrong as f64 / clean as f64
    };
    assert!(share(Severity::Block) <= MOST_FALSE_BLOCKS, "{}", share(Severity::Block));
    assert!(share(Severity::Warn) <= MOST_FALSE_WARNINGS, "{}", share(Severity::Warn));
}

#[test]
fn the_figures_of_the_documentation_are_those_of_the_corpus() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/phi-guard.md");
    let page = fs::read_to_string(page).unwrap();
    let figures = figures();
    assert!(
        page.contains(&figures),
        "docs/phi-guard.md should have what `cargo run -p keepalive-domain --example phi_figures` prints:\n{figures}"
    );
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
