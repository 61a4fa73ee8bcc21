//! Requests and what became of them.

use chrono::Days;
use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use crate::cast::Cast;
use crate::chance::Chance;
use crate::promises;
use crate::titles::{CLAUSES, REASONS, REQUESTS, VARIANTS};
use crate::workarounds::Workaround;

/// How many there are over both systems.
const HOW_MANY: usize = 300;
/// Of them under the first EHR.
const UNDER_FIRST_EHR: usize = 90;

/// A request while its story is being written.
pub(crate) struct Story<'a> {
    pub(crate) cast: &'a Cast,
    pub(crate) id: EntityId,
    pub(crate) requester: EntityId,
    /// Where the story has got to.
    pub(crate) day: Day,
}

pub(crate) fn write(cast: &Cast, workarounds: &[Workaround], chance: &mut Chance, changes: &mut Vec<Change>) {
    let mut earlier: Vec<(EntityId, &str)> = Vec::new();
    for i in 0..HOW_MANY {
        let (title, area, kind) = REQUESTS[i % REQUESTS.len()];
        let variant = VARIANTS[(i / REQUESTS.len()) % VARIANTS.len()];
        let asked = asked_on(i, cast, chance);
        let (area_id, owner) = cast.area(area).unzip();
        let route =
            *chance.one(&["vendor", "vendor", "vendor", "in_house", "in_house", "training", "consultant"]);
        let id = chance.identity(asked);
        let requester = cast.somebody(asked, chance);
        let to_marlet = route == "vendor" && asked >= cast.go_live;
        changes.push(
            Change::of(Kind::Request, id)
                .with("key", format!("R-{:03}", i + 1))
                .with("title", format!("{title}{variant}"))
                .with("kind", kind.word())
                .with("route", route)
                .with_some("area", area_id)
                .with_some("owner", owner.flatten().filter(|_| chance.percent(85)))
                .with("requester", requester)
                .with_some("vendor_contact", (to_marlet && chance.percent(60)).then_some(cast.vendor[0]))
                .with_some("vendor_ref", to_marlet.then(|| format!("MAR-{}", 20_400 + i)))
                .with_some("safety", chance.percent(4).then_some(true))
                .with_some("regulatory", chance.percent(3).then_some(true))
                .with("value", Value::Int(chance.between(1, 5)))
                .with("effort", Value::Int(chance.between(1, 5))),
        );
        let into = earlier.iter().rev().find(|(_, of)| *of == area).map(|(id, _)| *id);
        let mut story = Story { cast, id, requester, day: asked };
        story.tell(route, into, chance, changes);
        voices(&story, asked, chance, changes);
        links(&story, area, asked, workarounds, chance, changes);
        earlier.push((id, area));
    }
}

/// Evenly under the first EHR; under the second many in the first half and fewer later: people stop asking.
fn asked_on(i: usize, cast: &Cast, chance: &mut Chance) -> Day {
    let (from, to) =
        if i < UNDER_FIRST_EHR { (cast.begin, cast.go_live) } else { (cast.go_live, cast.plan.today) };
    let span = (to - from).num_days().max(2) - 1;
    let first = chance.between(0, span);
    let second = if i < UNDER_FIRST_EHR { span } else { chance.between(span / 3, span) };
    from + Days::new(first.min(second).unsigned_abs())
}

