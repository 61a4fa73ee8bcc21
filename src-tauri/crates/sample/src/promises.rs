//! The vendor's turn: first response, promises, slips and chases.

use chrono::Days;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use crate::chance::Chance;
use crate::requests::Story;
use crate::titles::CHANNELS;

/// Hands the request to the vendor and lets it wait there. False if it waits still.
pub(crate) fn wait_on_vendor(story: &mut Story<'_>, chance: &mut Chance, changes: &mut Vec<Change>) -> bool {
    story.state("waiting_vendor", None, chance, changes);
    let sent = story.day;
    if !story.later(1, 9, chance) {
        return false;
    }
    story.fact("first_response", chance, changes);
    if chance.percent(35) {
        story.fact("workaround_offered", chance, changes);
    }
    if chance.percent(75) {
        let mut made = story.day;
        let mut due = made + chance.days(14, 45);
        for _ in 0..=chance.between(0, 2) {
            promise(story, made, due, chance, changes);
            // The next date is given when this one has passed.
            made = due + Days::new(1);
            due = made + chance.days(14, 30);
            if made > story.cast.plan.today {
                break;
            }
        }
        story.day = made;
    }
    let waits_on = chance.percent(22);
    let over = story.later(5, 40, chance) && !waits_on;
    let until = if over { story.day } else { story.cast.plan.today };
    chases(story, sent, until, chance, changes);
    over
}

fn promise(
    story: &Story<'_>,
    made_on: chrono::NaiveDate,
    due_on: chrono::NaiveDate,
    chance: &mut Chance,
    changes: &mut Vec<Change>,
) {
    let by = story.cast.vendor[usize::from(chance.percent(30))];
    changes.push(
        Change::of(Kind::Promise, chance.identity(made_on))
            .with("request", story.id)
            .with("clock", "fix")
            .with("made_on", made_on)
            .with("due_on", due_on)
            .with("promised_by", by)
            .with("source", *chance.one(&["e-mail", "call", "portal"])),
    );
}

/// Somebody follows it up every one to four weeks.
fn chases(
    story: &Story<'_>,
    sent: chrono::NaiveDate,
    until: chrono::NaiveDate,
    chance: &mut Chance,
    changes: &mut Vec<Change>,
) {
    let mut day = sent + chance.days(7, 21);
    while day < until {
        let at = chance.office_hours(day);
        #[expect(clippy::cast_precision_loss, reason = "minutes of a call")]
        let minutes = chance.between(1, 9) as f64 * 5.0;
        changes.push(
            Change::of(Kind::Chase, chance.identity(day))
                .with("request", story.id)
                .with("at", Value::Instant(at))
                .with("minutes", Value::Real(minutes))
                .with("person", story.cast.somebody(day, chance))
                .with("channel", *chance.one(CHANNELS)),
        );
        day = day + chance.days(7, 28);
    }
}
