//! Figures.

use keepalive_api::types::{self, MeasureInput};
use keepalive_api::{ApiError, ApiResult};

use crate::Outcome;
use crate::args::Measure;
use crate::place::Session;
use crate::print::columns;

pub(crate) fn measure(session: &Session<'_>, asked: &Measure) -> ApiResult<Outcome> {
    let input = MeasureInput { system: asked.system.clone(), as_of: day(asked.as_of.as_deref())? };
    let figures = session.open()?.measure(input)?;
    session.printer.answer(&figures, |figures| months_text(&figures.0))?;
    Ok(Outcome::Done)
}

pub(crate) fn day(text: Option<&str>) -> ApiResult<Option<types::Day>> {
    let refused =
        |_| ApiError::invalid("as_of", "not_a_date", "A date of the calendar, for example 2026-11-20.");
    text.map(|text| text.parse().map_err(refused)).transpose()
}

/// The months of every system as a table. A month the record does not reach is not measured, never zero (A25).
fn months_text(figures: &serde_json::Value) -> String {
    let number = |value: &serde_json::Value| value.as_f64().map_or_else(|| "-".into(), |x| format!("{x:.1}"));
    let list = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let mut text = Vec::new();
    for system in list(&figures["systems"]) {
        let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        text.push(format!("{}, live since {}", word(&system["system"]), word(&system["go_live"])));
        let head =
            ["month", "from", "hours", "timed", "per FTE", "came", "left", "open", ""].map(String::from);
        let mut rows = vec![head.to_vec()];
        let months = list(&system["months"]);
        if months.is_empty() {
            text.push("No month is measured yet.".to_owned());
            continue;
        }
        for month in months {
            let recorded = month["recorded"].as_f64().unwrap_or_default();
            let told = |text: String| if recorded > 0.0 { text } else { "-".to_owned() };
            let mut remarks = Vec::new();
            if recorded <= 0.0 {
                remarks.push("not measured");
            } else if recorded < 1.0 {
                remarks.push("partly recorded");
            }
            if month["partial"].as_bool() == Some(true) {
                remarks.push("not finished");
            }
            rows.push(vec![
                month["n"].to_string(),
                word(&month["from"]),
                told(number(&month["hours"]["all"])),
                told(number(&month["hours"]["timed"])),
                told(number(&month["hours_per_fte"])),
                told(month["arrivals"].to_string()),
                told(month["departures"].to_string()),
                told(month["wip"].to_string()),
                remarks.join(", "),
            ]);
        }
        text.push(columns(&rows));
    }
    text.join("\n")
}
