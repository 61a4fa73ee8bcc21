//! What can be typed.

mod sharing;
mod words_in;

use std::path::PathBuf;

pub(crate) use sharing::{Hub, HubAt, HubDevice, Meet, Reached, Share};
pub(crate) use words_in::WordsIn;

use clap::{Parser, Subcommand, ValueEnum};

/// Keepalive without a window: keeps an EHR's configuration alive after go-live.
#[derive(Debug, Parser)]
#[command(name = "keepalive-cli", version, arg_required_else_help = true)]
pub(crate) struct Args {
    /// The database; without it, the desktop app's own.
    #[arg(long, global = true, value_name = "FILE", env = "KEEPALIVE_DB")]
    pub(crate) db: Option<PathBuf>,
    /// The desktop app's data folder, where it is not the usual one.
    #[arg(long, global = true, value_name = "DIR", env = "KEEPALIVE_DATA_DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    /// Print for machines.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a clinic with its EHR system and the usual configuration areas.
    Init(Init),
    /// Fill an empty database with the sample clinic.
    Sample(Sample),
    /// Bring rows in, all or nothing.
    #[command(subcommand)]
    Import(Import),
    /// Write the record out.
    #[command(subcommand)]
    Export(Export),
    /// Every figure of the clinic.
    Measure(Measure),
    /// Draw a chart.
    Chart(Chart),
    /// Write a report.
    Report(Report),
    /// Write down one line as quick capture does: #area @person 5m x3 !safety, ? at the end for a request.
    Log {
        /// The line.
        #[arg(required = true)]
        text: Vec<String>,
    },
    /// List requests, workarounds, or what else a view lists.
    List(List),
    /// Show one thing by its key.
    Show {
        /// Its key, for example A-0142.
        key: String,
    },
    /// What happened to one thing, newest first.
    History {
        /// Its key.
        key: String,
    },
    /// Find things by their words.
    Search {
        /// The words.
        #[arg(required = true)]
        text: Vec<String>,
    },
    /// Take the newest act back.
    Undo,
    /// Do again what was undone last.
    Redo,
    /// Write a checked copy.
    Backup {
        /// The folder; without it, `backups` beside the database.
        dir: Option<PathBuf>,
    },
    /// Put a copy in the database's place; what it replaces is kept beside it.
    Restore {
        /// The copy, or any Keepalive database.
        file: PathBuf,
        /// Say what it holds and what would be lost, and change nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Share the record with other desks, sealed with a key.
    #[command(subcommand)]
    Share(Share),
    /// For whoever runs the PostgreSQL server by which desks meet: make the hub, let desks in, look it through.
    #[command(subcommand)]
    Hub(Hub),
    /// Check integrity, hash chain, and that everything derived equals what the log gives.
    Verify,
    /// The state digest in one line.
    Digest,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Init {
    /// The clinic's name.
    #[arg(long)]
    pub(crate) name: String,
    /// Its IANA time zone, for example America/Denver; without it, this computer's.
    #[arg(long)]
    pub(crate) zone: Option<String>,
    /// The EHR's name.
    #[arg(long)]
    pub(crate) system: String,
    /// The EHR's vendor.
    #[arg(long)]
    pub(crate) vendor: String,
    /// The go-live date, YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    pub(crate) go_live: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Sample {
    /// The same seed gives the same clinic.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Months since go-live.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=240))]
    pub(crate) months: Option<u32>,
    /// How many times as many occurrences.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(crate) scale: u32,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// A folder, .zip or single CSV of the table set.
    Tables {
        /// The folder or file.
        path: PathBuf,
        /// Say what it would do and change nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// A lossless archive, into an empty database.
    Archive {
        /// The file.
        file: PathBuf,
    },
    /// Any CSV or XLSX of requests, workarounds or occurrences.
    Csv {
        /// The file.
        file: PathBuf,
        /// What its rows are.
        #[arg(long = "as", value_enum, value_name = "KIND")]
        rows_are: RowsAre,
        /// A mapping of its columns (docs/import-csv.md). Without it and a preset, the preset that finds most of them.
        #[arg(long, value_name = "MAP.json", conflicts_with = "preset")]
        map: Option<PathBuf>,
        /// A mapping that comes with the program.
        #[arg(long, value_name = "NAME")]
        preset: Option<String>,
        /// Leave out lines with something wrong instead of importing nothing.
        #[arg(long)]
        leave_out_refused: bool,
        /// Say what it would do and change nothing.
        #[arg(long)]
        dry_run: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RowsAre {
    Requests,
    Workarounds,
    Occurrences,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Export {
    /// The whole history as one lossless file.
    Archive {
        /// The file.
        file: PathBuf,
    },
    /// The whole record as CSV files with datapackage.json and a dictionary.
    Tables {
        /// The folder, made if it is not there; one file where it ends in .zip.
        dir: PathBuf,
    },
    /// A list as CSV or XLSX: `list` with `--out`.
    List {
        /// The file; its ending says CSV or XLSX.
        file: PathBuf,
        #[command(flatten)]
        list: Narrowed,
    },
}

#[derive(Debug, clap::Args)]
pub(crate) struct Measure {
    /// Only this system, by its key.
    #[arg(long)]
    pub(crate) system: Option<String>,
    /// As things stood on this day, YYYY-MM-DD; without it, today.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
}

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
    /// Height in pixels, title and caption included; without it, what a chart of rows needs, and 540 of any other.
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

#[derive(Debug, clap::Args)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) list: Narrowed,
    /// Write it to this file instead; its ending says CSV or XLSX.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// A list as narrowed and ordered.
#[derive(Debug, clap::Args)]
pub(crate) struct Narrowed {
    /// Which list.
    #[arg(value_enum)]
    pub(crate) what: Listed,
    /// Words that narrow it: open, closed, late, safety, owner=nobody, owner=NAME, area="NAME", state=STATE,STATE,
    /// break=BREAK, stage=STAGE; anything else is searched for.
    #[arg(long, value_name = "EXPR", default_value = "")]
    pub(crate) filter: String,
    /// What requests (age, promise, title, key, changed, worth) or workarounds (hours, in_use, title, key) are
    /// ordered by.
    #[arg(long, value_name = "BY")]
    pub(crate) sort: Option<String>,
    /// The other way round.
    #[arg(long)]
    pub(crate) reversed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Listed {
    Requests,
    Workarounds,
    Changes,
    Events,
    Questions,
    Shadows,
    Promises,
    Areas,
}

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
