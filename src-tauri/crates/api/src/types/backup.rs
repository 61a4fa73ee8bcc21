//! Copies of the clinic's database on this computer and in a second place.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{InstantMs, Label, Saved};

/// How the clinic's database is backed up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupsView {
    /// The copies on this computer, newest first.
    pub copies: Vec<BackupRow>,
    /// Whether something was written since the newest copy.
    pub changed_since: bool,
    /// The second place, if one was chosen.
    pub second: Option<SecondPlace>,
    /// The name that a damaged settings file of this computer is kept by: a second place may have been forgotten with
    /// it. `null` once one is chosen or given up.
    pub second_forgotten: Option<String>,
    /// The last copy that could not be written; `null` once one could.
    pub failed: Option<BackupFailure>,
    /// The last time a copy was tried out.
    pub drill: Option<DrillResult>,
    /// The database that the last exchange put aside: a restore can be taken back, and then done again.
    pub replaced: Option<ReplacedDatabase>,
    /// The sample clinic is open: it is made up and not backed up.
    pub sample: bool,
}

/// One copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupRow {
    /// Its file's name: what `backup_look` and `backup_restore` take.
    pub name: String,
    /// When it was taken.
    pub taken_at: InstantMs,
    /// Its size in bytes.
    pub bytes: u64,
}

/// Another drive, stick or share that gets each copy, too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SecondPlace {
    /// The last part of its path.
    pub name: String,
    /// Its newest copy; `null` if there is none, or it is not there now.
    pub newest_at: Option<InstantMs>,
    /// Whether it can be reached now.
    pub is_there: bool,
}

/// Whether somebody has to see to the backups: what Today says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupStanding {
    /// When the newest copy was taken; `null` if there is none.
    pub newest_at: Option<InstantMs>,
    /// The last copy that could not be written.
    pub failed: Option<BackupFailure>,
    /// Days since the newest copy, where that is too long and something was written since.
    pub old_days: Option<u32>,
    /// The copy tried out last is not sound.
    pub drill_failed: bool,
    /// This computer's settings were damaged, and a second place may have been forgotten with them.
    pub second_forgotten: bool,
}

/// A copy that could not be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupFailure {
    /// When.
    pub at: InstantMs,
    /// Why.
    pub why: BackupTrouble,
    /// The place's name, where it was the second one.
    pub second: Option<String>,
}

/// Why a copy could not be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BackupTrouble {
    /// The drive or folder is not there.
    NotThere,
    /// No space left.
    DiskFull,
    /// It cannot be written.
    NotWritable,
    /// The database, or the copy, is damaged.
    Damaged,
    /// Something else; the program's log says what.
    Other,
}

/// What trying a copy out has shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DrillResult {
    /// When.
    pub at: InstantMs,
    /// Which copy.
    pub name: String,
    /// It can be relied on.
    pub sound: bool,
    /// Acts' records in it whose chain was followed.
    pub ops: u64,
    /// The state digest it gave.
    pub digest: String,
}

/// The database that an exchange put aside; it lies beside the present one and can take its place again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReplacedDatabase {
    /// When.
    pub at: InstantMs,
    /// Its file's name: what `backup_look` takes, too.
    pub name: String,
    /// What put it aside.
    #[serde(default)]
    pub by: ExchangeKind,
}

/// Why one database took another's place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExchangeKind {
    /// A copy was brought back: the one aside is from before the restore.
    #[default]
    Restore,
    /// The restore was taken back: the one aside is what had been restored.
    PutBack,
}

/// Names a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BackupInput {
    /// As `backups` or `rescue` lists it; to look into, also the one that the last exchange put aside.
    pub name: String,
}

/// A path from a dialog that the shell opened, or from the command line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PathInput {
    /// A file or folder.
    pub path: String,
}

/// What a copy holds, and what restoring it would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupLook {
    /// Its file's name.
    pub name: String,
    /// When it was taken; `null` where its name does not say.
    pub taken_at: Option<InstantMs>,
    /// The clinic in it.
    pub clinic: Option<String>,
    /// It is a copy of this very record, as far as can be told.
    pub same_clinic: bool,
    /// Requests in it.
    pub requests: u64,
    /// Workarounds in it.
    pub workarounds: u64,
    /// Times something happened.
    pub occurrences: u64,
    /// People in it.
    pub people: u64,
    /// Its newest acts, newest first.
    pub newest: Vec<LoggedAct>,
    /// Acts in it that the present record does not have.
    pub comes_back: u64,
    /// Acts of the present record that are not in it; they stay in the database that is kept beside.
    pub lost: u64,
    /// The newest of those.
    pub lost_newest: Vec<LoggedAct>,
}

