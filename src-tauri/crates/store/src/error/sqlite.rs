//! What SQLite answers, as what it means for the person: a full disk, a damaged file, a drive that is gone.

use rusqlite::types::Type;
use rusqlite::{ErrorCode, ffi};

use super::StoreError;

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Corrupt { detail: error.to_string() }
            }
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => {
                Self::Drive { detail: error.to_string() }
            }
            Some(ErrorCode::OutOfMemory) => Self::NoMemory { detail: error.to_string() },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                Self::ReadOnly { detail: error.to_string() }
            }
            _ if is_damage(&error) => Self::Corrupt { detail: error.to_string() },
            _ => Self::Sqlite(error),
        }
    }
}

/// Whether the error says that the file is not as this program writes it, where SQLite itself does not call it damage.
fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::Error;
    match error {
        // A text that is none, or a value of a kind that its column never gets. Nothing at all may be a statement's answer.
        Error::Utf8Error(..) | Error::FromSqlConversionFailure(..) | Error::IntegralValueOutOfRange(..) => {
            true
        }
        Error::InvalidColumnType(_, _, found) => *found != Type::Null,
        Error::SqliteFailure(code, _) if BROKEN_KEYS.contains(&code.extended_code) => true,
        _ => lacks_what_we_made(error),
    }
}

/// A key stands twice, or what a row hangs on is missing: what is written fits what stands as long as that is whole.
const BROKEN_KEYS: [i32; 4] = [
    ffi::SQLITE_CONSTRAINT_UNIQUE,
    ffi::SQLITE_CONSTRAINT_PRIMARYKEY,
    ffi::SQLITE_CONSTRAINT_ROWID,
    ffi::SQLITE_CONSTRAINT_FOREIGNKEY,
];

/// Whether the description of the tables is another one. Every statement here fits the tables this version makes, so
/// where SQLite cannot find one, or cannot read how it is made, the description in the file is damaged.
fn lacks_what_we_made(error: &rusqlite::Error) -> bool {
    const SAYS: [&str; 9] = [
        "no such table",
        "no such column",
        "has no column named",
        "unsupported file format",
        "vtable constructor failed",
        // What the search index says of its own description.
        "unrecognized column option",
        "unrecognized option",
        "error in tokenizer constructor",
        "invalid fts5 file format",
    ];
    let said = error.to_string();
    SAYS.iter().any(|missing| said.contains(missing))
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    /// Each was met in a damaged file (docs/faults.md, row 4).
    #[test]
    fn what_a_sound_file_never_answers_is_damage_and_a_slip_of_ours_is_not() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(
            "CREATE TABLE act (first_op INTEGER UNIQUE, label TEXT); INSERT INTO act VALUES (1, CAST(x'ff' AS TEXT));",
        )
        .unwrap();
        let answer = |sql: &str| conn.execute(sql, []).map(drop).map_err(StoreError::from).unwrap_err();
        for damaged in [
            "INSERT INTO act VALUES (1, 'b')",
            "INSERT INTO op VALUES (1)",
            "CREATE VIRTUAL TABLE search USING fts5(title unindexe)",
        ] {
            let error = answer(damaged);
            assert!(matches!(error, StoreError::Corrupt { .. }), "{damaged}: {error}");
        }
        let text = conn.query_row("SELECT label FROM act", [], |row| row.get::<_, String>(0));
        assert!(matches!(StoreError::from(text.unwrap_err()), StoreError::Corrupt { .. }));
        let none = conn.query_row("SELECT NULL", [], |row| row.get::<_, String>(0));
        assert!(matches!(StoreError::from(none.unwrap_err()), StoreError::Sqlite(_)));
        assert!(matches!(answer("SELEKT 1"), StoreError::Sqlite(_)));
        let asked = rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_NOMEM), None);
        assert!(matches!(StoreError::from(asked), StoreError::NoMemory { .. }));
    }
}
