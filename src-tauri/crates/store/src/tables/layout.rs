//! Which columns a kind's fields stand in.

use std::collections::HashMap;
use std::sync::OnceLock;

use keepalive_domain::schema::{COMMON, Field, Kind};
use keepalive_domain::value::FieldType;

/// A set of a kind's fields, one bit each, in the order of [`Layout::fields`].
pub(crate) type FieldMask = u64;

/// One column of a read table that holds (part of) a field.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Its name.
    pub(crate) name: String,
    /// Its type in a STRICT table.
    pub(crate) sql_type: &'static str,
}

/// A kind's fields and the columns they stand in.
#[derive(Debug)]
pub(crate) struct Layout {
    /// Its fields, the common ones last.
    pub(crate) fields: Vec<Field>,
    /// Per field its columns: one, or two for a reference that may be free text.
    pub(crate) columns_of: Vec<Vec<Column>>,
    /// Position of the field that puts a thing into the trash. Every kind has it.
    pub(crate) deleted: usize,
    /// Fields whose words search finds.
    pub(crate) searched: FieldMask,
    /// Position of each field.
    positions: HashMap<&'static str, usize>,
}

impl Layout {
    /// The layout of this kind.
    pub(crate) fn of(kind: Kind) -> &'static Self {
        static LAYOUTS: OnceLock<Vec<Layout>> = OnceLock::new();
        let layouts = LAYOUTS.get_or_init(|| Kind::ALL.iter().map(|kind| Self::new(*kind)).collect());
        // `Kind::ALL` lists the variants in order.
        &layouts[kind as usize]
    }

    fn new(kind: Kind) -> Self {
        let fields: Vec<Field> = kind.def().fields.iter().chain(COMMON).copied().collect();
        assert!(fields.len() < FieldMask::BITS as usize, "{kind} has more fields than a mask holds");
        let positions: HashMap<_, _> =
            fields.iter().enumerate().map(|(at, field)| (field.name, at)).collect();
        let searched = kind.def().searched.iter().map(|name| 1 << positions[name]).sum();
        let deleted = positions["deleted"];
        Self { columns_of: fields.iter().map(columns_of).collect(), deleted, searched, positions, fields }
    }

    /// Every column that holds a field, in order.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &Column> {
        self.columns_of.iter().flatten()
    }

    /// Position of the field with this name.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.positions.get(name).copied()
    }

    /// The mask of these fields.
    pub(crate) fn mask(&self, names: &[&str]) -> FieldMask {
        names.iter().filter_map(|name| self.position(name)).fold(0, |mask, at| mask | 1 << at)
    }

    /// The mask of all fields.
    pub(crate) fn all(&self) -> FieldMask {
        (1 << self.fields.len()) - 1
    }

    /// Positions in a mask.
    pub(crate) fn positions(&self, mask: FieldMask) -> impl Iterator<Item = usize> + use<> {
        (0..self.fields.len()).filter(move |at| mask & (1 << at) != 0)
    }
}

/// The columns of one field.
fn columns_of(field: &Field) -> Vec<Column> {
    let column = |name: &str, sql_type| Column { name: name.to_owned(), sql_type };
    match field.ty {
        FieldType::Text | FieldType::LongText | FieldType::Word(_) | FieldType::Date => {
            vec![column(field.name, "TEXT")]
        }
        FieldType::Int | FieldType::Bool | FieldType::Instant | FieldType::Ref(_) | FieldType::Item => {
            vec![column(field.name, "INTEGER")]
        }
        FieldType::Real => vec![column(field.name, "REAL")],
        FieldType::RefOrText(_) => {
            vec![column(field.name, "INTEGER"), column(&format!("{}_text", field.name), "TEXT")]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_is_found_by_its_kind() {
        for kind in Kind::ALL {
            assert_eq!(Layout::of(*kind).fields[0], kind.def().fields[0], "{kind}");
        }
    }

    #[test]
    fn a_person_field_has_a_reference_and_a_text_column() {
        let layout = Layout::of(Kind::Request);
        let owner = layout.position("owner").unwrap();
        let names: Vec<_> = layout.columns_of[owner].iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["owner", "owner_text"]);
    }
}
