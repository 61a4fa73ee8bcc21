//! Taking a text out of the whole history.

use std::fs;
use std::path::{Path, PathBuf};

use keepalive_domain::ops::Label;
use keepalive_domain::schema::Kind;
use keepalive_store::copies;

use crate::figures::number;
use crate::types::{
    BackupsView, HeldIn, Nothing, RedactInput, RedactNowInput, Redacted, RedactionLook, Saved, WorkKind,
};
use crate::{ApiError, ApiResult, App};

/// The shortest text that is taken out: a shorter one would stand in half of all words.
const LEAST_CHARS: usize = 3;

/// The longest.
const MOST_CHARS: usize = 10_000;

impl App {
    /// What taking a text out would touch. Changes nothing.
    ///
    /// # Errors
    /// A text too short or too long, or the database cannot be read.
    pub fn redact_look(&self, input: RedactInput) -> ApiResult<RedactionLook> {
        let text = checked(&input)?.to_owned();
        let copies = self.copies_holding(&text)?;
        let held = self.current().store.read(|read| read.held(&text))?;
        let things =
            held.things.into_iter().map(|(kind, things)| HeldIn { kind, things: number(things) }).collect();
        Ok(RedactionLook { steps: held.ops, things, only_in_words: held.only_in_words, copies })
    }

    /// Takes a text out of the whole history. There is no way back, and undo does not bring it back either.
    ///
    /// # Errors
    /// A text too short or too long, another typed the second time, it is nowhere, or the database cannot be written.
    pub fn redact(&self, input: RedactNowInput) -> ApiResult<Redacted> {
        let RedactNowInput { text, again } = input;
        let input = RedactInput { text };
        let text = checked(&input)?;
        if again.trim() != text {
            let message = "This is not the text above, letter for letter.";
            return Err(ApiError::invalid("again", "not_the_same", message));
        }
        let open = self.current();
        if open.store.read(|read| read.held(text))?.ops == 0 {
            return Err(ApiError::not_found("text").about("text"));
        }
        let redacted = self.works.run(WorkKind::Redaction, |_| open.store.redact(text))?;
        open.figures.note_everything();
        // A draft that Esc kept may hold it, too.
        self.device.remember(|kept| {
            if kept.draft.as_ref().is_some_and(|draft| draft.contains(text)) {
                kept.draft = None;
            }
        })?;
        let saved = Saved {
            label: Label::new("redacted", Vec::<String>::new()).into(),
            changed: Kind::ALL.iter().map(|kind| kind.name().to_owned()).collect(),
            ..Saved::default()
        };
        Ok(Redacted { saved, steps: redacted.value.ops, copies: self.copies_holding(text)? })
    }

    /// Makes copies anew: a fresh one is written and checked, then those that hold the text are deleted, a database
    /// that a restore had replaced among them.
    ///
    /// # Errors
    /// The fresh copy could not be written; then none is deleted. Or one could not be deleted.
    pub fn redact_copies(&self, input: RedactInput) -> ApiResult<BackupsView> {
        let text = checked(&input)?;
        let holding = self.files_holding(text)?;
        if !holding.is_empty() {
            self.write_backup()?;
        }
        for path in holding {
            fs::remove_file(&path)?;
        }
        self.backups(Nothing {})
    }

    fn copies_holding(&self, text: &str) -> ApiResult<Vec<String>> {
        let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(self.files_holding(text)?.iter().map(name).collect())
    }

    /// The copies, and the databases put aside, that hold the text.
    fn files_holding(&self, text: &str) -> ApiResult<Vec<PathBuf>> {
        if self.is_sample() {
            return Ok(Vec::new());
        }
        let second = self.device.remembered().backups.second;
        let mut files = Vec::new();
        for folder in [Some(self.backup_folder()), second].into_iter().flatten() {
            files.extend(copies(&folder, &self.clinic_file)?.into_iter().map(|copy| copy.path));
        }
        files.extend(self.kept_databases()?);
        let mut holding = Vec::new();
        for file in files {
            if keepalive_store::holds_text(&file, text)? {
                holding.push(file);
            }
        }
        Ok(holding)
    }

    /// Databases that lie beside the clinic's because something took their place.
    fn kept_databases(&self) -> ApiResult<Vec<PathBuf>> {
        let stem = self.clinic_file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let folder = self.clinic_file.parent().unwrap_or(Path::new("."));
        let mut kept = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let why = name.strip_prefix(stem.as_str());
            let is_kept = why.is_some_and(|why| {
                ["-replaced-", "-put-back-", "-damaged-"].iter().any(|begin| why.starts_with(begin))
            });
            if is_kept {
                kept.push(path.clone());
            }
        }
        Ok(kept)
    }
}

fn checked(input: &RedactInput) -> ApiResult<&str> {
    let text = input.text.trim();
    match text.chars().count() {
        0..LEAST_CHARS => {
            Err(ApiError::invalid("text", "too_short_to_redact", "Name at least three characters."))
        }
        chars if chars > MOST_CHARS => Err(ApiError::invalid("text", "too_long", "This is too long.")),
        _ => Ok(text),
    }
}
