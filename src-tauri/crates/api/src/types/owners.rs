//! Owners: the map of what is accounted for, and what is not.

use keepalive_domain::words::AreaRoute;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Day, Id, Who};

/// Areas by accountable owner, and what each person carries.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct OwnersView {
    /// Configuration areas, those nobody owns first, then by name.
    pub areas: Vec<AreaRow>,
    /// People who carry something or could, by name: active staff, and whoever left and still carries something.
    pub people: Vec<PersonLoad>,
    /// What sits in areas nobody owns.
    pub unowned: Unowned,
}

/// One configuration area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AreaRow {
    /// Which thing.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Who is accountable; `null` = nobody: an alarm.
    pub owner: Option<Who>,
    /// Who stands in.
    pub backup: Option<Who>,
    /// Who makes its changes.
    #[ts(type = "AreaRoute | null")]
    pub route: Option<AreaRoute>,
    /// Days between reviews.
    pub review_every_days: Option<i32>,
    /// When it was last gone through.
    pub last_reviewed: Option<Day>,
    /// When it is due again, at once where it never was; `null` without a rhythm.
    pub review_due: Option<Day>,
    /// Open requests in it.
    pub open_requests: u32,
    /// Open safety items in it, requests and workarounds.
    pub safety: u32,
    /// Workarounds in use in it.
    pub active_workarounds: u32,
    /// Hours its workarounds cost in a month; `null` = not measured.
    pub hours_a_month: Option<f64>,
}

/// What one person carries. Load, not performance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PersonLoad {
    /// Who.
    pub who: Who,
    /// Role as written.
    pub role: String,
    /// First day away, if they are leaving or left.
    pub active_to: Option<Day>,
    /// Still here; somebody who left and still carries something is `false`.
    pub active: bool,
    /// Days between two looks at what they own.
    pub review_every_days: Option<i32>,
    /// The last look at it.
    pub last_reviewed: Option<Day>,
    /// When it is due again; `null` without a rhythm, or while they own nothing.
    pub review_due: Option<Day>,
    /// Areas they answer for.
    pub areas: u32,
    /// Areas they stand in for.
    pub backups: u32,
    /// Open requests they own.
    pub requests: u32,
    /// Workarounds in use that they own.
    pub workarounds: u32,
}

/// What sits in areas nobody owns.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Unowned {
    /// Their names.
    pub areas: Vec<String>,
    /// Open requests in them.
    pub open_requests: u32,
    /// Safety items among them.
    pub safety: u32,
    /// Hours a month; `null` = not measured.
    pub hours_a_month: Option<f64>,
}
