//! Opening with a recovery sheet what is shared in a folder or a database: when no desk is left to invite.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::ids::SpaceId;
use keepalive_domain::words::DeskRole;
use keepalive_domain::world::World as _;
use keepalive_hub_folder::{FolderHub, KeyFile, key_files, put_key_file, put_sheet, sheets};
use keepalive_hub_postgres::PostgresError;
use keepalive_seal::{Card, SheetKey, SheetName, SpaceKey, seal_card, unwrap_epoch, withdraws};

use super::join::Answered;
use super::mailbox::Mailbox;
use super::{database, trouble};
use crate::types::{SharingOffer, SharingSheetJoinInput};
use crate::{ApiError, ApiResult, App, ErrorCode, SystemWorld, computer_zone};

/// A recovery sheet, as the command line writes it.
#[derive(Clone, PartialEq, Eq)]
pub struct NewSheet {
    /// What age reads: whoever has it, and can reach the place, can read the clinic's record.
    pub file: String,
    /// A few signs that tell sheets apart.
    pub mark: String,
}

impl App {
    /// Opens the clinic's key with a recovery sheet, so that [`App::sharing_join`] can join. Nothing of the record is
    /// touched, and nothing is written.
    ///
    /// # Errors
    /// The key is mistyped: the hint names the line; the sheet opens nothing there; the folder or server cannot be used;
    /// this desk shares already, or shows the sample.
    pub fn sharing_open_sheet(&self, input: SharingSheetJoinInput) -> ApiResult<SharingOffer> {
        self.no_sample_is_shared()?;
        self.shares_nothing_yet()?;
        let sheet = SheetKey::parse(&input.sheet)?;
        let mailbox = Mailbox::at(PathBuf::from(input.path))?;
        let (space, key) = opened(&mailbox, &sheet)?;
        let has_record = self.has_another_record(space)?;
        // Who has the sheet is the clinic's last resort: nobody is left to say what the desk is there for.
        let role = DeskRole::Manager;
        *self.sharing.answered() = Some(Arc::new(Answered { mailbox, id: None, space, key, role }));
        Ok(SharingOffer { words: Vec::new(), has_record, role, proposed_name: self.name_to_join_by(role)? })
    }
}

/// The key, as its file holds it, that a recovery sheet opens in a shared folder, or by an access file in a database.
///
/// # Errors
/// The text is no sheet's key; it opens nothing there; the folder or server cannot be used.
pub fn share_key_of_sheet(place: &Path, sheet: &str) -> ApiResult<String> {
    let sheet = SheetKey::parse(sheet)?;
    let (_, key) = opened(&Mailbox::at(place.to_owned())?, &sheet)?;
    Ok(key.text())
}

