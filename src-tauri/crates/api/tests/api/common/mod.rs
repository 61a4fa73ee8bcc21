//! A clinic on a real file, with a clock that stands still until it is moved.

pub(crate) mod clinic;
pub(crate) mod folder;
pub(crate) mod hub;
pub(crate) mod stick;
pub(crate) mod three;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use keepalive_api::{ApiError, App};
use keepalive_domain::world::World;
use keepalive_store::OpenOptions;
use serde_json::{Value as Json, json};
use tempfile::TempDir;

/// 2026-11-23T10:00:00-07:00, a Monday in Denver.
pub(crate) const MONDAY_TEN: i64 = 1_795_453_200_000;

/// Milliseconds in a day.
pub(crate) const DAY_MS: i64 = 86_400_000;

/// The four breaks, in the order of the stack.
pub(crate) const BREAKS: [&str; 4] = ["drift", "reporting", "support", "burnout"];

/// Every figure of Friction beside the main chart and the signals.
pub(crate) const FIGURES: [&str; 13] = [
    "flow",
    "ageing",
    "first_response",
    "workaround_offered",
    "delivered",
    "verified",
    "whose_turn",
    "survival",
    "pareto",
    "silence",
    "quiet_roles",
    "after_hours",
    "systems",
];

#[derive(Default)]
pub(crate) struct Still {
    now_ms: AtomicI64,
    drawn: AtomicU64,
}

impl Still {
    /// Takes up its chance elsewhere, as a third computer does.
    pub(crate) fn skip_chance(&self) {
        self.drawn.fetch_add(1_000_000, Ordering::SeqCst);
    }
}

impl World for Still {
    fn now_ms(&self) -> i64 {
        self.now_ms.load(Ordering::SeqCst)
    }
    fn utc_offset_minutes(&self) -> i32 {
        -420
    }
    fn random(&self) -> [u8; 10] {
        let mut bytes = [0; 10];
        bytes[2..].copy_from_slice(&self.drawn.fetch_add(1, Ordering::SeqCst).to_be_bytes());
        bytes
    }
}

pub(crate) struct Desk {
    pub(crate) app: App,
    pub(crate) world: Arc<Still>,
    pub(crate) dir: TempDir,
}

impl Desk {
    /// An empty database.
    pub(crate) fn empty() -> Self {
        Self::empty_at(MONDAY_TEN)
    }

    /// The sample clinic.
    pub(crate) fn sample() -> Self {
        let desk = Self::empty();
        desk.ok("sample_open", json!({}));
        desk
    }

    /// An empty database on another computer: its chance is not the first one's.
    pub(crate) fn another() -> Self {
        let desk = Self::empty();
        desk.world.drawn.store(1_000_000, Ordering::SeqCst);
        desk
    }

    /// Another computer, with a clinic of its own.
    pub(crate) fn elsewhere() -> Self {
        let desk = Self::another();
        desk.ok("first_run", elm());
        desk
    }

    pub(crate) fn empty_at(now_ms: i64) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let world = Arc::new(Still { now_ms: AtomicI64::new(now_ms), drawn: AtomicU64::new(1) });
        let app = open(&dir.path().join("clinic.db"), &world);
        Self { app, world, dir }
    }

    /// A clinic in Denver whose EHR went live on 2025-09-15.
    pub(crate) fn clinic() -> Self {
        Self::empty().live_since("2025-09-15")
    }

    /// It becomes a clinic in Denver whose EHR went live on this day.
    pub(crate) fn live_since(self, go_live: &str) -> Self {
        self.ok(
            "first_run",
            json!({
                "clinic": "Larkmoor Family Health", "ehr": "Marlet EHR", "vendor": "Marlet",
                "go_live": go_live, "time_zone": "America/Denver",
            }),
        );
        self
    }

    /// Closes the database and opens it again.
    pub(crate) fn restarted(self) -> Self {
        let Self { app, world, dir } = self;
        drop(app);
        let app = open(&dir.path().join("clinic.db"), &world);
        Self { app, world, dir }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.world.now_ms()
    }

    pub(crate) fn pass(&self, ms: i64) {
        self.world.now_ms.fetch_add(ms, Ordering::SeqCst);
    }

    pub(crate) fn call(&self, command: &str, input: Json) -> Result<Json, ApiError> {
        let known = keepalive_api::COMMANDS.iter().any(|known| known.name == command);
        if known { self.app.call(command, input) } else { self.app.call_host(command, input) }
    }

    #[track_caller]
    pub(crate) fn ok(&self, command: &str, input: Json) -> Json {
        self.call(command, input.clone()).unwrap_or_else(|error| panic!("{command} {input}: {error:?}"))
    }

    /// The refusal of a command, after making sure that it changed nothing.
    #[track_caller]
    pub(crate) fn refused(&self, command: &str, input: Json) -> Json {
        let before = self.digest();
        let error = self.call(command, input.clone()).expect_err(&format!("{command} {input} was taken"));
        assert_eq!(self.digest(), before, "{command} {input} changed something");
        serde_json::to_value(error).unwrap()
    }

    /// Begins a long work and stops it once it is seen. Its refusal; `None` where it ended between being seen and being stopped.
    pub(crate) fn stopped(&self, command: &str, input: &Json, kind: &str) -> Option<Json> {
        let ended = std::thread::scope(|scope| {
            let begun = scope.spawn(|| self.call(command, input.clone()));
            while self.ok("work", json!({}))["work"].is_null() && !begun.is_finished() {
                std::thread::yield_now();
            }
            let met = self.ok("work_cancel", json!({}))["work"]["kind"].clone();
            assert!(met.is_null() || met == kind, "{met}");
            begun.join().unwrap()
        });
        ended.err().map(|refused| serde_json::to_value(refused).unwrap())
    }

    pub(crate) fn digest(&self) -> Json {
        self.ok("digest", json!({}))
    }

    /// The identity a write answered.
    #[track_caller]
    pub(crate) fn id(&self, command: &str, input: Json) -> String {
        self.ok(command, input)["id"].as_str().expect("an identity").to_owned()
    }

    /// Makes a thing through the generic form.
    #[track_caller]
    pub(crate) fn make(&self, kind: &str, set: Json) -> String {
        self.id("save", json!({ "kind": kind, "set": set }))
    }

    /// Makes a person and seats them at this desk.
    pub(crate) fn seat(&self, name: &str) -> String {
        let person = self.make("person", json!({ "name": name, "role": "front desk" }));
        self.ok("settings_set", json!({ "desk": person }));
        person
    }
}

/// What another clinic begins with.
pub(crate) fn elm() -> Json {
    json!({ "clinic": "Elm", "ehr": "Marlet EHR", "vendor": "Marlet", "go_live": "2025-09-15" })
}

fn open(path: &std::path::Path, world: &Arc<Still>) -> App {
    let options = OpenOptions { any_place: true, ..OpenOptions::default() };
    App::open_with(path, world.clone(), options).unwrap()
}

/// What a refusal says: its code, its field and its hint.
pub(crate) fn why(error: &Json) -> (&str, &str, &str) {
    let part = |name: &str| error[name].as_str().unwrap_or("");
    (part("code"), part("field"), part("hint"))
}
