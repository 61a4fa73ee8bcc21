//! Reports as files.

use std::fs;

use base64::Engine as _;
use keepalive_api::types::{Language, Paper, ReportFileInput, ReportFormat, ReportInput, ReportKind};
use keepalive_api::{ApiError, ApiResult, ErrorCode};

use crate::Outcome;
use crate::args::{PaperName, Report, ReportLanguage, ReportName};
use crate::figures::day;
use crate::place::Session;

pub(crate) fn report(session: &Session<'_>, asked: &Report) -> ApiResult<Outcome> {
    let ending = asked.out.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let format = match &*ending.to_ascii_lowercase() {
        "pdf" => ReportFormat::Pdf,
        "html" | "htm" => ReportFormat::Html,
        _ => return Err(ApiError::invalid("out", "not_a_format", "Name a file that ends in .pdf or .html.")),
    };
    let report = ReportInput {
        report: Some(match asked.name {
            ReportName::Monthly => ReportKind::Monthly,
            ReportName::Vendor => ReportKind::Vendor,
        }),
        month: asked.month,
        as_of: day(asked.as_of.as_deref())?,
        language: Some(match asked.lang {
            ReportLanguage::En => Language::En,
            ReportLanguage::Es => Language::Es,
        }),
        ..ReportInput::default()
    };
    let paper = Some(match asked.paper {
        PaperName::Letter => Paper::Letter,
        PaperName::A4 => Paper::A4,
    });
    let file = session.open()?.report_file(ReportFileInput { report, paper, format: Some(format) })?;
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(&file.base64)
        .map_err(|error| ApiError::new(ErrorCode::Internal, error.to_string()))?;
    fs::write(&asked.out, bytes).map_err(|error| {
        ApiError::new(ErrorCode::File, format!("{} could not be written: {error}", asked.out.display()))
            .about("out")
    })?;
    let written = serde_json::json!({ "file": asked.out, "mime": file.mime, "warnings": file.warnings });
    session.printer.answer(&written, |_| {
        let mut said = vec![format!("Wrote {}.", asked.out.display())];
        said.extend(file.warnings.iter().cloned());
        said.join("\n")
    })?;
    Ok(Outcome::Done)
}
