//! The end-to-end story in the real window.

use crate::setup::{self, Purpose, Tool, build_pages, cargo_tool};
use crate::workspace::{Profile, Workspace};

/// Builds the app as the tests see it and lets WebDriver tell the story in its window.
pub(super) fn run(workspace: &Workspace) -> anyhow::Result<()> {
    if !cfg!(target_os = "linux") {
        println!("the story presses keys through an X server: it is told on Linux");
        return Ok(());
    }
    setup::system_packages(Purpose::Test)?;
    cargo_tool(workspace, Tool::NEXTEST)?;
    cargo_tool(workspace, Tool::TAURI_DRIVER)?;
    build_pages(workspace)?;
    // Asked for among the whole workspace, tests included: else everything below would be compiled once more.
    let programs =
        ["build", "--workspace", "--bin", "keepalive", "--bin", "keepalive-cli", "--test", "story"];
    workspace.cargo(&programs).run()?;
    let tests = workspace.cargo(&["nextest", "run", "--workspace", "--test", "story"]);
    let tests = tests
        .arg("--profile")
        .arg("story")
        .arg("--run-ignored")
        .arg("only")
        .env("KEEPALIVE_APP", workspace.program("keepalive", Profile::Dev));
    in_a_session(tests)
}

#[cfg(target_os = "linux")]
fn in_a_session(tests: crate::process::Call) -> anyhow::Result<()> {
    // Always a display of its own, so that nobody's typing meets the story's.
    let session = crate::display::VirtualSession::start_desktop()?;
    session.apply(tests).run()
}

#[cfg(not(target_os = "linux"))]
fn in_a_session(tests: crate::process::Call) -> anyhow::Result<()> {
    tests.run()
}
