//! The steps of the test run, cheap ones first: a missing semicolon is told before anything is built.

use super::story;
use crate::bindings;
use crate::checks::{arrows, dependencies, seams};
use crate::process::Call;
use crate::setup::{self, Purpose, Tool, build_pages, cargo_tool, node_packages};
use crate::workspace::Workspace;

/// One step of the run.
#[derive(Debug)]
pub(crate) struct Step {
    /// What `--only` takes.
    pub(crate) name: &'static str,
    /// What it does, in a few words.
    pub(crate) about: &'static str,
    /// Does it.
    pub(crate) run: fn(&Workspace) -> anyhow::Result<()>,
}

/// Said to clippy alone and not through `RUSTFLAGS`: other flags would have everything built once more.
const DENY_WARNINGS: &[&str] = &["--", "--deny", "warnings"];

/// All of them, in order. Each sets up what it needs, so that `--only` works on a fresh clone.
pub(crate) const STEPS: &[Step] = &[
    Step { name: "setup", about: "system packages, node packages, cargo tools", run: set_up },
    Step { name: "fmt", about: "rustfmt", run: fmt },
    Step { name: "arrows", about: "which crate and file may name which", run: house_rules },
    Step { name: "deps", about: "licences, doubles and sources of dependencies", run: dependencies::check },
    Step { name: "ui-check", about: "svelte-check, warnings denied", run: |ws| npm(ws, "check") },
    Step { name: "ui-lint", about: "eslint", run: |ws| npm(ws, "lint") },
    Step { name: "ui-test", about: "vitest", run: |ws| npm(ws, "test") },
    Step { name: "clippy", about: "every crate and target, warnings denied", run: clippy },
    Step { name: "bindings", about: "TypeScript types unchanged", run: bindings::check },
    Step { name: "rust", about: "Rust tests", run: rust_tests },
    Step { name: "doc", about: "documentation tests", run: doc_tests },
    Step { name: "views", about: "views in Chromium, with axe", run: views },
    Step { name: "story", about: "the story in the real window, over WebDriver", run: story::run },
];

fn set_up(workspace: &Workspace) -> anyhow::Result<()> {
    setup::system_packages(Purpose::Test)?;
    node_packages(workspace)?;
    cargo_tool(workspace, Tool::NEXTEST)
}

fn fmt(workspace: &Workspace) -> anyhow::Result<()> {
    workspace.cargo(&["fmt", "--all", "--check"]).run()
}

fn house_rules(workspace: &Workspace) -> anyhow::Result<()> {
    arrows::check(workspace)?;
    seams::check(workspace)
}

fn npm(workspace: &Workspace, script: &str) -> anyhow::Result<()> {
    node_packages(workspace)?;
    workspace.npm(&["run", "--silent", script]).run()
}

fn clippy(workspace: &Workspace) -> anyhow::Result<()> {
    setup::system_packages(Purpose::Run)?;
    // The shell carries the pages inside: without them it does not compile.
    build_pages(workspace)?;
    let denied = |call: Call| DENY_WARNINGS.iter().fold(call, |call, argument| call.arg(argument)).run();
    denied(workspace.cargo(&["clippy", "--workspace", "--all-targets"]))?;
    // What only releases are made with.
    denied(workspace.cargo(&["clippy", "--workspace", "--features", "keepalive/updates"]))
}

fn rust_tests(workspace: &Workspace) -> anyhow::Result<()> {
    // The server that desks meet in is among what only tests need.
    setup::system_packages(Purpose::Test)?;
    cargo_tool(workspace, Tool::NEXTEST)?;
    build_pages(workspace)?;
    // The story needs a window: it has a step of its own.
    workspace.cargo(&["nextest", "run", "--workspace", "--no-fail-fast"]).run()
}

fn doc_tests(workspace: &Workspace) -> anyhow::Result<()> {
    setup::system_packages(Purpose::Run)?;
    build_pages(workspace)?;
    workspace.cargo(&["test", "--workspace", "--doc"]).run()
}

fn views(workspace: &Workspace) -> anyhow::Result<()> {
    setup::system_packages(Purpose::Test)?;
    node_packages(workspace)?;
    let bridge = workspace.example("bridge")?;
    workspace.npm(&["run", "--silent", "test:views"]).env("KEEPALIVE_BRIDGE_PROGRAM", bridge).run()
}
