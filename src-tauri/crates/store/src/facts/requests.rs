//! Requests with everything dated that happened to them.

use keepalive_domain::facts::{Chase, Promise, Request, RequestFact, StateChange};
use keepalive_domain::minutes::Minutes;
use keepalive_domain::words::{Clock, RequestFactKind, RequestKind, RequestState, Route};
use rusqlite::{Connection, Row};

use super::rows::{AS_LISTED, Positions, each_row, get, id, word};
use crate::error::Result;

/// All of them, as listed.
pub(super) fn requests(conn: &Connection, systems: &Positions) -> Result<(Vec<Request>, Positions)> {
    let (mut list, mut positions) = (Vec::new(), Positions::default());
    let sql = format!(
        "SELECT t.no, e.id, t.key, t.kind, t.route, t.system, a.key AS area, t.safety IS 1 AS safety,
                (t.owner IS NOT NULL OR t.owner_text IS NOT NULL) AS has_owner,
                (t.vendor_contact IS NOT NULL OR t.vendor_contact_text IS NOT NULL) AS has_vendor_contact
           FROM request t JOIN entity e ON e.no = t.no LEFT JOIN area a ON a.no = t.area AND a.deleted IS NOT 1
          WHERE t.deleted IS NOT 1 AND t.kind IS NOT NULL ORDER BY {AS_LISTED}"
    );
    each_row(conn, &sql, [], |row| {
        let Some(kind) = word(row, "kind", RequestKind::from_word)? else { return Ok(()) };
        list.push(Request {
            key: get::<Option<String>>(row, "key")?.unwrap_or_default(),
            kind,
            route: word(row, "route", Route::from_word)?,
            system: systems.at(get(row, "system")?),
            area: get(row, "area")?,
            has_owner: get(row, "has_owner")?,
            has_vendor_contact: get(row, "has_vendor_contact")?,
            safety: get(row, "safety")?,
            states: Vec::new(),
            facts: Vec::new(),
            promises: Vec::new(),
            chases: Vec::new(),
        });
        positions.push(get(row, "no")?, id(row, "id")?);
        Ok(())
    })?;
    children(conn, &mut list, &positions)?;
    Ok((list, positions))
}

/// What happened to them.
fn children(conn: &Connection, list: &mut [Request], positions: &Positions) -> Result<()> {
    each_child(conn, "request_state", "t.at, t.state, t.\"into\"", "t.at IS NOT NULL", |row| {
        if let (Some(at), Some(state)) =
            (parent(row, positions)?, word(row, "state", RequestState::from_word)?)
        {
            let into = positions.at(get(row, "into")?);
            list[at].states.push(StateChange { at: get(row, "at")?, state, into });
        }
        Ok(())
    })?;
    each_child(conn, "request_fact", "t.at, t.fact", "t.at IS NOT NULL", |row| {
        if let (Some(at), Some(fact)) =
            (parent(row, positions)?, word(row, "fact", RequestFactKind::from_word)?)
        {
            list[at].facts.push(RequestFact { at: get(row, "at")?, fact });
        }
        Ok(())
    })?;
    let dated = "t.made_on IS NOT NULL AND t.due_on IS NOT NULL";
    each_child(conn, "promise", "t.clock, t.made_on, t.due_on", dated, |row| {
        if let (Some(at), Some(clock)) = (parent(row, positions)?, word(row, "clock", Clock::from_word)?) {
            let (made_on, due_on) = (get(row, "made_on")?, get(row, "due_on")?);
            list[at].promises.push(Promise { clock, made_on, due_on });
        }
        Ok(())
    })?;
    each_child(conn, "chase", "t.at, t.minutes", "t.at IS NOT NULL", |row| {
        // A chase without minutes was still a chase: it counts as one and costs nothing known.
        let minutes =
            get::<Option<f64>>(row, "minutes")?.and_then(Minutes::from_f64).unwrap_or(Minutes::ZERO);
        if let Some(at) = parent(row, positions)? {
            list[at].chases.push(Chase { at: get(row, "at")?, minutes });
        }
        Ok(())
    })
}

/// The rows of a table of children, as listed.
fn each_child(
    conn: &Connection,
    table: &str,
    columns: &str,
    filter: &str,
    each: impl FnMut(&Row<'_>) -> Result<()>,
) -> Result<()> {
    let sql = format!(
        "SELECT t.request, {columns} FROM {table} t JOIN entity e ON e.no = t.no
          WHERE t.deleted IS NOT 1 AND {filter} ORDER BY {AS_LISTED}"
    );
    each_row(conn, &sql, [], each)
}

fn parent(row: &Row<'_>, positions: &Positions) -> Result<Option<usize>> {
    Ok(positions.at(get(row, "request")?))
}
