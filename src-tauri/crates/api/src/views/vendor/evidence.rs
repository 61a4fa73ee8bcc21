//! What the log measured beside the five questions, as the scorecard shows it.

use std::collections::BTreeSet;

use keepalive_domain::ids::EntityId;
use keepalive_domain::words::RequestState;
use keepalive_measures::compare::ratio;
use keepalive_measures::survival::WorkaroundSurvival;
use keepalive_measures::turnaround::ClockTurnaround;
use keepalive_store::Read;

use crate::ApiResult;
use crate::figures::{Snapshot, VendorSide, number};
use crate::types::{ItemLink, MedianDays, OutOf, Refusal, RouteCount, VendorEvidence};

/// The evidence with the names of what it rests on.
pub(super) fn shown(read: &Read<'_>, snapshot: &Snapshot, side: &VendorSide) -> ApiResult<VendorEvidence> {
    let clinic = &snapshot.clinic;
    let found = &side.evidence;
    let refused: Vec<EntityId> = found.scope.declined.iter().map(|at| clinic.requests[*at]).collect();
    let lost: Vec<EntityId> = found.scope.still_lost_to.iter().map(|at| clinic.workarounds[*at]).collect();
    let named: BTreeSet<EntityId> = refused.iter().chain(&lost).copied().collect();
    let names = read.names_of(&named)?;
    let title = |id: &EntityId| names.get(id).cloned().unwrap_or_default();
    let mut refusals = Vec::new();
    for (at, id) in found.scope.declined.iter().zip(&refused) {
        let key = clinic.facts.requests[*at].key.clone();
        refusals.extend(refusal(read, snapshot, side, ItemLink { id: (*id).into(), key, title: title(id) })?);
    }
    refusals.sort_by_key(|refusal| std::cmp::Reverse(refusal.on));
    let lost_to = found.scope.still_lost_to.iter().zip(&lost).map(|(at, id)| ItemLink {
        id: (*id).into(),
        key: clinic.facts.workarounds[*at].key.clone(),
        title: title(id),
    });
    let hours = lost.iter().filter_map(|id| snapshot.cost_of(*id).hours_a_month);
    let mut routes: Vec<RouteCount> = (found.routes.iter())
        .map(|(route, requests)| RouteCount { route: *route, requests: number(*requests) })
        .collect();
    routes.sort_by_key(|count| std::cmp::Reverse(count.requests));
    let per_delivered = |n: u64| ratio(n as f64, Some(found.handling.delivered as f64));
    Ok(VendorEvidence {
        requests: number(found.requests),
        routes,
        delivered: number(found.handling.delivered),
        steps_per_delivered: per_delivered(found.handling.steps),
        hand_overs_per_delivered: per_delivered(found.handling.hand_overs),
        workarounds_delivered: out_of(found.misfit.delivered, found.misfit.workarounds),
        workaround_survival: survival(&found.misfit.survival),
        out_of_scope: out_of(found.scope.declined.len() as u64, found.scope.decided),
        refusals,
        lost_to: lost_to.collect(),
        lost_hours_a_month: hours.fold(None, |sum, hours| Some(sum.unwrap_or(0.0) + hours)),
        first_response: median(&found.clocks.first_response),
        workaround_offered: median(&found.clocks.workaround_offered),
        fix_delivered: median(&found.clocks.delivered),
        verified: median(&found.clocks.verified),
        named_contact: out_of(found.with_contact, found.requests),
        chases_per_request: side.figures.chases_per_request,
        chase_hours: found.chase_minutes.hours(),
    })
}

/// The row that declined it, with the reason as it was written down.
fn refusal(
    read: &Read<'_>,
    snapshot: &Snapshot,
    side: &VendorSide,
    request: ItemLink,
) -> ApiResult<Option<Refusal>> {
    let zone = snapshot.clinic.facts.zone;
    let rows = read.request_states(request.id.0)?;
    let declined = rows
        .into_iter()
        .rev()
        .find(|row| row.state == RequestState::DeclinedVendor && zone.local_day(row.at_ms) <= side.last_day);
    Ok(declined.map(|row| {
        let on = (!row.undated).then(|| zone.local_day(row.at_ms));
        Refusal { request, on, reason: row.reason }
    }))
}

fn out_of(part: u64, whole: u64) -> OutOf {
    OutOf { part: number(part), whole: number(whole) }
}

fn median(clock: &ClockTurnaround) -> MedianDays {
    MedianDays {
        n: number(clock.n),
        events: number(clock.events),
        median: clock.median_days,
        low: clock.low,
        high: clock.high,
    }
}

fn survival(of: &WorkaroundSurvival) -> MedianDays {
    MedianDays {
        n: number(of.n),
        events: number(of.retired),
        median: of.median_days,
        low: of.low,
        high: of.high,
    }
}
