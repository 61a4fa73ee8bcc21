//! Whole things by identity, by key, or one kind after the other.

use keepalive_domain::ids::{EntityId, is_mark};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::{FieldType, Value};
use rusqlite::ToSql;
use rusqlite::types::Value as Sql;

use super::columns::{id, text, yes};
use crate::apply::{Row, Session};
use crate::entity::EntityNo;
use crate::error::Result;
use crate::reader::Read;
use crate::tables::Layout;
use crate::write::Thing;

/// A thing that is there, perhaps in the trash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThingThere {
    /// Which.
    pub id: EntityId,
    /// Deleted.
    pub deleted: bool,
}

/// The order in which an export gives the things of a kind: as listed, then as typed.
const AS_LISTED: &str = "ORDER BY t.listed IS NULL, t.listed, e.id";

impl Read<'_> {
    /// A thing with its fields; `None` where nothing is known of it. Deleted things are given too.
    ///
    /// # Errors
    /// From SQLite.
    pub fn thing(&self, id: EntityId) -> Result<Option<Thing>> {
        let Some(kind) = self.kind_of(id)? else { return Ok(None) };
        let Some(no) = self.entity_no(id)? else { return Ok(None) };
        let mut session = Session::new(self.conn());
        Ok(Some(Thing::of(id, &Row::load(&mut session, kind, no, Layout::of(kind).all())?)))
    }

    /// Hands over every thing of a kind that is not deleted: as listed, then as typed.
    ///
    /// # Errors
    /// From SQLite, or of `take`.
    pub fn each_thing<E: From<crate::StoreError>>(
        &self,
        kind: Kind,
        mut take: impl FnMut(Thing) -> Result<(), E>,
    ) -> Result<(), E> {
        let numbers = self.numbers_as_listed(kind)?;
        let mut session = Session::new(self.conn());
        for (id, no) in numbers {
            take(Thing::of(id, &Row::load(&mut session, kind, no, Layout::of(kind).all())?))?;
        }
        Ok(())
    }

    fn numbers_as_listed(&self, kind: Kind) -> Result<Vec<(EntityId, EntityNo)>> {
        let sql = format!(
            "SELECT e.id, t.no FROM \"{kind}\" t JOIN entity e USING (no) WHERE t.deleted IS NOT 1 {AS_LISTED}"
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let rows = statement.query_map([], |row| Ok((id(row, "id")?, row.get("no")?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The things of this kind that are called so, deleted ones aside, by their identity: one, or several where desks
    /// that worked apart gave the same key. A key with its mark (`A-0001~7f3a`) names one of them.
    ///
    /// # Errors
    /// From SQLite.
    pub fn called(&self, kind: Kind, key: &str) -> Result<Vec<EntityId>> {
        if !kind.has_key() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT e.id FROM \"{kind}\" t JOIN entity e USING (no)
              WHERE t.key = ?1 AND t.deleted IS NOT 1 ORDER BY e.id"
        );
        let of = |key: &str| -> Result<Vec<EntityId>> {
            let mut statement = self.conn().prepare_cached(&sql)?;
            let rows = statement.query_map([key], |row| id(row, "id"))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        let exactly = of(key)?;
        match key.rsplit_once('~') {
            Some((key, mark)) if exactly.is_empty() && is_mark(mark) => {
                let ends_so = |id: &EntityId| id.uuid().simple().to_string().ends_with(mark);
                Ok(of(key)?.into_iter().filter(ends_so).collect())
            }
            _ => Ok(exactly),
        }
    }

    /// The thing of this kind with this key ([`Read::called`]), one that is not deleted before one that is; of several
    /// the one with the lesser identity. A site's key is its name.
    ///
    /// # Errors
    /// From SQLite.
    pub fn there_by_key(&self, kind: Kind, key: &str) -> Result<Option<ThingThere>> {
        let column = match kind {
            Kind::Site => "name",
            kind if kind.has_key() => "key",
            _ => return Ok(None),
        };
        let sql = format!(
            "SELECT e.id, t.deleted FROM \"{kind}\" t JOIN entity e USING (no)
              WHERE t.{column} = ?1 ORDER BY t.deleted IS 1, e.id LIMIT 1"
        );
        let there = self.there(&sql, &[&key])?.pop();
        if there.is_some_and(|there| !there.deleted) || !key.contains('~') {
            return Ok(there);
        }
        let marked = self.called(kind, key)?.first().map(|id| ThingThere { id: *id, deleted: false });
        Ok(marked.or(there))
    }

    /// The request imported under this number of another program.
    ///
    /// # Errors
    /// From SQLite.
    pub fn there_by_source_id(&self, source_id: &str) -> Result<Option<ThingThere>> {
        let sql = "SELECT e.id, t.deleted FROM request t JOIN entity e USING (no)
                    WHERE t.source_id = ?1 ORDER BY t.deleted IS 1, t.no LIMIT 1";
        Ok(self.there(sql, &[&source_id])?.pop())
    }

    /// Things of a kind that hold exactly these values, as listed, then as typed; deleted ones too.
    ///
    /// # Errors
    /// From SQLite.
    pub fn there_alike(&self, kind: Kind, fields: &[(&str, &Value)]) -> Result<Vec<ThingThere>> {
        let mut conditions = vec!["1".to_owned()];
        let mut values: Vec<Sql> = Vec::new();
        for (name, value) in fields {
            let Some(field) = kind.field(name) else { return Ok(Vec::new()) };
            let reference = match value {
                Value::Ref(id) => match self.entity_no(*id)? {
                    Some(no) => Sql::Integer(no.0),
                    None => return Ok(Vec::new()),
                },
                _ => Sql::Null,
            };
            values.push(match value {
                Value::Ref(_) => reference,
                Value::Text(_) if matches!(field.ty, FieldType::RefOrText(_)) => Sql::Null,
                value => plain(value),
            });
            conditions.push(format!("t.\"{name}\" IS ?{}", values.len()));
            if matches!(field.ty, FieldType::RefOrText(_)) {
                values.push(value.as_text().map_or(Sql::Null, |text| Sql::Text(text.to_owned())));
                conditions.push(format!("t.\"{name}_text\" IS ?{}", values.len()));
            }
        }
        let sql = format!(
            "SELECT e.id, t.deleted FROM \"{kind}\" t JOIN entity e USING (no) WHERE {} {AS_LISTED}",
            conditions.join(" AND ")
        );
        let params: Vec<&dyn ToSql> = values.iter().map(|value| value as &dyn ToSql).collect();
        self.there(&sql, &params)
    }

    /// Whether there is anything of a kind, deleted things included, and the highest `listed` of it (0 if none).
    ///
    /// # Errors
    /// From SQLite.
    pub fn last_listed(&self, kind: Kind) -> Result<Option<i64>> {
        let sql = format!("SELECT coalesce(max(listed), 0) AS last, count(*) AS n FROM \"{kind}\"");
        let mut statement = self.conn().prepare_cached(&sql)?;
        let (last, n): (i64, i64) = statement.query_row([], |row| Ok((row.get("last")?, row.get("n")?)))?;
        Ok((n > 0).then_some(last))
    }

    /// The events of the clinic, by day.
    ///
    /// # Errors
    /// From SQLite.
    pub fn events(&self) -> Result<Vec<EventRow>> {
        self.dated(
            "SELECT e.id, t.\"on\", t.title FROM event t JOIN entity e USING (no)
              WHERE t.deleted IS NOT 1 ORDER BY t.\"on\", t.no",
        )
    }

    /// What was really changed in the EHR, by day.
    ///
    /// # Errors
    /// From SQLite.
    pub fn dated_config_changes(&self) -> Result<Vec<ChangedRow>> {
        let sql = "SELECT \"on\", item, before, after FROM config_change WHERE deleted IS NOT 1 ORDER BY \"on\", no";
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            Ok(ChangedRow {
                on: super::columns::day(row, "on")?,
                item: text(row, "item")?,
                before: row.get("before")?,
                after: row.get("after")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn dated(&self, sql: &str) -> Result<Vec<EventRow>> {
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            Ok(EventRow {
                id: id(row, "id")?,
                on: super::columns::day(row, "on")?,
                title: text(row, "title")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn there(&self, sql: &str, params: &[&dyn ToSql]) -> Result<Vec<ThingThere>> {
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement
            .query_map(params, |row| Ok(ThingThere { id: id(row, "id")?, deleted: yes(row, "deleted")? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Something changed in the EHR.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedRow {
    /// The day; `None` is not known.
    pub on: Option<keepalive_domain::facts::Day>,
    /// What was changed.
    pub item: String,
    /// How it was; `None` = not written down.
    pub before: Option<String>,
    /// How it is now.
    pub after: Option<String>,
}

/// A change event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// Which thing.
    pub id: EntityId,
    /// Its day.
    pub on: Option<keepalive_domain::facts::Day>,
    /// Its name.
    pub title: String,
}

/// A value that stands in one column.
fn plain(value: &Value) -> Sql {
    match value {
        Value::Bool(yes) => Sql::Integer(i64::from(*yes)),
        Value::Int(n) | Value::Instant(n) => Sql::Integer(*n),
        Value::Real(x) => Sql::Real(*x),
        Value::Text(text) => Sql::Text(text.clone()),
        Value::Date(day) => Sql::Text(day.to_string()),
        Value::Null | Value::Ref(_) | Value::Unknown(_) => Sql::Null,
    }
}
