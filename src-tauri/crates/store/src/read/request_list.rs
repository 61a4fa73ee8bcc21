//! Pages of requests: filtered, ordered, grouped, by keyset.
//!
//! The order of a list that is not grouped and not filtered by words walks an index and stops at the page's
//! end, however many requests there are. A grouped list sorts what its filter leaves, which for open requests
//! is what a clinic has open, not what it ever had.

use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::words::RequestState;
use rusqlite::types::Value;
use rusqlite::{Row, ToSql};

use super::columns::count;
use super::search::fts_query;
use crate::entity::EntityNo;
use crate::error::Result;
use crate::reader::Read;

/// Open, closed, both, or in the trash.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Stand {
    /// Open.
    #[default]
    Open,
    /// Closed.
    Closed,
    /// Both.
    All,
    /// Deleted.
    Deleted,
}

/// Whose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OwnerIs {
    /// Nobody's.
    Nobody,
    /// This person's.
    Person(EntityId),
}

/// Which requests.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct RequestFilter {
    /// Open, closed, both, or deleted.
    pub stand: Stand,
    /// Only these effective states; empty = any.
    pub states: Vec<RequestState>,
    /// Only this area.
    pub area: Option<EntityId>,
    /// Only this owner's.
    pub owner: Option<OwnerIs>,
    /// Only waiting on the vendor past the original promise.
    pub late: bool,
    /// Only safety items.
    pub safety: bool,
    /// Only where words begin so; empty = any.
    pub text: String,
}

/// What a list is ordered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum RequestOrder {
    /// Open: asked first, first. Closed: closed last, first. Both: as written down.
    #[default]
    Age,
    /// Original promise, earliest first; without one last.
    Promise,
    /// By title.
    Title,
    /// By key.
    Key,
    /// In its state since, newest first.
    Changed,
}

/// What a list is grouped by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum RequestGroup {
    /// Not grouped.
    #[default]
    None,
    /// `0` nobody's, `1` the vendor's turn, `2` ours, `3` others', `4` to verify, `5` closed.
    Turn,
    /// By effective state.
    State,
    /// By owner's name, nobody first; the group is the person's identity or the free text.
    Owner,
    /// By area's name, none first; the group is the area's identity.
    Area,
}

/// One page's question.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestQuery {
    /// Which.
    pub filter: RequestFilter,
    /// Ordered by.
    pub order: RequestOrder,
    /// The other way round.
    pub reversed: bool,
    /// Grouped by.
    pub group: RequestGroup,
    /// After this row.
    pub after: Option<AfterRow>,
    /// How many.
    pub limit: u32,
    /// Today, for what is late.
    pub today: Day,
}

/// What a row is ordered by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SortKey {
    /// Nothing known.
    Null,
    /// An instant or number.
    Int(i64),
    /// A text or day.
    Text(String),
}

/// The last row of the page before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AfterRow {
    /// Its group's place.
    pub group: String,
    /// What it was ordered by.
    pub sort: SortKey,
    /// The row.
    pub id: EntityId,
}

/// A row's place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListKey {
    /// Its group's place in the order.
    pub group: String,
    /// The group's key.
    pub group_key: String,
    /// What it is ordered by.
    pub sort: SortKey,
    /// Its number in this file.
    pub no: EntityNo,
}

/// A group with how many rows it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupCount {
    /// The group's key.
    pub key: String,
    /// Its name, where the key is an identity.
    pub name: Option<String>,
    /// Rows.
    pub count: u32,
    /// Of them past their original promise.
    pub late: u32,
}

/// Whose turn it is, as the place of the group.
const TURN: &str = "CASE
    WHEN r.closed_at IS NOT NULL THEN '5'
    WHEN r.owner IS NULL AND r.owner_text IS NULL THEN '0'
    WHEN r.state = 'waiting_vendor' THEN '1'
    WHEN r.state = 'waiting_others' THEN '3'
    WHEN r.state = 'delivered' THEN '4'
    ELSE '2' END";

/// Waits on the vendor past the original promise; `?1` is today.
const LATE: &str = "(r.closed_at IS NULL AND r.state = 'waiting_vendor' AND r.fix_due < ?1)";

impl RequestGroup {
    /// SQL of the group's place, its key and its name.
    const fn columns(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::None => ("''", "''", "NULL"),
            Self::Turn => (TURN, TURN, "NULL"),
            Self::State => ("coalesce(r.state, 'new')", "coalesce(r.state, 'new')", "NULL"),
            Self::Owner => (
                "coalesce((SELECT lower(name) || '/' || no FROM person WHERE no = r.owner), lower(r.owner_text), '')",
                "coalesce((SELECT hex(id) FROM entity WHERE no = r.owner), r.owner_text, '')",
                "coalesce((SELECT name FROM person WHERE no = r.owner), r.owner_text)",
            ),
            Self::Area => (
                "coalesce((SELECT lower(key) || '/' || no FROM area WHERE no = r.area), '')",
                "coalesce((SELECT hex(id) FROM entity WHERE no = r.area), '')",
                "(SELECT key FROM area WHERE no = r.area)",
            ),
        }
    }
}

