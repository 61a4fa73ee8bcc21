//! One meeting of a desk and a hub.

use thiserror::Error;

use crate::bodies::ask_for_bodies;
use crate::carry::Carrying;
use crate::desk::Desk;
use crate::elsewhere::go_on_elsewhere;
use crate::hub::Hub;
use crate::pull::pull;
use crate::push::{carry, push};
use crate::trust::{Everybody, Trust, stand_in_for};

/// What an exchange did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Exchange {
    /// Ops that came and were not here before.
    pub received: u64,
    /// Ops kept aside that were not before.
    pub aside: u64,
    /// Own ops that the hub took, each where it was written.
    pub sent: u64,
    /// Ops it took because they were carried.
    pub carried: u64,
    /// Pieces at the hub that it could not give whole, or of which something is kept aside that cannot be read. One that
    /// is whole and that nobody vouches for is none: more of it will not come.
    pub waiting: u64,
    /// Ops here whose body came empty and that no redaction names: they are asked for again.
    pub emptied: u64,
    /// Ops of others that the hub lacks and that nobody carries yet.
    pub lost: u64,
    /// Whether this desk found that it had been restored from an older copy.
    pub restored: bool,
    /// Ops of this desk's, own or carried, that the hub did not take: they are left for the next exchange.
    pub refused: u64,
}

/// How many of the ops that an exchange brings have come, for a screen that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coming {
    /// Ops looked at so far.
    pub done: u64,
    /// Ops that were missing here when it began. An answer may bring more: what was here already, or a fork.
    pub of: u64,
}

/// Who is told, run by run, how many have come.
pub(crate) struct Watched<'w> {
    pub(crate) coming: Coming,
    pub(crate) tell: &'w mut dyn FnMut(Coming),
}

impl Watched<'_> {
    pub(crate) fn came(&mut self, ops: u64) {
        self.coming.done += ops;
        self.coming.of = self.coming.of.max(self.coming.done);
        (self.tell)(self.coming);
    }
}

/// An exchange that ended early. What was taken in before stays.
#[derive(Debug, Error)]
pub enum ExchangeError<D, H> {
    /// The desk failed.
    #[error("{0}")]
    Desk(D),
    /// The hub failed.
    #[error("{0}")]
    Hub(H),
}

/// One meeting: what the hub has comes in, what it lacks goes out. It can end at any moment and be begun again.
///
/// # Errors
/// Of the desk or the hub.
pub fn exchange<D: Desk, H: Hub>(
    desk: &D,
    hub: &mut H,
    carrying: Carrying,
) -> Result<Exchange, ExchangeError<D::Error, H::Error>> {
    exchange_watched(desk, hub, carrying, &Everybody, &mut |_| {})
}

/// The same among desks that know each other's keys; and `tell` hears after every run that came how many ops have come.
///
/// # Errors
/// Of the desk or the hub.
pub fn exchange_watched<D: Desk, H: Hub, T: Trust>(
    desk: &D,
    hub: &mut H,
    carrying: Carrying,
    trust: &T,
    tell: &mut dyn FnMut(Coming),
) -> Result<Exchange, ExchangeError<D::Error, H::Error>> {
    let mut done = Exchange::default();
    stand_in_for(desk, trust).map_err(ExchangeError::Desk)?;
    let offered = hub.pieces().map_err(ExchangeError::Hub)?;
    let mut watched = Watched { coming: Coming { done: 0, of: 0 }, tell };
    let mut cover = pull(desk, hub, trust, &offered, &mut done, &mut watched)?;
    ask_for_bodies(desk, hub, trust, &offered, &mut done)?;
    let refused = push(desk, hub, trust, &mut cover, &mut done)?;
    done.refused = go_on_elsewhere(desk, &offered, refused).map_err(ExchangeError::Desk)?;
    carry(desk, hub, trust, carrying, &mut cover, &mut done)?;
    Ok(done)
}
