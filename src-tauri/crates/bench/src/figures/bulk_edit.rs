//! P9: ten thousand requests get another owner, with history, and it is taken back.

use std::path::Path;

use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_store::{Store, StoreError};
use rusqlite::{Connection, OpenFlags, params};

use super::{Outcome, Ratio};
use crate::clinic;
use crate::pairs::{Pairs, Timed, interleave, timed};
use crate::plain_database;
use crate::wal_index;
use crate::workshop::Workshop;

/// Requests of the clinic.
const REQUESTS: usize = 120_000;

/// Every twelfth is edited, as a filter would choose them: 10,000.
const EDITED_EVERY: usize = 12;

/// Two people, so that every edit changes every row.
const OWNERS: usize = 2;

/// An instant, UTC ms; every request was opened then.
const OPENED_MS: i64 = 1_790_000_000_000;

/// Measures it.
pub(crate) fn measure(workshop: &Workshop) -> anyhow::Result<Vec<Outcome>> {
    let mut ours = Ours::made(workshop)?;
    let mut outcomes = Vec::new();
    for style in [&ROW_BY_ROW, &SET_BASED] {
        let mut plain = Plain::made(workshop, style)?;
        ours.edit(0)?;
        plain.edit(0)?;
        let edited = interleave(
            workshop.pairs,
            &mut |nth| ours.edit((nth + 1) % OWNERS),
            &mut |nth| plain.edit((nth + 1) % OWNERS),
            State::same,
        )?;
        outcomes.push(ratio("edit 10,000 of 120,000 with history", style, style.edit_target, edited));
        if style.undo_target.is_none() {
            continue;
        }
        let standing = ours.owner;
        let undone = interleave(
            workshop.pairs,
            &mut |_| {
                ours.edit((standing + 1) % OWNERS)?;
                ours.undo(standing)
            },
            &mut |_| {
                plain.edit((standing + 1) % OWNERS)?;
                // A program without undo sets the values back and writes history like any other edit.
                plain.edit(standing)
            },
            State::same,
        )?;
        outcomes.push(ratio("undo of that edit", style, style.undo_target, undone));
    }
    Ok(outcomes)
}

fn ratio(ours: &str, style: &Style, target: Option<f64>, pairs: Pairs) -> Outcome {
    let peer = style.name.to_owned();
    Outcome::Measured(Ratio { figure: "P9", ours: ours.to_owned(), peer, target, pairs })
}

/// What an edit left: every request's key and owner, and how many rows of history it added.
#[derive(Debug, PartialEq, Eq)]
struct State {
    owners: Vec<(String, Option<String>)>,
    history_rows: i64,
}

impl State {
    fn same(ours: &Self, peer: &Self) -> Result<(), String> {
        if ours.history_rows != peer.history_rows {
            return Err(format!("{} and {} rows of history", ours.history_rows, peer.history_rows));
        }
        match ours.owners.iter().zip(&peer.owners).find(|(ours, peer)| ours != peer) {
            Some((ours, peer)) => Err(format!("{ours:?} and {peer:?}")),
            None if ours.owners.len() != peer.owners.len() => Err("other requests".to_owned()),
            None => Ok(()),
        }
    }

    fn read(conn: &Connection, owners: &str, history: &str, history_before: i64) -> rusqlite::Result<Self> {
        let mut statement = conn.prepare_cached(owners)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let owners = rows.collect::<rusqlite::Result<_>>()?;
        Ok(Self { owners, history_rows: count(conn, history)? - history_before })
    }
}

fn count(conn: &Connection, sql: &str) -> rusqlite::Result<i64> {
    conn.prepare_cached(sql)?.query_row([], |row| row.get(0))
}

/// Our database, with a second connection that only looks.
struct Ours {
    store: Store,
    looking: Connection,
    edited: Vec<EntityId>,
    people: Vec<EntityId>,
    /// Who owns the edited ones now.
    owner: usize,
}

impl Ours {
    const OWNERS_SQL: &str =
        "SELECT r.key, p.key FROM request r LEFT JOIN person p ON p.no = r.owner ORDER BY r.no";
    const HISTORY_SQL: &str = "SELECT count(*) FROM op_entity";

