//! What people do instead, how long, how often, and what ended it.

use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_domain::words::{Basis, Break, Form};

use crate::chance::Chance;
use crate::people::{Staff, person, somebody};
use crate::plan::{Plan, after, working_day};
use crate::requests::RequestStory;
use crate::things::{element, hundredths, keyed, row};
use crate::titles::AREAS;

/// How many workarounds the story has, and how many of them belong to the earlier system.
const WORKAROUNDS: usize = 120;
const EARLIER_WORKAROUNDS: usize = 36;

/// Days until a workaround ends by itself, drawn evenly: half end within five months, one in six never.
const LIFETIMES: &[i64] = &[20, 45, 70, 95, 120, 150, 190, 260, 380, 100_000, 30, 100_000];

/// A workaround's title, break and form.
type Way = (&'static str, Break, Form);

/// One workaround as its occurrences need it.
#[derive(Debug, Clone)]
pub(crate) struct WorkaroundStory {
    pub(crate) id: EntityId,
    pub(crate) started: Day,
    /// The last day of use within the story.
    pub(crate) last: Day,
    /// How often it is written down, against the others.
    pub(crate) weight: i64,
    /// Tenths of a minute of one use.
    pub(crate) tenths: i64,
    /// Of a hundred occurrences, how many were timed.
    pub(crate) timed_percent: i64,
    /// Everything about it, the workaround first.
    pub(crate) changes: Vec<Change>,
}

/// Every workaround, in the order of their keys.
pub(crate) fn stories(plan: &Plan, roster: &[Staff], requests: &[RequestStory]) -> Vec<WorkaroundStory> {
    let mut chance = Chance::of(plan.options.seed, "workarounds", 0);
    let ways: Vec<(usize, Way)> = (0..WORKAROUNDS)
        .flat_map(|nth| (0..AREAS.len()).map(move |area| (area, nth)))
        .map_while(|(area, nth)| Some((area, AREAS[area].workaround(area, nth)?)))
        .collect();
    let mut days: Vec<(Day, bool)> = (0..WORKAROUNDS)
        .map(|i| {
            if i < EARLIER_WORKAROUNDS {
                let days = (plan.go_live - plan.earlier_go_live).num_days();
                (after(plan.earlier_go_live, chance.within(10, (days - 60).max(11))), true)
            } else {
                (plan.day_of_trouble(&mut chance), false)
            }
        })
        .collect();
    days.sort_unstable();
    days.into_iter()
        .enumerate()
        .map(|(i, (started, earlier))| {
            let chance = Chance::of(plan.options.seed, "workaround", i as u64);
            story(plan, roster, requests, i, ways[i % ways.len()], (started, earlier), chance)
        })
        .collect()
}

fn story(
    plan: &Plan,
    roster: &[Staff],
    requests: &[RequestStory],
    nth: usize,
    (area, (title, break_, form)): (usize, Way),
    (started, earlier): (Day, bool),
    mut chance: Chance,
) -> WorkaroundStory {
    let spec = &AREAS[area];
    let key = format!("W-{:03}", nth + 1);
    let system = if earlier { "hobbin" } else { "marlet" };
    // Whatever belongs to the earlier system ends with it.
    let story_ends = if earlier { plan.go_live } else { after(plan.today, 1) };

    let linked = chance
        .percent(52)
        .then(|| {
            requests.iter().find(|request| {
                let days = (request.created - started).num_days();
                request.area == area && request.earlier == earlier && (2..=120).contains(&days)
            })
        })
        .flatten();
    // A fix that holds mostly ends what was done instead; sometimes the habit stays.
    let by_fix = linked.and_then(|request| request.verified).filter(|_| chance.percent(78));
    let by_itself = after(started, *chance.one_of(LIFETIMES));
    let ended = by_fix.map_or(by_itself, |day| after(day, chance.within(1, 8))).min(story_ends);
    let ended = (ended <= plan.today).then_some(ended.max(after(started, 1)));
    let last = ended.map_or(plan.today, |day| after(day, -1));

    let days_in_use = (last - started).num_days();
    let accepted = (linked.is_none() && days_in_use > 120 && chance.percent(22))
        .then(|| after(started, chance.within(60, 110)));
    let safety = matches!(spec.name, "Results" | "Refills" | "Rooming") && chance.percent(18);
    let workaround = keyed(Kind::Workaround, &key)
        .with("title", title)
        .with("break", break_.word())
        .with("form", form.word())
        .with("area", EntityId::named(Kind::Area.name(), &[spec.name]))
        .with("system", EntityId::named(Kind::System.name(), &[system]))
        .with("started", started)
        .with_some("owner", spec.owner.filter(|_| chance.percent(85)).map(person))
        .with_some("ended", ended)
        .with_some("expected_end", chance.percent(35).then(|| after(started, chance.within(30, 120))))
        .with_some("acceptable", chance.percent(40).then(|| accepted.is_some()))
        .with_some("acceptable_why", accepted.map(|_| "Costs less than the change would."))
        .with_some("safety", safety.then_some(true))
        .with_some("accepted_by", accepted.map(|_| person("office-manager")))
        .with_some("accepted_on", accepted)
        .with_some("review_on", accepted.map(|day| after(day, 180)));
    let id = workaround.entity;
    let mut changes = vec![workaround];

    let people = chance.within(1, 4);
    let uses = *chance.one_of(&[2, 3, 4, 5, 5, 6, 8, 10]);
    let tenths = *chance.one_of(&[15, 20, 25, 30, 40, 40, 50, 60, 80, 110]);
    let timed_percent = *chance.one_of(&[0, 0, 0, 0, 70]);
    if chance.percent(86) {
        let mut estimate = |from: Day, people: i64, tenths: i64, basis: Basis| {
            let change = row(Kind::Estimate, from, &key)
                .with("workaround", id)
                .with("from", from)
                .with("people", hundredths(people * 100))
                .with("uses_per_person_per_week", hundredths(uses * 100))
                .with("minutes_per_use", hundredths(tenths * 10))
                .with("basis", basis.word());
            changes.push(change);
        };
        let first = if chance.percent(12) { Basis::Timed } else { Basis::Guessed };
        // A guess is rarely right.
        let guessed = if first == Basis::Guessed { tenths * chance.within(60, 190) / 100 } else { tenths };
        estimate(started, people, guessed, first);
        let revised = after(started, chance.within(30, 90));
        if revised < last && chance.percent(24) {
            estimate(revised, (people + chance.within(-1, 2)).max(1), tenths, Basis::Timed);
        }
    }
    if let Some(request) = linked {
        let link = element(Kind::Link, &[request.id, id]).with("request", request.id).with("workaround", id);
        changes.push(link);
    }
    for _ in 0..chance.weighted(&[55, 20, 12, 8, 5]) {
        let day = working_day(after(started, chance.within(0, 45)), last).max(started);
        let who = somebody(roster, day, &mut chance).id;
        let at = plan.at(day, &mut chance);
        let voice = element(Kind::Voice, &[id, who])
            .with("item", id)
            .with("person", who)
            .with("at", Value::Instant(at));
        if !changes.iter().any(|change| change.entity == voice.entity) {
            changes.push(voice);
        }
    }
    let weight = (days_in_use + 7) * (people * uses).min(20);
    WorkaroundStory { id, started, last, weight, tenths, timed_percent, changes }
}
