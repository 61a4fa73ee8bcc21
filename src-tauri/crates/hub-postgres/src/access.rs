//! What one desk needs to reach a hub, as a file.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use crate::error::PostgresError;

/// PostgreSQL's own port.
pub(crate) const USUAL_PORT: u16 = 5432;

/// The format of the file.
const FORMAT: u32 = 1;

/// The largest file that is read: a password, some names, and a chain of certificates.
const MOST_BYTES: u64 = 1024 * 1024;

/// What one desk needs to reach a hub. Whoever has it can read the sealed ops and append in this desk's name; without
/// the clinic's key they stay sealed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Access {
    pub(crate) format: u32,
    /// The server's name, as its certificate says it.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// The database.
    pub database: String,
    /// This desk's login role.
    pub login: String,
    /// Its password.
    pub password: String,
    /// The certificates (PEM) by which the server is known; none where it is on this computer.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ca: Option<String>,
}

impl std::fmt::Debug for Access {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Access({}@{}:{}/{}, not shown)", self.login, self.host, self.port, self.database)
    }
}

impl Access {
    pub(crate) fn new(
        (host, port): (String, u16),
        database: String,
        login: String,
        password: String,
        ca: Option<String>,
    ) -> Self {
        Self { format: FORMAT, host, port, database, login, password, ca }
    }

    /// Read from its file.
    ///
    /// # Errors
    /// [`PostgresError::NotAnAccess`].
    pub fn read(path: &Path) -> Result<Self, PostgresError> {
        let not = |detail: String| PostgresError::NotAnAccess { path: path.to_owned(), detail };
        let size = std::fs::metadata(path).map_err(|error| not(error.to_string()))?.len();
        if size > MOST_BYTES {
            return Err(not(format!("it has {size} bytes, more than any")));
        }
        let json = std::fs::read(path).map_err(|error| not(error.to_string()))?;
        // Where it fails is said, never what stands there.
        let access: Self = serde_json::from_slice(&json)
            .map_err(|error| not(format!("line {}, column {}", error.line(), error.column())))?;
        if access.format > FORMAT {
            return Err(not("a newer Keepalive wrote it; update this one".to_owned()));
        }
        Ok(access)
    }

    /// As its file holds it.
    ///
    /// # Errors
    /// None that is known: there is nothing in it that JSON could not say.
    pub fn to_json(&self) -> io::Result<Vec<u8>> {
        let mut json = serde_json::to_vec_pretty(self)?;
        json.push(b'\n');
        Ok(json)
    }

    /// Written to a file that only its owner can read, where the system knows that. An existing one is left alone.
    ///
    /// # Errors
    /// [`PostgresError::File`].
    pub fn write(&self, path: &Path) -> Result<(), PostgresError> {
        AccessFile::begin(path)?.finish(self)
    }
}

/// A file that an access is to be written to: its folder takes files, which is known before a password is made.
#[derive(Debug)]
pub struct AccessFile {
    path: PathBuf,
    beside: NamedTempFile,
}

impl AccessFile {
    /// Begins a file beside the one that is meant.
    ///
    /// # Errors
    /// [`PostgresError::File`]: the folder is not there, or takes no file.
    pub fn begin(path: &Path) -> Result<Self, PostgresError> {
        let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let failed = |source| PostgresError::File { path: path.to_owned(), source };
        Ok(Self { path: path.to_owned(), beside: NamedTempFile::new_in(dir).map_err(failed)? })
    }

    /// Writes the access, and gives the file its name.
    ///
    /// # Errors
    /// [`PostgresError::File`]: the disk is full, or a file of that name stands.
    pub fn finish(mut self, access: &Access) -> Result<(), PostgresError> {
        let failed = |source| PostgresError::File { path: self.path.clone(), source };
        let json = access.to_json().map_err(failed)?;
        self.beside.write_all(&json).and_then(|()| self.beside.as_file().sync_all()).map_err(failed)?;
        self.beside.persist_noclobber(&self.path).map(drop).map_err(|error| failed(error.error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access() -> Access {
        let address = ("db.clinic.example".to_owned(), USUAL_PORT);
        Access::new(address, "keepalive".into(), "keepalive_front".into(), "hunter2".into(), None)
    }

    #[test]
    fn it_is_read_as_it_was_written_never_shown_and_never_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("front.json");
        access().write(&path).unwrap();
        assert_eq!(Access::read(&path).unwrap(), access());
        assert!(!format!("{:?}", access()).contains("hunter2"));
        assert!(matches!(access().write(&path), Err(PostgresError::File { .. })));
    }

    #[test]
    fn what_is_none_is_refused_without_being_repeated() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x");
        for text in ["", "hunter2", "{\"password\":\"hunter2\"}", "{\"format\":9,\"password\":\"hunter2\"}"] {
            std::fs::write(&path, text).unwrap();
            let error = Access::read(&path).unwrap_err();
            assert!(!error.to_string().contains("hunter2"), "{error}");
        }
    }
}
