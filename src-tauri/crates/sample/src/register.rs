//! The clinic itself, its systems, areas, questions and shadow records, and what changed around it.

use keepalive_domain::calendar::add_months;
use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_domain::words::{AnsweredIn, EventKind};

use crate::people::person;
use crate::plan::{Plan, after};
use crate::things::{keyed, row};
use crate::titles::AREAS;

/// The sample clinic's name.
pub(crate) const CLINIC_NAME: &str = "Larkmoor Family Health";

/// Questions of leadership, and after how many go-live months the EHR answered them; `None`: it does not.
const QUESTIONS: &[(&str, &str, &str, Option<i32>)] = &[
    ("Q-1", "How many no-shows by hour of the day?", "Reports", Some(9)),
    ("Q-2", "Which referrals are open longer than 14 days?", "Reports", None),
    ("Q-3", "Which results has nobody looked at?", "Results", None),
    ("Q-4", "How many refill requests were refused, and why?", "Refills", None),
    ("Q-5", "Denials by reason and week?", "Billing", Some(6)),
    ("Q-6", "How long do people wait between check-in and room?", "Rooming", Some(12)),
    ("Q-7", "Which messages are older than two days?", "Inbox", Some(15)),
    ("Q-8", "How many orders are unsigned tonight?", "Orders", Some(4)),
    ("Q-9", "How often does an interface refuse a message?", "Interfaces", None),
    ("Q-10", "Who can see what?", "Users and roles", None),
];

/// Lists kept beside the EHR: title, keeper, question, place.
const SHADOWS: &[(&str, &str, &str, &str, &str)] = &[
    ("S-1", "Paper count of no-shows by hour", "front-desk-lead", "Q-1", "front desk drawer"),
    ("S-2", "Referral tracking spreadsheet", "referrals", "Q-2", "shared drive"),
    ("S-3", "Lab list ticked by hand", "nurse-2", "Q-3", "nurses' station"),
    ("S-4", "Tally of refused refills", "nurse-lead", "Q-4", "sheet on the wall"),
    ("S-5", "Denials spreadsheet", "biller", "Q-5", "shared drive"),
    ("S-6", "Waiting times on the whiteboard", "ma-1", "Q-6", "back corridor"),
];

/// What happened around: key, go-live month, day in it, kind, title, whether control limits restart.
const EVENTS: &[(&str, i32, i64, EventKind, &str, bool)] = &[
    ("E-1", -3, 9, EventKind::Replacement, "Demo of Marlet", false),
    ("E-2", 1, 0, EventKind::Contract, "Marlet contract, three years", false),
    ("E-3", 5, 4, EventKind::Staff, "Dr. B. joins", false),
    ("E-4", 6, 17, EventKind::Regulation, "New prior-auth rule", false),
    ("E-5", 8, 2, EventKind::Service, "Telehealth", false),
    ("E-6", 10, 12, EventKind::Upgrade, "Marlet 9.2", true),
    ("E-7", 12, 6, EventKind::Volume, "School physicals", false),
    ("E-8", 14, 0, EventKind::Staff, "2 leave the front desk", false),
    ("E-9", 16, 20, EventKind::ModuleGoLive, "Marlet billing module", false),
];

/// Days before the contract renews by which notice has to be given.
const NOTICE_DAYS: i64 = 90;

/// Closed over noon, and from Friday noon on.
const OPENING_HOURS: &str = r#"[["08:00-12:00","13:00-17:30"],["08:00-12:00","13:00-17:30"],["08:00-12:00","13:00-17:30"],["08:00-12:00","13:00-17:30"],["08:00-12:00"],[],[]]"#;

/// What was changed in the EHR: key, go-live month, day in it, area, item, before, after, by, verified by, and
/// days after it when it is looked at again.
type ConfigChangeSpec = (
    &'static str,
    i32,
    i64,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
    Option<i64>,
);

const CONFIG_CHANGES: &[ConfigChangeSpec] = &[
    (
        "C-1",
        3,
        8,
        "Scheduling",
        "Visit length, new patient",
        "20 minutes",
        "40 minutes",
        "office-manager",
        Some("front-desk-lead"),
        None,
    ),
    (
        "C-2",
        5,
        6,
        "Users and roles",
        "Role of a new provider",
        "Resident",
        "Provider",
        "office-manager",
        Some("nurse-lead"),
        Some(90),
    ),
    (
        "C-3",
        6,
        19,
        "Orders",
        "Prior-auth question",
        "Not asked",
        "Asked before the order is signed",
        "nurse-lead",
        Some("nurse-2"),
        Some(120),
    ),
    (
        "C-4",
        8,
        4,
        "Scheduling",
        "Visit type",
        "None for video",
        "Telehealth, 20 minutes",
        "front-desk-lead",
        Some("office-manager"),
        Some(180),
    ),
    (
        "C-5",
        10,
        15,
        "Note templates",
        "Well visit, ages 5 to 11",
        "11 required fields",
        "6 required fields",
        "nurse-lead",
        Some("ma-1"),
        Some(120),
    ),
    (
        "C-6",
        12,
        2,
        "Reports",
        "No-shows by hour",
        "No such report",
        "Saved report, front desk may run it",
        "office-manager",
        Some("front-desk-lead"),
        Some(365),
    ),
    (
        "C-7",
        13,
        11,
        "Inbox",
        "Copy of a result to the whole team",
        "On",
        "Off; the ordering provider only",
        "nurse-lead",
        None,
        Some(30),
    ),
    (
        "C-8",
        15,
        5,
        "Rooming",
        "Time of check-in",
        "Not kept",
        "Kept when the room is set",
        "office-manager",
        None,
        Some(60),
    ),
];

