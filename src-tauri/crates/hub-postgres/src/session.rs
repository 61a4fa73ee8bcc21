//! One connection, used from code that knows no `async`.

use std::error::Error as _;
use std::future::Future;
use std::io;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error, NoTls, Row};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::FORMAT;
use crate::error::{PostgresError, code};
use crate::heard::{Heard, Noting};
use crate::hub::read;
use crate::server::Server;

/// How long one answer may take altogether, however slowly it comes: 4 MB at 5 kB a second.
const LONGEST_ANSWER: Duration = Duration::from_secs(15 * 60);

/// After how many silences, one after the other, the server ends a session that nobody asks anything in: a desk takes in what
/// came before it asks on.
const SILENCES_OF_A_SESSION: u32 = 5;

/// The hub's format; and how long the server waits for this desk, as far as its version can be told. Where the way falls
/// silent it would otherwise hold for hours what a transaction locked, and the session itself, of which a login has few.
const WAITS: &str = "SELECT format,
         (SELECT count(set_config(s.name, told.wait, false))
            FROM pg_settings s
            JOIN (VALUES ('idle_in_transaction_session_timeout', $1), ('idle_session_timeout', $2),
                         ('tcp_keepalives_idle', '60'), ('tcp_keepalives_interval', '20'),
                         ('tcp_keepalives_count', '3')) told (name, wait) USING (name))
    FROM keepalive.about";

/// What the client says where the server asks for a password and there is none.
const NO_PASSWORD: &str = "password missing";

/// A connection that is open.
pub(crate) struct Session {
    runtime: Runtime,
    pub(crate) client: Client,
    pub(crate) server: Server,
    heard: Heard,
}

impl Session {
    /// Logs in.
    ///
    /// # Errors
    /// [`PostgresError::Unreachable`], [`PostgresError::NotTrusted`] or [`PostgresError::Login`].
    pub(crate) fn open(server: &Server) -> Result<Self, PostgresError> {
        let name = server.name();
        let unreachable =
            |detail: String| PostgresError::Unreachable { attempted: "log in", server: name.clone(), detail };
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| unreachable(error.to_string()))?;
        let trust = server.ca.as_deref().map(Server::trust).transpose()?;
        // A server on this computer that is spoken to without TLS notes nothing: it is waited for `silence` in all.
        let heard = Heard::new();
        let connect = async {
            Ok(match trust {
                Some(trust) => {
                    let tls = Noting { tls: MakeRustlsConnect::new(trust), heard: heard.clone() };
                    let (client, connection) = server.config.connect(tls).await?;
                    tokio::spawn(connection);
                    client
                }
                None => {
                    let (client, connection) = server.config.connect(NoTls).await?;
                    tokio::spawn(connection);
                    client
                }
            })
        };
        let connected = runtime.block_on(async { tokio::time::timeout(server.silence, connect).await });
        let client = connected
            .map_err(|_| unreachable(no_answer(server)))?
            .map_err(|error| not_let_in(server, &error))?;
        Ok(Self { runtime, client, server: server.clone(), heard })
    }

    /// Asks, and waits for the answer.
    ///
    /// # Errors
    /// As [`failed`] sorts them.
    pub(crate) fn ask<'s, T, F>(
        &'s mut self,
        attempted: &'static str,
        question: impl FnOnce(&'s mut Client) -> F,
    ) -> Result<T, PostgresError>
    where
        F: Future<Output = Result<T, Error>>,
    {
        let server = &self.server;
        let asked = question(&mut self.client);
        match self.runtime.block_on(self.heard.answer(server.silence, LONGEST_ANSWER, asked)) {
            Some(answer) => answer.map_err(|error| failed(server, attempted, &error)),
            None => Err(PostgresError::Unreachable {
                attempted,
                server: server.name(),
                detail: no_answer(server),
            }),
        }
    }

    /// Asks for rows, and says of which types what is asked by is. That is one way there and back; a statement that the
    /// server has to describe first takes two, and every meeting asks several.
    ///
    /// # Errors
    /// As [`failed`] sorts them.
    pub(crate) fn rows(
        &mut self,
        attempted: &'static str,
        sql: &str,
        by: &[(&(dyn ToSql + Sync), Type)],
    ) -> Result<Vec<Row>, PostgresError> {
        self.ask(attempted, async |client| client.query_typed(sql, by).await)
    }

    /// Whether a hub stands there that this version reads. The server hears on the same way how long it is to wait for this
    /// desk ([`WAITS`]).
    ///
    /// # Errors
    /// [`PostgresError::NotAHub`] or [`PostgresError::Newer`].
    pub(crate) fn knows_format(&mut self) -> Result<(), PostgresError> {
        let wait = |silences: u32| format!("{}ms", self.server.silence.as_millis() * u128::from(silences));
        let (inside, between) = (wait(1), wait(SILENCES_OF_A_SESSION));
        let by = [(&inside as &(dyn ToSql + Sync), Type::TEXT), (&between, Type::TEXT)];
        let rows = self.rows("look for the hub", WAITS, &by)?;
        let server = || self.server.name();
        let Some(about) = rows.first() else { return Err(PostgresError::NotAHub { server: server() }) };
        let found: i32 = read(self, || about.try_get(0))?;
        if found > FORMAT {
            return Err(PostgresError::Newer { server: server(), found, known: FORMAT });
        }
        Ok(())
    }
}

/// What is said where nothing was heard any more.
fn no_answer(server: &Server) -> String {
    format!("no answer within {} s", server.silence.as_secs())
}

/// Why logging in failed.
fn not_let_in(server: &Server, error: &Error) -> PostgresError {
    let name = server.name();
    if let Some(told) = error.as_db_error() {
        let detail = told.message().to_owned();
        return match told.code().code() {
            code::PASSWORD => PostgresError::Login { server: name, login: server.login(), detail },
            code::NO_LOGIN => PostgresError::Login { server: name, login: server.login(), detail },
            _ => failed(server, "log in", error),
        };
    }
    let cause = error.source();
    let in_tls = cause
        .and_then(|cause| cause.downcast_ref::<io::Error>())
        .and_then(io::Error::get_ref)
        .and_then(|inner| inner.downcast_ref::<rustls::Error>());
    if let Some(tls) = in_tls {
        return PostgresError::NotTrusted { server: name, detail: tls.to_string() };
    }
    let detail = cause.map_or_else(|| error.to_string(), ToString::to_string);
    if detail == NO_PASSWORD {
        let detail = "it wants a password, and none was given; hub takes it from PGPASSWORD".to_owned();
        return PostgresError::Login { server: name, login: server.login(), detail };
    }
    if detail.contains("does not support TLS") {
        return PostgresError::NotTrusted { server: name, detail };
    }
    PostgresError::Unreachable { attempted: "log in", server: name, detail }
}

/// Why a question failed.
fn failed(server: &Server, attempted: &'static str, error: &Error) -> PostgresError {
    let server = server.name();
    let Some(told) = error.as_db_error() else {
        let detail = error.source().map_or_else(|| error.to_string(), ToString::to_string);
        return PostgresError::Unreachable { attempted, server, detail };
    };
    let detail = told.message().to_owned();
    match told.code().code() {
        code::NO_TABLE | code::NO_SCHEMA | code::NO_FUNCTION => PostgresError::NotAHub { server },
        ended if code::ENDED.contains(&ended) => PostgresError::Unreachable { attempted, server, detail },
        _ => PostgresError::Refused { attempted, server, detail },
    }
}
