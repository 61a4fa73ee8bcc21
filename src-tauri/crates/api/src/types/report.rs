//! Reports: which, of what time, and what comes back.

pub use keepalive_reports::{Document, Paper};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Day, Language};

impl From<Language> for keepalive_reports::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::En => Self::English,
            Language::Es => Self::Spanish(keepalive_reports::DecimalSign::Comma),
            Language::EsUs => Self::Spanish(keepalive_reports::DecimalSign::Point),
        }
    }
}

/// Which report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// One page for leadership.
    #[default]
    Monthly,
    /// What is asked of the vendor.
    Vendor,
}

/// Which report, and of what time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ReportInput {
    /// Which; the monthly review if absent.
    pub report: Option<ReportKind>,
    /// Which EHR system's axis; the one live on the day if absent.
    pub system: Option<super::Id>,
    /// Which go-live month; the last whole one if absent. The vendor packet takes none.
    pub month: Option<i32>,
    /// As things stood on this day; today if absent.
    pub as_of: Option<Day>,
    /// English if absent.
    pub language: Option<Language>,
}

/// A report for the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReportView {
    /// What it says.
    pub document: Document,
    /// The month it speaks of; `null` = none.
    pub month: Option<i32>,
    /// The months there are, oldest first.
    pub months: Vec<ReportMonth>,
}

/// A month that can be reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReportMonth {
    /// Its number since go-live.
    pub n: i32,
    /// Its first day.
    pub from: Day,
    /// It is not over.
    pub partial: bool,
}

/// What a report is written as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReportFormat {
    /// Accessible PDF (PDF/UA-1), for print and mail.
    #[default]
    Pdf,
    /// One HTML file, for a browser or to paste.
    Html,
}

/// Which report, for which paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ReportFileInput {
    /// Which report.
    pub report: ReportInput,
    /// US Letter if absent.
    #[serde(default)]
    pub paper: Option<Paper>,
    /// PDF if absent.
    #[serde(default)]
    pub format: Option<ReportFormat>,
}

/// A report as a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReportFile {
    /// What it might be called.
    pub name: String,
    /// Its media type.
    pub mime: String,
    /// Its bytes, base64.
    pub base64: String,
    /// What the patient-data guard warned about.
    pub warnings: Vec<String>,
}
