//! What was said to each of the five questions.

use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_domain::words::VendorQuestion;
use keepalive_store::{Read, Thing};

use crate::types::StatedAnswer;
use crate::{ApiError, ApiResult};

/// The answers of a system's vendor, in the order of the questions.
pub(super) fn of_system(read: &Read<'_>, system: EntityId) -> ApiResult<Vec<StatedAnswer>> {
    let all = all(read, Kind::VendorAnswer)?;
    Ok(of(&all, "system", system))
}

/// Every answer of a kind that is not deleted. There are five to a system or candidate.
pub(super) fn all(read: &Read<'_>, kind: Kind) -> ApiResult<Vec<Thing>> {
    let mut all = Vec::new();
    read.each_thing(kind, |thing| {
        all.push(thing);
        Ok::<_, ApiError>(())
    })?;
    Ok(all)
}

/// One system's or candidate's answers among all, in the order of the questions.
pub(super) fn of(all: &[Thing], parent: &str, id: EntityId) -> Vec<StatedAnswer> {
    let answer = |question: &VendorQuestion| {
        let is = |thing: &&Thing| {
            thing.field(parent).as_ref_id() == Some(id)
                && thing.field("question").as_text() == Some(question.word())
        };
        all.iter().find(is).map_or_else(|| not_given(*question), |thing| stated(*question, thing))
    };
    VendorQuestion::ALL.iter().map(answer).collect()
}

/// Five questions nobody answered yet.
pub(super) fn none_given() -> Vec<StatedAnswer> {
    VendorQuestion::ALL.iter().map(|question| not_given(*question)).collect()
}

const fn not_given(question: VendorQuestion) -> StatedAnswer {
    StatedAnswer { question, stated: None, source: None, response_days: None, fix_days: None, rating: None }
}

fn stated(question: VendorQuestion, thing: &Thing) -> StatedAnswer {
    let text = |name: &str| thing.field(name).as_text().map(str::to_owned);
    StatedAnswer {
        question,
        stated: text("stated"),
        source: text("source"),
        response_days: whole(thing.field("response_days")),
        fix_days: whole(thing.field("fix_days")),
        rating: whole(thing.field("rating")),
    }
}

/// A whole number of the log that is not negative.
pub(super) fn whole(value: &Value) -> Option<u32> {
    match value {
        Value::Int(number) => u32::try_from(*number).ok(),
        _ => None,
    }
}
