//! What the month cost: by break with the signals, and where most of it goes.

use keepalive_domain::fewest_people::FEWEST_PEOPLE;
use keepalive_domain::words::Break;

use super::{Basis, Costly, MonthlyReview};
use crate::document::{Block, Swatches, number_head, section, text_head};
use crate::language::Language;

/// Workarounds named: most of the hours go to a few.
const MOST_COSTLY: usize = 5;

impl MonthlyReview {
    /// Hours and signal of each break.
    pub(super) fn breaks(&self, in_: Language) -> Block {
        let per_cent = |share: Option<f64>, of: &str| {
            share
                .map_or_else(|| in_.not_measured().to_owned(), |share| format!("{} {of}", in_.percent(share)))
        };
        let plain = |value: Option<f64>, of: &str| {
            value.map_or_else(
                || in_.not_measured().to_owned(),
                |value| format!("{} {of}", in_.number(value, 1)),
            )
        };
        let signals = [
            match (in_, self.signals.too_early_to_harden) {
                (_, None) => self.hardened_on(in_),
                (Language::English, Some(days)) => {
                    format!("hardened: not measured yet, {days} days after go-live at the earliest")
                }
                (Language::Spanish(_), Some(days)) => {
                    format!("endurecidos: aún sin medir, como pronto {days} días tras la puesta en marcha")
                }
            },
            per_cent(
                self.signals.unanswered_share,
                in_.of("of question-days unanswered", "de días-pregunta sin respuesta"),
            ),
            plain(
                self.signals.overdue_days_per_10_fte,
                in_.of("overdue request-days per 10 FTE in the month", "días de atraso por 10 ETC en el mes"),
            ),
            if self.signals.few_people {
                match in_ {
                    Language::English => {
                        format!("EHR hours outside: hidden, fewer than {FEWEST_PEOPLE} people")
                    }
                    Language::Spanish(_) => {
                        format!("horas de EHR fuera: ocultas, menos de {FEWEST_PEOPLE} personas")
                    }
                }
            } else {
                plain(
                    self.signals.wow8,
                    in_.of("EHR hours outside per 8 scheduled", "horas de EHR fuera por 8 programadas"),
                )
            },
        ];
        let rows = Break::ALL.iter().zip(signals).enumerate().map(|(at, (of, signal))| {
            let hours = self.hours.and_then(|hours| hours.by_break.get(at).copied().flatten());
            let hours = hours.map(|hours| in_.hours(hours));
            vec![in_.break_name(*of).to_owned(), in_.or_not_measured(hours), signal]
        });
        Block::Table {
            label: in_
                .of("Hours lost and signal of each break", "Horas perdidas y señal de cada causa")
                .to_owned(),
            heads: vec![
                text_head(in_.of("Break", "Causa")),
                number_head(in_.of("Lost", "Perdidas")),
                text_head(in_.of("Signal", "Señal")),
            ],
            rows: rows.collect(),
            swatches: self.swatches(0, Break::ALL.iter().copied()),
        }
    }

    /// How many had hardened of those in use, and on which day: today's lists count others.
    fn hardened_on(&self, in_: Language) -> String {
        let Some((hardened, active)) = self.signals.hardened else { return in_.not_measured().to_owned() };
        let said = match (in_, active) {
            (Language::English, 1) => format!("{hardened} of 1 workaround hardened"),
            (Language::English, _) => format!("{hardened} of {active} workarounds hardened"),
            (Language::Spanish(_), 1) => format!("{hardened} de 1 atajo, endurecido"),
            (Language::Spanish(_), _) => format!("{hardened} de {active} atajos, endurecidos"),
        };
        self.as_of(&said, in_)
    }

    /// The workarounds that cost most in the month.
    pub(super) fn where_it_goes(&self, in_: Language) -> Vec<Block> {
        if self.costliest.is_empty() {
            return Vec::new();
        }
        let named = || self.costliest.iter().take(MOST_COSTLY);
        let head = in_.of("Where most of it goes", "Adónde va la mayor parte");
        // Not "5 of 29": that would be read as a share.
        let head = match (self.costliest.len(), in_) {
            (..=MOST_COSTLY, _) => head.to_owned(),
            (all, Language::English) => {
                format!("{head}: {all} workarounds, here the {MOST_COSTLY} that cost most")
            }
            (all, Language::Spanish(_)) => {
                format!("{head}: {all} atajos, aquí los {MOST_COSTLY} que más costaron")
            }
        };
        vec![
            section(head),
            Block::Table {
                label: in_
                    .of(
                        "Workarounds that cost most in the month, most hours first",
                        "Atajos que más costaron en el mes, primero los de más horas",
                    )
                    .to_owned(),
                heads: vec![
                    text_head(in_.of("Workaround", "Atajo")),
                    text_head(in_.of("Break", "Causa")),
                    number_head(in_.of("Lost", "Perdidas")),
                    text_head(in_.of("Basis", "Base")),
                    text_head(in_.of("In use", "En uso")),
                    text_head(in_.of("Owner", "Responsable")),
                ],
                rows: named().map(|row| row.cells(in_)).collect(),
                swatches: self.swatches(1, named().map(|row| row.of)),
            },
        ]
    }

    /// The pictures of these breaks, one for each row.
    fn swatches(&self, column: usize, breaks: impl Iterator<Item = Break>) -> Option<Swatches> {
        let picture = |of: Break| {
            let at = Break::ALL.iter().position(|one| *one == of)?;
            self.swatches.get(at).cloned()
        };
        let svgs: Vec<_> = breaks.filter_map(picture).collect();
        (!svgs.is_empty()).then_some(Swatches { column, svgs })
    }
}

impl Costly {
    fn cells(&self, in_: Language) -> Vec<String> {
        let in_use = in_.days(self.days);
        vec![
            self.title.clone(),
            in_.break_short(self.of).to_owned(),
            in_.hours(self.hours),
            self.basis.word(in_).to_owned(),
            if self.hardened { format!("{in_use}, {}", in_.of("hardened", "endurecido")) } else { in_use },
            self.owner.clone().unwrap_or_else(|| in_.of("Nobody", "Nadie").to_owned()),
        ]
    }
}

impl Basis {
    /// As the list of workarounds says it.
    const fn word(self, in_: Language) -> &'static str {
        match self {
            Self::Timed => in_.of("timed", "cronometrado"),
            Self::PartTimed => in_.of("part timed", "cronometrado en parte"),
            Self::Guessed => in_.of("guessed", "estimado"),
        }
    }
}
