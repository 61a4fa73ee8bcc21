//! What got better in the month: a review that only counts losses tells half of it.

use super::matters::listed;
use super::{Better, MonthlyReview};
use crate::document::Listed;
use crate::language::Language;

impl MonthlyReview {
    /// Nothing where there was no record: then nobody knows what got better.
    pub(super) fn got_better(&self, in_: Language) -> Option<Listed> {
        let knows = self.recorded > 0.0 || !self.better.is_empty();
        if self.month.is_none() || !knows {
            return None;
        }
        let title = in_.of("What got better", "Qué mejoró").to_owned();
        let nothing = in_.of(
            "Nothing was verified and no workaround ended in this month.",
            "En este mes no se verificó nada y no terminó ningún atajo.",
        );
        let said = listed(title.clone(), self.better.iter().map(|one| one.said(in_)), in_);
        Some(said.unwrap_or_else(|| Listed { title, items: vec![nothing.to_owned()] }))
    }
}

impl Better {
    fn said(&self, in_: Language) -> String {
        match (self, in_) {
            (Self::Verified { title, on }, Language::English) => {
                format!("“{title}”: delivered, and verified {}.", in_.day(*on))
            }
            (Self::Verified { title, on }, Language::Spanish(_)) => {
                format!("“{title}”: entregado, y verificado el {}.", in_.day(*on))
            }
            (Self::Ended { title, on, hours: None }, Language::English) => {
                format!("“{title}” ended {}.", in_.day(*on))
            }
            (Self::Ended { title, on, hours: None }, Language::Spanish(_)) => {
                format!("“{title}” terminó el {}.", in_.day(*on))
            }
            (Self::Ended { title, on, hours: Some(hours) }, Language::English) => {
                format!("“{title}” ended {}: {} a month back.", in_.day(*on), in_.hours(*hours))
            }
            (Self::Ended { title, on, hours: Some(hours) }, Language::Spanish(_)) => {
                format!("“{title}” terminó el {}: {} al mes recuperadas.", in_.day(*on), in_.hours(*hours))
            }
        }
    }
}
