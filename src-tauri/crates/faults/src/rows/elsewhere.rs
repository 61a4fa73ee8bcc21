//! Rows whose harness is elsewhere, or that this system cannot run: named, so that nobody takes the table for whole.

use crate::table::{Case, Run};

/// A virus scanner's lock.
pub(super) fn locked(_: &Run) -> anyhow::Result<Vec<Case>> {
    Ok(vec![Case::not_here(
        9,
        "file locked by a virus scanner",
        "only Windows refuses to open or rename a file that another has open",
    )])
}

/// Malformed files.
pub(super) fn malformed(_: &Run) -> anyhow::Result<Vec<Case>> {
    Ok(vec![Case::not_here(11, "malformed CSV", "its harness is exchange/tests/any_bytes.rs")])
}

/// Formulas.
pub(super) fn formulas(_: &Run) -> anyhow::Result<Vec<Case>> {
    Ok(vec![Case::not_here(12, "formula injection", "its harness is exchange/tests/tables_round_trip.rs")])
}

/// Markup.
pub(super) fn markup(_: &Run) -> anyhow::Result<Vec<Case>> {
    Ok(vec![Case::not_here(13, "markup in every text of every view", "it needs a browser: ui/tests/views")])
}

/// Paths.
pub(super) fn paths(_: &Run) -> anyhow::Result<Vec<Case>> {
    Ok(vec![Case::not_here(15, "path traversal, links, zip-slip", "its harness is in exchange/tests")])
}

/// The webview.
pub(super) fn reload(_: &Run) -> anyhow::Result<Vec<Case>> {
    Ok(vec![Case::not_here(17, "webview reload or crash", "it needs a window: tests/story")])
}
