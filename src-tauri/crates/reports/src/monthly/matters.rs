//! What the phase rests on, what is late, and what changed.

use super::{Changed, MonthlyReview, Overdue, phase_words};
use crate::document::{Block, Listed, words};
use crate::language::Language;

/// Rows of each list on the one page; the rest is counted, never dropped in silence.
const MOST_ROWS: usize = 3;

impl MonthlyReview {
    pub(super) fn phase_because(&self, in_: Language) -> Option<Block> {
        let phase = self.phase.as_ref()?;
        let met: Vec<_> = phase
            .tests
            .iter()
            .filter(|test| phase_words::decides(test, &phase.label))
            .map(|test| phase_words::test(test, in_))
            .collect();
        let label = phase_words::label(&phase.label, in_);
        let because = if met.is_empty() {
            in_.of("no test of the rule is met", "ninguna prueba de la regla se cumple").to_owned()
        } else {
            met.join("; ")
        };
        Some(words(format!("{}: {label} ({because}).", self.as_of(in_.of("Phase", "Fase"), in_))))
    }

    /// Requests that wait on the vendor past the first date of their fix.
    pub(super) fn late(&self, in_: Language) -> Option<Listed> {
        let head =
            in_.of("Promised fixes past their first date", "Arreglos prometidos pasados de su primera fecha");
        let said = |row: &Overdue| {
            let (title, due, days) = (&row.title, in_.day(row.due), in_.days(row.days));
            match in_ {
                Language::English => format!("{title}: promised for {due}, {days} late"),
                Language::Spanish(_) => format!("{title}: prometido para el {due}, {days} de atraso"),
            }
        };
        listed(self.as_of(head, in_), self.overdue.iter().map(said), in_)
    }

    /// What happened and what was changed in the month.
    pub(super) fn changed(&self, in_: Language) -> Option<Listed> {
        let happened = self.events.iter().cloned();
        let mut dated: Vec<_> =
            happened.chain(self.changes.iter().map(|change| (change.on, change.said(in_)))).collect();
        dated.sort_by_key(|(on, _)| *on);
        let said = dated.iter().map(|(on, what)| format!("{}: {what}", in_.day(*on)));
        listed(in_.of("What changed", "Qué cambió").to_owned(), said, in_)
    }
}

impl Changed {
    /// What was done: what it was and what it became, or that it was done.
    fn said(&self, in_: Language) -> String {
        let Self { item, before, after, .. } = self;
        match (before, after) {
            (Some(before), Some(after)) => match in_ {
                Language::English => format!("{item}: from “{before}” to “{after}”"),
                Language::Spanish(_) => format!("{item}: de “{before}” a “{after}”"),
            },
            (None, Some(after)) => format!("{item}: {} “{after}”", in_.of("now", "ahora")),
            (_, None) => format!("{}: {item}", in_.of("Done", "Hecho")),
        }
    }
}

/// The first of them and how many more there are; nothing where there are none.
pub(super) fn listed(title: String, all: impl Iterator<Item = String>, in_: Language) -> Option<Listed> {
    let mut items: Vec<_> = all.collect();
    let more = items.len().saturating_sub(MOST_ROWS);
    items.truncate(MOST_ROWS);
    if more > 0 {
        items.push(in_.and_more(more));
    }
    (!items.is_empty()).then_some(Listed { title, items })
}