impl RequestQuery {
    /// SQL of what the list is ordered by, and whether downwards.
    const fn order(&self) -> (&'static str, bool) {
        let (column, down) = match (self.order, self.filter.stand) {
            (RequestOrder::Age, Stand::Open) => ("r.opened_at", false),
            (RequestOrder::Age, Stand::Closed) => ("r.closed_at", true),
            (RequestOrder::Age, Stand::All | Stand::Deleted) => ("NULL", true),
            (RequestOrder::Promise, _) => ("coalesce(r.fix_due, '9999-12-31')", false),
            (RequestOrder::Title, _) => ("lower(r.title)", false),
            (RequestOrder::Key, _) => ("r.key", false),
            (RequestOrder::Changed, _) => ("r.state_at", true),
        };
        (column, down != self.reversed)
    }
}

/// A condition with the values of its parameters; `?1` is always today.
pub(super) struct Conditions {
    sql: String,
    values: Vec<Value>,
}

impl Conditions {
    fn of(filter: &RequestFilter, today: Day) -> Self {
        let mut it =
            Self { sql: String::from("?1 IS NOT NULL"), values: vec![Value::Text(today.to_string())] };
        it.and(match filter.stand {
            Stand::Open => "r.closed_at IS NULL AND r.deleted IS NOT 1",
            Stand::Closed => "r.closed_at IS NOT NULL AND r.deleted IS NOT 1",
            Stand::All => "r.deleted IS NOT 1",
            Stand::Deleted => "r.deleted = 1",
        });
        if !filter.states.is_empty() {
            let words: Vec<_> =
                filter.states.iter().map(|s| it.bind(Value::Text(s.word().to_owned()))).collect();
            it.and(&format!("coalesce(r.state, 'new') IN ({})", words.join(", ")));
        }
        if let Some(area) = filter.area {
            let area = it.bind(Value::Blob(area.bytes().to_vec()));
            it.and(&format!("r.area = (SELECT no FROM entity WHERE id = {area})"));
        }
        match filter.owner {
            Some(OwnerIs::Nobody) => it.and("r.owner IS NULL AND r.owner_text IS NULL"),
            Some(OwnerIs::Person(person)) => {
                let person = it.bind(Value::Blob(person.bytes().to_vec()));
                it.and(&format!("r.owner = (SELECT no FROM entity WHERE id = {person})"));
            }
            None => {}
        }
        if filter.late {
            it.and(LATE);
        }
        if filter.safety {
            it.and("r.safety = 1");
        }
        if let Some(words) = fts_query(&filter.text) {
            let words = it.bind(Value::Text(words));
            it.and(&format!("r.no IN (SELECT rowid FROM search WHERE search MATCH {words})"));
        }
        it
    }

    fn and(&mut self, condition: &str) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
    }

    fn bind(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("?{}", self.values.len())
    }

    fn params(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(|value| value as &dyn ToSql).collect()
    }
}

