//! What follows from the rows: columns of requests and workarounds, the rollup, the numbers taken.
//!
//! Applying an op only notes what it made stale; [`flush`] derives it once, however many ops there were. Each
//! derivation is a pure function of the rows, so deriving everything gives the same as deriving what changed.

mod cells;
mod happening;
mod merged;
pub(crate) mod numbers;
mod request;
mod rollup;
mod standing;
mod workaround;
mod zone;

use std::collections::BTreeSet;

use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

pub(crate) use cells::unpack;
pub(crate) use happening::Happening;
pub(crate) use standing::Standing;
pub(crate) use zone::{clinic_thresholds, clinic_zone};

use crate::apply::{Row, Session};
use crate::entity::EntityNo;
use crate::error::Result;
use crate::search;

/// What is stale.
#[derive(Debug, Default)]
pub(crate) struct Dirty {
    /// Everything: a rebuild notes nothing and derives all.
    pub(crate) everything: bool,
    /// Human numbers that were taken.
    pub(crate) numbers: numbers::Taken,
    requests: BTreeSet<EntityNo>,
    /// Requests whose links may count otherwise.
    relinked: BTreeSet<EntityNo>,
    /// Requests that others may count for otherwise, see [`merged`].
    merged: BTreeSet<EntityNo>,
    workarounds: BTreeSet<EntityNo>,
    /// Requests or workarounds.
    items: BTreeSet<EntityNo>,
    /// Workarounds of which the occurrences may be others.
    occurred: BTreeSet<EntityNo>,
    /// Occurrences that came (+1) or went (-1), by workaround.
    occurrences: Vec<(EntityNo, Happening, i64)>,
    /// The clinic's zone may be another one.
    zone: bool,
}

impl Dirty {
    /// Notes what a written row makes stale. `named` says whether something referred to it before.
    pub(crate) fn note(
        &mut self,
        kind: Kind,
        no: EntityNo,
        parents: &[EntityNo],
        row: &Row,
        old: Option<&[Value]>,
        named: bool,
    ) {
        if self.everything {
            return;
        }
        if kind == Kind::Request
            && (row.wrote("safety") || row.wrote("regulatory"))
            && (old.is_some() || named)
        {
            self.merged.insert(no);
        }
        match kind {
            Kind::RequestState | Kind::RequestFact | Kind::Promise => self.requests.extend(parents),
            Kind::Estimate => self.workarounds.extend(parents),
            Kind::Link | Kind::Voice => self.items.extend(parents),
            // A new row may find children that came before it; one that nothing referred to has none.
            Kind::Request if old.is_none() && named => {
                self.requests.insert(no);
            }
            // Links to a deleted request are not open.
            Kind::Request if row.wrote("deleted") => {
                self.relinked.insert(no);
            }
            Kind::Workaround if old.is_none() && named => {
                self.workarounds.insert(no);
                self.occurred.insert(no);
            }
            Kind::Clinic => self.zone = true,
            _ => {}
        }
        debug_assert!(row.exists(), "only written rows are noted");
    }

    /// Notes a request that another one went into, or no longer does.
    pub(crate) fn note_merge(&mut self, into: EntityNo) {
        if !self.everything {
            self.merged.insert(into);
        }
    }

    /// Notes a request that went to the trash.
    pub(crate) fn note_request_gone(&mut self, request: EntityNo) {
        self.relinked.insert(request);
    }

    /// Notes a request of which a state or a fact went to the trash.
    pub(crate) fn note_child_gone(&mut self, request: EntityNo) {
        self.requests.insert(request);
    }

    /// Notes an occurrence that came (+1) or went (-1).
    pub(crate) fn note_occurrence(&mut self, workaround: EntityNo, happening: Happening, sign: i64) {
        if !self.everything {
            self.occurred.insert(workaround);
            self.occurrences.push((workaround, happening, sign));
        }
    }
}

/// Derives what is stale.
pub(crate) fn flush(session: &mut Session<'_>) -> Result<()> {
    search::settle(session)?;
    let conn = session.conn;
    let mut dirty = std::mem::take(&mut session.dirty);
    numbers::keep(conn, std::mem::take(&mut dirty.numbers))?;
    if dirty.everything {
        rollup::derive_all(conn)?;
        request::derive_all(conn)?;
        merged::derive_all(conn)?;
        return workaround::derive_all(conn);
    }
    if dirty.zone && zone::changed(conn)? {
        rollup::derive_all(conn)?;
    } else {
        rollup::add(conn, dirty.occurrences)?;
    }
    for no in &dirty.occurred {
        workaround::derive_occurrences(conn, *no)?;
    }
    for no in dirty.items {
        let _first = match kind_of(session, no)? {
            Some(Kind::Request) => dirty.requests.insert(no),
            Some(Kind::Workaround) => dirty.workarounds.insert(no),
            _ => false,
        };
    }
    request::derive(conn, &dirty.requests)?;
    dirty.relinked.extend(&dirty.requests);
    dirty.merged.extend(&dirty.relinked);
    merged::derive(conn, &dirty.merged)?;
    dirty.workarounds.extend(request::linked(conn, &dirty.relinked)?);
    for no in &dirty.workarounds {
        workaround::derive(conn, *no)?;
    }
    Ok(())
}

/// A thing's kind, if it is one this version knows.
fn kind_of(session: &Session<'_>, no: EntityNo) -> Result<Option<Kind>> {
    let name: Option<String> = session
        .conn
        .prepare_cached("SELECT kind FROM entity WHERE no = ?")?
        .query_row([no], |row| row.get(0))?;
    Ok(name.as_deref().and_then(Kind::from_name))
}
