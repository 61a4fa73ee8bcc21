//! Taking a text out of the whole history.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use keepalive_domain::ops::Label;
use keepalive_domain::roles::Deed;
use keepalive_domain::schema::Kind;
use keepalive_store::{self as store, Steps, StoreError, Watch, copies};
use serde_json::Value as Json;

use crate::figures::number;
use crate::types::{
    BackupsView, HeldIn, Nothing, RedactInput, RedactNowInput, Redacted, RedactionLook, Saved, WorkKind,
};
use crate::{ApiError, ApiResult, App};

/// The shortest text that is taken out: a shorter one would stand in half of all words.
const LEAST_CHARS: usize = 3;

/// Things of a kind that are named before a text is taken out of them.
const MOST_NAMED: usize = 5;

/// The longest.
const MOST_CHARS: usize = 10_000;

impl App {
    /// What taking a text out would touch. Changes nothing. A long work that can be cancelled.
    ///
    /// # Errors
    /// A text too short or too long, the database cannot be read, or it was cancelled.
    pub fn redact_look(&self, input: RedactInput) -> ApiResult<RedactionLook> {
        let text = checked(&input)?;
        self.works.run(WorkKind::Redaction, |watch| self.looked_through(text, watch))
    }

    fn looked_through(&self, text: &str, watch: &Watch) -> ApiResult<RedactionLook> {
        let Copies { holding, unlooked } = self.copies_with(text, watch).unless_stopped(watch)?;
        let (held, names) = self.current().store.read(|read| {
            let held = read.held_watched(text, watch)?;
            let first = held.things.values().flat_map(|things| things.iter().take(MOST_NAMED)).copied();
            let names = read.names_of(&first.collect())?;
            Ok::<_, StoreError>((held, names))
        })?;
        let things = held.things.into_iter().map(|(kind, things)| {
            let named =
                things.iter().take(MOST_NAMED).filter_map(|thing| names.get(thing).cloned()).collect();
            HeldIn { kind, things: number(things.len()), named }
        });
        let things = things.collect();
        let copies = holding.iter().map(|path| name_of(path)).collect();
        let (only_in_words, without_text) = (held.only_in_words, held.without_body);
        Ok(RedactionLook { steps: held.ops, things, only_in_words, without_text, copies, unlooked })
    }

    /// Takes a text out of the whole history. There is no way back, and undo does not bring it back either. A long work that
    /// can be cancelled until it stands; from then on only looking through the copies is.
    ///
    /// # Errors
    /// A text too short or too long, another typed the second time, it is nowhere, it was cancelled, or the database cannot
    /// be written.
    pub fn redact(&self, input: RedactNowInput) -> ApiResult<Redacted> {
        self.asks(Deed::Redact)?;
        let RedactNowInput { text, again } = input;
        let input = RedactInput { text };
        let text = typed_twice(&input, &again)?;
        let open = self.current();
        let redacted = self.works.run(WorkKind::Redaction, |watch| open.store.redact_watched(text, watch))?;
        if redacted.value.is_nothing() {
            return Err(ApiError::not_found("text").about("text"));
        }
        open.figures.note_everything();
        // It is done: what follows is told about where it fails, and makes no failure of it.
        let holds_removed = self.kept_by_exchange().map(|kept| kept.name).filter(|name| {
            // What cannot be looked at may hold it.
            let file = self.clinic_file.with_file_name(name);
            let holds = keepalive_store::holds_text(&file, text, &Watch::default());
            !matches!(holds, Ok(false))
        });
        let forgotten = self.device.remember(|kept| {
            // An earlier version kept quick capture's line in this file.
            kept.draft.take_if(|draft| draft.contains(text));
            if holds_removed.is_some() {
                kept.backups.holds_removed.clone_from(&holds_removed);
            }
            kept.sharing.called.take_if(|name| name.contains(text));
            kept.views.retain(|_, remembered| !stands_in(remembered, text));
        });
        if let Err(error) = &forgotten {
            tracing::warn!(%error, "what the views remember could not be written without a removed text");
        }
        let saved = Saved {
            label: Label::new("redacted", Vec::<String>::new()).into(),
            changed: Kind::ALL.iter().map(|kind| kind.name().to_owned()).collect(),
            ..Saved::default()
        };
        // Stopped here, what was not looked at is named as such.
        let Copies { holding, unlooked } =
            self.works.run(WorkKind::Redaction, |watch| self.copies_with(text, watch));
        let copies = holding.iter().map(|path| name_of(path)).collect();
        let store::Redacted { ops: steps, bytes_left, .. } = redacted.value;
        Ok(Redacted { saved, steps, copies, unlooked, bytes_left, settings_left: forgotten.is_err() })
    }

