//! Sharing over a database: by the access file that whoever runs the server made for this desk.

use std::path::Path;

use keepalive_domain::ids::SpaceId;
use keepalive_domain::roles::Deed;
use keepalive_hub_postgres::{Access, Connected, PostgresError, PostgresHub, Server};
use keepalive_seal::SpaceKey;

use super::remembered::Place;
use super::{access_file, key_file};
use crate::types::{Nothing, PathInput, SharingView};
use crate::{ApiError, ApiResult, App, ErrorCode};

impl App {
    /// Shares this clinic over a database from now on, by this desk's access file: what is here goes there, what others
    /// put there comes. Where no desk of the clinic has begun, this one's record begins it. The file's content is kept
    /// beside the clinic's database; the file itself is not needed any more.
    ///
    /// # Errors
    /// The file is not there or no access file, the server cannot be reached or trusted or lets this desk not in,
    /// another record is shared there, this desk lacks its key, or it shares over a folder: from there it moves, so that
    /// nothing is left behind. Then sharing is as it was.
    pub fn sharing_begin_database(&self, input: PathInput) -> ApiResult<SharingView> {
        self.no_sample_is_shared()?;
        self.shares_by_no(|place| matches!(place, Place::Folder(_)))?;
        let access = access_file::chosen(Path::new(&input.path))?;
        let here = self.current().store.read(|read| read.space())?;
        let here =
            here.ok_or_else(|| ApiError::new(ErrorCode::NoClinic, "There is no clinic to share yet."))?;
        self.take_part(&access, here)?;
        self.keep_access(here, &access)?;
        self.share_over(Some(place_of(&access)?))?;
        self.sharing(Nothing {})
    }

    /// Makes sure that this clinic stands in a database and that this desk has its key; begins it where nobody has.
    pub(super) fn take_part(&self, access: &Access, here: SpaceId) -> ApiResult<()> {
        let connected = connect(access)?;
        if connected.space().is_none() {
            // Where the clinic meets is a manager's to choose.
            self.asks(Deed::Share)?;
        }
        let key = self.key_here(here)?;
        match (connected.space(), key) {
            (Some(there), _) if there != here => {
                let message = "Another record is shared there. Join it with a code from one of its desks.";
                Err(ApiError::invalid("access", "sharing_other_there", message))
            }
            (Some(_), None) => {
                // A beginning whose answer was lost on the way.
                let Some(key) = key_file::beginning(&self.clinic_file, here)? else {
                    let message = "This clinic is shared there already, and this desk has no key for it.";
                    return Err(ApiError::invalid("access", "sharing_key_missing", message));
                };
                drop(connected.enter_space(here, key.clone())?);
                self.begun(here, &key)
            }
            (Some(_), Some(key)) => Ok(connected.enter_space(here, key).map(drop)?),
            (None, Some(key)) => Ok(connected.begin(here, key).map(drop)?),
            (None, None) => {
                let key = key_file::to_begin(&self.clinic_file, here)?;
                if let Err(refused) = connected.begin(here, key.clone()) {
                    // Where the way there broke, the clinic may stand there under this key.
                    if !matches!(refused, PostgresError::Unreachable { .. }) {
                        key_file::no_beginning(&self.clinic_file, here)?;
                    }
                    return Err(refused.into());
                }
                self.begun(here, &key)
            }
        }
    }
}

/// Logs in and looks for this desk's clinic.
pub(super) fn connect(access: &Access) -> Result<Connected, PostgresError> {
    Connected::open(&Server::from_access(access)?)
}

/// A space's part of the database.
pub(super) fn enter(access: &Access, space: SpaceId, key: SpaceKey) -> Result<PostgresHub, PostgresError> {
    connect(access)?.enter_space(space, key)
}

/// A database as the settings remember it.
pub(super) fn place_of(access: &Access) -> Result<Place, PostgresError> {
    Ok(Place::Database(Server::from_access(access)?.name()))
}
