//! What stands at a hub, for whoever runs it.

use serde::Serialize;

use crate::admin::Admin;
use crate::error::PostgresError;
use crate::hub::read;

const DEVICES: &str = "SELECT d.name, c.name AS clinic, c.space IS NOT NULL AS begun,
                              d.revoked_at IS NOT NULL AS revoked,
                              EXISTS (SELECT FROM pg_auth_members m
                                        JOIN pg_roles g ON g.oid = m.roleid AND g.rolname = 'keepalive_reader'
                                        JOIN pg_roles l ON l.oid = m.member AND l.rolname = d.login) AS reads_only,
                              count(s.stream) AS streams,
                              coalesce(sum(s.head_seq), 0)::bigint AS ops
                         FROM keepalive.device d
                         JOIN keepalive.clinic c USING (clinic)
                         LEFT JOIN keepalive.stream s USING (login)
                        GROUP BY d.login, d.name, c.name, c.space, d.revoked_at
                        ORDER BY c.name, d.name";

const TABLES: &str = "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint AS bytes,
                             (SELECT coalesce(sum(head_seq), 0)::bigint FROM keepalive.stream) AS ops,
                             current_setting('server_version') AS version,
                             coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS encrypted
                        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                       WHERE n.nspname = 'keepalive' AND c.relkind = 'r'";

/// One desk's part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeviceStanding {
    /// Its name.
    pub name: String,
    /// Its clinic.
    pub clinic: String,
    /// Whether a desk has begun the clinic.
    pub begun: bool,
    /// Whether its access was taken back.
    pub revoked: bool,
    /// Whether it may read and not write.
    pub reads_only: bool,
    /// Streams that it opened.
    pub streams: i64,
    /// Ops in them.
    pub ops: i64,
}

/// What stands at a hub.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The server's version.
    pub server: String,
    /// Whether this very connection is encrypted.
    pub encrypted: bool,
    /// Ops of all clinics.
    pub ops: i64,
    /// Bytes of all tables with their indexes.
    pub bytes: i64,
    /// Every desk that was ever let in.
    pub devices: Vec<DeviceStanding>,
}

impl Admin {
    /// What stands there.
    ///
    /// # Errors
    /// The server cannot be reached, or holds no hub that this version reads.
    pub fn standing(&mut self) -> Result<Standing, PostgresError> {
        self.session.knows_format()?;
        let (devices, tables) = self.session.ask("look what stands", async |client| {
            Ok((client.query(DEVICES, &[]).await?, client.query_one(TABLES, &[]).await?))
        })?;
        read(&self.session, || {
            let devices = devices.iter().map(|row| {
                Ok(DeviceStanding {
                    name: row.try_get("name")?,
                    clinic: row.try_get("clinic")?,
                    begun: row.try_get("begun")?,
                    revoked: row.try_get("revoked")?,
                    reads_only: row.try_get("reads_only")?,
                    streams: row.try_get("streams")?,
                    ops: row.try_get("ops")?,
                })
            });
            Ok(Standing {
                server: tables.try_get("version")?,
                encrypted: tables.try_get("encrypted")?,
                ops: tables.try_get("ops")?,
                bytes: tables.try_get("bytes")?,
                devices: devices.collect::<Result<_, tokio_postgres::Error>>()?,
            })
        })
    }
}
