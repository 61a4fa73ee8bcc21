//! Two implementations, one answer: every number of `measure --json` on random, nasty clinics.

use proptest::prelude::*;
use serde_json::Value;

use crate::nasty_clinic::nasty_clinic;
use crate::reference::reference;
use keepalive_measures::measure;

/// How far two computed numbers may lie apart, relative to the larger or to 1.
const SLACK: f64 = 1e-9;

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

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
