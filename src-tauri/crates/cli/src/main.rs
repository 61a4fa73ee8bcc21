//! keepalive-cli: the same library without a window, for scripts, checks and scheduled work.
//!
//! Exit codes: 0 done, 1 refused or bad input (nothing changed), 2 usage. `--json` prints for machines; a refusal
//! is then `{code, message, field?, hint?}` on standard error, which standard output never carries.

mod acts;
mod archive;
mod args;
mod chart;
mod doubtful;
mod exchange;
mod figures;
mod filter;
mod health;
mod hub;
mod lists;
mod made_file;
mod place;
mod print;
mod report;
mod setup;
mod share;
mod thing;

use std::process::ExitCode;

use clap::Parser;
use keepalive_api::ApiResult;

use crate::args::{Args, Command};
use crate::place::Session;
use crate::print::Printer;

fn main() -> ExitCode {
    let args = Args::parse();
    let printer = Printer::new(args.json);
    match run(&args, &printer) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Refused) => ExitCode::from(1),
        Err(error) => {
            printer.refusal(&error);
            ExitCode::from(1)
        }
    }
}

/// How a command ended that printed its own answer.
enum Outcome {
    /// It did what it was asked.
    Done,
    /// It refused, has said why, and nothing changed.
    Refused,
}

fn run(args: &Args, printer: &Printer) -> ApiResult<Outcome> {
    let session = Session { file: place::database(args)?, printer };
    match &args.command {
        Command::Init(new) => setup::init(&session, new),
        Command::Sample(wanted) => setup::sample(&session, wanted),
        Command::Import(what) => exchange::import(&session, what),
        Command::Export(what) => exchange::export(&session, what),
        Command::Measure(asked) => figures::measure(&session, asked),
        Command::Chart(asked) => chart::chart(&session, asked),
        Command::Report(asked) => report::report(&session, asked),
        Command::Log { text } => acts::log(&session, &text.join(" ")),
        Command::List(asked) => lists::list(&session, asked),
        Command::Show { key } => thing::show(&session, key),
        Command::History { key } => thing::history(&session, key),
        Command::Search { text } => lists::search(&session, &text.join(" ")),
        Command::Undo => acts::undo(&session),
        Command::Redo => acts::redo(&session),
        Command::Backup { dir } => health::backup(&session, dir.as_deref()),
        Command::Restore { file, dry_run } => health::restore(&session, file, *dry_run),
        Command::Verify => health::verify(&session),
        Command::Share(what) => share::share(&session, what),
        Command::Hub(what) => hub::hub(printer, what),
        Command::Digest => health::digest(&session),
    }
}
