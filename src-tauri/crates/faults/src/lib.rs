//! The fault table (docs/faults.md), row by row: each is done to the product, and what was lost is counted.
//!
//! Start at [`rows::ALL`] for what there is. Every row runs small in this crate's tests and large by
//! `cargo xtask faults --large`. Never part of the product.

pub mod clinic;
pub mod disk;
pub mod plan;
pub mod rows;
pub mod table;
pub mod vfs;
pub mod worker;
