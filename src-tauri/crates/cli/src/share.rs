//! Sharing between desks: over a folder, over a database, or by a file carried by hand.

use std::path::Path;

use keepalive_api::{ApiError, ApiResult, App, ErrorCode, Meeting, Shared, new_share_key};
use serde_json::json;

use crate::Outcome;
use crate::args::{Meet, Share};
use crate::place::Session;

pub(crate) fn share(session: &Session<'_>, what: &Share) -> ApiResult<Outcome> {
    match what {
        Share::Key { file } => write_key(session, file),
        Share::Folder { dir, how } => {
            meet(session, how, |app, key, meeting| app.share_over_folder(dir, key, meeting))
        }
        Share::Postgres { access, how } => {
            meet(session, how, |app, key, meeting| app.share_over_postgres(access, key, meeting))
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
    }
}

fn meet(
    session: &Session<'_>,
    how: &Meet,
    over: impl FnOnce(&App, &str, Meeting) -> ApiResult<Shared>,
) -> ApiResult<Outcome> {
    let key = read_key(&how.key)?;
    let meeting = Meeting { begin: how.begin, join: how.join, carry: how.carry };
    session.open_or_make(true, |app| tell(session, &over(app, &key, meeting)?))
}

fn tell(session: &Session<'_>, shared: &Shared) -> ApiResult<Outcome> {
    session.printer.answer(shared, |shared| {
        let mut text = format!("{} ops came in, {} went out.", shared.received, shared.sent + shared.carried);
        if shared.waiting > 0 {
            text.push_str(" Some of it is not whole there yet: it comes in the next time.");
        }
        if shared.aside > 0 {
            text.push_str(&format!(" {} cannot be read and are kept aside.", shared.aside));
        }
        if shared.lost > 0 {
            text.push_str(&format!(
                " {} of other desks are missing there; they send them again, or --carry does.",
                shared.lost
            ));
        }
        if shared.restored {
            text.push_str(" This desk was restored from an older copy; what it had sent before came back.");
        }
        text
    })?;
    Ok(Outcome::Done)
}

fn write_key(session: &Session<'_>, file: &Path) -> ApiResult<Outcome> {
    use std::io::Write as _;
    let text = new_share_key()?;
    // A key that is in use must not be written over.
    let made = std::fs::OpenOptions::new().write(true).create_new(true).open(file);
    made.and_then(|mut file| writeln!(file, "{text}")).map_err(|error| failed("write", file, &error))?;
    session.printer.answer(&json!({ "key": file }), |_| {
        format!("Wrote a new key to {}. Whoever has it can read what is shared.", file.display())
    })?;
    Ok(Outcome::Done)
}

fn read_key(file: &Path) -> ApiResult<String> {
    std::fs::read_to_string(file).map_err(|error| failed("read", file, &error))
}

fn failed(attempted: &str, file: &Path, error: &std::io::Error) -> ApiError {
    ApiError::new(ErrorCode::File, format!("could not {attempted} {}: {error}", file.display())).about("key")
}
