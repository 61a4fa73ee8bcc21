//! Rows that need a browser or a window: named, so that nobody takes the table for whole, and with what runs them.

use crate::table::{Case, Run};

/// Markup.
pub(super) fn markup(_: &Run) -> anyhow::Result<Vec<Case>> {
    Ok(vec![Case::not_here(
        13,
        "markup in every text of every view",
        "it needs a browser; cargo xtask test --only views runs ui/tests/views/markup.test.mjs",
    )])
}

/// The webview.
pub(super) fn reload(_: &Run) -> anyhow::Result<Vec<Case>> {
    Ok(vec![Case::not_here(
        17,
        "webview reload or crash",
        "it needs a window; cargo xtask test --only story runs tests/story/reload.rs and ended.rs",
    )])
}
