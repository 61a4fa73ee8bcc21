//! Licences, doubles and sources of everything we ship, by cargo-deny over `deny.toml`.

use crate::setup::{Tool, cargo_tool};
use crate::workspace::Workspace;

/// Fails when a dependency is not allowed.
///
/// Advisories are checked where the network allows it, in the release workflow: a test that asks a
/// server is a test that fails on a train.
pub(crate) fn check(workspace: &Workspace) -> anyhow::Result<()> {
    cargo_tool(workspace, Tool::DENY)?;
    workspace
        .cargo(&["deny", "--locked", "check", "--hide-inclusion-graph", "licenses", "bans", "sources"])
        .run()
}
