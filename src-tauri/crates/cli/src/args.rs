//! What can be typed.

mod chart;
mod exchange;
mod list;
mod report;
mod sharing;
mod words_in;

use std::path::PathBuf;

pub(crate) use chart::{Chart, ChartName, Theme};
pub(crate) use exchange::{Export, Import, RowsAre};
pub(crate) use list::{List, Listed, Narrowed};
pub(crate) use report::{PaperName, Report, ReportName};
pub(crate) use sharing::{Hub, HubAt, HubDevice, Meet, Reached, Share};
pub(crate) use words_in::WordsIn;

use clap::{Parser, Subcommand};

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

#[derive(Debug, clap::Args)]
pub(crate) struct Measure {
    /// Only this system, by its key.
    #[arg(long)]
    pub(crate) system: Option<String>,
    /// As things stood on this day, YYYY-MM-DD; without it, today.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
}
