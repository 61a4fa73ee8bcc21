//! What was measured, as a table for people and as JSON for programs.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use crate::figures::{Outcome, Ratio};

/// The table.
pub(crate) fn table(outcomes: &[Outcome]) -> String {
    let mut text = String::from(
        "| figure | ours | against | pairs | ratio median | p95 | target | met | ours ms | peer ms |\n\
         |---|---|---|---|---|---|---|---|---|---|\n",
    );
    for outcome in outcomes {
        match outcome {
            Outcome::Measured(ratio) => line(&mut text, ratio),
            Outcome::Skipped { figure, why } => {
                let _ = writeln!(text, "| {figure} | skipped: {why} | | | | | | | | |");
            }
        }
    }
    text
}

fn line(text: &mut String, ratio: &Ratio) {
    let (median, p95) = ratio.pairs.ratio().unwrap_or((f64::NAN, f64::NAN));
    let (ours_ms, peer_ms) = ratio.pairs.medians_ms().unwrap_or((f64::NAN, f64::NAN));
    let met = match ratio.is_met() {
        Some(true) => "yes",
        Some(false) => "**no**",
        None => "-",
    };
    let target = ratio.target.map_or_else(|| "-".to_owned(), |target| format!("<= {target}"));
    // Writing to a String cannot fail.
    let _ = writeln!(
        text,
        "| {} | {} | {} | {} | {} | {} | {target} | {met} | {} | {} |",
        ratio.figure,
        ratio.ours,
        ratio.peer,
        ratio.pairs.len(),
        digits(median),
        digits(p95),
        digits(ours_ms),
        digits(peer_ms),
    );
}

/// Three significant digits, more of them left than right of the point where there are more.
fn digits(value: f64) -> String {
    match value.abs() {
        x if x >= 100.0 => format!("{value:.0}"),
        x if x >= 10.0 => format!("{value:.1}"),
        x if x >= 1.0 => format!("{value:.2}"),
        x if x >= 0.1 => format!("{value:.3}"),
        x if x >= 0.01 => format!("{value:.4}"),
        _ => format!("{value:.5}"),
    }
}

/// The same as JSON, with every ratio.
///
/// # Errors
/// None in practice: numbers and text always serialise.
pub(crate) fn json(outcomes: &[Outcome]) -> serde_json::Result<String> {
    let rows: Vec<Json> = outcomes
        .iter()
        .map(|outcome| match outcome {
            Outcome::Measured(ratio) => {
                let (median, p95) = ratio.pairs.ratio().unzip();
                let (ours_ms, peer_ms) = ratio.pairs.medians_ms().unzip();
                json!({
                    "figure": ratio.figure,
                    "ours": ratio.ours,
                    "peer": ratio.peer,
                    "ratios": ratio.pairs.ratios(),
                    "ratio_median": median,
                    "ratio_p95": p95,
                    "target": ratio.target,
                    "met": ratio.is_met(),
                    "ours_median_ms": ours_ms,
                    "peer_median_ms": peer_ms,
                })
            }
            Outcome::Skipped { figure, why } => json!({ "figure": figure, "skipped": why }),
        })
        .collect();
    serde_json::to_string_pretty(&rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pairs::Pairs;

    fn outcome(ours_ms: f64) -> Outcome {
        let mut pairs = Pairs::default();
        pairs.push_ms(ours_ms, 100.0);
        Outcome::Measured(Ratio {
            figure: "P0",
            ours: "ours".to_owned(),
            peer: "peer".to_owned(),
            target: Some(0.1),
            pairs,
        })
    }

    #[test]
    fn a_target_is_met_by_the_median_and_a_miss_is_said() {
        assert!(table(&[outcome(10.0)]).contains("| 0.100 | 0.100 | <= 0.1 | yes | 10.0 | 100 |"));
        assert!(table(&[outcome(11.0)]).contains("| 0.110 | 0.110 | <= 0.1 | **no** |"));
    }

    #[test]
    fn what_could_not_be_measured_says_why() {
        let skipped = Outcome::Skipped { figure: "P0", why: "gnuplot is not installed".to_owned() };
        assert!(table(&[skipped]).contains("skipped: gnuplot is not installed"));
    }

    #[test]
    fn json_carries_every_ratio() {
        let json: Json = serde_json::from_str(&json(&[outcome(25.0)]).unwrap()).unwrap();
        assert_eq!(json[0]["ratios"], serde_json::json!([0.25]));
        assert_eq!(json[0]["met"], serde_json::json!(false));
    }
}
