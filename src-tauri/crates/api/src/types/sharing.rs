//! Sharing with other desks, as the screen shows it.

use keepalive_domain::words::DeskRole;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Day, Document, InstantMs, Language, Paper};

/// How sharing stands at this desk.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharingView {
    /// The sample clinic is open: it is made up and never shared.
    pub sample: bool,
    /// By what this desk shares; `null` = sharing is off.
    pub place: Option<SharingPlace>,
    /// Sharing is off, and this desk shared this clinic before: it still has the key.
    pub shared_before: bool,
    /// The last time that everything went to and fro; `null` = not yet.
    pub met_at: Option<InstantMs>,
    /// How many changes made here are not known to be there yet; `null` before the first exchange.
    pub waiting: Option<u64>,
    /// How many desks' changes lie there and cannot be read yet: half of a file has come so far.
    pub unreadable: u64,
    /// An exchange that brings many entries goes on now; `null` where none does, or it brings few.
    pub coming: Option<SharingComing>,
    /// Why exchanges do not work now.
    pub trouble: Option<SharingTrouble>,
    /// The server of the database to which another desk moved this clinic while this one still meets in the folder;
    /// `null` where none did.
    pub moved_to: Option<String>,
    /// This desk may only read at the server, as the last exchange found: what is written here stays here.
    pub reads_only: bool,
    /// The desks that were heard of, this one first, then who wrote last.
    pub desks: Vec<SharingDesk>,
    /// Where this desk's key is kept; `null` = sharing is off, or there is none.
    pub key: Option<SharingKeyPlace>,
    /// The recovery sheets that this desk knows of and that were not withdrawn, oldest first.
    pub sheets: Vec<SharingSheetMade>,
    /// Entries that came and that nobody of the clinic vouches for, by the desk that they say they are of.
    pub kept_aside: Vec<SharingAside>,
    /// What this desk could be called, as its computer is; `null` = it has a name, may not say one, or the system tells none.
    /// Nothing is written of it before somebody has seen it in a field.
    pub proposed_name: Option<String>,
}

/// Entries of one desk that are kept aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharingAside {
    /// The desk that they say they are of.
    pub mark: String,
    /// The desk that carried them; `null` = they came as that desk's own.
    pub carried_by: Option<String>,
    /// How many.
    pub entries: u64,
    /// That desk, or the one that carried them, was taken out; else no desk of the clinic's has signed them.
    pub taken_out: bool,
}

/// What entries of one desk that are kept aside would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharingAsideLook {
    /// How many there are.
    pub entries: u64,
    /// How many things all of them together put into the trash.
    pub deletes: u64,
    /// How many entries of the record lose their content by them, at every desk and for good.
    pub empties: u64,
    /// How often they say what a desk is there for.
    pub roles: u64,
    /// The first of them that can be read; those that delete, empty or give a role before the others.
    pub shown: Vec<SharingAsideEntry>,
}

/// An entry that is kept aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharingAsideEntry {
    /// When it says that it was written.
    pub at: InstantMs,
    /// The kind of thing that it makes or changes, of one where it is about several; a newer version may know more of them.
    /// `null` = it only takes content out.
    pub kind: Option<String>,
    /// What that thing is called; a desk by its mark.
    pub text: Option<String>,
    /// What it says that this desk is there for; a newer version may know more words.
    pub role: Option<String>,
    /// What it says that this desk is called; empty = it takes its name away.
    pub desk_name: Option<String>,
    /// How many things it makes or changes.
    pub things: u64,
    /// How many of them it puts into the trash.
    pub deletes: u64,
    /// How many entries of the record lose their content by it, at every desk and for good.
    pub empties: u64,
}

/// Whose entries that are kept aside are looked at or let in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SharingLetInInput {
    /// The mark of the desk that they say they are of.
    pub mark: String,
    /// The mark of the desk that carried them; `null` = they came as that desk's own.
    #[serde(default)]
    pub carried_by: Option<String>,
    /// Those of a desk that was taken out, or the others: they are asked about apart.
    pub taken_out: bool,
    /// How many of them somebody looked at: another number is not let in. `null` = however many there are.
    #[serde(default)]
    pub entries: Option<u64>,
}

