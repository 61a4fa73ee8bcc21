//! Columns of a request that follow from its states, facts, promises, voices and links.

use keepalive_domain::words::{Clock, RequestFactKind, RequestState};
use rusqlite::{Connection, params};

use crate::entity::EntityNo;
use crate::error::Result;

/// Where a request stands, walked from its states in order (TABLES A10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Standing {
    state: Option<RequestState>,
    state_at: Option<i64>,
    opened_at: Option<i64>,
    closed_at: Option<i64>,
    waiting_since: Option<i64>,
    /// Its first state, or its last reopening.
    open_since: Option<i64>,
}

impl Standing {
    /// Walks states that are ordered by instant, then as listed.
    fn after(states: impl IntoIterator<Item = (i64, RequestState)>) -> Self {
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

/// The promise that says when the fix comes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct FixPromise {
    first_due: Option<String>,
    latest_due: Option<String>,
    /// Re-promises due later than the one before (TABLES A22).
    slips: i64,
}

impl FixPromise {
    /// From due days ordered by the day they were promised, then as listed.
    fn from(due_days: &[String]) -> Self {
        Self {
            first_due: due_days.first().cloned(),
            latest_due: due_days.last().cloned(),
            slips: due_days.windows(2).map(|pair| i64::from(pair[1] > pair[0])).sum(),
        }
    }
}

/// Derives the columns of every request.
pub(super) fn derive_all(conn: &Connection) -> Result<()> {
    let numbers: Vec<EntityNo> =
        conn.prepare("SELECT no FROM request")?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    numbers.into_iter().try_for_each(|no| derive(conn, no))
}

/// Derives the columns of one request.
pub(super) fn derive(conn: &Connection, no: EntityNo) -> Result<()> {
    let standing = Standing::after(states(conn, no)?);
    let mut promises = due_days(conn, no, Clock::Fix)?;
    if promises.is_empty() {
        promises = due_days(conn, no, Clock::Delivery)?;
    }
    let fix = FixPromise::from(&promises);
    conn.prepare_cached(
        "UPDATE request SET state = ?2, state_at = ?3, opened_at = ?4, closed_at = ?5, waiting_since = ?6,
             fix_due = ?7, fix_due_latest = ?8, fix_slips = ?9,
             told_at = (SELECT max(f.at) FROM request_fact f
                         WHERE f.request = ?1 AND f.deleted IS NOT 1 AND f.fact = ?10 AND f.at >= ifnull(?11, f.at)),
             voices = (SELECT count(*) FROM voice v WHERE v.item = ?1 AND v.deleted IS NOT 1),
             links = (SELECT count(*) FROM link l WHERE l.request = ?1 AND l.deleted IS NOT 1)
          WHERE no = ?1",
    )?
    .execute(params![
        no,
        standing.state.map(RequestState::word),
        standing.state_at,
        standing.opened_at,
        standing.closed_at,
        standing.waiting_since,
        fix.first_due,
        fix.latest_due,
        fix.slips,
        RequestFactKind::ToldRequester.word(),
        standing.open_since,
    ])?;
    Ok(())
}

/// The workarounds a request is linked to, also by a link taken out: their open links may count otherwise now.
pub(super) fn linked(conn: &Connection, no: EntityNo) -> Result<Vec<EntityNo>> {
    let mut statement =
        conn.prepare_cached("SELECT workaround FROM link WHERE request = ? AND workaround IS NOT NULL")?;
    Ok(statement.query_map([no], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

fn states(conn: &Connection, no: EntityNo) -> Result<Vec<(i64, RequestState)>> {
    let mut statement = conn.prepare_cached(
        "SELECT s.at, s.state FROM request_state s JOIN entity e ON e.no = s.no
          WHERE s.request = ? AND s.deleted IS NOT 1 AND s.at IS NOT NULL AND s.state IS NOT NULL
          ORDER BY s.at, s.listed IS NULL, s.listed, e.id",
    )?;
    let mut rows = statement.query([no])?;
    let mut states = Vec::new();
    while let Some(row) = rows.next()? {
        let word = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        // Words of a newer version never reach the column.
        if let Some(state) = RequestState::from_word(word) {
            states.push((row.get(0)?, state));
        }
    }
    Ok(states)
}

fn due_days(conn: &Connection, no: EntityNo, clock: Clock) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT p.due_on FROM promise p JOIN entity e ON e.no = p.no
          WHERE p.request = ? AND p.clock = ? AND p.deleted IS NOT 1
            AND p.made_on IS NOT NULL AND p.due_on IS NOT NULL
          ORDER BY p.made_on, p.listed IS NULL, p.listed, e.id",
    )?;
    Ok(statement.query_map(params![no, clock.word()], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use RequestState::{Delivered, New, Reopened, Triaged, Verified, WaitingOthers, WaitingVendor};

    #[test]
    fn after_closing_everything_before_the_next_reopening_is_ignored() {
        let standing =
            Standing::after([(1, New), (5, Verified), (6, WaitingVendor), (9, Reopened), (12, WaitingVendor)]);
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

    #[test]
    fn a_slip_is_a_promise_due_later_than_the_one_before() {
        let due = ["2026-03-01", "2026-04-01", "2026-03-15", "2026-05-01"].map(str::to_owned);
        let fix = FixPromise::from(&due);
        assert_eq!(fix.slips, 2);
        assert_eq!((fix.first_due.as_deref(), fix.latest_due.as_deref()), (Some("2026-03-01"), Some("2026-05-01")));
    }
}
