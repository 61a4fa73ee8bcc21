//! Row 16: any bytes to any command are answered or refused by a typed error, and what is refused changes nothing; no
//! window may call what is not its own.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context as _;
use fastrand::Rng;
use keepalive_api::{App, COMMANDS, ErrorCode, RESCUE_COMMANDS, bindings};
use serde_json::{Map, Value as Json, json};

use crate::clinic;
use crate::plan::{Plan, Standing};
use crate::table::{Case, Run};

/// Deeper nested input than any command takes.
const DEEPEST: u32 = 4;

/// Calls for which the digest is looked at one by one; it reads the whole record.
const CALLS_A_DIGEST: u64 = 20;

/// Commands that work on files for long, or leave the clinic's file; each is called in a row of its own.
const LEFT_OUT: &[&str] = &[
    "sample_open",
    "sample_close",
    "verify",
    "backup_now",
    "backup_drill",
    "backup_restore",
    "backup_put_back",
    "redact",
    "redact_copies",
];

/// Throws input at commands, then compares who may call what.
pub(super) fn run(run: &Run) -> anyhow::Result<Vec<Case>> {
    let mut calls = Case::new(16, "JSON of chance to every command of a page");
    thrown(run.scale.of(3_000, 100_000), &mut calls)?;
    Ok(vec![calls, windows()?])
}

fn thrown(times: u64, case: &mut Case) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let app = clinic::begin(&folder.path().join("clinic.db"))?;
    let plan = Plan { seed: 16, copies: false };
    let mut standing = Standing::default();
    for n in 0..6 {
        plan.run(n, &standing, &app, folder.path())?;
        standing = plan.after(n, standing, None);
    }
    let ids: Vec<Json> = clinic::identities(&app)?.into_values().collect();
    let fields = fields();
    let names: Vec<&str> =
        COMMANDS.iter().map(|command| command.name).filter(|name| !LEFT_OUT.contains(name)).collect();
    let mut chance = Rng::with_seed(16);
    let mut refused_since = 0;
    let mut digest = digest(&app)?;
    let (mut taken, mut codes) = (0_u64, BTreeMap::<String, u64>::new());
    for _ in 0..times {
        let name = *chance.choice(&names).context("a command")?;
        let input = input(&mut chance, fields.get(name), &ids);
        match app.call(name, input.clone()) {
            Ok(_) => {
                taken += 1;
                digest = self::digest(&app)?;
                refused_since = 0;
                case.count(Ok(()));
            }
            Err(error) => {
                *codes.entry(format!("{:?}", error.code)).or_default() += 1;
                refused_since += 1;
                let typed = !matches!(error.code, ErrorCode::Internal | ErrorCode::UnknownCommand);
                let mut judged = if typed { Ok(()) } else { Err(format!("{name} {input}: {error:?}")) };
                if refused_since % CALLS_A_DIGEST == 0 && self::digest(&app)? != digest {
                    judged =
                        Err(format!("{name} {input} or one before it was refused and changed something"));
                }
                case.count(judged);
            }
        }
    }
    case.count(clinic::sound(&app));
    case.note = format!("{} commands, {taken} taken, refused {codes:?}; the record sound", names.len());
    Ok(())
}

fn digest(app: &App) -> anyhow::Result<String> {
    app.with_store(|store| store.digest()).context("the digest")
}

/// The fields of each command's input, with the words of its types, from the bindings.
fn fields() -> BTreeMap<String, Vec<String>> {
    let files = bindings::files();
    let mut fields = BTreeMap::new();
    for line in files.get("commands.ts").map(String::as_str).unwrap_or_default().lines() {
        let Some((command, rest)) = line.trim().split_once(": { input: ") else { continue };
        let input = rest.split(';').next().unwrap_or_default();
        let file = files.get(&format!("{input}.ts")).map(String::as_str).unwrap_or_default();
        let names = file
            .lines()
            .filter_map(|line| line.trim().split_once(": "))
            .map(|(name, _)| name.trim_end_matches('?'));
        fields.insert(
            command.to_owned(),
            names.filter(|name| !name.contains([' ', '*', '/'])).map(str::to_owned).collect(),
        );
    }
    fields
}

/// An input that has most of the fields the command knows, each with anything in it.
fn input(chance: &mut Rng, fields: Option<&Vec<String>>, ids: &[Json]) -> Json {
    if chance.u8(0..10) == 0 {
        return anything(chance, ids, 0);
    }
    let mut input = Map::new();
    for field in fields.into_iter().flatten() {
        if chance.u8(0..4) > 0 {
            input.insert(field.clone(), fitting(chance, field, ids));
        }
    }
    if chance.u8(0..20) == 0 {
        input.insert("nobody_knows".to_owned(), anything(chance, ids, 0));
    }
    Json::Object(input)
}

