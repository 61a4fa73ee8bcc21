//! `cargo xtask faults`: the rows of docs/faults.md, run and counted.

use clap::Args;

use crate::process::Call;
use crate::workspace::{Profile, Workspace};

/// The package that does it.
const FAULTS: &str = "keepalive-faults";

/// Which rows.
#[derive(Debug, Args)]
pub(crate) struct FaultsArguments {
    /// The rows, such as 1 or 4; all where none is named
    rows: Vec<u8>,
    /// As often as half an hour bears, on an optimised build, instead of a few times
    #[arg(long)]
    large: bool,
    /// With --large: this many times that
    #[arg(long, requires = "large")]
    times: Option<u64>,
}

/// Builds the harnesses and runs them. Anything lost is a failure.
pub(crate) fn run(workspace: &Workspace, arguments: &FaultsArguments) -> anyhow::Result<()> {
    let (profile, build): (_, &[&str]) = if arguments.large {
        (Profile::Release, &["build", "--release", "--package", FAULTS])
    } else {
        (Profile::Dev, &["build", "--package", FAULTS])
    };
    workspace.cargo(build).run()?;
    let mut call = Call::new(workspace.program(FAULTS, profile), &[]).in_folder(&workspace.root);
    if arguments.large {
        call = call.arg("--large");
    }
    if let Some(times) = arguments.times {
        call = call.arg("--times").arg(times.to_string());
    }
    arguments.rows.iter().fold(call, |call, row| call.arg(row.to_string())).run()
}
