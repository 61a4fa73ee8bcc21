//! The top of the page: the figures to see first, and what they cannot tell.

use super::{Hours, MonthlyReview, phase_words};
use crate::document::{Block, KeyFigure, words};
use crate::language::Language;

impl MonthlyReview {
    pub(super) fn figures(&self, in_: Language) -> Block {
        let figure =
            |label: &str, value: String, note: String| KeyFigure { label: label.to_owned(), value, note };
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
            figure(
                in_.of("Areas nobody owns", "Áreas sin responsable"),
                match self.areas {
                    0 => in_.of("none listed", "ninguna anotada").to_owned(),
                    areas => format!("{} {} {areas}", self.unowned.len(), in_.of("of", "de")),
                },
                in_.of("on the day of printing", "el día de impresión").to_owned(),
            ),
        ];
        Block::Figures { figures }
    }

    /// What the figures cannot tell.
    pub(super) fn care(&self, in_: Language) -> Option<Block> {
        let mut said = Vec::new();
        if self.month.is_none() {
            said.push(
                in_.of("No go-live month was measured yet.", "Todavía no se midió ningún mes.").to_owned(),
            );
        } else if self.partial {
            said.push(in_.of("The month is not over.", "El mes no ha terminado.").to_owned());
        }
        if self.month.is_some() && self.recorded <= 0.0 {
            said.push(
                in_.of(
                    "Nothing was written down in this month, so nothing was measured. A line in quick capture begins the record.",
                    "En este mes no se anotó nada, así que no se midió nada. Una línea de captura rápida empieza el registro.",
                )
                .to_owned(),
            );
        } else if self.month.is_some() && self.recorded < 1.0 {
            let share = in_.percent(self.recorded);
            said.push(match in_ {
                Language::English => format!("The record covers {share} of its days."),
                Language::Spanish(_) => format!("El registro cubre el {share} de sus días."),
            });
        }
        match (self.month, self.coverage) {
            (Some(_), None) => said.push(
                in_.of(
                    "Coverage is unknown: no whole week of this month has the weekly pulse.",
                    "Cobertura desconocida: ninguna semana entera de este mes tiene el pulso semanal.",
                )
                .to_owned(),
            ),
            (Some(_), Some(share)) if self.thin => {
                let share = in_.percent(share);
                said.push(match in_ {
                    Language::English => format!("Thin month: only {share} answered the weekly pulse."),
                    Language::Spanish(_) => {
                        format!("Mes escaso: solo el {share} respondió al pulso semanal.")
                    }
                });
            }
            _ => {}
        }
        if let (Some(system), false) = (&self.system, self.also_live.is_empty()) {
            let others = self.also_live.join(", ");
            said.push(match in_ {
                Language::English => {
                    format!("This is about {system}. Also live, and not in these figures: {others}.")
                }
                Language::Spanish(_) => {
                    format!("Esto trata de {system}. También en uso, y fuera de estas cifras: {others}.")
                }
            });
        }
        if self.uncounted > 0 {
            let n = self.uncounted;
            said.push(match (in_, n) {
                (Language::English, 1) => {
                    "1 workaround in use has no estimate and was never timed: it counts nothing here."
                        .to_owned()
                }
                (Language::English, _) => format!(
                    "{n} workarounds in use have no estimate and were never timed: they count nothing here."
                ),
                (Language::Spanish(_), 1) => {
                    "1 atajo en uso no tiene estimación ni se cronometró: aquí no cuenta nada.".to_owned()
                }
                (Language::Spanish(_), _) => format!(
                    "{n} atajos en uso no tienen estimación ni se cronometraron: aquí no cuentan nada."
                ),
            });
        }
        if let Some((asked, active)) = self.fewer_asks {
            said.push(match in_ {
                Language::English => format!(
                    "Fewer requests came in ({asked}) while workarounds rose to {active}. That is not improvement."
                ),
                Language::Spanish(_) => format!(
                    "Llegaron menos solicitudes ({asked}) y los atajos subieron a {active}. Eso no es una mejora."
                ),
            });
        }
        (!said.is_empty()).then(|| words(said.join(" ")))
    }
}