/// Where a desk keeps the key of what it shares, its own keys and its password for a database: in a file as long as one of
/// them is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SharingKeyPlace {
    /// In a file beside the record.
    File,
    /// The same until there is a recovery sheet: a keychain can be lost.
    FileNoSheet,
    /// The same, since the system's keychain does not answer.
    FileNoKeychain,
    /// In the keychain of the computer's system.
    Keychain,
}

/// By what desks share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharingPlace {
    /// What it is.
    pub kind: SharingPlaceKind,
    /// The folder's name, never where it is; the database's server.
    pub name: String,
}

/// By what kind of thing desks share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SharingPlaceKind {
    /// A folder that all desks see.
    Folder,
    /// A database on a server.
    Database,
}

/// How far an exchange that brings many entries has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharingComing {
    /// Entries that are here.
    pub done: u64,
    /// Of how many, as far as is known.
    pub of: u64,
}

/// Why exchanges do not work, and since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharingTrouble {
    /// What kind it is.
    pub kind: SharingTroubleKind,
    /// The first exchange in a row that failed.
    pub since: InstantMs,
    /// What was tried and what the system said, in English.
    pub message: String,
}

/// What kind of trouble it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SharingTroubleKind {
    /// The folder is not there, or is not the one that is known: a drive that is not connected. Or the server does not
    /// answer.
    NotThere,
    /// It may not be written.
    NotWritable,
    /// It is full.
    DiskFull,
    /// It was made by a newer version.
    Newer,
    /// This desk's key for the clinic is gone, or is another one than was shared with.
    NoKey,
    /// The clinic goes on with a new key that this desk does not have: it was taken out, or had not said its own keys.
    KeyChanged,
    /// The computer's keychain does not give the keys, or the password.
    Keychain,
    /// It answers and has not got the keys: it is another user's, or a new one.
    KeychainLost,
    /// The server is not the one that its certificate says, or does not encrypt.
    NotTrusted,
    /// The server does not let this desk in: its password was changed, or its access taken back.
    NotLetIn,
    /// The server knows this desk no more: its access was taken back.
    Revoked,
    /// The clinic does not stand at the server: it was made anew.
    NotBegun,
    /// This desk's file with its access is gone, or the computer's keychain has lost its password.
    NoAccess,
    /// Something else.
    Other,
}

/// A desk that was heard of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharingDesk {
    /// A few signs that tell desks apart.
    pub mark: String,
    /// What people call it; `null` = nobody has said.
    pub name: Option<String>,
    /// Whether it is this one.
    pub this: bool,
    /// When somebody wrote something there last, by its own clock; `null` = nothing yet.
    pub wrote_at: Option<InstantMs>,
    /// Who did; `null` where nobody had said who is at the desk.
    pub by: Option<String>,
    /// The version of the program that wrote it.
    pub version: Option<String>,
    /// It was taken out: what the others write from then on it cannot read.
    pub out: bool,
    /// It has said its keys: when another desk is taken out it has the new key by itself.
    pub has_keys: bool,
    /// What it is there for; `null` = it has written nothing yet, and nobody has said.
    #[ts(type = "DeskRole | null")]
    pub role: Option<DeskRole>,
    /// It is the last manager's: it is made nothing less before another desk is one.
    pub last_manager: bool,
}

impl SharingDesk {
    /// What it is called among these desks: its name, with its mark behind it where another desk has the same one; its mark
    /// where it has none.
    #[must_use]
    pub fn words(&self, desks: &[Self]) -> String {
        let Some(name) = &self.name else { return self.mark.clone() };
        let same = |other: &Self| {
            other.mark != self.mark
                && other.name.as_ref().is_some_and(|other| other.to_lowercase() == name.to_lowercase())
        };
        if desks.iter().any(same) { format!("{name}, {}", self.mark) } else { name.clone() }
    }
}