/// What a field of this name might hold, so that calls get past the first check; or anything.
fn fitting(chance: &mut Rng, field: &str, ids: &[Json]) -> Json {
    if chance.u8(0..4) == 0 {
        return anything(chance, ids, 0);
    }
    match field {
        "id" | "item" | "request" | "workaround" | "from" | "into" | "person" => {
            chance.choice(ids).cloned().unwrap_or_default()
        }
        "ids" => json!(ids),
        "kind" => {
            json!(chance.choice(&["request", "workaround", "person", "area", "event", "estimate", "clinic"]))
        }
        "set" => json!({ "title": "slot-00 1", "value": chance.i64(-2..9), "name": word(chance) }),
        "state" => json!(chance.choice(&["triaged", "delivered", "verified", "withdrawn", "merged", "new"])),
        "minutes" | "count" | "limit" | "width" => json!(chance.i64(-5..5_000)),
        "phi_ok" | "answered" | "told" => json!(chance.bool()),
        "day" | "as_of" | "week_of" | "go_live" => {
            json!(chance.choice(&["2026-02-29", "2026-03-31", "9999-12-31", "0001-01-01"]))
        }
        _ => json!(word(chance)),
    }
}

fn word(chance: &mut Rng) -> String {
    let length = chance.usize(0..20);
    (0..length).map(|_| chance.char(..)).collect()
}

fn anything(chance: &mut Rng, ids: &[Json], depth: u32) -> Json {
    let deeper = if depth < DEEPEST { 10 } else { 8 };
    match chance.u8(0..deeper) {
        0 => Json::Null,
        1 => json!(chance.bool()),
        2 => json!(chance.i64(..)),
        3 => json!(f64::from_bits(chance.u64(..))),
        4 => json!(word(chance)),
        5 => chance.choice(ids).cloned().unwrap_or_default(),
        6 => json!("x".repeat(chance.usize(0..30_000))),
        7 => json!({ "ref": ids.first() }),
        8 => (0..chance.usize(0..5)).map(|_| anything(chance, ids, depth + 1)).collect(),
        _ => Json::Object(
            (0..chance.usize(0..5)).map(|_| (word(chance), anything(chance, ids, depth + 1))).collect(),
        ),
    }
}

/// What the shell itself answers, beside the commands of the api: who may call it.
const OF_THE_SHELL: &[(&str, &[&str])] = &[
    ("page-ready", &["main", "capture"]),
    ("capture-shortcut", &["main", "capture"]),
    ("open-main", &["capture"]),
    ("hide-capture", &["capture"]),
    ("show-capture", &["main"]),
    ("set-capture-shortcut", &["main"]),
    ("login-start", &["main"]),
    ("set-login-start", &["main"]),
    ("updates", &["main"]),
    ("look-for-update", &["main"]),
    ("install-update", &["main"]),
    ("save-chart", &["main"]),
    ("save-list", &["main"]),
    ("save-report", &["main"]),
    ("print-page", &["main"]),
    ("pick-import", &["main"]),
    ("open-import", &["main"]),
    ("preview-import", &["main"]),
    ("run-import", &["main"]),
    ("save-tables", &["main"]),
    ("save-archive", &["main"]),
    ("take-archive", &["main"]),
    ("pick-backup-place", &["main"]),
    ("pick-shared-folder", &["main"]),
    ("pick-access-file", &["main"]),
    ("pick-move-access", &["main"]),
    ("pick-join-access", &["main"]),
    ("pick-join-folder", &["main"]),
    ("answer-invite", &["main"]),
    ("open-sheet", &["main"]),
    ("save-sheet", &["main"]),
    ("save-entries", &["main"]),
    ("bring-entries", &["main"]),
    ("pick-backup-file", &["main"]),
    ("restore-picked-file", &["main"]),
];

/// Every command × every window, against the capability files.
fn windows() -> anyhow::Result<Case> {
    let mut case = Case::new(16, "every command × every window, against the capability files");
    let of_the_api = COMMANDS.iter().map(|command| {
        let windows: &[&str] = if command.windows == "both" { &["main", "capture"] } else { &["main"] };
        (command.name.replace('_', "-"), windows)
    });
    let of_rescue = RESCUE_COMMANDS.iter().map(|command| (command.name.replace('_', "-"), &["main"][..]));
    let of_the_shell = OF_THE_SHELL.iter().map(|(name, windows)| ((*name).to_owned(), *windows));
    let all: Vec<_> = of_the_api.chain(of_rescue).chain(of_the_shell).collect();
    for window in ["main", "capture"] {
        let granted = granted(window)?;
        for (name, windows) in &all {
            let (may, does) = (windows.contains(&window), granted.contains(&format!("allow-{name}")));
            case.count(if may == does {
                Ok(())
            } else {
                Err(format!("{window} and {name}: {does} instead of {may}"))
            });
        }
        // What is granted beyond the list would be a door nobody watches.
        for permission in granted.iter().filter(|permission| !permission.starts_with("core:")) {
            let known = all.iter().any(|(name, _)| format!("allow-{name}") == *permission);
            case.count(if known {
                Ok(())
            } else {
                Err(format!("{window} is granted {permission}, which is no command"))
            });
        }
    }
    Ok(case.noting("that the window really refuses is Tauri's part; the story runs in it"))
}

fn granted(window: &str) -> anyhow::Result<BTreeSet<String>> {
    let file =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../capabilities/{window}.json"));
    let file: Json = serde_json::from_slice(&std::fs::read(file)?)?;
    anyhow::ensure!(
        file["windows"] == json!([window]) && file["remote"].is_null(),
        "{window}: other windows"
    );
    let permissions = file["permissions"].as_array().context("no permissions")?;
    Ok(permissions.iter().filter_map(|permission| permission.as_str().map(str::to_owned)).collect())
}
