//! Where a server is and how it is known.

use std::net::IpAddr;
use std::time::Duration;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

use crate::access::Access;
use crate::error::PostgresError;

/// How long to wait for a server to answer at all.
const CONNECT_WAIT: Duration = Duration::from_secs(10);

/// How long a server may be silent before the way there counts as broken.
const SILENCE: Duration = Duration::from_secs(60);

/// A PostgreSQL server, one database of it, who logs in, and the certificate it is known by.
#[derive(Debug, Clone)]
pub struct Server {
    pub(crate) config: Config,
    pub(crate) ca: Option<String>,
    pub(crate) silence: Duration,
}

impl Server {
    /// From an address as `psql` takes it, `postgres://USER@HOST:PORT/DATABASE`, or with `?host=/a/folder` for a local
    /// socket. `password` counts where
    /// the address holds none; `ca` holds the certificates (PEM) by which the server is known, and a network needs one.
    ///
    /// # Errors
    /// [`PostgresError::Address`] or [`PostgresError::NotEncrypted`].
    pub fn from_url(url: &str, password: Option<&str>, ca: Option<&str>) -> Result<Self, PostgresError> {
        // The parser's own words may repeat the address, and with it a password.
        let mut config: Config =
            url.parse().map_err(|_| PostgresError::Address { detail: "it cannot be read".to_owned() })?;
        if let (Some(password), None) = (password, config.get_password()) {
            config.password(password);
        }
        Self::known(config, ca)
    }

    /// As a desk's access says.
    ///
    /// # Errors
    /// [`PostgresError::NotEncrypted`].
    pub fn from_access(access: &Access) -> Result<Self, PostgresError> {
        let mut config = Config::new();
        config.host(&access.host).port(access.port).dbname(&access.database);
        config.user(&access.login).password(&access.password);
        Self::known(config, access.ca.as_deref())
    }

    fn known(mut config: Config, ca: Option<&str>) -> Result<Self, PostgresError> {
        if config.get_hosts().is_empty() {
            return Err(PostgresError::Address { detail: "it names no server".to_owned() });
        }
        config.ssl_mode(if ca.is_some() { SslMode::Require } else { SslMode::Disable });
        config.connect_timeout(CONNECT_WAIT).application_name("keepalive");
        let server = Self { config, ca: ca.map(str::to_owned), silence: SILENCE };
        if server.ca.is_none() && !server.stays_here() {
            return Err(PostgresError::NotEncrypted { server: server.name() });
        }
        Ok(server)
    }

    /// Gives up after so long a silence instead of a minute.
    #[must_use]
    pub const fn silent_for_at_most(mut self, silence: Duration) -> Self {
        self.silence = silence;
        self
    }

    /// Whether nothing leaves this computer on the way there.
    fn stays_here(&self) -> bool {
        let named = self.tcp_hosts().all(is_loopback);
        named && self.config.get_hostaddrs().iter().all(IpAddr::is_loopback)
    }

    fn tcp_hosts(&self) -> impl Iterator<Item = &str> {
        self.config.get_hosts().iter().filter_map(|host| match host {
            Host::Tcp(name) => Some(name.as_str()),
            #[cfg(unix)]
            Host::Unix(_) => None,
        })
    }

    /// Host and port, for people.
    #[must_use]
    pub fn name(&self) -> String {
        let port = self.port();
        self.tcp_hosts().next().map_or_else(|| "this computer".to_owned(), |host| format!("{host}:{port}"))
    }

    /// The first host that is reached over a network, and its port.
    pub(crate) fn address(&self) -> Option<(String, u16)> {
        self.tcp_hosts().next().map(|host| (host.to_owned(), self.port()))
    }

    fn port(&self) -> u16 {
        self.config.get_ports().first().copied().unwrap_or(crate::access::USUAL_PORT)
    }

    pub(crate) fn login(&self) -> String {
        self.config.get_user().unwrap_or("the usual login").to_owned()
    }

    /// How the server is known: by these certificates and its name, and by nothing else.
    pub(crate) fn trust(pem: &str) -> Result<ClientConfig, PostgresError> {
        let not = |detail: String| PostgresError::Certificate { detail };
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
            let certificate = certificate.map_err(|error| not(error.to_string()))?;
            roots.add(certificate).map_err(|error| not(error.to_string()))?;
        }
        if roots.is_empty() {
            return Err(not("it holds none".to_owned()));
        }
        let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| not(error.to_string()))?;
        Ok(config.with_root_certificates(roots).with_no_client_auth())
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(url: &str) -> Result<Server, PostgresError> {
        Server::from_url(url, None, None)
    }

    #[test]
    fn without_a_certificate_nothing_leaves_this_computer() {
        for here in ["postgres://a@localhost/k", "postgres://a@127.0.0.1:5433/k", "postgres://a@[::1]/k"] {
            assert!(server(here).is_ok(), "{here}");
        }
        for away in [
            "postgres://a@db.clinic.example/k",
            "postgres://a@10.0.0.7/k",
            "postgres://a@localhost,db.clinic.example/k",
            "host=localhost hostaddr=10.0.0.7 user=a",
        ] {
            assert!(matches!(server(away), Err(PostgresError::NotEncrypted { .. })), "{away}");
        }
    }

    #[test]
    fn an_address_that_cannot_be_read_is_not_repeated() {
        let error = server("postgres://a:hunter2@[/k").unwrap_err();
        assert!(!error.to_string().contains("hunter2"), "{error}");
        assert!(matches!(server("postgres:///k"), Err(PostgresError::Address { .. })));
    }

    #[test]
    fn only_certificates_are_trusted() {
        for text in ["", "hunter2", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
            assert!(matches!(Server::trust(text), Err(PostgresError::Certificate { .. })), "{text}");
        }
    }
}
