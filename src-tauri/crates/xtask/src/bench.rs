//! `cargo xtask bench`: every figure beside its peer, in one run.

use clap::Args;

use crate::process::Call;
use crate::setup::{self, Purpose, Tool, build_pages, cargo_tool};
use crate::workspace::{Profile, Workspace};

/// The package that measures.
const BENCH: &str = "keepalive-bench";

/// Figures that start the app's window.
const WITH_WINDOW: &[&str] = &["P4", "P5", "P6", "P8", "P11", "P12"];

/// What to measure.
#[derive(Debug, Args)]
pub(crate) struct BenchArguments {
    /// The figures to measure, such as P1; all where none is named
    figures: Vec<String>,
    /// Pairs of ours and peer for each ratio, 15 or more
    #[arg(long)]
    pairs: Option<u64>,
    /// A million ops in the first exchange of S3 instead of 100,000; it takes half an hour, and three pairs
    #[arg(long)]
    million: bool,
    /// Print JSON instead of a table
    #[arg(long)]
    json: bool,
}

/// Builds what is measured as people get it, and measures it. A missed target is said in the table and is no
/// failure; results that differ from a peer's are one.
pub(crate) fn run(workspace: &Workspace, arguments: &BenchArguments) -> anyhow::Result<()> {
    build(workspace, &["--package", BENCH])?;
    let call = measuring(workspace, arguments);
    if !arguments.needs_window() {
        return call.run();
    }
    // The pages are looked into over WebDriver, as the story does.
    setup::system_packages(Purpose::Test)?;
    cargo_tool(workspace, Tool::TAURI_DRIVER)?;
    build_pages(workspace)?;
    build(workspace, &["--package", "keepalive", "--bins", "--example", "empty_window"])?;
    with_display(call.env("KEEPALIVE_APP", workspace.program("keepalive", Profile::Release)))
}

impl BenchArguments {
    fn needs_window(&self) -> bool {
        let is_one = |figure: &String| WITH_WINDOW.iter().any(|with| with.eq_ignore_ascii_case(figure));
        self.figures.is_empty() || self.figures.iter().any(is_one)
    }
}

fn build(workspace: &Workspace, what: &[&str]) -> anyhow::Result<()> {
    what.iter().fold(workspace.cargo(&["build", "--release"]), |call, argument| call.arg(argument)).run()
}

fn measuring(workspace: &Workspace, arguments: &BenchArguments) -> Call {
    let mut call = Call::new(workspace.program(BENCH, Profile::Release), &[]).in_folder(&workspace.root);
    if let Some(pairs) = arguments.pairs {
        call = call.arg("--pairs").arg(pairs.to_string());
    }
    if arguments.million {
        call = call.arg("--million");
    }
    if arguments.json {
        call = call.arg("--json");
    }
    arguments.figures.iter().fold(call, |call, figure| call.arg(figure))
}

/// A display in memory also where there is a real one: what else is on a screen must not be measured.
#[cfg(target_os = "linux")]
fn with_display(call: Call) -> anyhow::Result<()> {
    let session = crate::display::VirtualSession::start_desktop()?;
    session.apply(call).run()
}

#[cfg(not(target_os = "linux"))]
fn with_display(call: Call) -> anyhow::Result<()> {
    call.run()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(figures: &[&str]) -> BenchArguments {
        let figures = figures.iter().map(|figure| (*figure).to_owned()).collect();
        BenchArguments { figures, pairs: None, million: false, json: false }
    }

    #[test]
    fn a_window_is_built_only_for_the_figures_that_open_one() {
        assert!(!arguments(&["P1", "P9"]).needs_window());
        assert!(arguments(&["P1", "p5"]).needs_window());
        assert!(arguments(&[]).needs_window());
    }
}
