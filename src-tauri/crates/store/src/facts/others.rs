//! Systems, links, voices, questions and events.

use std::collections::HashMap;

use keepalive_domain::facts::{Event, Item, Link, Question, System, Voice};
use keepalive_domain::ids::EntityId;
use keepalive_domain::words::{AnsweredIn, EventKind};
use rusqlite::Connection;

use super::rows::{AS_LISTED, Positions, each_row, get, id, word};
use crate::entity::EntityNo;
use crate::error::Result;

/// EHR deployments, as listed.
pub(super) fn systems(conn: &Connection) -> Result<(Vec<System>, Positions)> {
    let (mut list, mut positions) = (Vec::new(), Positions::default());
    let sql = format!(
        "SELECT t.no, e.id, t.key, t.vendor, t.go_live, t.retired FROM system t JOIN entity e ON e.no = t.no
          WHERE t.deleted IS NOT 1 AND t.go_live IS NOT NULL ORDER BY {AS_LISTED}"
    );
    each_row(conn, &sql, [], |row| {
        list.push(System {
            key: get::<Option<String>>(row, "key")?.unwrap_or_default(),
            vendor: get::<Option<String>>(row, "vendor")?.unwrap_or_default(),
            go_live: get(row, "go_live")?,
            retired: get(row, "retired")?,
        });
        positions.push(get(row, "no")?, id(row, "id")?);
        Ok(())
    })?;
    Ok((list, positions))
}

/// Which request is meant to end which workaround.
pub(super) fn links(conn: &Connection, requests: &Positions, workarounds: &Positions) -> Result<Vec<Link>> {
    let mut list = Vec::new();
    let sql = format!(
        "SELECT t.request, t.workaround FROM link t JOIN entity e ON e.no = t.no
          WHERE t.deleted IS NOT 1 ORDER BY {AS_LISTED}"
    );
    each_row(conn, &sql, [], |row| {
        let ends = (requests.at(get(row, "request")?), workarounds.at(get(row, "workaround")?));
        if let (Some(request), Some(workaround)) = ends {
            list.push(Link { request, workaround });
        }
        Ok(())
    })?;
    Ok(list)
}

/// "Me too"; a person as key where one is known, else as written.
pub(super) fn voices(conn: &Connection, requests: &Positions, workarounds: &Positions) -> Result<Vec<Voice>> {
    let mut list = Vec::new();
    let sql = format!(
        "SELECT t.item, ifnull(p.key, t.person_text) AS person, t.at
           FROM voice t JOIN entity e ON e.no = t.no LEFT JOIN person p ON p.no = t.person
          WHERE t.deleted IS NOT 1 AND t.at IS NOT NULL ORDER BY {AS_LISTED}"
    );
    each_row(conn, &sql, [], |row| {
        let no = get(row, "item")?;
        let request = requests.at(no).map(Item::Request);
        if let Some(item) = request.or_else(|| workarounds.at(no).map(Item::Workaround)) {
            let person = get::<Option<String>>(row, "person")?.unwrap_or_default();
            list.push(Voice { item, person, at: get(row, "at")? });
        }
        Ok(())
    })?;
    Ok(list)
}

/// Links and voices where the lists of requests and workarounds are known by identity alone. The requests come first
/// where both could be meant, as in [`voices`].
pub(super) fn links_and_voices(
    conn: &Connection,
    requests: &[EntityId],
    workarounds: &[EntityId],
) -> Result<(Vec<Link>, Vec<Voice>)> {
    let named = "SELECT e.no, e.id FROM entity e WHERE e.no IN (SELECT request FROM link UNION
                   SELECT workaround FROM link UNION SELECT item FROM voice)";
    let mut nos = HashMap::new();
    each_row(conn, named, [], |row| {
        nos.insert(id(row, "id")?, get::<EntityNo>(row, "no")?);
        Ok(())
    })?;
    let (requests, workarounds) =
        (Positions::where_known(requests, &nos), Positions::where_known(workarounds, &nos));
    Ok((links(conn, &requests, &workarounds)?, voices(conn, &requests, &workarounds)?))
}

/// What leadership needs to know, with where it was answered.
pub(super) fn questions(conn: &Connection) -> Result<(Vec<Question>, Positions)> {
    let (mut list, mut positions) = (Vec::new(), Positions::default());
    let sql = format!(
        "SELECT t.no, e.id, t.key FROM question t JOIN entity e ON e.no = t.no
          WHERE t.deleted IS NOT 1 ORDER BY {AS_LISTED}"
    );
    each_row(conn, &sql, [], |row| {
        let key = get::<Option<String>>(row, "key")?.unwrap_or_default();
        list.push(Question { key, answers: Vec::new() });
        positions.push(get(row, "no")?, id(row, "id")?);
        Ok(())
    })?;
    let sql = format!(
        "SELECT t.question, t.\"from\", t.answered_in FROM answer t JOIN entity e ON e.no = t.no
          WHERE t.deleted IS NOT 1 AND t.\"from\" IS NOT NULL ORDER BY {AS_LISTED}"
    );
    each_row(conn, &sql, [], |row| {
        let answered_in = word(row, "answered_in", AnsweredIn::from_word)?;
        if let (Some(at), Some(answered_in)) = (positions.at(get(row, "question")?), answered_in) {
            list[at].answers.push((get(row, "from")?, answered_in));
        }
        Ok(())
    })?;
    Ok((list, positions))
}

/// Changes in the clinic or the EHR.
pub(super) fn events(conn: &Connection) -> Result<Vec<Event>> {
    let mut list = Vec::new();
    let sql = format!(
        "SELECT t.\"on\", t.kind, t.title, t.rebase IS 1 AS rebase FROM event t JOIN entity e ON e.no = t.no
          WHERE t.deleted IS NOT 1 AND t.\"on\" IS NOT NULL ORDER BY {AS_LISTED}"
    );
    each_row(conn, &sql, [], |row| {
        if let Some(kind) = word(row, "kind", EventKind::from_word)? {
            let title = get::<Option<String>>(row, "title")?.unwrap_or_default();
            list.push(Event { on: get(row, "on")?, kind, title, rebase: get(row, "rebase")? });
        }
        Ok(())
    })?;
    Ok(list)
}
