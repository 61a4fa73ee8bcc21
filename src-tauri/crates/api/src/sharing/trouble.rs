//! Why the others could not be met, as the screen says it.

use std::io::ErrorKind;

use keepalive_hub_folder::FolderError;
use keepalive_hub_postgres::PostgresError;
use keepalive_store::StoreError;

use crate::types::{SharingTrouble, SharingTroubleKind};
use crate::{ApiError, ErrorCode};

/// What the screen says of a folder's error.
pub(super) fn of_folder(error: &FolderError) -> SharingTroubleKind {
    match error {
        FolderError::NotTheFolder { .. } => SharingTroubleKind::NotThere,
        FolderError::Newer { .. } => SharingTroubleKind::Newer,
        FolderError::OtherKey { .. } => SharingTroubleKind::NoKey,
        FolderError::File { source, .. } => match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => SharingTroubleKind::DiskFull,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => SharingTroubleKind::NotWritable,
            // A drive that goes away while it is written to has many errors.
            _ => SharingTroubleKind::NotThere,
        },
        FolderError::NotReadable { .. } | FolderError::OtherSpace { .. } | FolderError::Seal(_) => {
            SharingTroubleKind::Other
        }
    }
}

/// What the screen says of a server's error.
pub(super) fn of_database(error: &PostgresError) -> SharingTroubleKind {
    match error {
        PostgresError::Unreachable { .. } => SharingTroubleKind::NotThere,
        PostgresError::NotTrusted { .. }
        | PostgresError::NotEncrypted { .. }
        | PostgresError::Certificate { .. } => SharingTroubleKind::NotTrusted,
        PostgresError::Login { .. } => SharingTroubleKind::NotLetIn,
        PostgresError::Revoked { .. } => SharingTroubleKind::Revoked,
        PostgresError::NotAHub { .. }
        | PostgresError::NotBegun { .. }
        | PostgresError::OtherRecord { .. } => SharingTroubleKind::NotBegun,
        PostgresError::Newer { .. } => SharingTroubleKind::Newer,
        PostgresError::OtherKey { .. } => SharingTroubleKind::NoKey,
        PostgresError::NotAnAccess { .. } | PostgresError::Address { .. } => SharingTroubleKind::NoAccess,
        PostgresError::BegunAlready { .. }
        | PostgresError::ReadsOnly { .. }
        | PostgresError::NoMailbox { .. }
        | PostgresError::NoSheets { .. }
        | PostgresError::NoKeyFiles { .. }
        | PostgresError::OthersStream { .. }
        | PostgresError::Device { .. }
        | PostgresError::Seal(_)
        | PostgresError::Refused { .. }
        | PostgresError::File { .. } => SharingTroubleKind::Other,
    }
}

/// What the screen says of this computer's database's error.
pub(super) fn of_store(error: &StoreError) -> SharingTroubleKind {
    match error {
        StoreError::DiskFull => SharingTroubleKind::DiskFull,
        _ => SharingTroubleKind::Other,
    }
}

/// Why the others are not met, as the refusal of what somebody asked for.
pub(super) fn asked_for(trouble: SharingTrouble) -> ApiError {
    let SharingTrouble { kind, message, .. } = trouble;
    let hint = match kind {
        SharingTroubleKind::DiskFull => return ApiError::new(ErrorCode::DiskFull, message),
        SharingTroubleKind::NotWritable => "sharing_not_writable",
        SharingTroubleKind::NoKey => "sharing_key_missing",
        SharingTroubleKind::KeyChanged => "sharing_key_changed",
        SharingTroubleKind::KeychainLost => "sharing_keychain_lost",
        _ => "sharing_others_first",
    };
    ApiError::invalid("path", hint, message)
}

/// A folder's error as the refusal of what somebody asked for.
pub(super) fn refused(error: FolderError) -> ApiError {
    let hint = match of_folder(&error) {
        SharingTroubleKind::NotThere => "sharing_not_there",
        SharingTroubleKind::NotWritable => "sharing_not_writable",
        SharingTroubleKind::DiskFull => return ApiError::new(ErrorCode::DiskFull, error.to_string()),
        SharingTroubleKind::Newer => "sharing_newer",
        SharingTroubleKind::NoKey => "sharing_key_missing",
        _ => return error.into(),
    };
    ApiError::invalid("path", hint, error.to_string())
}
