//! Where a request stands after its states.

use keepalive_domain::words::RequestState;
use rusqlite::types::{ToSqlOutput, ValueRef};

/// Where a request stands, walked from its states in order (TABLES A10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Standing {
    pub(super) state: Option<RequestState>,
    pub(super) state_at: Option<i64>,
    pub(super) opened_at: Option<i64>,
    pub(super) closed_at: Option<i64>,
    pub(super) waiting_since: Option<i64>,
    /// Its first state, or its last reopening.
    pub(super) open_since: Option<i64>,
}

impl Standing {
    /// The columns that hold it.
    pub(crate) const COLUMNS: &'static [&'static str] =
        &["state", "state_at", "opened_at", "closed_at", "waiting_since"];

    /// What they hold, in the same order.
    pub(crate) fn values(&self) -> [ToSqlOutput<'static>; 5] {
        let word = self.state.map(|state| ToSqlOutput::Borrowed(state.word().into()));
        let [state_at, opened_at, closed_at, waiting_since] =
            [self.state_at, self.opened_at, self.closed_at, self.waiting_since]
                .map(|at| at.map_or(ToSqlOutput::Borrowed(ValueRef::Null), Into::into));
        let state = word.unwrap_or(ToSqlOutput::Borrowed(ValueRef::Null));
        [state, state_at, opened_at, closed_at, waiting_since]
    }

    /// Walks states that are ordered by instant, then as listed.
    pub(crate) fn after(states: impl IntoIterator<Item = (i64, RequestState)>) -> Self {
        let mut standing = Self::default();
        for (at, state) in states {
            standing.step(at, state);
        }
        standing
    }

    fn step(&mut self, at: i64, state: RequestState) {
        if self.closed_at.is_some() && state != RequestState::Reopened {
            return;
        }
        if self.opened_at.is_none() || self.closed_at.take().is_some() {
            self.open_since = Some(at);
        }
        self.opened_at.get_or_insert(at);
        let state = if state == RequestState::Reopened { RequestState::Triaged } else { state };
        if self.state != Some(state) {
            self.state = Some(state);
            self.state_at = Some(at);
        }
        self.waiting_since = match state {
            RequestState::WaitingVendor | RequestState::WaitingOthers => self.waiting_since.or(Some(at)),
            _ => None,
        };
        self.closed_at = state.is_closing().then_some(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use RequestState::{Delivered, New, Reopened, Triaged, Verified, WaitingOthers, WaitingVendor};

    #[test]
    fn after_closing_everything_before_the_next_reopening_is_ignored() {
        let standing = Standing::after([
            (1, New),
            (5, Verified),
            (6, WaitingVendor),
            (9, Reopened),
            (12, WaitingVendor),
        ]);
        assert_eq!(standing.state, Some(WaitingVendor));
        assert_eq!((standing.opened_at, standing.open_since), (Some(1), Some(9)));
        assert_eq!((standing.closed_at, standing.waiting_since), (None, Some(12)));
    }

    #[test]
    fn reopened_reads_as_triaged() {
        let standing = Standing::after([(1, New), (5, Verified), (9, Reopened)]);
        assert_eq!((standing.state, standing.state_at), (Some(Triaged), Some(9)));
    }

    #[test]
    fn waiting_on_one_then_another_is_one_wait() {
        let standing = Standing::after([(1, New), (2, WaitingVendor), (3, WaitingOthers)]);
        assert_eq!((standing.waiting_since, standing.state_at), (Some(2), Some(3)));
        assert_eq!(Standing::after([(1, New), (2, WaitingVendor), (3, Delivered)]).waiting_since, None);
    }
}
