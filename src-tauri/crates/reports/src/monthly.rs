//! The monthly review: one page for the people who decide.

use keepalive_domain::facts::Day;
use keepalive_domain::words::Break;

use crate::document::{Block, Document, KeyFigure, number_head, section, text_head, words};
use crate::language::Language;

mod asks;
mod phase_words;

/// Rows of each list on the one page; the rest is counted, never dropped in silence.
const MOST_ROWS: usize = 4;

/// What a clinic's month came to. Figures are of the month's end; `None` = not measured, never zero.
#[derive(Debug, Clone, PartialEq)]
pub struct MonthlyReview {
    /// The clinic's name.
    pub clinic: String,
    /// The EHR's name; `None` where the clinic has none.
    pub system: Option<String>,
    /// Day it went live.
    pub go_live: Option<Day>,
    /// Number of the month; `None` where none was measured yet, and then most of the rest is empty.
    pub month: Option<i32>,
    /// First and last day of it.
    pub days: Option<(Day, Day)>,
    /// The month is not over: its sums are of the days so far.
    pub partial: bool,
    /// Share of its days the record covers, 0 to 1 (A25).
    pub recorded: f64,
    /// Hours lost.
    pub hours: Option<Hours>,
    /// Share of the roster that answered the weekly pulse; `None` = not known.
    pub coverage: Option<f64>,
    /// Fewer answered than the clinic's threshold asks for.
    pub thin: bool,
    /// What the phase rule found.
    pub phase: Option<PhaseFound>,
    /// The four signals that do not add.
    pub signals: Signals,
    /// Hours lost by month, drawn.
    pub chart: Option<Drawn>,
    /// Change events in the month: day and name.
    pub events: Vec<(Day, String)>,
    /// Configuration changes in the month: day, area and what.
    pub changes: Vec<(Day, String)>,
    /// Names of the areas nobody owns, as of the day of printing.
    pub unowned: Vec<String>,
    /// How many areas there are.
    pub areas: usize,
    /// Original promises kept, of those due.
    pub promises: (u64, u64),
    /// Requests past their first promise, latest first.
    pub overdue: Vec<Overdue>,
    /// Hardened workarounds, most hours first.
    pub hardened: Vec<Hardened>,
    /// Decisions and areas to be looked at again: day and name, as of the day of printing.
    pub reviews_due: Vec<(Day, String)>,
    /// Fewer asked while more worked around: requests in the month, and active workarounds at its end; only
    /// where that is so.
    pub fewer_asks: Option<(u64, u64)>,
    /// Day of printing.
    pub printed: Day,
}

/// Hours lost in a month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hours {
    /// By break, in the order of [`Break::ALL`].
    pub by_break: [f64; 4],
    /// All of them.
    pub all: f64,
    /// Those that rest on a clock.
    pub timed: f64,
    /// Per full-time equivalent; `None` without staffing.
    pub per_fte: Option<f64>,
}

/// What the phase rule found, with its counts.
#[derive(Debug, Clone, PartialEq)]
pub struct PhaseFound {
    /// Its label as DOMAIN §5 spells it.
    pub label: String,
    /// The tests in order.
    pub tests: Vec<PhaseTest>,
}

/// One test of the phase rule.
#[derive(Debug, Clone, PartialEq)]
pub struct PhaseTest {
    /// Its name (A23).
    pub test: String,
    /// What the record gives.
    pub value: Option<f64>,
    /// The threshold.
    pub limit: f64,
    /// Whether it decided for the label.
    pub met: bool,
}

/// The signals of the four breaks.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Signals {
    /// Hardened ÷ active workarounds.
    pub hardened_share: Option<f64>,
    /// Unanswered ÷ all question-days.
    pub unanswered_share: Option<f64>,
    /// Overdue request-days per 10 FTE.
    pub overdue_days_per_10_fte: Option<f64>,
    /// 8 × EHR hours outside ÷ scheduled patient hours.
    pub wow8: Option<f64>,
}

/// A drawn figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The picture.
    pub svg: String,
    /// What can be seen.
    pub alt: String,
    /// The sentence with the numbers.
    pub caption: String,
}

/// A request past its first promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue {
    /// Its title.
    pub title: String,
    /// The first date promised.
    pub due: Day,
    /// Days past it at the month's end.
    pub days: i64,
}

/// A hardened workaround.
#[derive(Debug, Clone, PartialEq)]
pub struct Hardened {
    /// Its title.
    pub title: String,
    /// Its break.
    pub of: Break,
    /// Hours lost to it in the month; `None` = not measured.
    pub hours: Option<f64>,
    /// Days in use.
    pub days: i64,
    /// Whether somebody is accountable.
    pub owned: bool,
}

impl MonthlyReview {
    /// The review in a language, in reading order.
    #[must_use]
    pub fn document(&self, in_: Language) -> Document {
        let title = match self.month {
            Some(n) => format!("{} {n}", in_.of("Monthly review: month", "Revisión mensual: mes")),
            None => in_.of("Monthly review", "Revisión mensual").to_owned(),
        };
        let mut blocks = vec![self.figures(in_)];
        blocks.extend(self.care(in_));
        if let Some(chart) = &self.chart {
            blocks.push(section(in_.of("What it cost, month by month", "Lo que costó, mes a mes")));
            let Drawn { svg, alt, caption } = chart.clone();
            blocks.push(Block::Chart { svg, alt, caption });
        }
        if self.month.is_some() {
            blocks.push(section(in_.of("The four breaks", "Las cuatro causas")));
            blocks.push(self.breaks(in_));
            blocks.extend(self.phase_because(in_));
            blocks.extend(self.open_matters(in_));
        }
        blocks.extend(self.changed(in_));
        blocks.extend(self.asks(in_));
        let printed = format!("{} {}", in_.of("printed", "impreso"), in_.day(self.printed));
        let aside = match self.days {
            Some((from, to)) => {
                format!("{} {} {}\n{printed}", in_.day(from), in_.of("to", "a"), in_.day(to))
            }
            None => printed,
        };
        Document {
            language: in_.code().to_owned(),
            title,
            kicker: self.kicker(in_),
            aside,
            blocks,
            foot: in_
                .of(
                    "No patient data is meant to be on this page. Guessed minutes are staff estimates.",
                    "En esta página no debe haber datos de pacientes. Los minutos estimados son del personal.",
                )
                .to_owned(),
            warnings: Vec::new(),
        }
    }

