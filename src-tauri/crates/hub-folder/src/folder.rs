//! A shared folder as a hub.
//!
//! ```text
//! <folder>/keepalive/v1/<space>/
//!   clinic.json                               written once: which space this is
//!   s/<stream>/<from>-<to>-<hash>.seg         runs, never changed; written anew where one was redacted
//!   join/                                     invitations, while they serve
//!   keys/<day>-<mark>.age                     the key, wrapped for each recovery sheet
//!   keys/<whose>.card, keys/<epoch>.epoch     who is in, and the later keys
//!   moved.note                                where the clinic went, once it shares over a database
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use keepalive_domain::ids::SpaceId;
use keepalive_seal::{SpaceKey, open_run};
use keepalive_sync::{Ask, Hash, Hub, Piece, Pushed, Run};
use serde::{Deserialize, Serialize};

use crate::copies;
use crate::error::{FolderError, failed};
use crate::files::{self, Listed};

/// The format of the folder.
const FORMAT: u32 = 1;

/// The file that says which folder this is.
const CLINIC: &str = "clinic.json";

/// What it says.
#[derive(Debug, Serialize, Deserialize)]
struct Clinic {
    format: u32,
    space: SpaceId,
    /// By which a desk with another key knows that it would read nothing here, and be read by nobody.
    key_proof: String,
}

/// A space's part of a shared folder.
pub struct FolderHub {
    root: PathBuf,
    space: SpaceId,
    pub(crate) key: SpaceKey,
    /// Whole files seen since this was opened, with what they hold. Others are looked at again each time.
    pub(crate) seen: BTreeMap<Listed, Seen>,
    /// The pieces of which these files are copies, each with the marks of what they say.
    copies: BTreeMap<Piece, BTreeSet<Hash>>,
}

/// What a file holds.
#[derive(Clone, Copy)]
pub(crate) struct Seen {
    pub(crate) piece: Piece,
    /// What it says beside that.
    pub(crate) mark: Hash,
    /// How many places in it were redacted when it was found to hold no body at any of them.
    pub(crate) looked_for: usize,
}

/// Where a space stands in a shared folder.
pub(crate) fn root(folder: &Path, space: SpaceId) -> PathBuf {
    folder.join("keepalive").join(format!("v{FORMAT}")).join(space.to_string())
}

/// Whether a space stands in a folder: it is there, and it is the one.
pub(crate) fn stands(folder: &Path, space: SpaceId) -> bool {
    root(folder, space).join(CLINIC).is_file()
}

impl FolderHub {
    /// Opens a space's part of a folder. Where it is missing nothing is made: a drive that is not connected looks the
    /// same as an empty folder.
    ///
    /// # Errors
    /// [`FolderError::NotTheFolder`], [`FolderError::Newer`] or [`FolderError::OtherKey`].
    pub fn open(folder: &Path, space: SpaceId, key: SpaceKey) -> Result<Self, FolderError> {
        let hub =
            Self { root: root(folder, space), space, key, seen: BTreeMap::new(), copies: BTreeMap::new() };
        hub.is_there()?;
        Ok(hub)
    }

    /// Makes a space's part in a folder that is there, unless it stands already, and opens it.
    ///
    /// # Errors
    /// As [`FolderHub::open`], or the folder cannot be written.
    pub fn begin(folder: &Path, space: SpaceId, key: SpaceKey) -> Result<Self, FolderError> {
        if !folder.is_dir() {
            return Err(FolderError::NotTheFolder {
                dir: folder.to_owned(),
                detail: "it is not there".to_owned(),
            });
        }
        let clinic = root(folder, space).join(CLINIC);
        if !clinic.exists() {
            let json = serde_json::to_vec(&Clinic { format: FORMAT, space, key_proof: proof_of(&key) })
                .map_err(|error| failed("write", &clinic)(error.into()))?;
            files::write_new(&clinic, &json)?;
        }
        Self::open(folder, space, key)
    }