impl Story<'_> {
    fn tell(&mut self, route: &str, into: Option<EntityId>, chance: &mut Chance, changes: &mut Vec<Change>) {
        self.state("new", None, chance, changes);
        if !self.later(1, 9, chance) {
            return;
        }
        if chance.percent(8) {
            self.state("needs_clarifying", None, chance, changes);
            if !self.later(2, 20, chance) {
                return;
            }
        }
        if let Some(into) = into.filter(|_| chance.percent(4)) {
            let at = self.state("merged", None, chance, changes);
            changes[at] = changes[at].clone().with("into", into);
            return;
        }
        self.state("triaged", None, chance, changes);
        if !self.later(0, 8, chance) {
            return;
        }
        if chance.percent(5) {
            self.close("declined_clinic", Some(REASONS), chance, changes);
            return;
        }
        match route {
            "vendor" => {
                if !promises::wait_on_vendor(self, chance, changes) {
                    return;
                }
                if chance.percent(15) {
                    self.close("declined_vendor", Some(CLAUSES), chance, changes);
                    return;
                }
                if chance.percent(7) {
                    self.close("withdrawn", None, chance, changes);
                    return;
                }
            }
            "in_house" => self.state_on("in_progress", chance, changes),
            _ => self.state_on("waiting_others", chance, changes),
        }
        let (least, most) = if route == "vendor" { (1, 10) } else { (4, 60) };
        if !self.later(least, most, chance) {
            return;
        }
        self.state("delivered", None, chance, changes);
        if self.later(1, 14, chance) && chance.percent(85) {
            self.close("verified", None, chance, changes);
        }
    }

    fn state_on(&self, state: &str, chance: &mut Chance, changes: &mut Vec<Change>) {
        self.state(state, None, chance, changes);
    }

    /// Lets days pass; false if the story has reached today.
    pub(crate) fn later(&mut self, least: i64, most: i64, chance: &mut Chance) -> bool {
        self.day = self.day + chance.days(least, most);
        self.day <= self.cast.plan.today
    }

    /// Writes a state and returns where it stands.
    pub(crate) fn state(
        &self,
        state: &str,
        reason: Option<&[&str]>,
        chance: &mut Chance,
        changes: &mut Vec<Change>,
    ) -> usize {
        let at = chance.office_hours(self.day);
        changes.push(
            Change::of(Kind::RequestState, chance.identity(self.day))
                .with("request", self.id)
                .with("at", Value::Instant(at))
                .with("state", state)
                .with("by", self.cast.staff[0].id)
                .with_some("reason", reason.map(|reasons| *chance.one(reasons))),
        );
        changes.len() - 1
    }

    pub(crate) fn fact(&self, fact: &str, chance: &mut Chance, changes: &mut Vec<Change>) {
        let at = chance.office_hours(self.day);
        changes.push(
            Change::of(Kind::RequestFact, chance.identity(self.day))
                .with("request", self.id)
                .with("at", Value::Instant(at))
                .with("fact", fact),
        );
    }

    /// Tells the requester, then closes.
    fn close(&self, state: &str, reasons: Option<&[&str]>, chance: &mut Chance, changes: &mut Vec<Change>) {
        self.fact("told_requester", chance, changes);
        self.state(state, reasons, chance, changes);
    }
}

fn voices(story: &Story<'_>, asked: Day, chance: &mut Chance, changes: &mut Vec<Change>) {
    for _ in 0..chance.between(0, 5) {
        let day = asked + chance.days(0, 60);
        let person = story.cast.somebody(asked, chance);
        if !chance.percent(45) || day > story.cast.plan.today || person == story.requester {
            continue;
        }
        let element = EntityId::named(Kind::Voice.name(), &[&story.id.to_string(), &person.to_string()]);
        if changes.iter().rev().take(6).any(|c| c.entity == element) {
            continue;
        }
        let at = chance.office_hours(day);
        changes.push(
            Change::of(Kind::Voice, element)
                .with("item", story.id)
                .with("person", person)
                .with("at", Value::Instant(at)),
        );
    }
}

/// Two in five requests name the workaround they are meant to end.
fn links(
    story: &Story<'_>,
    area: &str,
    asked: Day,
    workarounds: &[Workaround],
    chance: &mut Chance,
    changes: &mut Vec<Change>,
) {
    let in_use =
        |w: &&Workaround| w.area == area && w.started <= asked && w.ended.is_none_or(|end| asked < end);
    let candidates: Vec<_> = workarounds.iter().filter(in_use).collect();
    if candidates.is_empty() || !chance.percent(40) {
        return;
    }
    let workaround = chance.one(&candidates).id;
    let element = EntityId::named(Kind::Link.name(), &[&story.id.to_string(), &workaround.to_string()]);
    changes.push(Change::of(Kind::Link, element).with("request", story.id).with("workaround", workaround));
}
