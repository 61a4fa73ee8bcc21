//! Writes the TypeScript bindings into a folder, or with `--check` compares and says which are stale.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let (first, second) = (args.next(), args.next());
    let (check, dir) = match (first, second) {
        (Some(flag), Some(dir)) if flag == "--check" => (true, PathBuf::from(dir)),
        (Some(dir), None) => (false, PathBuf::from(dir)),
        _ => {
            eprintln!("usage: bindings [--check] DIR");
            return ExitCode::from(2);
        }
    };
    if check {
        let stale = keepalive_api::bindings::stale(&dir);
        if stale.is_empty() {
            return ExitCode::SUCCESS;
        }
        eprintln!("stale: {}; run `cargo xtask bindings`", stale.join(", "));
        return ExitCode::FAILURE;
    }
    match keepalive_api::bindings::write(&dir) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("could not write the bindings to {}: {error}", dir.display());
            ExitCode::FAILURE
        }
    }
}
