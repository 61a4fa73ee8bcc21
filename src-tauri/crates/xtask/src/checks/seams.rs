//! The one seam between the pages and the shell: who names it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::workspace::Workspace;

/// Packages of the shell's side, and the only file of the pages that may name them.
const SHELL_PACKAGES: &str = "@tauri-apps/";
const SEAM: &str = "backend/tauri.ts";

/// What a page's source is written in.
const SOURCE_EXTENSIONS: [&str; 4] = ["ts", "js", "mjs", "svelte"];

/// Fails with every file of the pages that goes past the seam.
pub(crate) fn check(workspace: &Workspace) -> anyhow::Result<()> {
    let sources = workspace.ui().join("src");
    let mut wrong = Vec::new();
    for file in sources_in(&sources)? {
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let name = relative(&file, &sources);
        if goes_past_the_seam(&name, &text) {
            wrong.push(format!("ui/src/{name} names {SHELL_PACKAGES}: only {SEAM} may"));
        }
    }
    if wrong.is_empty() { Ok(()) } else { bail!("{}", wrong.join("\n")) }
}

fn goes_past_the_seam(name: &str, text: &str) -> bool {
    name != SEAM && text.contains(SHELL_PACKAGES)
}

/// The name below the folder, with `/` on every system.
fn relative(file: &Path, folder: &Path) -> String {
    let below = file.strip_prefix(folder).unwrap_or(file);
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn sources_in(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(sources_in(&path)?);
        } else if path.extension().is_some_and(|found| SOURCE_EXTENSIONS.iter().any(|known| found == *known))
        {
            files.push(path);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_seam_names_the_shell() {
        let import = r#"import { invoke } from "@tauri-apps/api/core";"#;
        assert!(!goes_past_the_seam("backend/tauri.ts", import));
        assert!(goes_past_the_seam("views/today/tauri.ts", import));
        assert!(goes_past_the_seam("backend/index.ts", r#"await import("@tauri-apps/plugin-dialog")"#));
        assert!(!goes_past_the_seam("backend/index.ts", r#"import { call } from "./tauri";"#));
    }

    #[test]
    fn sources_are_found_at_every_depth() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("views/today")).unwrap();
        fs::write(folder.path().join("views/today/Today.svelte"), "").unwrap();
        fs::write(folder.path().join("app.css"), "").unwrap();
        let found = sources_in(folder.path()).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(relative(&found[0], folder.path()), "views/today/Today.svelte");
    }
}
