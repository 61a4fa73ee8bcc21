//! Every figure, worked by hand and held against a second implementation.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its builders too")]

mod after_delivery;
mod agreement;
mod censoring;
mod charted;
mod clinic;
mod explained;
mod hours_lost;
mod last_measured_day;
mod nasty_clinic;
mod needs;
mod parts;
mod phase;
#[path = "../reference/mod.rs"]
mod reference;
mod requests;
mod schema;
mod served;
mod shares;
mod systems;
mod undated;
mod vendor;
