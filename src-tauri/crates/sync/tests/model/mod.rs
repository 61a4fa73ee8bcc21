//! A clinic in memory: desks and hubs as plain as they can be, to hold the core's rules against.

mod desk;
mod hub;

pub use desk::MemoryDesk;
pub use hub::{Bag, Ledger, MemoryHub};
