//! Reading columns in the order in which they were selected.

use chrono::NaiveDate;
use keepalive_domain::ids::EntityId;
use rusqlite::types::{FromSql, Type, ValueRef};
use rusqlite::{Error, Row};

/// The columns of a row, each read once and from left to right. A page of a list has some thousands of them, and finding
/// each by its name took longer than reading it.
pub(super) struct InOrder<'r> {
    row: &'r Row<'r>,
    next: usize,
}

impl<'r> InOrder<'r> {
    /// Begins at this column.
    pub(super) const fn from(row: &'r Row<'r>, first: usize) -> Self {
        Self { row, next: first }
    }

    /// The next column, as it stands.
    pub(super) fn get<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        self.next += 1;
        self.row.get(self.next - 1)
    }

    /// An identity that is always there.
    pub(super) fn id(&mut self) -> rusqlite::Result<EntityId> {
        let at = self.next;
        self.maybe_id()?.ok_or_else(|| wrong(at, "no identity"))
    }

    /// An identity, or nothing.
    pub(super) fn maybe_id(&mut self) -> rusqlite::Result<Option<EntityId>> {
        let at = self.next;
        let Some(bytes) = self.value()?.as_blob_or_null()? else { return Ok(None) };
        EntityId::from_slice(bytes).map(Some).ok_or_else(|| wrong(at, "not sixteen bytes"))
    }

    /// A day, or nothing.
    pub(super) fn day(&mut self) -> rusqlite::Result<Option<NaiveDate>> {
        Ok(self.value()?.as_str_or_null()?.and_then(|text| text.parse().ok()))
    }

    /// Yes, as opposed to no or unknown.
    pub(super) fn yes(&mut self) -> rusqlite::Result<bool> {
        Ok(self.get::<Option<i64>>()? == Some(1))
    }

    /// A count; none counts as 0.
    pub(super) fn count(&mut self) -> rusqlite::Result<u32> {
        Ok(self.get::<Option<i64>>()?.unwrap_or(0).try_into().unwrap_or(u32::MAX))
    }

    /// Text; none counts as empty.
    pub(super) fn text(&mut self) -> rusqlite::Result<String> {
        Ok(self.value()?.as_str_or_null()?.unwrap_or_default().to_owned())
    }

    /// A word of a closed vocabulary, or nothing where a newer version wrote another.
    pub(super) fn word<T>(&mut self, from_word: impl Fn(&str) -> Option<T>) -> rusqlite::Result<Option<T>> {
        Ok(self.value()?.as_str_or_null()?.and_then(from_word))
    }

    fn value(&mut self) -> rusqlite::Result<ValueRef<'r>> {
        self.next += 1;
        self.row.get_ref(self.next - 1)
    }
}

fn wrong(at: usize, what: &'static str) -> Error {
    Error::FromSqlConversionFailure(at, Type::Blob, what.into())
}
