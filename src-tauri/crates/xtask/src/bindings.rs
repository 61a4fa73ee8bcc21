//! `cargo xtask bindings`: the TypeScript types of the commands, written from the Rust ones.

use clap::Args;

use crate::process::Call;
use crate::workspace::Workspace;

/// How to treat the bindings.
#[derive(Debug, Args)]
pub(crate) struct BindingsArguments {
    /// Write nothing; fail when what is committed is stale
    #[arg(long)]
    check: bool,
}

/// Writes or checks `ui/src/backend/bindings`.
pub(crate) fn run(workspace: &Workspace, arguments: &BindingsArguments) -> anyhow::Result<()> {
    if arguments.check { check(workspace) } else { write(workspace) }
}

/// Fails when what is committed is not what the Rust types say now.
pub(crate) fn check(workspace: &Workspace) -> anyhow::Result<()> {
    generate(workspace, &["--check"])
}

fn write(workspace: &Workspace) -> anyhow::Result<()> {
    generate(workspace, &[])
}

/// The api knows its own types; this tool only knows where they go.
fn generate(workspace: &Workspace, arguments: &[&str]) -> anyhow::Result<()> {
    let call = Call::new(workspace.example("bindings")?, arguments).in_folder(&workspace.root);
    call.arg(workspace.ui().join("src").join("backend").join("bindings")).run()
}
