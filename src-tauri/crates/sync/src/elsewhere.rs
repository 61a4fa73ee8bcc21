//! Where the hub holds another chain of a stream than the desk that writes it: it will never take what follows here.

use crate::desk::Desk;
use crate::piece::{Piece, StreamKey};
use crate::plan::plan;

/// Ops that a hub refused.
pub(crate) struct Refused {
    /// Of which stream.
    pub(crate) of: StreamKey,
    /// How many, with those behind them.
    pub(crate) ops: u64,
}

/// Goes on in other streams where the hub holds another chain, now that all has come that it gives; what stands in the ones of
/// before is carried from then on, all of it: nobody may vouch for what the hub holds of it. So it is where a desk was
/// restored from an older copy and what it had sent before has nobody who vouches for it or does not open any more; where
/// it has, taking it in has the desk go on elsewhere. How many ops were refused for another reason.
///
/// # Errors
/// The desk's own.
pub(crate) fn go_on_elsewhere<D: Desk>(
    desk: &D,
    offered: &[Piece],
    refused: Vec<Refused>,
) -> Result<u64, D::Error> {
    if refused.is_empty() {
        return Ok(0);
    }
    let held = desk.held()?;
    let asks = plan(desk, &held, offered)?.asks;
    let mut left = 0;
    for Refused { of, ops } in refused {
        if asks.iter().any(|ask| ask.of.key == of) {
            desk.go_on_in_another(of)?;
        } else {
            left += ops;
        }
    }
    Ok(left)
}
