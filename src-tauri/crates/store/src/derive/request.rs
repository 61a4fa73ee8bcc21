//! Columns of a request that follow from its states, facts, promises, voices and links.

use std::collections::{BTreeSet, HashMap};

use keepalive_domain::words::{Clock, RequestFactKind, RequestState};
use rusqlite::{Connection, OptionalExtension, Row, ToSql};

use super::Standing;
use crate::entity::EntityNo;
use crate::error::Result;

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
        let (with, without): (BTreeSet<EntityNo>, BTreeSet<EntityNo>) =
            requests.iter().partition(|no| children.has_any_of(**no));
        keep_nothing(conn, &without)?;
        return with.iter().try_for_each(|no| children.keep(conn, *no));
    }
    requests.iter().try_for_each(|no| Children::load(conn, Some(*no))?.keep(conn, *no))
}

/// Writes the columns of requests without children: those that stand beside each other in their table at once.
fn keep_nothing(conn: &Connection, requests: &BTreeSet<EntityNo>) -> Result<()> {
    let (Some(first), Some(last)) = (requests.first(), requests.last()) else { return Ok(()) };
    let mut runs: Vec<(EntityNo, EntityNo)> = Vec::new();
    let mut goes_on = false;
    let mut statement = conn.prepare_cached("SELECT no FROM request WHERE no BETWEEN ? AND ? ORDER BY no")?;
    for no in statement.query_map([first, last], |row| row.get(0))? {
        let no: EntityNo = no?;
        let is_one = requests.contains(&no);
        match runs.last_mut().filter(|_| goes_on && is_one) {
            Some((_, end)) => *end = no,
            None if is_one => runs.push((no, no)),
            None => {}
        }
        goes_on = is_one;
    }
    let mut statement = conn.prepare_cached(
        "UPDATE request SET state = NULL, state_at = NULL, opened_at = NULL, closed_at = NULL,
             waiting_since = NULL, fix_due = NULL, fix_due_latest = NULL, fix_slips = 0, told_at = NULL,
             voices = 0, links = 0
          WHERE no BETWEEN ? AND ?",
    )?;
    runs.into_iter().try_for_each(|(first, last)| Ok(statement.execute([first, last]).map(drop)?))
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

    /// Whether there are any of this request.
    fn has_any_of(&self, no: EntityNo) -> bool {
        self.states.contains_key(&no)
            || self.fix_due.contains_key(&no)
            || self.delivery_due.contains_key(&no)
            || self.told.contains_key(&no)
            || self.voices.contains_key(&no)
            || self.links.contains_key(&no)
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
