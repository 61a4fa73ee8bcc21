//! What a developer types: `cargo xtask run`, `test`, `bench`, `faults`, `simulate`,
//! `bindings`, `icons`, `screenshots`.
//!
//! The same on Windows, macOS and Linux, with nothing installed beforehand but rustup's Rust and Node.
#![allow(clippy::print_stdout, reason = "a command line tool speaks on standard output")]

mod bench;
mod bindings;
mod checks;
mod display;
mod faults;
mod icons;
mod process;
mod run;
mod screenshots;
mod setup;
mod simulate;
mod test;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Keepalive's development commands")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what is missing, build the pages and the app, open the window
    Run(run::RunArguments),
    /// Install what is missing and run every check and test
    Test(test::TestArguments),
    /// Write the TypeScript types of the commands
    Bindings(bindings::BindingsArguments),
    /// Measure the figures of docs/performance.md, each against a peer in the same run
    Bench(bench::BenchArguments),
    /// Let a clinic of several desks live through seeded histories; after each nothing is lost and all are equal
    Simulate(simulate::SimulateArguments),
    /// Do to the product what it must survive, row by row of docs/faults.md, and count what is lost
    Faults(faults::FaultsArguments),
    /// Draw every icon again from icons/keepalive.svg
    Icons,
    /// Take pictures of every view: both themes, narrow and wide, empty and full
    Screenshots(screenshots::ScreenshotArguments),
}

fn main() -> ExitCode {
    match dispatch(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: Command) -> anyhow::Result<()> {
    let workspace = Workspace::find()?;
    match command {
        Command::Run(arguments) => run::run(&workspace, &arguments),
        Command::Test(arguments) => test::run(&workspace, &arguments),
        Command::Bindings(arguments) => bindings::run(&workspace, &arguments),
        Command::Bench(arguments) => bench::run(&workspace, &arguments),
        Command::Simulate(arguments) => simulate::run(&workspace, &arguments),
        Command::Faults(arguments) => faults::run(&workspace, &arguments),
        Command::Icons => icons::run(&workspace),
        Command::Screenshots(arguments) => screenshots::run(&workspace, &arguments),
    }
}
