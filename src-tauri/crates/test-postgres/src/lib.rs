//! A PostgreSQL server of a test's own: a new folder, any free port, TLS with a certificate made for it.
//!
//! Debian's package is enough (`cargo xtask test` installs it). On Linux a test fails where there is none; on Windows and
//! macOS, where nobody is asked to install a server, it says that it did not run.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod link;

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};

pub use link::{Link, Way, Weather};

/// How long a server may take to start. After a kill it waits until the last of its old processes is gone.
const START_WAIT: Duration = Duration::from_secs(60);

/// Where Debian puts the server's programs, by version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// The login that owns the server.
pub const ADMIN: &str = "admin";

/// The login that owns its databases.
pub const KEEPER: &str = "keeper";

/// The password of both.
pub const PASSWORD: &str = "made-up-for-this-test";

/// Everything over TLS with a password; the local socket is the test's own way in.
const WHO_MAY: &str = "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n";

/// Not for a record: for a test, which survives no power cut anyway.
const SETTINGS: &str = "fsync = off\nshared_buffers = 16MB\nmax_connections = 60\nlisten_addresses = '127.0.0.1'\n\
                        ssl = on\nssl_cert_file = 'server.crt'\nssl_key_file = 'server.key'\n";

/// A server that runs until it is dropped.
pub struct Postgres {
    dir: tempfile::TempDir,
    programs: PathBuf,
    port: u16,
    process: Option<Child>,
    /// The certificate by which it is known.
    pub ca: String,
}

impl Postgres {
    /// Starts one; `None` where this system has none and needs none.
    ///
    /// # Panics
    /// On Linux there is none, or it does not start.
    #[must_use]
    pub fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            if cfg!(target_os = "linux") {
                panic!("there is no PostgreSQL server here: apt-get install postgresql");
            }
            eprintln!("NOT RUN: this computer has no PostgreSQL server.");
            return None;
        };
        let dir = tempfile::tempdir().unwrap();
        let port = free_port();
        let mut server = Self { dir, programs, port, process: None, ca: String::new() };
        server.make();
        server.run();
        Some(server)
    }

    fn make(&mut self) {
        let password = self.dir.path().join("password");
        std::fs::write(&password, PASSWORD).unwrap();
        let data = self.data();
        hand_over(self.dir.path());
        let mut made = self.program("initdb");
        made.arg("-D").arg(&data).args(["-U", ADMIN, "--no-sync", "--pwfile"]).arg(&password);
        quietly(&mut made);
        let (ca, certificate, key) = certificates();
        self.ca = ca;
        std::fs::write(data.join("server.crt"), certificate).unwrap();
        std::fs::write(data.join("server.key"), key).unwrap();
        std::fs::write(data.join("pg_hba.conf"), WHO_MAY).unwrap();
        let dir = self.dir.path().display();
        let settings = format!("{SETTINGS}port = {}\nunix_socket_directories = '{dir}'\n", self.port);
        std::fs::write(data.join("postgresql.auto.conf"), settings).unwrap();
        quietly(Command::new("chmod").arg("600").arg(data.join("server.key")));
        hand_over(self.dir.path());
    }

    /// Runs it and waits until it lets somebody in.
    ///
    /// # Panics
    /// It does not start.
    pub fn run(&mut self) {
        let begun = Instant::now();
        while begun.elapsed() < START_WAIT {
            let mut server = self.program("postgres");
            server.arg("-D").arg(self.data()).stdout(Stdio::null()).stderr(Stdio::null());
            let mut process = server.spawn().unwrap();
            // It ends at once while processes of a killed one are still there.
            while process.try_wait().unwrap().is_none() {
                if self.client_program("pg_isready").output().unwrap().status.success() {
                    self.process = Some(process);
                    return;
                }
                assert!(begun.elapsed() < START_WAIT, "it does not start");
                thread::sleep(Duration::from_millis(30));
            }
            thread::sleep(Duration::from_millis(100));
        }
        panic!("it does not start");
    }

    /// Kills it: it is told nothing, as in a power cut.
    ///
    /// # Panics
    /// It does not run.
    pub fn kill(&mut self) {
        let mut process = self.process.take().unwrap();
        process.kill().unwrap();
        process.wait().unwrap();
    }

    /// The port that it listens on.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The number of its first process, which starts all others; `None` while it is killed.
    #[must_use]
    pub fn pid(&self) -> Option<u32> {
        self.process.as_ref().map(std::process::Child::id)
    }

    /// One of the server's programs, as somebody who is not root: it refuses to run as root.
    #[must_use]
    pub fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.current_dir(self.dir.path());
        command
    }

    /// Runs one of the client programs as `admin`, and wants it to succeed.
    ///
    /// # Panics
    /// It does not.
    pub fn client(&self, name: &str, arguments: &[&str]) {
        quietly(self.client_program(name).args(arguments));
    }

    /// One of the client programs, told where the server is.
    #[must_use]
    pub fn client_program(&self, name: &str) -> Command {
        let mut command = self.program(name);
        command.arg("-h").arg(self.dir.path()).arg("-p").arg(self.port.to_string()).args(["-U", ADMIN]);
        command
    }

    /// The path of a file that the server's programs may write.
    #[must_use]
    pub fn file(&self, name: &str) -> String {
        self.dir.path().join(name).display().to_string()
    }

    /// Where it is over the local socket, for any login, without a password.
    #[must_use]
    pub fn local_url(&self, database: &str, login: &str) -> String {
        let dir = self.dir.path().display();
        format!("host={dir} port={} user={login} dbname={database}", self.port)
    }

    /// Makes a database whose owner may make roles and is nothing more, as where a server is rented.
    ///
    /// # Panics
    /// It cannot be made.
    pub fn database(&self, name: &str) {
        let keeper = format!("CREATE ROLE {KEEPER} LOGIN CREATEROLE PASSWORD '{PASSWORD}'");
        self.sql("postgres", ADMIN, &keeper).unwrap();
        self.client("createdb", &["-O", KEEPER, name]);
    }

    /// Where it is over TLS, for the owner of its databases.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        format!("postgres://{KEEPER}@localhost:{}/{database}", self.port)
    }

    /// Runs statements of a login's own and gives the first column of what they answer.
    ///
    /// # Errors
    /// The engine's code for the one that it refused.
    pub fn sql(&self, database: &str, login: &str, statements: &str) -> Result<Vec<String>, String> {
        let mut psql = self.program("psql");
        psql.args(["-XqAt", "-v", "ON_ERROR_STOP=1", "-v", "VERBOSITY=sqlstate", "-c", statements]);
        let told = psql.arg(self.local_url(database, login)).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        if told.status.success() {
            return Ok(text(&told.stdout).lines().map(str::to_owned).collect());
        }
        Err(text(&told.stderr).trim_start_matches("ERROR:").trim().to_owned())
    }

    fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some(process) = &mut self.process {
            drop(process.kill());
            drop(process.wait());
        }
    }
}

