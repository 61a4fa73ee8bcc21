//! A chart, as typed.

use std::path::PathBuf;

use clap::ValueEnum;

use super::WordsIn;

#[derive(Debug, clap::Args)]
pub(crate) struct Chart {
    /// Which chart.
    #[arg(value_enum)]
    pub(crate) name: ChartName,
    /// The file; its ending says SVG, PNG or CSV.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Width in pixels.
    #[arg(long, default_value_t = 860, value_parser = clap::value_parser!(u32).range(320..=4_000))]
    pub(crate) width: u32,
    /// Height in pixels, title and caption included; without it, what a chart of rows needs, and 540 of any other. A chart
    /// whose title, key and caption leave no room to draw in is as high as it must be.
    #[arg(long, value_parser = clap::value_parser!(u32).range(200..=3_000))]
    pub(crate) height: Option<u32>,
    /// Light or dark.
    #[arg(long, value_enum, default_value_t = Theme::Light)]
    pub(crate) theme: Theme,
    /// The language.
    #[arg(long, value_enum, default_value_t = WordsIn::En)]
    pub(crate) lang: WordsIn,
    /// Hours per full-time equivalent instead of hours, where the chart is of hours.
    #[arg(long)]
    pub(crate) per_fte: bool,
    /// On the axis of this system, by its key; without it, of the one live today.
    #[arg(long, value_name = "KEY")]
    pub(crate) system: Option<String>,
    /// As things stood on this day, YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
}

/// Every chart the application draws, as its saved file is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ChartName {
    /// Hours lost by month since go-live.
    #[value(alias = "hours-lost", alias = "hours_lost", alias = "friction")]
    Hours,
    /// Weekly signal of workflow drift: drift hours per FTE.
    SignalDrift,
    /// Weekly signal of reporting blind spots: share of questions unanswered.
    SignalReporting,
    /// Weekly signal of support friction: overdue request-days per 10 FTE.
    SignalSupport,
    /// Weekly signal of burnout: hours in the EHR outside scheduled time.
    SignalBurnout,
    /// Requests that came in, left and are open.
    Flow,
    /// Ages of the open requests.
    Ageing,
    /// Days to the first response.
    FirstResponse,
    /// Days to a workaround offered.
    WorkaroundOffered,
    /// Days to delivery.
    Delivered,
    /// Days to verification.
    Verified,
    /// Whose turn it was while requests were open.
    WhoseTurn,
    /// How long workarounds live.
    Survival,
    /// Hours by area.
    #[value(alias = "pareto")]
    HoursByArea,
    /// Asks per active workaround, and withdrawals.
    Silence,
    /// Weeks since the last entry by role.
    #[value(alias = "quiet-roles")]
    SilenceByRole,
    /// After-hours work by role.
    AfterHours,
    /// System against system.
    Systems,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Theme {
    Light,
    Dark,
}
