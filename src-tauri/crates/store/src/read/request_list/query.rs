//! What a page of requests is asked by, and what it answers.

use keepalive_domain::facts::{Day, InstantMs};
use keepalive_domain::ids::{ActId, EntityId};
use keepalive_domain::words::{RequestKind, RequestState, Route};

use crate::read::request::RequestSummary;

/// Open, closed, both, or in the trash.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Stand {
    /// Open.
    #[default]
    Open,
    /// Closed.
    Closed,
    /// Both.
    All,
    /// Deleted.
    Deleted,
}

/// Whose.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum OwnerIs {
    /// Nobody's.
    Nobody,
    /// This person's.
    Person(EntityId),
    /// Theirs who is written down by this name and is none of the clinic's people.
    Named(String),
}

/// Which requests.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct RequestFilter {
    /// Open, closed, both, or deleted.
    pub stand: Stand,
    /// Only these effective states; empty = any.
    pub states: Vec<RequestState>,
    /// Only this area.
    pub area: Option<EntityId>,
    /// Only this owner's.
    pub owner: Option<OwnerIs>,
    /// Only on this turn's list: a place of [`RequestGroup::Turn`].
    pub turn: Option<char>,
    /// Only this kind of change.
    pub kind: Option<RequestKind>,
    /// Only this route.
    pub route: Option<Route>,
    /// Only what people of this site asked for.
    pub site: Option<EntityId>,
    /// Only waiting on the vendor past the original promise.
    pub late: bool,
    /// Only where somebody waits to hear what became of it.
    pub untold: bool,
    /// Only where nothing was written down from this instant and day on.
    pub quiet_since: Option<(InstantMs, Day)>,
    /// Only safety items.
    pub safety: bool,
    /// Only what this act made, changed or took out of the trash.
    pub came_with: Option<ActId>,
    /// Only where words begin so; empty = any.
    pub text: String,
}

/// What a list is ordered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum RequestOrder {
    /// Open, and both: asked first, first. Closed: closed last, first. The trash: written down last, first.
    #[default]
    Age,
    /// Original promise, earliest first; without one last.
    Promise,
    /// By title.
    Title,
    /// By key.
    Key,
    /// In its state since, newest first.
    Changed,
    /// Safety and regulatory items, then value ÷ effort from the highest, then what was not weighed.
    Worth,
}

/// What a list is grouped by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum RequestGroup {
    /// Not grouped.
    #[default]
    None,
    /// `0` nobody's, `1` the vendor's turn, `2` ours, `3` others', `4` to verify, `5` closed.
    Turn,
    /// By effective state.
    State,
    /// By owner's name, nobody first; the group is the person's identity or the free text.
    Owner,
    /// By area's name, none first; the group is the area's identity.
    Area,
    /// By kind of change.
    Kind,
}

/// One page's question.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestQuery {
    /// Which.
    pub filter: RequestFilter,
    /// Ordered by.
    pub order: RequestOrder,
    /// The other way round.
    pub reversed: bool,
    /// Grouped by.
    pub group: RequestGroup,
    /// After this row.
    pub after: Option<AfterRow>,
    /// How many.
    pub limit: u32,
    /// Today, for what is late.
    pub today: Day,
}

/// What a row is ordered by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SortKey {
    /// Nothing known.
    Null,
    /// An instant or number.
    Int(i64),
    /// A text or day.
    Text(String),
}

/// The last row of the page before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AfterRow {
    /// Its group's place.
    pub group: String,
    /// What it was ordered by.
    pub sort: SortKey,
    /// The row.
    pub id: EntityId,
}

/// A row of the list, with its place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedRequest {
    /// Its group's place in the order.
    pub group: String,
    /// The group's key.
    pub group_key: String,
    /// What it is ordered by.
    pub sort: SortKey,
    /// What is shown of it.
    pub summary: RequestSummary,
}

/// A group with how many rows it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupCount {
    /// The group's key.
    pub key: String,
    /// Its name, where the key is an identity.
    pub name: Option<String>,
    /// Rows.
    pub count: u32,
    /// Of them past their original promise.
    pub late: u32,
}
