//! The clinic's key in the database, wrapped for each recovery sheet (`sheets.sql`).

use keepalive_seal::SheetName;

use crate::error::PostgresError;
use crate::hub::{Connected, PostgresHub, read, reads_only};
use crate::session::Session;

impl Connected {
    /// What lies there for sheets, in the order of their days.
    ///
    /// # Errors
    /// [`PostgresError::NoSheets`], or the way to the server broke.
    pub fn sheets(&mut self) -> Result<Vec<(SheetName, Vec<u8>)>, PostgresError> {
        sheets(&mut self.session)
    }

    /// Takes away what this desk laid down within the hour, for a sheet that nobody has.
    ///
    /// # Errors
    /// As [`Connected::sheets`].
    pub fn end_sheet(&mut self, name: &SheetName) -> Result<(), PostgresError> {
        let sql = "SELECT keepalive.end_sheet($1)";
        let ended = self
            .session
            .ask("take a sheet away", async |client| client.execute(sql, &[&name.text()]).await.map(drop));
        ended.map_err(older)
    }
}

impl PostgresHub {
    /// What lies there for sheets, in the order of their days.
    ///
    /// # Errors
    /// As [`Connected::sheets`].
    pub fn sheets(&mut self) -> Result<Vec<(SheetName, Vec<u8>)>, PostgresError> {
        sheets(&mut self.session)
    }

    /// Lays what a sheet opens down. What stands there under this name stays.
    ///
    /// # Errors
    /// As [`Connected::sheets`]; [`PostgresError::Refused`] where the clinic has too many, [`PostgresError::ReadsOnly`].
    pub fn lay_sheet(&mut self, name: &SheetName, wrapped: &[u8]) -> Result<(), PostgresError> {
        if !self.writes {
            return Err(reads_only(&self.session));
        }
        let attempted = "lay down what a recovery sheet opens";
        let sql = "SELECT keepalive.lay_sheet($1, $2)";
        let laid: Result<bool, _> = self.session.ask(attempted, async |client| {
            client.query_one(sql, &[&name.text(), &wrapped]).await?.try_get(0)
        });
        if laid.map_err(older)? {
            return Ok(());
        }
        let detail = "the clinic has as many sheets as it may".to_owned();
        Err(PostgresError::Refused { attempted, server: self.session.server.name(), detail })
    }
}

fn sheets(session: &mut Session) -> Result<Vec<(SheetName, Vec<u8>)>, PostgresError> {
    let sql = "SELECT name, wrapped FROM keepalive.sheets()";
    let rows = session.rows("look for recovery sheets", sql, &[]).map_err(older)?;
    read(session, || {
        let mut found = Vec::new();
        for row in &rows {
            if let Some(name) = SheetName::parse(row.try_get(0)?) {
                found.push((name, row.try_get(1)?));
            }
        }
        Ok(found)
    })
}

/// It was a hub a moment ago.
fn older(error: PostgresError) -> PostgresError {
    match error {
        PostgresError::NotAHub { server } => PostgresError::NoSheets { server },
        other => other,
    }
}
