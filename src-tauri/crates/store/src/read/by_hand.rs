//! What somebody set by hand on a thing since an import touched it.

use keepalive_domain::facts::InstantMs;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::{IMPORTED, Label, OpKind};
use rusqlite::{Row as Found, params};

use super::columns::text;
use crate::apply::{Row, Session};
use crate::entity::EntityNo;
use crate::error::Result;
use crate::reader::Read;
use crate::tables::Layout;
use crate::write::{Origins, REMOVED};

/// A value that stands on a thing because somebody set it there after an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetByHand {
    /// The field.
    pub field: String,
    /// Who, by name; empty where nobody said who sits at that desk.
    pub by: String,
    /// When, UTC ms by the clock of that desk.
    pub at_ms: InstantMs,
}

/// An op as far as it says where a value comes from.
struct Writer {
    kind: Option<OpKind>,
    hlc: i64,
    at_ms: InstantMs,
    by: String,
    imports: bool,
}

impl Read<'_> {
    /// Of these fields of a thing those whose value somebody set by hand after an import had touched the thing, or out of
    /// which somebody removed a text. What an import wrote last is none, and neither is what an undo brought back from one.
    ///
    /// # Errors
    /// From SQLite.
    pub fn set_by_hand_since_import(&self, thing: EntityId, fields: &[&str]) -> Result<Vec<SetByHand>> {
        let (Some(kind), Some(no)) = (self.kind_of(thing)?, self.entity_no(thing)?) else {
            return Ok(Vec::new());
        };
        let layout = Layout::of(kind);
        let row = Row::load(&mut Session::new(self.conn()), kind, no, layout.mask(fields))?;
        let mut origins = Origins::default();
        let mut found = Vec::new();
        for field in fields {
            let Some(at) = layout.position(field) else { continue };
            let Some(stamp) = row.register(at) else { continue };
            let mut writer = self.writer(stamp.op_no)?;
            if writer.kind != Some(OpKind::Set) {
                let Some(origin) = origins.origin(self.conn(), stamp.op_no, thing, field)? else { continue };
                writer = self.writer(origin)?;
            }
            let by_hand = match writer.kind {
                Some(OpKind::Set) => !writer.imports && self.was_imported_before(no, writer.hlc)?,
                // It sets again what stood in the ops that it emptied, and says nothing of who wrote it. Where it left its
                // mark, somebody took a text away, and a file that still has it must not bring it back unasked.
                Some(OpKind::Redaction) => row.value(at).as_text().is_some_and(|text| text.contains(REMOVED)),
                _ => false,
            };
            if by_hand {
                let Writer { by, at_ms, .. } = writer;
                found.push(SetByHand { field: (*field).to_owned(), by, at_ms });
            }
        }
        Ok(found)
    }

    fn writer(&self, op_no: i64) -> Result<Writer> {
        let mut statement = self.conn().prepare_cached(
            "SELECT o.kind, o.hlc, o.at_utc_ms,
                    (SELECT coalesce(p.name, p.key) FROM person p JOIN entity u USING (no)
                      WHERE u.id = o.user_id) AS user_name,
                    (SELECT label FROM act WHERE act_id = o.act_id) AS label
               FROM op o WHERE o.op_no = ?1",
        )?;
        let writer = statement.query_row([op_no], |row| {
            Ok(Writer {
                kind: OpKind::from_word(&text(row, "kind")?),
                hlc: row.get("hlc")?,
                at_ms: row.get("at_utc_ms")?,
                by: text(row, "user_name")?,
                imports: imports(row)?,
            })
        })?;
        Ok(writer)
    }

    /// Whether an import set anything on a thing before this clock.
    fn was_imported_before(&self, no: EntityNo, hlc: i64) -> Result<bool> {
        let mut statement = self.conn().prepare_cached(
            "SELECT a.label FROM op_entity t JOIN op o ON o.op_no = t.op_no JOIN act a ON a.act_id = o.act_id
              WHERE t.entity_no = ?1 AND o.hlc < ?2",
        )?;
        let mut rows = statement.query(params![no, hlc])?;
        while let Some(row) = rows.next()? {
            if imports(row)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Whether the act with this label brought rows of a file. One whose label went with a removed text may have.
fn imports(row: &Found<'_>) -> rusqlite::Result<bool> {
    let label: Option<String> = row.get("label")?;
    let label = label.and_then(|json| serde_json::from_str::<Label>(&json).ok());
    Ok(label.is_none_or(|label| label.code == IMPORTED))
}
