//! Where invitations and their answers lie: in the shared folder, or in the database.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use keepalive_domain::ids::SpaceId;
use keepalive_hub_folder::{
    FoundInvite, answers, invite_lies, invites, put_answer, put_invite, remove_invite,
};
use keepalive_hub_postgres::{Access, Connected, LaidInvite, PostgresError};
use keepalive_seal::{Guest, Invite};

use super::remembered::Place;
use super::{access_file, database, trouble};
use crate::{ApiError, ApiResult, App};

/// Where invitations and their answers lie.
pub(super) enum Mailbox {
    /// Beside the segments of a folder.
    Folder(PathBuf),
    /// In a database, as its server lets this desk in.
    Database(Box<AtServer>),
}

/// A desk's way to the server, and the connection by which it looks for an answer: that is done every two seconds while a
/// code stands, and logging in costs the server more than the question.
pub(super) struct AtServer {
    pub(super) access: Access,
    looking: Mutex<Option<Connected>>,
}

impl AtServer {
    fn new(access: Access) -> Box<Self> {
        Box::new(Self { access, looking: Mutex::default() })
    }

    /// The clinic's invitations, over the connection that is open, or a new one where that one has ended.
    fn look(&self) -> Result<Vec<LaidInvite>, PostgresError> {
        let mut looking = self.looking.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = looking.as_mut().and_then(|connected| connected.invites().ok()) {
            return Ok(found);
        }
        *looking = None;
        let mut connected = database::connect(&self.access)?;
        let found = connected.invites()?;
        *looking = Some(connected);
        Ok(found)
    }
}

/// What the desk that invited sees.
pub(super) struct Seen {
    /// Whether its invitation lies there still; `None` where that cannot be seen now.
    pub(super) lies: Option<bool>,
    /// The answers to it.
    pub(super) answers: Vec<Vec<u8>>,
}

impl Mailbox {
    /// That of a desk that shares.
    ///
    /// # Errors
    /// Its access to the database is gone, or the keychain does not give its password.
    pub(super) fn of(place: &Place, app: &App, space: SpaceId) -> ApiResult<Self> {
        Ok(match place {
            Place::Folder(folder) => Self::Folder(folder.clone()),
            Place::Database(_) => Self::Database(AtServer::new(app.access_here(space)?)),
        })
    }

    /// That which a desk that joins was shown: a folder, or the access file that it was given.
    ///
    /// # Errors
    /// There is nothing, or a file that is no access file.
    pub(super) fn at(path: PathBuf) -> ApiResult<Self> {
        if path.is_dir() {
            return Ok(Self::Folder(path));
        }
        if path.is_file() {
            return Ok(Self::Database(AtServer::new(access_file::chosen(&path)?)));
        }
        Err(ApiError::invalid("path", "sharing_not_there", "This folder is not there."))
    }

    /// The place as the settings remember it.
    ///
    /// # Errors
    /// The access names a server that could not be spoken to safely.
    pub(super) fn place(&self) -> ApiResult<Place> {
        Ok(match self {
            Self::Folder(folder) => Place::Folder(folder.clone()),
            Self::Database(at) => database::place_of(&at.access)?,
        })
    }

    /// Wants a place that this desk may write its own record to. A folder says so itself when it is written.
    ///
    /// # Errors
    /// The access to the database only reads, or its server cannot be reached.
    pub(super) fn must_write(&self) -> ApiResult<()> {
        if let Self::Database(at) = self {
            database::connect(&at.access)?.must_write()?;
        }
        Ok(())
    }

    /// Lays an invitation down.
    ///
    /// # Errors
    /// The folder cannot be written, or the server not be reached.
    pub(super) fn put_invite(&self, space: SpaceId, id: &str, sealed: &[u8]) -> ApiResult<()> {
        match self {
            Self::Folder(folder) => put_invite(folder, space, id, sealed).map_err(trouble::refused),
            Self::Database(at) => {
                with_id(&at.access, id, |connected, id| connected.lay_invite(id, sealed))?;
                Ok(())
            }
        }
    }

    /// The invitations that lie there.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub(super) fn invites(&self) -> ApiResult<Vec<FoundInvite>> {
        match self {
            Self::Folder(folder) => Ok(invites(folder)),
            Self::Database(at) => {
                let mut connected = database::connect(&at.access)?;
                let Some(space) = connected.space() else { return Ok(Vec::new()) };
                let found = connected.invites()?.into_iter();
                Ok(found
                    .map(|laid| FoundInvite { space, id: name_of(&laid.id), bytes: laid.sealed })
                    .collect())
            }
        }
    }

    /// What came of an invitation.
    pub(super) fn look(&self, space: SpaceId, id: &str) -> Seen {
        match self {
            Self::Folder(folder) => {
                Seen { lies: invite_lies(folder, space, id), answers: answers(folder, space, id) }
            }
            Self::Database(at) => match at.look() {
                Ok(found) => {
                    let ours = found.into_iter().find(|laid| name_of(&laid.id) == id);
                    Seen {
                        lies: Some(ours.is_some()),
                        answers: ours.and_then(|laid| laid.answer).into_iter().collect(),
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "whether the other desk has answered is not known");
                    Seen { lies: None, answers: Vec::new() }
                }
            },
        }
    }

    /// Answers an invitation. Whether that was possible: a server takes one guest's answer.
    ///
    /// # Errors
    /// The folder cannot be written, or the server not be reached; what stands there is sealed with another key than the
    /// invitation's.
    pub(super) fn put_answer(
        &self,
        invite: &Invite,
        id: &str,
        guest: Guest,
        sealed: &[u8],
    ) -> ApiResult<bool> {
        match self {
            Self::Folder(folder) => {
                let put = put_answer(folder, invite.space, id, &name_of(&guest), sealed);
                put.map(|()| true).map_err(trouble::refused)
            }
            Self::Database(at) => {
                // Nothing is joined whose ops could not be read.
                database::connect(&at.access)?.enter_space(invite.space, invite.key.clone())?;
                let put =
                    with_id(&at.access, id, |connected, id| connected.answer_invite(id, guest, sealed))?;
                Ok(put.unwrap_or_default())
            }
        }
    }

    /// Takes an invitation away. Whether nothing more has to be done about it: a server shows it to nobody once its code is
    /// out of date.
    pub(super) fn remove_invite(&self, space: SpaceId, id: &str) -> bool {
        match self {
            Self::Folder(folder) => remove_invite(folder, space, id),
            Self::Database(at) => {
                if let Err(error) = with_id(&at.access, id, Connected::end_invite) {
                    tracing::warn!(%error, "an invitation stays at the server until it is out of date");
                }
                true
            }
        }
    }
}

/// Connects and does something with an invitation by its name; nothing where that is no name of ours.
fn with_id<T>(
    access: &Access,
    id: &str,
    act: impl FnOnce(&mut Connected, [u8; 16]) -> Result<T, PostgresError>,
) -> Result<Option<T>, PostgresError> {
    let Ok(id) = u128::from_str_radix(id, 16) else { return Ok(None) };
    act(&mut database::connect(access)?, id.to_be_bytes()).map(Some)
}

/// Bytes as the name of a file or a row.
pub(super) fn name_of(bytes: &[u8; 16]) -> String {
    format!("{:032x}", u128::from_be_bytes(*bytes))
}
