//! What sharing needs of the store: pieces and runs handed out, runs taken in.

mod arrive;
mod aside;
mod bodies;
mod desk;
mod desks;
mod hand_out;
mod redacted;
mod rows;
mod take_in;
mod two_values;

pub use aside::{AsideCount, AsideEntry, AsideThing, AsideWeight, UnvouchedOps};
pub(crate) use bodies::without_body;
pub use desks::HeardDesk;
pub use take_in::ForeignOp;
pub(crate) use two_values::op_that_wrote;
pub use two_values::{TwoValues, ValueOf};
