//! Workarounds in a list, most hours first.

use std::cmp::Ordering;

use keepalive_domain::ids::EntityId;
use keepalive_store::Read;
use keepalive_store::read::{WorkaroundFilter as Filter, WorkaroundKey, WorkaroundSummary};

use super::days_between;
use super::request_list::{owner, page_limit, stand, turn_of};
use crate::figures::{Snapshot, number};
use crate::types::{
    Day, ItemLink, LinkedRequest, Page, Stage, WorkaroundFilter, WorkaroundListInput, WorkaroundRow,
    WorkaroundSort,
};
use crate::{ApiError, ApiResult, App};

impl App {
    /// A page of workarounds.
    ///
    /// # Errors
    /// A cursor that is none, or the database cannot be read.
    pub fn workaround_list(&self, input: WorkaroundListInput) -> ApiResult<Page<WorkaroundRow>> {
        let limit = page_limit(input.limit)? as usize;
        let after: Option<EntityId> = input.cursor.as_deref().map(parse_cursor).transpose()?;
        let open = self.current();
        let today = open.store.read(|read| self.moment(read))?.today;
        let figures = open.figures.as_of(&open.store, today)?;
        open.store.read(|read| {
            let keys = keys_in_order(read, &figures, &input, today)?;
            let start = match after {
                Some(after) => keys.iter().position(|key| key.id == after).map_or(keys.len(), |at| at + 1),
                None => 0,
            };
            let page: Vec<_> = keys.iter().skip(start).take(limit).map(|key| key.id).collect();
            let next = page.last().filter(|_| start + page.len() < keys.len()).map(ToString::to_string);
            let rows = read
                .workaround_summaries(&page)?
                .into_iter()
                .map(|summary| row(read, &figures, summary, today))
                .collect::<ApiResult<_>>()?;
            Ok(Page { rows, next, total: Some(number(keys.len())), groups: Vec::new() })
        })
    }
}

/// Every workaround that is asked for, in order.
pub(super) fn keys_in_order(
    read: &Read<'_>,
    figures: &Snapshot,
    input: &WorkaroundListInput,
    today: Day,
) -> ApiResult<Vec<WorkaroundKey>> {
    let filter = input.filter.clone().unwrap_or_default();
    let mut keys = read.workaround_keys(&store_filter(&filter), today)?;
    if let Some(stage) = filter.stage {
        // The stage needs the whole row only for what was accepted; hardened and the rest follow from facts.
        keys.retain(|key| stage_of(figures, key.id, today) == stage);
    }
    if filter.to_verify == Some(true) {
        keys.retain(|key| asks_if_stopped(figures, key.id));
    }
    sort(&mut keys, figures, input.sort.unwrap_or_default(), input.reversed == Some(true));
    Ok(keys)
}

fn store_filter(filter: &WorkaroundFilter) -> Filter {
    Filter {
        stand: stand(filter.standing),
        break_: filter.break_,
        area: filter.area.map(|area| area.0),
        owner: filter.owner.as_ref().map(owner),
        safety: filter.safety == Some(true),
        review_due: filter.review_due == Some(true),
        rationale: filter.rationale,
        text: filter.text.clone().unwrap_or_default(),
    }
}

fn parse_cursor(text: &str) -> ApiResult<EntityId> {
    text.parse().map_err(|_| ApiError::invalid("cursor", "not_a_cursor", "This is no page's end."))
}

/// Orders a list; equal ones stand by identity, so that pages never overlap.
fn sort(keys: &mut [WorkaroundKey], figures: &Snapshot, by: WorkaroundSort, reversed: bool) {
    let hours = |id| figures.cost_of(id).hours_a_month.unwrap_or(-1.0);
    let turn = |ordering: Ordering| if reversed { ordering.reverse() } else { ordering };
    match by {
        WorkaroundSort::Hours => {
            keys.sort_by_cached_key(|key| key.id);
            let mut hours: Vec<_> = keys.iter().map(|key| (hours(key.id), key.clone())).collect();
            hours.sort_by(|a, b| turn(b.0.total_cmp(&a.0)));
            for (place, (_, key)) in keys.iter_mut().zip(hours) {
                *place = key;
            }
        }
        WorkaroundSort::InUse => keys.sort_by(|a, b| turn((a.started, a.id).cmp(&(b.started, b.id)))),
        WorkaroundSort::Title => {
            keys.sort_by_cached_key(|key| (key.title.to_lowercase(), key.id));
            if reversed {
                keys.reverse();
            }
        }
        WorkaroundSort::Key => keys.sort_by(|a, b| turn((&a.key, a.id).cmp(&(&b.key, b.id)))),
    }
}

/// Where a workaround stands in its life on a day, from its facts alone.
pub(super) fn stage_of(figures: &Snapshot, id: EntityId, today: Day) -> Stage {
    let facts = figures.workaround(id);
    if facts.and_then(|f| f.ended).is_some_and(|ended| ended <= today) {
        Stage::Retired
    } else if facts.and_then(|f| f.accepted_on).is_some_and(|accepted| accepted <= today) {
        Stage::Accepted
    } else if figures.is_hardened(id) {
        Stage::Hardened
    } else {
        Stage::Temporary
    }
}

/// Whether somebody has to look if it stopped, for what was to end it was delivered.
pub(super) fn asks_if_stopped(figures: &Snapshot, id: EntityId) -> bool {
    figures.after_delivery(id).is_some_and(|found| found.asks)
}

/// What a list shows of a workaround.
pub(super) fn row(
    read: &Read<'_>,
    figures: &Snapshot,
    summary: WorkaroundSummary,
    today: Day,
) -> ApiResult<WorkaroundRow> {
    let cost = figures.cost_of(summary.id);
    let requests = read
        .linked_requests(summary.id)?
        .into_iter()
        .filter(|row| !row.state.is_closing())
        .map(|row| LinkedRequest {
            state: row.state,
            turn: turn_of(row.state, row.has_owner),
            item: ItemLink { id: row.id.into(), key: row.key, title: row.title },
        })
        .collect();
    let until = summary.ended.filter(|ended| *ended <= today).unwrap_or(today);
    Ok(WorkaroundRow {
        id: summary.id.into(),
        stage: stage_of(figures, summary.id, today),
        key: summary.key,
        title: summary.title,
        break_: summary.break_,
        area: summary.area.map(Into::into),
        owner: summary.owner.map(Into::into),
        safety: summary.safety,
        started: summary.started,
        ended: summary.ended,
        in_use_days: summary.started.map_or(0, |started| days_between(started, until).max(0)),
        hours_a_month: cost.hours_a_month,
        hours_so_far: cost.unfinished,
        basis: cost.basis,
        timed_share: cost.timed_share,
        review_on: summary.review_on,
        requests,
        times: summary.times,
        people: summary.voices,
    })
}
