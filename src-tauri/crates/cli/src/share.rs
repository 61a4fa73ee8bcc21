//! Sharing between desks: over a folder, over a database, or by a file carried by hand.

use std::path::Path;

use keepalive_api::types::{DeskRole, SharingNameInput, SharingRoleInput, SharingTakeOutInput};
use keepalive_api::{
    ApiError, ApiResult, App, ErrorCode, Meeting, Shared, new_share_key, new_share_sheet, share_key_of_sheet,
};
use serde_json::json;

use crate::Outcome;
use crate::acts::past_warning;
use crate::args::{Meet, Share};
use crate::place::Session;
use crate::print::columns;

pub(crate) fn share(session: &Session<'_>, what: &Share) -> ApiResult<Outcome> {
    match what {
        Share::Key { file } => write_key(session, file),
        Share::Sheet { file, at, key } => write_sheet(session, file, at, key),
        Share::Folder { dir, how } => {
            meet(session, dir, how, |app, key, meeting| app.share_over_folder(dir, key, meeting))
        }
        Share::Postgres { access, how } => {
            meet(session, access, how, |app, key, meeting| app.share_over_postgres(access, key, meeting))
        }
        Share::Export { file, key } => {
            let shared = session.open()?.share_export(file, &read_key(key)?)?;
            session.printer.answer(&shared, |shared| {
                format!("Wrote {} ops to {}, sealed with the key.", shared.sent, file.display())
            })?;
            Ok(Outcome::Done)
        }
        Share::Import { file, key, join } => {
            let key = read_key(key)?;
            let meeting = Meeting { join: *join, ..Meeting::default() };
            session.open_or_make(true, |app| {
                let shared = app.share_import(file, &key, meeting)?;
                tell(session, &shared)
            })
        }
        Share::Desks => list_desks(session),
        Share::Name { mark, name } => {
            let app = session.open()?;
            let input = |phi_ok| {
                let (mark, name) = (mark.clone(), name.clone());
                SharingNameInput { mark, name, phi_ok: Some(phi_ok) }
            };
            let saved = past_warning(session, |phi_ok| app.sharing_name(input(phi_ok)))?;
            let called = app.words_of_desk(mark)?;
            session.printer.answer(&saved, |_| {
                if called == *mark {
                    format!("{mark} has no name now.")
                } else {
                    format!("{mark} is called {called} now.")
                }
            })?;
            Ok(Outcome::Done)
        }
        Share::Role { mark, role } => {
            let role = DeskRole::from(*role);
            let app = session.open()?;
            let saved = app.sharing_role(SharingRoleInput { mark: mark.clone(), role })?;
            let called = app.words_of_desk(mark)?;
            session.printer.answer(&saved, |_| format!("{called} is a {role}'s desk now."))?;
            Ok(Outcome::Done)
        }
        Share::TakeOut { mark } => {
            let app = session.open()?;
            let view = app.sharing_take_out(SharingTakeOutInput { mark: mark.clone() })?;
            let called = app.words_of_desk(mark)?;
            session.printer.answer(&view, |_| {
                format!("{called} is out: the others go on with a key that it does not have. What it holds, it keeps.")
            })?;
            Ok(Outcome::Done)
        }
    }
}

fn list_desks(session: &Session<'_>) -> ApiResult<Outcome> {
    let app = session.open()?;
    let desks = app.desks()?;
    let mut rows = vec![["desk", "name", "role", "wrote last", "by"].map(str::to_owned).to_vec()];
    for desk in &desks {
        let wrote = desk.wrote_at.map(|at| app.local_time(at)).transpose()?;
        let this = if desk.this { " (this one)" } else { "" };
        let role = if desk.out { "out" } else { desk.role.map_or("not said", DeskRole::word) };
        rows.push(vec![
            format!("{}{this}", desk.mark),
            desk.name.clone().unwrap_or_default(),
            role.to_owned(),
            wrote.unwrap_or_else(|| "nothing yet".to_owned()),
            desk.by.clone().unwrap_or_default(),
        ]);
    }
    session.printer.answer(&desks, |_| columns(&rows))?;
    Ok(Outcome::Done)
}

