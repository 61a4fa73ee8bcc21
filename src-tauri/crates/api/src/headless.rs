//! Use cases that need no window and no typed command: what the command line asks beside them.

use std::path::{Path, PathBuf};

use keepalive_domain::schema::Kind;
use keepalive_sample::Options;
use keepalive_store::Watch;

use crate::types::{AppState, Id, InstantMs, Nothing};
use crate::{ApiError, ApiResult, App};

/// The kinds a bare key is looked up among, in this order: keys of requests and workarounds are of one counter.
const KEYED: &[Kind] = &[
    Kind::Request,
    Kind::Workaround,
    Kind::Area,
    Kind::Person,
    Kind::System,
    Kind::Question,
    Kind::ShadowRecord,
    Kind::Event,
    Kind::ConfigChange,
    Kind::Candidate,
];

impl App {
    /// The thing with this key, and its kind.
    ///
    /// # Errors
    /// No thing has it, or the database cannot be read.
    pub fn find_key(&self, key: &str) -> ApiResult<(Id, Kind)> {
        self.current().store.read(|read| {
            for kind in KEYED {
                if let Some(there) = read.there_by_key(*kind, key)?.filter(|there| !there.deleted) {
                    return Ok((Id(there.id), *kind));
                }
            }
            Err(ApiError::not_found("key").about("key"))
        })
    }

    /// Fills the open, empty database with a sample clinic as of now.
    ///
    /// # Errors
    /// It has a clinic already, or cannot be written.
    pub fn sample_fill(&self, options: Options) -> ApiResult<AppState> {
        self.with_store(|store| crate::fill_with_sample(store, self.now_ms(), options))?;
        self.app_state(Nothing {})
    }

    /// Writes a checked copy of the open database into a folder (`backups` beside it if none is named) and
    /// returns its path. In the usual folder older copies are thinned.
    ///
    /// # Errors
    /// The folder cannot be written, or the copy is not sound; then none is left.
    pub fn backup_to(&self, folder: Option<&Path>) -> ApiResult<PathBuf> {
        match folder {
            Some(folder) => Ok(self.with_store(|store| store.backup_to(folder, &Watch::default()))?.path),
            None => Ok(self.write_backup()?.path),
        }
    }

    /// An instant in the clinic's own time, RFC 3339 with offset.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn local_time(&self, at: InstantMs) -> ApiResult<String> {
        self.current().store.read(|read| Ok(read.zone()?.format_instant(at)))
    }
}
