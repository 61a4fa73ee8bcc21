//! What this computer remembers about sharing.

use std::path::PathBuf;

use keepalive_domain::ids::SpaceId;
use keepalive_domain::words::DeskRole;
use serde::{Deserialize, Serialize};

use crate::types::InstantMs;

/// Kept in the settings file. Key and password are not: they have files of their own.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct SharingMemory {
    /// By what this desk shares; none = sharing is off.
    #[serde(flatten)]
    pub(crate) place: Option<Place>,
    /// The last meeting after which something new stood here or there: how much waits, before the first meeting after
    /// a start. Not every meeting: the settings are not written twice a minute for nothing.
    pub(crate) met: Option<Met>,
    /// Invitations that have yet to be taken away: their folder was away when they ended.
    pub(crate) left_invites: Vec<LeftInvite>,
    /// What this desk was invited for, until the record says it.
    pub(crate) joined_as: Option<DeskRole>,
    /// What this desk is called, as somebody saw it while joining, until the record says it.
    pub(crate) called: Option<String>,
    /// This desk came into the clinic's space by joining and has heard nobody there yet.
    pub(crate) entered: bool,
    /// The space whose record stood here once as all others had it. It outlives stopping and restores, unlike `met`.
    pub(crate) heard: Option<SpaceId>,
    /// This desk's login at the database only reads, as the last meeting found.
    pub(crate) reads_only: bool,
}

/// By what desks meet: the settings' field `folder` or `database`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Place {
    /// A shared folder.
    Folder(PathBuf),
    /// A database, by its server's name for people. How this desk comes in stands in a file of its own.
    Database(String),
}

/// An invitation of this desk that serves nobody and still lies in a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LeftInvite {
    /// The shared folder.
    pub(crate) folder: PathBuf,
    /// Of which space.
    pub(crate) space: SpaceId,
    /// What its file is called.
    pub(crate) id: String,
}

/// A meeting that went through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Met {
    /// When.
    pub(crate) at_ms: InstantMs,
    /// How many ops stood here and there.
    pub(crate) ops: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_say_folder_or_database_or_neither() {
        let read = |json: &str| serde_json::from_str::<SharingMemory>(json).unwrap();
        for (json, place) in [
            (
                r#"{"folder":"/srv/share","met":null,"left_invites":[]}"#,
                Some(Place::Folder("/srv/share".into())),
            ),
            (
                r#"{"database":"db.clinic.example:5432"}"#,
                Some(Place::Database("db.clinic.example:5432".into())),
            ),
            (r#"{"folder":null}"#, None),
            ("{}", None),
        ] {
            let memory = read(json);
            assert_eq!(memory.place, place, "{json}");
            assert_eq!(read(&serde_json::to_string(&memory).unwrap()), memory);
        }
    }
}
