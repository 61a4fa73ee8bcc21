//! Sharing over a database as the command line asks for it, and what whoever runs its server does.

use std::path::Path;

use keepalive_hub_folder::KeyFile;
use keepalive_hub_postgres::{
    AccessFile, Admin, Connected, Fault, NewDevice, PostgresError, Server, Standing,
};
use keepalive_seal::SpaceKey;
use keepalive_store::StoreError;
use keepalive_sync::ExchangeError;
use serde::Serialize;

use crate::share::{Meeting, Shared, enter, is_the_newest, meet};
use crate::sharing::{InStep, access_given};
use crate::{ApiError, ApiResult, App, ErrorCode};

impl App {
    /// Meets the other desks in a database: what is there comes in, what it lacks goes out. `access` is the file that
    /// whoever runs the server gave this desk.
    ///
    /// # Errors
    /// The server cannot be reached or trusted, lets this desk not in, or holds another record; this one is sound all
    /// the same, and what came in before stays.
    pub fn share_over_postgres(&self, access: &Path, key: &str, meeting: Meeting) -> ApiResult<Shared> {
        let open = self.current();
        let key = SpaceKey::parse(key)?;
        let mut connected = Connected::open(&Server::from_access(&access_given(access)?)?)?;
        let there = match connected.key_files() {
            Ok(files) => {
                is_the_newest(&key, files.iter().map(|(_, file)| file.as_slice()))?;
                Some(files.into_iter().map(|(name, bytes)| KeyFile { name, bytes }).collect())
            }
            // An older hub: its desks share one key.
            Err(PostgresError::NoKeyFiles { .. }) => None,
            Err(error) => return Err(error.into()),
        };
        let here = open.store.read(|read| read.space())?;
        let mut hub = match (connected.space(), here) {
            (None, Some(here)) if meeting.begin => {
                self.may_take_role(&open, meeting)?;
                connected.begin(here, key.clone())?
            }
            (found, _) => {
                let clinic = connected.clinic().to_owned();
                // The key first: nothing is joined whose ops could not be read.
                let Some((hub, found)) = connected.enter(key.clone())?.zip(found) else {
                    let message = format!(
                        "The clinic {clinic} has no record there yet. To make this desk's stand there, say so."
                    );
                    return Err(ApiError::invalid("server", "not_begun", message));
                };
                if meeting.join && !hub.writes() {
                    let message = "This desk's access only reads, so its own record would stay behind. Ask whoever runs \
                                   the server for one that may write.";
                    return Err(ApiError::invalid("access", "reads_only", message));
                }
                if here == Some(found) {
                    self.may_take_role(&open, meeting)?;
                }
                enter(&open.store, found, meeting)?;
                hub
            }
        };
        let reads_only = !hub.writes();
        let Some(space) = open.store.read(|read| read.space())? else {
            return Err(ApiError::new(ErrorCode::NoClinic, "There is nothing to share yet."));
        };
        let witness = match there {
            Some(there) => {
                let lay = |file: &KeyFile| hub.lay_key_file(&file.name, &file.bytes);
                let InStep { key, witness } = self.in_step_by_key(space, &key, &open, there, lay)?;
                hub.use_key(key);
                witness
            }
            None => self.witness_at_older_hub(space, &open)?,
        };
        // What a desk that only reads is there for is what its access says.
        let meeting = Meeting { role: meeting.role.filter(|_| !reads_only), ..meeting };
        let shared = meet(&open, &mut hub, meeting, &witness)?;
        self.note_heard(&open, shared.waiting)?;
        Ok(Shared { reads_only, ..shared })
    }
}

/// A database server, as whoever runs it logs in.
#[derive(Clone)]
pub struct HubServer {
    /// As `psql` takes it: `postgres://USER@HOST:PORT/DATABASE`.
    pub url: String,
    /// The password, where it is not in the address.
    pub password: Option<String>,
    /// The certificates (PEM) by which the server is known. Over a network it needs some.
    pub ca: Option<String>,
}

/// A desk that was let in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetIn {
    /// Its name.
    pub name: String,
    /// The login role made for it.
    pub login: String,
    /// Where it reaches the server.
    pub server: String,
    /// It may read and not write.
    pub reads_only: bool,
    /// The certificate stands in its file, so what it sends is encrypted.
    pub encrypted: bool,
}

