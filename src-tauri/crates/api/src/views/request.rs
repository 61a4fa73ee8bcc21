//! One request with everything that happened to it.

use keepalive_domain::ids::EntityId;
use keepalive_domain::request_flow::{self, Standing};
use keepalive_domain::schema::Kind;
use keepalive_domain::words::RequestState;
use keepalive_store::Read;
use keepalive_store::read::{FactRow, LinkedRequestRow, PromiseRow, StateRow};

use super::request_clocks::Measured;
use crate::app::Moment;
use crate::error::move_code;
use crate::types::{
    Chase, Comment, Day, ItemLink, LinkedWorkaround, MergedPromise, Move, OfId, Promise, RequestDetail,
    RequestFact, StateChange, Voice,
};
use crate::{ApiError, ApiResult, App};

impl App {
    /// One request with everything that happened to it; deleted ones too.
    ///
    /// # Errors
    /// No such request, or the database cannot be read.
    pub fn request_detail(&self, input: OfId) -> ApiResult<RequestDetail> {
        let open = self.current();
        let id = input.id.0;
        let mut detail = open.store.read(|read| {
            let moment = self.moment(read)?;
            self.read_request(read, &moment, id)
        })?;
        // Hours come last: they may have to be computed, and no reader should be held meanwhile.
        let today = detail.1;
        if !detail.0.workarounds.is_empty() {
            let figures = open.figures.as_of(&open.store, today)?;
            for linked in &mut detail.0.workarounds {
                let cost = figures.cost_of(linked.item.id.0);
                (linked.hours_a_month, linked.hours_so_far) = (cost.hours_a_month, cost.unfinished);
            }
        }
        Ok(detail.0)
    }

    fn read_request(
        &self,
        read: &Read<'_>,
        moment: &Moment,
        id: EntityId,
    ) -> ApiResult<(RequestDetail, Day)> {
        let full = read.request(id)?.ok_or_else(|| ApiError::not_found("request"))?;
        let (states, facts) = (read.request_states(id)?, read.request_facts(id)?);
        let promises = read.request_promises(id)?;
        let summary = full.summary.clone();
        let measured = Measured::of(moment, full.kind, &states, &facts, &promises);
        let since_ms = summary.state_at_ms.unwrap_or_default();
        let told_at =
            summary.told_at_ms.filter(|told| request_flow::was_told(summary.state, since_ms, Some(*told)));
        let standing = Standing { state: summary.state, requester_told: told_at.is_some() };
        let moves = request_flow::moves(standing)
            .into_iter()
            .map(|(to, refused)| Move {
                to,
                refused: refused.map(|why| move_code(why).to_owned()),
                needs_reason: matches!(to, RequestState::DeclinedClinic | RequestState::DeclinedVendor),
            })
            .collect();
        let workarounds = read.linked_workarounds(id)?.into_iter().map(|row| LinkedWorkaround {
            active: row.ended.is_none_or(|ended| ended > moment.today),
            item: ItemLink { id: row.id.into(), key: row.key, title: row.title },
            hours_a_month: None,
            hours_so_far: false,
        });
        let merged_into =
            states.iter().rev().find_map(|row| row.into).filter(|_| summary.state == RequestState::Merged);
        let into = merged_into.map(|into| read.request(into)).transpose()?.flatten();
        let into_deleted = into.as_ref().is_some_and(|into| into.deleted);
        let into = into.map(|into| ItemLink {
            id: into.summary.id.into(),
            key: into.summary.key,
            title: into.summary.title,
        });
        let detail = RequestDetail {
            kind: full.kind,
            route: full.route,
            system: full.system.map(Into::into),
            requester: full.requester.map(Into::into),
            vendor_contact: full.vendor_contact.map(Into::into),
            vendor_ref: full.vendor_ref,
            own_safety: full.own_safety,
            own_regulatory: full.own_regulatory,
            detail: full.detail,
            opened_at: summary.opened_at_ms,
            closed_at: summary.closed_at_ms.filter(|_| !full.undated),
            into,
            into_deleted,
            merged: read.merged_into(id)?.into_iter().map(item_link).collect(),
            clarifying: measured.clarifying(moment, &states),
            deleted: full.deleted,
            clocks: measured.clocks(moment),
            turns: measured.turns(moment),
            told_at,
            states: states.into_iter().map(state_change).collect(),
            facts: facts.into_iter().map(fact).collect(),
            promises: promises.into_iter().map(promise).collect(),
            merged_promises: merged_promises(read, id)?,
            chases: read.request_chases(id)?.into_iter().map(chase).collect(),
            voices: read.voices(id)?.into_iter().map(voice).collect(),
            through_merged: read.people_through_merged(id)?.into_iter().map(Into::into).collect(),
            workarounds: workarounds.collect(),
            comments: read.comments(id)?.into_iter().map(comment).collect(),
            moves,
            may_edit: self.may_edit(read, id, Kind::Request)?,
            row: self.request_row(read, moment, summary)?,
        };
        Ok((detail, moment.today))
    }
}

/// What was promised for all that stands merged into a request, by the request it was given for, then as given.
fn merged_promises(read: &Read<'_>, id: EntityId) -> ApiResult<Vec<MergedPromise>> {
    let mut promises = Vec::new();
    for merged in read.all_merged_into(id)? {
        let given = read.request_promises(merged.id)?;
        let of = item_link(merged);
        promises.extend(given.into_iter().map(|row| MergedPromise { of: of.clone(), promise: promise(row) }));
    }
    Ok(promises)
}

fn item_link(row: LinkedRequestRow) -> ItemLink {
    ItemLink { id: row.id.into(), key: row.key, title: row.title }
}

fn state_change(row: StateRow) -> StateChange {
    let by = row.by.map(Into::into);
    StateChange {
        id: row.id.into(),
        at: row.at_ms,
        undated: row.undated,
        state: row.state,
        by,
        reason: row.reason,
    }
}

fn fact(row: FactRow) -> RequestFact {
    RequestFact {
        id: row.id.into(),
        at: row.at_ms,
        fact: row.fact,
        by: row.by.map(Into::into),
        note: row.note,
    }
}

fn promise(row: PromiseRow) -> Promise {
    Promise {
        id: row.id.into(),
        clock: row.clock,
        made_on: row.made_on,
        due_on: row.due_on,
        promised_by: row.promised_by.map(Into::into),
        source: row.source,
    }
}

fn chase(row: keepalive_store::read::ChaseRow) -> Chase {
    Chase {
        id: row.id.into(),
        at: row.at_ms,
        minutes: row.minutes,
        person: row.person.map(Into::into),
        channel: row.channel,
        note: row.note,
    }
}

pub(super) fn voice(row: keepalive_store::read::VoiceRow) -> Voice {
    Voice { id: row.id.into(), who: row.who.into(), at: row.at_ms }
}

pub(super) fn comment(row: keepalive_store::read::CommentRow) -> Comment {
    Comment { id: row.id.into(), at: row.at_ms, by: row.by.map(Into::into), text: row.text }
}