/// What a desk is to be called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SharingNameInput {
    /// Its mark.
    pub mark: String,
    /// The name; absent or empty takes it away.
    #[serde(default)]
    pub name: Option<String>,
    /// The person looked at the warning and it is no patient's.
    #[serde(default)]
    pub phi_ok: Option<bool>,
}

/// How a clinic is joined whose invitation was answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SharingJoinNowInput {
    /// What this desk is called, as somebody has seen it; absent or empty says nothing of it.
    pub name: Option<String>,
    /// The person looked at the warning and it is no patient's.
    pub phi_ok: Option<bool>,
}

/// What a desk is to be there for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SharingRoleInput {
    /// Its mark.
    pub mark: String,
    /// The role.
    #[ts(type = "DeskRole")]
    pub role: DeskRole,
}

/// What the desk that is invited is to be there for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct SharingInviteInput {
    /// A manager's if absent.
    #[ts(type = "DeskRole | null", optional = nullable)]
    pub role: Option<DeskRole>,
}

/// Which desk is taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SharingTakeOutInput {
    /// Its mark.
    pub mark: String,
}

/// Which recovery sheet is withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SharingWithdrawInput {
    /// The mark that is printed on it.
    pub mark: String,
}

/// An invitation of this desk, while it can be used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharingInvite {
    /// The code in groups; `null` = there is none, or it is out of date.
    pub code: Option<String>,
    /// Until when it can be used.
    pub until: Option<InstantMs>,
    /// The four words that both desks show once the other one has answered.
    pub words: Option<Vec<String>>,
    /// More than one desk has used the code.
    pub used_twice: bool,
    /// The other desk has said that the words differ: the code that stood here opens nothing any more.
    pub ended_there: bool,
}

/// The place and the code by which a clinic is joined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SharingJoinInput {
    /// The shared folder, or this desk's access file for a database.
    pub path: String,
    /// The code as it was typed.
    pub code: String,
}

/// The place and the key by which a clinic is joined that no desk can invite to any more.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SharingSheetJoinInput {
    /// The shared folder, or this desk's access file for a database.
    pub path: String,
    /// The lines of the recovery sheet's key as they were typed.
    pub sheet: String,
}

/// A recovery sheet that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharingSheetMade {
    /// On this day.
    pub made_on: Day,
    /// A few signs that tell sheets apart.
    pub mark: String,
    /// It opens the newest key; where it does not, it opens what was written before that key began.
    pub opens_all: bool,
}

/// In which words a recovery sheet is wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SharingSheetInput {
    /// English if absent.
    pub language: Option<Language>,
    /// US Letter if absent; only a file is of a paper.
    pub paper: Option<Paper>,
}

/// The recovery sheet that stands on the screen, to be printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharingSheet {
    /// What stands on it; `null` = none is shown.
    pub document: Option<Document>,
}

/// How it ended with a recovery sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SharingSheetEndInput {
    /// Somebody has it on paper. Otherwise it is made to open nothing.
    pub printed: bool,
}

/// A file with everything this desk holds, to be carried to another desk of the clinic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharingExported {
    /// The file's name, never where it is.
    pub name: String,
    /// How many entries it holds.
    pub entries: u64,
}

/// What a file that was carried here brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharingImported {
    /// The file's name, never where it is.
    pub name: String,
    /// How many entries it holds.
    pub entries: u64,
    /// Those that came and were not here before.
    pub new: u64,
    /// Those that were here before.
    pub known: u64,
    /// Those that are kept aside: nobody of the clinic vouches for them, or they cannot be read.
    pub aside: u64,
    /// The kinds of data that changed.
    #[ts(type = "Kind[]")]
    pub changed: Vec<String>,
}

/// What would be joined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharingOffer {
    /// The four words that both desks show; none where a recovery sheet opened it and there is no other desk.
    pub words: Vec<String>,
    /// Whether this desk holds a record of its own, which becomes one with the clinic's.
    pub has_record: bool,
    /// What this desk will be there for.
    #[ts(type = "DeskRole")]
    pub role: DeskRole,
    /// What this desk is called, or could be, as its computer is; `null` = it will only read and may not say it, or the system
    /// tells no name.
    pub proposed_name: Option<String>,
}