impl HubServer {
    /// Makes the hub, and a clinic of this name in it. Whether anything was made that did not stand.
    ///
    /// # Errors
    /// The server cannot be reached, or the login may not make tables and roles.
    pub fn init(&self, clinic: &str) -> ApiResult<bool> {
        Ok(self.open()?.init(clinic)?)
    }

    /// Lets a desk in and writes what it needs into a file, which must not stand yet.
    ///
    /// # Errors
    /// The name is taken, or the file cannot be written; then nobody was let in.
    pub fn let_in(&self, new: &NewDevice, file: &Path) -> ApiResult<LetIn> {
        if file.exists() {
            let message =
                format!("{} stands already, and an access file is never written over.", file.display());
            return Err(ApiError::new(ErrorCode::File, message).about("access"));
        }
        let mut admin = self.open()?;
        let file = AccessFile::begin(file)?;
        let access = admin.add_device(new)?;
        if let Err(error) = file.finish(&access) {
            // A password that nobody can have is no access. A desk that had one before is not shut out for it.
            if !new.again {
                admin.revoke(&new.name)?;
            }
            return Err(error.into());
        }
        Ok(LetIn {
            name: new.name.clone(),
            login: access.login,
            server: format!("{}:{}", access.host, access.port),
            reads_only: new.reads_only,
            encrypted: access.ca.is_some(),
        })
    }

    /// Takes a desk's access back.
    ///
    /// # Errors
    /// There is no such desk.
    pub fn revoke(&self, name: &str) -> ApiResult<()> {
        Ok(self.open()?.revoke(name)?)
    }

    /// What stands there.
    ///
    /// # Errors
    /// The server cannot be reached, or holds no hub.
    pub fn standing(&self) -> ApiResult<Standing> {
        Ok(self.open()?.standing()?)
    }

    /// Looks the hub through.
    ///
    /// # Errors
    /// The server cannot be reached, or holds no hub.
    pub fn check(&self) -> ApiResult<Vec<Fault>> {
        Ok(self.open()?.check()?)
    }

    fn open(&self) -> ApiResult<Admin> {
        let server = Server::from_url(&self.url, self.password.as_deref(), self.ca.as_deref())?;
        Ok(Admin::open(&server)?)
    }
}

impl From<PostgresError> for ApiError {
    fn from(error: PostgresError) -> Self {
        let message = error.to_string();
        let (field, hint) = match error {
            PostgresError::Seal(error) => return error.into(),
            PostgresError::File { .. } => return Self::new(ErrorCode::File, message).about("access"),
            PostgresError::Address { .. } => ("server", "not_an_address"),
            PostgresError::NotAnAccess { .. } => ("access", "not_an_access"),
            PostgresError::Certificate { .. } => ("ca", "not_a_certificate"),
            PostgresError::NotEncrypted { .. } => ("ca", "not_encrypted"),
            PostgresError::NotTrusted { .. } => ("ca", "not_trusted"),
            PostgresError::Unreachable { .. } => ("server", "unreachable"),
            PostgresError::Login { .. } => ("access", "not_let_in"),
            PostgresError::NotAHub { .. } => ("server", "no_hub"),
            PostgresError::Newer { .. } => ("server", "newer_hub"),
            PostgresError::Revoked { .. } => ("access", "revoked"),
            PostgresError::ReadsOnly { .. } => ("access", "reads_only"),
            PostgresError::NotBegun { .. } => ("server", "not_begun"),
            PostgresError::OtherRecord { .. } => ("access", "sharing_other_there"),
            PostgresError::NoMailbox { .. } => ("server", "no_mailbox"),
            PostgresError::NoSheets { .. } => ("server", "no_sheets"),
            PostgresError::NoKeyFiles { .. } => ("server", "no_key_files"),
            PostgresError::OtherKey { .. } => ("key", "other_key"),
            PostgresError::BegunAlready { .. } => ("server", "meet_again"),
            PostgresError::OthersStream { .. } => ("access", "others_stream"),
            PostgresError::Device { .. } => ("device", "not_a_device"),
            PostgresError::Refused { .. } => ("server", "refused"),
        };
        Self::invalid(field, hint, message)
    }
}

impl From<ExchangeError<StoreError, PostgresError>> for ApiError {
    fn from(error: ExchangeError<StoreError, PostgresError>) -> Self {
        match error {
            ExchangeError::Desk(error) => error.into(),
            ExchangeError::Hub(error) => error.into(),
        }
    }
}
