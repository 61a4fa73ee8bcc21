//! What leadership is asked to decide: it follows from what the page shows, nothing else.

use super::MonthlyReview;
use crate::document::Block;
use crate::language::Language;

/// Questions on the one page.
const MOST_ASKS: usize = 5;

/// Areas named in one question; the rest is counted, and stands in the app.
const MOST_AREAS: usize = 6;

/// Reviews named; the rest stands in the app.
const MOST_REVIEWS: usize = 2;

impl MonthlyReview {
    pub(super) fn asks(&self, in_: Language) -> Option<Block> {
        let mut items = Vec::new();
        if !self.unowned.is_empty() {
            let names = self.unowned_named(MOST_AREAS, in_);
            items.push(match in_ {
                Language::English => format!("Who owns {names}?"),
                Language::Spanish(_) => format!("¿Quién se hace cargo de {names}?"),
            });
        }
        if let Some(worst) = self.hardened.first() {
            items.push(format!(
                "{worst}: {}",
                in_.of("accept until when, or ask for a fix?", "¿aceptar hasta cuándo, o pedir un arreglo?")
            ));
        }
        if let Some(latest) = self.overdue.first() {
            items.push(match in_ {
                Language::English => {
                    let late = self.as_of(&format!("{} late", in_.days(latest.days)), in_);
                    format!("{}, {late}: raise it with the vendor?", latest.title)
                }
                Language::Spanish(_) => {
                    let late = self.as_of(&format!("{} de atraso", in_.days(latest.days)), in_);
                    format!("{}, {late}: ¿plantearlo al proveedor?", latest.title)
                }
            });
        }
        for (on, what) in self.reviews_due.iter().take(MOST_REVIEWS) {
            let is_past = *on <= self.printed;
            items.push(match in_ {
                Language::English if !is_past => {
                    format!("{what}: is to be looked at again on {}.", in_.day(*on))
                }
                Language::Spanish(_) if !is_past => {
                    format!("{what}: hay que revisarlo el {}.", in_.day(*on))
                }
                Language::English => {
                    format!("{what}: was to be looked at again on {}. Still right?", in_.day(*on))
                }
                Language::Spanish(_) => {
                    format!("{what}: había que revisarlo el {}. ¿Sigue bien?", in_.day(*on))
                }
            });
        }
        items.truncate(MOST_ASKS);
        let title =
            in_.of("Decisions asked of leadership", "Decisiones que se piden a la dirección").to_owned();
        (!items.is_empty()).then_some(Block::Asks { title, items })
    }
}
