//! The files of the table set and their columns (docs/tables.md).

mod clinic;
mod register;
mod requests;
mod vendor;
mod workarounds;

use std::collections::HashMap;
use std::sync::LazyLock;

use keepalive_domain::check::required;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::FieldType;

/// One column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub name: &'static str,
    /// The field of the registry it fills.
    pub field: &'static str,
    /// What it says, for the data dictionary.
    pub says: &'static str,
}

/// One file of the table set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub file: &'static str,
    /// What its rows are.
    pub kind: Kind,
    /// Its columns, in order; the first is the key where there is one.
    pub columns: &'static [Column],
}

/// What of a table one export writes.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    /// Which table.
    pub(super) table: &'static Table,
    /// Its columns, in order, without the extra ones nothing fills.
    pub(super) columns: Vec<&'static Column>,
}

impl Table {
    /// Whether a row cannot do without this column. The key is always needed: it is what rows are found by.
    #[must_use]
    pub fn is_required(&self, column: &Column) -> bool {
        column.field == "key" || required(self.kind).contains(&column.field)
    }

    /// Whether a reader of the figures can do without this file. It is written only where it has rows, so that a
    /// clinic without it exports the very set every reader knows.
    #[must_use]
    pub const fn is_extra(&self) -> bool {
        matches!(
            self.kind,
            Kind::VendorAnswer | Kind::Candidate | Kind::CandidateAnswer | Kind::QuestionWeight
        )
    }

    /// Whether a reader of the figures can do without this column. It is written only where a row fills it.
    #[must_use]
    pub fn is_extra_column(&self, column: &Column) -> bool {
        match self.kind {
            Kind::System => matches!(column.field, "contract_notice_on" | "contract_renews_on"),
            Kind::Person => matches!(column.field, "review_every_days" | "last_reviewed"),
            Kind::RequestState => column.field == "undated",
            _ => false,
        }
    }

    /// The type of a column.
    #[must_use]
    pub fn type_of(&self, column: &Column) -> FieldType {
        // A test holds that every column names a field of its kind.
        self.kind.field(column.field).map_or(FieldType::Text, |field| field.ty)
    }

    /// Its columns with their types: found once, not for each cell of an import.
    pub(crate) fn typed_columns(&self) -> impl Iterator<Item = (&'static Column, FieldType)> + use<> {
        static TYPES: LazyLock<HashMap<Kind, Vec<FieldType>>> = LazyLock::new(|| {
            let types = |table: &Table| table.columns.iter().map(|column| table.type_of(column)).collect();
            TABLES.iter().map(|table| (table.kind, types(table))).collect()
        });
        // Every table stands in `TABLES`.
        let types = TYPES.get(&self.kind).map_or(&[][..], Vec::as_slice);
        self.columns.iter().zip(types.iter().copied())
    }

    /// The table of this kind.
    #[must_use]
    pub fn of(kind: Kind) -> Option<&'static Self> {
        TABLES.iter().find(|table| table.kind == kind)
    }

    /// The table whose file has this name, in any case.
    #[must_use]
    pub fn named(file: &str) -> Option<&'static Self> {
        TABLES.iter().find(|table| table.file.eq_ignore_ascii_case(file))
    }
}

/// A column named as its field.
const fn col(name: &'static str, says: &'static str) -> Column {
    Column { name, field: name, says }
}

/// The key column.
const fn key(name: &'static str, says: &'static str) -> Column {
    Column { name, field: "key", says }
}

/// Every table, parents before children: the order of import.
pub const TABLES: &[Table] = &[
    clinic::CLINIC,
    clinic::SYSTEMS,
    clinic::PEOPLE,
    clinic::FTE,
    clinic::AREAS,
    workarounds::WORKAROUNDS,
    workarounds::ESTIMATES,
    workarounds::OCCURRENCES,
    requests::REQUESTS,
    requests::REQUEST_STATES,
    requests::REQUEST_FACTS,
    requests::LINKS,
    requests::PROMISES,
    requests::CHASES,
    requests::VOICES,
    register::QUESTIONS,
    register::ANSWERS,
    register::SHADOW_RECORDS,
    register::PULSE,
    register::EVENTS,
    register::CONFIG_CHANGES,
    vendor::VENDOR_ANSWERS,
    vendor::CANDIDATES,
    vendor::CANDIDATE_ANSWERS,
    vendor::QUESTION_WEIGHTS,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_names_a_field_of_its_kind() {
        for table in TABLES {
            for column in table.columns {
                assert!(table.kind.field(column.field).is_some(), "{} {}", table.file, column.name);
            }
            assert_eq!(table.kind.has_key(), table.columns[0].field == "key", "{}", table.file);
        }
    }

    #[test]
    fn parents_come_before_children() {
        let place = |kind: Kind| TABLES.iter().position(|table| table.kind == kind);
        for table in TABLES {
            for column in table.columns {
                if let FieldType::Ref(parent) | FieldType::RefOrText(parent) = table.type_of(column)
                    && parent != table.kind
                    && parent != Kind::Site
                {
                    assert!(place(parent) < place(table.kind), "{} {}", table.file, column.name);
                }
            }
        }
    }
}
