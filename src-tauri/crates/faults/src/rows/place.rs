//! Row 8: a folder that a cloud copies, or on another machine, is refused with the reason, and nothing is made there.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use keepalive_api::{App, SystemWorld};

use crate::table::{Case, Run};

/// Folders of cloud services with the name the refusal must say.
const CLOUDS: &[(&str, &str)] = &[
    ("OneDrive", "OneDrive"),
    ("OneDrive - Larkmoor Family Health", "OneDrive"),
    ("onedrive", "OneDrive"),
    ("Dropbox", "Dropbox"),
    ("Dropbox (Personal)", "Dropbox"),
    ("Google Drive", "Google Drive"),
    ("GoogleDrive", "Google Drive"),
    ("My Drive", "Google Drive"),
    ("iCloud Drive", "iCloud Drive"),
    ("iCloudDrive", "iCloud Drive"),
    ("Mobile Documents", "iCloud Drive"),
    ("com~apple~CloudDocs", "iCloud Drive"),
    ("CloudStorage", "cloud"),
    ("Box Sync", "Box"),
    ("Nextcloud", "Nextcloud"),
    ("pCloud", "pCloud"),
    ("SynologyDrive", "Synology"),
];

/// Tries every kind of folder.
pub(super) fn run(_: &Run) -> anyhow::Result<Vec<Case>> {
    let mut cloud = Case::new(8, "cloud-synced folder, by name and below it");
    for (name, service) in CLOUDS {
        let folder = tempfile::tempdir()?;
        let synced = folder.path().join(name);
        for below in [synced.clone(), synced.join("Keepalive")] {
            std::fs::create_dir_all(&below)?;
            cloud.count(refused(&below, service));
        }
    }
    let mut share = Case::new(8, "network share by its name");
    for path in [r"\\nas\clinic", r"\\?\UNC\nas\clinic"] {
        share.count(refused(Path::new(path), "network drive"));
    }
    let mounted = Case::not_here(
        8,
        "a mounted network drive",
        "mounting one needs rights; store::place tests the mount table",
    );
    Ok(vec![cloud, share, mounted])
}

fn refused(folder: &Path, named: &str) -> Result<(), String> {
    let file: PathBuf = folder.join("keepalive.db");
    let refusal = match App::open(&file, Arc::new(SystemWorld::default())) {
        Ok(_) => return Err(format!("{} was taken", file.display())),
        Err(error) => error,
    };
    let hint = refusal.hint.as_deref().unwrap_or_default();
    if !matches!(hint, "cloud_folder" | "network_drive") || !refusal.message.contains(named) {
        return Err(format!("{}: {refusal:?}", file.display()));
    }
    let left = std::fs::read_dir(folder).map_or(0, Iterator::count);
    if left == 0 { Ok(()) } else { Err(format!("{}: something was made there", file.display())) }
}
