//! The tables of the page: the four breaks with their signals, what hardened, what is late, what changed.

use keepalive_domain::fewest_people::FEWEST_PEOPLE;
use keepalive_domain::words::Break;

use super::{Changed, MonthlyReview, phase_words};
use crate::document::{Block, number_head, section, text_head, words};
use crate::language::Language;

/// Rows of each list on the one page; the rest is counted, never dropped in silence.
const MOST_ROWS: usize = 4;

impl MonthlyReview {
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
                (_, None) => per_cent(
                    self.signals.hardened_share,
                    in_.of("of workarounds hardened", "de los atajos endurecidos"),
                ),
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
                in_.of("overdue request-days per 10 FTE", "días de atraso por 10 ETC"),
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
        }
    }

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

    pub(super) fn open_matters(&self, in_: Language) -> Vec<Block> {
        let mut blocks = Vec::new();
        if !self.hardened.is_empty() {
            let rows = self.hardened.iter().take(MOST_ROWS).map(|row| {
                vec![
                    row.title.clone(),
                    in_.break_name(row.of).to_owned(),
                    in_.or_not_measured(row.hours.map(|hours| in_.hours(hours))),
                    in_.days(row.days),
                    row.owner.clone().unwrap_or_else(|| in_.of("nobody", "nadie").to_owned()),
                ]
            });
            blocks.push(section(counted(
                in_.of("Workarounds hardened", "Atajos endurecidos"),
                self.hardened.len(),
                in_,
            )));
            blocks.push(Block::Table {
                label: in_.of("Workarounds hardened, most hours first", "Atajos endurecidos").to_owned(),
                heads: vec![
                    text_head(in_.of("Workaround", "Atajo")),
                    text_head(in_.of("Break", "Causa")),
                    number_head(in_.of("Lost", "Perdidas")),
                    number_head(in_.of("In use", "En uso")),
                    text_head(in_.of("Owner", "Responsable")),
                ],
                rows: rows.collect(),
            });
        }
        if !self.overdue.is_empty() {
            let rows = self
                .overdue
                .iter()
                .take(MOST_ROWS)
                .map(|row| vec![row.title.clone(), in_.day(row.due), in_.days(row.days)]);
            blocks.push(section(counted(
                &self.as_of(
                    in_.of("Promises past their first date", "Promesas pasadas de su primera fecha"),
                    in_,
                ),
                self.overdue.len(),
                in_,
            )));
            blocks.push(Block::Table {
                label: in_
                    .of(
                        "Promises past their first date, latest first",
                        "Promesas pasadas de su primera fecha",
                    )
                    .to_owned(),
                heads: vec![
                    text_head(in_.of("Request", "Solicitud")),
                    number_head(in_.of("First promised", "Prometido primero")),
                    number_head(in_.of("Late", "Atraso")),
                ],
                rows: rows.collect(),
            });
        }
        blocks
    }

    pub(super) fn changed(&self, in_: Language) -> Vec<Block> {
        let happened = self.events.iter().cloned();
        let mut dated: Vec<_> =
            happened.chain(self.changes.iter().map(|change| (change.on, change.said(in_)))).collect();
        dated.sort_by_key(|(on, _)| *on);
        if dated.is_empty() {
            return Vec::new();
        }
        let more = dated.len().saturating_sub(MOST_ROWS);
        let mut items: Vec<_> =
            dated.iter().take(MOST_ROWS).map(|(on, what)| format!("{}: {what}", in_.day(*on))).collect();
        if more > 0 {
            items.push(format!("{} {more}", in_.of("And more:", "Y más:")));
        }
        vec![section(in_.of("What changed", "Qué cambió")), Block::Points { items }]
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

/// A head with how many there are, where the page shows fewer.
fn counted(head: &str, all: usize, in_: Language) -> String {
    if all > MOST_ROWS {
        format!("{head} ({MOST_ROWS} {} {all})", in_.of("of", "de"))
    } else {
        head.to_owned()
    }
}
