//! The record reduced to facts (`keepalive_domain::facts`): what figures are computed from.
//!
//! Rows come as listed: imported ones in file order, then typed ones in the order of typing. Deleted things are
//! left out, and so are rows that lack what every figure needs (a workaround without a first day, a state without
//! an instant).

mod occurrences;
mod others;
mod people;
mod requests;
mod rows;
mod workarounds;

use keepalive_domain::facts::{Facts, Link, Request, Voice, Workaround};
use keepalive_domain::ids::EntityId;
use rusqlite::Connection;

use crate::derive;
use crate::entity::EntityNo;
use crate::error::Result;
use rows::Positions;

/// The facts with the identities behind their positions, for caches that follow single things.
#[derive(Debug, Clone, PartialEq)]
pub struct ClinicFacts {
    /// The facts.
    pub facts: Facts,
    /// Identities of `facts.systems`, by position.
    pub systems: Vec<EntityId>,
    /// Identities of `facts.people`, by position.
    pub people: Vec<EntityId>,
    /// Identities of `facts.workarounds`, by position.
    pub workarounds: Vec<EntityId>,
    /// Identities of `facts.requests`, by position.
    pub requests: Vec<EntityId>,
    /// Identities of `facts.questions`, by position.
    pub questions: Vec<EntityId>,
}

/// Loads the whole record.
pub(crate) fn load(conn: &Connection) -> Result<ClinicFacts> {
    let (systems, system_at) = others::systems(conn)?;
    let (people, person_at) = people::people(conn)?;
    let (workarounds, workaround_at) = workarounds::workarounds(conn, &system_at)?;
    let (requests, request_at) = requests::requests(conn, &system_at)?;
    let (questions, question_at) = others::questions(conn)?;
    let facts = Facts {
        zone: derive::clinic_zone(conn)?,
        thresholds: derive::clinic_thresholds(conn)?,
        systems,
        people,
        workarounds,
        requests,
        links: others::links(conn, &request_at, &workaround_at)?,
        voices: others::voices(conn, &request_at, &workaround_at)?,
        questions,
        pulse: people::pulse(conn, &person_at)?,
        events: others::events(conn)?,
    };
    Ok(ClinicFacts {
        facts,
        systems: system_at.ids,
        people: person_at.ids,
        workarounds: workaround_at.ids,
        requests: request_at.ids,
        questions: question_at.ids,
    })
}

/// Loads one workaround.
pub(crate) fn load_workaround(
    conn: &Connection,
    no: EntityNo,
    systems: &[EntityId],
) -> Result<Option<Workaround>> {
    workarounds::workaround(conn, no, &Positions::of(conn, systems)?)
}

/// Loads one request.
pub(crate) fn load_request(
    conn: &Connection,
    no: EntityNo,
    systems: &[EntityId],
    requests: &[EntityId],
) -> Result<Option<Request>> {
    requests::request(conn, no, &Positions::of(conn, systems)?, requests)
}

/// Whether another request was merged into this one.
pub(crate) fn is_merged_into(conn: &Connection, no: EntityNo) -> Result<bool> {
    requests::is_merged_into(conn, no)
}

/// Loads what ties requests, workarounds and people: links and voices.
pub(crate) fn load_ties(
    conn: &Connection,
    requests: &[EntityId],
    workarounds: &[EntityId],
) -> Result<(Vec<Link>, Vec<Voice>)> {
    others::links_and_voices(conn, requests, workarounds)
}
