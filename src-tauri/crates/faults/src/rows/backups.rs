//! Row 18: a copy that cannot be written costs no older one, and a clinic is back from a copy within seconds.

use std::path::Path;
use std::time::Instant;

use anyhow::Context as _;
use keepalive_api::{SampleOptions, fill_with_sample};
use serde_json::json;

use crate::clinic;
use crate::table::{Case, Run};
use crate::vfs::{self, Failure};

/// The longest a clinic may be away, in seconds (docs/faults.md, row 18).
const LONGEST_AWAY_S: f64 = 10.0;

/// Calls that are made to fail, at most.
const MOST_CALLS: u64 = 5_000;

/// Lets every call of writing a copy fail, then brings one back.
pub(super) fn run(run: &Run) -> anyhow::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for (how, what) in [
        (Failure::Full, "disk full at each call of a backup"),
        (Failure::Io, "I/O error at each call of a backup"),
    ] {
        cases.push(failing(how, what, run.scale.of(12, 1).min(12))?);
    }
    cases.push(brought_back(run.scale.of(1, 10))?);
    Ok(cases)
}

/// Small steps over some calls.
fn failing(how: Failure, what: &str, stride: u64) -> anyhow::Result<Case> {
    let mut case = Case::new(18, what);
    let folder = tempfile::tempdir()?;
    vfs::install()?;
    let app = clinic::begin(&folder.path().join("clinic.db"))?;
    clinic::call(&app, "backup_now", json!({}))?;
    let kept = good_copies(folder.path())?;
    anyhow::ensure!(kept == 1, "{kept} copies of one backup");
    let mut refused = 0;
    for nth in (0..MOST_CALLS).step_by(usize::try_from(stride)?) {
        let note = json!({ "kind": "site", "set": { "name": format!("Site {nth}") } });
        clinic::call(&app, "save", note)?;
        vfs::fail(nth, how);
        let outcome = clinic::call(&app, "backup_now", json!({}));
        let hit = vfs::calm();
        refused += u64::from(outcome.is_err());
        let good = good_copies(folder.path())?;
        case.count(if good >= 1 { Ok(()) } else { Err(format!("call {nth}: {good} good copies left")) });
        if !hit {
            break;
        }
    }
    vfs::step_aside()?;
    Ok(case.noting(format!("{refused} refused; a good copy was there each time")))
}

/// Copies in the folder beside the database that open and are sound; every file under a copy's name must be one.
fn good_copies(folder: &Path) -> anyhow::Result<usize> {
    let mut good = 0;
    for copy in
        keepalive_store::copies(&folder.join(keepalive_store::BACKUP_FOLDER), &folder.join("clinic.db"))?
    {
        copy.read_head()
            .with_context(|| format!("{} is under a copy's name and does not open", copy.path.display()))?;
        good += 1;
    }
    Ok(good)
}

fn brought_back(times: u64) -> anyhow::Result<Case> {
    let mut case = Case::new(18, "a year's clinic brought back from its newest copy");
    let folder = tempfile::tempdir()?;
    let app = clinic::open(&folder.path().join("clinic.db"))?;
    app.with_store(|store| {
        fill_with_sample(store, app.now_ms(), SampleOptions { months: 12, ..SampleOptions::default() })
    })?;
    let mut longest = 0.0_f64;
    for n in 0..times {
        let view = clinic::call(&app, "backup_now", json!({}))?;
        let kept = app.with_store(|store| store.digest())?;
        let drill = clinic::call(&app, "backup_drill", json!({}))?;
        let lost = json!({ "kind": "site", "set": { "name": format!("Site {n}") } });
        clinic::call(&app, "save", lost)?;
        let begun = Instant::now();
        clinic::call(&app, "backup_restore", json!({ "name": view["copies"][0]["name"] }))?;
        let away = begun.elapsed().as_secs_f64();
        longest = longest.max(away);
        let back = app.with_store(|store| store.digest())?;
        let judged = if back != kept {
            Err("not what the copy held".to_owned())
        } else if away > LONGEST_AWAY_S {
            Err(format!("away for {away:.1} s"))
        } else if drill["sound"] == true {
            Ok(())
        } else {
            Err(format!("the drill: {drill}"))
        };
        case.count(judged.and_then(|()| clinic::sound(&app)));
    }
    Ok(case.noting(format!(
        "back in {longest:.2} s at most; how far behind a copy may be is held by api/tests/api/backup.rs"
    )))
}
