//! Use cases that need no window and no typed command: what the command line asks beside them.

use std::path::{Path, PathBuf};

use keepalive_domain::schema::Kind;
use keepalive_sample::Options;
use keepalive_store::{Watch, is_number};

use crate::acts::title_of;
use crate::types::{AppState, Id, InstantMs, Nothing};
use crate::{ApiError, ApiResult, App};

/// The kinds a bare key is looked up among, in this order.
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
    /// The thing with this key, and its kind: of the first kind that knows it. Requests and workarounds are numbered by one
    /// counter, so that a number (`A-0142`) is looked up among both.
    ///
    /// # Errors
    /// No thing has it; several have, because desks that worked apart gave it twice: they are named, and how to say
    /// which; or the database cannot be read.
    pub fn find_key(&self, key: &str) -> ApiResult<(Id, Kind)> {
        self.find_key_among(KEYED, key)
    }

    /// The system with this key.
    ///
    /// # Errors
    /// As [`App::find_key`].
    pub fn find_system(&self, key: &str) -> ApiResult<Id> {
        Ok(self.find_key_among(&[Kind::System], key)?.0)
    }

    fn find_key_among(&self, kinds: &[Kind], key: &str) -> ApiResult<(Id, Kind)> {
        self.current().store.read(|read| {
            let mut called = Vec::new();
            for kind in kinds {
                called.extend(read.called(*kind, key)?.into_iter().map(|id| (id, *kind)));
                let may_be_another = *kind == Kind::Request && is_number(key);
                if !called.is_empty() && !may_be_another {
                    break;
                }
            }
            match called.as_slice() {
                [] => Err(ApiError::not_found("key").about("key")),
                [(id, kind)] => Ok((Id(*id), *kind)),
                several => {
                    let mut message = format!("{key} stands on {} things. Say which:", several.len());
                    for (id, kind) in several {
                        let thing = read.thing(*id)?;
                        let title = thing.as_ref().map(title_of).unwrap_or_default();
                        let kind = kind.name().replace('_', " ");
                        message.push_str(&format!("\n  {key}~{}  {kind} {title}", id.mark()));
                    }
                    Err(ApiError::invalid("key", "ambiguous", message))
                }
            }
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

    /// What says an instant in the clinic's own time, RFC 3339 with offset.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn local_times(&self) -> ApiResult<impl Fn(InstantMs) -> String + use<>> {
        let zone = self.current().store.read(|read| read.zone())?;
        Ok(move |at| zone.format_instant(at))
    }

    /// An instant in the clinic's own time, RFC 3339 with offset.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn local_time(&self, at: InstantMs) -> ApiResult<String> {
        Ok(self.local_times()?(at))
    }
}
