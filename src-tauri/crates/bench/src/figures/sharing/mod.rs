//! S1 to S5: what sharing between desks costs, and how soon it brings what was written.

mod at_rest;
mod desks;
mod first_sync;
mod many_desks;
mod saving;
mod visible;

pub(crate) use at_rest::measure as at_rest;
pub(crate) use first_sync::measure as first_sync;
pub(crate) use many_desks::measure as many_desks;
pub(crate) use saving::measure as saving;
pub(crate) use visible::measure as visible;

/// A count as a number to divide by; none here comes near 2^53.
#[expect(clippy::cast_precision_loss, reason = "counts of ops and bytes are far below 2^53")]
const fn number(count: u64) -> f64 {
    count as f64
}
