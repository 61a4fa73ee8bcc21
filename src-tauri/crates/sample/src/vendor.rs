//! What Marlet said before and after the contract, and the two EHRs leadership had a look at.

use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_domain::words::VendorQuestion::{self, Changes, Contact, Misfit, Scope, Speed};

use crate::things::keyed;

/// One stated answer: question, words, source, days to a first response and to a fix, the clinic's rating.
type AnswerSpec = (VendorQuestion, &'static str, &'static str, Option<i64>, Option<i64>, Option<i64>);

const MARLET: &[AnswerSpec] = &[
    (Changes, "Through the portal, one team.", "Contract exhibit C", None, None, Some(2)),
    (Misfit, "We adapt it in the next release.", "Sales call", None, None, Some(1)),
    (Scope, "New development only.", "Contract clause 7.2", None, None, Some(2)),
    (
        Speed,
        "Two working days to answer, three weeks to fix.",
        "Service terms 4.1",
        Some(2),
        Some(21),
        Some(1),
    ),
    (Contact, "A named success manager.", "Kick-off e-mail", None, None, Some(2)),
];

const TARN: &[AnswerSpec] = &[
    (Changes, "Your own administrator can change templates and roles.", "Demo", None, None, Some(4)),
    (Misfit, "A configuration day every quarter.", "Offer, page 6", None, None, Some(3)),
    (Scope, "Anything that needs a new screen.", "Offer, page 9", None, None, Some(3)),
    (Speed, "One day to answer, ten days to fix.", "Offer, page 11", Some(1), Some(10), Some(4)),
    (Contact, "The same two people for the first year.", "Reference call", None, None, Some(4)),
];

/// Asked, but not everything was answered.
const BROOKSIDE: &[AnswerSpec] = &[
    (Changes, "Tickets, answered in order.", "Sales call", None, None, Some(2)),
    (Scope, "Everything not in the catalogue.", "Price list", None, None, Some(1)),
    (Speed, "Five days to answer.", "Sales call", Some(5), None, None),
];

/// How much each question matters to the clinic.
const WEIGHTS: &[(VendorQuestion, i64)] = &[(Changes, 4), (Misfit, 5), (Scope, 3), (Speed, 5), (Contact, 2)];

/// The answers, the candidates and the weights.
pub(crate) fn changes() -> Vec<Change> {
    let marlet = EntityId::named(Kind::System.name(), &["marlet"]);
    let mut changes = answers(Kind::VendorAnswer, marlet, MARLET);
    for (key, name, vendor, given) in
        [("C-1", "Tarn Chart", "Tarn", TARN), ("C-2", "Brookside", "Brookside Health", BROOKSIDE)]
    {
        let candidate = keyed(Kind::Candidate, key).with("name", name).with("vendor", vendor);
        let id = candidate.entity;
        changes.push(candidate);
        changes.extend(answers(Kind::CandidateAnswer, id, given));
    }
    changes.extend(WEIGHTS.iter().map(|(question, weight)| {
        Change::of(Kind::QuestionWeight, EntityId::named(Kind::QuestionWeight.name(), &[question.word()]))
            .with("question", question.word())
            .with("weight", Value::Int(*weight))
    }));
    changes
}

/// What it answers is what it is, as at the screen.
fn answers(kind: Kind, of: EntityId, given: &[AnswerSpec]) -> Vec<Change> {
    let parent = kind.def().parent.unwrap_or_default();
    let answer = |(question, stated, source, response, fix, rating): &AnswerSpec| {
        let whole = |number: &Option<i64>| number.map(Value::Int);
        Change::of(kind, EntityId::named(kind.name(), &[&of.to_string(), question.word()]))
            .with(parent, of)
            .with("question", question.word())
            .with("stated", *stated)
            .with("source", *source)
            .with_some("response_days", whole(response))
            .with_some("fix_days", whole(fix))
            .with_some("rating", whole(rating))
    };
    given.iter().map(answer).collect()
}
