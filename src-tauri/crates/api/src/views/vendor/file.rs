//! The register of promises as a file for a spreadsheet.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use keepalive_exchange::tables::neutralised;

use crate::types::{ChartFile, Day, PromiseLine, PromiseOutcome, VendorInput};
use crate::{ApiError, ApiResult, App, ErrorCode};

/// Headings; one row per date given, the first of a promise with what became of it.
const HEADS: [&str; 12] = [
    "request",
    "title",
    "clock",
    "outcome",
    "first_due_on",
    "came_on",
    "days_late",
    "slips",
    "made_on",
    "due_on",
    "promised_by",
    "source",
];

impl App {
    /// The register of promises as CSV: every date given is a row of its own.
    ///
    /// # Errors
    /// As [`App::vendor`].
    pub fn promises_file(&self, input: VendorInput) -> ApiResult<ChartFile> {
        let view = self.vendor(input)?;
        let of = view.system.map_or_else(String::new, |system| format!("-{}", system.key));
        Ok(ChartFile {
            name: format!("promises{}-{}.csv", plain(&of), view.as_of),
            mime: "text/csv".to_owned(),
            base64: BASE64.encode(csv(&view.promises)?),
        })
    }
}

/// A key as part of a file's name on any system.
fn plain(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect()
}

fn csv(promises: &[PromiseLine]) -> ApiResult<Vec<u8>> {
    let failed = |error: csv::Error| ApiError::new(ErrorCode::Internal, error.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADS).map_err(failed)?;
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    for line in promises {
        for given in &line.given {
            let by = given.promised_by.as_ref().map_or("", |who| who.name.as_str());
            let row = [
                neutralised(&line.request.key).into_owned(),
                neutralised(&line.request.title).into_owned(),
                line.clock.word().to_owned(),
                outcome(line.outcome).to_owned(),
                line.first_due.to_string(),
                day(line.came_on),
                line.days_late.map_or_else(String::new, |days| days.to_string()),
                line.slips.to_string(),
                given.made_on.to_string(),
                given.due_on.to_string(),
                neutralised(by).into_owned(),
                neutralised(given.source.as_deref().unwrap_or_default()).into_owned(),
            ];
            writer.write_record(row).map_err(failed)?;
        }
    }
    writer.into_inner().map_err(|error| ApiError::new(ErrorCode::Internal, error.to_string()))
}

const fn outcome(outcome: PromiseOutcome) -> &'static str {
    match outcome {
        PromiseOutcome::Kept => "kept",
        PromiseOutcome::Late => "late",
        PromiseOutcome::Void => "void",
        PromiseOutcome::Pending => "pending",
    }
}
