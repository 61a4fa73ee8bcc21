//! Two implementations, one answer: every number of `measure --json` on random, nasty clinics.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::Value;

use crate::nasty_clinic::nasty_clinic;
use crate::reference::reference;
use keepalive_measures::measure;

/// How far two computed numbers may lie apart, relative to the larger or to 1.
const SLACK: f64 = 1e-9;

/// Enough clinics to meet the rarest label a few times.
const CLINICS_TO_SEARCH: usize = 1_500;

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn both_implementations_agree_on_every_number((facts, as_of) in nasty_clinic()) {
        let fast = serde_json::to_value(measure(&facts, as_of)).unwrap();
        let slow = reference(&facts, as_of);
        if let Err(difference) = compare("", &fast, &slow) {
            return Err(TestCaseError::fail(difference));
        }
    }
}

/// The first place where two JSON values differ by more than rounding.
fn compare(path: &str, fast: &Value, slow: &Value) -> Result<(), String> {
    match (fast, slow) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            let close = (a - b).abs() <= SLACK * a.abs().max(b.abs()).max(1.0);
            if close { Ok(()) } else { Err(format!("{path}: product {a}, reference {b}")) }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            a.iter().zip(b).enumerate().try_for_each(|(i, (a, b))| compare(&format!("{path}[{i}]"), a, b))
        }
        (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => {
            a.iter().try_for_each(|(key, a)| compare(&format!("{path}.{key}"), a, &b[key]))
        }
        _ if fast == slow => Ok(()),
        _ => Err(format!("{path}: product {fast}, reference {slow}")),
    }
}

/// A random test is worth what it reaches: every label, and every number measured somewhere.
#[test]
fn random_clinics_reach_every_label_and_every_figure() {
    let mut runner = TestRunner::deterministic();
    let (mut labels, mut figures) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..CLINICS_TO_SEARCH {
        let (facts, as_of) = nasty_clinic().new_tree(&mut runner).unwrap().current();
        for system in measure(&facts, as_of).systems {
            labels.insert(format!("{:?}", system.phase.label));
            collect_figures("", &serde_json::to_value(system).unwrap(), &mut figures);
        }
    }
    let all_labels = [
        "Complaints",
        "Friction",
        "GoingQuiet",
        "NotMeasured",
        "ReplacementTalk",
        "Settled",
        "TooFewEntries",
    ];
    assert_eq!(labels, all_labels.map(String::from).into());
    let all_figures: BTreeSet<String> = include_str!("every_figure.txt").lines().map(String::from).collect();
    assert_eq!(all_figures.difference(&figures).collect::<Vec<_>>(), Vec::<&String>::new());
}

/// The paths of all numbers other than 0 and 1, positions in lists left out.
fn collect_figures(path: &str, value: &Value, figures: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            let test = fields.get("test").and_then(Value::as_str).unwrap_or("");
            fields
                .iter()
                .for_each(|(key, value)| collect_figures(&format!("{path}{test}.{key}"), value, figures));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_figures(path, item, figures)),
        Value::Number(number) if ![0.0, 1.0].contains(&number.as_f64().unwrap()) => {
            figures.insert(path.to_owned());
        }
        _ => {}
    }
}
