//! What leadership needs to know, where it is answered, and the spreadsheets beside the EHR.

use chrono::Days;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;

use crate::cast::Cast;
use crate::chance::Chance;
use crate::titles::QUESTIONS;
use crate::workarounds::Workaround;

pub(crate) fn write(cast: &Cast, workarounds: &[Workaround], chance: &mut Chance, changes: &mut Vec<Change>) {
    for (i, (text, area)) in QUESTIONS.iter().enumerate() {
        let key = format!("Q-{:02}", i + 1);
        let id = EntityId::named(Kind::Question.name(), &[&key]);
        let area = cast.area(area).map(|(id, _)| id);
        changes.push(
            Change::of(Kind::Question, id).with("key", key).with("text", *text).with_some("area", area),
        );
        let mut from = cast.go_live + chance.days(0, 40);
        for answered_in in [
            "none",
            if chance.percent(60) { "shadow" } else { "none" },
            *chance.one(&["ehr", "shadow", "none"]),
        ] {
            if from > cast.plan.today {
                break;
            }
            changes.push(
                Change::of(Kind::Answer, chance.identity(from))
                    .with("question", id)
                    .with("from", from)
                    .with("answered_in", answered_in),
            );
            from = from + chance.days(60, 200);
        }
        if i % 2 == 0 {
            shadow_record(i, id, cast, workarounds, chance, changes);
        }
    }
}

fn shadow_record(
    i: usize,
    question: EntityId,
    cast: &Cast,
    workarounds: &[Workaround],
    chance: &mut Chance,
    changes: &mut Vec<Change>,
) {
    let key = format!("S-{:02}", i / 2 + 1);
    let beside = workarounds.iter().find(|w| w.area == "Reports" && w.started >= cast.go_live).map(|w| w.id);
    changes.push(
        Change::of(Kind::ShadowRecord, EntityId::named(Kind::ShadowRecord.name(), &[&key]))
            .with("key", key)
            .with("title", *chance.one(&["Referral list", "Denials sheet", "Call list", "Month-end numbers"]))
            .with("keeper", cast.staff[usize::from(i % 2 == 0) * 3].id)
            .with("question", question)
            .with("kept_in", "a spreadsheet on the shared drive")
            .with("started", cast.go_live + Days::new(30))
            .with_some("workaround", beside),
    );
}
