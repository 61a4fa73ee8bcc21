//! "It happened again": the many small entries, made one batch at a time.

use std::sync::Arc;

use keepalive_domain::ops::{Change, MOST_ROWS_PER_OP};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use crate::chance::Chance;
use crate::people::{Staff, somebody};
use crate::plan::{Plan, after, working_day};
use crate::things::{hundredths, row};
use crate::workarounds::WorkaroundStory;

/// Entries in a story of scale 1.
const OCCURRENCES: i64 = 6_000;

/// The occurrences of every workaround, in batches small enough for one op. Nothing is kept: a million entries
/// cost no more memory than one batch.
pub(crate) fn batches(
    plan: Plan,
    roster: Vec<Staff>,
    workarounds: Vec<WorkaroundStory>,
) -> impl Iterator<Item = Vec<Change>> {
    let frame = Arc::new((plan, roster));
    let plan = &frame.0;
    let shares = shares(&workarounds, OCCURRENCES * i64::from(plan.options.scale.max(1)));
    let mut entries = workarounds
        .into_iter()
        .zip(shares)
        .enumerate()
        .flat_map(move |(nth, (workaround, share))| of_one(Arc::clone(&frame), nth, workaround, share));
    std::iter::from_fn(move || {
        let batch: Vec<Change> = entries.by_ref().take(MOST_ROWS_PER_OP).collect();
        (!batch.is_empty()).then_some(batch)
    })
}

/// How many entries each workaround gets: by weight, and exactly `entries` in all.
fn shares(workarounds: &[WorkaroundStory], entries: i64) -> Vec<i64> {
    let total: i64 = workarounds.iter().map(|w| w.weight).sum::<i64>().max(1);
    let (mut weights, mut given) = (0, 0);
    workarounds
        .iter()
        .map(|workaround| {
            weights += workaround.weight;
            // Rounded on the running sum, so that nothing is lost or added by rounding.
            let upto = i64::try_from(i128::from(entries) * i128::from(weights) / i128::from(total))
                .unwrap_or(entries);
            let share = upto - given;
            given = upto;
            share
        })
        .collect()
}

fn of_one(
    frame: Arc<(Plan, Vec<Staff>)>,
    nth: usize,
    workaround: WorkaroundStory,
    share: i64,
) -> impl Iterator<Item = Change> {
    let mut chance = Chance::of(frame.0.options.seed, "occurrences", nth as u64);
    let days = (workaround.last - workaround.started).num_days().max(0);
    (0..share).map(move |i| {
        let (plan, roster) = &*frame;
        // Spread over its life in order, a little unevenly.
        let place = i * (days + 1) / share.max(1) + chance.within(-2, 2);
        let day = working_day(after(workaround.started, place.clamp(0, days)), workaround.last)
            .max(workaround.started);
        let timed = chance.percent(workaround.timed_percent);
        let tenths = workaround.tenths * chance.within(50, 170) / 100;
        let who = chance.percent(85).then(|| somebody(roster, day, &mut chance).id);
        let count = if chance.percent(6) { chance.within(2, 4) } else { 1 };
        row(Kind::Occurrence, day, &format!("{nth} {i}"))
            .with("workaround", workaround.id)
            .with("at", Value::Instant(plan.at(day, &mut chance)))
            .with_some("person", who)
            .with_some("minutes", timed.then(|| hundredths(tenths.max(5) * 10)))
            .with_some("count", (count > 1).then_some(Value::Int(count)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use keepalive_domain::ids::EntityId;

    #[test]
    fn shares_add_up_to_the_entries() {
        let day = "2026-01-01".parse().unwrap();
        let of = |weight| WorkaroundStory {
            id: EntityId::named("workaround", &["w"]),
            started: day,
            last: day,
            weight,
            tenths: 10,
            timed_percent: 50,
            changes: Vec::new(),
        };
        // 10 over weights 1, 2, 4: running sums 10/7 = 1, 30/7 = 4, 10.
        assert_eq!(shares(&[of(1), of(2), of(4)], 10), [1, 3, 6]);
    }
}
