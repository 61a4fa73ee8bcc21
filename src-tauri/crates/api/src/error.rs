//! What a command answers when it refuses.

use keepalive_domain::check::Problem;
use keepalive_domain::request_flow::MoveRefused;
use keepalive_exchange::KnownError;
use keepalive_store::{PlaceRefusal, StoreError};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why a command was refused. Nothing was changed.
///
/// The screen acts on `code` and never matches text; a code exists only where it has something to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{message}")]
pub struct ApiError {
    /// What the screen acts on.
    pub code: ErrorCode,
    /// What was attempted and why it failed, in English, for a log or where no better words are.
    pub message: String,
    /// The field of the input it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub field: Option<String>,
    /// What is wrong with the field, or what to do: a code of the catalogue.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub hint: Option<String>,
}

/// What the screen acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// A field cannot be taken: it is named, `hint` says what is wrong. The form keeps its text.
    Invalid,
    /// A text looks like a patient's data: `hint` says what kind. Not saved, and no way past it.
    PhiBlocked,
    /// A text might hold a patient's data: saved once somebody has looked at it (`phi_ok`).
    PhiWarned,
    /// A request cannot go there: `hint` says why.
    MoveRefused,
    /// The thing is not here, or was deleted.
    NotFound,
    /// There is nothing to undo or to redo.
    NothingToUndo,
    /// No clinic yet: the first run comes first.
    NoClinic,
    /// Nobody said who is at this desk, and the act needs it.
    NobodyAtDesk,
    /// This desk is not there for it: `hint` says what it is there for.
    NotThisDesk,
    /// The file cannot be used: newer, damaged, locked, no database, no place for one.
    Database,
    /// No space left on the disk; the text is still in the form.
    DiskFull,
    /// A file or folder could not be read or written.
    File,
    /// Somebody stopped it; nothing was changed.
    Cancelled,
    /// No such command.
    UnknownCommand,
    /// A fault of the program itself.
    Internal,
}

/// A command's result.
pub type ApiResult<T> = Result<T, ApiError>;

impl ApiError {
    /// A refusal with this code.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), field: None, hint: None }
    }

    /// A field that cannot be taken.
    pub fn invalid(field: &str, hint: &str, message: impl Into<String>) -> Self {
        Self::new(ErrorCode::Invalid, message).about(field).hinting(hint)
    }

    /// A thing that is not here.
    pub fn not_found(what: &str) -> Self {
        Self::new(ErrorCode::NotFound, format!("This {what} is not here. It may have been deleted."))
    }

    /// About this field of the input.
    #[must_use]
    pub fn about(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }

    /// With this code of the catalogue.
    #[must_use]
    pub fn hinting(mut self, hint: &str) -> Self {
        self.hint = Some(hint.to_owned());
        self
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::DiskFull => ErrorCode::DiskFull,
            StoreError::Cancelled => ErrorCode::Cancelled,
            StoreError::Newer { .. }
            | StoreError::NotADatabase { .. }
            | StoreError::Foreign { .. }
            | StoreError::Place { .. }
            | StoreError::Locked { .. }
            | StoreError::Corrupt { .. }
            | StoreError::NoMemory { .. }
            | StoreError::OldSqlite { .. }
            | StoreError::NotReopened { .. }
            | StoreError::NotCopied { .. }
            | StoreError::UnreadableOp { .. } => ErrorCode::Database,
            StoreError::NotWritable { .. }
            | StoreError::File { .. }
            | StoreError::Drive { .. }
            | StoreError::ReadOnly { .. } => ErrorCode::File,
            StoreError::NoSuchThing { .. } | StoreError::KindMismatch { .. } => ErrorCode::NotFound,
            StoreError::NotUndoable { .. } => ErrorCode::NothingToUndo,
            StoreError::UnknownField { field, .. } => {
                return Self::invalid(field, "unknown_field", error.to_string());
            }
            _ => ErrorCode::Internal,
        };
        if code == ErrorCode::Internal {
            tracing::error!(%error, "the store failed");
        }
        let refused = Self::new(code, error.to_string());
        match database_code(&error) {
            Some(hint) => refused.hinting(hint),
            None => refused,
        }
    }
}

/// What kept exchange from reading or writing the record: where it was the store, in the store's own words and code. A
/// full disk is a full disk in an import, too.
pub(crate) fn of_the_record(error: KnownError) -> ApiError {
    match error.downcast::<StoreError>() {
        Ok(error) => (*error).into(),
        Err(error) => ApiError::new(ErrorCode::Internal, error.to_string()),
    }
}

/// The catalogue's code of why a database cannot be used.
const fn database_code(error: &StoreError) -> Option<&'static str> {
    Some(match error {
        StoreError::Newer { .. } => "newer",
        StoreError::NotADatabase { .. } => "not_a_database",
        StoreError::Foreign { .. } => "foreign",
        StoreError::Place { reason: PlaceRefusal::CloudFolder(_), .. } => "cloud_folder",
        StoreError::Place { reason: PlaceRefusal::NetworkDrive, .. } => "network_drive",
        StoreError::Locked { .. } => "in_use",
        StoreError::NotReopened { .. } => "not_reopened",
        StoreError::NotCopied { .. } => "not_copied",
        StoreError::Corrupt { .. } | StoreError::UnreadableOp { .. } => "damaged",
        StoreError::NoMemory { .. } => "no_memory",
        StoreError::Drive { .. } => "drive_failed",
        StoreError::ReadOnly { .. } => "read_only",
        _ => return None,
    })
}

impl From<std::io::Error> for ApiError {
    fn from(error: std::io::Error) -> Self {
        Self::new(ErrorCode::File, format!("A file could not be read or written: {error}."))
    }
}

impl From<Problem> for ApiError {
    fn from(problem: Problem) -> Self {
        Self::invalid(&problem.field, problem.code, problem.message)
    }
}

impl From<MoveRefused> for ApiError {
    fn from(refused: MoveRefused) -> Self {
        // What the person can give is asked for at the field that takes it.
        let field = match refused {
            MoveRefused::RequesterNotTold => "told",
            MoveRefused::ReasonMissing => "reason",
            MoveRefused::AlreadyThere(_)
            | MoveRefused::Closed
            | MoveRefused::NotClosed
            | MoveRefused::NewOnlyOnce
            | MoveRefused::NotDelivered => "state",
        };
        let hint = move_code(refused);
        Self::new(ErrorCode::MoveRefused, refused.to_string()).about(field).hinting(hint)
    }
}

/// The catalogue's code of a refusal to move.
pub(crate) const fn move_code(refused: MoveRefused) -> &'static str {
    match refused {
        MoveRefused::AlreadyThere(_) => "already_there",
        MoveRefused::Closed => "closed",
        MoveRefused::NotClosed => "not_closed",
        MoveRefused::NewOnlyOnce => "new_only_once",
        MoveRefused::NotDelivered => "not_delivered",
        MoveRefused::RequesterNotTold => "requester_not_told",
        MoveRefused::ReasonMissing => "reason_missing",
    }
}
