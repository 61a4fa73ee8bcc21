//! The columns of each list. Where a column is one of the table set it has that one's name (docs/tables.md), so that
//! an import knows it again.

use keepalive_exchange::sheet::{Cell, Sheet};
use serde::Serialize;

use crate::types::{AreaRow, ChangeEvent, ConfigChange, Named, PromiseLine, Question, ShadowRecord, Who};

/// Of a request.
pub(super) const REQUEST_HEADS: &[&str] = &[
    "request",
    "title",
    "kind",
    "state",
    "turn",
    "area",
    "owner",
    "requester",
    "route",
    "waits_on",
    "vendor_contact",
    "vendor_ref",
    "safety",
    "regulatory",
    "value",
    "effort",
    "opened",
    "closed",
    "age_days",
    "in_state_days",
    "first_due_on",
    "due_on",
    "slips",
    "days_late",
    "people",
    "to_tell",
    "detail",
];

/// Of a workaround.
pub(super) const WORKAROUND_HEADS: &[&str] = &[
    "workaround",
    "title",
    "break",
    "form",
    "stage",
    "area",
    "owner",
    "safety",
    "started",
    "ended",
    "expected_end",
    "in_use_days",
    "hours_a_month",
    "basis",
    "times_counted",
    "voices",
    "open_requests",
    "review_on",
    "detail",
];

/// A word of a closed vocabulary, as the border spells it.
pub(super) fn word<T: Serialize>(value: T) -> Cell {
    serde_json::to_value(value).ok().as_ref().and_then(serde_json::Value::as_str).into()
}

/// What a thing is called.
pub(super) fn name(named: Option<&Named>) -> Cell {
    named.map(|named| named.name.as_str()).into()
}

/// What somebody is called.
pub(super) fn who(who: Option<&Who>) -> Cell {
    who.map(|who| who.name.as_str()).into()
}

fn text(text: Option<&String>) -> Cell {
    text.map(String::as_str).into()
}

/// Configuration changes.
pub(super) fn changes(rows: &[ConfigChange]) -> Sheet {
    let row = |row: &ConfigChange| {
        vec![
            row.key.as_str().into(),
            row.on.into(),
            name(row.area.as_ref()),
            row.item.as_str().into(),
            text(row.before.as_ref()),
            text(row.after.as_ref()),
            who(row.by.as_ref()),
            row.request.as_ref().map(|request| request.key.as_str()).into(),
            row.request.as_ref().map(|request| request.title.as_str()).into(),
            who(row.verified_by.as_ref()),
            row.review_on.into(),
        ]
    };
    Sheet {
        heads: &[
            "change",
            "on",
            "area",
            "item",
            "before",
            "after",
            "by",
            "request",
            "request_title",
            "verified_by",
            "review_on",
        ],
        rows: rows.iter().map(row).collect(),
    }
}

/// Change events.
pub(super) fn events(rows: &[ChangeEvent]) -> Sheet {
    let row = |row: &ChangeEvent| {
        vec![
            row.key.as_str().into(),
            row.on.into(),
            row.kind.map_or(Cell::Empty, word),
            row.title.as_str().into(),
            row.rebase.into(),
        ]
    };
    Sheet { heads: &["event", "on", "kind", "title", "rebase"], rows: rows.iter().map(row).collect() }
}

/// Questions.
pub(super) fn questions(rows: &[Question]) -> Sheet {
    let row = |row: &Question| {
        vec![
            row.key.as_str().into(),
            row.text.as_str().into(),
            name(row.area.as_ref()),
            row.answered_in.map_or(Cell::Empty, word),
            row.since.into(),
            row.unanswered_days.into(),
        ]
    };
    Sheet {
        heads: &["question", "text", "area", "answered_in", "from", "unanswered_days"],
        rows: rows.iter().map(row).collect(),
    }
}

/// Lists kept beside the EHR.
pub(super) fn shadows(rows: &[ShadowRecord]) -> Sheet {
    let row = |row: &ShadowRecord| {
        vec![
            row.key.as_str().into(),
            row.title.as_str().into(),
            who(row.keeper.as_ref()),
            name(row.question.as_ref()),
            text(row.kept_in.as_ref()),
            row.started.into(),
            row.ended.into(),
            row.workaround.as_ref().map(|workaround| workaround.key.as_str()).into(),
        ]
    };
    Sheet {
        heads: &["shadow", "title", "keeper", "question_text", "kept_in", "started", "ended", "workaround"],
        rows: rows.iter().map(row).collect(),
    }
}

/// Promises: every date given is a row of its own.
pub(super) fn promises(lines: &[PromiseLine]) -> Sheet {
    let mut rows = Vec::new();
    for line in lines {
        for given in &line.given {
            rows.push(vec![
                line.request.key.as_str().into(),
                line.request.title.as_str().into(),
                line.clock.word().into(),
                word(line.outcome),
                line.first_due.into(),
                line.came_on.into(),
                line.days_late.into(),
                line.slips.into(),
                given.made_on.into(),
                given.due_on.into(),
                who(given.promised_by.as_ref()),
                text(given.source.as_ref()),
            ]);
        }
    }
    Sheet {
        heads: &[
            "request",
            "title",
            "clock",
            "outcome",
            "first_due_on",
            "came_on",
            "days_late",
            "slips",
            "made_on",
            "due_on",
            "promised_by",
            "source",
        ],
        rows,
    }
}

/// Configuration areas with their owners.
pub(super) fn areas(rows: &[AreaRow]) -> Sheet {
    let row = |row: &AreaRow| {
        vec![
            row.name.as_str().into(),
            who(row.owner.as_ref()),
            who(row.backup.as_ref()),
            row.route.map_or(Cell::Empty, word),
            row.review_every_days.into(),
            row.last_reviewed.into(),
            row.review_due.into(),
            row.open_requests.into(),
            row.safety.into(),
            row.active_workarounds.into(),
            row.hours_a_month.into(),
        ]
    };
    Sheet {
        heads: &[
            "area",
            "owner",
            "backup",
            "route",
            "review_every_days",
            "last_reviewed",
            "review_due",
            "open_requests",
            "open_safety_items",
            "active_workarounds",
            "hours_a_month",
        ],
        rows: rows.iter().map(row).collect(),
    }
}
