//! The PHI guard: finds what looks like a patient's data in free text (DOMAIN §6).
//!
//! The log goes to vendors and into spreadsheets, so it must hold no patient data. [`scan`] runs on every text
//! that is typed, pasted, imported or exported. What it *blocks* is not saved; what it *warns* about is saved
//! once a person has looked at it. It recognises shapes and labels, not people: nobody can promise that it
//! finds everything, and the product never claims so.
//!
//! A finding says what kind and where, never what: the match is neither stored nor logged.
//!
//! The text is first folded to plain ASCII, so that other scripts' digits, typographic dashes and
//! invisible characters hide nothing. Every pattern matches a bounded length, so the time is linear in the
//! text whatever is pasted.

mod birth_date;
mod folded;
mod identifiers;
mod kind;
mod names;
mod numbers;
mod pattern;
mod phone;

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

pub use kind::{FindingKind, Severity};

use crate::text_range::{RangeLocator, TextRange};
use folded::Folded;
use pattern::Pattern;

/// A place in a text that looks like patient data. It holds the kind and the place, never the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it looks like.
    pub kind: FindingKind,
    /// What is to be done about it.
    pub severity: Severity,
    /// Where it stands, its label included: `SSN 000-00-0000`, not only the digits.
    pub range: TextRange,
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    [
        identifiers::patterns(),
        birth_date::patterns(),
        phone::patterns(),
        numbers::patterns(),
        names::patterns(),
    ]
    .into_iter()
    .flatten()
    .collect()
});

/// Everything in a text that looks like patient data, in order and without overlap.
///
/// Where two kinds overlap, what blocks stands before what warns, and the earlier and longer before the other.
/// Takes time linear in the text.
#[must_use]
pub fn scan(text: &str) -> Vec<Finding> {
    let folded = Folded::new(text);
    let mut found = Vec::new();
    for pattern in PATTERNS.iter().filter(|pattern| pattern.could_match(&folded)) {
        pattern.find_all(&folded, &mut found);
    }
    let mut locator = RangeLocator::new(text);
    without_overlap(found)
        .into_iter()
        .map(|(kind, range)| Finding {
            kind,
            severity: kind.severity(),
            range: locator.locate(folded.original(&range)),
        })
        .collect()
}

/// Keeps the blocks first, then the warnings that touch none of them; of two alike the earlier, then longer.
fn without_overlap(mut found: Vec<(FindingKind, Range<usize>)>) -> Vec<(FindingKind, Range<usize>)> {
    found.sort_by_key(|(kind, range)| (range.start, Reverse(range.end), *kind));
    let (blocks, warnings): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|(kind, _)| kind.severity() == Severity::Block);
    let blocks = earliest_of_overlapping(blocks);
    let mut kept: Vec<_> = earliest_of_overlapping(warnings)
        .into_iter()
        .filter(|(_, warning)| {
            let next = blocks.partition_point(|(_, block)| block.end <= warning.start);
            blocks.get(next).is_none_or(|(_, block)| warning.end <= block.start)
        })
        .collect();
    kept.extend(blocks);
    kept.sort_by_key(|(_, range)| range.start);
    kept
}

fn earliest_of_overlapping(sorted: Vec<(FindingKind, Range<usize>)>) -> Vec<(FindingKind, Range<usize>)> {
    let mut free_from = 0;
    sorted
        .into_iter()
        .filter(|(_, range)| {
            let is_free = free_from <= range.start;
            if is_free {
                free_from = range.end;
            }
            is_free
        })
        .collect()
}
