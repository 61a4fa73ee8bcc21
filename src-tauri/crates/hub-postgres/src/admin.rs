//! What whoever runs the server does: making the hub, letting desks in and taking that back.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use keepalive_seal::SealError;
use tokio_postgres::Client;

use crate::access::Access;
use crate::error::{PostgresError, code};
use crate::hub::read;
use crate::server::Server;
use crate::session::Session;

/// The tables, functions and privileges.
const SCHEMA: &str = include_str!("schema.sql");

/// Where invitations stand.
const INVITES: &str = "keepalive.invite";

/// What came after the first hubs, by the table that shows it: what invitations need, recovery sheets, and who is in. An
/// older hub gets it when `hub init` is typed again.
const LATER: [(&str, &str); 3] = [
    (INVITES, include_str!("joining.sql")),
    ("keepalive.sheet", include_str!("sheets.sql")),
    ("keepalive.key_file", include_str!("key_files.sql")),
];

/// What a desk that only reads may.
const READERS: &str = include_str!("readers.sql");

/// Whether a table stands.
const STANDS: &str = "SELECT to_regclass($1) IS NOT NULL";

/// Invitations whose time is over, of every clinic. Nobody is shown them any more.
const END_OLD_INVITES: &str = "DELETE FROM keepalive.invite WHERE laid_at <= now() - interval '15 minutes'";

/// Roles are the whole server's: another database's hub may have made this one.
const GROUP: &str = "DO $$ BEGIN
                       IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'keepalive_desk') THEN
                         CREATE ROLE keepalive_desk NOLOGIN;
                       END IF;
                     END $$";

/// The group of desks that read and append.
const WRITER: &str = "keepalive_desk";

/// The group of desks that only read.
const READER: &str = "keepalive_reader";

/// How the login of every desk begins.
const LOGIN_PREFIX: &str = "keepalive_";

/// The longest name of a device: with the prefix it fits into a role's name, which PostgreSQL cuts at 63 bytes.
const LONGEST_NAME: usize = 40;

/// Random bytes in a password.
const PASSWORD_BYTES: usize = 32;

/// Sessions that one desk may have open: the app, the command line, and some that broke and still linger.
const MOST_SESSIONS: u8 = 8;

/// A login that may make tables and roles.
pub struct Admin {
    pub(crate) session: Session,
}

/// What is asked for a new device.
#[derive(Debug, Clone)]
pub struct NewDevice {
    /// Its name: small letters, digits and `-`.
    pub name: String,
    /// Its clinic's name; none is fine where there is one only.
    pub clinic: Option<String>,
    /// Where desks reach the server, where that is not the address used here.
    pub address: Option<(String, u16)>,
    /// A new password for a device that stands already, for one whose file was lost.
    pub again: bool,
    /// It may read and not write. With `again` this is said anew: a desk that read only may write from then on, or the
    /// other way round.
    pub reads_only: bool,
}

impl Admin {
    /// Logs in.
    ///
    /// # Errors
    /// The server cannot be reached or trusted, or does not let this login in.
    pub fn open(server: &Server) -> Result<Self, PostgresError> {
        Ok(Self { session: Session::open(server)? })
    }

    /// Makes the hub where none stands, what an older one lacks, and a clinic of this name in it. Whether anything was
    /// made.
    ///
    /// # Errors
    /// The login may not make tables or roles; then nothing was made.
    pub fn init(&mut self, clinic: &str) -> Result<bool, PostgresError> {
        let stands = match self.session.knows_format() {
            Ok(()) => true,
            Err(PostgresError::NotAHub { .. }) => false,
            Err(error) => return Err(error),
        };
        let made = self.session.ask("make the hub", async |client| {
            let transaction = client.transaction().await?;
            if !stands {
                transaction.batch_execute(GROUP).await?;
                transaction.batch_execute(SCHEMA).await?;
            }
            let mut grew = false;
            for (table, sql) in LATER {
                let stands: bool = transaction.query_one(STANDS, &[&table]).await?.try_get(0)?;
                if !stands {
                    transaction.batch_execute(sql).await?;
                    grew = true;
                }
            }
            transaction.batch_execute(READERS).await?;
            transaction.execute(END_OLD_INVITES, &[]).await?;
            let sql = "INSERT INTO keepalive.clinic (name) VALUES ($1) ON CONFLICT DO NOTHING";
            let made = transaction.execute(sql, &[&clinic]).await?;
            transaction.commit().await?;
            Ok(grew || made > 0)
        })?;
        Ok(!stands || made)
    }