/// The clinic, its systems and areas.
pub(crate) fn foundation(plan: &Plan) -> Vec<Change> {
    let clinic = Change::of(Kind::Clinic, EntityId::named("clinic", &["clinic"]))
        .with("name", CLINIC_NAME)
        .with("time_zone", plan.zone.name())
        .with("opening_hours", OPENING_HOURS)
        .with("sample", true);
    let system = |key: &str, name: &str, vendor: &str, go_live: Day, retired: Option<Day>| {
        keyed(Kind::System, key)
            .with("name", name)
            .with("vendor", vendor)
            .with("go_live", go_live)
            .with_some("retired", retired)
    };
    // Three years, then one more each time nobody gives notice.
    let mut renews = plan.month(37);
    while renews <= plan.today {
        renews = add_months(renews, 12).unwrap_or(Day::MAX);
    }
    vec![
        clinic,
        system("hobbin", "Hobbin Chart", "Hobbin", plan.earlier_go_live, Some(plan.go_live)),
        system("marlet", "Marlet EHR", "Marlet", plan.go_live, None)
            .with("contract_notice_on", after(renews, -NOTICE_DAYS))
            .with("contract_renews_on", renews),
    ]
}

/// Areas with their owners. They name people, so they come after them.
pub(crate) fn areas(plan: &Plan) -> Vec<Change> {
    let area = |(i, spec): (usize, &crate::titles::AreaSpec)| {
        // Reviewed between a week and half a year ago; what nobody owns, long ago or never.
        let reviewed = match spec.owner {
            Some(_) => Some(after(plan.today, -(7 + 13 * i64::try_from(i).unwrap_or(0)))),
            None if spec.name == "Results" => None,
            None => Some(after(plan.today, -190 - i64::try_from(i).unwrap_or(0))),
        };
        keyed(Kind::Area, spec.name)
            .with_some("owner", spec.owner.map(person))
            .with_some("backup", spec.backup.map(person))
            .with("route", spec.route.word())
            .with("review_every_days", Value::Int(spec.review_every_days))
            .with_some("last_reviewed", reviewed)
    };
    AREAS.iter().enumerate().map(area).collect()
}

/// Questions with their answers over time, the lists that answer some, and the events.
pub(crate) fn register(plan: &Plan) -> Vec<Change> {
    let mut changes = Vec::new();
    let question_id = |key: &str| EntityId::named(Kind::Question.name(), &[key]);
    for (key, text, area, answered_after) in QUESTIONS {
        let area = EntityId::named(Kind::Area.name(), &[area]);
        changes.push(keyed(Kind::Question, key).with("text", *text).with("area", area));
        let mut answer = |from: Day, answered_in: AnsweredIn| {
            if from <= plan.today {
                let change = row(Kind::Answer, from, key)
                    .with("question", question_id(key))
                    .with("from", from)
                    .with("answered_in", answered_in.word());
                changes.push(change);
            }
        };
        answer(plan.go_live, AnsweredIn::Unanswered);
        if SHADOWS.iter().any(|(_, _, _, question, _)| question == key) {
            answer(plan.month(3), AnsweredIn::Shadow);
        }
        if let Some(months) = answered_after {
            answer(plan.month(months + 1), AnsweredIn::Ehr);
        }
    }
    for (key, title, keeper, question, kept_in) in SHADOWS {
        let answered = QUESTIONS.iter().find(|(q, ..)| q == question).and_then(|(.., after)| *after);
        let ended = answered.map(|months| plan.month(months + 1)).filter(|day| *day <= plan.today);
        changes.push(
            keyed(Kind::ShadowRecord, key)
                .with("title", *title)
                .with("keeper", person(keeper))
                .with("question", question_id(question))
                .with("kept_in", *kept_in)
                .with("started", plan.month(3).min(plan.today))
                .with_some("ended", ended),
        );
    }
    for (key, month, day, kind, title, rebase) in EVENTS {
        let on = after(plan.month(*month), *day);
        if on <= plan.today {
            changes.push(
                keyed(Kind::Event, key)
                    .with("on", on)
                    .with("kind", kind.word())
                    .with("title", *title)
                    .with_some("rebase", rebase.then_some(true)),
            );
        }
    }
    for (key, month, day, area, item, before, after_it, by, verified_by, review_after) in CONFIG_CHANGES {
        let on = after(plan.month(*month), *day);
        if on <= plan.today {
            changes.push(
                keyed(Kind::ConfigChange, key)
                    .with("on", on)
                    .with("area", EntityId::named(Kind::Area.name(), &[area]))
                    .with("item", *item)
                    .with("before", *before)
                    .with("after", *after_it)
                    .with("by", person(by))
                    .with_some("verified_by", verified_by.map(person))
                    .with_some("review_on", review_after.map(|days| after(on, days))),
            );
        }
    }
    changes
}
