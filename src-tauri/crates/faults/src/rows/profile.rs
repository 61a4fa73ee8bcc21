//! Row 19: odd names of users and folders work; a profile that may only be read says what to do.

use std::path::Path;

use keepalive_api::ErrorCode;
use serde_json::json;

use crate::clinic;
use crate::table::{Case, Run};

/// Folders as people's names make them.
const NAMES: &[&str] = &[
    "Zoë Ñandú",
    "诊所 用户",
    "Łódź & Söhne (alt)",
    "مريم",
    "Ana 🏥",
    "O'Brien",
    "100% #1; -- x",
    "e\u{301}te\u{301}",
    "a folder with a very long name that goes on and on until nobody would type it any more, and then some",
];

/// Lets people of all names work.
pub(super) fn run(_: &Run) -> anyhow::Result<Vec<Case>> {
    let mut named = Case::new(19, "user and folder names: save, backup, restore, export, import");
    for name in NAMES {
        let folder = tempfile::tempdir()?;
        let home = folder.path().join(name);
        named.count(works(&home).map_err(|error| format!("{name}: {error:#}")));
    }
    Ok(vec![
        named,
        read_only()?,
        Case::not_here(
            19,
            "shortcut taken, monitor gone",
            "they need a desktop: what the screen says of taken keys is held by ui/tests/views/settings.test.mjs, where a \
             window stands whose monitor is gone by the tests of src-tauri/src/place.rs; that a system refuses the keys \
             was not run",
        ),
    ])
}

fn works(home: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(home)?;
    let app = clinic::begin(&home.join("clinic.db"))?;
    let copies = clinic::call(&app, "backup_now", json!({}))?;
    clinic::call(&app, "backup_restore", json!({ "name": copies["copies"][0]["name"] }))?;
    let tables = home.join("tables");
    clinic::call(&app, "export_tables", json!({ "path": tables }))?;
    let digest = app.with_store(|store| store.digest())?;
    clinic::call(&app, "import_run", json!({ "path": tables }))?;
    anyhow::ensure!(
        app.with_store(|store| store.digest())? == digest,
        "importing one's own tables changes something"
    );
    clinic::sound(&app).map_err(anyhow::Error::msg)
}

/// A folder that may not be written. Whoever may do everything, as in a container, meets none.
fn read_only() -> anyhow::Result<Case> {
    let what = "profile that may only be read";
    let folder = tempfile::tempdir()?;
    let mut permissions = std::fs::metadata(folder.path())?.permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(folder.path(), permissions)?;
    if std::fs::write(folder.path().join("probe"), b"").is_ok() {
        return Ok(Case::not_here(19, what, "this account may write everywhere"));
    }
    let mut case = Case::new(19, what);
    case.count(match clinic::open(&folder.path().join("clinic.db")) {
        Err(error) if error.code == ErrorCode::File && error.message.contains("choose another folder") => {
            Ok(())
        }
        Err(error) => Err(format!("{error:?}")),
        Ok(_) => Err("it was opened".to_owned()),
    });
    Ok(case)
}
