//! One request with everything that happened to it.

use keepalive_domain::ids::EntityId;
use keepalive_domain::request_flow::{self, Standing};
use keepalive_domain::words::{Clock, RequestFactKind, RequestState};
use keepalive_store::Read;
use keepalive_store::read::{FactRow, LinkedRequestRow, PromiseRow, StateRow};

use crate::app::Moment;
use crate::error::move_code;
use crate::types::{
    Chase, Clarifying, ClockName, ClockRow, Comment, Day, InstantMs, ItemLink, LinkedWorkaround, Move, OfId,
    Promise, RequestDetail, RequestFact, StateChange, TurnDays, Voice,
};
use crate::{ApiError, ApiResult, App};

/// Milliseconds in a day, for elapsed time (A18).
const MS_PER_DAY: f64 = 86_400_000.0;

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
                linked.hours_a_month = figures.cost_of(linked.item.id.0).hours_a_month;
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
        let now_ms = moment.now_ms;
        let standing = Standing { state: summary.state, requester_told: summary.told_at_ms.is_some() };
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
        });
        let merged_into =
            states.iter().rev().find_map(|row| row.into).filter(|_| summary.state == RequestState::Merged);
        let into = match merged_into {
            Some(into) => read.request(into)?.map(|into| ItemLink {
                id: into.summary.id.into(),
                key: into.summary.key,
                title: into.summary.title,
            }),
            None => None,
        };
        let detail = RequestDetail {
            kind: full.kind,
            route: full.route,
            system: full.system.map(Into::into),
            requester: full.requester.map(Into::into),
            vendor_contact: full.vendor_contact.map(Into::into),
            vendor_ref: full.vendor_ref,
            detail: full.detail,
            opened_at: summary.opened_at_ms,
            closed_at: summary.closed_at_ms,
            into,
            merged: read.merged_into(id)?.into_iter().map(item_link).collect(),
            clarifying: clarifying(&states, now_ms),
            deleted: full.deleted,
            clocks: clocks(moment, &states, &facts, &promises),
            turns: turns(&states, summary.closed_at_ms.unwrap_or(now_ms)),
            told_at: facts.iter().rev().find(|f| f.fact == RequestFactKind::ToldRequester).map(|f| f.at_ms),
            states: states.into_iter().map(state_change).collect(),
            facts: facts.into_iter().map(fact).collect(),
            promises: promises.into_iter().map(promise).collect(),
            chases: read.request_chases(id)?.into_iter().map(chase).collect(),
            voices: read.voices(id)?.into_iter().map(voice).collect(),
            workarounds: workarounds.collect(),
            comments: read.comments(id)?.into_iter().map(comment).collect(),
            moves,
            row: self.request_row(read, moment, summary)?,
        };
        Ok((detail, moment.today))
    }
}

/// Promised and measured per clock (A17: delivered and verified count after the last reopening).
fn clocks(moment: &Moment, states: &[StateRow], facts: &[FactRow], promises: &[PromiseRow]) -> Vec<ClockRow> {
    let Some(opened) = states.first().map(|row| row.at_ms) else { return Vec::new() };
    let reopened = states.iter().rposition(|row| row.state == RequestState::Reopened).unwrap_or(0);
    let first_state = |wanted| states[reopened..].iter().find(|row| row.state == wanted).map(|row| row.at_ms);
    let first_fact = |wanted| facts.iter().filter(|row| row.fact == wanted).map(|row| row.at_ms).min();
    let original = |clock| promises.iter().filter(|row| row.clock == clock).find_map(|row| row.due_on);
    let last = states.last();
    let closed = last.filter(|row| row.state.is_closing()).map(|row| row.at_ms);
    let waits = last.is_some_and(|row| row.state == RequestState::WaitingVendor);
    let row = |clock, promised: Option<Day>, at: Option<InstantMs>, begun: bool| {
        let until = at.or(closed).unwrap_or(moment.now_ms);
        #[expect(clippy::cast_precision_loss, reason = "milliseconds between two dates of one clinic")]
        let days = (until - opened).max(0) as f64 / MS_PER_DAY;
        let late = promised.is_some_and(|due| match at {
            Some(at) => moment.zone.local_day(at) > due,
            None => closed.is_none() && moment.today > due && (waits || clock == ClockName::FirstResponse),
        });
        ClockRow { clock, promised, at, days: begun.then_some(days), late }
    };
    let delivered = first_state(RequestState::Delivered);
    let fix = original(Clock::Fix).or_else(|| original(Clock::Delivery));
    vec![
        row(
            ClockName::FirstResponse,
            original(Clock::Response),
            first_fact(RequestFactKind::FirstResponse),
            true,
        ),
        row(
            ClockName::WorkaroundOffered,
            original(Clock::Workaround),
            first_fact(RequestFactKind::WorkaroundOffered),
            true,
        ),
        row(ClockName::Delivered, fix, delivered, true),
        row(ClockName::Verified, None, first_state(RequestState::Verified), delivered.is_some()),
    ]
}

/// Days it was each party's turn: closed time aside.
fn turns(states: &[StateRow], until_ms: InstantMs) -> TurnDays {
    let mut turns = TurnDays::default();
    let ends = states.iter().skip(1).map(|row| row.at_ms).chain([until_ms]);
    for (row, end) in states.iter().zip(ends) {
        #[expect(clippy::cast_precision_loss, reason = "milliseconds between two dates of one clinic")]
        let days = (end - row.at_ms).max(0) as f64 / MS_PER_DAY;
        match row.state {
            RequestState::WaitingVendor => turns.vendor += days,
            RequestState::WaitingOthers => turns.others += days,
            state if state.is_closing() => {}
            _ => turns.ours += days,
        }
    }
    turns
}

/// The clock of asking back: the time spent in `needs_clarifying`, and the question asked last.
fn clarifying(states: &[StateRow], now_ms: InstantMs) -> Option<Clarifying> {
    let asked = states.iter().rfind(|row| row.state == RequestState::NeedsClarifying)?;
    let ends = states.iter().skip(1).map(|row| row.at_ms).chain([now_ms]);
    let spans = states.iter().zip(ends).filter(|(row, _)| row.state == RequestState::NeedsClarifying);
    let ms: InstantMs = spans.map(|(row, end)| (end - row.at_ms).max(0)).sum();
    #[expect(clippy::cast_precision_loss, reason = "milliseconds between two dates of one clinic")]
    let days = ms as f64 / MS_PER_DAY;
    let waits = states.last().is_some_and(|row| row.state == RequestState::NeedsClarifying);
    Some(Clarifying { question: asked.reason.clone(), asked_at: asked.at_ms, waits, days })
}

fn item_link(row: LinkedRequestRow) -> ItemLink {
    ItemLink { id: row.id.into(), key: row.key, title: row.title }
}

fn state_change(row: StateRow) -> StateChange {
    let by = row.by.map(Into::into);
    StateChange { id: row.id.into(), at: row.at_ms, state: row.state, by, reason: row.reason }
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
