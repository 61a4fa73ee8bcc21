//! Systems side by side before a replacement: what the clinic makes of each answer, by what matters to it.
//!
//! There is no score: the sum stands with its terms beside it, and is left out as long as an answer that matters
//! has no rating.

/// One question's part of a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// How much the question matters to the clinic, 0 to 5.
    pub weight: i64,
    /// What the clinic makes of the answer, 0 to 5.
    pub rating: i64,
}

/// What the clinic makes of one system's answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeightedSum {
    /// Weight and rating of the rated questions, in the order of the questions.
    pub terms: Vec<Term>,
    /// Questions that matter (weight above 0) and have no rating yet.
    pub unrated: u64,
    /// Questions without a weight.
    pub unweighted: u64,
    /// The sum of weight × rating; `None` as long as something is missing, for it would be compared with whole
    /// ones.
    pub sum: Option<i64>,
}

/// Adds weight × rating over the questions.
///
/// Unit: none; it is a sum of the clinic's own judgements and says nothing outside this table. Counts: questions
/// with a weight above 0. Missing: a weight or a rating that was not given is not 0; the sum is then `None`.
/// Source: DOMAIN §5, "Vendor scorecard".
#[must_use]
pub fn weighted_sum(questions: &[(Option<i64>, Option<i64>)]) -> WeightedSum {
    let mut sum = WeightedSum { terms: Vec::new(), unrated: 0, unweighted: 0, sum: None };
    for &(weight, rating) in questions {
        match (weight, rating) {
            (None, _) => sum.unweighted += 1,
            (Some(0), _) => {}
            (Some(_), None) => sum.unrated += 1,
            (Some(weight), Some(rating)) => sum.terms.push(Term { weight, rating }),
        }
    }
    if sum.unrated == 0 && sum.unweighted == 0 && !sum.terms.is_empty() {
        sum.sum = Some(sum.terms.iter().map(|term| term.weight * term.rating).sum());
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 5×3 + 2×4 + 4×1 + 3×5 = 15 + 8 + 4 + 15 = 42; the question of weight 0 is left out, rated or not.
    #[test]
    fn weight_times_rating_is_added() {
        let rated =
            [(Some(5), Some(3)), (Some(2), Some(4)), (Some(0), None), (Some(4), Some(1)), (Some(3), Some(5))];
        let sum = weighted_sum(&rated);
        assert_eq!(sum.sum, Some(42));
        assert_eq!(sum.terms.len(), 4);
        assert_eq!(sum.terms[0], Term { weight: 5, rating: 3 });
    }

    #[test]
    fn an_answer_without_a_rating_is_not_zero() {
        let sum = weighted_sum(&[(Some(5), Some(3)), (Some(2), None)]);
        assert_eq!((sum.sum, sum.unrated, sum.terms.len()), (None, 1, 1));
        assert_eq!(weighted_sum(&[(Some(5), Some(0)), (Some(2), Some(0))]).sum, Some(0), "rated 0 is rated");
    }

    #[test]
    fn a_question_without_a_weight_leaves_the_sum_out() {
        let sum = weighted_sum(&[(Some(5), Some(3)), (None, Some(4))]);
        assert_eq!((sum.sum, sum.unweighted), (None, 1));
        assert_eq!(weighted_sum(&[(Some(0), Some(3))]).sum, None, "nothing matters: nothing to add");
    }
}
