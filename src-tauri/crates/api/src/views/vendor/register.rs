//! The register of promises: the measured lines with who said what, and where.

use std::collections::{BTreeMap, BTreeSet};

use keepalive_domain::ids::EntityId;
use keepalive_measures::promise_register::RegisterLine;
use keepalive_measures::promises::Outcome;
use keepalive_store::read::PromiseRow;
use keepalive_store::{ClinicFacts, Read};

use crate::ApiResult;
use crate::figures::{VendorSide, number};
use crate::types::{Day, GivenDate, ItemLink, PromiseLine, PromiseOutcome};

/// Every promise: late ones first, the longest late on top, then what is still to come by its day, then the rest.
pub(super) fn lines(read: &Read<'_>, clinic: &ClinicFacts, side: &VendorSide) -> ApiResult<Vec<PromiseLine>> {
    let asked: BTreeSet<EntityId> = side.register.iter().map(|line| clinic.requests[line.request]).collect();
    let titles = read.names_of(&asked)?;
    let mut given: BTreeMap<EntityId, Vec<PromiseRow>> = BTreeMap::new();
    for id in &asked {
        given.insert(*id, read.request_promises(*id)?);
    }
    let mut lines: Vec<PromiseLine> = Vec::new();
    for line in &side.register {
        let id = clinic.requests[line.request];
        let request = ItemLink {
            id: id.into(),
            key: clinic.facts.requests[line.request].key.clone(),
            title: titles.get(&id).cloned().unwrap_or_default(),
        };
        let given = given.get(&id).map_or(&[][..], Vec::as_slice);
        lines.push(shown(line, request, given, side.last_day));
    }
    lines.sort_by_key(|line| {
        let rank = match line.outcome {
            PromiseOutcome::Late => 0,
            PromiseOutcome::Pending => 1,
            PromiseOutcome::Kept => 2,
            PromiseOutcome::Void => 3,
        };
        (rank, std::cmp::Reverse(line.days_late), line.first_due)
    });
    Ok(lines)
}

fn shown(line: &RegisterLine, request: ItemLink, given: &[PromiseRow], last_day: Day) -> PromiseLine {
    let of_clock = given.iter().filter(|row| row.clock == line.original.clock);
    let dates = of_clock.filter_map(|row| {
        Some(GivenDate {
            id: row.id.into(),
            made_on: row.made_on.filter(|made_on| *made_on <= last_day)?,
            due_on: row.due_on?,
            promised_by: row.promised_by.clone().map(Into::into),
            source: row.source.clone(),
        })
    });
    PromiseLine {
        request,
        clock: line.original.clock,
        outcome: match line.outcome {
            Outcome::Kept => PromiseOutcome::Kept,
            Outcome::Broken => PromiseOutcome::Late,
            Outcome::Void => PromiseOutcome::Void,
            Outcome::Pending => PromiseOutcome::Pending,
        },
        first_due: line.original.due_on,
        came_on: line.came_on,
        closed_on: line.closed_on,
        days_late: line.days_late.map(number),
        slips: number(line.slips),
        given: dates.collect(),
    }
}
