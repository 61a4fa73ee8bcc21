//! Columns of the read tables that follow from a thing's children, and the indexes.

use keepalive_domain::schema::Kind;

/// Columns derived from children, with their SQL types.
///
/// A request: `state` as it stands (`reopened` reads as `triaged`; NULL before the first), `state_at` since when,
/// `opened_at` its first state, `closed_at` its closing state (NULL while open), `waiting_since` while it is
/// somebody else's turn, `fix_due` of the original fix (else delivery) promise and `fix_due_latest` of the last
/// one made, `fix_slips` re-promises due later than the one before, `told_at` when the requester was last told
/// since it was opened or reopened, `merged_safety` and `merged_regulatory` (1 or NULL) whether something that stands
/// merged into it touches safety or is demanded by a rule, `voices`, `links` to workarounds.
///
/// A workaround: `weekly_minutes` and `basis` of its latest estimate, `times` it happened (sum of `count`),
/// `timed` of them, `last_at`, `voices`, `open_links` to requests that are not closed.
#[must_use]
pub(crate) const fn derived_columns(kind: Kind) -> &'static [(&'static str, &'static str)] {
    match kind {
        Kind::Request => &[
            ("state", "TEXT"),
            ("state_at", "INTEGER"),
            ("opened_at", "INTEGER"),
            ("closed_at", "INTEGER"),
            ("waiting_since", "INTEGER"),
            ("fix_due", "TEXT"),
            ("fix_due_latest", "TEXT"),
            ("fix_slips", "INTEGER NOT NULL DEFAULT 0"),
            ("told_at", "INTEGER"),
            ("merged_safety", "INTEGER"),
            ("merged_regulatory", "INTEGER"),
            ("voices", "INTEGER NOT NULL DEFAULT 0"),
            ("links", "INTEGER NOT NULL DEFAULT 0"),
        ],
        Kind::Workaround => &[
            ("weekly_minutes", "REAL"),
            ("basis", "TEXT"),
            ("times", "INTEGER NOT NULL DEFAULT 0"),
            ("timed", "INTEGER NOT NULL DEFAULT 0"),
            ("last_at", "INTEGER"),
            ("voices", "INTEGER NOT NULL DEFAULT 0"),
            ("open_links", "INTEGER NOT NULL DEFAULT 0"),
        ],
        _ => &[],
    }
}

/// Columns that are empty on most rows. They stand last: empty columns at the end of a row take no bytes, and a bulk
/// edit of every twelfth request writes every page that holds one.
pub(crate) const SELDOM: &[&str] = &[
    "extra",
    "closed_at",
    "waiting_since",
    "fix_due",
    "fix_due_latest",
    "told_at",
    "last_at",
    "merged_safety",
    "merged_regulatory",
];

/// What is indexed, as the text after `CREATE INDEX ... ON kind`. Few: each one is paid for at every import.
/// Keys are looked up by every import; children are found by their parent; the rest are the orders and filters
/// of the lists.
#[must_use]
pub(crate) const fn indexes(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Request => &[
            "(key)",
            "(owner) WHERE owner IS NOT NULL",
            "(area) WHERE area IS NOT NULL",
            "(source_id) WHERE source_id IS NOT NULL",
        ],
        Kind::Workaround => {
            &["(key)", "(weekly_minutes)", "(owner) WHERE owner IS NOT NULL", "(area) WHERE area IS NOT NULL"]
        }
        Kind::System | Kind::Person | Kind::Area | Kind::Question | Kind::Candidate => &["(key)"],
        Kind::ShadowRecord => &["(key)", "(question) WHERE question IS NOT NULL"],
        // The lists stand by day, newest first; a day that is missing stands last.
        Kind::Event => &["(key)", "(coalesce(\"on\", ''))"],
        Kind::ConfigChange => &["(key)", "(coalesce(\"on\", ''))", "(request) WHERE request IS NOT NULL"],
        Kind::Occurrence => &["(workaround, at)"],
        Kind::Estimate => &["(workaround)"],
        Kind::RequestState => &["(request)", "(\"into\") WHERE \"into\" IS NOT NULL"],
        Kind::RequestFact | Kind::Promise | Kind::Chase => &["(request)"],
        Kind::Link => &["(request)", "(workaround)"],
        Kind::Voice | Kind::Comment => &["(item)"],
        Kind::Fte | Kind::Pulse => &["(person)"],
        Kind::Answer => &["(question)"],
        Kind::Clinic
        | Kind::Site
        | Kind::VendorAnswer
        | Kind::CandidateAnswer
        | Kind::QuestionWeight
        | Kind::Desk => &[],
    }
}

/// Orders of a list that are indexed, too. Nothing that an act looks up stands in them, so they may be made after many
/// rows instead of with each.
///
/// Of the requests by age of what is open, of what is closed and of both; each other for what is open, closed and in the
/// trash apart: written as the list's queries write them, or
/// SQLite would not know them again.
#[must_use]
pub(crate) const fn orders(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Request => &[
            "(closed_at, opened_at)",
            "(opened_at)",
            "(CASE WHEN deleted = 1 THEN 2 WHEN closed_at IS NULL THEN 0 ELSE 1 END, key)",
            "(CASE WHEN deleted = 1 THEN 2 WHEN closed_at IS NULL THEN 0 ELSE 1 END, lower(title))",
            "(CASE WHEN deleted = 1 THEN 2 WHEN closed_at IS NULL THEN 0 ELSE 1 END, state_at)",
            "(CASE WHEN deleted = 1 THEN 2 WHEN closed_at IS NULL THEN 0 ELSE 1 END, coalesce(fix_due, '9999-12-31'))",
            "(CASE WHEN deleted = 1 THEN 2 WHEN closed_at IS NULL THEN 0 ELSE 1 END,
              CASE WHEN safety = 1 OR regulatory = 1 OR merged_safety = 1 OR merged_regulatory = 1 THEN 0
                   ELSE coalesce(10000 - value * 1000 / nullif(effort, 0), 20000) END)",
        ],
        _ => &[],
    }
}
