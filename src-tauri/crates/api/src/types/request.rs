//! Requests: a row of the list, and one with everything that happened to it.

use keepalive_domain::words::{Clock, RequestFactKind, RequestKind, RequestState, Route};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Comment, Day, Id, InstantMs, Named, Voice, Who};

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// Nobody owns it: an alarm before everything else.
    Nobody,
    /// The vendor's.
    Vendor,
    /// Ours.
    Ours,
    /// Somebody else's.
    Others,
    /// Delivered; somebody has to say that it holds.
    Verify,
    /// Nobody's: it is closed.
    Closed,
}

/// One request in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RequestRow {
    /// Which thing.
    pub id: Id,
    /// The clinic's own short id.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its configuration area.
    pub area: Option<Named>,
    /// The state it is in; `triaged` after a reopening.
    #[ts(type = "RequestState")]
    pub state: RequestState,
    /// Whose turn it is.
    pub turn: Turn,
    /// The vendor it waits on, by name; `null` unless it waits on one.
    pub vendor: Option<String>,
    /// Who is accountable; `null` = nobody.
    pub owner: Option<Who>,
    /// Safety item, itself or through what stands merged into it: a lane of its own.
    pub safety: bool,
    /// Asked for by a rule from outside, itself or through what stands merged into it.
    pub regulatory: bool,
    /// What it is worth, 1 to 5; `null` = not weighed.
    pub value: Option<i32>,
    /// What it takes, 1 to 5; `null` = not weighed.
    pub effort: Option<i32>,
    /// Days since it was asked, in the clinic's calendar.
    pub age_days: i32,
    /// Days in its present state.
    pub in_state_days: i32,
    /// The fix that was promised; `null` = no promise.
    pub promise: Option<PromiseTrack>,
    /// How many people need it: the voices and whoever asked, each once, those of requests merged into it included.
    pub people: u32,
    /// How many of them wait to hear what became of it; 0 unless it was delivered or decided.
    pub to_tell: u32,
    /// What it is grouped under; empty where the list is not grouped.
    pub group: String,
}

/// The promised fix of a request (DOMAIN §5: measured against the original).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PromiseTrack {
    /// The first date given.
    pub first_due: Day,
    /// The date given last.
    pub latest_due: Day,
    /// How often a later date replaced an earlier one.
    pub slips: u32,
    /// Days past the first date today, while it waits on the vendor; `null` = not late.
    pub late_days: Option<i32>,
}

/// One request with everything that happened to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RequestDetail {
    /// What the list shows.
    pub row: RequestRow,
    /// What kind of change.
    #[ts(type = "RequestKind")]
    pub kind: RequestKind,
    /// Who is to make it.
    #[ts(type = "Route | null")]
    pub route: Option<Route>,
    /// Its EHR system, if it names one.
    pub system: Option<Named>,
    /// Who asked.
    pub requester: Option<Who>,
    /// Who answers for it at the vendor.
    pub vendor_contact: Option<Who>,
    /// The vendor's number for it.
    pub vendor_ref: Option<String>,
    /// Noted as a safety item itself: what a form shows.
    pub own_safety: bool,
    /// Noted as asked for by a rule itself: what a form shows.
    pub own_regulatory: bool,
    /// Everything else, as written.
    pub detail: Option<String>,
    /// When it was asked.
    pub opened_at: Option<InstantMs>,
    /// When it was closed, if it is and somebody says when.
    pub closed_at: Option<InstantMs>,
    /// What it went into, if it was merged.
    pub into: Option<ItemLink>,
    /// What it went into lies in the trash: nobody finds either in a list.
    pub into_deleted: bool,
    /// What stands merged into it.
    pub merged: Vec<ItemLink>,
    /// What was asked back; `null` = nothing ever was.
    pub clarifying: Option<Clarifying>,
    /// In the trash.
    pub deleted: bool,
    /// Its state changes, oldest first.
    pub states: Vec<StateChange>,
    /// Dated facts, oldest first.
    pub facts: Vec<RequestFact>,
    /// Promises, oldest first.
    pub promises: Vec<Promise>,
    /// What was promised for those that stand merged into it, or into what went into it: theirs, and changed there.
    pub merged_promises: Vec<MergedPromise>,
    /// Calls, mails and time on hold, oldest first.
    pub chases: Vec<Chase>,
    /// Promised and measured, per clock.
    pub clocks: Vec<ClockRow>,
    /// Days it was each party's turn; `null` where nobody says the day of one of its changes.
    pub turns: Option<TurnDays>,
    /// Who said "me too".
    pub voices: Vec<Voice>,
    /// Who needs it through requests merged into it alone.
    pub through_merged: Vec<Who>,
    /// The workarounds it is meant to end.
    pub workarounds: Vec<LinkedWorkaround>,
    /// What people wrote under it.
    pub comments: Vec<Comment>,
    /// The moves from here: what may be done now, and what stands in the way of the rest.
    pub moves: Vec<Move>,
    /// When the requester was last told what counts where it stands: since it was opened or reopened, and of its
    /// delivery where it is delivered.
    pub told_at: Option<InstantMs>,
    /// Whether a form may change it at this desk.
    pub may_edit: bool,
}

