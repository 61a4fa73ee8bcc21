//! Every figure, worked by hand.
mod clinic;
mod hours_lost;
