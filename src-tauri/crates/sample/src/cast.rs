//! The organisation: clinic, sites, systems, people with their staffing, areas with their owners.

use chrono::{Days, Months};
use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use crate::chance::Chance;
use crate::{Plan, ZONE};

/// How long the first EHR was in use.
const FIRST_EHR_MONTHS: u32 = 14;
/// Go-live falls so many days before a whole number of months ago: the month in progress is half over.
const DAYS_INTO_MONTH: u64 = 18;

/// Name, role, FTE in tenths. A role in the name keeps the sample free of people.
const STAFF: &[(&str, &str, u8)] = &[
    ("Office manager", "manager", 10),
    ("Nurse lead", "nurse", 10),
    ("Front desk lead", "front desk", 10),
    ("Biller", "billing", 10),
    ("Dr. A.", "provider", 10),
    ("Dr. B.", "provider", 8),
    ("Dr. C.", "provider", 9),
    ("Dr. D.", "provider", 6),
    ("Nurse practitioner E.", "provider", 10),
    ("Nurse practitioner F.", "provider", 8),
    ("Physician assistant G.", "provider", 10),
    ("Nurse H.", "nurse", 10),
    ("Nurse I.", "nurse", 8),
    ("Nurse J.", "nurse", 6),
    ("Medical assistant K.", "assistant", 10),
    ("Medical assistant L.", "assistant", 10),
    ("Medical assistant M.", "assistant", 8),
    ("Medical assistant N.", "assistant", 5),
    ("Front desk O.", "front desk", 10),
    ("Front desk P.", "front desk", 8),
    ("Front desk Q.", "front desk", 6),
    ("Front desk R.", "front desk", 10),
    ("Referral desk", "front desk", 8),
    ("Billing assistant", "billing", 6),
    ("Lab S.", "lab", 10),
    ("Lab T.", "lab", 4),
    ("Quality lead", "manager", 5),
    ("Medical director", "provider", 3),
];

/// Area, accountable owner and backup as positions in [`STAFF`], route, review rhythm, last review in days ago.
const AREAS: &[(&str, Option<usize>, Option<usize>, &str, i64, u64)] = &[
    ("Scheduling", Some(2), Some(0), "in_house", 90, 92),
    ("Check-in", Some(2), Some(0), "in_house", 90, 36),
    ("Rooming", Some(1), Some(4), "in_house", 90, 24),
    ("Note templates", Some(4), Some(1), "in_house", 90, 90),
    ("Orders", Some(4), Some(1), "vendor", 90, 59),
    ("Results", None, None, "nobody", 90, 400),
    ("Refills", None, Some(1), "vendor", 90, 184),
    ("Inbox", Some(1), None, "in_house", 120, 64),
    ("Billing", Some(3), Some(0), "consultant", 60, 17),
    ("Reports", Some(0), Some(3), "vendor", 60, 31),
    ("Interfaces", None, None, "nobody", 180, 258),
    ("Users and roles", Some(0), Some(3), "in_house", 180, 13),
];

/// One of the people.
#[derive(Clone)]
pub(crate) struct Member {
    pub(crate) id: EntityId,
    pub(crate) role: &'static str,
    pub(crate) from: Day,
    pub(crate) to: Option<Day>,
}

impl Member {
    pub(crate) fn is_here(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }
}

