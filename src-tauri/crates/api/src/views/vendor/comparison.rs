//! The system in use and the ones that might come, side by side.

use keepalive_domain::schema::Kind;
use keepalive_domain::words::VendorQuestion;
use keepalive_measures::comparison::{WeightedSum as Sum, weighted_sum};
use keepalive_store::Read;
use keepalive_store::read::SystemRow;

use super::answers;
use crate::ApiResult;
use crate::figures::number;
use crate::types::{ComparedSystem, Comparison, StatedAnswer, WeightedSum, WeightedTerm};

/// The system looked at first, then every candidate by name.
pub(super) fn compared(
    read: &Read<'_>,
    system: Option<&SystemRow>,
    system_answers: &[StatedAnswer],
) -> ApiResult<Comparison> {
    let weights = weights(read)?;
    let own = system.map(|system| ComparedSystem {
        id: system.id.into(),
        candidate: false,
        name: system.name.clone(),
        vendor: system.vendor.clone(),
        answers: system_answers.to_vec(),
        sum: shown(&sum(&weights, system_answers)),
    });
    let given = answers::all(read, Kind::CandidateAnswer)?;
    let mut candidates: Vec<ComparedSystem> = answers::all(read, Kind::Candidate)?
        .into_iter()
        .map(|candidate| {
            let text = |name: &str| candidate.field(name).as_text().unwrap_or_default().to_owned();
            let answers = answers::of(&given, "candidate", candidate.id);
            ComparedSystem {
                id: candidate.id.into(),
                candidate: true,
                name: text("name"),
                vendor: text("vendor"),
                sum: shown(&sum(&weights, &answers)),
                answers,
            }
        })
        .collect();
    candidates.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Comparison { weights, rows: own.into_iter().chain(candidates).collect() })
}

fn weights(read: &Read<'_>) -> ApiResult<Vec<Option<u32>>> {
    let all = answers::all(read, Kind::QuestionWeight)?;
    let weight = |question: &VendorQuestion| {
        let given = all.iter().find(|thing| thing.field("question").as_text() == Some(question.word()));
        given.and_then(|thing| answers::whole(thing.field("weight")))
    };
    Ok(VendorQuestion::ALL.iter().map(weight).collect())
}

fn sum(weights: &[Option<u32>], answers: &[StatedAnswer]) -> Sum {
    let questions: Vec<_> = weights
        .iter()
        .zip(answers)
        .map(|(weight, answer)| (weight.map(i64::from), answer.rating.map(i64::from)))
        .collect();
    weighted_sum(&questions)
}

fn shown(sum: &Sum) -> WeightedSum {
    WeightedSum {
        terms: sum
            .terms
            .iter()
            .map(|term| WeightedTerm { weight: number(term.weight), rating: number(term.rating) })
            .collect(),
        unrated: number(sum.unrated),
        unweighted: number(sum.unweighted),
        sum: sum.sum.map(number),
    }
}
