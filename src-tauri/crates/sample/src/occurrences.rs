//! "It happened again": some fifty times a workaround, and as many times more as the scale says.

use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use crate::Plan;
use crate::cast::Cast;
use crate::chance::Chance;
use crate::workarounds::Workaround;

/// Occurrences at scale 1.
const PER_ROUND: usize = 6_000;

/// One batch per unit of scale.
pub(crate) fn rounds(
    plan: Plan,
    cast: Cast,
    workarounds: Vec<Workaround>,
    mut chance: Chance,
) -> impl Iterator<Item = Vec<Change>> {
    (0..plan.scale.max(1)).map(move |_| {
        (0..PER_ROUND).map(|i| occurrence(&workarounds[i % workarounds.len()], &cast, &mut chance)).collect()
    })
}

/// Two in three are timed, within half a minute to twice the pattern's minutes.
fn occurrence(workaround: &Workaround, cast: &Cast, chance: &mut Chance) -> Change {
    let last = workaround.ended.unwrap_or(cast.plan.today);
    let open_days = (last - workaround.started).num_days().max(1);
    let day = (workaround.started + chance.days(0, open_days - 1)).min(cast.plan.today);
    #[expect(clippy::cast_possible_truncation, reason = "a few tens of minutes")]
    let twice = (workaround.minutes * 4.0) as i64;
    #[expect(clippy::cast_precision_loss, reason = "a few tens of minutes")]
    let minutes = chance.between(1, twice.max(2)) as f64 / 2.0;
    let timed = chance.percent(66);
    let at = chance.office_hours(day);
    Change::of(Kind::Occurrence, chance.identity(day))
        .with("workaround", workaround.id)
        .with("at", Value::Instant(at))
        .with("person", cast.somebody(day, chance))
        .with_some("minutes", timed.then_some(Value::Real(minutes)))
        .with_some("count", chance.percent(8).then_some(Value::Int(2)))
}
