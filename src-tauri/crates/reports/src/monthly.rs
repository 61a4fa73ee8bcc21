//! The monthly review: one page for the people who decide.

use keepalive_domain::facts::Day;
use keepalive_domain::words::Break;

use crate::document::{Block, Document, section};
use crate::language::Language;

mod asks;
mod better;
mod care;
mod costs;
mod matters;
mod opening;
mod phase_words;

/// What a clinic's month came to. Figures are of the month's end; `None` = not measured, never zero.
#[derive(Debug, Clone, PartialEq)]
pub struct MonthlyReview {
    /// The clinic's name.
    pub clinic: String,
    /// The EHR's name; `None` where the clinic has none.
    pub system: Option<String>,
    /// Day it went live.
    pub go_live: Option<Day>,
    /// Names of the clinic's other systems that are live at the month's end: they are in none of the figures.
    pub also_live: Vec<String>,
    /// Number of the month; `None` where none was measured yet, and then most of the rest is empty.
    pub month: Option<i32>,
    /// First and last day of it.
    pub days: Option<(Day, Day)>,
    /// Its last measured day: what has no day of its own stood so then.
    pub as_of: Option<Day>,
    /// The month is not over: its sums are of the days so far.
    pub partial: bool,
    /// Share of its days the record covers, 0 to 1 (A25).
    pub recorded: f64,
    /// The same since the first day that hours can be counted from.
    pub hours_recorded: f64,
    /// Hours lost.
    pub hours: Option<Hours>,
    /// Workarounds in use in it without an estimate or a timed occurrence: they are in no hours.
    pub uncounted: u64,
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
    /// Configuration changes in the month.
    pub changes: Vec<Changed>,
    /// Names of the areas nobody owns, as of the day of printing.
    pub unowned: Vec<String>,
    /// How many areas there are.
    pub areas: usize,
    /// Original promises kept, of those due.
    pub promises: (u64, u64),
    /// Requests past their first promise, latest first.
    pub overdue: Vec<Overdue>,
    /// Titles of the hardened workarounds, most hours first.
    pub hardened: Vec<String>,
    /// Workarounds that hours were lost to in the month, most first; the page shows the first few.
    pub costliest: Vec<Costly>,
    /// What was verified or ended in the month, newest first.
    pub better: Vec<Better>,
    /// Requests withdrawn in the month as not worth asking any more.
    pub withdrawn: u64,
    /// A picture for each break, in the order of [`Break::ALL`], as SVG; empty where there are none.
    pub swatches: Vec<String>,
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
    /// By break, in the order of [`Break::ALL`]; `None` = nobody measured any of what was in use.
    pub by_break: [Option<f64>; 4],
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
    /// Hardened workarounds, and those in use; `None` where none was in use, and while `too_early_to_harden`.
    pub hardened: Option<(u64, u64)>,
    /// Fewer days than these have passed since go-live, and these a workaround needs to harden.
    pub too_early_to_harden: Option<u32>,
    /// Unanswered ÷ all question-days.
    pub unanswered_share: Option<f64>,
    /// Overdue request-days per 10 FTE.
    pub overdue_days_per_10_fte: Option<f64>,
    /// 8 × EHR hours outside ÷ scheduled patient hours; `None` also where `few_people`.
    pub wow8: Option<f64>,
    /// Fewer than five people reported those hours: they are not shown.
    pub few_people: bool,
}

/// Something changed in the EHR.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The day.
    pub on: Day,
    /// What was changed.
    pub item: String,
    /// How it was; `None` = not written down.
    pub before: Option<String>,
    /// How it is now.
    pub after: Option<String>,
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

/// A workaround that hours were lost to in the month.
#[derive(Debug, Clone, PartialEq)]
pub struct Costly {
    /// Its title.
    pub title: String,
    /// Its break.
    pub of: Break,
    /// Hours lost to it in the month.
    pub hours: f64,
    /// What they rest on.
    pub basis: Basis,
    /// Days in use at the month's end.
    pub days: i64,
    /// It was hardened then.
    pub hardened: bool,
    /// Who is accountable, by name; `None` = nobody.
    pub owner: Option<String>,
}

/// What hours rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Minutes taken with a clock, all of them.
    Timed,
    /// Some taken with a clock, the rest guessed.
    PartTimed,
    /// Minutes guessed.
    Guessed,
}

/// Something that got better in the month.
#[derive(Debug, Clone, PartialEq)]
pub enum Better {
    /// A request whose people say that the delivered change holds.
    Verified {
        /// Its title.
        title: String,
        /// The day they said so.
        on: Day,
    },
    /// A workaround that ended.
    Ended {
        /// Its title.
        title: String,
        /// First day no longer used.
        on: Day,
        /// Hours a month that came back; `None` = not measured.
        hours: Option<f64>,
    },
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
        if let Some(chart) = &self.chart {
            blocks.push(section(in_.of("What it cost, month by month", "Lo que costó, mes a mes")));
            let Drawn { svg, alt, caption } = chart.clone();
            blocks.push(Block::Chart { svg, alt, caption });
        }
        if self.month.is_some() {
            blocks.push(section(in_.of("The four breaks", "Las cuatro causas")));
            blocks.push(self.breaks(in_));
            blocks.extend(self.phase_because(in_));
            blocks.extend(self.where_it_goes(in_));
        }
        let late = self.late(in_).filter(|_| self.month.is_some());
        for pair in [[self.got_better(in_), self.care(in_)], [late, self.changed(in_)]] {
            let columns: Vec<_> = pair.into_iter().flatten().collect();
            if !columns.is_empty() {
                blocks.push(Block::Beside { columns });
            }
        }
        blocks.extend(self.asks(in_));
        let printed = format!("{} {}", in_.of("printed", "impreso"), in_.day(self.printed));
        let aside = match self.days {
            // Minutes that are timed later move the guesses of a month that is over: of which day its figures are is said.
            Some((from, to)) => {
                let (from, last) = (in_.day(from), in_.day(self.as_of.unwrap_or(to)));
                let to = in_.day(to);
                match in_ {
                    Language::English => format!("{from} to {to}\nfigures as of {last}, {printed}"),
                    Language::Spanish(_) => format!("{from} a {to}\ncifras al {last}, {printed}"),
                }
            }
            None => printed,
        };
        Document {
            language: in_.code().to_owned(),
            title,
            kicker: self.kicker(in_),
            aside,
            blocks,
            foot: self.foot(in_),
            page_count: in_.page_count(),
            warnings: Vec::new(),
        }
    }

    /// Whose page it is, and what must not be on it.
    fn foot(&self, in_: Language) -> String {
        let meant = in_.of(
            "No patient data is meant to be on this page. Guessed minutes are staff estimates.",
            "En esta página no debe haber datos de pacientes. Los minutos estimados son del personal.",
        );
        if self.clinic.is_empty() { meant.to_owned() } else { format!("{} · {meant}", self.clinic) }
    }

    /// Words with the day they are of, where that is known: Today stands at another one.
    fn as_of(&self, words: &str, in_: Language) -> String {
        match self.as_of {
            Some(day) => format!("{words} {} {}", in_.of("on", "el"), in_.day(day)),
            None => words.to_owned(),
        }
    }

    fn kicker(&self, in_: Language) -> String {
        let live = |day: Day| format!(", {} {}", in_.of("live since", "en uso desde"), in_.day(day));
        let since = self.go_live.map(live).unwrap_or_default();
        self.system
            .as_ref()
            .map_or_else(|| self.clinic.clone(), |system| format!("{} · {system}{since}", self.clinic))
    }
}
