//! The vendor packet, gathered: figures as of the day, staff by role.

use std::collections::BTreeSet;

use keepalive_domain::words::RequestState;
use keepalive_measures::compare::ratio;
use keepalive_measures::merges::standing_now;
use keepalive_measures::promise_register::RegisterLine;
use keepalive_measures::promises::{Outcome, fix_due_on, is_end_unknown};
use keepalive_measures::scorecard::is_vendor_request;
use keepalive_measures::timeline::{Change, Timeline};
use keepalive_measures::vendor_evidence::FEWEST_TO_TELL;
use keepalive_measures::whose_turn::turn_days;
use keepalive_measures::{Record, SystemView};
use keepalive_reports::{Became, Fate, Promised, RequestSent, Scorecard, VendorPacket, Workaround};

use super::super::axis::Axis;
use super::super::days_between;
use super::gathered;
use super::staff::Staff;
use crate::figures::{Snapshot, VendorSide};
use crate::types::{HoursBasis, Id, OfId};
use crate::{ApiResult, App};
use keepalive_store::Watch;

impl App {
    pub(super) fn vendor_packet(&self, axis: &Axis, staff: &Staff, watch: &Watch) -> ApiResult<VendorPacket> {
        let clinic = self.current().store.read(|read| read.clinic())?;
        let mut packet = VendorPacket {
            clinic: clinic.map(|clinic| clinic.name).unwrap_or_default(),
            system: axis.chosen.as_ref().map(|system| system.name.clone()),
            vendor: axis.chosen.as_ref().map(|system| system.vendor.clone()).filter(|name| !name.is_empty()),
            printed: axis.snapshot.as_of,
            requests: Vec::new(),
            scorecard: None,
        };
        let Some(chosen) = &axis.chosen else { return Ok(packet) };
        let snapshot = &*axis.snapshot;
        let record = Record::new(&snapshot.clinic.facts);
        let position = snapshot.clinic.systems.iter().position(|id| *id == chosen.id);
        let view = record.systems(snapshot.as_of).find(|view| Some(view.position()) == position);
        let Some(view) = view else { return Ok(packet) };
        let side = snapshot.vendor(chosen.id);
        let register = side.map_or(&[][..], |side| &side.register);
        let mut asked = false;
        let all = view.requests().len();
        for (done, (at, timeline)) in view.begun_requests().enumerate() {
            gathered(watch, done, all)?;
            if !is_vendor_request(&view.facts().requests[at], timeline) {
                continue;
            }
            asked = true;
            let state = timeline.last().map(|change| change.state);
            if matches!(state, Some(RequestState::WaitingVendor | RequestState::DeclinedVendor)) {
                packet.requests.push(self.request_sent(&view, snapshot, at, timeline, (register, staff))?);
            }
        }
        packet.scorecard = side.filter(|_| asked).map(scorecard);
        Ok(packet)
    }

    fn request_sent(
        &self,
        view: &SystemView<'_>,
        snapshot: &Snapshot,
        at: usize,
        timeline: &Timeline,
        (register, staff): (&[RegisterLine], &Staff),
    ) -> ApiResult<RequestSent> {
        let last = view.last_day();
        let facts = &view.facts().requests[at];
        // Words alone come from the detail: it stands as of now, the figures as of the day.
        let detail = self.request_detail(OfId { id: Id(snapshot.clinic.requests[at]) })?;
        let turns = turn_days(timeline, last);
        let undated = turns.is_none();
        let turns = turns.unwrap_or_default();
        let waits = timeline.last().is_some_and(|change| change.state == RequestState::WaitingVendor);
        let due = fix_due_on(facts, last).filter(|due| waits && *due < last);
        let refusal = timeline.last().filter(|change| change.state == RequestState::DeclinedVendor);
        let refused = refusal.map(|refusal| {
            let said =
                detail.states.iter().rev().find(|row| row.state == refusal.state && row.at == refusal.at);
            staff.hidden(said.and_then(|row| row.reason.as_deref()).unwrap_or_default())
        });
        let promises = detail.promises.iter().filter(|promise| promise.made_on.is_none_or(|on| on <= last));
        let promises = promises.filter_map(|promise| {
            Some(Promised {
                clock: promise.clock,
                made: promise.made_on,
                due: promise.due_on?,
                by: promise.promised_by.as_ref().map(|who| staff.outside(who)),
                source: promise.source.as_deref().map(|source| staff.hidden(source)),
            })
        });
        let promises = promises.collect();
        // Links of a request that was merged into this one are this one's (A14).
        let links = view.facts().links.iter();
        let linked = links.filter(|link| standing_now(view.timelines(), link.request) == Some(at));
        let linked: BTreeSet<usize> = linked.map(|link| link.workaround).collect();
        let mut workarounds = Vec::new();
        for workaround in linked {
            let used = &view.facts().workarounds[workaround];
            if used.started <= last && used.ended.is_none_or(|ended| ended > last) {
                workarounds.push(self.meanwhile(snapshot, workaround, staff)?);
            }
        }
        let hours = workarounds.iter().filter_map(|row| row.hours_a_month);
        let first_day = timeline.first().map_or(last, |change| change.day);
        let sent = timeline.changes().iter().find(|change| change.state == RequestState::WaitingVendor);
        Ok(RequestSent {
            key: detail.row.key,
            title: staff.hidden(&detail.row.title),
            vendor_ref: detail.vendor_ref.map(|number| staff.hidden(&number)),
            sent: sent.and_then(Change::said_on),
            age_days: i64::from(days_between(first_day, last)),
            safety: detail.row.safety,
            regulatory: detail.row.regulatory,
            promises,
            fates: fates(view, at, timeline, register),
            late_days: due.map(|due| i64::from(days_between(due, last))),
            vendor_days: turns.vendors,
            our_days: turns.ours,
            other_days: turns.others,
            undated,
            refused,
            hours_a_month: hours.fold(None, |sum: Option<f64>, hours| Some(sum.unwrap_or(0.0) + hours)),
            so_far: workarounds.iter().any(|row| row.so_far),
            workarounds,
        })
    }