    /// The spaces that stand in a folder. One whose making was cut short before its file stood there is none.
    #[must_use]
    pub fn spaces(folder: &Path) -> Vec<SpaceId> {
        let versions = folder.join("keepalive").join(format!("v{FORMAT}"));
        let Ok(entries) = fs::read_dir(versions) else { return Vec::new() };
        let begun = entries.flatten().filter(|entry| entry.path().join(CLINIC).is_file());
        let names = begun.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut spaces: Vec<SpaceId> = names.filter_map(|name| name.parse().ok()).collect();
        spaces.sort_unstable();
        spaces
    }

    /// Seals with the newest of these keys from now on, and opens with all of them.
    pub fn use_key(&mut self, key: SpaceKey) {
        self.key = key;
    }

    /// Whether the folder is there and the one we know.
    ///
    /// # Errors
    /// As [`FolderHub::open`].
    pub fn is_there(&self) -> Result<(), FolderError> {
        let path = self.root.join(CLINIC);
        let not = |detail: String| FolderError::NotTheFolder { dir: self.root.clone(), detail };
        let json = fs::read(&path).map_err(|error| not(format!("{CLINIC}: {error}")))?;
        let clinic: Clinic =
            serde_json::from_slice(&json).map_err(|error| not(format!("{CLINIC}: {error}")))?;
        if clinic.format > FORMAT {
            return Err(FolderError::Newer { path, found: clinic.format, known: FORMAT });
        }
        if clinic.space != self.space {
            return Err(FolderError::OtherSpace { found: clinic.space, here: self.space });
        }
        if clinic.key_proof != proof_of(&self.key) {
            return Err(FolderError::OtherKey { dir: self.root.clone() });
        }
        Ok(())
    }

    /// Where the segments lie.
    pub(crate) fn segments(&self) -> PathBuf {
        self.root.join("s")
    }

    /// The run of a file, if it is whole and of this space.
    pub(crate) fn run_in(&self, path: &Path) -> Option<Run> {
        open_run(&self.key, &files::read(path)?).filter(|run| run.key.space == self.space)
    }
}

fn proof_of(key: &SpaceKey) -> String {
    blake3::Hash::from_bytes(key.proof()).to_hex().to_string()
}

impl Hub for FolderHub {
    type Error = FolderError;

    fn pieces(&mut self) -> Result<Vec<Piece>, FolderError> {
        self.is_there()?;
        let (mut seen, mut copies) = (BTreeMap::new(), BTreeMap::<_, BTreeSet<_>>::new());
        let look = |run: Run| Seen { piece: run.piece(), mark: run.copy_mark(), looked_for: 0 };
        for listed in files::list(&self.segments()) {
            let known = self.seen.get(&listed).copied();
            match known.or_else(|| self.run_in(&listed.path).map(look)) {
                Some(file) => {
                    copies.entry(file.piece).or_default().insert(file.mark);
                    seen.insert(listed, file);
                }
                None => tracing::debug!(path = %listed.path.display(), "not whole, or not ours: next time"),
            }
        }
        (self.seen, self.copies) = (seen, copies);
        // A file and its conflict copies are one piece.
        Ok(self.copies.keys().copied().collect())
    }

    fn copies(&self, of: &Piece) -> Hash {
        let marks: Vec<Hash> = self.copies.get(of).into_iter().flatten().copied().collect();
        *blake3::hash(marks.as_flattened()).as_bytes()
    }

    fn pull(&mut self, ask: &Ask) -> Result<Vec<Run>, FolderError> {
        let holding = self.seen.iter().filter(|(_, file)| file.piece == ask.of);
        // One that went away meanwhile is none.
        Ok(copies::of_one_piece(holding.filter_map(|(listed, _)| self.run_in(&listed.path))))
    }

    fn push(&mut self, run: &Run) -> Result<Pushed, FolderError> {
        self.is_there()?;
        if run.key.space != self.space {
            return Err(FolderError::OtherSpace { found: run.key.space, here: self.space });
        }
        Ok(if self.write_run(run)? { Pushed::Kept } else { Pushed::Refused })
    }
}
