//! `cargo xtask simulate`: a clinic of several desks through as many seeded histories as there is time for.

use clap::Args;

use crate::workspace::Workspace;

/// How many histories, and from where.
#[derive(Debug, Args)]
pub(crate) struct SimulateArguments {
    /// How many histories to live; some twenty a second
    #[arg(long, default_value_t = 2_000)]
    seeds: u64,
    /// The first seed; one that failed is played again with `--first SEED --seeds 1`
    #[arg(long, default_value_t = 0)]
    first: u64,
}

/// Lives them. The first seed whose history does not heal is said, and ends it.
pub(crate) fn run(workspace: &Workspace, arguments: &SimulateArguments) -> anyhow::Result<()> {
    workspace
        .cargo(&[
            "test",
            "--quiet",
            "--package",
            "keepalive-store",
            "--test",
            "simulation",
            "--",
            "--nocapture",
        ])
        .env("KEEPALIVE_SEEDS", arguments.seeds.to_string())
        .env("KEEPALIVE_FIRST_SEED", arguments.first.to_string())
        .run()
}
