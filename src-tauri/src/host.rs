//! What the commands work on: the clinic's database, once it is open.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use keepalive_api::types::{Appearance, Nothing};
use keepalive_api::{ApiError, ApiResult, App, ErrorCode, Keeper, Rescue, SystemWorld};
use keepalive_keychain::SystemKeychain;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use tauri::ipc::Response;
use tauri::{AppHandle, Emitter, EventTarget, Manager, WebviewWindow};

/// The first thing every page asks; a database that could not be opened is tried again then.
const FIRST_ASKED: &str = "app_state";

/// Told to the other window's page with the kinds of data that a write changed.
const CHANGED_EVENT: &str = "changed";

/// How often the file is looked at for what other programs wrote. Soon enough to look alive, and one read of a page
/// that is in memory already.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// The clinic's database, as far as it is open.
enum Clinic {
    NotYet,
    Open { app: Arc<App>, _keeps_backups: Keeper },
    Refused(ApiError),
}

/// What every command of the api goes through.
pub(crate) struct Host {
    database: PathBuf,
    sample: bool,
    rescue: Rescue,
    clinic: Mutex<Clinic>,
}

impl Host {
    /// A host that opens `database` when it is first needed, and turns to the sample clinic if asked.
    pub(crate) fn new(database: PathBuf, sample: bool) -> Arc<Self> {
        let rescue = Rescue::new(&database, Arc::new(SystemWorld::default()));
        Arc::new(Self { database, sample, rescue, clinic: Mutex::new(Clinic::NotYet) })
    }

    /// How the windows are to look, as it was last chosen; the record need not be open.
    pub(crate) fn appearance(&self) -> Appearance {
        keepalive_api::remembered_appearance(&self.database)
    }

    /// The open clinic; the first caller opens it and the others wait.
    ///
    /// # Errors
    /// Why the database could not be opened, the same to every caller until it is tried again.
    pub(crate) fn app(&self) -> ApiResult<Arc<App>> {
        let mut clinic = self.clinic();
        if matches!(*clinic, Clinic::NotYet) {
            *clinic = match self.open() {
                Ok(app) => {
                    let app = Arc::new(app);
                    let keeper = Keeper::start(&app);
                    app.keep_keys_in(Arc::new(SystemKeychain));
                    app.computer_is_called(&gethostname::gethostname().to_string_lossy());
                    app.share_in_background();
                    Clinic::Open { app, _keeps_backups: keeper }
                }
                Err(error) => {
                    tracing::error!(code = ?error.code, "database not opened");
                    Clinic::Refused(error)
                }
            };
        }
        match &*clinic {
            Clinic::Open { app, .. } => Ok(Arc::clone(app)),
            Clinic::Refused(error) => Err(error.clone()),
            Clinic::NotYet => Err(ApiError::new(ErrorCode::Internal, "The database was not opened.")),
        }
    }

    /// The clinic, if it is open.
    pub(crate) fn opened(&self) -> Option<Arc<App>> {
        match &*self.clinic() {
            Clinic::Open { app, .. } => Some(Arc::clone(app)),
            Clinic::NotYet | Clinic::Refused(_) => None,
        }
    }

    /// Runs one command of the api.
    ///
    /// # Errors
    /// The command's own refusal, or why there is no open database.
    pub(crate) fn call(&self, name: &str, input: Json) -> ApiResult<Json> {
        match self.rescued(name, &input) {
            Some(rescued) => rescued,
            None => self.app()?.call(name, input),
        }
    }

    /// As [`Host::call`], with the reply as JSON text.
    fn call_text(&self, name: &str, input: Json) -> ApiResult<String> {
        match self.rescued(name, &input) {
            Some(rescued) => Ok(rescued?.to_string()),
            None => self.app()?.call_text(name, input),
        }
    }

    /// What needs no open database; `None` where a command does.
    fn rescued(&self, name: &str, input: &Json) -> Option<ApiResult<Json>> {
        if name == FIRST_ASKED {
            self.forget_refusal();
        }
        self.rescue.call(name, input.clone())
    }

    fn open(&self) -> ApiResult<App> {
        let app = App::open(&self.database, Arc::new(SystemWorld::default()))?;
        if self.sample {
            app.sample_open(Nothing {})?;
        }
        Ok(app)
    }

    fn forget_refusal(&self) {
        let mut clinic = self.clinic();
        if matches!(*clinic, Clinic::Refused(_)) {
            *clinic = Clinic::NotYet;
        }
    }