/// An act by what the history calls it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LoggedAct {
    /// What it is called.
    pub label: Label,
    /// When it was done.
    pub at: InstantMs,
}

/// The lossless archive, written or read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ArchiveReport {
    /// Ops in it.
    pub ops: u64,
    /// What was saved, where it was read.
    pub saved: Option<Saved>,
}

/// A text to be taken out of the whole history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RedactInput {
    /// The exact text. It is neither kept nor logged.
    pub text: String,
}

/// A text to be taken out of the whole history now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RedactNowInput {
    /// The exact text. It is neither kept nor logged.
    pub text: String,
    /// The same, typed once more: there is no way back.
    pub again: String,
}

/// Things of one kind that hold a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HeldIn {
    /// The kind.
    pub kind: String,
    /// How many of them hold it, now or in an earlier version.
    pub things: u32,
    /// What the first of them are called now, where they are called anything.
    pub named: Vec<String>,
}

/// What taking a text out would touch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RedactionLook {
    /// Steps of the history that hold it: they lose what was written, never who and when.
    pub steps: u64,
    /// The things that hold it, by kind.
    pub things: Vec<HeldIn>,
    /// Steps that hold it only in what was done or why.
    pub only_in_words: u64,
    /// Steps that came from another desk without what was written, though nobody removed it: they may hold it.
    pub without_text: u64,
    /// Copies on this computer and in the second place that hold it, too, by name.
    pub copies: Vec<String>,
    /// Copies, and whole places of copies, that could not be looked at: they may hold it. By name.
    pub unlooked: Vec<String>,
}

/// What taking a text out has touched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Redacted {
    /// Everything may look different.
    pub saved: Saved,
    /// Steps of the history that were emptied.
    pub steps: u64,
    /// Copies that still hold the text, by name: `redact_copies` makes them anew.
    pub copies: Vec<String>,
    /// Copies, and whole places of copies, that could not be looked at: they may hold it. By name.
    pub unlooked: Vec<String>,
    /// The text is out of the record, but its bytes in the database's file could not be cleared yet (a full disk, a
    /// file that is held open): `redact_copies` does that, too.
    pub bytes_left: bool,
    /// What the views remember on this computer holds it and could not be written anew.
    pub settings_left: bool,
}

/// What a restore answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Restored {
    /// Everything may have changed.
    pub saved: Saved,
    /// The database it replaced.
    pub replaced: ReplacedDatabase,
}

/// Long work that goes on now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Work {
    /// What it is.
    pub kind: WorkKind,
    /// Units done.
    pub done: u64,
    /// Units in all; 0 while it is not known.
    pub total: u64,
}

/// Kinds of long work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WorkKind {
    /// A copy is written.
    Backup,
    /// A copy takes the database's place.
    Restore,
    /// A copy is tried out.
    Drill,
    /// The table set is written.
    TablesExport,
    /// An archive is written.
    ArchiveExport,
    /// An archive is read.
    ArchiveImport,
    /// A text is taken out of the whole history.
    Redaction,
    /// A report is gathered and laid out.
    Report,
    /// A list is looked through and put into a file.
    ListFile,
    /// Everything is written into one file for another desk.
    SharingExport,
    /// Such a file is looked through and taken in.
    SharingImport,
}

/// Long work that goes on now, if any.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WorkView {
    /// The one begun last.
    pub work: Option<Work>,
}

/// What stands where the database could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RescueView {
    /// Copies that could be opened, newest first.
    pub copies: Vec<BackupRow>,
    /// Records of the damaged database that can still be read.
    pub readable: u64,
    /// Records that cannot.
    pub damaged: u64,
    /// When the newest readable one was written.
    pub newest_at: Option<InstantMs>,
    /// Whether the database may be set aside: it is damaged, not newer, foreign or in use.
    pub may_set_aside: bool,
}
