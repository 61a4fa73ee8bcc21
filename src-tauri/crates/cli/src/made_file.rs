//! A file that a command of the api made, on disk.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keepalive_api::{ApiError, ApiResult, ErrorCode, write_whole};

/// Writes it whole or not at all: an older file of that name stays as it was where the disk is full.
///
/// # Errors
/// It cannot be written; the field is `out`.
pub(crate) fn write(out: &Path, base64: &str) -> ApiResult<()> {
    let bytes =
        STANDARD.decode(base64).map_err(|error| ApiError::new(ErrorCode::Internal, error.to_string()))?;
    write_whole(out, &bytes).map_err(|error| {
        let message = format!("{} could not be written. {}", out.display(), error.message);
        ApiError { message, ..error }.about("out")
    })
}

/// The ending of a file's name, in small letters.
pub(crate) fn ending(out: &Path) -> String {
    out.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase()
}
