//! Where a database may live: on this computer's own disk, outside folders that a cloud copies.

use std::path::{Component, Path, Prefix};

use crate::error::{PlaceRefusal, Result, StoreError};

/// Folder names that cloud services keep in step, as they begin (lower case), and the service's name.
const CLOUD_FOLDERS: &[(&str, &str)] = &[
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("icloud drive", "iCloud Drive"),
    ("iclouddrive", "iCloud Drive"),
    ("com~apple~clouddocs", "iCloud Drive"),
    ("mobile documents", "iCloud Drive"),
    ("cloudstorage", "A cloud service"),
    ("box", "Box"),
    ("nextcloud", "Nextcloud"),
    ("pcloud", "pCloud"),
    ("synologydrive", "Synology Drive"),
];

/// Linux file systems that live on another machine, as `/proc/self/mountinfo` names them.
#[cfg(target_os = "linux")]
const NETWORK_FILE_SYSTEMS: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ncpfs",
    "fuse.sshfs",
    "fuse.rclone",
    "davfs",
    "fuse.davfs2",
];

/// Refuses a folder that is no place for a database. Names are compared by path alone, so a folder that is only
/// called like a cloud's is refused, too: better one wrong refusal than one lost record.
///
/// # Errors
/// [`StoreError::Place`].
pub(crate) fn check(path: &Path) -> Result<()> {
    // A folder reached through a link is judged by where it really is; on Windows this also tells the share behind
    // a drive letter. One that is not there yet will lie where its nearest ancestor does.
    let real = path.ancestors().skip(1).find_map(|dir| dir.canonicalize().ok());
    for candidate in [Some(path), real.as_deref()].into_iter().flatten() {
        if let Some(reason) = refusal(candidate) {
            return Err(StoreError::Place { path: path.to_owned(), reason });
        }
    }
    if real.is_some_and(|dir| is_on_another_machine(&dir)) {
        return Err(StoreError::Place { path: path.to_owned(), reason: PlaceRefusal::NetworkDrive });
    }
    Ok(())
}

/// Asks the system. Where it does not answer, the folder counts as this computer's: opening it says the rest.
#[cfg(target_os = "linux")]
fn is_on_another_machine(dir: &Path) -> bool {
    std::fs::read_to_string("/proc/self/mountinfo").is_ok_and(|mounts| is_network_mount(dir, &mounts))
}

#[cfg(target_os = "macos")]
fn is_on_another_machine(dir: &Path) -> bool {
    /// `MNT_LOCAL` of `sys/mount.h`: the file system is stored locally.
    const LOCAL: u32 = 0x1000;
    rustix::fs::statfs(dir).is_ok_and(|told| told.f_flags & LOCAL == 0)
}

/// Windows names the share in the path itself.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn is_on_another_machine(_: &Path) -> bool {
    false
}

fn refusal(path: &Path) -> Option<PlaceRefusal> {
    for component in path.components() {
        match component {
            Component::Prefix(prefix)
                if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..)) =>
            {
                return Some(PlaceRefusal::NetworkDrive);
            }
            Component::Normal(name) => {
                let name = name.to_string_lossy().to_lowercase();
                if let Some(service) = cloud_of(&name) {
                    return Some(PlaceRefusal::CloudFolder(service));
                }
            }
            _ => {}
        }
    }
    // The same path written for another system, so that the rule is testable everywhere.
    is_share(&path.to_string_lossy()).then_some(PlaceRefusal::NetworkDrive)
}

/// Whether a Windows path names another machine: `\\server\share`, or `\\?\UNC\server\share` once it is resolved. A
/// resolved path on this computer's own drive begins with two backslashes, too: `\\?\C:\`.
fn is_share(path: &str) -> bool {
    let own = [r"\\?\", r"\\.\"].iter().find_map(|prefix| path.strip_prefix(prefix));
    match own {
        Some(rest) => rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case(r"UNC\")),
        None => path.starts_with(r"\\"),
    }
}

/// The service that keeps a folder of this lower-case name in step: `OneDrive - Clinic`, `Dropbox (Personal)`.
fn cloud_of(name: &str) -> Option<&'static str> {
    CLOUD_FOLDERS
        .iter()
        .find(|(folder, _)| {
            name.strip_prefix(folder)
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '.'))
        })
        .map(|(_, service)| *service)
}

