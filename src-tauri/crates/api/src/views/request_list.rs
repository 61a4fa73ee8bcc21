//! Requests in a list.

use chrono::Days;
use keepalive_domain::ids::{ActId, EntityId};
use keepalive_domain::words::RequestState;
use keepalive_store::Read;
use keepalive_store::read::{
    AfterRow, GroupCount, ListedRequest, OwnerIs, RequestQuery, RequestSummary, SortKey, Stand, SystemRow,
};
use keepalive_store::read::{RequestFilter as Filter, RequestGroup as GroupBy, RequestOrder as OrderBy};
use serde_json::{Value as Json, json};

use super::{days_between, days_since, live_on};
use crate::app::Moment;
use crate::types::{
    Day, Group, InstantMs, MOST_ROWS_PER_PAGE, OwnerFilter, Page, PromiseTrack, RequestFilter, RequestGroup,
    RequestListInput, RequestRow, RequestSort, Standing, Turn,
};
use crate::{ApiError, ApiResult, App};

/// Days without a word after which an open request has gone quiet: the last four whole weeks, as in the phase "going
/// quiet" (DOMAIN §5).
const QUIET_DAYS: u64 = 28;

/// Rows of a page if not said otherwise.
pub(crate) const USUAL_ROWS: u32 = 100;

impl App {
    /// A page of requests.
    ///
    /// # Errors
    /// A cursor that is none, or the database cannot be read.
    pub fn request_list(&self, input: RequestListInput) -> ApiResult<Page<RequestRow>> {
        let limit = page_limit(input.limit)?;
        let after = input.cursor.as_deref().map(parse_cursor).transpose()?;
        let open = self.current();
        open.store.read(|read| {
            let moment = self.moment(read)?;
            // One more than wanted says whether there is a next page.
            let query = RequestQuery { after, limit: limit + 1, ..asked(&input, &moment) };
            let mut page = read.request_page(&query)?;
            let more = page.len() > limit as usize;
            page.truncate(limit as usize);
            let next = page.last().filter(|_| more).map(cursor);
            let systems = read.systems()?;
            let rows = page
                .into_iter()
                .map(|listed| {
                    let group = group_key(query.group, &listed.group_key);
                    RequestRow { group, ..row(&moment, &systems, listed.summary) }
                })
                .collect();
            let counted = match query.after {
                None => Some(open.counts.of(read, &query.filter, query.group, moment.today)?),
                Some(_) => None,
            };
            let total = counted.as_ref().map(|counted| counted.total);
            let groups = counted.into_iter().flat_map(|counted| counted.groups);
            let groups = groups.map(|row| group_of(query.group, row)).collect();
            Ok(Page { rows, next, total, groups })
        })
    }

    /// What a list shows of one request.
    pub(crate) fn request_row(
        &self,
        read: &Read<'_>,
        moment: &Moment,
        summary: RequestSummary,
    ) -> ApiResult<RequestRow> {
        Ok(row(moment, &read.systems()?, summary))
    }
}

/// The filter and the order that are asked for, from the first row on; the reader says how many rows.
pub(super) fn asked(input: &RequestListInput, moment: &Moment) -> RequestQuery {
    RequestQuery {
        filter: filter(input.filter.clone().unwrap_or_default(), moment),
        order: order(input.sort.unwrap_or_default()),
        reversed: input.reversed == Some(true),
        group: group(input.group.unwrap_or_default()),
        after: None,
        limit: USUAL_ROWS,
        today: moment.today,
    }
}

/// How many rows a page may have.
pub(crate) fn page_limit(asked: Option<u32>) -> ApiResult<u32> {
    let limit = asked.unwrap_or(USUAL_ROWS);
    if (1..=MOST_ROWS_PER_PAGE).contains(&limit) {
        return Ok(limit);
    }
    let message = format!("A page has 1 to {MOST_ROWS_PER_PAGE} rows.");
    Err(ApiError::invalid("limit", "out_of_range", message))
}

pub(crate) fn stand(standing: Option<Standing>) -> Stand {
    match standing.unwrap_or_default() {
        Standing::Open => Stand::Open,
        Standing::Closed => Stand::Closed,
        Standing::All => Stand::All,
        Standing::Deleted => Stand::Deleted,
    }
}

pub(crate) fn owner(owner: &OwnerFilter) -> OwnerIs {
    match owner {
        OwnerFilter::Nobody => OwnerIs::Nobody,
        OwnerFilter::Person(id) => OwnerIs::Person(id.0),
        OwnerFilter::Named(name) => OwnerIs::Named(name.clone()),
    }
}

pub(super) fn filter(filter: RequestFilter, moment: &Moment) -> Filter {
    Filter {
        stand: stand(filter.standing),
        states: filter.states.unwrap_or_default(),
        area: filter.area.map(|area| area.0),
        owner: filter.owner.as_ref().map(owner),
        turn: filter.turn.map(turn_place),
        kind: filter.kind,
        route: filter.route,
        site: filter.site.map(|site| site.0),
        late: filter.late == Some(true),
        untold: filter.to_tell == Some(true),
        quiet_since: (filter.quiet == Some(true)).then(|| quiet_since(moment)).flatten(),
        safety: filter.safety == Some(true),
        came_with: filter.came_with.map(|act| ActId::from_uuid(act.0.uuid())),
        text: filter.text.unwrap_or_default(),
    }
}

