//! Node's packages and the built pages.

use std::fs;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use anyhow::{Context, bail};

use crate::process::Call;
use crate::workspace::Workspace;

/// The oldest Node the pages are built with: Vite and Vitest ask for it.
const OLDEST_NODE: u32 = 20;

/// Installs the packages of the pages exactly as locked, unless they are there already.
pub(crate) fn node_packages(workspace: &Workspace) -> anyhow::Result<()> {
    check_node()?;
    let lock = changed_at(&workspace.ui().join("package-lock.json"))?;
    let installed = changed_at(&workspace.ui().join("node_modules/.package-lock.json"))?;
    if installed.is_some() && installed >= lock {
        return Ok(());
    }
    workspace.npm(&["ci", "--no-audit", "--no-fund"]).run()
}

/// Builds both pages into `ui/dist`, which the app carries inside.
pub(crate) fn build_pages(workspace: &Workspace) -> anyhow::Result<()> {
    node_packages(workspace)?;
    workspace.npm(&["run", "build"]).run()
}

fn check_node() -> anyhow::Result<()> {
    let printed = Call::new("node", &["--version"])
        .output()
        .with_context(|| format!("Node {OLDEST_NODE} or newer is needed"))?;
    match major(&printed) {
        Some(version) if version >= OLDEST_NODE => Ok(()),
        _ => bail!("Node {OLDEST_NODE} or newer is needed, this is {}", printed.trim()),
    }
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn changed_at(file: &Path) -> anyhow::Result<Option<SystemTime>> {
    match fs::metadata(file) {
        Ok(metadata) => Ok(Some(metadata.modified()?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot look at {}", file.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_node_prints() {
        assert_eq!(major("v20.19.4\n"), Some(20));
        assert_eq!(major("v9.11.2"), Some(9));
        assert_eq!(major("nonsense"), None);
    }
}