    fn meanwhile(&self, snapshot: &Snapshot, at: usize, staff: &Staff) -> ApiResult<Workaround> {
        let id = snapshot.clinic.workarounds[at];
        let detail = self.workaround_detail(OfId { id: Id(id) })?;
        let cost = snapshot.cost_of(id);
        Ok(Workaround {
            title: staff.hidden(&detail.row.title),
            hours_a_month: cost.hours_a_month,
            so_far: cost.unfinished,
            timed: cost.basis == HoursBasis::Timed,
            acceptable: detail.acceptable,
            why: detail.acceptable_why.as_deref().map(|why| staff.hidden(why)),
            safety: detail.row.safety,
        })
    }
}

/// What became of a request's promises, as the register has it.
fn fates(view: &SystemView<'_>, at: usize, timeline: &Timeline, register: &[RegisterLine]) -> Vec<Fate> {
    let open = timeline.last().is_some_and(|change| !change.closes());
    let fate = |line: &RegisterLine| {
        let late = line.days_late.unwrap_or(0);
        let left = i64::from(days_between(view.last_day(), line.original.due_on));
        let became = match (line.outcome, line.came_on) {
            (Outcome::Kept, on) => Became::Kept(on.unwrap_or(line.original.due_on)),
            (Outcome::Void, _) if is_end_unknown(line.original, timeline, view.last_day()) => Became::Unknown,
            (Outcome::Void, _) => Became::Void,
            (Outcome::Broken, Some(on)) => Became::CameLate { on, days: late },
            (Outcome::Broken, None) if open => Became::Late { days: late },
            (Outcome::Broken, None) => Became::ClosedLate { days: late },
            (Outcome::Pending, _) if open => Became::Open { days: left },
            // What is closed now without it will be void on the day it falls due.
            (Outcome::Pending, _) => Became::Void,
        };
        Fate { clock: line.original.clock, became }
    };
    register.iter().filter(|line| line.request == at).map(fate).collect()
}

/// The vendor's figures as the scorecard of the app has them.
fn scorecard(side: &VendorSide) -> Scorecard {
    let VendorSide { figures, evidence, .. } = side;
    #[expect(clippy::cast_precision_loss, reason = "steps of one clinic's requests")]
    let per_delivered = |n: u64| ratio(n as f64, Some(evidence.handling.delivered as f64));
    Scorecard {
        fewest: FEWEST_TO_TELL,
        requests: evidence.requests,
        delivered: evidence.handling.delivered,
        steps_per_delivered: per_delivered(evidence.handling.steps),
        hand_overs_per_delivered: per_delivered(evidence.handling.hand_overs),
        workarounds_asked: evidence.misfit.workarounds,
        workarounds_delivered: evidence.misfit.delivered,
        workaround_median_days: evidence.misfit.survival.median_days,
        kept: figures.kept,
        due: figures.due,
        slips_per_promise: figures.slips_per_promise,
        decided: evidence.scope.decided,
        out_of_scope_share: figures.out_of_scope_share,
        named_contact_share: figures.named_contact_share,
        chases_per_request: figures.chases_per_request,
        delivered_median_days: evidence.clocks.delivered.median_days,
        delivered_of: evidence.clocks.delivered.n,
    }
}
