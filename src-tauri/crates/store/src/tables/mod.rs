//! The read tables: one per kind, generated from the registry.

mod derived_columns;
mod layout;

use rusqlite::Connection;

use keepalive_domain::schema::Kind;

pub(crate) use layout::{FieldMask, Layout};

use crate::error::Result;

/// Rises when `apply` or a derivation gives other results for the same log. Changes of the registry or of the
/// tables themselves need no rise: they are part of [`fingerprint`].
const DERIVED_VERSION: u32 = 1;

/// The fixed derived tables.
const DERIVED_SQL: &str = include_str!("derived.sql");

/// The index of identities. An import that knows all of them makes it after its rows, not with each.
pub(crate) const IDENTITIES_SQL: &str = "CREATE UNIQUE INDEX entity_id ON entity (id);\n";

/// Drops it.
pub(crate) const WITHOUT_IDENTITIES_SQL: &str = "DROP INDEX entity_id";

/// What the derived tables of this version are; stored in `meta`, and on a mismatch everything is rebuilt.
pub(crate) fn fingerprint() -> String {
    let hash = blake3::hash(definitions().as_bytes()).to_hex();
    format!("{DERIVED_VERSION}-{}", &hash[..16])
}

/// Makes every derived table, empty.
pub(crate) fn create(conn: &Connection) -> Result<()> {
    Ok(conn.execute_batch(&definitions())?)
}

/// Drops everything in the file but the log, whatever version made it.
pub(crate) fn drop_all(conn: &Connection) -> Result<()> {
    // Virtual tables take their shadow tables with them, so they go first.
    for (kind, filter) in
        [("VIEW", "type = 'view'"), ("TABLE", "sql LIKE 'CREATE VIRTUAL%'"), ("TABLE", "type = 'table'")]
    {
        let names: Vec<String> = conn
            .prepare(&format!(
                "SELECT name FROM sqlite_schema
                  WHERE {filter} AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                    AND name NOT IN ('meta', 'stream', 'op', 'carried', 'aside', 'aside_count', 'unvouched')"
            ))?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for name in names {
            conn.execute_batch(&format!("DROP {kind} IF EXISTS \"{name}\""))?;
        }
    }
    Ok(())
}

/// Names of the derived tables whose rows a rebuild must give again, with the columns that order them.
pub(crate) fn compared() -> Vec<(&'static str, &'static str)> {
    let fixed = [
        ("entity", "no"),
        ("later_op", "entity_no, op_no"),
        ("act", "first_op"),
        ("emptied", "op_id"),
        ("contested", "entity_no, field"),
        ("occurrence_month", "workaround, month"),
        ("numbering", "letters, desk"),
        ("derived_value", "key"),
        ("other_thing", "no, kind"),
    ];
    fixed.into_iter().chain(Kind::ALL.iter().map(|kind| (kind.name(), "no"))).collect()
}

/// The SQL that makes every derived table.
fn definitions() -> String {
    let mut sql = String::from(DERIVED_SQL);
    sql.push_str(IDENTITIES_SQL);
    for kind in Kind::ALL {
        sql.push_str(&table_sql(*kind));
    }
    sql
}

/// The SQL of one kind's read table and its indexes.
fn table_sql(kind: Kind) -> String {
    let name = kind.name();
    let mut columns = vec![("stamps".to_owned(), "BLOB NOT NULL")];
    columns
        .extend(derived_columns::derived_columns(kind).iter().map(|(name, sql)| ((*name).to_owned(), *sql)));
    columns.extend(Layout::of(kind).columns().map(|column| (column.name.clone(), column.sql_type)));
    columns.push(("extra".to_owned(), "TEXT"));
    // A stable sort: what is seldom filled goes to the end, everything else stays as it is.
    columns.sort_by_key(|(name, _)| derived_columns::SELDOM.contains(&name.as_str()));
    let mut sql = format!("\nCREATE TABLE {name} (\n    no INTEGER PRIMARY KEY");
    for (column, sql_type) in columns {
        sql.push_str(&format!(",\n    \"{column}\" {sql_type}"));
    }
    sql.push_str("\n) STRICT;\n");
    for (n, index) in derived_columns::indexes(kind).iter().enumerate() {
        sql.push_str(&format!("CREATE INDEX {name}_{n} ON {name} {index};\n"));
    }
    // The trash is read from these, whatever else the table holds; what is not in the trash costs nothing here.
    sql.push_str(&format!("CREATE INDEX {name}_trash ON {name} (deleted) WHERE deleted = 1;\n"));
    sql + &orders_sql(kind)
}

/// The SQL that makes the indexes of a kind's orders.
pub(crate) fn orders_sql(kind: Kind) -> String {
    let orders = derived_columns::orders(kind).iter().enumerate();
    orders.map(|(n, order)| format!("CREATE INDEX {kind}_order_{n} ON {kind} {order};\n")).collect()
}

/// The SQL that drops them.
pub(crate) fn without_orders_sql(kind: Kind) -> String {
    (0..derived_columns::orders(kind).len()).map(|n| format!("DROP INDEX {kind}_order_{n};\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_made_and_dropped_again() {
        let conn = Connection::open_in_memory().unwrap();
        create(&conn).unwrap();
        let tables = |conn: &Connection| -> i64 {
            conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).unwrap()
        };
        assert!(tables(&conn) > 40);
        drop_all(&conn).unwrap();
        assert_eq!(tables(&conn), 0);
    }
}
