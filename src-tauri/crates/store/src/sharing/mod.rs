//! What sharing needs of the store: pieces and runs handed out, runs taken in.

mod arrive;
mod aside;
mod desk;
mod hand_out;
mod rows;

pub use aside::AsideCount;
