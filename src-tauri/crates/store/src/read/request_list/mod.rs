//! Pages of requests: filtered, ordered, grouped, by keyset.
//!
//! Every order of a list that is not grouped walks an index and stops at the page's end, however many requests
//! there are; a filter beside it leaves rows out on the way. A grouped list sorts what its filter leaves, which for open requests
//! is what a clinic has open, not what it ever had. What came with an act is found by that act and sorted, too.

mod conditions;
mod query;

use keepalive_domain::facts::Day;
use rusqlite::Row;
use rusqlite::types::Value;

use self::conditions::LATE;
pub(in crate::read) use self::conditions::{Conditions, REGULATORY, SAFETY, UNTOLD};
pub use self::query::{
    AfterRow, GroupCount, ListedRequest, OwnerIs, RequestFilter, RequestGroup, RequestOrder, RequestQuery,
    SortKey, Stand,
};
use super::columns::count;
use super::in_order::InOrder;
use super::names::Names;
use super::request::{summary, summary_columns};
use crate::entity::EntityNo;
use crate::error::Result;
use crate::reader::Read;

impl Read<'_> {
    /// One page: its rows in order.
    ///
    /// # Errors
    /// From SQLite.
    pub fn request_page(&self, query: &RequestQuery) -> Result<Vec<ListedRequest>> {
        let mut page = Vec::new();
        let mut names = Names::in_picture(self);
        for (sql, conditions) in self.page_statements(query)? {
            let mut statement = self.conn().prepare_cached(&sql)?;
            let mut rows = statement.query(&conditions.params()[..])?;
            while page.len() < query.limit as usize
                && let Some(row) = rows.next()?
            {
                page.push(listed(row, &mut names)?);
            }
        }
        Ok(page)
    }

    /// The statements that give a page together, in order: rows without an order and rows with one are asked for
    /// separately, because a comparison with nothing is neither true nor false.
    pub(in crate::read) fn page_statements(&self, query: &RequestQuery) -> Result<Vec<(String, Conditions)>> {
        let (group, group_key, _) = query.group.columns();
        let (sort, down) = query.order();
        let way = if down { "DESC" } else { "ASC" };
        let places = format!("SELECT {group} AS g, {group_key} AS k, {sort} AS s, r.no AS no");
        let after = match &query.after {
            Some(after) => self.entity_no(after.id)?.map(|no| (after, no)),
            None => None,
        };
        // What came with an act is found by that, and sorted: what it is not is not walked through.
        if query.group != RequestGroup::None || query.filter.came_with.is_some() {
            let (sql, it) = grouped(query, &format!("{places} FROM request r"), (group, sort, down), after);
            // What is shown is read once the page's rows are known, or it would be sorted with all the others.
            let shown = format!(
                "SELECT p.g, p.k, p.s, p.no, {}
                   FROM ({sql}) p CROSS JOIN request r ON r.no = p.no CROSS JOIN entity e ON e.no = p.no
                  ORDER BY p.g, coalesce(p.s, 0) {way}, p.no {way}",
                summary_columns()
            );
            return Ok(vec![(shown, it)]);
        }
        // An index gives the order, so no row is read that the page does not show.
        let select =
            format!("{places}, {} FROM request r CROSS JOIN entity e ON e.no = r.no", summary_columns());
        // Not as a parameter: the planner asks how many rows are wanted.
        let limit = query.limit;
        let condition = |with: bool, mut it: Conditions| {
            // The constant NULL is "as written down": only the number orders.
            if sort == "NULL" {
                if let Some((_, no)) = after {
                    let no = it.bind(Value::Integer(no.0));
                    it.and(&format!("r.no {} {no}", if down { "<" } else { ">" }));
                }
                return (format!("{select} WHERE {} ORDER BY r.no {way} LIMIT {limit}", it.sql), it);
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
            // Where nothing orders them the number alone does, in the index of the order as well. Nothing is closed
            // without an instant, and the index of age would have to be sorted for nothing.
            let by_number = !with && query.order != RequestOrder::Age;
            let first = if by_number { String::new() } else { format!("{sort} {way}, ") };
            (format!("{select} WHERE {} ORDER BY {first}r.no {way} LIMIT {limit}", it.sql), it)
        };
        let part = |with: bool| {
            if query.order == RequestOrder::Age && query.filter.stand != Stand::Deleted {
                return condition(with, Conditions::of(&query.filter, query.today));
            }
            let places = query.filter.stand.places();
            let of = |place: &u8| condition(with, Conditions::at(*place, &query.filter, query.today));
            match places {
                [place] => of(place),
                // Open and closed stand in the index one after the other: a page of each, and of both the first.
                _ => {
                    let parts: Vec<_> = places.iter().map(of).collect();
                    let of_each: Vec<_> =
                        parts.iter().map(|(sql, _)| format!("SELECT * FROM ({sql})")).collect();
                    let both = format!("{} ORDER BY s {way}, no {way}", of_each.join(" UNION ALL "));
                    // Every part binds the same values in the same places.
                    (
                        both,
                        parts
                            .into_iter()
                            .next()
                            .map_or_else(|| Conditions::of(&query.filter, query.today), |(_, it)| it),
                    )
                }
            }
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
        // By place: an index alone answers it where nothing else is asked for.
        let mut found = 0;
        for place in filter.stand.places() {
            let it = Conditions::at(*place, filter, today);
            let sql = format!("SELECT count(*) AS n FROM request r WHERE {}", it.sql);
            let mut statement = self.conn().prepare_cached(&sql)?;
            found += statement.query_row(&it.params()[..], |row| count(row, "n"))?;
        }
        Ok(found)
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
    let limit = query.limit;
    (format!("{select} WHERE {} ORDER BY g ASC, {sort} {way}, r.no {way} LIMIT {limit}", it.sql), it)
}

/// Columns of a row's place in the list, before those of what is shown.
const PLACE_COLUMNS: usize = 4;

fn listed(row: &Row<'_>, names: &mut Names<'_>) -> Result<ListedRequest> {
    let mut place = InOrder::from(row, 0);
    let (group, group_key) = (place.text()?, place.text()?);
    let sort = match place.get()? {
        Value::Integer(n) => SortKey::Int(n),
        Value::Text(text) => SortKey::Text(text),
        Value::Null | Value::Real(_) | Value::Blob(_) => SortKey::Null,
    };
    let summary = summary(InOrder::from(row, PLACE_COLUMNS), names)?;
    Ok(ListedRequest { group, group_key, sort, summary })
}

fn sql_value(sort: &SortKey) -> Value {
    match sort {
        SortKey::Null => Value::Null,
        SortKey::Int(n) => Value::Integer(*n),
        SortKey::Text(text) => Value::Text(text.clone()),
    }
}
