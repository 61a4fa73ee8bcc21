//! Measures the figures to reach: each one beside a peer, interleaved, on the same data, in the same run.
//!
//! Start at [`figures::ALL`] for what is measured and at [`pairs`] for how. A missed target is said and is no
//! failure; results that differ from the peer's are one.
#![allow(clippy::print_stdout, reason = "a command line tool speaks on standard output")]

mod clinic;
mod durations;
mod figures;
mod pairs;
mod plain_database;
mod report;
mod wal_index;
mod workshop;

use std::process::ExitCode;

use clap::Parser;

use crate::figures::Outcome;
use crate::workshop::Workshop;

/// Fewer pairs say too little about the 95th percentile.
const FEWEST_PAIRS: u64 = 15;

#[derive(Parser)]
#[command(name = "keepalive-bench", about = "Measures every figure beside its peer")]
struct Arguments {
    /// The figures to measure, such as P1 or p9; all where none is named
    figures: Vec<String>,
    /// Pairs of ours and peer for each ratio
    #[arg(long, default_value_t = FEWEST_PAIRS, value_parser = clap::value_parser!(u64).range(FEWEST_PAIRS..))]
    pairs: u64,
    /// A million ops in the first exchange of S3 instead of 100,000; it takes a quarter of an hour, and three pairs
    #[arg(long)]
    million: bool,
    /// Print JSON instead of a table
    #[arg(long)]
    json: bool,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let chosen = figures::chosen(&arguments.figures)?;
    let first_sync_ops = if arguments.million { 1_000_000 } else { 100_000 };
    let workshop = Workshop::new(usize::try_from(arguments.pairs)?, first_sync_ops)?;
    let mut outcomes: Vec<Outcome> = Vec::new();
    let mut failed: Vec<&str> = Vec::new();
    for figure in chosen {
        eprintln!("measuring {}: {}", figure.name, figure.about);
        // One that fails takes nothing from the others, which may have taken half an hour.
        match (figure.measure)(&workshop) {
            Ok(measured) => outcomes.extend(measured),
            Err(error) => {
                eprintln!("error: {}: {error:#}", figure.name);
                failed.push(figure.name);
            }
        }
    }
    if arguments.json {
        println!("{}", report::json(&outcomes)?);
    } else {
        print!("{}", report::table(&outcomes));
    }
    anyhow::ensure!(failed.is_empty(), "not measured: {}", failed.join(", "));
    Ok(())
}
