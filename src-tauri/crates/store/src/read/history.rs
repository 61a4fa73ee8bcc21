//! What was done to a thing and to what hangs on it, from the log itself.

use std::collections::{BTreeMap, BTreeSet};

use keepalive_domain::facts::InstantMs;
use keepalive_domain::ids::{EntityId, OpId};
use keepalive_domain::ops::{Body, BodyAct, Label};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::FieldType::{LongText, Text};
use rusqlite::{Connection, OptionalExtension, ToSql};

use super::columns::{WhoRow, count, id, maybe_id, text};
use crate::error::Result;
use crate::reader::Read;

/// One op, as far as it touched the thing.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryRow {
    /// The op.
    pub op: OpId,
    /// When it was recorded, UTC ms.
    pub at_ms: InstantMs,
    /// Who, where known.
    pub by: Option<WhoRow>,
    /// `set`, `undo`, `redo`, or what a newer version calls it.
    pub kind: String,
    /// What the act is called.
    pub label: Option<Label>,
    /// Why.
    pub why: Option<String>,
    /// What it set on the thing and its children; empty where the body was redacted.
    pub acts: Vec<BodyAct>,
    /// Those among them that this op made.
    pub made: BTreeSet<EntityId>,
}

/// The things whose history a thing's history is: itself and what hangs on it.
pub(crate) fn family(kind: Kind) -> String {
    let mut sql = String::from("SELECT ?1 AS no");
    for (child, field) in hanging_on(kind) {
        sql.push_str(&format!(" UNION ALL SELECT no FROM \"{child}\" WHERE \"{field}\" = ?1"));
    }
    sql
}

/// The things whose acts are told as a thing's history. What somebody answers each week is told to nobody by name: a
/// person's history leaves it out. That another request was merged into this one is told here as well as there.
fn told(kind: Kind) -> String {
    match kind {
        Kind::Request => {
            format!("{} UNION ALL SELECT no FROM \"request_state\" WHERE \"into\" = ?1", family(kind))
        }
        Kind::Person => "SELECT ?1 AS no UNION ALL SELECT no FROM \"fte\" WHERE \"person\" = ?1".to_owned(),
        other => family(other),
    }
}

/// The kinds that hang on a thing of this kind, each with its field that names the thing.
pub(crate) fn hanging_on(kind: Kind) -> impl Iterator<Item = (Kind, &'static str)> {
    let is_item = matches!(kind, Kind::Request | Kind::Workaround);
    Kind::ALL.iter().filter(|child| child.def().parent.is_some()).filter_map(move |child| {
        let mut fields = child.def().fields.iter().map(|field| field.name);
        let field = fields.find(|name| *name == kind.name() || is_item && *name == "item")?;
        Some((*child, field))
    })
}

/// The number of the op that made a thing: the first by the clock. An op that was written later may have come here before it.
pub(crate) fn made_by(conn: &Connection, thing: i64) -> Result<Option<i64>> {
    let mut statement = conn.prepare_cached(
        "SELECT o.op_no FROM op o WHERE o.op_no IN (SELECT op_no FROM op_entity WHERE entity_no = ?)
          ORDER BY o.hlc, o.op_id LIMIT 1",
    )?;
    Ok(statement.query_row([thing], |row| row.get("op_no")).optional()?)
}

