//! Who is in and the later keys, in the database (`key_files.sql`).

use crate::error::PostgresError;
use crate::hub::{Connected, PostgresHub, read};
use crate::session::Session;

impl Connected {
    /// What lies there, in the order of the names.
    ///
    /// # Errors
    /// [`PostgresError::NoKeyFiles`], or the way to the server broke.
    pub fn key_files(&mut self) -> Result<Vec<(String, Vec<u8>)>, PostgresError> {
        key_files(&mut self.session)
    }
}

impl PostgresHub {
    /// What lies there, in the order of the names.
    ///
    /// # Errors
    /// As [`Connected::key_files`].
    pub fn key_files(&mut self) -> Result<Vec<(String, Vec<u8>)>, PostgresError> {
        key_files(&mut self.session)
    }

    /// Lays one down. What stands there under this name stays.
    ///
    /// # Errors
    /// As [`Connected::key_files`]; [`PostgresError::Refused`] where the clinic has too many.
    pub fn lay_key_file(&mut self, name: &str, content: &[u8]) -> Result<(), PostgresError> {
        let attempted = "say who is in";
        let sql = "SELECT keepalive.lay_key_file($1, $2)";
        let laid: Result<bool, _> = self
            .session
            .ask(attempted, async |client| client.query_one(sql, &[&name, &content]).await?.try_get(0));
        if laid.map_err(older)? {
            return Ok(());
        }
        let detail = "the clinic has as many keys as it may".to_owned();
        Err(PostgresError::Refused { attempted, server: self.session.server.name(), detail })
    }
}

fn key_files(session: &mut Session) -> Result<Vec<(String, Vec<u8>)>, PostgresError> {
    let sql = "SELECT name, content FROM keepalive.key_files()";
    let rows = session.rows("look who is in", sql, &[]).map_err(older)?;
    read(session, || rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect())
}

/// It was a hub a moment ago.
fn older(error: PostgresError) -> PostgresError {
    match error {
        PostgresError::NotAHub { server } => PostgresError::NoKeyFiles { server },
        other => other,
    }
}