/// Makes a recovery sheet for what is shared with this key. `keep` is given the sheet before what it opens is laid down,
/// so that none lies there whose sheet could not be written.
///
/// # Errors
/// Nothing stands there under this key, or the folder cannot be written or the server not be reached; or `keep` failed.
pub fn new_share_sheet(
    place: &Path,
    key: &str,
    keep: impl FnOnce(&NewSheet) -> ApiResult<()>,
) -> ApiResult<NewSheet> {
    let key = SpaceKey::parse(key)?;
    let sheet = SheetKey::new()?;
    let made_on = today_here();
    let name = SheetName::new(&made_on, &sheet).ok_or_else(no_day)?;
    let wrapped = sheet.wrap(&key)?;
    let new = NewSheet {
        file: sheet.file(&format!(
            "Keepalive recovery sheet {}, made {made_on}. It opens {}.age",
            name.mark(),
            name.text()
        )),
        mark: name.mark().to_owned(),
    };
    let card =
        KeyFile { name: format!("sheet-{}", sheet.mark()), bytes: seal_card(&key, &Card::of_sheet(&sheet))? };
    match Mailbox::at(place.to_owned())? {
        Mailbox::Folder(folder) => {
            let mut with_this_key = FolderHub::spaces(&folder)
                .into_iter()
                .map(|space| (space, FolderHub::open(&folder, space, key.clone())));
            let Some((space, _)) = with_this_key.find(|(_, hub)| hub.is_ok()) else {
                let message = "No clinic stands in this folder under this key.";
                return Err(ApiError::invalid("key", "other_key", message));
            };
            keep(&new)?;
            put_sheet(&folder, space, &name, &wrapped).map_err(trouble::refused)?;
            put_key_file(&folder, space, &card).map_err(trouble::refused)?;
        }
        Mailbox::Database(at) => {
            let Some(mut hub) = database::connect(&at.access)?.enter(key)? else {
                return Err(ApiError::invalid("server", "not_begun", "The clinic has no record there yet."));
            };
            // An older hub says so before there is a sheet that opens nothing.
            hub.sheets()?;
            keep(&new)?;
            hub.lay_sheet(&name, &wrapped)?;
            match hub.lay_key_file(&card.name, &card.bytes) {
                // An older hub: no later key begins there, for which the sheet would have to be known.
                Ok(()) | Err(PostgresError::NoKeyFiles { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(new)
}

/// Today on this computer's wall.
fn today_here() -> String {
    let now_ms = SystemWorld::default().now_ms();
    let zone = ClinicZone::parse(&computer_zone()).or_else(|_| ClinicZone::parse("Etc/UTC"));
    zone.map_or_else(|_| String::new(), |zone| zone.local_day(now_ms).to_string())
}

/// Why a sheet cannot be dated.
pub(super) fn no_day() -> ApiError {
    ApiError::new(ErrorCode::Internal, "This computer's date is no day of a calendar; set its clock.")
}

/// The space and the key that a sheet opens.
fn opened(mailbox: &Mailbox, sheet: &SheetKey) -> ApiResult<(SpaceId, SpaceKey)> {
    let mut lie_there = false;
    match mailbox {
        Mailbox::Folder(folder) => {
            for space in FolderHub::spaces(folder) {
                let wrapped = sheets(folder, space);
                lie_there |= !wrapped.is_empty();
                // What it opened before still lies there.
                if key_files(folder, space).iter().any(|file| withdraws(&file.bytes, &sheet.mark())) {
                    continue;
                }
                let keys = wrapped.iter().filter_map(|(_, wrapped)| sheet.unwrap(wrapped));
                // One of a key that the clinic does not share with any more opens nothing.
                let keys = keys.filter(|key| FolderHub::open(folder, space, key.clone()).is_ok());
                if let Some(key) = all_of(keys) {
                    return Ok((space, key));
                }
            }
        }
        Mailbox::Database(at) => {
            let mut connected = database::connect(&at.access)?;
            let wrapped = connected.sheets()?;
            lie_there = !wrapped.is_empty();
            let epochs = match connected.key_files() {
                Ok(files) => files,
                Err(PostgresError::NoKeyFiles { .. }) => Vec::new(),
                Err(error) => return Err(error.into()),
            };
            if epochs.iter().any(|(_, file)| withdraws(file, &sheet.mark())) {
                return Err(opens_nothing());
            }
            let key = all_of(
                wrapped
                    .iter()
                    .filter_map(|(_, wrapped)| sheet.unwrap(wrapped))
                    .chain(epochs.iter().filter_map(|(_, file)| unwrap_epoch(sheet, file))),
            );
            if let Some((space, key)) = connected.space().zip(key) {
                return match connected.enter_space(space, key.clone()) {
                    Ok(_) => Ok((space, key)),
                    Err(PostgresError::OtherKey { .. }) => Err(opens_nothing()),
                    Err(error) => Err(error.into()),
                };
            }
        }
    }
    if lie_there {
        return Err(opens_nothing());
    }
    let message = "Nothing that a recovery sheet opens lies there.";
    Err(ApiError::invalid("sheet", "no_sheet_there", message))
}

/// All that a sheet opens: it was laid down for it when it was made, and again with each later key.
fn all_of(mut keys: impl Iterator<Item = SpaceKey>) -> Option<SpaceKey> {
    let first = keys.next()?;
    Some(keys.fold(first, |all, key| all.joined(&key).unwrap_or(all)))
}

fn opens_nothing() -> ApiError {
    let message =
        "This sheet opens nothing there: it is another clinic's, was withdrawn, or was never finished.";
    ApiError::invalid("sheet", "sheet_opens_nothing", message)
}