    fn kicker(&self, in_: Language) -> String {
        let live = |day: Day| format!(", {} {}", in_.of("live since", "en uso desde"), in_.day(day));
        let since = self.go_live.map(live).unwrap_or_default();
        self.system
            .as_ref()
            .map_or_else(|| self.clinic.clone(), |system| format!("{} · {system}{since}", self.clinic))
    }

    fn figures(&self, in_: Language) -> Block {
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
                in_.of("against the first date", "según la primera fecha").to_owned(),
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
    fn care(&self, in_: Language) -> Option<Block> {
        let mut said = Vec::new();
        if self.month.is_none() {
            said.push(
                in_.of("No go-live month was measured yet.", "Todavía no se midió ningún mes.").to_owned(),
            );
        } else if self.partial {
            said.push(in_.of("The month is not over.", "El mes no ha terminado.").to_owned());
        }
        if self.month.is_some() && self.recorded < 1.0 {
            let share = in_.percent(self.recorded);
            said.push(match in_ {
                Language::English => format!("The record covers {share} of its days."),
                Language::Spanish => format!("El registro cubre el {share} de sus días."),
            });
        }
        match (self.month, self.coverage) {
            (Some(_), None) => said.push(
                in_.of(
                    "Coverage is unknown: the weekly pulse was not used.",
                    "Cobertura desconocida: no se usó el pulso semanal.",
                )
                .to_owned(),
            ),
            (Some(_), Some(share)) if self.thin => {
                let share = in_.percent(share);
                said.push(match in_ {
                    Language::English => format!("Thin month: only {share} answered the weekly pulse."),
                    Language::Spanish => format!("Mes escaso: solo el {share} respondió al pulso semanal."),
                });
            }
            _ => {}
        }
        if let Some((asked, active)) = self.fewer_asks {
            said.push(match in_ {
                Language::English => format!(
                    "Fewer requests came in ({asked}) while workarounds rose to {active}. That is not improvement."
                ),
                Language::Spanish => format!(
                    "Llegaron menos solicitudes ({asked}) y los atajos subieron a {active}. Eso no es una mejora."
                ),
            });
        }
        (!said.is_empty()).then(|| words(said.join(" ")))
    }

    fn breaks(&self, in_: Language) -> Block {
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
            per_cent(self.signals.hardened_share, in_.of("of workarounds hardened", "de atajos endurecidos")),
            per_cent(
                self.signals.unanswered_share,
                in_.of("of question-days unanswered", "de días-pregunta sin respuesta"),
            ),
            plain(
                self.signals.overdue_days_per_10_fte,
                in_.of("overdue request-days per 10 FTE", "días de atraso por 10 ETC"),
            ),
            plain(
                self.signals.wow8,
                in_.of("EHR hours outside per 8 scheduled", "horas de EHR fuera por 8 programadas"),
            ),
        ];
        let rows = Break::ALL.iter().zip(signals).enumerate().map(|(at, (of, signal))| {
            let hours = self.hours.and_then(|hours| hours.by_break.get(at).copied());
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

    fn phase_because(&self, in_: Language) -> Option<Block> {
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
        Some(words(format!("{} {label}: {because}.", in_.of("Phase", "Fase"))))
    }

    fn open_matters(&self, in_: Language) -> Vec<Block> {
        let mut blocks = Vec::new();
        if !self.hardened.is_empty() {
            let rows = self.hardened.iter().take(MOST_ROWS).map(|row| {
                let owned = if row.owned { in_.of("yes", "sí") } else { in_.of("nobody", "nadie") };
                vec![
                    row.title.clone(),
                    in_.break_name(row.of).to_owned(),
                    in_.or_not_measured(row.hours.map(|hours| in_.hours(hours))),
                    in_.days(row.days),
                    owned.to_owned(),
                ]
            });
            blocks.push(section(counted(
                in_.of("Hardened workarounds", "Atajos endurecidos"),
                self.hardened.len(),
                in_,
            )));
            blocks.push(Block::Table {
                label: in_.of("Hardened workarounds, most hours first", "Atajos endurecidos").to_owned(),
                heads: vec![
                    text_head(in_.of("Workaround", "Atajo")),
                    text_head(in_.of("Break", "Causa")),
                    number_head(in_.of("Lost", "Perdidas")),
                    number_head(in_.of("In use", "En uso")),
                    text_head(in_.of("Owned", "Con responsable")),
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
                in_.of("Overdue promises", "Promesas atrasadas"),
                self.overdue.len(),
                in_,
            )));
            blocks.push(Block::Table {
                label: in_.of("Overdue promises, latest first", "Promesas atrasadas").to_owned(),
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

    fn changed(&self, in_: Language) -> Vec<Block> {
        let mut dated: Vec<_> = self.events.iter().chain(&self.changes).collect();
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

/// A head with how many there are, where the page shows fewer.
fn counted(head: &str, all: usize, in_: Language) -> String {
    if all > MOST_ROWS {
        format!("{head} ({MOST_ROWS} {} {all})", in_.of("of", "de"))
    } else {
        head.to_owned()
    }
}
