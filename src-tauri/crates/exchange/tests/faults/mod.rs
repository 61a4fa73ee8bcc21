//! Hostile files, as many as asked for (docs/faults.md, rows 11, 12 and 15): small in the tests, large by
//! `cargo xtask faults --large 11 12 15`, whose crate takes this folder in by its path. The same seed gives the same files.
#![allow(dead_code, reason = "the tests and the fault table each use a part")]

mod dice;
pub(crate) mod formulas;
pub(crate) mod malformed;
pub(crate) mod memory;
pub(crate) mod paths;

pub(crate) use dice::Dice;
