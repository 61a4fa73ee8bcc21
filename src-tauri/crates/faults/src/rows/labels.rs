//! Row 14: control and bidi characters, markup and 10,000-character labels: every chart stays well-formed.

use anyhow::Context as _;
use keepalive_api::{App, SampleOptions, fill_with_sample};
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_store::ActDraft;
use serde_json::{Value as Json, json};

use crate::clinic;
use crate::table::{Case, Run, Scale};

/// What a label may be, a long one aside.
const LABELS: &[&str] = &[
    "</text><script>alert(1)</script>",
    "]]>&amp;<!-- -- --><![CDATA[",
    "\"' onload='x'",
    "\u{0}\u{1}\u{8}\u{b}\u{1f}\u{7f}",
    "\u{202e}txet desrever\u{202c}\u{2066}\u{2069}",
    "\u{feff}\u{fffe}\u{ffff}\u{200b}",
    "{{x}} ${x} %s %n",
    "\u{1F469}\u{200D}\u{2695}\u{FE0F} \u{0301}\u{0301}\u{0301}",
    "&#0;&#x1F;&bogus;",
    "line\r\nline\tline\u{2028}line",
];

/// Characters of the longest label.
const LONG: usize = 10_000;

/// The kinds whose names charts show, with the field.
const NAMED: &[(Kind, &str)] = &[
    (Kind::Clinic, "name"),
    (Kind::System, "name"),
    (Kind::System, "vendor"),
    (Kind::Person, "name"),
    (Kind::Person, "role"),
    (Kind::Area, "key"),
    (Kind::Workaround, "title"),
    (Kind::Request, "title"),
    (Kind::Event, "title"),
    (Kind::Site, "name"),
];

/// Gives everything such a name, past every check, and draws.
pub(super) fn run(run: &Run) -> anyhow::Result<Vec<Case>> {
    let folder = tempfile::tempdir()?;
    let app = clinic::open(&folder.path().join("clinic.db"))?;
    let options = SampleOptions { months: 12, ..SampleOptions::default() };
    app.with_store(|store| fill_with_sample(store, app.now_ms(), options))?;
    let long: String = "W\u{e4}rm ".repeat(LONG / 5);
    let mut labels: Vec<String> = LABELS.iter().map(|label| (*label).to_owned()).collect();
    labels.push(long);
    let figures = figures();
    let mut case = Case::new(14, "charts with control, bidi, markup and 10,000-character labels");
    let widths: &[u32] = if run.scale == Scale::Small { &[560] } else { &[320, 560, 900, 1_600] };
    for label in &labels {
        rename(&app, label)?;
        let shown: String = label.chars().take(20).collect();
        for width in widths {
            for theme in ["light", "dark"] {
                for (command, mut input) in calls(&figures) {
                    input["width"] = json!(width);
                    input["theme"] = json!(theme);
                    let reply = clinic::call(&app, command, input.clone())
                        .with_context(|| format!("{command} {input}"))?;
                    for svg in drawn(&reply) {
                        let parsed = roxmltree::Document::parse(svg).map(|_| ());
                        case.count(
                            parsed.map_err(|error| format!("{command} {input} with {shown:?}: {error}")),
                        );
                    }
                }
            }
        }
    }
    Ok(vec![case.noting(format!("{} labels, {} figures", labels.len(), figures.len() + 3))])
}

/// The names of the figures, from the bindings, so that a new one is drawn by itself.
fn figures() -> Vec<String> {
    let files = keepalive_api::bindings::files();
    let declared = files.get("DrawnFigure.ts").map(String::as_str).unwrap_or_default();
    declared.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn calls(figures: &[String]) -> Vec<(&'static str, Json)> {
    let figures = figures.iter().map(|figure| ("figure", json!({ "figure": figure })));
    let others = ["friction", "break_charts", "survival"].map(|command| (command, json!({})));
    figures.chain(others).collect()
}

/// Every picture in a reply.
fn drawn(reply: &Json) -> Vec<&str> {
    match reply {
        Json::String(text) if text.starts_with("<svg") => vec![text],
        Json::Array(items) => items.iter().flat_map(drawn).collect(),
        Json::Object(fields) => fields.values().flat_map(drawn).collect(),
        _ => Vec::new(),
    }
}

/// Everything of the named kinds is called so, however the checks of a form would have it.
fn rename(app: &App, label: &str) -> anyhow::Result<()> {
    let mut changes = Vec::new();
    for (kind, field) in NAMED {
        for id in things(app, *kind)? {
            changes.push(Change::of(*kind, id).with(field, label.to_owned()));
        }
    }
    let draft = ActDraft { changes, ..ActDraft::default() };
    app.with_store(|store| store.write(move |write| write.record(draft)))?;
    Ok(())
}

fn things(app: &App, kind: Kind) -> anyhow::Result<Vec<EntityId>> {
    let path = app.with_store(|store| store.path().to_owned());
    let conn = rusqlite::Connection::open(path)?;
    let mut statement = conn.prepare("SELECT id FROM entity WHERE kind = ? LIMIT 60")?;
    let ids = statement.query_map([kind.name()], |row| row.get::<_, [u8; 16]>(0))?;
    ids.map(|id| EntityId::from_slice(&id?).context("an identity")).collect()
}
