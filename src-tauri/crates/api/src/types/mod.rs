//! What crosses the border: every input and reply of every command, in one room per view.
//!
//! Instants are UTC milliseconds (safe as JavaScript numbers until the year 287396), days are ISO dates in the
//! clinic's zone, identities are UUID text. A missing figure is `null`, never 0.

mod app;
mod backup;
mod breaks;
mod capture;
mod chart;
mod diagnostics;
mod exchange;
mod explain;
mod figure;
mod friction;
mod hand_over;
mod history;
mod item;
mod list;
mod list_file;
mod owners;
mod pulse;
mod register;
mod report;
mod request;
mod request_acts;
mod review;
mod search;
mod settings;
mod sharing;
mod thresholds;
mod today;
mod two_values;
mod vendor;
mod workaround;
mod write;

pub use app::*;
pub use backup::*;
pub use breaks::*;
pub use capture::*;
pub use chart::*;
pub use diagnostics::*;
pub use exchange::*;
pub use explain::*;
pub use figure::*;
pub use friction::*;
pub use hand_over::*;
pub use history::*;
pub use item::*;
pub use list::*;
pub use list_file::*;
pub use owners::*;
pub use pulse::*;
pub use register::*;
pub use report::*;
pub use request::*;
pub use request_acts::*;
pub use review::*;
pub use search::*;
pub use settings::*;
pub use sharing::*;
pub use thresholds::*;
pub use today::*;
pub use two_values::*;
pub use vendor::*;
pub use workaround::*;
pub use write::*;

use keepalive_domain::ids::EntityId;
pub use keepalive_domain::words::{Break, DeskRole};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A day in the clinic's zone, ISO text on the screen's side.
pub type Day = chrono::NaiveDate;

/// An instant in UTC milliseconds.
pub type InstantMs = i64;

/// The identity of a thing: a request, an area, a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct Id(pub EntityId);

impl From<EntityId> for Id {
    fn from(id: EntityId) -> Self {
        Self(id)
    }
}

impl From<Id> for EntityId {
    fn from(id: Id) -> Self {
        id.0
    }
}

/// No input.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Nothing {}

/// A thing named by its identity alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OfId {
    /// Which thing.
    pub id: Id,
}

/// Somebody: a person of the clinic or the vendor, or, where no person matches, a name as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Who {
    /// The person; `null` = free text.
    pub id: Option<Id>,
    /// What stands on the screen.
    pub name: String,
}

/// A thing by its name, for links and choosers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Named {
    /// Which thing.
    pub id: Id,
    /// What stands on the screen.
    pub name: String,
}

/// A sentence of the screen's catalogue with what fills it, such as `gave_owner ["Scheduling", "Ana"]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Label {
    /// Which sentence.
    pub code: String,
    /// What fills it, in order.
    pub args: Vec<String>,
}

impl From<keepalive_domain::ops::Label> for Label {
    fn from(label: keepalive_domain::ops::Label) -> Self {
        Self { code: label.code, args: label.args }
    }
}
