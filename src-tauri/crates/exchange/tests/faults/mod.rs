//! Hostile files, as many as asked for (docs/faults.md, rows 11, 12 and 15): small in the tests, large by
//! `cargo run -p keepalive-exchange --example faults`. The same seed gives the same files.
#![allow(dead_code, reason = "the tests and the example each use a part")]

mod dice;
pub(crate) mod formulas;
pub(crate) mod malformed;
pub(crate) mod memory;
pub(crate) mod paths;

pub(crate) use dice::Dice;
