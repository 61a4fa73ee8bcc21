//! Filling an empty database with the sample clinic.

use keepalive_domain::calendar::ClinicZone;
use keepalive_sample::{Act, Options};
use keepalive_store::{ActDraft, Store};

use crate::types::InstantMs;
use crate::{ApiError, ApiResult, ErrorCode};

/// Where the sample clinic is.
const ZONE: &str = "America/Denver";

/// Fills an empty database with a sample clinic as of now.
///
/// # Errors
/// The database has a clinic already, or cannot be written.
pub fn fill_with_sample(store: &Store, now_ms: InstantMs, options: Options) -> ApiResult<()> {
    let zone =
        ClinicZone::parse(ZONE).map_err(|error| ApiError::new(ErrorCode::Internal, error.to_string()))?;
    let today = zone.local_day(now_ms);
    store.write(move |write| -> ApiResult<()> {
        if write.read().clinic()?.is_some() {
            let message = "The sample needs an empty database; this one has a clinic.";
            return Err(ApiError::invalid("db", "not_empty", message));
        }
        // One act, so that undo does not take the story apart.
        let mut acts = keepalive_sample::clinic(options, zone, today);
        let Some(Act { label, changes }) = acts.next() else { return Ok(()) };
        write.record_in_parts(ActDraft { label, changes, ..ActDraft::default() }, |parts| {
            acts.try_for_each(|act| -> ApiResult<()> { Ok(parts.add(act.changes)?) })
        })?;
        Ok(())
    })?;
    Ok(())
}
