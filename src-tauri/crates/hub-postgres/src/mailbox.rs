//! Invitations and their answers in the database, while a code serves (`joining.sql`).
//!
//! The server keeps them for 15 minutes by its own clock and takes one guest's answer for each.

use keepalive_seal::Guest;
use uuid::Uuid;

use crate::error::PostgresError;
use crate::hub::{Connected, read};

/// An invitation that lies there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidInvite {
    /// What it is called.
    pub id: [u8; 16],
    /// Its bytes.
    pub sealed: Vec<u8>,
    /// The answer to it, once there is one.
    pub answer: Option<Vec<u8>>,
}

impl Connected {
    /// Lays an invitation down; one of this desk's that lay there before is taken away.
    ///
    /// # Errors
    /// [`PostgresError::ReadsOnly`], [`PostgresError::NoMailbox`], [`PostgresError::Revoked`], or the way to the server
    /// broke.
    pub fn lay_invite(&mut self, id: [u8; 16], sealed: &[u8]) -> Result<(), PostgresError> {
        self.must_write()?;
        let sql = "SELECT keepalive.lay_invite($1, $2)";
        let id = Uuid::from_bytes(id);
        let laid: bool = self.mail("lay an invitation down", async |client| {
            client.query_one(sql, &[&id, &sealed]).await?.try_get(0)
        })?;
        if laid { Ok(()) } else { Err(PostgresError::Revoked { server: self.session.server.name() }) }
    }

    /// The clinic's invitations that serve now.
    ///
    /// # Errors
    /// [`PostgresError::NoMailbox`], or the way to the server broke.
    pub fn invites(&mut self) -> Result<Vec<LaidInvite>, PostgresError> {
        let sql = "SELECT invite, sealed, answer FROM keepalive.invites()";
        let rows = self.mail("look for invitations", async |client| client.query(sql, &[]).await)?;
        let invite = |row: &tokio_postgres::Row| {
            let id: Uuid = row.try_get(0)?;
            Ok(LaidInvite { id: id.into_bytes(), sealed: row.try_get(1)?, answer: row.try_get(2)? })
        };
        read(&self.session, || rows.iter().map(invite).collect())
    }

    /// Answers an invitation. Whether it did: not where another guest was first, or it is not there any more.
    ///
    /// # Errors
    /// [`PostgresError::NoMailbox`], or the way to the server broke.
    pub fn answer_invite(
        &mut self,
        id: [u8; 16],
        guest: Guest,
        answer: &[u8],
    ) -> Result<bool, PostgresError> {
        let sql = "SELECT keepalive.answer_invite($1, $2, $3)";
        let (id, guest) = (Uuid::from_bytes(id), Uuid::from_bytes(guest));
        self.mail("answer an invitation", async |client| {
            client.query_one(sql, &[&id, &guest, &answer]).await?.try_get(0)
        })
    }

    /// Takes an invitation away, with its answer; one that is gone is no error.
    ///
    /// # Errors
    /// [`PostgresError::NoMailbox`], or the way to the server broke.
    pub fn end_invite(&mut self, id: [u8; 16]) -> Result<(), PostgresError> {
        let sql = "SELECT keepalive.end_invite($1)";
        let id = Uuid::from_bytes(id);
        self.mail("take an invitation away", async |client| client.execute(sql, &[&id]).await.map(drop))
    }

    /// Asks, where a hub that has none of this is told apart from no hub at all.
    fn mail<'s, T, F>(
        &'s mut self,
        attempted: &'static str,
        question: impl FnOnce(&'s mut tokio_postgres::Client) -> F,
    ) -> Result<T, PostgresError>
    where
        F: Future<Output = Result<T, tokio_postgres::Error>>,
    {
        self.session.ask(attempted, question).map_err(|error| match error {
            // It was there a moment ago.
            PostgresError::NotAHub { server } => PostgresError::NoMailbox { server },
            other => other,
        })
    }
}