/// The first instant and day after which something written down keeps a request from being quiet.
fn quiet_since(moment: &Moment) -> Option<(InstantMs, Day)> {
    let from = moment.today.checked_sub_days(Days::new(QUIET_DAYS))?;
    Some((moment.zone.day_start(from), from))
}

const fn order(sort: RequestSort) -> OrderBy {
    match sort {
        RequestSort::Age => OrderBy::Age,
        RequestSort::Promise => OrderBy::Promise,
        RequestSort::Title => OrderBy::Title,
        RequestSort::Key => OrderBy::Key,
        RequestSort::Changed => OrderBy::Changed,
        RequestSort::Worth => OrderBy::Worth,
    }
}

const fn group(group: RequestGroup) -> GroupBy {
    match group {
        RequestGroup::None => GroupBy::None,
        RequestGroup::Turn => GroupBy::Turn,
        RequestGroup::State => GroupBy::State,
        RequestGroup::Owner => GroupBy::Owner,
        RequestGroup::Area => GroupBy::Area,
        RequestGroup::Kind => GroupBy::Kind,
    }
}

/// A turn's place among the groups.
pub(super) const fn turn_place(turn: Turn) -> char {
    match turn {
        Turn::Nobody => '0',
        Turn::Vendor => '1',
        Turn::Ours => '2',
        Turn::Others => '3',
        Turn::Verify => '4',
        Turn::Closed => '5',
    }
}

/// A group's key as the screen knows it: a turn by its word, a thing by its identity.
fn group_key(by: GroupBy, key: &str) -> String {
    match by {
        GroupBy::Turn => {
            let turns = ["nobody", "vendor", "ours", "others", "verify", "closed"];
            let place = key.parse::<usize>().ok().and_then(|place| turns.get(place));
            place.map_or_else(String::new, |word| (*word).to_owned())
        }
        // Identities come as 32 hexadecimal digits.
        GroupBy::Owner | GroupBy::Area => {
            key.parse::<EntityId>().map_or_else(|_| key.to_owned(), |id| id.to_string())
        }
        GroupBy::None | GroupBy::State | GroupBy::Kind => key.to_owned(),
    }
}

fn group_of(by: GroupBy, row: GroupCount) -> Group {
    Group { key: group_key(by, &row.key), name: row.name, count: row.count, late: row.late }
}

fn cursor(last: &ListedRequest) -> String {
    let sort = match &last.sort {
        SortKey::Null => Json::Null,
        SortKey::Int(n) => json!(n),
        SortKey::Text(text) => json!(text),
    };
    json!([last.group, sort, last.summary.id]).to_string()
}

fn parse_cursor(text: &str) -> ApiResult<AfterRow> {
    let parsed: Option<(String, Json, EntityId)> = serde_json::from_str(text).ok();
    let sort = |json: Json| match json {
        Json::Null => Some(SortKey::Null),
        Json::Number(n) => n.as_i64().map(SortKey::Int),
        Json::String(text) => Some(SortKey::Text(text)),
        _ => None,
    };
    parsed
        .and_then(|(group, json, id)| Some(AfterRow { group, sort: sort(json)?, id }))
        .ok_or_else(|| ApiError::invalid("cursor", "not_a_cursor", "This is no page's end."))
}

/// Whose turn a request in this state is.
pub(crate) const fn turn_of(state: RequestState, has_owner: bool) -> Turn {
    if state.is_closing() {
        return Turn::Closed;
    }
    if !has_owner {
        return Turn::Nobody;
    }
    match state {
        RequestState::WaitingVendor => Turn::Vendor,
        RequestState::WaitingOthers => Turn::Others,
        RequestState::Delivered => Turn::Verify,
        _ => Turn::Ours,
    }
}

/// What a list shows of a request.
pub(crate) fn row(moment: &Moment, systems: &[SystemRow], summary: RequestSummary) -> RequestRow {
    let today = moment.today;
    let waits = summary.state == RequestState::WaitingVendor;
    let people = summary.people;
    let of_live = || live_on(systems, today).map(|system| system.vendor.clone());
    let vendor = if waits { summary.vendor.or_else(of_live) } else { None };
    let promise = summary.fix_due.map(|first_due| PromiseTrack {
        first_due,
        latest_due: summary.fix_due_latest.unwrap_or(first_due),
        slips: summary.fix_slips,
        late_days: Some(days_between(first_due, today)).filter(|days| waits && *days > 0),
    });
    RequestRow {
        id: summary.id.into(),
        key: summary.key,
        title: summary.title,
        area: summary.area.map(Into::into),
        state: summary.state,
        turn: turn_of(summary.state, summary.owner.is_some()),
        vendor,
        owner: summary.owner.map(Into::into),
        safety: summary.safety,
        regulatory: summary.regulatory,
        value: summary.value,
        effort: summary.effort,
        age_days: days_since(moment.zone, summary.opened_at_ms, today),
        in_state_days: days_since(moment.zone, summary.state_at_ms, today),
        promise,
        people,
        // Whoever asked for it may not be written down; somebody did.
        to_tell: if summary.untold { people.max(1) } else { 0 },
        group: String::new(),
    }
}
