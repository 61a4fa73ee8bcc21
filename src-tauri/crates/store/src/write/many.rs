//! Many rows in one transaction: the orders of a list, and the identities of what a first import brings, are indexed once
//! at the end, not with each row.

use keepalive_domain::schema::Kind;
use rusqlite::Connection;

use crate::error::Result;
use crate::tables;

/// From so many on it can pay.
const MANY: i64 = 5_000;

/// And where they are at least this part of all: indexing anew walks all of them.
const ONE_OF: i64 = 8;

/// The kind whose orders cost most: six of them, and a closed request moves in each.
const KIND: Kind = Kind::Request;

/// How many rows moved in the orders so far, how many things are new, and whether both are indexed now.
#[derive(Debug)]
pub(super) struct Orders {
    moved: i64,
    look_at: i64,
    dropped: bool,
    made: i64,
    without_identities: bool,
}

impl Orders {
    pub(super) const fn new() -> Self {
        Self { moved: 0, look_at: MANY, dropped: false, made: 0, without_identities: false }
    }

    /// Notes a row that is new, or goes to the trash or comes back.
    pub(super) const fn note(&mut self, kind: Kind, is_new: bool) {
        if matches!(kind, KIND) {
            self.moved += 1;
        }
        if is_new {
            self.made += 1;
        }
    }

    /// Drops the indexes once enough rows have moved. To be asked between two ops. That of identities only where all of
    /// them are known (`knows_all`): nobody else looks one up before the act is done.
    pub(super) fn look(&mut self, conn: &Connection, knows_all: bool) -> Result<()> {
        if knows_all && !self.without_identities && self.made >= MANY {
            conn.execute_batch(tables::WITHOUT_IDENTITIES_SQL)?;
            self.without_identities = true;
        }
        if self.dropped || self.moved < self.look_at {
            return Ok(());
        }
        let all: i64 = conn.query_row(&format!("SELECT count(*) FROM {KIND}"), [], |row| row.get(0))?;
        if self.moved * ONE_OF >= all {
            conn.execute_batch(&tables::without_orders_sql(KIND))?;
            self.dropped = true;
        } else {
            self.look_at = self.moved * 2;
        }
        Ok(())
    }

    /// Makes them again, after everything derived stands in its columns.
    pub(super) fn settle(&mut self, conn: &Connection) -> Result<()> {
        if self.without_identities {
            conn.execute_batch(tables::IDENTITIES_SQL)?;
        }
        if self.dropped {
            conn.execute_batch(&tables::orders_sql(KIND))?;
        }
        *self = Self::new();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every index of the requests, as it is made.
    fn indexes(conn: &Connection) -> Vec<String> {
        let sql = "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'request' ORDER BY name";
        let mut statement = conn.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<rusqlite::Result<_>>().unwrap()
    }

    fn moved(rows: i64) -> Orders {
        let mut orders = Orders::new();
        (0..rows).for_each(|_| orders.note(Kind::Request, true));
        orders
    }

    #[test]
    fn the_orders_of_many_rows_go_and_come_back_as_they_were() {
        let conn = Connection::open_in_memory().unwrap();
        tables::create(&conn).unwrap();
        let before = indexes(&conn);
        let mut few = moved(MANY - 1);
        few.look(&conn, false).unwrap();
        assert_eq!(indexes(&conn), before, "few rows leave them alone");
        let mut many = moved(MANY);
        many.look(&conn, false).unwrap();
        assert_eq!(indexes(&conn).len(), before.len() - 7);
        many.look(&conn, false).unwrap();
        many.settle(&conn).unwrap();
        assert_eq!(indexes(&conn), before);
        many.settle(&conn).unwrap();
    }

    #[test]
    fn identities_go_only_where_all_are_known_and_come_back_as_they_were() {
        let conn = Connection::open_in_memory().unwrap();
        tables::create(&conn).unwrap();
        let indexed = || -> Option<String> {
            let sql = "SELECT max(sql) FROM sqlite_schema WHERE name = 'entity_id'";
            conn.query_row(sql, [], |row| row.get(0)).unwrap()
        };
        let before = indexed();
        moved(MANY).look(&conn, false).unwrap();
        assert_eq!(indexed(), before);
        tables::drop_all(&conn).unwrap();
        tables::create(&conn).unwrap();
        let mut known = moved(MANY);
        known.look(&conn, true).unwrap();
        known.look(&conn, true).unwrap();
        assert_eq!(indexed(), None);
        known.settle(&conn).unwrap();
        assert_eq!(indexed(), before);
    }

    #[test]
    fn a_small_part_of_a_long_list_is_indexed_row_by_row() {
        let conn = Connection::open_in_memory().unwrap();
        tables::create(&conn).unwrap();
        // 5,000 of 40,001: less than an eighth.
        let rows = "WITH RECURSIVE n(no) AS (SELECT 1 UNION ALL SELECT no + 1 FROM n WHERE no <= 40000)
                    INSERT INTO request (no, stamps) SELECT no, x'' FROM n";
        conn.execute_batch(rows).unwrap();
        let before = indexes(&conn);
        moved(MANY).look(&conn, false).unwrap();
        assert_eq!(indexes(&conn), before);
    }
}
