//! Requests with everything dated that happened to them.

use keepalive_domain::facts::{Chase, Promise, Request, RequestFact, StateChange};
use keepalive_domain::ids::EntityId;
use keepalive_domain::minutes::Minutes;
use keepalive_domain::words::{Clock, RequestFactKind, RequestKind, RequestState, Route};
use rusqlite::{Connection, Row};

use super::rows::{AS_LISTED, Positions, each_row, get, id, word};
use crate::apply::entity_id;
use crate::entity::EntityNo;
use crate::error::Result;

const COLUMNS: &str = "t.no, e.id, t.key, t.kind, t.route, t.system, a.key AS area, t.safety IS 1 AS safety,
       (t.owner IS NOT NULL OR t.owner_text IS NOT NULL) AS has_owner,
       (t.vendor_contact IS NOT NULL OR t.vendor_contact_text IS NOT NULL) AS has_vendor_contact
  FROM request t JOIN entity e ON e.no = t.no LEFT JOIN area a ON a.no = t.area AND a.deleted IS NOT 1
 WHERE t.deleted IS NOT 1 AND t.kind IS NOT NULL";

/// All of them, as listed.
pub(super) fn requests(conn: &Connection, systems: &Positions) -> Result<(Vec<Request>, Positions)> {
    let (mut list, mut positions) = (Vec::new(), Positions::default());
    each_row(conn, &format!("SELECT {COLUMNS} ORDER BY {AS_LISTED}"), [], |row| {
        if let Some(request) = read(row, systems)? {
            list.push(request);
            positions.push(get(row, "no")?, id(row, "id")?);
        }
        Ok(())
    })?;
    children(conn, &mut list, &positions, None, |no| Ok(positions.at(Some(no))))?;
    Ok((list, positions))
}

/// One of them; `requests` are the identities that the position of another one points into.
pub(super) fn request(
    conn: &Connection,
    no: EntityNo,
    systems: &Positions,
    requests: &[EntityId],
) -> Result<Option<Request>> {
    let (mut list, mut alone) = (Vec::new(), Positions::default());
    each_row(conn, &format!("SELECT {COLUMNS} AND t.no = ?"), [no], |row| {
        list.extend(read(row, systems)?);
        alone.push(no, id(row, "id")?);
        Ok(())
    })?;
    if list.is_empty() {
        return Ok(None);
    }
    children(conn, &mut list, &alone, Some(no), |into| {
        let id = entity_id(conn, into)?;
        Ok(requests.iter().position(|known| *known == id))
    })?;
    Ok(list.pop())
}

/// Whether another request was merged into this one.
pub(super) fn is_merged_into(conn: &Connection, no: EntityNo) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM request_state WHERE \"into\" = ? AND deleted IS NOT 1)";
    Ok(conn.prepare_cached(sql)?.query_row([no], |row| row.get(0))?)
}

fn read(row: &Row<'_>, systems: &Positions) -> Result<Option<Request>> {
    let Some(kind) = word(row, "kind", RequestKind::from_word)? else { return Ok(None) };
    Ok(Some(Request {
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
    }))
}

/// What happened to them, or to one of them. `position` is where another request stands in the whole list.
fn children(
    conn: &Connection,
    list: &mut [Request],
    positions: &Positions,
    of: Option<EntityNo>,
    position: impl Fn(EntityNo) -> Result<Option<usize>>,
) -> Result<()> {
    each_child(
        conn,
        "request_state",
        "t.at, t.state, t.undated, t.\"into\"",
        "t.at IS NOT NULL",
        of,
        |row| {
            if let (Some(at), Some(state)) =
                (parent(row, positions)?, word(row, "state", RequestState::from_word)?)
            {
                let into = get::<Option<EntityNo>>(row, "into")?.map(&position).transpose()?.flatten();
                let undated = get::<Option<bool>>(row, "undated")?.unwrap_or_default();
                list[at].states.push(StateChange { at: get(row, "at")?, state, undated, into });
            }
            Ok(())
        },
    )?;
    each_child(conn, "request_fact", "t.at, t.fact", "t.at IS NOT NULL", of, |row| {
        if let (Some(at), Some(fact)) =
            (parent(row, positions)?, word(row, "fact", RequestFactKind::from_word)?)
        {
            list[at].facts.push(RequestFact { at: get(row, "at")?, fact });
        }
        Ok(())
    })?;
    let dated = "t.made_on IS NOT NULL AND t.due_on IS NOT NULL";
    each_child(conn, "promise", "t.clock, t.made_on, t.due_on", dated, of, |row| {
        if let (Some(at), Some(clock)) = (parent(row, positions)?, word(row, "clock", Clock::from_word)?) {
            let (made_on, due_on) = (get(row, "made_on")?, get(row, "due_on")?);
            list[at].promises.push(Promise { clock, made_on, due_on });
        }
        Ok(())
    })?;
    each_child(conn, "chase", "t.at, t.minutes", "t.at IS NOT NULL", of, |row| {
        // A chase without minutes was still a chase: it counts as one and costs nothing known.
        let minutes =
            get::<Option<f64>>(row, "minutes")?.and_then(Minutes::from_f64).unwrap_or(Minutes::ZERO);
        if let Some(at) = parent(row, positions)? {
            list[at].chases.push(Chase { at: get(row, "at")?, minutes });
        }
        Ok(())
    })
}

/// The rows of a table of children, or those of one request, as listed.
fn each_child(
    conn: &Connection,
    table: &str,
    columns: &str,
    filter: &str,
    of: Option<EntityNo>,
    each: impl FnMut(&Row<'_>) -> Result<()>,
) -> Result<()> {
    let which = if of.is_some() { " AND t.request = ?" } else { "" };
    let sql = format!(
        "SELECT t.request, {columns} FROM {table} t JOIN entity e ON e.no = t.no
          WHERE t.deleted IS NOT 1 AND {filter}{which} ORDER BY {AS_LISTED}"
    );
    each_row(conn, &sql, rusqlite::params_from_iter(of), each)
}

fn parent(row: &Row<'_>, positions: &Positions) -> Result<Option<usize>> {
    Ok(positions.at(get(row, "request")?))
}