/// Whether the deepest mount above `dir` is a network file system.
#[cfg(target_os = "linux")]
fn is_network_mount(dir: &Path, mountinfo: &str) -> bool {
    let mounts = mountinfo.lines().filter_map(|line| {
        let (fields, source) = line.split_once(" - ")?;
        let mount_point = fields.split(' ').nth(4)?.replace("\\040", " ");
        Some((mount_point, source.split(' ').next()?.to_owned()))
    });
    mounts
        .filter(|(mount_point, _)| dir.starts_with(mount_point))
        .max_by_key(|(mount_point, _)| mount_point.len())
        .is_some_and(|(_, file_system)| NETWORK_FILE_SYSTEMS.contains(&file_system.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cloud_folders_are_refused_with_their_name() {
        for (path, service) in [
            ("/Users/x/Library/Mobile Documents/com~apple~CloudDocs/k.db", "iCloud Drive"),
            ("/home/x/Dropbox (Personal)/k.db", "Dropbox"),
            ("/Users/x/OneDrive - Clinic/k.db", "OneDrive"),
            ("/Users/x/Google Drive/k.db", "Google Drive"),
            ("/Users/x/Box/k.db", "Box"),
            ("/Users/x/Library/CloudStorage/OneDrive-Clinic/k.db", "A cloud service"),
        ] {
            assert_eq!(refusal(Path::new(path)), Some(PlaceRefusal::CloudFolder(service)), "{path}");
        }
    }

    #[test]
    fn a_share_is_a_network_drive() {
        for path in [r"\\server\share\k.db", r"\\?\UNC\server\share\k.db", r"\\?\unc\nas\x\k.db"] {
            assert_eq!(refusal(Path::new(path)), Some(PlaceRefusal::NetworkDrive), "{path}");
        }
    }

    #[test]
    fn a_resolved_path_on_a_drive_of_this_computer_is_fine() {
        for path in [r"\\?\C:\Users\x\AppData\Local\keepalive\k.db", r"\\?\Volume{1a2b}\k.db", r"D:\k.db"] {
            assert_eq!(refusal(Path::new(path)), None, "{path}");
        }
    }

    #[test]
    fn ordinary_folders_are_fine() {
        for path in ["/home/x/.local/share/keepalive/k.db", "/home/x/onedriver/k.db", "/srv/dropbox.old/k.db"]
        {
            assert_eq!(refusal(Path::new(path)), None, "{path}");
        }
    }

    #[test]
    fn a_folder_that_is_not_there_yet_is_judged_by_its_nearest_ancestor() {
        let computer = tempfile::tempdir().unwrap();
        let (cloud, plain) = (computer.path().join("Dropbox"), computer.path().join("plain"));
        std::fs::create_dir_all(&cloud).unwrap();
        std::fs::create_dir_all(&plain).unwrap();
        assert!(check(&plain.join("not yet").join("k.db")).is_ok());
        // Only where links can be made without asking anybody.
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(&cloud, plain.join("link")).unwrap();
            let refused = check(&plain.join("link").join("not yet").join("k.db"));
            assert!(matches!(
                refused,
                Err(StoreError::Place { reason: PlaceRefusal::CloudFolder("Dropbox"), .. })
            ));
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_deepest_mount_decides() {
        let mounts = "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n40 22 0:40 / /mnt/clinic\\040share rw - cifs //nas/x rw\n\
                      41 40 8:2 / /mnt/clinic\\040share/local rw - ext4 /dev/sdb1 rw";
        assert!(is_network_mount(Path::new("/mnt/clinic share/a"), mounts));
        assert!(!is_network_mount(Path::new("/mnt/clinic share/local/a"), mounts));
        assert!(!is_network_mount(Path::new("/home/x"), mounts));
    }
}
