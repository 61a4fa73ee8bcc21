//! Whose turn it was while a request was open: ours, the vendor's, others' (DOMAIN §5, "Flow").

use keepalive_domain::facts::InstantMs;
use keepalive_domain::words::RequestState;

use crate::timeline::Timeline;

/// Time a request spent open, by who had to act, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Turns {
    /// The clinic's: to be clarified, triaged, worked on, or verified after delivery.
    pub ours_ms: i64,
    /// The vendor's: `waiting_vendor`.
    pub vendors_ms: i64,
    /// Somebody else's: `waiting_others`.
    pub others_ms: i64,
}

/// Splits the open time of one request until `end_ms`, the end of the last measured day.
///
/// Closed time belongs to nobody and is left out.
#[must_use]
pub fn turns(timeline: &Timeline, end_ms: InstantMs) -> Turns {
    let mut turns = Turns::default();
    for (index, change) in timeline.changes().iter().enumerate() {
        let until = timeline.changes().get(index + 1).map_or(end_ms, |next| next.at);
        let spent = (until - change.at).max(0);
        match change.state {
            RequestState::WaitingVendor => turns.vendors_ms += spent,
            RequestState::WaitingOthers => turns.others_ms += spent,
            state if !state.is_closing() => turns.ours_ms += spent,
            _ => {}
        }
    }
    turns
}
