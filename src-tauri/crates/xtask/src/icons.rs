//! `cargo xtask icons`: every size the desktop systems want, from one drawing.

use std::fs;
use std::path::Path;

use anyhow::Context;

use crate::process::Call;
use crate::workspace::Workspace;

/// The tool that knows the formats; the pinned version of Tauri's line.
const TAURI_CLI: &str = "@tauri-apps/cli@2.12.5";

/// What `tauri.conf.json` names. The tool also draws for phones and shops, which is left out.
const WANTED: [&str; 7] =
    ["32x32.png", "64x64.png", "128x128.png", "128x128@2x.png", "icon.png", "icon.icns", "icon.ico"];

/// Draws the icons again.
pub(crate) fn run(workspace: &Workspace) -> anyhow::Result<()> {
    let drawn = tempfile::tempdir()?;
    let icons = workspace.root.join("icons");
    draw(workspace, &icons.join("keepalive.svg"), &[], drawn.path())?;
    for name in WANTED {
        copy(&drawn.path().join(name), &icons.join(name))?;
    }
    // The menu bar of macOS is 22 points high; twice that for fine displays.
    draw(workspace, &icons.join("tray-template.svg"), &["--png", "44"], drawn.path())?;
    copy(&drawn.path().join("44x44.png"), &icons.join("tray-template.png"))
}

fn draw(workspace: &Workspace, source: &Path, arguments: &[&str], into: &Path) -> anyhow::Result<()> {
    let call: Call = workspace.npm(&["exec", "--yes", "--package", TAURI_CLI, "--", "tauri", "icon"]);
    let call = call.arg(source).arg("--output").arg(into);
    arguments.iter().fold(call, |call, argument| call.arg(argument)).run()
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::copy(from, to)
        .map(drop)
        .with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))
}
