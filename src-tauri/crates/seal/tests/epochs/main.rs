//! Epochs: the keys that a clinic's desks go on with after one of them is taken out.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod cards;
mod clinic;
mod forged;
mod who_is_in;
