//! Every figure, worked by hand and held against a second implementation.
mod agreement;
mod clinic;
mod hours_lost;
mod nasty_clinic;
#[path = "../reference/mod.rs"]
mod reference;