/// Another request or workaround, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ItemLink {
    /// Which thing.
    pub id: Id,
    /// The clinic's own short id.
    pub key: String,
    /// Its title.
    pub title: String,
}

/// The clock of asking back: how long a request stood still because something was not clear.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Clarifying {
    /// What was asked last, in its own words; `null` = nothing was written.
    pub question: Option<String>,
    /// When that was.
    pub asked_at: InstantMs,
    /// Whether the answer is still missing.
    pub waits: bool,
    /// Calendar days it stood unclear, all times together, open time only.
    pub days: u32,
}

/// A workaround that a request is meant to end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LinkedWorkaround {
    /// Which.
    pub item: ItemLink,
    /// Whether it is in use.
    pub active: bool,
    /// Hours it costs in a month; `null` = not measured.
    pub hours_a_month: Option<f64>,
    /// They are those of a month that is not over or that it began in: never what a month costs.
    pub hours_so_far: bool,
}

/// A promise given for a request that was merged into another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MergedPromise {
    /// The request it was given for.
    pub of: ItemLink,
    /// What was promised.
    pub promise: Promise,
}

/// One change of state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StateChange {
    /// Which thing.
    pub id: Id,
    /// When; the last day that is known where nobody says when.
    pub at: InstantMs,
    /// Nobody says when.
    pub undated: bool,
    /// To which state.
    #[ts(type = "RequestState")]
    pub state: RequestState,
    /// By whom.
    pub by: Option<Who>,
    /// Why.
    pub reason: Option<String>,
}

/// One dated fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RequestFact {
    /// Which thing.
    pub id: Id,
    /// When.
    pub at: InstantMs,
    /// What.
    #[ts(type = "RequestFactKind")]
    pub fact: RequestFactKind,
    /// By whom.
    pub by: Option<Who>,
    /// Any words about it.
    pub note: Option<String>,
}

/// What the vendor said it would do, and by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Promise {
    /// Which thing.
    pub id: Id,
    /// For which clock.
    #[ts(type = "Clock")]
    pub clock: Clock,
    /// Day it was made.
    pub made_on: Option<Day>,
    /// Day it is due.
    pub due_on: Option<Day>,
    /// Who said so.
    pub promised_by: Option<Who>,
    /// Contract clause, e-mail, call.
    pub source: Option<String>,
}

/// Time spent following it up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Chase {
    /// Which thing.
    pub id: Id,
    /// When.
    pub at: InstantMs,
    /// Minutes it took.
    pub minutes: f64,
    /// Who.
    pub person: Option<Who>,
    /// Call, portal, e-mail, hold.
    pub channel: Option<String>,
    /// Any words about it.
    pub note: Option<String>,
}

/// Which clock of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClockName {
    /// The first answer.
    FirstResponse,
    /// A way around was offered.
    WorkaroundOffered,
    /// The fix came.
    Delivered,
    /// The people who asked say it holds.
    Verified,
}

/// Promised and measured, for one clock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ClockRow {
    /// Which.
    pub clock: ClockName,
    /// The first date promised; `null` = not promised.
    pub promised: Option<Day>,
    /// When it came; `null` = not yet, or nobody says when.
    pub at: Option<InstantMs>,
    /// It came, and nobody says when.
    pub undated: bool,
    /// Calendar days from asking until it came, or until today; `null` where it cannot have begun, or nobody says when it
    /// ended.
    pub days: Option<u32>,
    /// Past its first promise: came late, or is late today.
    pub late: bool,
}

/// Calendar days it was each party's turn since it was asked, open time only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct TurnDays {
    /// Ours.
    pub ours: u32,
    /// The vendor's.
    pub vendor: u32,
    /// Others'.
    pub others: u32,
}

/// One state a request could move to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Move {
    /// To which state.
    #[ts(type = "RequestState")]
    pub to: RequestState,
    /// What stands in the way, as a code of the catalogue; `null` = may be done now.
    pub refused: Option<String>,
    /// Whether a reason has to be given.
    pub needs_reason: bool,
}
