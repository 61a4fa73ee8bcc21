//! Single questions that an act asks before it is written.

use keepalive_domain::facts::{Day, InstantMs};
use keepalive_domain::ids::EntityId;
use keepalive_domain::words::RequestState;
use rusqlite::OptionalExtension;

use super::columns::{id, word};
use crate::error::Result;
use crate::reader::Read;

/// A request as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandingNow {
    /// Its effective state.
    pub state: RequestState,
    /// Since when, UTC ms.
    pub since_ms: InstantMs,
    /// When the requester was last told since it was opened or reopened, UTC ms.
    pub told_ms: Option<InstantMs>,
}

impl Read<'_> {
    /// How a request stands; `None` if it is unknown or has no state yet.
    ///
    /// # Errors
    /// From SQLite.
    pub fn request_standing(&self, request: EntityId) -> Result<Option<StandingNow>> {
        let sql = "SELECT state, state_at, told_at FROM request JOIN entity e USING (no) WHERE e.id = ?1";
        let mut statement = self.conn().prepare_cached(sql)?;
        let found = statement
            .query_row([request.bytes().as_slice()], |row| {
                let state = word(row, "state", RequestState::from_word)?;
                let since: Option<i64> = row.get("state_at")?;
                let told_ms = row.get("told_at")?;
                Ok(state.zip(since).map(|(state, since_ms)| StandingNow { state, since_ms, told_ms }))
            })
            .optional()?;
        Ok(found.flatten())
    }

    /// The link between a request and a workaround, deleted ones included.
    ///
    /// # Errors
    /// From SQLite.
    pub fn link_between(&self, request: EntityId, workaround: EntityId) -> Result<Option<EntityId>> {
        let sql = "SELECT e.id FROM link l JOIN entity e USING (no)
                    WHERE l.request = (SELECT no FROM entity WHERE id = ?1)
                      AND l.workaround = (SELECT no FROM entity WHERE id = ?2)
                    ORDER BY l.deleted IS 1, l.no LIMIT 1";
        self.one_id(sql, &[&request.bytes().as_slice(), &workaround.bytes().as_slice()])
    }

    /// A person's voice on an item, a withdrawn one included.
    ///
    /// # Errors
    /// From SQLite.
    pub fn voice_of(&self, item: EntityId, person: EntityId) -> Result<Option<EntityId>> {
        let sql = "SELECT e.id FROM voice v JOIN entity e USING (no)
                    WHERE v.item = (SELECT no FROM entity WHERE id = ?1)
                      AND v.person = (SELECT no FROM entity WHERE id = ?2)
                    ORDER BY v.deleted IS 1, v.no LIMIT 1";
        self.one_id(sql, &[&item.bytes().as_slice(), &person.bytes().as_slice()])
    }

    /// The workaround in use that a request is meant to end, if there is exactly one.
    ///
    /// # Errors
    /// From SQLite.
    pub fn only_active_workaround(&self, request: EntityId, today: Day) -> Result<Option<EntityId>> {
        let sql = "SELECT e.id FROM link l
                     JOIN workaround w ON w.no = l.workaround
                     JOIN entity e ON e.no = w.no
                    WHERE l.request = (SELECT no FROM entity WHERE id = ?1) AND l.deleted IS NOT 1
                      AND w.deleted IS NOT 1 AND (w.ended IS NULL OR w.ended > ?2)
                    GROUP BY e.id LIMIT 2";
        let mut statement = self.conn().prepare_cached(sql)?;
        let params: [&dyn rusqlite::ToSql; 2] = [&request.bytes().as_slice(), &today.to_string()];
        let found: Vec<_> =
            statement.query_map(params, |row| id(row, "id"))?.collect::<rusqlite::Result<_>>()?;
        Ok(if let [only] = found[..] { Some(only) } else { None })
    }

    /// Whether a person answered the weekly pulse on one of these days (the last one excluded).
    ///
    /// # Errors
    /// From SQLite.
    pub fn pulse_between(&self, person: EntityId, from: Day, to: Day) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM pulse
                    WHERE person = (SELECT no FROM entity WHERE id = ?1) AND deleted IS NOT 1
                      AND answered = 1 AND week_of >= ?2 AND week_of < ?3)";
        let mut statement = self.conn().prepare_cached(sql)?;
        let params: [&dyn rusqlite::ToSql; 3] =
            [&person.bytes().as_slice(), &from.to_string(), &to.to_string()];
        Ok(statement.query_row(params, |row| row.get(0))?)
    }

    fn one_id(&self, sql: &str, params: &[&dyn rusqlite::ToSql]) -> Result<Option<EntityId>> {
        let mut statement = self.conn().prepare_cached(sql)?;
        Ok(statement.query_row(params, |row| id(row, "id")).optional()?)
    }
}
