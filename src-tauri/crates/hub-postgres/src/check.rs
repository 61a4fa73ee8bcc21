//! Looking a hub through: are its chains whole, and does the engine still refuse what it must?

use serde::Serialize;

use crate::admin::Admin;
use crate::error::PostgresError;
use crate::hub::read;

/// Every question gives the faults it finds: `kind`, and what it is about.
const QUESTIONS: &str = include_str!("check.sql");

/// Something that is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What kind, one word.
    pub kind: String,
    /// What it is about, in words.
    pub detail: String,
}

impl Admin {
    /// Looks everything through. It reads every op's place and hash; the bodies cannot be read there.
    ///
    /// # Errors
    /// The server cannot be reached, or holds no hub that this version reads.
    pub fn check(&mut self) -> Result<Vec<Fault>, PostgresError> {
        self.session.knows_format()?;
        let rows =
            self.session.ask("look the hub through", async |client| client.query(QUESTIONS, &[]).await)?;
        read(&self.session, || {
            rows.iter().map(|row| Ok(Fault { kind: row.try_get(0)?, detail: row.try_get(1)? })).collect()
        })
    }
}