impl Read<'_> {
    /// A page of what was done to a thing, newest first, after (before in time) an op.
    ///
    /// # Errors
    /// From SQLite.
    pub fn history(
        &self,
        thing: EntityId,
        kind: Kind,
        before: Option<OpId>,
        limit: u32,
    ) -> Result<Vec<HistoryRow>> {
        let Some(no) = self.entity_no(thing)? else { return Ok(Vec::new()) };
        let sql = format!(
            "SELECT o.op_no, o.op_id, o.at_utc_ms, o.kind, o.user_id, o.body,
                    (SELECT coalesce(p.name, p.key) FROM person p JOIN entity u USING (no)
                      WHERE u.id = o.user_id) AS user_name,
                    (SELECT label FROM act WHERE act_id = o.act_id) AS label
               FROM op o
              WHERE o.op_no IN (SELECT op_no FROM op_entity WHERE entity_no IN ({}))
                AND (?2 IS NULL OR o.op_no < (SELECT op_no FROM op WHERE op_id = ?2))
              ORDER BY o.op_no DESC LIMIT ?3",
            told(kind)
        );
        let members = self.members(no.0, kind)?;
        let mut statement = self.conn().prepare_cached(&sql)?;
        let before = before.map(|op| op.bytes().to_vec());
        let params: [&dyn ToSql; 3] = [&no, &before, &limit];
        let rows = statement.query_map(params, |row| {
            let op: Vec<u8> = row.get("op_id")?;
            let by = maybe_id(row, "user_id")?
                .map(|id| Ok::<_, rusqlite::Error>(WhoRow { id: Some(id), name: text(row, "user_name")? }))
                .transpose()?;
            let label: Option<String> = row.get("label")?;
            let body: Option<Vec<u8>> = row.get("body")?;
            let op_no: i64 = row.get("op_no")?;
            Ok((op_no, op, row.get("at_utc_ms")?, by, row.get("kind")?, label, body))
        })?;
        let mut history = Vec::new();
        let mut makers: BTreeMap<EntityId, Option<i64>> = BTreeMap::new();
        for row in rows {
            let (op_no, op, at_ms, by, kind, label, body) = row?;
            let Some(op) = OpId::from_slice(&op) else { continue };
            // A redacted body, or one of a newer version, leaves who and when.
            let body: Body = body.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
            let label = label.and_then(|json| serde_json::from_str(&json).ok()).or(body.label);
            let acts: Vec<_> = body.acts.into_iter().filter(|act| members.contains_key(&act.e)).collect();
            let mut made = BTreeSet::new();
            for act in &acts {
                let Some(no) = members.get(&act.e) else { continue };
                let maker = match makers.get(&act.e) {
                    Some(maker) => *maker,
                    None => *makers.entry(act.e).or_insert(made_by(self.conn(), *no)?),
                };
                if maker == Some(op_no) {
                    made.insert(act.e);
                }
            }
            history.push(HistoryRow { op, at_ms, by, kind, label, why: body.why, acts, made });
        }
        Ok(history)
    }

    /// The states by which other requests went into this one: their own history, of which this one's tells only which they were.
    ///
    /// # Errors
    /// From SQLite.
    pub fn states_into(&self, request: EntityId) -> Result<BTreeSet<EntityId>> {
        let sql = "SELECT e.id FROM request_state s JOIN entity e USING (no)
                    WHERE s.\"into\" = (SELECT no FROM entity WHERE id = ?1) AND s.request IS NOT s.\"into\"";
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement.query_map([request.bytes().as_slice()], |row| id(row, "id"))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many ops touched a thing or what hangs on it.
    ///
    /// # Errors
    /// From SQLite.
    pub fn history_count(&self, thing: EntityId, kind: Kind) -> Result<u32> {
        let Some(no) = self.entity_no(thing)? else { return Ok(0) };
        let sql =
            format!("SELECT count(DISTINCT op_no) AS n FROM op_entity WHERE entity_no IN ({})", told(kind));
        let mut statement = self.conn().prepare_cached(&sql)?;
        Ok(statement.query_row([no], |row| count(row, "n"))?)
    }

    /// The identities of a thing and what hangs on it, each with its number.
    fn members(&self, no: i64, kind: Kind) -> Result<BTreeMap<EntityId, i64>> {
        let sql = format!("SELECT id, no FROM entity WHERE op_no IS NOT NULL AND no IN ({})", told(kind));
        let mut statement = self.conn().prepare_cached(&sql)?;
        let rows = statement.query_map([no], |row| Ok((id(row, "id")?, row.get("no")?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The kind of a thing; `None` if nothing is known of it.
    ///
    /// # Errors
    /// From SQLite.
    pub fn kind_of(&self, thing: EntityId) -> Result<Option<Kind>> {
        let mut statement = self.conn().prepare_cached("SELECT kind FROM entity WHERE id = ?1")?;
        let kind: Option<Option<String>> =
            statement.query_row([thing.bytes().as_slice()], |row| row.get("kind")).optional()?;
        Ok(kind.flatten().as_deref().and_then(Kind::from_name))
    }

    /// The names of things, by identity; those without one are left out.
    ///
    /// # Errors
    /// From SQLite.
    pub fn names_of(&self, things: &BTreeSet<EntityId>) -> Result<BTreeMap<EntityId, String>> {
        let mut names = BTreeMap::new();
        for thing in things {
            let Some(kind) = self.kind_of(*thing)? else { continue };
            let is_text = |name: &&str| matches!(kind.field(name).map(|f| f.ty), Some(Text | LongText));
            let Some(column) = ["title", "name", "text", "item", "key"].into_iter().find(is_text) else {
                continue;
            };
            let sql = format!(
                "SELECT \"{column}\" AS name FROM \"{kind}\" JOIN entity e USING (no) WHERE e.id = ?1"
            );
            let mut statement = self.conn().prepare_cached(&sql)?;
            let name = statement.query_row([thing.bytes().as_slice()], |row| text(row, "name")).optional()?;
            names.extend(name.map(|name| (*thing, name)));
        }
        Ok(names)
    }
}