    fn clinic(&self) -> MutexGuard<'_, Clinic> {
        self.clinic.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Opens the database while the windows come up.
pub(crate) fn open_in_background(host: &Arc<Host>) {
    let host = Arc::clone(host);
    // The first page to ask is told how it went.
    tauri::async_runtime::spawn_blocking(move || host.app().map(drop));
}

/// Tells the pages when another program wrote into the open clinic: `keepalive-cli` in a terminal, or a script. They
/// read again what they show.
pub(crate) fn follow_other_programs(app: &AppHandle) {
    let app = app.clone();
    let host = Arc::clone(&app.state::<Arc<Host>>());
    let followed =
        std::thread::Builder::new().name("keepalive-follow".to_owned()).spawn(move || follow(&app, &host));
    if let Err(error) = followed {
        tracing::error!(%error, "what other programs write will not be noticed");
    }
}

/// Looks at the file until the program ends.
fn follow(app: &AppHandle, host: &Host) {
    loop {
        std::thread::sleep(LOOK_EVERY);
        match host.opened().map(|clinic| clinic.changed_outside()) {
            Some(Ok(kinds)) if !kinds.is_empty() => {
                if let Err(error) = app.emit(CHANGED_EVENT, kinds) {
                    tracing::error!(%error, "the pages were not told what another program wrote");
                }
            }
            Some(Ok(_)) | None => {}
            Some(Err(error)) => tracing::warn!(code = ?error.code, "the file was not looked at"),
        }
    }
}

/// Runs one command for a page, and tells the other page what changed.
///
/// # Errors
/// The command's own refusal. A fault of ours comes out as [`ErrorCode::Internal`], not as a page that
/// waits for ever.
pub(crate) async fn run(window: WebviewWindow, name: &'static str, input: Json) -> ApiResult<Response> {
    let host = Arc::clone(&window.state::<Arc<Host>>());
    let reply = off_the_main_thread(move || host.call_text(name, input)).await?;
    if let Some(told) = told(&reply) {
        tell_the_other_page(&window, &told);
    }
    Ok(Response::new(reply))
}

/// The parts of a reply that may say what has changed; `None` of one that says nothing of the kind. A text that somebody
/// wrote has its quotes escaped and looks otherwise.
fn told(reply: &str) -> Option<Json> {
    #[derive(Deserialize, Serialize)]
    struct Told {
        #[serde(skip_serializing_if = "Option::is_none")]
        changed: Option<Json>,
        #[serde(skip_serializing_if = "Option::is_none")]
        saved: Option<Json>,
    }
    reply.contains(r#""changed":"#).then(|| serde_json::from_str::<Told>(reply).ok())?.map(|told| json!(told))
}

/// Runs `work` where it may wait for the disk or for a dialog.
pub(crate) async fn off_the_main_thread<T: Send + 'static>(
    work: impl FnOnce() -> ApiResult<T> + Send + 'static,
) -> ApiResult<T> {
    tauri::async_runtime::spawn_blocking(work).await.unwrap_or_else(|error| {
        tracing::error!(%error, "a command ended in a fault");
        Err(ApiError::new(ErrorCode::Internal, "The command ended in a fault of the program."))
    })
}

/// Passes on which kinds of data a reply says have changed.
pub(crate) fn tell_the_other_page(window: &WebviewWindow, reply: &Json) {
    let Some(kinds) = changed_kinds(reply) else { return };
    let told = window.emit_filter(CHANGED_EVENT, kinds, |target| match target {
        EventTarget::AnyLabel { label } | EventTarget::WebviewWindow { label } => label != window.label(),
        _ => true,
    });
    if let Err(error) = told {
        tracing::error!(%error, "the other window was not told of a change");
    }
}

fn changed_kinds(reply: &Json) -> Option<&Json> {
    // A write answers `changed`; an import answers it inside `saved`.
    let kinds = reply.get("changed").or_else(|| reply.get("saved")?.get("changed"))?;
    kinds.as_array().is_some_and(|kinds| !kinds.is_empty()).then_some(kinds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_write_that_changed_something_is_told() {
        assert_eq!(changed_kinds(&json!({ "changed": ["request"] })), Some(&json!(["request"])));
        assert_eq!(changed_kinds(&json!({ "saved": { "changed": ["area"] } })), Some(&json!(["area"])));
        for quiet in [json!({ "changed": [] }), json!({ "rows": [] }), json!(null), json!({ "saved": null })]
        {
            assert_eq!(changed_kinds(&quiet), None, "{quiet}");
        }
    }

    #[test]
    fn what_a_reply_changed_is_read_out_of_its_text() {
        let write = json!({ "id": null, "changed": ["request"] }).to_string();
        assert_eq!(told(&write).as_ref().and_then(changed_kinds), Some(&json!(["request"])));
        let import = json!({ "lines": 3, "saved": { "changed": ["area"] } }).to_string();
        assert_eq!(told(&import).as_ref().and_then(changed_kinds), Some(&json!(["area"])));
        let page = json!({ "rows": [{ "title": "what \"changed\": the fax" }], "next": null }).to_string();
        assert_eq!(told(&page), None);
    }

    #[test]
    fn a_file_that_is_no_database_is_an_answer_and_can_be_tried_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("clinic.db");
        std::fs::write(&file, b"a spreadsheet, renamed").unwrap();
        let host = Host::new(file.clone(), false);
        assert_eq!(host.call("today", json!({})).unwrap_err().code, ErrorCode::Database);
        std::fs::remove_file(&file).unwrap();
        assert_eq!(host.call("today", json!({})).unwrap_err().code, ErrorCode::Database);
        assert!(host.call(FIRST_ASKED, json!({})).is_ok());
    }
}
