//! Changes in the clinic and the EHR, and the register of what was really changed.

use chrono::Days;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;

use crate::cast::Cast;
use crate::chance::Chance;

/// Days after go-live of the second EHR, kind, name, whether control limits start afresh.
const EVENTS: &[(u64, &str, &str, bool)] = &[
    (45, "staff", "Dr. B. joins", false),
    (150, "service", "Telehealth", false),
    (220, "upgrade", "Marlet 9.2", true),
    (290, "regulation", "Prior auth", false),
    (365, "staff", "2 leave front desk", false),
];

/// What was changed: area, item, before, after.
const CONFIG_CHANGES: &[(&str, &str, &str, &str)] = &[
    ("Scheduling", "Slot length for new people", "15 minutes", "30 minutes"),
    ("Rooming", "Smoking status question", "every visit", "once a year"),
    ("Orders", "Second allergy pop-up", "on", "off"),
    ("Note templates", "Well-child note", "14 headings", "6 headings"),
    ("Inbox", "Refill pool", "one pool", "one per team"),
    ("Check-in", "Phone number", "two fields", "one field"),
    ("Billing", "Claim edit texts", "codes", "sentences"),
    ("Users and roles", "Float nurse", "no role", "role with both queues"),
    ("Reports", "No-show list", "monthly", "each morning"),
    ("Results", "Routing by ordering provider", "off", "on"),
];

pub(crate) fn write(cast: &Cast, chance: &mut Chance, changes: &mut Vec<Change>) {
    for (i, (days, kind, title, rebase)) in EVENTS.iter().enumerate() {
        let on = cast.go_live + Days::new(*days);
        if on > cast.plan.today {
            break;
        }
        let key = format!("E-{:02}", i + 1);
        changes.push(
            Change::of(Kind::Event, EntityId::named(Kind::Event.name(), &[&key]))
                .with("key", key)
                .with("on", on)
                .with("kind", *kind)
                .with("title", *title)
                .with_some("rebase", rebase.then_some(true)),
        );
    }
    let open_days = (cast.plan.today - cast.go_live).num_days().max(1);
    for i in 0..40 {
        let (area, item, before, after) = *chance.one(CONFIG_CHANGES);
        let on = cast.go_live + chance.days(0, open_days);
        let key = format!("C-{:03}", i + 1);
        let verified = chance.percent(60);
        changes.push(
            Change::of(Kind::ConfigChange, EntityId::named(Kind::ConfigChange.name(), &[&key]))
                .with("key", key)
                .with("on", on)
                .with_some("area", cast.area(area).map(|(id, _)| id))
                .with("item", item)
                .with("before", before)
                .with("after", after)
                .with("by", cast.somebody(on, chance))
                .with_some("verified_by", verified.then_some(cast.staff[1].id))
                .with("review_on", on + Days::new(180)),
        );
    }
}
