//! Requests with everything that happens to them.

use keepalive_domain::schema::Kind;

use super::{Table, col, key};

pub(super) const REQUESTS: Table = Table {
    file: "requests.csv",
    kind: Kind::Request,
    columns: &[
        key("request", "The request's short id"),
        col("title", "What should change"),
        col("kind", "What kind of change"),
        col("route", "Who is to make it"),
        col("area", "Configuration area"),
        col("system", "EHR system; empty: the one live on its first state's day"),
        col("owner", "Who answers for it"),
        col("requester", "Who asked"),
        col("vendor_contact", "Named contact at the vendor"),
        col("vendor_ref", "The vendor's ticket number"),
        col("safety", "Whether it touches safety"),
        col("regulatory", "Whether a rule demands it"),
        col("value", "Value to the clinic, 1 to 5"),
        col("effort", "Effort, 1 to 5"),
        col("detail", "Anything else"),
    ],
};

pub(super) const REQUEST_STATES: Table = Table {
    file: "request_states.csv",
    kind: Kind::RequestState,
    columns: &[
        col("request", "Which request"),
        col("at", "When"),
        col("state", "Its state from then on; reopened puts it back to triaged"),
        col("by", "Who changed it"),
        col("reason", "Why; for a refusal the quoted clause"),
        col("into", "For merged: the request it went into"),
        col(
            "undated",
            "yes where nobody says when: at is the last day that is known, and no time is measured to it",
        ),
    ],
};

pub(super) const REQUEST_FACTS: Table = Table {
    file: "request_facts.csv",
    kind: Kind::RequestFact,
    columns: &[
        col("request", "Which request"),
        col("at", "When"),
        col("fact", "What happened without changing its state"),
        col("by", "Who did it"),
    ],
};

pub(super) const LINKS: Table = Table {
    file: "links.csv",
    kind: Kind::Link,
    columns: &[col("request", "The request that is meant to end"), col("workaround", "this workaround")],
};

pub(super) const PROMISES: Table = Table {
    file: "promises.csv",
    kind: Kind::Promise,
    columns: &[
        col("request", "Which request"),
        col("clock", "What was promised"),
        col("made_on", "Day the promise was made"),
        col("due_on", "Day it is due"),
        col("promised_by", "Who said it"),
        col("source", "Contract clause, e-mail, call"),
    ],
};

pub(super) const CHASES: Table = Table {
    file: "chases.csv",
    kind: Kind::Chase,
    columns: &[
        col("request", "Which request was followed up"),
        col("at", "When"),
        col("minutes", "Minutes it took"),
        col("person", "Who did it"),
        col("channel", "Call, portal, e-mail, hold"),
    ],
};

pub(super) const VOICES: Table = Table {
    file: "voices.csv",
    kind: Kind::Voice,
    columns: &[
        col("item", "A request's or workaround's id"),
        col("person", "Who said: me too"),
        col("at", "When"),
    ],
};
