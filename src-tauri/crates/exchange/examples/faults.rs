//! Hostile files in any number (docs/faults.md, rows 11, 12 and 15): what `cargo xtask faults` runs.
//!
//! `faults formulas N [SEED]`, `faults files N [SEED]`, `faults large BYTES` or `faults paths`. Prints one line; ends with 1 where
//! something was wrong.

#[path = "../tests/faults/mod.rs"]
mod faults;

use std::process::ExitCode;

use faults::{formulas, malformed, memory, paths};

/// What the largest crafted archive unpacks to: more than is ever unpacked.
const BOMB_BYTES: u64 = (2 << 30) + 1;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(said) => {
            eprintln!("{said}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("WRONG: {why}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<String, String> {
    let number = |at: usize, usual: u64| match args.get(at) {
        None => Ok(usual),
        Some(text) => text.parse().map_err(|_| format!("{text:?} is no number")),
    };
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    match args.first().map(String::as_str) {
        Some("formulas") => {
            let done = formulas::round_trips(number(1, 1_000_000)?, number(2, 12)?)?;
            Ok(format!("{done} texts left and came back as they were; none would have run"))
        }
        Some("files") => {
            let (read, refused) = malformed::files(number(1, 50_000)?, number(2, 11)?, folder.path())?;
            Ok(format!("{read} malformed files read, {refused} refused, 0 panics, preview and import agree"))
        }
        Some("large") => {
            let path = folder.path().join("large.csv");
            memory::write_large(&path, number(1, 1 << 30)?).map_err(|error| error.to_string())?;
            let before = peak_bytes();
            let (rows, refused) = memory::read_large(&path)?;
            let grown = peak_bytes().zip(before).map(|(after, before)| after.saturating_sub(before) >> 20);
            let grown =
                grown.map_or_else(|| "growth not measured here".to_owned(), |mb| format!("grew by {mb} MB"));
            Ok(format!("{rows} rows read, {refused} things refused, {grown}"))
        }
        Some("paths") => {
            let names = paths::refused(folder.path())?;
            let crafted = paths::crafted(folder.path(), BOMB_BYTES)?;
            Ok(format!("{names} names and {crafted} crafted archives refused"))
        }
        _ => Err("say formulas, files, large or paths".to_owned()),
    }
}

/// The most memory this process has held so far, where the system tells.
fn peak_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes << 10)
}
