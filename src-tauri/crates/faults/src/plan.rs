//! Acts that follow from a seed, and what the clinic must look like after each of them.
//!
//! The journal kept outside the app is the plan itself: whoever knows the seed and how many acts were acknowledged
//! knows what must be there.

use std::path::Path;

use anyhow::Context as _;
use fastrand::Rng;
use keepalive_api::{ApiError, App};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::clinic::{Seen, WORKAROUND, call, identities};

/// Different requests.
const SLOTS: u64 = 40;

/// Acts that are taken back one after the other, at most.
const MOST_TAKEN_BACK: usize = 20;

/// Rows of one import: more than an op holds, so that half an act would show.
pub const ROWS_AN_IMPORT: u64 = 620;

/// One act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// A request is made, or named anew.
    Save(String),
    /// All requests get this value.
    Bulk(i64),
    /// Occurrences come in from a file.
    Import,
    /// The newest act is taken back.
    Undo,
    /// A copy is written.
    Backup,
    /// This copy is brought back.
    Restore(String),
}

/// What the clinic looks like, and what could be taken back or brought back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// What must be seen.
    pub seen: Seen,
    /// What was seen before each act that can be undone.
    before: Vec<Seen>,
    /// What the last restore replaced, as long as it can be undone: after the acts since.
    replaced: Option<(Seen, Vec<Seen>)>,
    /// The newest copy's name with what was in it.
    copy: Option<(String, Seen)>,
}

/// The acts of a seed.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// What the acts follow from.
    pub seed: u64,
    /// Whether copies are written and brought back, too.
    pub copies: bool,
}

impl Plan {
    /// The `n`th act, where the clinic stands so.
    #[must_use]
    pub fn act(self, n: u64, standing: &Standing) -> Act {
        let mut chance = Rng::with_seed(self.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ n);
        let save = Act::Save(format!("slot-{:02}", chance.u64(0..SLOTS)));
        match chance.u8(0..100) {
            0..=44 => save,
            45..=64 if !standing.seen.requests.is_empty() => Act::Bulk(chance.i64(1..=5)),
            65..=74 => Act::Import,
            75..=87 if !standing.before.is_empty() || standing.replaced.is_some() => Act::Undo,
            88..=94 if self.copies => Act::Backup,
            95..=99 => match &standing.copy {
                Some((name, ..)) => Act::Restore(name.clone()),
                None => save,
            },
            _ => save,
        }
    }

    /// How the clinic stands after the `n`th act; `copy` is the name of the copy it made.
    #[must_use]
    pub fn after(self, n: u64, mut standing: Standing, copy: Option<&str>) -> Standing {
        let act = self.act(n, &standing);
        let was = standing.seen.clone();
        match act {
            Act::Save(slot) => {
                let value = standing.seen.requests.get(&slot).and_then(|(_, value)| *value);
                standing.seen.requests.insert(slot, (n, value));
            }
            Act::Bulk(value) => {
                standing.seen.requests.values_mut().for_each(|request| request.1 = Some(value));
            }
            Act::Import => standing.seen.occurrences += ROWS_AN_IMPORT,
            Act::Undo => {
                match standing.before.pop() {
                    Some(before) => standing.seen = before,
                    // Nothing was done since the restore: it is taken back itself.
                    None => (standing.seen, standing.before) = standing.replaced.take().unwrap_or_default(),
                }
                return standing;
            }
            Act::Backup => {
                if let Some(name) = copy {
                    standing.copy = Some((name.to_owned(), was));
                }
                return standing;
            }
            Act::Restore(_) => {
                if let Some((_, seen)) = standing.copy.clone() {
                    // A restored file goes on in a stream of its own, in which there is nothing to undo yet.
                    standing.replaced = Some((was, std::mem::take(&mut standing.before)));
                    standing.seen = seen;
                }
                return standing;
            }
        }
        // Setting what is there already is no act, and there is nothing to take back.
        if standing.seen != was {
            standing.before.push(was);
            if standing.before.len() > MOST_TAKEN_BACK {
                standing.before.remove(0);
                standing.replaced = None;
            }
        }
        standing
    }

    /// Does the `n`th act; answers the name of the copy it made, if it made one.
    ///
    /// # Errors
    /// The command's own; a copy that is not there any more is none.
    pub fn run(
        self,
        n: u64,
        standing: &Standing,
        app: &App,
        scratch: &Path,
    ) -> Result<Option<String>, ApiError> {
        self.command(n, standing, app, scratch).map(|reply| newest_copy(&reply))
    }

    fn command(self, n: u64, standing: &Standing, app: &App, scratch: &Path) -> Result<Json, ApiError> {
        let known = || identities(app).map_err(|error| internal(&error));
        match self.act(n, standing) {
            Act::Save(slot) => {
                let mut input = json!({ "kind": "request", "set": { "title": format!("{slot} {n}") } });
                match known()?.remove(&slot) {
                    Some(id) => input["id"] = id,
                    None => input["set"]["kind"] = json!("workflow"),
                }
                call(app, "save", input)
            }
            Act::Bulk(value) => {
                let ids: Vec<Json> = known()?.into_values().collect();
                call(app, "bulk_save", json!({ "kind": "request", "ids": ids, "set": { "value": value } }))
            }
            Act::Import => {
                let file = import_file(scratch, n).map_err(|error| internal(&error))?;
                let report = call(app, "import_run", json!({ "path": file }))?;
                if report["saved"].is_null() {
                    return Err(internal(&anyhow::anyhow!("refused: {}", report["refused"])));
                }
                Ok(report)
            }
            Act::Undo => call(app, "undo", json!({})),
            Act::Backup => call(app, "backup_now", json!({})),
            Act::Restore(name) => call(app, "backup_restore", json!({ "name": name })),
        }
    }
}

/// A file with occurrences that no other act brought.
fn import_file(scratch: &Path, n: u64) -> anyhow::Result<String> {
    let folder = scratch.join(format!("import-{n}"));
    std::fs::create_dir_all(&folder)?;
    let mut text = String::from("workaround,at,person,minutes,count\n");
    for row in 0..ROWS_AN_IMPORT {
        let second = n * ROWS_AN_IMPORT + row;
        let at = chrono::DateTime::from_timestamp(1_770_000_000 + i64::try_from(second)?, 0);
        let at = at.context("a time")?.to_rfc3339();
        text.push_str(&format!("{WORKAROUND},{at},,5,1\n"));
    }
    let file = folder.join("occurrences.csv");
    std::fs::write(&file, text)?;
    Ok(file.to_string_lossy().into_owned())
}

fn newest_copy(reply: &Json) -> Option<String> {
    Some(reply["copies"][0]["name"].as_str()?.to_owned())
}

/// A command's own refusal, or what else went wrong.
fn internal(error: &anyhow::Error) -> ApiError {
    if let Some(refused) = error.downcast_ref::<ApiError>() {
        return refused.clone();
    }
    ApiError::new(keepalive_api::ErrorCode::Internal, error.to_string())
}