impl Read<'_> {
    /// One page: the places of its rows, in order.
    ///
    /// # Errors
    /// From SQLite.
    pub fn request_page(&self, query: &RequestQuery) -> Result<Vec<ListKey>> {
        let mut keys = Vec::new();
        for (sql, conditions) in self.page_statements(query)? {
            let left = query.limit as usize - keys.len();
            if left == 0 {
                break;
            }
            let mut statement = self.conn().prepare_cached(&format!("{sql} LIMIT {left}"))?;
            let rows = statement.query_map(&conditions.params()[..], list_key)?;
            keys.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
        }
        Ok(keys)
    }

    /// The statements that give a page together, in order: rows without an order and rows with one are asked for
    /// separately, because a comparison with nothing is neither true nor false.
    pub(super) fn page_statements(&self, query: &RequestQuery) -> Result<Vec<(String, Conditions)>> {
        let (group, group_key, _) = query.group.columns();
        let (sort, down) = query.order();
        let way = if down { "DESC" } else { "ASC" };
        let select = format!("SELECT {group} AS g, {group_key} AS k, {sort} AS s, r.no AS no FROM request r");
        let after = match &query.after {
            Some(after) => self.entity_no(after.id)?.map(|no| (after, no)),
            None => None,
        };
        if query.group != RequestGroup::None {
            return Ok(vec![grouped(query, &select, (group, sort, down), after)]);
        }
        let part = |with: bool| {
            let mut it = Conditions::of(&query.filter, query.today);
            // The constant NULL is "as written down": only the number orders.
            if sort == "NULL" {
                if let Some((_, no)) = after {
                    let no = it.bind(Value::Integer(no.0));
                    it.and(&format!("r.no {} {no}", if down { "<" } else { ">" }));
                }
                return (format!("{select} WHERE {} ORDER BY r.no {way}", it.sql), it);
            }
            it.and(&format!("{sort} IS {}", if with { "NOT NULL" } else { "NULL" }));
            let less = if down { "<" } else { ">" };
            match after {
                Some((after, no)) if with && after.sort != SortKey::Null => {
                    let (value, no) = (it.bind(sql_value(&after.sort)), it.bind(Value::Integer(no.0)));
                    it.and(&format!("({sort}, r.no) {less} ({value}, {no})"));
                }
                Some((after, no)) if !with && after.sort == SortKey::Null => {
                    let no = it.bind(Value::Integer(no.0));
                    it.and(&format!("r.no {less} {no}"));
                }
                _ => {}
            }
            (format!("{select} WHERE {} ORDER BY {sort} {way}, r.no {way}", it.sql), it)
        };
        let past_nulls = after.is_some_and(|(after, _)| after.sort != SortKey::Null);
        let past_values = after.is_some_and(|(after, _)| after.sort == SortKey::Null);
        Ok(match (sort, down) {
            ("NULL", _) => vec![part(true)],
            // SQLite puts rows without an order first; so do we, upwards.
            (_, false) if past_nulls => vec![part(true)],
            (_, false) => vec![part(false), part(true)],
            (_, true) if past_values => vec![part(false)],
            (_, true) => vec![part(true), part(false)],
        })
    }

    /// How many requests a filter finds.
    ///
    /// # Errors
    /// From SQLite.
    pub fn request_count(&self, filter: &RequestFilter, today: Day) -> Result<u32> {
        let it = Conditions::of(filter, today);
        let sql = format!("SELECT count(*) AS n FROM request r WHERE {}", it.sql);
        let mut statement = self.conn().prepare_cached(&sql)?;
        Ok(statement.query_row(&it.params()[..], |row| count(row, "n"))?)
    }

    /// The groups of a filter in their order, with their counts.
    ///
    /// # Errors
    /// From SQLite.
    pub fn request_groups(
        &self,
        filter: &RequestFilter,
        group: RequestGroup,
        today: Day,
    ) -> Result<Vec<GroupCount>> {
        if group == RequestGroup::None {
            return Ok(Vec::new());
        }
        let (place, key, name) = group.columns();
        let it = Conditions::of(filter, today);
        let sql = format!(
            "SELECT {place} AS g, {key} AS k, {name} AS name, count(*) AS n, sum(coalesce({LATE}, 0)) AS late
               FROM request r WHERE {} GROUP BY g, k ORDER BY g",
            it.sql
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let rows = statement.query_map(&it.params()[..], |row| {
            Ok(GroupCount {
                key: row.get("k")?,
                name: row.get("name")?,
                count: count(row, "n")?,
                late: count(row, "late")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn grouped(
    query: &RequestQuery,
    select: &str,
    (group, sort, down): (&str, &str, bool),
    after: Option<(&AfterRow, EntityNo)>,
) -> (String, Conditions) {
    let mut it = Conditions::of(&query.filter, query.today);
    // Groups always stand upwards; within one, rows without an order come first upwards and last downwards.
    let sort = format!("coalesce({sort}, 0)");
    let (less, way) = if down { ("<", "DESC") } else { (">", "ASC") };
    if let Some((after, no)) = after {
        let group_value = it.bind(Value::Text(after.group.clone()));
        let value = match &after.sort {
            SortKey::Null => Value::Integer(0),
            other => sql_value(other),
        };
        let (value, no) = (it.bind(value), it.bind(Value::Integer(no.0)));
        it.and(&format!(
            "({group} > {group_value} OR ({group} = {group_value} AND ({sort}, r.no) {less} ({value}, {no})))"
        ));
    }
    (format!("{select} WHERE {} ORDER BY g ASC, {sort} {way}, r.no {way}", it.sql), it)
}

fn list_key(row: &Row<'_>) -> rusqlite::Result<ListKey> {
    let sort = match row.get::<_, Value>("s")? {
        Value::Integer(n) => SortKey::Int(n),
        Value::Text(text) => SortKey::Text(text),
        Value::Null | Value::Real(_) | Value::Blob(_) => SortKey::Null,
    };
    Ok(ListKey { group: row.get("g")?, group_key: row.get("k")?, sort, no: row.get("no")? })
}

fn sql_value(sort: &SortKey) -> Value {
    match sort {
        SortKey::Null => Value::Null,
        SortKey::Int(n) => Value::Integer(*n),
        SortKey::Text(text) => Value::Text(text.clone()),
    }
}
