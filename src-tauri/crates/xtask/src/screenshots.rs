//! `cargo xtask screenshots`: every view in both themes, narrow and wide, empty and full, to be looked at.

use clap::Args;

use crate::setup::{self, Purpose, node_packages};
use crate::workspace::Workspace;

/// Which pictures to take.
#[derive(Debug, Args)]
pub(crate) struct ScreenshotArguments {
    /// Only the scenes whose name holds this, such as "friction"
    scenes: Option<String>,
    /// The language of the pages
    #[arg(long, default_value = "en", value_parser = ["en", "es"])]
    language: String,
}

/// Builds the pages and the test bridge and takes the pictures into `artifacts/views-<language>/`, with a page that
/// shows them side by side. An error on any page fails it.
pub(crate) fn run(workspace: &Workspace, arguments: &ScreenshotArguments) -> anyhow::Result<()> {
    setup::system_packages(Purpose::Test)?;
    node_packages(workspace)?;
    workspace.npm(&["run", "--silent", "build:views"]).run()?;
    let bridge = workspace.example("bridge")?;
    let folder = workspace.artifacts().join(format!("views-{}", arguments.language));
    let taking =
        workspace.npm(&["run", "--silent", "screenshots", "--"]).arg(folder).arg(&arguments.language);
    let taking = taking.env("KEEPALIVE_BRIDGE_PROGRAM", bridge);
    arguments.scenes.iter().fold(taking, |call, scenes| call.arg(scenes)).run()
}
