//! Cargo's own tools, installed from source where they are missing.

use crate::process::Call;
use crate::workspace::Workspace;

/// A program that `cargo install` brings.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tool {
    /// Its package's name, also that of the program.
    pub(crate) name: &'static str,
    version: &'static str,
}

impl Tool {
    /// Runs the tests: one process each, all cores.
    pub(crate) const NEXTEST: Self = Self { name: "cargo-nextest", version: "0.9.151" };
    /// Checks licences, doubles and sources of the dependencies.
    pub(crate) const DENY: Self = Self { name: "cargo-deny", version: "0.20.2" };
    /// Drives the real window over WebDriver. 2.x: the newer line is an alpha for Tauri 3.
    pub(crate) const TAURI_DRIVER: Self = Self { name: "tauri-driver", version: "2.1.0" };
}

/// Installs `tool` unless it is there.
///
/// Without optimisation: these tools wait for other programs, and an optimised build of them takes
/// longer than everything they are used for.
pub(crate) fn cargo_tool(workspace: &Workspace, tool: Tool) -> anyhow::Result<()> {
    if Call::new(tool.name, &["--help"]).succeeds()? {
        return Ok(());
    }
    let install = ["install", "--locked", "--debug", "--version", tool.version, tool.name];
    workspace.cargo(&install).run()
}
