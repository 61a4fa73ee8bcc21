//! Figures and charts.

use std::fs;

use base64::Engine as _;
use keepalive_api::types::{self, ChartAsked, ChartFileInput, ChartFormat, FrictionInput, MeasureInput};
use keepalive_api::{ApiError, ApiResult, ErrorCode};

use crate::Outcome;
use crate::args::{Chart, ChartName, Measure, Theme};
use crate::place::Session;
use crate::print::columns;

pub(crate) fn measure(session: &Session<'_>, asked: &Measure) -> ApiResult<Outcome> {
    let input = MeasureInput { system: asked.system.clone(), as_of: day(asked.as_of.as_deref())? };
    let figures = session.open()?.measure(input)?;
    session.printer.answer(&figures, |figures| months_text(&figures.0))?;
    Ok(Outcome::Done)
}

pub(crate) fn chart(session: &Session<'_>, asked: &Chart) -> ApiResult<Outcome> {
    let ChartName::Hours = asked.name;
    let ending = asked.out.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let format = match ending.to_ascii_lowercase().as_str() {
        "svg" => ChartFormat::Svg,
        "png" => ChartFormat::Png,
        "csv" => ChartFormat::Csv,
        _ => {
            return Err(ApiError::invalid(
                "out",
                "not_a_format",
                "Name a file that ends in .svg, .png or .csv.",
            ));
        }
    };
    let theme = match asked.theme {
        Theme::Light => types::Theme::Light,
        Theme::Dark => types::Theme::Dark,
    };
    let chart = FrictionInput {
        per_fte: Some(asked.per_fte),
        theme: Some(theme),
        width: Some(asked.width),
        height: Some(asked.height),
        as_of: day(asked.as_of.as_deref())?,
        ..FrictionInput::default()
    };
    let file = session.open()?.chart_file(ChartFileInput { chart: ChartAsked::Hours(chart), format })?;
    let refused = |error: &dyn std::fmt::Display| {
        ApiError::new(ErrorCode::File, format!("{} could not be written: {error}", asked.out.display()))
            .about("out")
    };
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(&file.base64)
        .map_err(|error| ApiError::new(ErrorCode::Internal, error.to_string()))?;
    fs::write(&asked.out, bytes).map_err(|error| refused(&error))?;
    let written = serde_json::json!({ "file": asked.out, "mime": file.mime });
    session.printer.answer(&written, |_| format!("Wrote {}.", asked.out.display()))?;
    Ok(Outcome::Done)
}

pub(crate) fn day(text: Option<&str>) -> ApiResult<Option<types::Day>> {
    let refused =
        |_| ApiError::invalid("as_of", "not_a_date", "A date of the calendar, for example 2026-11-20.");
    text.map(|text| text.parse().map_err(refused)).transpose()
}

/// The months of every system as a table.
fn months_text(figures: &serde_json::Value) -> String {
    let number = |value: &serde_json::Value| value.as_f64().map_or_else(|| "-".into(), |x| format!("{x:.1}"));
    let list = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let mut text = Vec::new();
    for system in list(&figures["systems"]) {
        let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        text.push(format!("{}, live since {}", word(&system["system"]), word(&system["go_live"])));
        let head = ["month", "from", "hours", "timed", "per FTE", "came", "left", "open"].map(String::from);
        let mut rows = vec![head.to_vec()];
        for month in list(&system["months"]) {
            rows.push(vec![
                month["n"].to_string(),
                word(&month["from"]),
                number(&month["hours"]["all"]),
                number(&month["hours"]["timed"]),
                number(&month["hours_per_fte"]),
                month["arrivals"].to_string(),
                month["departures"].to_string(),
                month["wip"].to_string(),
            ]);
        }
        text.push(columns(&rows));
    }
    text.join("\n")
}