    /// Clears the database's file of the text's bytes where that is still to be done, and makes copies anew: a fresh one is
    /// written and checked, then those that hold the text are deleted. A database that a restore had replaced is among them:
    /// that restore can no longer be taken back, so the text is typed once more.
    ///
    /// # Errors
    /// Another text was typed the second time; the file could not be cleared, the fresh copy not be written, or it was
    /// cancelled before that; then none is deleted. Or one could not be deleted.
    pub fn redact_copies(&self, input: RedactNowInput) -> ApiResult<BackupsView> {
        self.asks(Deed::Redact)?;
        let RedactNowInput { text, again } = input;
        let input = RedactInput { text };
        let text = typed_twice(&input, &again)?;
        self.current().store.clear_removed()?;
        let looked = |watch: &Watch| self.copies_with(text, watch).unless_stopped(watch);
        let holding = self.works.run(WorkKind::Redaction, looked)?.holding;
        if !holding.is_empty() {
            self.write_backup()?;
        }
        for path in holding {
            fs::remove_file(&path)?;
        }
        self.backups(Nothing {})
    }

    /// The copies, and the databases put aside, that hold the text, and what of them could not be looked at, or was not because
    /// somebody stopped it.
    fn copies_with(&self, text: &str, watch: &Watch) -> Copies {
        let mut found = Copies::default();
        if self.is_sample() {
            return found;
        }
        let second = self.device.remembered().backups.second;
        let mut files = Vec::new();
        let mut places = vec![(self.backup_folder(), copies(&self.backup_folder(), &self.clinic_file))];
        if let Some(second) = second {
            // The folder the copies lie in stands in the one that was chosen. A drive that is not plugged in holds
            // what it held: where the chosen one is absent, nothing is known of the copies in it.
            let chosen = second.parent().unwrap_or(&second).to_owned();
            let there = fs::read_dir(&chosen).map_err(|source| StoreError::File {
                attempted: "read",
                path: chosen.clone(),
                source,
            });
            places.push((chosen, there.and_then(|_| copies(&second, &self.clinic_file))));
        }
        for (place, held) in places {
            match held {
                Ok(held) => files.extend(held.into_iter().map(|copy| copy.path)),
                Err(error) => found.leave(place.display().to_string(), &error),
            }
        }
        match self.kept_databases() {
            Ok(kept) => files.extend(kept),
            Err(error) => {
                let folder = self.clinic_file.parent().unwrap_or(Path::new("."));
                found.leave(folder.display().to_string(), &error);
            }
        }
        let mut steps = Steps::of(watch, files.len() as u64);
        for file in files {
            match keepalive_store::holds_text(&file, text, watch)
                .and_then(|holds| steps.one().map(|()| holds))
            {
                Ok(true) => found.holding.push(file),
                Ok(false) => {}
                Err(error) => found.leave(name_of(&file), &error),
            }
        }
        found
    }

    /// Databases that lie beside the clinic's because something took their place.
    fn kept_databases(&self) -> io::Result<Vec<PathBuf>> {
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

/// Where a text stands outside the record.
#[derive(Debug, Default)]
struct Copies {
    /// Files that hold it.
    holding: Vec<PathBuf>,
    /// Files and folders that could not be looked at, by name.
    unlooked: Vec<String>,
}

impl Copies {
    /// What was found, where everything was looked at.
    ///
    /// # Errors
    /// [`StoreError::Cancelled`].
    fn unless_stopped(self, watch: &Watch) -> ApiResult<Self> {
        watch.go_on()?;
        Ok(self)
    }

    fn leave(&mut self, name: String, error: &dyn std::error::Error) {
        tracing::warn!(%error, place = name, "could not be looked at for a text that is to be removed");
        self.unlooked.push(name);
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Whether a text stands in any string of this.
fn stands_in(json: &Json, text: &str) -> bool {
    match json {
        Json::String(held) => held.contains(text),
        Json::Array(items) => items.iter().any(|item| stands_in(item, text)),
        Json::Object(fields) => {
            fields.iter().any(|(name, value)| name.contains(text) || stands_in(value, text))
        }
        _ => false,
    }
}

/// The text, where the second time is the same.
///
/// # Errors
/// As [`checked`], or it is another.
fn typed_twice<'i>(input: &'i RedactInput, again: &str) -> ApiResult<&'i str> {
    let text = checked(input)?;
    if again.trim() == text {
        return Ok(text);
    }
    let message = "This is not the text above, letter for letter.";
    Err(ApiError::invalid("again", "not_the_same", message))
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
