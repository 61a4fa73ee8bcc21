//! Reading columns by name, and the SQL of what many rows share.

use chrono::NaiveDate;
use keepalive_domain::ids::{EntityId, MARK_BYTES};
use rusqlite::types::Type;
use rusqlite::{Error, Row};

/// Somebody: a person, or a name as written where none matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhoRow {
    /// The person; `None` = free text.
    pub id: Option<EntityId>,
    /// Name as shown.
    pub name: String,
}

/// SQL of a reference-or-text column as `{alias}_id` and `{alias}_name`.
pub(super) fn who_sql(table: &str, column: &str, alias: &str) -> String {
    format!(
        "(SELECT id FROM entity WHERE no = {table}.\"{column}\") AS {alias}_id,
         coalesce((SELECT coalesce(name, key) FROM person WHERE no = {table}.\"{column}\"),
                  {table}.\"{column}_text\") AS {alias}_name"
    )
}

/// SQL of a request's or workaround's key as it is shown. Where desks that worked apart gave the same one twice, the last
/// digits of its identity tell the things apart: `A-0001~7f3a`. What lies in the trash confuses nobody.
pub(super) fn key_sql(table: &str) -> String {
    // A desk alone gives no key twice, and is asked once a query; the rest are two looks into an index.
    format!(
        "CASE WHEN (SELECT count(DISTINCT device_id) FROM stream) > 1
                   AND (SELECT count(*) FROM request k WHERE k.key = {table}.key AND k.deleted IS NOT 1)
                     + (SELECT count(*) FROM workaround k WHERE k.key = {table}.key AND k.deleted IS NOT 1) > 1
              THEN {table}.key || '~' || lower(hex(substr((SELECT id FROM entity WHERE no = {table}.no), {MARK})))
              ELSE {table}.key END",
        MARK = 17 - MARK_BYTES
    )
}

/// Reads what [`who_sql`] selected; `None` = nobody.
pub(super) fn who(row: &Row<'_>, alias: &str) -> rusqlite::Result<Option<WhoRow>> {
    let name: Option<String> = row.get(format!("{alias}_name").as_str())?;
    let id = maybe_id(row, &format!("{alias}_id"))?;
    Ok(match (id, name) {
        (None, None) => None,
        (id, name) => Some(WhoRow { id, name: name.unwrap_or_default() }),
    })
}

/// An identity that is always there.
pub(super) fn id(row: &Row<'_>, column: &str) -> rusqlite::Result<EntityId> {
    maybe_id(row, column)?.ok_or_else(|| wrong(column, "no identity"))
}

/// An identity, or nothing.
pub(super) fn maybe_id(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<EntityId>> {
    let bytes: Option<Vec<u8>> = row.get(column)?;
    bytes.map(|b| EntityId::from_slice(&b).ok_or_else(|| wrong(column, "not sixteen bytes"))).transpose()
}

/// A day, or nothing.
pub(super) fn day(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<NaiveDate>> {
    let text: Option<String> = row.get(column)?;
    Ok(text.and_then(|text| text.parse().ok()))
}

/// Yes, as opposed to no or unknown.
pub(super) fn yes(row: &Row<'_>, column: &str) -> rusqlite::Result<bool> {
    Ok(row.get::<_, Option<i64>>(column)? == Some(1))
}

/// A count; none counts as 0.
pub(super) fn count(row: &Row<'_>, column: &str) -> rusqlite::Result<u32> {
    Ok(row.get::<_, Option<i64>>(column)?.unwrap_or(0).try_into().unwrap_or(u32::MAX))
}

/// Text; none counts as empty.
pub(super) fn text(row: &Row<'_>, column: &str) -> rusqlite::Result<String> {
    Ok(row.get::<_, Option<String>>(column)?.unwrap_or_default())
}

/// A word of a closed vocabulary, or nothing where a newer version wrote another.
pub(super) fn word<T>(
    row: &Row<'_>,
    column: &str,
    from_word: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    Ok(row.get::<_, Option<String>>(column)?.and_then(|word| from_word(&word)))
}

fn wrong(column: &str, what: &'static str) -> Error {
    Error::FromSqlConversionFailure(0, Type::Blob, format!("column {column}: {what}").into())
}
