//! A list, as typed.

use std::path::PathBuf;

use clap::ValueEnum;

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
