//! Workarounds and their estimates: some fixed, some hardened, a few accepted.

use chrono::Days;
use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use crate::cast::Cast;
use crate::chance::Chance;
use crate::titles::{VARIANTS, WORKAROUNDS, WorkaroundTitle};

/// How many there are over both systems.
const HOW_MANY: usize = 120;
/// Of them under the first EHR, which was logged less closely.
const UNDER_FIRST_EHR: usize = 38;

/// What later rooms need to know of a workaround.
pub(crate) struct Workaround {
    pub(crate) id: EntityId,
    pub(crate) area: &'static str,
    pub(crate) started: Day,
    pub(crate) ended: Option<Day>,
    pub(crate) minutes: f64,
}

pub(crate) fn write(cast: &Cast, chance: &mut Chance, changes: &mut Vec<Change>) -> Vec<Workaround> {
    let mut all = Vec::with_capacity(HOW_MANY);
    for i in 0..HOW_MANY {
        let pattern = &WORKAROUNDS[i % WORKAROUNDS.len()];
        let variant = VARIANTS[(i / WORKAROUNDS.len()) % VARIANTS.len()];
        let started = start(i, cast, chance);
        let ended = end(started, cast, chance);
        let change = describe(i, pattern, variant, started, ended, cast, chance);
        let id = change.entity;
        changes.push(change);
        estimate(id, pattern, started, ended, cast, chance, changes);
        all.push(Workaround { id, area: pattern.area, started, ended, minutes: pattern.minutes });
    }
    all
}

/// Under the first EHR evenly; under the second few at first, most between the third and the tenth month.
fn start(i: usize, cast: &Cast, chance: &mut Chance) -> Day {
    let span = |from: Day, to: Day| (to - from).num_days().max(1);
    if i < UNDER_FIRST_EHR {
        return cast.begin + chance.days(10, span(cast.begin, cast.go_live) - 30);
    }
    let whole = span(cast.go_live, cast.plan.today);
    let first = chance.between(4, whole);
    let second = chance.between(4, whole);
    // The earlier of two draws: more begin early, and none stops beginning.
    cast.go_live + Days::new(first.min(second + whole / 4).unsigned_abs())
}

/// Half last five months or less; what began under the first EHR ends with it at the latest.
fn end(started: Day, cast: &Cast, chance: &mut Chance) -> Option<Day> {
    let lasts = if chance.percent(55) { chance.between(20, 170) } else { chance.between(150, 700) };
    let end = started + Days::new(lasts.unsigned_abs());
    if started < cast.go_live { Some(end.min(cast.go_live)) } else { (end <= cast.plan.today).then_some(end) }
}

fn describe(
    i: usize,
    pattern: &WorkaroundTitle,
    variant: &str,
    started: Day,
    ended: Option<Day>,
    cast: &Cast,
    chance: &mut Chance,
) -> Change {
    let area = cast.area(pattern.area);
    let owned = chance.percent(70);
    let accepted = ended.is_none() && started >= cast.go_live && chance.percent(12);
    let change = Change::of(Kind::Workaround, chance.identity(started))
        .with("key", format!("W-{:03}", i + 1))
        .with("title", format!("{}{variant}", pattern.title))
        .with("break", pattern.break_.word())
        .with("form", pattern.form.word())
        .with_some("area", area.map(|(id, _)| id))
        .with_some("owner", area.and_then(|(_, owner)| owner).filter(|_| owned))
        .with("started", started)
        .with_some("ended", ended)
        .with_some("expected_end", (ended.is_none() && chance.percent(30)).then(|| started + Days::new(60)))
        .with_some("safety", pattern.safety.then_some(true));
    if !accepted {
        return change.with_some("acceptable", chance.percent(25).then_some(false));
    }
    let accepted_on = (started + Days::new(40)).min(cast.plan.today);
    change
        .with("acceptable", true)
        .with("acceptable_why", "Costs less than the change would.")
        .with("accepted_by", cast.staff[0].id)
        .with("accepted_on", accepted_on)
        .with("review_on", cast.plan.today + chance.days(5, 90))
}

/// Four in five have an estimate, half of those timed; one in four was revised after a while.
fn estimate(
    workaround: EntityId,
    pattern: &WorkaroundTitle,
    started: Day,
    ended: Option<Day>,
    cast: &Cast,
    chance: &mut Chance,
    changes: &mut Vec<Change>,
) {
    if !chance.percent(80) {
        return;
    }
    let mut revise = |from: Day, minutes: f64, basis: &str, chance: &mut Chance| {
        changes.push(
            Change::of(Kind::Estimate, chance.identity(from))
                .with("workaround", workaround)
                .with("from", from)
                .with("people", Value::Real(f64::from(pattern.people)))
                .with("uses_per_person_per_week", Value::Real(f64::from(pattern.uses)))
                .with("minutes_per_use", Value::Real(minutes))
                .with("basis", basis),
        );
    };
    let basis = if chance.percent(50) { "timed" } else { "guessed" };
    revise(started, pattern.minutes, basis, chance);
    let later = started + chance.days(40, 120);
    if chance.percent(25) && later < ended.unwrap_or(cast.plan.today) {
        let slower = pattern.minutes * if chance.percent(60) { 1.5 } else { 0.5 };
        revise(later, slower, "timed", chance);
    }
}
