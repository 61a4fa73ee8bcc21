//! Columns of a request that follow from its states, facts, promises, voices and links.

use std::collections::{BTreeSet, HashMap};

use keepalive_domain::words::{Clock, RequestFactKind, RequestState};
use rusqlite::{Connection, OptionalExtension, Row, ToSql};

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

/// Where reading all children at once beats asking for those of each request.
const MANY: usize = 500;

/// Derives the columns of every request.
pub(super) fn derive_all(conn: &Connection) -> Result<()> {
    let children = Children::load(conn, None)?;
    let numbers: Vec<EntityNo> = conn
        .prepare("SELECT no FROM request")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    numbers.into_iter().try_for_each(|no| children.keep(conn, no))
}

/// Derives the columns of these requests.
pub(super) fn derive(conn: &Connection, requests: &BTreeSet<EntityNo>) -> Result<()> {
    if are_many(conn, requests)? {
        let children = Children::load(conn, None)?;
        return requests.iter().try_for_each(|no| children.keep(conn, *no));
    }
    requests.iter().try_for_each(|no| Children::load(conn, Some(*no))?.keep(conn, *no))
}

/// The workarounds that requests are linked to, also by a link taken out: their open links may count otherwise now.
/// For many requests all linked workarounds.
pub(super) fn linked(conn: &Connection, requests: &BTreeSet<EntityNo>) -> Result<BTreeSet<EntityNo>> {
    let mut workarounds = BTreeSet::new();
    if are_many(conn, requests)? {
        let mut statement =
            conn.prepare("SELECT DISTINCT workaround FROM link WHERE workaround IS NOT NULL")?;
        for no in statement.query_map([], |row| row.get(0))? {
            workarounds.insert(no?);
        }
        return Ok(workarounds);
    }
    let mut statement =
        conn.prepare_cached("SELECT workaround FROM link WHERE request = ? AND workaround IS NOT NULL")?;
    for request in requests {
        for no in statement.query_map([request], |row| row.get(0))? {
            workarounds.insert(no?);
        }
    }
    Ok(workarounds)
}

/// Whether these are so many of all requests that whole tables are read.
fn are_many(conn: &Connection, requests: &BTreeSet<EntityNo>) -> Result<bool> {
    if requests.len() < MANY {
        return Ok(false);
    }
    let all: i64 = conn.query_row("SELECT count(*) FROM request", [], |row| row.get(0))?;
    Ok(i64::try_from(requests.len()).is_ok_and(|many| many * 8 > all))
}

/// What happened to requests, in the order that counts.
#[derive(Default)]
struct Children {
    states: HashMap<EntityNo, Vec<(i64, RequestState)>>,
    fix_due: HashMap<EntityNo, Vec<String>>,
    delivery_due: HashMap<EntityNo, Vec<String>>,
    told: HashMap<EntityNo, Vec<i64>>,
    voices: HashMap<EntityNo, i64>,
    links: HashMap<EntityNo, i64>,
}

impl Children {
    /// Of one request, or of all.
    fn load(conn: &Connection, of: Option<EntityNo>) -> Result<Self> {
        let mut children = Self::default();
        let order = "x.listed IS NULL, x.listed, e.id";
        each(conn, "request_state", "request", "x.at, x.state", &format!("x.at, {order}"), of, |no, row| {
            // Words of a newer version never reach the column.
            if let (Some(at), Some(word)) = (row.get(1)?, row.get_ref(2)?.as_str_or_null()?)
                && let Some(state) = RequestState::from_word(word)
            {
                children.states.entry(no).or_default().push((at, state));
            }
            Ok(())
        })?;
        let columns = "x.clock, x.due_on, x.made_on";
        each(conn, "promise", "request", columns, &format!("x.made_on, {order}"), of, |no, row| {
            let clock = row.get_ref(1)?.as_str_or_null()?.and_then(Clock::from_word);
            let due = match clock {
                Some(Clock::Fix) => &mut children.fix_due,
                Some(Clock::Delivery) => &mut children.delivery_due,
                _ => return Ok(()),
            };
            if let (Some(due_on), Some(_)) = (row.get(2)?, row.get::<_, Option<String>>(3)?) {
                due.entry(no).or_default().push(due_on);
            }
            Ok(())
        })?;
        each(conn, "request_fact", "request", "x.at, x.fact", "x.at", of, |no, row| {
            let told = row.get_ref(2)?.as_str_or_null()? == Some(RequestFactKind::ToldRequester.word());
            if let (Some(at), true) = (row.get(1)?, told) {
                children.told.entry(no).or_default().push(at);
            }
            Ok(())
        })?;
        each(conn, "voice", "item", "1", "1", of, |no, _| {
            *children.voices.entry(no).or_default() += 1;
            Ok(())
        })?;
        each(conn, "link", "request", "1", "1", of, |no, _| {
            *children.links.entry(no).or_default() += 1;
            Ok(())
        })?;
        Ok(children)
    }

