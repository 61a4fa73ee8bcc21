//! Human numbers: which ones ever stood in the log.

use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use rusqlite::{Connection, OptionalExtension, params};

use crate::apply::Session;
use crate::error::Result;
use crate::tables::Layout;

/// The code of this desk. A clinic with several desks gives each its own.
pub(crate) const DESK: &str = "A";

/// The longest number taken for one of ours; beyond it a key is somebody else's.
const MOST_DIGITS: usize = 15;

/// Notes a key that is a human number, whether or not it goes on to win: it never comes again.
pub(crate) fn note(session: &mut Session<'_>, kind: Kind, at: usize, value: &Value) {
    let carries_numbers = matches!(kind, Kind::Request | Kind::Workaround);
    if let Value::Text(text) = value
        && carries_numbers
        && Layout::of(kind).fields[at].name == "key"
        && let Some(number) = parse(text)
    {
        session.dirty.number = session.dirty.number.max(number);
    }
}

/// The number in `A-0142`; `None` for every other key.
fn parse(key: &str) -> Option<i64> {
    let digits = key.strip_prefix(DESK)?.strip_prefix('-')?;
    let ours = digits.len() >= 4 && digits.len() <= MOST_DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
    if ours { digits.parse().ok() } else { None }
}

/// The highest number taken so far.
pub(crate) fn highest(conn: &Connection) -> Result<i64> {
    let found = conn
        .prepare_cached("SELECT value FROM derived_value WHERE key = 'number:' || ?")?
        .query_row([DESK], |row| row.get(0))
        .optional()?;
    Ok(found.unwrap_or(0))
}

/// Keeps the highest number taken.
pub(crate) fn keep(conn: &Connection, number: i64) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO derived_value (key, value) VALUES ('number:' || ?, ?)
         ON CONFLICT (key) DO UPDATE SET value = max(value, excluded.value)",
    )?
    .execute(params![DESK, number])?;
    Ok(())
}

/// As it is written on a thing.
pub(crate) fn format(number: i64) -> String {
    format!("{DESK}-{number:04}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_desks_own_numbers_count() {
        assert_eq!(parse("A-0142"), Some(142));
        assert_eq!(parse("A-12345"), Some(12_345));
        for other in ["B-0142", "A-142", "A-", "A-01x2", "INC0001", "A-9999999999999999"] {
            assert_eq!(parse(other), None, "{other}");
        }
        assert_eq!(format(7), "A-0007");
    }
}