fn meet(
    session: &Session<'_>,
    at: &Path,
    how: &Meet,
    over: impl FnOnce(&App, &str, Meeting) -> ApiResult<Shared>,
) -> ApiResult<Outcome> {
    let key = match (&how.key, &how.recovery) {
        (_, Some(sheet)) => share_key_of_sheet(at, &read(sheet, "sheet")?)?,
        (Some(key), None) => read_key(key)?,
        (None, None) => return Err(ApiError::invalid("key", "missing", "Name the file with the key.")),
    };
    let role = how.role.map(DeskRole::from);
    let meeting = Meeting { begin: how.begin, join: how.join, carry: how.carry, role };
    session.open_or_make(true, |app| tell(session, &over(app, &key, meeting)?))
}

fn tell(session: &Session<'_>, shared: &Shared) -> ApiResult<Outcome> {
    session.printer.answer(shared, |shared| {
        let mut text = format!("{} ops came in, {} went out.", shared.received, shared.sent + shared.carried);
        if shared.waiting > 0 {
            text.push_str(" Some of it is not whole there yet: it comes in the next time.");
        }
        if shared.emptied > 0 {
            text.push_str(&format!(
                " {} came without their text, though nobody removed it; they are asked for again.",
                shared.emptied
            ));
        }
        if shared.aside > 0 {
            text.push_str(&format!(" {} cannot be taken in and are kept aside.", shared.aside));
        }
        if shared.lost > 0 {
            text.push_str(&format!(
                " {} of other desks are missing there; they send them again, or --carry does.",
                shared.lost
            ));
        }
        if shared.left > 0 && !shared.reads_only {
            text.push_str(&format!(" {} were not taken there: they wait for the next time.", shared.left));
        }
        if shared.reads_only {
            text.push_str(" This desk's access only reads: what is written here stays here.");
        }
        if shared.restored {
            text.push_str(" This desk was restored from an older copy; what it had sent before came back.");
        }
        text
    })?;
    Ok(Outcome::Done)
}

fn write_key(session: &Session<'_>, file: &Path) -> ApiResult<Outcome> {
    let text = new_share_key()?;
    write_new(file, &format!("{text}\n")).map_err(|error| failed("write", file, &error).about("key"))?;
    session.printer.answer(&json!({ "key": file }), |_| {
        format!("Wrote a new key to {}. Whoever has it can read what is shared.", file.display())
    })?;
    Ok(Outcome::Done)
}

fn write_sheet(session: &Session<'_>, file: &Path, at: &Path, key: &Path) -> ApiResult<Outcome> {
    let mut written = false;
    let made = new_share_sheet(at, &read_key(key)?, |sheet| {
        write_new(file, &sheet.file).map_err(|error| failed("write", file, &error).about("sheet"))?;
        written = true;
        Ok(())
    });
    if made.is_err() && written {
        // What opens nothing is no sheet. Where it will not go, the reason of the refusal is the one to tell.
        drop(std::fs::remove_file(file));
    }
    let sheet = made?;
    session.printer.answer(&json!({ "sheet": file, "mark": sheet.mark }), |_| {
        format!(
            "Wrote recovery sheet {} to {}. Print it, lock it away, and delete the file: whoever has it, and can reach \
             {}, can read what is shared.",
            sheet.mark,
            file.display(),
            at.display()
        )
    })?;
    Ok(Outcome::Done)
}

/// Writes a file that must not stand yet: a key that is in use must not be written over.
fn write_new(file: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(file)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn read_key(file: &Path) -> ApiResult<String> {
    read(file, "key")
}

fn read(file: &Path, field: &str) -> ApiResult<String> {
    std::fs::read_to_string(file).map_err(|error| failed("read", file, &error).about(field))
}

fn failed(attempted: &str, file: &Path, error: &std::io::Error) -> ApiError {
    ApiError::new(ErrorCode::File, format!("could not {attempted} {}: {error}", file.display()))
}
