//! A database server of a test's own, run at the browser's word: what whoever runs a clinic's server does.

use std::sync::{Mutex, PoisonError};

use keepalive_api::{ApiError, ErrorCode, HubServer, NewDevice};
use keepalive_test_postgres::{PASSWORD, Postgres};
use serde_json::{Value as Json, json};
use tempfile::TempDir;

/// The database of the hub.
const DATABASE: &str = "keepalive";

/// What its clinic is called there.
const CLINIC: &str = "main";

/// A server, once one was asked for.
#[derive(Default)]
pub(crate) struct Hub(Mutex<Option<Running>>);

struct Running {
    server: Postgres,
    keeper: HubServer,
    files: TempDir,
}

impl Hub {
    /// Does what is asked: `start` (whether this computer has a server), `let_in` a name, of another clinic where one is
    /// named (its access file), `kill`, `run`, `revoke` a name, `end`.
    pub(crate) fn call(&self, command: &str, input: &Json) -> Result<Json, ApiError> {
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if command == "end" {
            *running = None;
            return Ok(Json::Null);
        }
        if command == "start" {
            *running = Running::start()?;
            return Ok(json!(running.is_some()));
        }
        let Some(Running { server, keeper, files }) = &mut *running else {
            return Err(ApiError::new(ErrorCode::Invalid, "No server was started."));
        };
        let name = input["name"].as_str().unwrap_or_default().to_owned();
        match command {
            "let_in" => {
                let file = files.path().join(format!("{name}.json"));
                let clinic = input["clinic"].as_str().unwrap_or(CLINIC).to_owned();
                keeper.init(&clinic)?;
                let reads_only = input["reads_only"] == true;
                let new = NewDevice { name, clinic: Some(clinic), address: None, again: false, reads_only };
                keeper.let_in(&new, &file)?;
                return Ok(json!(file));
            }
            "kill" => server.kill(),
            "run" => server.run(),
            "revoke" => keeper.revoke(&name)?,
            _ => return Err(ApiError::new(ErrorCode::Invalid, "A server does no such thing.")),
        }
        Ok(Json::Null)
    }
}

impl Running {
    fn start() -> Result<Option<Self>, ApiError> {
        let Some(server) = Postgres::start() else { return Ok(None) };
        server.database(DATABASE);
        let (url, ca) = (server.url(DATABASE), Some(server.ca.clone()));
        let keeper = HubServer { url, password: Some(PASSWORD.to_owned()), ca };
        keeper.init(CLINIC)?;
        let files = tempfile::tempdir().map_err(|error| ApiError::new(ErrorCode::File, error.to_string()))?;
        Ok(Some(Self { server, keeper, files }))
    }
}
