//! One workaround with its estimates and occurrences.

use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_store::Read;
use keepalive_store::read::{EFFECT_FIELDS, EstimateRow, OccurrenceRow, RequestSummary};

use super::days_between;
use super::request::{comment, voice};
use super::request_list::turn_of;
use super::workaround_list::row;
use crate::figures::Snapshot;
use crate::roles::may_edit_as;
use crate::types::{
    Day, DeliveredFix, Estimate, ItemLink, LinkedRequest, Occurrence, OfId, WorkaroundDetail,
};
use crate::{ApiError, ApiResult, App};

/// How many of the newest occurrences are shown.
const OCCURRENCES_SHOWN: u32 = 50;

impl App {
    /// One workaround with its estimates and occurrences; deleted ones too.
    ///
    /// # Errors
    /// No such workaround, or the database cannot be read.
    pub fn workaround_detail(&self, input: OfId) -> ApiResult<WorkaroundDetail> {
        let id = input.id.0;
        let open = self.current();
        let today = open.store.read(|read| self.moment(read))?.today;
        let figures = open.figures.as_of(&open.store, today)?;
        open.store.read(|read| {
            let role = self.role_here(read)?;
            let full = read.workaround(id)?.ok_or_else(|| ApiError::not_found("workaround"))?;
            let requests = read.linked_requests(id)?.into_iter().map(|row| LinkedRequest {
                state: row.state,
                turn: turn_of(row.state, row.has_owner),
                item: ItemLink { id: row.id.into(), key: row.key, title: row.title },
            });
            let delivered = delivered(read, &figures, id, today)?;
            let timed = full.summary.timed;
            let accepted_on = full.summary.accepted_on;
            let mut row = row(read, &figures, full.summary, today)?;
            row.requests = requests.collect();
            Ok(WorkaroundDetail {
                row,
                form: full.form,
                system: full.system.map(Into::into),
                expected_end: full.expected_end,
                delivered,
                acceptable: full.acceptable,
                acceptable_why: full.acceptable_why,
                accepted_by: full.accepted_by.map(Into::into),
                accepted_on,
                detail: full.detail,
                rationale: full.rationale,
                avoidable: full.avoidable,
                planned: full.planned,
                effects: EFFECT_FIELDS.map(str::to_owned).into_iter().zip(full.effects).collect(),
                deleted: full.deleted,
                estimates: read
                    .estimates(id)?
                    .into_iter()
                    .map(|row| {
                        let may_edit = may_edit_as(role, read, row.id, Kind::Estimate)?;
                        Ok(estimate(row, may_edit))
                    })
                    .collect::<ApiResult<_>>()?,
                occurrences: read
                    .newest_occurrences(id, OCCURRENCES_SHOWN)?
                    .into_iter()
                    .map(|row| {
                        let may_edit = may_edit_as(role, read, row.id, Kind::Occurrence)?;
                        Ok(occurrence(row, may_edit))
                    })
                    .collect::<ApiResult<_>>()?,
                timed,
                median_minutes: figures.median_minutes(id),
                months: figures.months_of(id),
                hours_month: figures.cost_of(id).month,
                voices: read.voices(id)?.into_iter().map(voice).collect(),
                comments: read.comments(id)?.into_iter().map(comment).collect(),
                may_edit: may_edit_as(role, read, id, Kind::Workaround)?,
            })
        })
    }
}

/// What was to end it and was delivered.
fn delivered(
    read: &Read<'_>,
    figures: &Snapshot,
    id: EntityId,
    today: Day,
) -> ApiResult<Option<DeliveredFix>> {
    let Some(found) = figures.after_delivery(id) else { return Ok(None) };
    let request = figures.clinic.requests.get(found.request).copied();
    let Some(request) = request.map(|id| read.request(id)).transpose()?.flatten() else { return Ok(None) };
    let RequestSummary { id, key, title, .. } = request.summary;
    let on = (!found.undated).then_some(found.delivered_on);
    Ok(Some(DeliveredFix {
        item: ItemLink { id: id.into(), key, title },
        on,
        days: on.map(|on| days_between(on, today)),
        goes_on: found.goes_on,
        asks: found.asks,
    }))
}

fn estimate(row: EstimateRow, may_edit: bool) -> Estimate {
    Estimate {
        id: row.id.into(),
        from: row.from,
        people: row.people,
        uses_per_person_per_week: row.uses_per_person_per_week,
        minutes_per_use: row.minutes_per_use,
        basis: row.basis,
        may_edit,
    }
}

fn occurrence(row: OccurrenceRow, may_edit: bool) -> Occurrence {
    let person = row.person.map(Into::into);
    Occurrence { id: row.id.into(), at: row.at_ms, person, minutes: row.minutes, count: row.count, may_edit }
}
