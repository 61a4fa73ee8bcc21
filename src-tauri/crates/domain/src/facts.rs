//! What the figures are computed from: the clinic's record reduced to plain dated rows.
//!
//! The store fills these (rows in *listed order*: as imported, then as typed); the measures read them. Rows
//! refer to each other by position in their list. Free text stays behind: no title or note is needed to count.

use chrono::NaiveDate;

use crate::calendar::ClinicZone;
use crate::minutes::Minutes;
use crate::thresholds::Thresholds;
use crate::words::{
    AnsweredIn, Basis, Break, Clock, EventKind, RequestFactKind, RequestKind, RequestState, Route,
};

/// A day in the clinic's zone.
pub type Day = NaiveDate;

/// An instant in UTC milliseconds.
pub type InstantMs = i64;

/// The whole record of one clinic, as far as figures need it.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// The clinic's time zone; every instant becomes a local day through it.
    pub zone: ClinicZone,
    /// The clinic's own thresholds, the usual ones where it set none.
    pub thresholds: Thresholds,
    /// EHR systems, in any order (figures order them by go-live, then key).
    pub systems: Vec<System>,
    /// Staff and vendor contacts.
    pub people: Vec<Person>,
    /// Workarounds with their estimates and occurrences.
    pub workarounds: Vec<Workaround>,
    /// Requests with everything dated that happened to them.
    pub requests: Vec<Request>,
    /// Which request is meant to end which workaround.
    pub links: Vec<Link>,
    /// "Me too".
    pub voices: Vec<Voice>,
    /// What leadership needs to know, with where it was answered over time.
    pub questions: Vec<Question>,
    /// Weekly answers.
    pub pulse: Vec<Pulse>,
    /// Changes in the clinic or the EHR.
    pub events: Vec<Event>,
}

/// One EHR deployment.
#[derive(Debug, Clone, PartialEq)]
pub struct System {
    /// The clinic's own short id.
    pub key: String,
    /// Its vendor's name.
    pub vendor: String,
    /// First day of go-live month 1.
    pub go_live: Day,
    /// First day it was no longer used, if it was replaced.
    pub retired: Option<Day>,
}

/// One person on the roster, or a vendor contact.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The clinic's own short id.
    pub key: String,
    /// Role as written; `vendor` marks a vendor contact, never on the roster (A12).
    pub role: String,
    /// First day here; `None` = always was.
    pub active_from: Option<Day>,
    /// First day away (A12).
    pub active_to: Option<Day>,
    /// FTE rows as listed: in force from the day until the next row or `active_to`.
    pub fte: Vec<(Day, f64)>,
}

/// One way of working around the system.
#[derive(Debug, Clone, PartialEq)]
pub struct Workaround {
    /// The clinic's own short id.
    pub key: String,
    /// The one break it belongs to.
    pub break_: Break,
    /// Position in [`Facts::systems`]; `None` = the system live on `started` (A6).
    pub system: Option<usize>,
    /// Area key, if given.
    pub area: Option<String>,
    /// First day of use.
    pub started: Day,
    /// First day it was no longer used.
    pub ended: Option<Day>,
    /// Day the clinic accepted it as permanent.
    pub accepted_on: Option<Day>,
    /// Estimate revisions, as listed.
    pub estimates: Vec<Estimate>,
    /// Occurrences gathered by day and minutes, ordered by (day, minutes).
    pub occurrences: Vec<OccurrenceCell>,
}

/// people × uses per person per week × minutes per use, in force from a day until the next revision.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// First day in force.
    pub from: Day,
    /// How many people do it.
    pub people: f64,
    /// How often each does it in a week.
    pub uses_per_person_per_week: f64,
    /// Minutes of one use.
    pub minutes_per_use: f64,
    /// Measured with a clock, or guessed.
    pub basis: Basis,
}

/// All occurrences of one workaround on one local day that took the same minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct OccurrenceCell {
    /// Local day.
    pub day: Day,
    /// Minutes of each; `None` = untimed.
    pub minutes: Option<Minutes>,
    /// How many times it happened (the sum of `count`).
    pub times: u32,
    /// How many entries said so (A9: `count` n is one entry).
    pub entries: u32,
}

/// A change asked of the configuration.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The clinic's own short id.
    pub key: String,
    /// What kind of change.
    pub kind: RequestKind,
    /// Who is to make it.
    pub route: Option<Route>,
    /// Position in [`Facts::systems`]; `None` = the system live on its first state's day (A6).
    pub system: Option<usize>,
    /// Area key, if given.
    pub area: Option<String>,
    /// Whether somebody is accountable.
    pub has_owner: bool,
    /// Whether a contact at the vendor is named.
    pub has_vendor_contact: bool,
    /// Safety item.
    pub safety: bool,
    /// State changes, as listed.
    pub states: Vec<StateChange>,
    /// First response, workaround offered, requester told; as listed.
    pub facts: Vec<RequestFact>,
    /// What was promised, as listed.
    pub promises: Vec<Promise>,
    /// Time spent following it up.
    pub chases: Vec<Chase>,
}

/// One change of a request's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateChange {
    /// When.
    pub at: InstantMs,
    /// The new state.
    pub state: RequestState,
    /// Nobody says on which day it came to this: `at` is the last day that is known. No time is measured to it.
    pub undated: bool,
    /// For `merged`: position in [`Facts::requests`] of the one it went into.
    pub into: Option<usize>,
}

/// Something dated that happened to a request without changing its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestFact {
    /// When.
    pub at: InstantMs,
    /// What.
    pub fact: RequestFactKind,
}

/// What the vendor said it would do, and by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// For which clock.
    pub clock: Clock,
    /// Day it was made.
    pub made_on: Day,
    /// Day it is due.
    pub due_on: Day,
}

/// Time spent following a request up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chase {
    /// When.
    pub at: InstantMs,
    /// How long it took.
    pub minutes: Minutes,
}

/// A request that is meant to end a workaround.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Position in [`Facts::requests`].
    pub request: usize,
    /// Position in [`Facts::workarounds`].
    pub workaround: usize,
}

/// What somebody said "me too" to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Item {
    /// Position in [`Facts::requests`].
    Request(usize),
    /// Position in [`Facts::workarounds`].
    Workaround(usize),
}

/// One person's "me too".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// On what.
    pub item: Item,
    /// The person's key, or the free text given.
    pub person: String,
    /// When.
    pub at: InstantMs,
}

/// Something leadership needs to know.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The clinic's own short id.
    pub key: String,
    /// Where it was answered, in force from the day until the next row, as listed.
    pub answers: Vec<(Day, AnsweredIn)>,
}

/// One person's answer to one weekly pulse.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pulse {
    /// Position in [`Facts::people`].
    pub person: usize,
    /// Any date in the week, as entered.
    pub week_of: Day,
    /// Whether they answered.
    pub answered: bool,
    /// Hours in the EHR outside scheduled patient time.
    pub ehr_hours_outside: Option<f64>,
    /// Scheduled patient hours.
    pub scheduled_hours: Option<f64>,
}

/// A change in the clinic or the EHR.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its day.
    pub on: Day,
    /// What kind of change.
    pub kind: EventKind,
    /// Its name, for the charts.
    pub title: String,
    /// Whether control limits start afresh here.
    pub rebase: bool,
}
