//! What may be said on the command line, by the first start and by every later one.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Parser;

/// What the system says when it starts the program at sign-in.
pub(crate) const BACKGROUND: &str = "--background";

/// Arguments of the desktop program.
#[derive(Debug, Clone, Default, PartialEq, Eq, Parser)]
#[command(name = "keepalive", version, about)]
pub(crate) struct Args {
    /// Open quick capture instead of the main window
    #[arg(long)]
    pub capture: bool,
    /// Open no window: only the tray icon, and quick capture ready to come up
    #[arg(long, conflicts_with = "capture")]
    pub background: bool,
    /// Open this database instead of the one in the local data folder
    #[arg(long, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// Explore the sample clinic, kept in a file of its own
    #[arg(long)]
    pub sample: bool,
    /// Keep everything in this folder instead of the local data folder
    #[arg(long, value_name = "DIR", env = "KEEPALIVE_DATA_DIR")]
    pub data_dir: Option<PathBuf>,
}

impl Args {
    /// Reads what a later start said. Anything it cannot read counts as "come to the front".
    pub(crate) fn of_later_start(argv: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> Self {
        Self::try_parse_from(argv).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capture_can_be_asked_for() {
        assert!(Args::of_later_start(["keepalive", "--capture"]).capture);
    }

    #[test]
    fn an_unknown_argument_of_a_later_start_only_brings_the_window_forward() {
        let args = Args::of_later_start(["keepalive", "--no-such-thing"]);
        assert_eq!(args, Args::default());
    }

    #[test]
    fn the_start_at_sign_in_can_be_read() {
        let args = Args::of_later_start(["keepalive", BACKGROUND]);
        assert_eq!(args, Args { background: true, ..Args::default() });
    }

    #[test]
    fn a_database_can_be_named() {
        let args = Args::of_later_start(["keepalive", "--db", "clinic.db"]);
        assert_eq!(args.db, Some(PathBuf::from("clinic.db")));
    }
}
