//! The top of the page: the figures to see first.

use super::{Hours, MonthlyReview, phase_words};
use crate::document::{Block, KeyFigure};
use crate::language::Language;

/// Areas named under their number; the question at the foot of the page names more.
const MOST_NAMED: usize = 3;

impl MonthlyReview {
    pub(super) fn figures(&self, in_: Language) -> Block {
        let figure = |label: &str, value: String, note: String| KeyFigure {
            label: label.to_owned(),
            value,
            note,
            alarm: false,
        };
        let hours_note = |hours: &Hours| {
            let fte = hours.per_fte.map_or_else(
                || in_.of("Staffing not known.", "Plantilla desconocida.").to_owned(),
                |per| format!("{} {}", in_.hours(per), in_.of("per FTE.", "por ETC.")),
            );
            let timed = if hours.all > 0.0 {
                format!(" {} {}", in_.percent(hours.timed / hours.all), in_.of("timed.", "cronometrado."))
            } else {
                String::new()
            };
            format!("{fte}{timed}")
        };
        let (kept, due) = self.promises;
        let kept_of = match due {
            0 => in_.of("none due", "ninguna vencida").to_owned(),
            _ => format!("{kept} {} {due}", in_.of("of", "de")),
        };
        let phase = self.phase.as_ref().map(|phase| phase_words::label(&phase.label, in_).to_owned());
        let figures = vec![
            figure(
                in_.of("Hours lost", "Horas perdidas"),
                in_.or_not_measured(self.hours.map(|hours| in_.hours(hours.all))),
                self.hours.as_ref().map(hours_note).unwrap_or_default(),
            ),
            figure(
                in_.of("Phase", "Fase"),
                in_.or_not_measured(phase),
                in_.of("from our own data", "según nuestros datos").to_owned(),
            ),
            figure(
                in_.of("Promises kept", "Promesas cumplidas"),
                kept_of,
                match (self.as_of, in_) {
                    (Some(day), Language::English) => {
                        format!("from go-live to {}, by the first date", in_.day(day))
                    }
                    (Some(day), Language::Spanish(_)) => {
                        format!("de la puesta en marcha al {}, según la primera fecha", in_.day(day))
                    }
                    (None, _) => in_
                        .of(
                            "since go-live, by the first date",
                            "desde la puesta en marcha, según la primera fecha",
                        )
                        .to_owned(),
                },
            ),
            KeyFigure {
                alarm: !self.unowned.is_empty(),
                ..figure(
                    in_.of("Areas nobody owns", "Áreas sin responsable"),
                    match self.areas {
                        0 => in_.of("none listed", "ninguna anotada").to_owned(),
                        areas => format!("{} {} {areas}", self.unowned.len(), in_.of("of", "de")),
                    },
                    self.unowned_note(in_),
                )
            },
        ];
        Block::Figures { figures }
    }

    /// The first of the areas nobody owns by name, and of which day that is: the other figures are of another.
    fn unowned_note(&self, in_: Language) -> String {
        let day = in_.of("on the day of printing", "el día de impresión");
        let names = self.unowned_named(MOST_NAMED, in_);
        if names.is_empty() { day.to_owned() } else { format!("{names}; {day}") }
    }

    /// The areas nobody owns: so many by name, and how many more there are.
    pub(super) fn unowned_named(&self, most: usize, in_: Language) -> String {
        let names: Vec<&str> = self.unowned.iter().take(most).map(String::as_str).collect();
        match self.unowned.len().saturating_sub(most) {
            0 => in_.list(&names),
            more => format!("{} {}", names.join(", "), in_.and_more(more)),
        }
    }
}
