//! Reports: gathered from the figures, looked at by the guard, written.

mod monthly;
mod monthly_items;
mod staff;
mod vendor;

pub(super) use self::monthly::fewer_asks;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use keepalive_reports::{Document, Language as Words, Paper, html, pdf};
use keepalive_store::Watch;

use staff::Staff;

use crate::types::{
    ReportFile, ReportFileInput, ReportFormat, ReportInput, ReportKind, ReportMonth, ReportView, WorkKind,
};
use crate::{ApiError, ApiResult, App, ErrorCode};

impl App {
    /// A report's content, for the screen.
    ///
    /// # Errors
    /// A system or month that is not here; [`ErrorCode::PhiBlocked`] where a text in it looks like patient data;
    /// or the database cannot be read.
    pub fn report(&self, input: ReportInput) -> ApiResult<ReportView> {
        self.report_watched(input, &Watch::default())
    }

    fn report_watched(&self, input: ReportInput, watch: &Watch) -> ApiResult<ReportView> {
        let words = Words::from(input.language.unwrap_or_default());
        let axis = self.axis(input.system, input.as_of)?;
        let months: Vec<ReportMonth> = axis
            .chosen
            .as_ref()
            .and_then(|system| axis.snapshot.system(system.id))
            .map(|system| {
                let month = |month: &crate::figures::MonthFigures| ReportMonth {
                    n: month.period.period.n,
                    from: month.period.period.from,
                    partial: month.period.partial,
                };
                system.months.iter().map(month).collect()
            })
            .unwrap_or_default();
        let (document, month) = match input.report.unwrap_or_default() {
            ReportKind::Monthly => {
                let review = self.monthly_review(&axis, input.month, input.language, watch)?;
                (guarded(review.document(words), words)?, review.month)
            }
            ReportKind::Vendor => {
                let staff = Staff::new(self.current().store.read(|read| read.people())?);
                let packet = self.vendor_packet(&axis, &staff, watch)?.document(words);
                let mut packet = guarded(packet, words)?;
                if staff.may_be_named_in(&packet) {
                    packet.warn_of_staff(words);
                }
                (packet, None)
            }
        };
        Ok(ReportView { document, month, months })
    }

    /// A report as a PDF or HTML file's bytes. The same record, day and language give the same bytes.
    ///
    /// # Errors
    /// As [`App::report`]; [`ErrorCode::Cancelled`] where somebody stopped it; or it cannot be laid out.
    pub fn report_file(&self, input: ReportFileInput) -> ApiResult<ReportFile> {
        self.works.run(WorkKind::Report, |watch| self.report_file_watched(input, watch))
    }

    fn report_file_watched(&self, input: ReportFileInput, watch: &Watch) -> ApiResult<ReportFile> {
        let view = self.report_watched(input.report, watch)?;
        go_on(watch)?;
        let paper: Paper = input.paper.unwrap_or_default();
        let stem = match (input.report.report.unwrap_or_default(), view.month) {
            // It is of the day it is made on, and a vendor gets several.
            (ReportKind::Vendor, _) => {
                let today = self.current().store.read(|read| Ok::<_, ApiError>(self.moment(read)?.today))?;
                format!("vendor-packet-{today}")
            }
            (ReportKind::Monthly, Some(n)) => format!("monthly-review-{n}"),
            (ReportKind::Monthly, None) => "monthly-review".to_owned(),
        };
        let (ending, mime, bytes) = match input.format.unwrap_or_default() {
            ReportFormat::Pdf => {
                let bytes = pdf(&view.document, paper).map_err(|error| {
                    ApiError::new(ErrorCode::Internal, format!("No PDF was made: {error}."))
                })?;
                ("pdf", "application/pdf", bytes)
            }
            ReportFormat::Html => ("html", "text/html", html(&view.document, paper).into_bytes()),
        };
        Ok(ReportFile {
            name: format!("{stem}.{ending}"),
            mime: mime.to_owned(),
            base64: BASE64.encode(bytes),
            warnings: view.document.warnings,
        })
    }
}

/// # Errors
/// [`ErrorCode::Cancelled`] once somebody asked to stop: nothing was written.
fn go_on(watch: &Watch) -> ApiResult<()> {
    if watch.is_cancelled() {
        return Err(ApiError::new(ErrorCode::Cancelled, "The report was stopped. Nothing was written."));
    }
    Ok(())
}

/// Says that one more of so many things was gathered.
///
/// # Errors
/// As [`go_on`].
fn gathered(watch: &Watch, done: usize, all: usize) -> ApiResult<()> {
    watch.tell(done as u64, all as u64);
    go_on(watch)
}

fn guarded(document: Document, words: Words) -> ApiResult<Document> {
    document.guarded(words).map_err(|refused| {
        ApiError::new(ErrorCode::PhiBlocked, refused.to_string()).hinting(refused.0.code())
    })
}
