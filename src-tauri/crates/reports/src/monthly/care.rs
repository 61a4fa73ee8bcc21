//! What the figures cannot tell, so that nobody reads more into them than was measured.

use super::MonthlyReview;
use crate::document::Listed;
use crate::language::Language;

impl MonthlyReview {
    /// What the figures cannot tell.
    pub(super) fn care(&self, in_: Language) -> Option<Listed> {
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
        } else if self.month.is_some() && self.hours_recorded <= 0.0 {
            said.push(
                in_.of(
                    "Nobody had begun to write down what hours come from, so they were not measured.",
                    "Nadie había empezado a anotar de qué salen las horas, así que no se midieron.",
                )
                .to_owned(),
            );
        } else if self.month.is_some() && self.hours_recorded < 1.0 {
            let share = in_.percent(self.hours_recorded);
            said.push(match in_ {
                Language::English => format!("The hours cover {share} of its days."),
                Language::Spanish(_) => format!("Las horas cubren el {share} de sus días."),
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
                    "1 workaround in use has no estimate and was never timed: it adds no hours here."
                        .to_owned()
                }
                (Language::English, _) => format!(
                    "{n} workarounds in use have no estimate and were never timed: they add no hours here."
                ),
                (Language::Spanish(_), 1) => {
                    "1 atajo en uso no tiene estimación ni se cronometró: aquí no suma horas.".to_owned()
                }
                (Language::Spanish(_), _) => format!(
                    "{n} atajos en uso no tienen estimación ni se cronometraron: aquí no suman horas."
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
        if self.withdrawn > 0 {
            let n = self.withdrawn;
            said.push(match (in_, n) {
                (Language::English, 1) => "1 request was withdrawn as not worth asking any more.".to_owned(),
                (Language::English, _) => {
                    format!("Requests were withdrawn {n} times as not worth asking any more.")
                }
                (Language::Spanish(_), 1) => {
                    "1 solicitud se retiró porque ya no valía la pena pedirlo.".to_owned()
                }
                (Language::Spanish(_), _) => {
                    format!("Se retiraron solicitudes {n} veces porque ya no valía la pena pedirlas.")
                }
            });
        }
        let title = in_.of("Read this with care", "Léase con cuidado").to_owned();
        (!said.is_empty()).then_some(Listed { title, items: said })
    }
}
