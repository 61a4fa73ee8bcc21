//! Lists: filters, order, groups and pages.

use keepalive_domain::words::{Break, Rationale, RequestKind, RequestState, Route};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Id, Turn};

/// The most rows of one page.
pub const MOST_ROWS_PER_PAGE: u32 = 200;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Page<T> {
    /// The rows, in order.
    pub rows: Vec<T>,
    /// Where the next page begins; `null` at the end.
    pub next: Option<String>,
    /// How many rows the filter finds in all. `null` on later pages: the first one said it, and counting is the one
    /// thing that gets longer with the list.
    pub total: Option<u32>,
    /// The groups in their order, with how many rows each holds; empty where the list is not grouped, and on later
    /// pages.
    pub groups: Vec<Group>,
}

/// One group of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Group {
    /// What its rows have in `group`.
    pub key: String,
    /// The name behind an identity (an area, an owner); `null` where `key` is a word of the catalogue.
    pub name: Option<String>,
    /// How many rows it holds.
    pub count: u32,
    /// How many of them are past their first promise.
    pub late: u32,
}

/// Whose: one person's, or what nobody owns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OwnerFilter {
    /// What nobody owns.
    Nobody,
    /// What this person owns.
    Person(Id),
    /// What somebody owns who is written down by this name and is none of the clinic's people.
    Named(String),
}

/// Open, closed, or deleted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Open requests, workarounds in use.
    #[default]
    Open,
    /// Closed requests, retired workarounds.
    Closed,
    /// Both.
    All,
    /// In the trash.
    Deleted,
}

/// Which requests.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RequestFilter {
    /// Open if absent.
    pub standing: Option<Standing>,
    /// Only these states.
    #[ts(optional = nullable, type = "RequestState[] | null")]
    pub states: Option<Vec<RequestState>>,
    /// Only this area.
    pub area: Option<Id>,
    /// Only this owner's.
    pub owner: Option<OwnerFilter>,
    /// Only where it is this party's turn.
    pub turn: Option<Turn>,
    /// Only this kind of change.
    #[ts(optional = nullable, type = "RequestKind | null")]
    pub kind: Option<RequestKind>,
    /// Only this route.
    #[ts(optional = nullable, type = "Route | null")]
    pub route: Option<Route>,
    /// Only what people of this site asked for.
    pub site: Option<Id>,
    /// Only past their first promise, and waiting on the vendor.
    pub late: Option<bool>,
    /// Only where somebody waits to hear what became of it.
    pub to_tell: Option<bool>,
    /// Only where nothing was written down for four weeks.
    pub quiet: Option<bool>,
    /// Only safety items.
    pub safety: Option<bool>,
    /// Only what this act made, changed or took out of the trash: what came with an import.
    pub came_with: Option<Id>,
    /// Only where a word of the title, detail, key or vendor number begins so.
    pub text: Option<String>,
}

/// What requests are ordered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RequestSort {
    /// Longest open first.
    #[default]
    Age,
    /// Latest past its first promise first, then the next promise.
    Promise,
    /// By title.
    Title,
    /// By key.
    Key,
    /// What changed last first.
    Changed,
    /// Safety and regulatory items, then value ÷ effort from the highest, then what was not weighed.
    Worth,
}

/// What a request list is grouped by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RequestGroup {
    /// Not grouped.
    #[default]
    None,
    /// Nobody's, the vendor's turn, ours, others', to be verified, closed.
    Turn,
    /// By state.
    State,
    /// By owner.
    Owner,
    /// By area.
    Area,
    /// By kind of change.
    Kind,
}

/// A page of requests.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RequestListInput {
    /// Which.
    pub filter: Option<RequestFilter>,
    /// Ordered by.
    pub sort: Option<RequestSort>,
    /// The other way round.
    pub reversed: Option<bool>,
    /// Grouped by.
    pub group: Option<RequestGroup>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// Rows wanted, at most 200; 100 if absent.
    pub limit: Option<u32>,
}

/// Which workarounds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WorkaroundFilter {
    /// In use if absent.
    pub standing: Option<Standing>,
    /// Only this break.
    #[serde(rename = "break")]
    #[ts(optional = nullable, type = "Break | null")]
    pub break_: Option<Break>,
    /// Only this area.
    pub area: Option<Id>,
    /// Only this owner's.
    pub owner: Option<OwnerFilter>,
    /// Only at this stage of life.
    pub stage: Option<super::Stage>,
    /// Only the safety lane.
    pub safety: Option<bool>,
    /// Only those whose decision is to be looked at again.
    pub review_due: Option<bool>,
    /// Only those in use of which nobody has said whether they stopped, though what was to end them was delivered.
    pub to_verify: Option<bool>,
    /// Only those worked around for this reason.
    #[ts(optional = nullable, type = "Rationale | null")]
    pub rationale: Option<Rationale>,
    /// Only where a word of the title, detail or key begins so.
    pub text: Option<String>,
}

/// What workarounds are ordered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WorkaroundSort {
    /// Most hours a month first.
    #[default]
    Hours,
    /// Longest in use first.
    InUse,
    /// By title.
    Title,
    /// By key.
    Key,
}

/// A page of workarounds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WorkaroundListInput {
    /// Which.
    pub filter: Option<WorkaroundFilter>,
    /// Ordered by.
    pub sort: Option<WorkaroundSort>,
    /// The other way round.
    pub reversed: Option<bool>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// Rows wanted, at most 200; 100 if absent.
    pub limit: Option<u32>,
}