    /// Writes the columns of one request.
    fn keep(&self, conn: &Connection, no: EntityNo) -> Result<()> {
        let standing = Standing::after(self.states.get(&no).into_iter().flatten().copied());
        let due = self.fix_due.get(&no).or_else(|| self.delivery_due.get(&no));
        let fix = FixPromise::from(due.map_or(&[], Vec::as_slice));
        let told = self.told.get(&no).into_iter().flatten().copied();
        let told_at = told.filter(|at| standing.open_since.is_none_or(|since| *at >= since)).max();
        // Whether it is closed stands in the index of every order: where that stays as it is, it is not written.
        let stays_open = standing.closed_at.is_none()
            && conn
                .prepare_cached("SELECT closed_at IS NULL FROM request WHERE no = ?")?
                .query_row([no], |row| row.get(0))
                .optional()?
                .unwrap_or(false);
        let closed = if stays_open { "" } else { "closed_at = ?12, " };
        let mut statement = conn.prepare_cached(&format!(
            "UPDATE request SET {closed}state = ?2, state_at = ?3, opened_at = ?4, waiting_since = ?5,
                 fix_due = ?6, fix_due_latest = ?7, fix_slips = ?8, told_at = ?9, voices = ?10, links = ?11
              WHERE no = ?1"
        ))?;
        let mut params: Vec<&dyn ToSql> = Vec::with_capacity(12);
        let (state, voices, links) = (
            standing.state.map(RequestState::word),
            self.voices.get(&no).unwrap_or(&0),
            self.links.get(&no).unwrap_or(&0),
        );
        params.extend([&no as &dyn ToSql, &state, &standing.state_at, &standing.opened_at]);
        params.extend([&standing.waiting_since as &dyn ToSql, &fix.first_due, &fix.latest_due, &fix.slips]);
        params.extend([&told_at as &dyn ToSql, voices, links]);
        if !stays_open {
            params.push(&standing.closed_at);
        }
        statement.execute(&params[..])?;
        Ok(())
    }
}

/// Gives the rows of a table of children that are not deleted, with their parent's number.
fn each(
    conn: &Connection,
    table: &str,
    parent: &str,
    columns: &str,
    order: &str,
    of: Option<EntityNo>,
    mut each: impl FnMut(EntityNo, &Row<'_>) -> rusqlite::Result<()>,
) -> Result<()> {
    let which = if of.is_some() { "= ?" } else { "IS NOT NULL" };
    let mut statement = conn.prepare_cached(&format!(
        "SELECT x.{parent}, {columns} FROM {table} x JOIN entity e ON e.no = x.no
          WHERE x.{parent} {which} AND x.deleted IS NOT 1 ORDER BY {order}"
    ))?;
    let mut rows = statement.query(rusqlite::params_from_iter(of))?;
    while let Some(row) = rows.next()? {
        each(row.get(0)?, row)?;
    }
    Ok(())
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

    #[test]
    fn a_slip_is_a_promise_due_later_than_the_one_before() {
        let due = ["2026-03-01", "2026-04-01", "2026-03-15", "2026-05-01"].map(str::to_owned);
        let fix = FixPromise::from(&due);
        assert_eq!(fix.slips, 2);
        assert_eq!(
            (fix.first_due.as_deref(), fix.latest_due.as_deref()),
            (Some("2026-03-01"), Some("2026-05-01"))
        );
    }
}
