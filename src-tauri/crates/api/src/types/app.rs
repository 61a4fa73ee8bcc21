//! The frame around every view: clinic, systems, counts, what can be undone.

use keepalive_domain::roles::Deed;
use keepalive_domain::words::DeskRole;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Day, Id, InstantMs, Label, Named, Threshold, Who};

/// What the frame of the main window shows, and what decides which view comes first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AppState {
    /// The program's version.
    pub version: String,
    /// The clinic; `null` before the first run is answered.
    pub clinic: Option<Clinic>,
    /// EHR systems, newest go-live first.
    pub systems: Vec<System>,
    /// The system live today (DOMAIN, A6).
    pub current_system: Option<Id>,
    /// Today in the clinic's zone; in the computer's zone before there is a clinic.
    pub today: Day,
    /// Where today stands on the current system's axis; `null` before go-live.
    pub since_go_live: Option<SinceGoLive>,
    /// Figures beside the views' names.
    pub counts: Counts,
    /// What Undo would take back.
    pub undo: Option<Label>,
    /// What Redo would do again.
    pub redo: Option<Label>,
    /// What this desk is there for; a desk alone is a manager's.
    #[ts(type = "DeskRole")]
    pub role: DeskRole,
    /// What is not done at this desk, so that nobody is offered it.
    #[ts(type = "Array<Deed>")]
    pub may_not: Vec<Deed>,
    /// When the newest backup was written; `null` if there is none.
    pub backed_up_at: Option<InstantMs>,
    /// Who is at this desk, if somebody said so.
    pub desk: Option<Who>,
    /// The clinic's own thresholds with the usual ones: sentences that name one read it here.
    pub thresholds: Vec<Threshold>,
    /// The computer's IANA time zone: what the first run proposes.
    pub computer_zone: String,
}

/// The organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Clinic {
    /// Which thing.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its IANA time zone.
    pub time_zone: String,
    /// Made up: the sample's own file, or a record that says it came from one.
    pub sample: bool,
    /// The sample's own file is open: it can be left, and is the sample whatever its record says.
    pub sample_file: bool,
}

/// One EHR deployment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct System {
    /// Which thing.
    pub id: Id,
    /// The clinic's own short id.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Who makes it.
    pub vendor: String,
    /// First day of go-live month 1.
    pub go_live: Option<Day>,
    /// First day it was no longer used.
    pub retired: Option<Day>,
    /// The last day on which notice can be given.
    pub contract_notice_on: Option<Day>,
    /// The day the contract renews where no notice was given.
    pub contract_renews_on: Option<Day>,
}

/// A day's place on a system's axis (DOMAIN §4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SinceGoLive {
    /// Number of the go-live month, from 1.
    pub month: i32,
    /// Day of that month, from 1.
    pub day: i32,
    /// Days that month has.
    pub days: i32,
    /// Number of the go-live week, from 1.
    pub week: i32,
}

/// Figures beside the views' names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Counts {
    /// Open requests.
    pub requests_open: u32,
    /// Workarounds in use.
    pub workarounds_active: u32,
    /// Areas nobody owns: an alarm.
    pub areas_unowned: u32,
}

/// The first run's four answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FirstRunInput {
    /// The clinic's name.
    pub clinic: String,
    /// The EHR's name.
    pub ehr: String,
    /// Who makes it.
    pub vendor: String,
    /// First day of go-live month 1, ISO text.
    pub go_live: String,
    /// IANA time zone; the computer's if absent.
    #[serde(default)]
    pub time_zone: Option<String>,
    /// Names of the configuration areas to begin with, in the words of the screen; nobody owns them yet. None if absent.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub areas: Option<Vec<String>>,
}

/// Everybody and everything a chooser offers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Catalogue {
    /// Staff and vendor contacts, those who left included, by name.
    pub people: Vec<Person>,
    /// Configuration areas by name.
    pub areas: Vec<Named>,
    /// EHR systems, newest go-live first.
    pub systems: Vec<System>,
    /// Places of the clinic by name.
    pub sites: Vec<Named>,
}

/// Staff or vendor contact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Person {
    /// Which thing.
    pub id: Id,
    /// The clinic's own short id, what `@` in quick capture finds.
    pub key: String,
    /// Name as shown.
    pub name: String,
    /// Role as written.
    pub role: String,
    /// Where they work.
    pub site: Option<Who>,
    /// First day here; `null` = always was.
    pub active_from: Option<Day>,
    /// First day away.
    pub active_to: Option<Day>,
    /// Whether they work at the vendor: never on the roster (A12).
    pub vendor: bool,
    /// Whether they are here today.
    pub active: bool,
}
