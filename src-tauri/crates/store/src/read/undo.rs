//! What can be undone, and done again.

use keepalive_domain::facts::InstantMs;
use keepalive_domain::ids::{ActId, StreamId};
use keepalive_domain::ops::Label;
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use crate::error::Result;
use crate::reader::Read;
use crate::write::acts::{self, Act};

/// One act of this installation that stands, or that was undone and can be done again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoRow {
    /// The act.
    pub act: ActId,
    /// What it is called.
    pub label: Label,
    /// When it was done, UTC ms.
    pub at_ms: InstantMs,
    /// Whether it is undone.
    pub undone: bool,
}

/// Where this installation writes: its stream, and the number of the last op in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnPlace {
    /// The stream; a restore opens another one.
    pub stream: StreamId,
    /// The last op's number, 0 before the first.
    pub seq: i64,
}

impl Read<'_> {
    /// Where this installation writes; `None` before its first act.
    ///
    /// # Errors
    /// From SQLite.
    pub fn own_place(&self) -> Result<Option<OwnPlace>> {
        let found = self
            .conn()
            .query_row(
                "SELECT stream_id, have_seq FROM stream WHERE own = 1 ORDER BY stream_no DESC LIMIT 1",
                [],
                |row| Ok((row.get::<_, [u8; 16]>(0)?, row.get(1)?)),
            )
            .optional()?;
        let place = |(bytes, seq)| OwnPlace { stream: StreamId::from_uuid(Uuid::from_bytes(bytes)), seq };
        Ok(found.map(place))
    }

    /// Acts of this installation, newest first: those that stand and those that can be done again.
    ///
    /// # Errors
    /// From SQLite.
    pub fn undo_steps(&self, limit: u32) -> Result<Vec<UndoRow>> {
        self.undo_rows("a.state IN (0, 1) AND a.kind = 'set' ORDER BY a.first_op DESC", limit)
    }

    /// The act that undo would take back.
    ///
    /// # Errors
    /// From SQLite.
    pub fn next_undo(&self) -> Result<Option<UndoRow>> {
        self.undo_row(acts::last_standing(self.conn())?, false)
    }

    /// Whether something stands that this installation did in the stream it writes in now: since its last restore.
    ///
    /// # Errors
    /// From SQLite.
    pub fn acted_in_this_stream(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM act
                                   WHERE stream_no = (SELECT max(stream_no) FROM stream WHERE own = 1)
                                     AND kind = 'set' AND state = 0)";
        Ok(self.conn().prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// The act that redo would do again.
    ///
    /// # Errors
    /// From SQLite.
    pub fn next_redo(&self) -> Result<Option<UndoRow>> {
        self.undo_row(acts::last_undone(self.conn())?, true)
    }

    fn undo_row(&self, act: Option<Act>, undone: bool) -> Result<Option<UndoRow>> {
        let Some(Act { first_op, act, label, .. }) = act else { return Ok(None) };
        let sql = "SELECT at_utc_ms FROM op WHERE op_no = ?";
        let at_ms = self.conn().prepare_cached(sql)?.query_row([first_op], |row| row.get(0))?;
        Ok(Some(UndoRow { act, label, at_ms, undone }))
    }

    fn undo_rows(&self, rest: &str, limit: u32) -> Result<Vec<UndoRow>> {
        let sql = format!(
            "SELECT a.act_id, a.label, o.at_utc_ms, a.state, o.hlc FROM act a
               JOIN op o ON o.op_no = a.first_op
              WHERE a.stream_no = ?1 AND a.first_op < ?2 AND {rest} LIMIT ?3"
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut steps = Vec::new();
        for own in acts::own_streams(self.conn())? {
            let rows = statement.query_map(params![own.stream_no, own.before, limit], |row| {
                let act: Vec<u8> = row.get("act_id")?;
                let label: Option<String> = row.get("label")?;
                Ok((
                    act,
                    label,
                    row.get("at_utc_ms")?,
                    row.get::<_, i64>("state")?,
                    row.get::<_, i64>("hlc")?,
                ))
            })?;
            for row in rows {
                let (act, label, at_ms, state, hlc) = row?;
                // An act whose identity cannot be read cannot be named to undo.
                let Some(act) = ActId::from_slice(&act) else { continue };
                // A label of a newer version may have another shape; the act can be undone all the same.
                let label = label.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
                steps.push((hlc, UndoRow { act, label, at_ms, undone: state == 1 }));
            }
        }
        // Each stream gave its newest; among them the clock of their desk tells, for it only goes on.
        steps.sort_by_key(|(hlc, _)| std::cmp::Reverse(*hlc));
        steps.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(steps.into_iter().map(|(_, step)| step).collect())
    }
}