/// Everybody and everything there is before anything happens.
pub(crate) struct Cast {
    pub(crate) plan: Plan,
    /// First day of the whole history: go-live of the first EHR.
    pub(crate) begin: Day,
    /// Go-live of the second EHR, the day the first was retired.
    pub(crate) go_live: Day,
    pub(crate) staff: Vec<Member>,
    /// Contacts at the second EHR's vendor.
    pub(crate) vendor: [EntityId; 2],
    areas: Vec<(&'static str, EntityId, Option<EntityId>)>,
}

impl Cast {
    pub(crate) fn hire(plan: Plan, chance: &mut Chance, changes: &mut Vec<Change>) -> Self {
        let months_ago = |n| plan.today.checked_sub_months(Months::new(n)).unwrap_or(plan.today);
        let go_live = months_ago(plan.months.saturating_sub(1)) - Days::new(DAYS_INTO_MONTH);
        let begin = go_live.checked_sub_months(Months::new(FIRST_EHR_MONTHS)).unwrap_or(go_live);
        let mut new = |kind: Kind, key: &str, day: Day| {
            let id = if key.is_empty() { chance.identity(day) } else { EntityId::named(kind.name(), &[key]) };
            Change::of(kind, id)
        };
        changes.push(
            new(Kind::Clinic, "clinic", begin)
                .with("name", "Larkmoor Family Health")
                .with("time_zone", ZONE)
                .with("sample", true),
        );
        for site in ["Main site", "North site"] {
            changes.push(new(Kind::Site, site, begin).with("name", site));
        }
        for (key, name, vendor, from, retired) in [
            ("hobbin", "Hobbin", "Hobbin", begin, Some(go_live)),
            ("marlet", "Marlet EHR", "Marlet", go_live, None),
        ] {
            changes.push(
                new(Kind::System, key, from)
                    .with("key", key)
                    .with("name", name)
                    .with("vendor", vendor)
                    .with("go_live", from)
                    .with_some("retired", retired),
            );
        }
        let mut staff = Vec::new();
        for (i, (name, role, tenths)) in STAFF.iter().enumerate() {
            let (from, to) = comes_and_goes(i, begin, go_live, plan.today);
            let person = new(Kind::Person, &format!("p{:02}", i + 1), from);
            staff.push(Member { id: person.entity, role, from, to });
            let site =
                EntityId::named(Kind::Site.name(), &[if i % 4 == 3 { "North site" } else { "Main site" }]);
            changes.push(
                person
                    .with("key", format!("p{:02}", i + 1))
                    .with("name", *name)
                    .with("role", *role)
                    .with("site", site)
                    .with("active_from", from)
                    .with_some("active_to", to),
            );
            changes.push(
                new(Kind::Fte, "", from)
                    .with("person", staff[i].id)
                    .with("from", from)
                    .with("fte", Value::Real(f64::from(*tenths) / 10.0)),
            );
        }
        let vendor = ["Marlet support", "Marlet account lead"].map(|name| {
            let contact = new(Kind::Person, name, go_live);
            let id = contact.entity;
            changes.push(contact.with("key", name).with("name", name).with("role", "vendor"));
            id
        });
        let mut areas = Vec::new();
        for (name, owner, backup, route, every, ago) in AREAS {
            let area = new(Kind::Area, name, begin);
            let owner = owner.map(|i| staff[i].id);
            areas.push((*name, area.entity, owner));
            changes.push(
                area.with("key", *name)
                    .with_some("owner", owner)
                    .with_some("backup", backup.map(|i| staff[i].id))
                    .with("route", *route)
                    .with("review_every_days", Value::Int(*every))
                    .with("last_reviewed", plan.today - Days::new(*ago)),
            );
        }
        Self { plan, begin, go_live, staff, vendor, areas }
    }

    /// An area's identity and accountable owner.
    pub(crate) fn area(&self, name: &str) -> Option<(EntityId, Option<EntityId>)> {
        self.areas.iter().find(|(n, ..)| *n == name).map(|(_, id, owner)| (*id, *owner))
    }

    /// One of those here on a day.
    pub(crate) fn somebody(&self, day: Day, chance: &mut Chance) -> EntityId {
        let here: Vec<_> = self.staff.iter().filter(|m| m.is_here(day)).collect();
        if here.is_empty() { self.staff[0].id } else { chance.one(&here).id }
    }
}

/// Most were there from the start; one provider joins, two of the front desk leave.
fn comes_and_goes(i: usize, begin: Day, go_live: Day, today: Day) -> (Day, Option<Day>) {
    let before_today = |days| today - Days::new(days);
    match i {
        5 => (go_live + Days::new(45), None),
        19 => (begin, Some(before_today(75))),
        20 => (begin, Some(before_today(68))),
        25 => (go_live + Days::new(150), None),
        _ => (begin, None),
    }
}
