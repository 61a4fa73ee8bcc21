//! What this computer remembers about sharing.

use std::path::PathBuf;

use keepalive_domain::ids::SpaceId;
use serde::{Deserialize, Serialize};

use crate::types::InstantMs;

/// Kept in the settings file. The key is not: it has a file of its own.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct SharingMemory {
    /// The shared folder; none = sharing is off.
    pub(crate) folder: Option<PathBuf>,
    /// The last meeting after which something new stood here or there: how much waits, before the first meeting after
    /// a start. Not every meeting: the settings are not written twice a minute for nothing.
    pub(crate) met: Option<Met>,
    /// Invitations that have yet to be taken away: their folder was away when they ended.
    pub(crate) left_invites: Vec<LeftInvite>,
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

/// A meeting after which this desk and the folder held the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Met {
    /// When.
    pub(crate) at_ms: InstantMs,
    /// How many ops stood here, all of them there as well.
    pub(crate) ops: u64,
}
