//! What was redacted, in the folder that this desk shares over.

use keepalive_hub_folder::FolderHub;

use crate::app::Open;
use crate::share::Shared;
use crate::{ApiError, ApiResult};

/// Has the segments that this desk wrote hold no body of what was redacted, after a meeting. What fails is tried again at the
/// next one, which it does not make a failure: the record has gone and come.
pub(crate) fn empty_folder(open: &Open, hub: &mut FolderHub, shared: &Shared) {
    // Redactions lie there before anything is emptied, this desk's and those it heard elsewhere: who reads an op without its
    // body finds why.
    if shared.left > 0 || shared.lost > 0 {
        return;
    }
    match emptied(open, hub) {
        Ok(0) => {}
        Ok(segments) => tracing::info!(segments, "what was redacted is out of the shared folder"),
        Err(error) => {
            tracing::warn!(message = error.message, "the shared folder holds what was redacted still")
        }
    }
}

fn emptied(open: &Open, hub: &mut FolderHub) -> ApiResult<u64> {
    let places = open.store.read(|read| Ok::<_, ApiError>(read.redacted_places()?))?;
    Ok(hub.empty(&places)?)
}
