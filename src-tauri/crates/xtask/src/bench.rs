//! `cargo xtask bench`: every figure beside its peer, in one run.

use clap::Args;

use crate::workspace::Workspace;

/// What to measure.
#[derive(Debug, Args)]
pub(crate) struct BenchArguments {
    /// The figures to measure, such as P1; all where none is named
    figures: Vec<String>,
}

/// Builds the measuring program and passes the arguments on.
pub(crate) fn run(workspace: &Workspace, arguments: &BenchArguments) -> anyhow::Result<()> {
    let call = workspace.cargo(&["run", "--release", "--package", "keepalive-bench", "--"]);
    arguments.figures.iter().fold(call, |call, figure| call.arg(figure)).run()
}
