//! Who works there. Roles for names: nobody is a real person.

use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;

use crate::chance::Chance;
use crate::plan::{Plan, after};
use crate::things::{keyed, row};

/// When somebody is there.
#[derive(Clone, Copy)]
enum Time {
    Always,
    /// From the first day of a go-live month on.
    FromMonth(i32),
    /// Until the first day of a go-live month.
    UntilMonth(i32),
}

struct PersonSpec {
    key: &'static str,
    name: &'static str,
    role: &'static str,
    annex: bool,
    /// Hundredths of a full-time equivalent; 0 for contacts.
    fte_percent: i64,
    time: Time,
}

const fn staff(key: &'static str, name: &'static str, role: &'static str, fte_percent: i64) -> PersonSpec {
    PersonSpec { key, name, role, annex: false, fte_percent, time: Time::Always }
}

const fn at_annex(mut person: PersonSpec) -> PersonSpec {
    person.annex = true;
    person
}

const fn when(mut person: PersonSpec, time: Time) -> PersonSpec {
    person.time = time;
    person
}

const PEOPLE: &[PersonSpec] = &[
    staff("office-manager", "Office manager", "office manager", 100),
    staff("dr-a", "Dr. A.", "provider", 100),
    when(staff("dr-b", "Dr. B.", "provider", 80), Time::FromMonth(5)),
    staff("dr-c", "Dr. C.", "provider", 80),
    at_annex(staff("dr-d", "Dr. D.", "provider", 60)),
    staff("np-e", "Nurse practitioner E.", "provider", 100),
    at_annex(staff("pa-f", "Physician assistant F.", "provider", 90)),
    staff("nurse-lead", "Nurse lead", "nurse", 100),
    staff("nurse-2", "Nurse 2", "nurse", 100),
    at_annex(staff("nurse-3", "Nurse 3", "nurse", 80)),
    staff("nurse-4", "Nurse 4", "nurse", 60),
    when(at_annex(staff("nurse-5", "Nurse 5", "nurse", 100)), Time::UntilMonth(9)),
    staff("ma-1", "Medical assistant 1", "medical assistant", 100),
    staff("ma-2", "Medical assistant 2", "medical assistant", 100),
    staff("ma-3", "Medical assistant 3", "medical assistant", 80),
    at_annex(staff("ma-4", "Medical assistant 4", "medical assistant", 100)),
    when(at_annex(staff("ma-5", "Medical assistant 5", "medical assistant", 80)), Time::FromMonth(11)),
    staff("front-desk-lead", "Front desk lead", "front desk", 100),
    staff("front-desk-2", "Front desk 2", "front desk", 100),
    at_annex(staff("front-desk-3", "Front desk 3", "front desk", 80)),
    when(staff("front-desk-4", "Front desk 4", "front desk", 100), Time::UntilMonth(14)),
    when(at_annex(staff("front-desk-5", "Front desk 5", "front desk", 60)), Time::UntilMonth(14)),
    when(staff("front-desk-6", "Front desk 6", "front desk", 80), Time::FromMonth(16)),
    staff("biller", "Biller", "billing", 100),
    staff("biller-2", "Biller 2", "billing", 60),
    staff("referrals", "Referral coordinator", "referrals", 80),
    staff("records", "Records clerk", "records", 60),
    staff("marlet-support", "Marlet support", "vendor", 0),
    staff("marlet-success", "Marlet success manager", "vendor", 0),
    staff("hobbin-support", "Hobbin support", "vendor", 0),
];

/// Somebody on the roster.
#[derive(Debug, Clone)]
pub(crate) struct Staff {
    pub(crate) id: EntityId,
    pub(crate) role: &'static str,
    /// Scheduled patient hours in a week, where the role sees patients.
    pub(crate) scheduled_hours: Option<i64>,
    from: Option<Day>,
    to: Option<Day>,
}

impl Staff {
    pub(crate) fn is_there(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day < to)
    }
}

/// The identity of a person.
pub(crate) fn person(key: &str) -> EntityId {
    EntityId::named(Kind::Person.name(), &[key])
}

/// Everybody on the roster.
pub(crate) fn roster(plan: &Plan) -> Vec<Staff> {
    PEOPLE
        .iter()
        .filter(|spec| spec.fte_percent > 0)
        .map(|spec| {
            let (from, to) = times(spec, plan);
            let sees_patients = matches!(spec.role, "provider" | "nurse" | "medical assistant");
            let scheduled_hours = sees_patients.then_some(spec.fte_percent * 34 / 100);
            Staff { id: person(spec.key), role: spec.role, scheduled_hours, from, to }
        })
        .collect()
}

/// Somebody who is there on this day.
pub(crate) fn somebody<'s>(roster: &'s [Staff], day: Day, chance: &mut Chance) -> &'s Staff {
    // The lead of every desk stays, so a few draws always find somebody.
    (0..64).map(|_| chance.one_of(roster)).find(|staff| staff.is_there(day)).unwrap_or(&roster[0])
}

fn times(spec: &PersonSpec, plan: &Plan) -> (Option<Day>, Option<Day>) {
    let in_story = |day: Day| (day <= plan.today).then_some(day);
    match spec.time {
        Time::Always => (None, None),
        Time::FromMonth(n) => (Some(plan.month(n).min(plan.today)), None),
        Time::UntilMonth(n) => (None, in_story(plan.month(n))),
    }
}

/// People, sites and staffing.
pub(crate) fn changes(plan: &Plan) -> Vec<Change> {
    let sites = ["Main clinic", "Annex"].map(|name| (EntityId::named(Kind::Site.name(), &[name]), name));
    let mut changes: Vec<Change> =
        sites.iter().map(|(id, name)| Change::of(Kind::Site, *id).with("name", *name)).collect();
    for spec in PEOPLE {
        let (from, to) = times(spec, plan);
        let from = from.or((spec.fte_percent > 0).then_some(plan.earlier_go_live));
        changes.push(
            keyed(Kind::Person, spec.key)
                .with("name", spec.name)
                .with("role", spec.role)
                .with_some("site", (spec.fte_percent > 0).then_some(sites[usize::from(spec.annex)].0))
                .with_some("active_from", from)
                .with_some("active_to", to),
        );
        if let Some(from) = from {
            changes.push(fte(spec, from, spec.fte_percent));
        }
    }
    // After the first hard winter one provider works less.
    if let Some(spec) = PEOPLE.iter().find(|spec| spec.key == "dr-c") {
        changes.push(fte(spec, after(plan.month(10), 0).min(plan.today), 60));
    }
    changes
}

fn fte(spec: &PersonSpec, from: Day, percent: i64) -> Change {
    row(Kind::Fte, from, spec.key)
        .with("person", person(spec.key))
        .with("from", from)
        .with("fte", crate::things::hundredths(percent))
}
