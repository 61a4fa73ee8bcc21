//! Reports as files.

use keepalive_api::types::{Paper, ReportFileInput, ReportFormat, ReportInput, ReportKind};
use keepalive_api::{ApiError, ApiResult};

use crate::Outcome;
use crate::args::{PaperName, Report, ReportName};
use crate::figures::day;
use crate::made_file;
use crate::place::Session;

pub(crate) fn report(session: &Session<'_>, asked: &Report) -> ApiResult<Outcome> {
    let format = match &*made_file::ending(&asked.out) {
        "pdf" => ReportFormat::Pdf,
        "html" | "htm" => ReportFormat::Html,
        _ => return Err(ApiError::invalid("out", "not_a_format", "Name a file that ends in .pdf or .html.")),
    };
    let app = session.open()?;
    let of_key = |key: &String| app.find_system(key).map_err(|error| error.about("system"));
    let report = ReportInput {
        system: asked.system.as_ref().map(of_key).transpose()?,
        report: Some(match asked.name {
            ReportName::Monthly => ReportKind::Monthly,
            ReportName::Vendor => ReportKind::Vendor,
        }),
        month: asked.month,
        as_of: day(asked.as_of.as_deref())?,
        language: Some(asked.lang.into()),
    };
    let paper = Some(match asked.paper {
        PaperName::Letter => Paper::Letter,
        PaperName::A4 => Paper::A4,
    });
    let file = app.report_file(ReportFileInput { report, paper, format: Some(format) })?;
    made_file::write(&asked.out, &file.base64)?;
    let written = serde_json::json!({ "file": asked.out, "mime": file.mime, "warnings": file.warnings });
    session.printer.answer(&written, |_| {
        let mut said = vec![format!("Wrote {}.", asked.out.display())];
        said.extend(file.warnings.iter().cloned());
        said.join("\n")
    })?;
    Ok(Outcome::Done)
}
