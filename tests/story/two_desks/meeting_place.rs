//! Where the two desks meet: a folder that both see, or a server with an access file for each.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use keepalive_test_postgres::{PASSWORD, Postgres};
use keepalive_tests::{Failure, Outcome};

/// The database of the clinic.
const DATABASE: &str = "keepalive";
/// What the folder is called while it is away.
const UNPLUGGED: &str = "unplugged";

/// The words by which a person gets there, and how it goes away and comes back.
pub(super) enum Place {
    /// A network drive, as far as the desks know.
    Folder { around: tempfile::TempDir, folder: PathBuf },
    /// A database on this computer, over TLS, and the files that whoever runs it made.
    Server { server: Box<Postgres>, files: tempfile::TempDir },
}

impl Place {
    pub(super) fn folder() -> Outcome<Self> {
        let around = temporary()?;
        let folder = around.path().join("Clinic share");
        // A drive that people use for other things, too: where one folder lies in another alone, the dialog's field completes
        // what is typed to it.
        for others in ["Forms", "Protocols"] {
            let made = fs::create_dir_all(folder.join(others));
            made.map_err(|error| Failure::new("the shared folder", &error))?;
        }
        Ok(Self::Folder { around, folder })
    }

    /// `None` where this computer has no server and needs none; it has said so.
    pub(super) fn server() -> Outcome<Option<Self>> {
        let Some(server) = Postgres::start() else { return Ok(None) };
        server.database(DATABASE);
        let place = Self::Server { server: Box::new(server), files: temporary()? };
        place.hub(&["init", "--device", "front-desk"], "front-desk.json")?;
        place.hub(&["device", "add", "refills"], "refills.json")?;
        Ok(Some(place))
    }

    /// As whoever runs the server types it.
    fn hub(&self, words: &[&str], access: &str) -> Outcome<()> {
        let Self::Server { server, files } = self else { return Ok(()) };
        let failed = |reason: &dyn std::fmt::Display| Failure::new("keepalive-cli hub", reason);
        let authority = files.path().join("ca.pem");
        fs::write(&authority, &server.ca).map_err(|error| failed(&error))?;
        let mut typed = Command::new(command_line()?);
        typed.arg("hub").args(words).args(["--server", &server.url(DATABASE), "--ca"]).arg(authority);
        typed.arg("--access").arg(files.path().join(access)).env("PGPASSWORD", PASSWORD);
        let told = typed.output().map_err(|error| failed(&error))?;
        if told.status.success() { Ok(()) } else { Err(failed(&String::from_utf8_lossy(&told.stderr))) }
    }

    /// What the pictures of this half are called.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Folder { .. } => "folder",
            Self::Server { .. } => "postgres",
        }
    }

    /// The button by which the first desk begins.
    pub(super) fn begin(&self) -> &'static str {
        match self {
            Self::Folder { .. } => "Share over a folder…",
            Self::Server { .. } => "Share over a database…",
        }
    }

    /// The button by which the other desk joins.
    pub(super) fn join(&self) -> &'static str {
        match self {
            Self::Folder { .. } => "Choose the clinic’s folder…",
            Self::Server { .. } => "Choose this desk’s access file…",
        }
    }

    /// The title of the system's dialog that both open.
    pub(super) fn dialog(&self) -> &'static str {
        match self {
            Self::Folder { .. } => "Choose the folder that your desks share",
            Self::Server { .. } => "Choose the access file for this desk",
        }
    }

    /// What is chosen in it: by the desk that begins, and by the one that joins.
    pub(super) fn chosen(&self) -> [PathBuf; 2] {
        match self {
            Self::Folder { folder, .. } => [folder.clone(), folder.clone()],
            Self::Server { files, .. } => {
                ["front-desk.json", "refills.json"].map(|name| files.path().join(name))
            }
        }
    }

    /// How a desk says that it is away, before the time.
    pub(super) fn away(&self) -> &'static str {
        match self {
            Self::Folder { .. } => "Folder not reachable since",
            Self::Server { .. } => "The server has not answered since",
        }
    }

    /// Takes it away from both desks.
    pub(super) fn cut(&mut self) -> Outcome<()> {
        match self {
            Self::Folder { around, folder } => renamed(folder, &around.path().join(UNPLUGGED)),
            Self::Server { server, .. } => {
                server.kill();
                Ok(())
            }
        }
    }

    /// Brings it back.
    pub(super) fn heal(&mut self) -> Outcome<()> {
        match self {
            Self::Folder { around, folder } => renamed(&around.path().join(UNPLUGGED), folder),
            Self::Server { server, .. } => {
                server.run();
                Ok(())
            }
        }
    }
}

/// The command line, built beside the app.
pub(super) fn command_line() -> Outcome<PathBuf> {
    let app = std::env::var_os("KEEPALIVE_APP")
        .ok_or_else(|| Failure::new("the app", &"KEEPALIVE_APP is not set"))?;
    Ok(Path::new(&app).with_file_name(format!("keepalive-cli{}", std::env::consts::EXE_SUFFIX)))
}

/// A folder whose name a person can type in a dialog: one that begins with a dot is hidden there.
fn temporary() -> Outcome<tempfile::TempDir> {
    let made = tempfile::Builder::new().prefix("desks-").tempdir();
    made.map_err(|error| Failure::new("a temporary folder", &error))
}

fn renamed(from: &Path, to: &Path) -> Outcome<()> {
    fs::rename(from, to).map_err(|error| Failure::new("renaming the shared folder", &error))
}
