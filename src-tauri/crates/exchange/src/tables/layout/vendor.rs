//! What vendors say, and who might come instead.

use keepalive_domain::schema::Kind;

use super::{Table, col, key};

pub(super) const VENDOR_ANSWERS: Table = Table {
    file: "vendor_answers.csv",
    kind: Kind::VendorAnswer,
    columns: &[
        col("system", "Whose vendor answered"),
        col("question", "Which of the five questions"),
        col("stated", "What was said"),
        col("source", "Where it was said"),
        col("response_days", "Days to a first response, as said"),
        col("fix_days", "Days to a fix, as said"),
        col("rating", "What the clinic makes of it, 0 to 5"),
    ],
};

pub(super) const CANDIDATES: Table = Table {
    file: "candidates.csv",
    kind: Kind::Candidate,
    columns: &[
        key("candidate", "The candidate's short id"),
        col("name", "Product name"),
        col("vendor", "Vendor's name"),
        col("detail", "Notes"),
    ],
};

pub(super) const CANDIDATE_ANSWERS: Table = Table {
    file: "candidate_answers.csv",
    kind: Kind::CandidateAnswer,
    columns: &[
        col("candidate", "Whose vendor answered"),
        col("question", "Which of the five questions"),
        col("stated", "What was said"),
        col("source", "Where it was said"),
        col("response_days", "Days to a first response, as said"),
        col("fix_days", "Days to a fix, as said"),
        col("rating", "What the clinic makes of it, 0 to 5"),
    ],
};

pub(super) const QUESTION_WEIGHTS: Table = Table {
    file: "question_weights.csv",
    kind: Kind::QuestionWeight,
    columns: &[
        col("question", "Which of the five questions"),
        col("weight", "How much it matters to the clinic, 0 to 5"),
    ],
};