    fn made(workshop: &Workshop) -> anyhow::Result<Self> {
        let store = workshop.store("bulk.db")?;
        clinic::found(&store, clinic::day(2024, 1, 8)?)?;
        let people = clinic::people(&store, OWNERS)?;
        let requests = clinic::requests(&store, REQUESTS, OPENED_MS)?;
        wal_index::settle(store.path())?;
        let looking = Connection::open_with_flags(store.path(), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let edited = requests.into_iter().step_by(EDITED_EVERY).collect();
        Ok(Self { store, looking, edited, people, owner: 0 })
    }

    fn edit(&mut self, owner: usize) -> anyhow::Result<Timed<State>> {
        let person = self.people[owner];
        let change = |id: &EntityId| Change::of(Kind::Request, *id).with("owner", person);
        let draft = clinic::draft(self.edited.iter().map(change).collect());
        self.owner = owner;
        let store = &self.store;
        measured(&self.looking, store, || {
            store.write(move |write| write.record(draft))?;
            Ok(())
        })
    }

    fn undo(&mut self, owner_before: usize) -> anyhow::Result<Timed<State>> {
        self.owner = owner_before;
        let store = &self.store;
        measured(&self.looking, store, || {
            store.write(|write| Ok::<_, StoreError>(write.undo()?.is_some()))?;
            Ok(())
        })
    }
}

/// Times `work` on our database, then waits until its writer is idle and looks at what came of it.
fn measured(
    looking: &Connection,
    store: &Store,
    work: impl FnOnce() -> anyhow::Result<()>,
) -> anyhow::Result<Timed<State>> {
    let history_before = count(looking, Ours::HISTORY_SQL)?;
    let took = timed(work)?.took;
    wal_index::settle(store.path())?;
    let value = State::read(looking, Ours::OWNERS_SQL, Ours::HISTORY_SQL, history_before)?;
    Ok(Timed { value, took })
}

/// How the peer writes its two statements.
struct Style {
    name: &'static str,
    file: &'static str,
    /// Told `?1` the owner, `?2` when and `?3` which request, where it goes row by row.
    history: &'static str,
    update: &'static str,
    row_by_row: bool,
    edit_target: Option<f64>,
    /// Undo is measured only where it has a target.
    undo_target: Option<f64>,
}

const ROW_BY_ROW: Style = Style {
    name: "raw UPDATE + INSERT, prepared, for each row",
    file: "bulk-plain-rows.db",
    history: "INSERT INTO history (request, field, was, is_now, at, by)
              SELECT id, 'owner', owner, ?1, ?2, 'desk' FROM request WHERE id = ?3",
    update: "UPDATE request SET owner = ?1, changed_at = ?2 WHERE id = ?3",
    row_by_row: true,
    edit_target: Some(1.5),
    undo_target: Some(1.0),
};

/// Told for comparison: nothing that keeps each row's history in its own words can come near it.
const SET_BASED: Style = Style {
    name: "raw UPDATE + INSERT, one statement each",
    file: "bulk-plain-set.db",
    history: "INSERT INTO history (request, field, was, is_now, at, by)
              SELECT id, 'owner', owner, ?1, ?2, 'desk' FROM request WHERE id IN (SELECT id FROM chosen)",
    update: "UPDATE request SET owner = ?1, changed_at = ?2 WHERE id IN (SELECT id FROM chosen)",
    row_by_row: false,
    edit_target: None,
    undo_target: None,
};

/// The peer's database: the same requests with the same indexes on what is edited.
struct Plain {
    conn: Connection,
    style: &'static Style,
    edited: Vec<i64>,
}

impl Plain {
    const OWNERS_SQL: &str =
        "SELECT r.key, p.key FROM request r LEFT JOIN person p ON p.id = r.owner ORDER BY r.id";
    const HISTORY_SQL: &str = "SELECT count(*) FROM history";

    fn made(workshop: &Workshop, style: &'static Style) -> anyhow::Result<Self> {
        let path = workshop.path(style.file);
        let mut conn = plain_database::open(&path)?;
        let edited = fill(&mut conn, &path)?;
        Ok(Self { conn, style, edited })
    }

    fn edit(&mut self, owner: usize) -> anyhow::Result<Timed<State>> {
        let history_before = count(&self.conn, Self::HISTORY_SQL)?;
        let (style, edited, conn) = (self.style, &self.edited, &mut self.conn);
        let owner = i64::try_from(owner)?;
        let took = timed(|| {
            let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            {
                let mut history = tx.prepare_cached(style.history)?;
                let mut update = tx.prepare_cached(style.update)?;
                if style.row_by_row {
                    for request in edited {
                        history.execute(params![owner, OPENED_MS, request])?;
                        update.execute(params![owner, OPENED_MS, request])?;
                    }
                } else {
                    history.execute(params![owner, OPENED_MS])?;
                    update.execute(params![owner, OPENED_MS])?;
                }
            }
            Ok(tx.commit()?)
        })?
        .took;
        plain_database::write_back(&self.conn)?;
        let value = State::read(&self.conn, Self::OWNERS_SQL, Self::HISTORY_SQL, history_before)?;
        Ok(Timed { value, took })
    }
}

fn fill(conn: &mut Connection, path: &Path) -> anyhow::Result<Vec<i64>> {
    conn.execute_batch(
        "CREATE TABLE person (id INTEGER PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL);
         CREATE TABLE request (
             id INTEGER PRIMARY KEY, key TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL,
             state TEXT NOT NULL, opened_at INTEGER NOT NULL, owner INTEGER REFERENCES person,
             changed_at INTEGER
         );
         CREATE INDEX request_key ON request (key);
         CREATE INDEX request_owner ON request (owner) WHERE owner IS NOT NULL;
         CREATE TABLE history (
             id INTEGER PRIMARY KEY, request INTEGER NOT NULL, field TEXT NOT NULL,
             was ANY, is_now ANY, at INTEGER NOT NULL, by TEXT NOT NULL
         );
         CREATE INDEX history_request ON history (request);
         CREATE TEMP TABLE chosen (id INTEGER PRIMARY KEY);",
    )?;
    let mut edited = Vec::new();
    let tx = conn.transaction()?;
    for nth in 0..OWNERS {
        tx.prepare_cached("INSERT INTO person VALUES (?1, ?2, ?2)")?
            .execute(params![i64::try_from(nth)?, format!("p{nth}")])?;
    }
    for nth in 0..REQUESTS {
        let id = i64::try_from(nth)? + 1;
        tx.prepare_cached("INSERT INTO request VALUES (?, ?, ?, 'workflow', 'new', ?, NULL, NULL)")?
            .execute(params![id, format!("R{nth}"), clinic::title(nth), OPENED_MS])?;
        if nth % EDITED_EVERY == 0 {
            tx.prepare_cached("INSERT INTO chosen VALUES (?)")?.execute([id])?;
            edited.push(id);
        }
    }
    tx.commit()?;
    plain_database::write_back(conn)?;
    wal_index::settle(path)?;
    Ok(edited)
}