    /// Lets a desk in: what it needs for that. Nothing of it is kept but a hash of the password.
    ///
    /// # Errors
    /// [`PostgresError::Device`] where the name is taken, or the clinic is not known.
    pub fn add_device(&mut self, new: &NewDevice) -> Result<Access, PostgresError> {
        let login = login_of(&new.name)?;
        self.session.knows_format()?;
        let address = new.address.clone().or_else(|| self.session.server.address());
        let Some(address) = address else {
            let detail =
                "desks come over the network: say at which address they reach this server".to_owned();
            return Err(PostgresError::Device { detail });
        };
        let clinic = self.clinic(new.clinic.as_deref())?;
        let password = password()?;
        // The server is told the hash alone, so that no log of its statements holds a password.
        let hash = postgres_protocol::password::scram_sha_256(password.as_bytes());
        let (again, reads_only) = (new.again, new.reads_only);
        let (group, not) = if reads_only { (READER, WRITER) } else { (WRITER, READER) };
        let (name, role) = (new.name.as_str(), login.as_str());
        let known = self.session.ask("let a desk in", async |client| {
            let transaction = client.transaction().await?;
            let sql = if again {
                "UPDATE keepalive.device SET revoked_at = NULL WHERE login = $1::text::name AND name = $2 AND clinic = $3"
            } else {
                "INSERT INTO keepalive.device (login, name, clinic) VALUES ($1::text::name, $2, $3)
                 ON CONFLICT DO NOTHING"
            };
            if transaction.execute(sql, &[&role, &name, &clinic]).await? == 0 {
                return Ok(false);
            }
            // Refused where another database's hub on this server has a desk of this name: roles are the server's. What a
            // role may beyond logging in is not said: it is nothing by itself, and only a superuser may say it again.
            let verb = if again { "ALTER" } else { "CREATE" };
            // An older hub has no readers yet.
            transaction.batch_execute(READERS).await?;
            transaction
                .batch_execute(&format!(
                    "{verb} ROLE {role} LOGIN CONNECTION LIMIT {MOST_SESSIONS} PASSWORD '{hash}';
                     GRANT {group} TO {role};
                     REVOKE {not} FROM {role};
                     ALTER ROLE {role} SET idle_in_transaction_session_timeout = '60s';
                     ALTER ROLE {role} SET statement_timeout = '60s'"
                ))
                .await?;
            transaction.commit().await?;
            Ok(true)
        })?;
        if !known {
            let detail = if again {
                format!("no device {name} stands there; without --again it is let in as a new one")
            } else {
                format!("a device {name} stands there already; --again gives it a new password")
            };
            return Err(PostgresError::Device { detail });
        }
        let database = self.database()?;
        Ok(Access::new(address, database, login, password, self.session.server.ca.clone()))
    }

    /// Takes a desk's access back: it sees and writes nothing from now on, in sessions that are open too. What it wrote
    /// stays.
    ///
    /// # Errors
    /// [`PostgresError::Device`] where there is no such device.
    pub fn revoke(&mut self, name: &str) -> Result<(), PostgresError> {
        let login = login_of(name)?;
        self.session.knows_format()?;
        let role = login.as_str();
        let known = self.session.ask("take a desk's access back", async |client| {
            let transaction = client.transaction().await?;
            let sql = "UPDATE keepalive.device SET revoked_at = coalesce(revoked_at, now())
                        WHERE login = $1::text::name";
            let known = transaction.execute(sql, &[&role]).await? > 0;
            if known {
                transaction.batch_execute(&format!("ALTER ROLE {role} NOLOGIN PASSWORD NULL")).await?;
                // A code that it made lets nobody in any more.
                let invites: bool = transaction.query_one(STANDS, &[&INVITES]).await?.try_get(0)?;
                if invites {
                    let sql = "DELETE FROM keepalive.invite WHERE login = $1::text::name";
                    transaction.execute(sql, &[&role]).await?;
                    transaction.execute(END_OLD_INVITES, &[]).await?;
                }
            }
            transaction.commit().await?;
            if known {
                end_sessions(client, role).await?;
            }
            Ok(known)
        })?;
        if known {
            return Ok(());
        }
        Err(PostgresError::Device { detail: format!("no device {name} stands there") })
    }

    /// The clinic of this name, or the only one.
    fn clinic(&mut self, name: Option<&str>) -> Result<i32, PostgresError> {
        let found = self.session.ask("look for the clinic", async |client| {
            let sql = "SELECT clinic FROM keepalive.clinic WHERE $1::text IS NULL OR name = $1";
            client.query(sql, &[&name]).await
        })?;
        match found.as_slice() {
            [one] => read(&self.session, || one.try_get(0)),
            [] => Err(PostgresError::Device {
                detail: "no clinic of this name stands there; hub init --clinic NAME makes one".to_owned(),
            }),
            _ => Err(PostgresError::Device {
                detail: "several clinics stand there; say which one the desk is of".to_owned(),
            }),
        }
    }

    fn database(&mut self) -> Result<String, PostgresError> {
        self.session.ask("say its name", async |client| {
            client.query_one("SELECT current_database()::text", &[]).await?.try_get(0)
        })
    }
}

/// Ends a login's open sessions, as far as this role may: they see nothing any more all the same.
async fn end_sessions(client: &Client, role: &str) -> Result<(), tokio_postgres::Error> {
    let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1::text::name";
    match client.query(sql, &[&role]).await {
        Err(error) if error.code().is_some_and(|told| told.code() == code::NO_RIGHT) => {
            tracing::warn!(role, "open sessions are left to end by themselves");
            Ok(())
        }
        ended => ended.map(drop),
    }
}

/// The login of a device: nothing in it that SQL would have to be told apart from.
fn login_of(name: &str) -> Result<String, PostgresError> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty()
        || name.len() > LONGEST_NAME
        || !name.chars().all(plain)
        || matches!(name, "desk" | "reader")
    {
        let detail = format!(
            "a device's name is 1 to {LONGEST_NAME} small letters, digits and -, for example front-desk; desk and reader \
             alone are taken"
        );
        return Err(PostgresError::Device { detail });
    }
    Ok(format!("{LOGIN_PREFIX}{}", name.replace('-', "_")))
}

fn password() -> Result<String, SealError> {
    let mut bytes = [0; PASSWORD_BYTES];
    getrandom::fill(&mut bytes).map_err(|_| SealError::NoChance)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_name_is_a_role_name_or_refused() {
        assert_eq!(login_of("front-desk").unwrap(), "keepalive_front_desk");
        let long = "x".repeat(41);
        for name in ["", "desk", "reader", "Front", "a b", "a;drop", "a\"", "a_b", "é", long.as_str()] {
            assert!(matches!(login_of(name), Err(PostgresError::Device { .. })), "{name}");
        }
    }
}
