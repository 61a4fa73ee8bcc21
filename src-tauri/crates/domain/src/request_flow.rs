//! Which way a request may go. Checked when somebody acts, never when logs are merged or history imported.

use crate::facts::InstantMs;
use crate::words::RequestState::{
    self, DeclinedClinic, DeclinedVendor, Delivered, InProgress, Merged, NeedsClarifying, New, Reopened,
    Triaged, Verified, WaitingOthers, WaitingVendor, Withdrawn,
};

/// Why a move is not allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoveRefused {
    /// It is in that state already.
    #[error("It is {0} already.")]
    AlreadyThere(RequestState),
    /// A closed request can only be reopened.
    #[error("It is closed. Reopen it first.")]
    Closed,
    /// Only a closed request can be reopened.
    #[error("It is open.")]
    NotClosed,
    /// Nothing becomes new again.
    #[error("A request is new only once.")]
    NewOnlyOnce,
    /// Only what was delivered can be verified.
    #[error("To verify it, it must have been delivered.")]
    NotDelivered,
    /// Nothing closes before the requester was told (DOMAIN §3).
    #[error("To close: the requester must have been told what became of it.")]
    RequesterNotTold,
    /// A refusal needs its reason; the vendor's with the quoted clause.
    #[error("Say why: a declined request keeps its reason.")]
    ReasonMissing,
}

/// What is known about a request when somebody wants to move it.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// Its state now (`reopened` counts as `triaged`).
    pub state: RequestState,
    /// Whether the requester was told what counts there, see [`was_told`].
    pub requester_told: bool,
}

/// Whether the requester was told what counts where a request stands: of its delivery once it is delivered, so not
/// before that; else of anything since it was opened or last reopened. Instants in UTC ms.
#[must_use]
pub fn was_told(state: RequestState, since_ms: InstantMs, told_ms: Option<InstantMs>) -> bool {
    told_ms.is_some_and(|told| state != Delivered || told >= since_ms)
}

/// Whether a request may move to `to`, with or without a reason.
///
/// Merging needs nobody told: the request it goes into stands for it and is told of in its turn.
///
/// # Errors
/// Why not, in words for the person.
pub fn may_move(from: Standing, to: RequestState, has_reason: bool) -> Result<(), MoveRefused> {
    let state = if from.state == Reopened { Triaged } else { from.state };
    if to == state {
        return Err(MoveRefused::AlreadyThere(to));
    }
    match to {
        New => return Err(MoveRefused::NewOnlyOnce),
        Reopened => return if state.is_closing() { Ok(()) } else { Err(MoveRefused::NotClosed) },
        _ if state.is_closing() => return Err(MoveRefused::Closed),
        Verified if state != Delivered => return Err(MoveRefused::NotDelivered),
        DeclinedClinic | DeclinedVendor if !has_reason => return Err(MoveRefused::ReasonMissing),
        NeedsClarifying | Triaged | InProgress | WaitingVendor | WaitingOthers | Delivered | Verified
        | DeclinedClinic | DeclinedVendor | Withdrawn | Merged => {}
    }
    if to.is_closing() && to != Merged && !from.requester_told {
        return Err(MoveRefused::RequesterNotTold);
    }
    Ok(())
}

/// Every move from a standing with the reason against it, if any: the menu of states.
#[must_use]
pub fn moves(from: Standing) -> Vec<(RequestState, Option<MoveRefused>)> {
    RequestState::ALL.iter().map(|to| (*to, may_move(from, *to, true).err())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(state: RequestState, requester_told: bool) -> Standing {
        Standing { state, requester_told }
    }

    #[test]
    fn nothing_closes_before_the_requester_was_told() {
        for to in RequestState::ALL.iter().copied().filter(|s| s.is_closing() && *s != Merged) {
            assert_eq!(
                may_move(standing(Delivered, false), to, true),
                Err(MoveRefused::RequesterNotTold),
                "{to}"
            );
            assert_eq!(may_move(standing(Delivered, true), to, true), Ok(()), "{to}");
        }
    }

    #[test]
    fn telling_before_the_delivery_is_not_telling_of_it() {
        assert!(was_told(InProgress, 10, Some(5)), "of whatever there was to tell");
        assert!(!was_told(Delivered, 10, Some(9)));
        assert!(was_told(Delivered, 10, Some(10)), "the same instant: what came by the day alone");
        assert!(!was_told(Delivered, 10, None) && !was_told(New, 10, None));
    }

    #[test]
    fn a_merge_needs_nobody_told() {
        assert_eq!(may_move(standing(New, false), Merged, false), Ok(()));
    }

    #[test]
    fn only_what_was_delivered_is_verified() {
        assert_eq!(may_move(standing(InProgress, true), Verified, false), Err(MoveRefused::NotDelivered));
    }

    #[test]
    fn a_closed_request_can_only_be_reopened() {
        for state in RequestState::ALL.iter().copied().filter(|s| s.is_closing()) {
            for to in RequestState::ALL.iter().copied().filter(|to| *to != state) {
                let expected = match to {
                    Reopened => Ok(()),
                    New => Err(MoveRefused::NewOnlyOnce),
                    _ => Err(MoveRefused::Closed),
                };
                assert_eq!(may_move(standing(state, true), to, true), expected, "{state} to {to}");
            }
        }
    }

    #[test]
    fn an_open_request_is_not_reopened_and_nothing_becomes_new_again() {
        assert_eq!(may_move(standing(Triaged, true), Reopened, true), Err(MoveRefused::NotClosed));
        assert_eq!(may_move(standing(Triaged, true), New, true), Err(MoveRefused::NewOnlyOnce));
    }

    #[test]
    fn a_refusal_keeps_its_reason() {
        assert_eq!(may_move(standing(Triaged, true), DeclinedVendor, false), Err(MoveRefused::ReasonMissing));
    }

    #[test]
    fn clarifying_goes_both_ways() {
        assert_eq!(may_move(standing(NeedsClarifying, false), Triaged, false), Ok(()));
        assert_eq!(may_move(standing(Triaged, false), NeedsClarifying, false), Ok(()));
        assert_eq!(
            may_move(standing(Reopened, false), Triaged, false),
            Err(MoveRefused::AlreadyThere(Triaged))
        );
    }
}
