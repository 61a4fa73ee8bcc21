//! Workarounds with their estimates and occurrences.

use keepalive_domain::facts::{Estimate, Workaround};
use keepalive_domain::words::{Basis, Break};
use rusqlite::{Connection, Params, Row};

use super::occurrences;
use super::rows::{AS_LISTED, Positions, each_row, get, id, word};
use crate::entity::EntityNo;
use crate::error::Result;

const COLUMNS: &str =
    "t.no, e.id, t.key, t.\"break\", t.system, a.key AS area, t.started, t.ended, t.accepted_on
  FROM workaround t JOIN entity e ON e.no = t.no LEFT JOIN area a ON a.no = t.area AND a.deleted IS NOT 1
 WHERE t.deleted IS NOT 1 AND t.started IS NOT NULL AND t.\"break\" IS NOT NULL";

const ESTIMATES: &str =
    "t.workaround, t.\"from\", t.people, t.uses_per_person_per_week, t.minutes_per_use, t.basis
  FROM estimate t JOIN entity e ON e.no = t.no
 WHERE t.deleted IS NOT 1 AND t.workaround IS NOT NULL AND t.\"from\" IS NOT NULL AND t.people IS NOT NULL
   AND t.uses_per_person_per_week IS NOT NULL AND t.minutes_per_use IS NOT NULL AND t.basis IS NOT NULL";

/// All of them, as listed.
pub(super) fn workarounds(conn: &Connection, systems: &Positions) -> Result<(Vec<Workaround>, Positions)> {
    let (mut list, mut positions) = (Vec::new(), Positions::default());
    each_row(conn, &format!("SELECT {COLUMNS} ORDER BY {AS_LISTED}"), [], |row| {
        if let Some(workaround) = read(row, systems)? {
            list.push(workaround);
            positions.push(get(row, "no")?, id(row, "id")?);
        }
        Ok(())
    })?;
    estimates(conn, &format!("SELECT {ESTIMATES} ORDER BY {AS_LISTED}"), [], |no, estimate| {
        if let Some(at) = positions.at(Some(no)) {
            list[at].estimates.push(estimate);
        }
    })?;
    // Cells come workaround by workaround, so each list is taken out of its place once.
    let mut cells: Vec<_> = list.iter_mut().map(|workaround| Some(&mut workaround.occurrences)).collect();
    let mut current: Option<(EntityNo, Option<&mut Vec<_>>)> = None;
    occurrences::each(conn, |no, month, bytes| {
        if current.as_ref().is_none_or(|(at, _)| *at != no) {
            current = Some((no, positions.at(Some(no)).and_then(|at| cells[at].take())));
        }
        match &mut current {
            Some((_, Some(list))) => occurrences::month_cells(list, month, bytes),
            _ => Ok(()),
        }
    })?;
    Ok((list, positions))
}

/// One of them.
pub(super) fn workaround(conn: &Connection, no: EntityNo, systems: &Positions) -> Result<Option<Workaround>> {
    let mut found = None;
    each_row(conn, &format!("SELECT {COLUMNS} AND t.no = ?"), [no], |row| {
        found = read(row, systems)?;
        Ok(())
    })?;
    let Some(mut workaround) = found else { return Ok(None) };
    let sql = format!("SELECT {ESTIMATES} AND t.workaround = ? ORDER BY {AS_LISTED}");
    estimates(conn, &sql, [no], |_, estimate| workaround.estimates.push(estimate))?;
    workaround.occurrences = occurrences::of(conn, no)?;
    Ok(Some(workaround))
}

fn read(row: &Row<'_>, systems: &Positions) -> Result<Option<Workaround>> {
    let Some(break_) = word(row, "break", Break::from_word)? else { return Ok(None) };
    Ok(Some(Workaround {
        key: get::<Option<String>>(row, "key")?.unwrap_or_default(),
        break_,
        system: systems.at(get(row, "system")?),
        area: get(row, "area")?,
        started: get(row, "started")?,
        ended: get(row, "ended")?,
        accepted_on: get(row, "accepted_on")?,
        estimates: Vec::new(),
        occurrences: Vec::new(),
    }))
}

fn estimates(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    mut each: impl FnMut(EntityNo, Estimate),
) -> Result<()> {
    each_row(conn, sql, params, |row| {
        if let Some(basis) = word(row, "basis", Basis::from_word)? {
            let estimate = Estimate {
                from: get(row, "from")?,
                people: get(row, "people")?,
                uses_per_person_per_week: get(row, "uses_per_person_per_week")?,
                minutes_per_use: get(row, "minutes_per_use")?,
                basis,
            };
            each(get(row, "workaround")?, estimate);
        }
        Ok(())
    })
}