/// Where the server's programs are: Debian keeps them apart by version, others have them on the path.
fn programs() -> Option<PathBuf> {
    if cfg!(windows) {
        return None;
    }
    let versions = std::fs::read_dir(DEBIAN).into_iter().flatten().flatten();
    let newest =
        versions.map(|entry| entry.path().join("bin")).filter(|bin| bin.join("initdb").exists()).max();
    let path = std::env::var_os("PATH").unwrap_or_default();
    newest.or_else(|| std::env::split_paths(&path).find(|bin| bin.join("initdb").exists()))
}

/// A port that nobody listens on. Each test is a process of its own and begins to look elsewhere; below 32,768 no
/// outgoing connection takes it before the server does.
fn free_port() -> u16 {
    let begin = std::process::id() * 7 % 12_000;
    let ports = (0..12_000).filter_map(|n| u16::try_from(20_000 + (begin + n) % 12_000).ok());
    ports.into_iter().find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).unwrap()
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().unwrap().stdout.starts_with(b"0\n")
}

/// Makes a folder the server's own where it runs as somebody else.
fn hand_over(dir: &Path) {
    if is_root() {
        quietly(Command::new("chown").args(["-R", "postgres:postgres"]).arg(dir));
    }
}

fn quietly(command: &mut Command) {
    let done = command.output().unwrap();
    assert!(done.status.success(), "{command:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// An authority, and a server's certificate and key of its own for `localhost`.
fn certificates() -> (String, String, String) {
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority_key = KeyPair::generate().unwrap();
    let ca = authority.self_signed(&authority_key).unwrap().pem();
    let issuer = Issuer::new(authority, authority_key);
    let key = KeyPair::generate().unwrap();
    let server = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    (ca, server.signed_by(&key, &issuer).unwrap().pem(), key.serialize_pem())
}

/// The certificate of another authority than any server's.
#[must_use]
pub fn strangers_ca() -> String {
    certificates().0
}
