//! A clinic to do things to, and what can be seen of it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use keepalive_api::{ApiError, App, COMMANDS, SystemWorld};
use keepalive_store::OpenOptions;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

/// The key of the one workaround that imports add to.
pub const WORKAROUND: &str = "w-1";

/// Opens the clinic's file, wherever it lies.
///
/// # Errors
/// As [`App::open`].
pub fn open(file: &Path) -> Result<App, ApiError> {
    let options = OpenOptions { any_place: true, ..OpenOptions::default() };
    App::open_with(file, Arc::new(SystemWorld::default()), options)
}

/// Runs a command, whoever may call it.
///
/// # Errors
/// The command's own.
pub fn call(app: &App, command: &str, input: Json) -> Result<Json, ApiError> {
    let is_of_a_page = COMMANDS.iter().any(|known| known.name == command);
    if is_of_a_page { app.call(command, input) } else { app.call_host(command, input) }
}

/// Opens an empty file and makes a clinic in it.
///
/// # Errors
/// Any command refused.
pub fn begin(file: &Path) -> anyhow::Result<App> {
    let app = open(file)?;
    let clinic = json!({
        "clinic": "Larkmoor", "ehr": "Marlet", "vendor": "Marlet", "go_live": "2026-01-05",
        "time_zone": "America/Denver",
    });
    call(&app, "first_run", clinic)?;
    let workaround =
        json!({ "key": WORKAROUND, "title": "Print it", "break": "drift", "started": "2026-01-05" });
    call(&app, "save", json!({ "kind": "workaround", "set": workaround }))?;
    Ok(app)
}

/// What is in the clinic, as far as the plan's acts can change it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Requests by their title's first word, with the number of the act that named them and their value.
    pub requests: BTreeMap<String, (u64, Option<i64>)>,
    /// Times the workaround happened.
    pub occurrences: u64,
}

/// Looks at the clinic.
///
/// # Errors
/// A command refused, or what it answers is not what any act wrote.
pub fn look(app: &App) -> anyhow::Result<Seen> {
    let mut seen = Seen::default();
    for row in rows(app, "request_list")? {
        let title = row["title"].as_str().context("a request without a title")?;
        let (slot, n) = title.split_once(' ').ok_or_else(|| anyhow!("a title nobody wrote: {title}"))?;
        if seen.requests.insert(slot.to_owned(), (n.parse()?, row["value"].as_i64())).is_some() {
            return Err(anyhow!("{slot} is there twice"));
        }
    }
    for row in rows(app, "workaround_list")? {
        seen.occurrences += row["times"].as_u64().context("no count")?;
    }
    Ok(seen)
}

/// The identities of the requests, by their title's first word.
///
/// # Errors
/// As [`look`].
pub fn identities(app: &App) -> anyhow::Result<BTreeMap<String, Json>> {
    let named = |row: Json| {
        let title = row["title"].as_str().unwrap_or_default();
        (title.split(' ').next().unwrap_or_default().to_owned(), row["id"].clone())
    };
    Ok(rows(app, "request_list")?.into_iter().map(named).collect())
}

/// Every row of a list.
fn rows(app: &App, list: &str) -> anyhow::Result<Vec<Json>> {
    let page = call(app, list, json!({ "limit": 200 }))?;
    Ok(page["rows"].as_array().context("no rows")?.clone())
}

/// Everything derived equals what the log gives.
///
/// # Errors
/// What was found.
pub fn sound(app: &App) -> Result<(), String> {
    match call(app, "verify", json!({})) {
        Ok(report) if report["sound"] == true => Ok(()),
        Ok(report) => Err(format!("not sound: {}", report["problems"])),
        Err(error) => Err(format!("could not be verified: {error:?}")),
    }
}
