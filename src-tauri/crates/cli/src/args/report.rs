//! A report, as typed.

use std::path::PathBuf;

use clap::ValueEnum;

use super::WordsIn;

#[derive(Debug, clap::Args)]
pub(crate) struct Report {
    /// Which report.
    #[arg(value_enum)]
    pub(crate) name: ReportName,
    /// The file; it ends in .pdf or .html.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Of this system, by its key; without it, of the one live on that day.
    #[arg(long, value_name = "KEY")]
    pub(crate) system: Option<String>,
    /// As things stood on this day, YYYY-MM-DD; without it, today.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// The go-live month of the monthly review; without it, the last whole one.
    #[arg(long)]
    pub(crate) month: Option<i32>,
    /// The sheet.
    #[arg(long, value_enum, default_value_t = PaperName::Letter)]
    pub(crate) paper: PaperName,
    /// The language.
    #[arg(long, value_enum, default_value_t = WordsIn::En)]
    pub(crate) lang: WordsIn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportName {
    /// One page for leadership.
    Monthly,
    /// What is asked of the vendor.
    Vendor,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PaperName {
    Letter,
    A4,
}
