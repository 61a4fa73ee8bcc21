//! The app's own window, driven: what people wait for on the screen.

mod driven;
mod programs;

pub(crate) mod borders;
pub(crate) mod memory;
pub(crate) mod scroll;
pub(crate) mod search;
pub(crate) mod shortcut;

pub(crate) use driven::Driven;
pub(crate) use programs::{Programs, Running};

/// Milliseconds of a frame at 60 a second.
pub(crate) const FRAME_MS: f64 = 1_000.0 / 60.0;
