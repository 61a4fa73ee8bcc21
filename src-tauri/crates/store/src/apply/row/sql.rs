//! The statements that read and write the rows of a kind.

use keepalive_domain::schema::Kind;

use crate::tables::{FieldMask, Layout};

fn column_names(kind: Kind, mask: FieldMask) -> Vec<String> {
    let layout = Layout::of(kind);
    let columns = layout.positions(mask).flat_map(|at| &layout.columns_of[at]);
    columns.map(|column| format!("\"{}\"", column.name)).collect()
}

pub(super) fn select_sql(kind: Kind, mask: FieldMask) -> String {
    format!("SELECT {} FROM {kind} t WHERE t.no = ?", read_columns(kind, mask))
}

/// The same by identity. The index of identities ends in `no`, so `entity` itself is not read.
pub(super) fn find_sql(kind: Kind, mask: FieldMask) -> String {
    format!(
        "SELECT {} FROM entity e CROSS JOIN {kind} t ON t.no = e.no WHERE e.id = ?",
        read_columns(kind, mask)
    )
}

fn read_columns(kind: Kind, mask: FieldMask) -> String {
    let mut names = ["no", "stamps", "extra"].map(|name| format!("t.{name}")).to_vec();
    names.extend(column_names(kind, mask).iter().map(|name| format!("t.{name}")));
    names.join(", ")
}

pub(super) fn update_sql(kind: Kind, mask: FieldMask, with_extra: bool) -> String {
    let mut sets = vec!["stamps = ?2".to_owned()];
    if with_extra {
        sets.push("extra = ?3".to_owned());
    }
    let first = if with_extra { 4 } else { 3 };
    let columns = column_names(kind, mask);
    sets.extend(columns.iter().enumerate().map(|(n, name)| format!("{name} = ?{}", first + n)));
    format!("UPDATE {kind} SET {} WHERE no = ?1", sets.join(", "))
}

/// With these derived columns last.
pub(super) fn insert_sql(kind: Kind, derived: &[&str]) -> String {
    let mut columns = column_names(kind, Layout::of(kind).all());
    columns.extend(derived.iter().map(|column| format!("\"{column}\"")));
    let places = ", ?".repeat(columns.len());
    format!("INSERT INTO {kind} (no, stamps, extra, {}) VALUES (?, ?, ?{places})", columns.join(", "))
}
