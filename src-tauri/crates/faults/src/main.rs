//! Runs rows of the fault table and prints what was lost; also the processes that rows start.
#![allow(clippy::print_stdout, reason = "a command line tool speaks on standard output")]

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use keepalive_faults::clinic;
use keepalive_faults::rows;
use keepalive_faults::table::{Case, Run, Scale, table};
use keepalive_faults::worker::{self, WorkerArguments};
use serde_json::json;

#[derive(Parser)]
#[command(
    name = "keepalive-faults",
    about = "Does to the product what it must survive, and counts what is lost"
)]
struct Arguments {
    #[command(subcommand)]
    part: Option<Part>,
    /// The rows, such as 1 or 4; all where none is named
    rows: Vec<u8>,
    /// As often as half an hour bears, instead of a few times
    #[arg(long)]
    large: bool,
    /// With --large: this many times that
    #[arg(long, default_value_t = 1, requires = "large", value_parser = clap::value_parser!(u64).range(1..=1_000))]
    times: u64,
}

#[derive(Subcommand)]
enum Part {
    /// Work a plan off until killed (what row 1 starts)
    #[command(hide = true)]
    Worker(WorkerArguments),
    /// Write a few requests beside another process (what row 7 starts)
    #[command(hide = true)]
    Racer(RacerArguments),
    /// Read a large file and say how much memory that took (what row 11 starts)
    #[command(hide = true)]
    Reader { file: PathBuf },
}

#[derive(Args)]
struct RacerArguments {
    who: String,
    acts: u64,
    file: PathBuf,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match &arguments.part {
        Some(Part::Worker(worker)) => worker::work(worker).map(|()| true),
        Some(Part::Racer(racer)) => race(racer).map(|()| true),
        Some(Part::Reader { file }) => rows::read_large(file).map(|said| {
            println!("{said}");
            true
        }),
        None => run(&arguments),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("Error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<bool> {
    let scale = if arguments.large { Scale::Large(arguments.times) } else { Scale::Small };
    let run = Run { scale, program: std::env::current_exe()? };
    let mut cases: Vec<Case> = Vec::new();
    for row in rows::chosen(&arguments.rows)? {
        eprintln!("row {}: {}", row.number, row.about);
        cases.extend((row.run)(&run)?);
    }
    print!("{}", table(&cases));
    Ok(cases.iter().all(|case| case.failed.is_empty()))
}

fn race(RacerArguments { who, acts, file }: &RacerArguments) -> anyhow::Result<()> {
    let app = clinic::open(file)?;
    for n in 0..*acts {
        let set = json!({ "title": format!("{who}{n} {n}"), "kind": "workflow" });
        clinic::call(&app, "save", json!({ "kind": "request", "set": set }))?;
        println!("ack {who}{n}");
    }
    Ok(())
}
