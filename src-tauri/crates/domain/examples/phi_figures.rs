//! Prints how the PHI guard does on its corpus, as `docs/phi-guard.md` has it.
#![allow(clippy::print_stdout, reason = "an example speaks on standard output")]
#![expect(clippy::unwrap_used, reason = "an unreadable corpus ends it")]

#[path = "../tests/phi_corpus/mod.rs"]
mod phi_corpus;

fn main() {
    print!("{}", phi_corpus::figures());
}
