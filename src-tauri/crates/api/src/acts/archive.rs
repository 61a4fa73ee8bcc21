//! The whole history as one file, out and in.

use std::path::Path;

use keepalive_domain::ids::SpaceId;
use keepalive_domain::ops::{IMPORTED, Label};
use keepalive_domain::roles::Deed;
use keepalive_exchange::archive::{self, ArchiveError, ArchivedOp};
use keepalive_store::{Committed, ForeignOp, Steps, StoreError, Watch, Write};

use super::exchange::file_name;
use super::saved;
use crate::error::of_the_record;
use crate::types::{ArchiveReport, PathInput, Saved, WorkKind};
use crate::whole_file::replaceable;
use crate::{ApiError, ApiResult, App, ErrorCode};

impl App {
    /// Writes the whole history as a lossless archive: every op's exact bytes, and after which other each stands. A long
    /// work that can be cancelled.
    ///
    /// # Errors
    /// A database lies there, the file cannot be written, or it was cancelled; an older one of that name is then as it was.
    pub fn export_archive(&self, input: PathInput) -> ApiResult<ArchiveReport> {
        replaceable(Path::new(&input.path)).map_err(|error| error.about("path"))?;
        let open = self.current();
        let total = open.store.head()?.ops;
        self.works.run(WorkKind::ArchiveExport, |watch| {
            open.store.read(|read| {
                let space = read.space()?.map(|space| space.to_string());
                let manifest = archive::write(Path::new(&input.path), space, |take| {
                    let mut steps = Steps::of(watch, total);
                    let given = read.each_op(|before, header, body| {
                        steps.one()?;
                        take(before, header, body).map_err(Failed::Archive)
                    });
                    given.map_err(Failed::into_archive)
                })?;
                Ok(ArchiveReport { ops: manifest.ops, saved: None })
            })
        })
    }

    /// Reads an archive into an empty app: the same record, the same history, the chain intact. What is written here
    /// from then on stands in a stream of its own, beside those of the archive. A long work that can be cancelled.
    ///
    /// # Errors
    /// There is something here already, the archive is none, newer or damaged, or it was cancelled; then nothing has changed.
    pub fn import_archive(&self, input: PathInput) -> ApiResult<ArchiveReport> {
        self.asks(Deed::Import)?;
        let open = self.current();
        if open.store.head()?.ops > 0 {
            let message = "An archive is read into an empty app only: it brings a whole history. Start with a new \
                           database, or import the table set.";
            return Err(ApiError::invalid("path", "not_empty", message));
        }
        let label = Label::new(IMPORTED, [file_name(&input.path)]);
        let committed = self.works.run(WorkKind::ArchiveImport, |watch| {
            let watch = watch.clone();
            open.store.write(move |write| all_taken_in(write, &watch, &input.path, label))
        })?;
        open.figures.note_everything();
        let Committed { value: (ops, value), changed, touched, log } = committed;
        Ok(ArchiveReport { ops, saved: Some(saved(Committed { value, changed, touched, log })) })
    }
}

/// Takes all of an archive in; how many ops that were.
fn all_taken_in(
    write: &mut Write<'_>,
    watch: &Watch,
    path: &str,
    label: Label,
) -> Result<(u64, Saved), Failed> {
    let mut archive = archive::read(Path::new(path))?;
    if let Some(space) = archive.manifest.space.as_deref() {
        let space: SpaceId = space
            .parse()
            .map_err(|_| ArchiveError::Damaged { detail: "its space is no identity".to_owned() })?;
        write.join_space(space)?;
    }
    let ops = archive.manifest.ops;
    let mut steps = Steps::of(watch, ops);
    archive.each_op(|ArchivedOp { before, header, body }| {
        steps.one()?;
        write.take_in(ForeignOp { before, header, body })?;
        Ok::<_, Failed>(())
    })?;
    Ok((ops, Saved { label: label.into(), ..Saved::default() }))
}

/// Why an archive stopped.
enum Failed {
    Archive(ArchiveError),
    Store(StoreError),
}

impl Failed {
    /// As the archive's writer takes it.
    fn into_archive(self) -> ArchiveError {
        match self {
            Self::Archive(error) => error,
            Self::Store(error) => ArchiveError::Record(Box::new(error)),
        }
    }
}

impl From<ArchiveError> for Failed {
    fn from(error: ArchiveError) -> Self {
        Self::Archive(error)
    }
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Failed> for ApiError {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Archive(error) => error.into(),
            // An op whose bytes are not what they claim: the archive is at fault, not the database.
            Failed::Store(StoreError::UnreadableOp { detail, .. }) => ArchiveError::Damaged { detail }.into(),
            Failed::Store(error) => error.into(),
        }
    }
}

impl From<ArchiveError> for ApiError {
    fn from(error: ArchiveError) -> Self {
        let error = match error {
            ArchiveError::Record(error) => return of_the_record(error),
            error => error,
        };
        let hint = match &error {
            ArchiveError::NotAnArchive { .. } => "not_an_archive",
            ArchiveError::Newer { .. } => "newer_archive",
            ArchiveError::Damaged { .. } => "damaged_archive",
            ArchiveError::File { .. } => return Self::new(ErrorCode::File, error.to_string()).about("path"),
            ArchiveError::Record(_) => "record",
        };
        Self::invalid("path", hint, error.to_string())
    }
}
