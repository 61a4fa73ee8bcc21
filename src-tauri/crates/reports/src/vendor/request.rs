//! One request as the vendor reads it.

use keepalive_domain::facts::Day;
use keepalive_domain::words::Clock;

use super::fate::Fate;
use crate::document::Block;
use crate::language::Language;

/// A request that is the vendor's turn, or that it refused.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RequestSent {
    /// Our number.
    pub key: String,
    /// Its title.
    pub title: String,
    /// The vendor's number.
    pub vendor_ref: Option<String>,
    /// Day it first waited on the vendor.
    pub sent: Option<Day>,
    /// Days since it was asked.
    pub age_days: i64,
    /// Noted as a safety item, itself or through what stands merged into it; see [`RequestSent::touches_safety`].
    pub safety: bool,
    /// A rule from outside asks for it.
    pub regulatory: bool,
    /// Promises, oldest first.
    pub promises: Vec<Promised>,
    /// What became of the first promise for each clock.
    pub fates: Vec<Fate>,
    /// Days past the first promised fix.
    pub late_days: Option<i64>,
    /// Days it was the vendor's turn.
    pub vendor_days: i64,
    /// Days it was ours.
    pub our_days: i64,
    /// Days it was somebody else's.
    pub other_days: i64,
    /// Nobody says on which day one of its changes was: whose turn it was is not known.
    pub undated: bool,
    /// Why the vendor refused, as it said so; `Some("")` = it gave no reason.
    pub refused: Option<String>,
    /// Hours a month lost to its workarounds in use; `None` = not measured.
    pub hours_a_month: Option<f64>,
    /// Those hours are of a month that is not over.
    pub so_far: bool,
    /// Workarounds in use until it comes.
    pub workarounds: Vec<Workaround>,
}

/// A date the vendor gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promised {
    /// For which clock.
    pub clock: Clock,
    /// Day it said so.
    pub made: Option<Day>,
    /// Day it is due.
    pub due: Day,
    /// Who at the vendor said so, or in which role.
    pub by: Option<String>,
    /// In which clause, mail or call.
    pub source: Option<String>,
}

/// What the clinic does meanwhile.
#[derive(Debug, Clone, PartialEq)]
pub struct Workaround {
    /// Its title.
    pub title: String,
    /// Hours a month; `None` = not measured.
    pub hours_a_month: Option<f64>,
    /// Those hours are of a month that is not over, for there is no whole one.
    pub so_far: bool,
    /// Whether the hours rest on a clock.
    pub timed: bool,
    /// Whether the clinic can live with it; `None` = not said.
    pub acceptable: Option<bool>,
    /// Why.
    pub why: Option<String>,
    /// It touches safety.
    pub safety: bool,
}

impl RequestSent {
    /// In one line: what, its number, what it costs, how late.
    pub(super) fn ask(&self, in_: Language) -> String {
        let mut parts = vec![self.title.clone()];
        parts.extend(self.flags(in_));
        parts.extend(self.vendor_ref.as_ref().map(|number| format!("{} {number}", in_.of("ticket", "caso"))));
        parts.extend(
            self.hours_a_month
                .map(|hours| format!("{} {}", in_.hours(hours), of_which_month(self.so_far, in_))),
        );
        parts
            .extend(self.late_days.map(|days| format!("{} {}", in_.days(days), in_.of("late", "de atraso"))));
        if self.refused.is_some() {
            parts.push(in_.of("refused", "rechazada").to_owned());
        }
        parts.join(" · ")
    }

    /// Whether safety asks for it: of the request itself, or of a workaround in use that it is meant to end.
    pub(super) fn touches_safety(&self) -> bool {
        self.safety || self.workarounds.iter().any(|workaround| workaround.safety)
    }

    fn flags(&self, in_: Language) -> Vec<String> {
        let flag = |is: bool, word: &str| is.then(|| word.to_owned());
        let flags = [
            flag(self.touches_safety(), in_.of("Safety", "Seguridad")),
            flag(self.regulatory, in_.of("Regulation", "Normativa")),
        ];
        flags.into_iter().flatten().collect()
    }

    pub(super) fn blocks(&self, in_: Language) -> [Block; 2] {
        let mut title = vec![format!("{} {}", self.key, self.title)];
        title.extend(self.flags(in_));
        let mut rows: Vec<[String; 2]> = Vec::new();
        let mut row = |name: &str, value: String| rows.push([name.to_owned(), value]);
        let not_given = in_.of("none given", "no se dio");
        row(
            in_.of("Your ticket", "Su número de caso"),
            self.vendor_ref.clone().unwrap_or_else(|| not_given.to_owned()),
        );
        // A refusal without a day on which it waited was sent all the same.
        row(
            in_.of("Sent", "Enviada"),
            self.sent
                .map_or_else(|| in_.of("day not noted", "sin fecha anotada").to_owned(), |day| in_.day(day)),
        );
        if self.promises.is_empty() {
            row(in_.of("Promised", "Prometido"), not_given.to_owned());
        }
        for (at, promise) in self.promises.iter().enumerate() {
            let same_clock = |other: &&Promised| other.clock == promise.clock;
            // Said once, with every later date under it.
            if self.promises.iter().take(at).any(|earlier| same_clock(&earlier)) {
                continue;
            }
            row(clock_name(promise.clock, in_), promise.said(in_));
            let slips: Vec<_> = self.promises.iter().skip(at + 1).filter(same_clock).collect();
            for (nth, slip) in (1..).zip(&slips) {
                row(&in_.moved(nth, slips.len()), slip.said(in_));
            }
            if let Some(fate) = self.fates.iter().find(|fate| fate.clock == promise.clock) {
                row(in_.of("What became of it", "En qué quedó"), fate.became.said(in_));
            }
        }
        row(in_.of("Whose turn it was", "De quién fue el turno"), self.turns(in_));
        if let Some(reason) = &self.refused {
            let said = if reason.is_empty() {
                in_.of("without a reason given", "sin dar motivo").to_owned()
            } else {
                format!("“{reason}”")
            };
            row(in_.of("Refused", "Rechazada"), said);
        }
        for workaround in &self.workarounds {
            row(in_.of("Until then we", "Mientras tanto"), workaround.said(in_));
        }
        [Block::Part { title: title.join(" · ") }, Block::Terms { label: self.title.clone(), rows }]
    }

    fn turns(&self, in_: Language) -> String {
        if self.undated {
            return in_
                .of(
                    "not known: one of its changes has no day",
                    "no se sabe: no consta la fecha de uno de sus cambios",
                )
                .to_owned();
        }
        // As the rows above speak: to the vendor. Whose turn it never was is not named.
        let turns = [
            (self.vendor_days, in_.of("yours", "suyo")),
            (self.our_days, in_.of("ours", "nuestro")),
            (self.other_days, in_.of("others’", "de otros")),
        ];
        let said: Vec<String> = turns
            .into_iter()
            .filter(|(days, _)| *days > 0)
            .map(|(days, whose)| format!("{whose} {}", in_.days(days)))
            .collect();
        if said.is_empty() {
            return in_.of("less than a day so far", "menos de un día hasta ahora").to_owned();
        }
        said.join(", ")
    }
}

impl Promised {
    fn said(&self, in_: Language) -> String {
        let mut said = in_.day(self.due);
        if let Some(by) = &self.by {
            said.push_str(&format!(", {} {by}", in_.of("said by", "dicho por")));
        }
        if let Some(made) = self.made {
            said.push_str(&format!(", {} {}", in_.of("on", "el"), in_.day(made)));
        }
        if let Some(source) = &self.source {
            said.push_str(&format!(" ({source})"));
        }
        said
    }
}

impl Workaround {
    fn said(&self, in_: Language) -> String {
        let basis = if self.timed { in_.of("timed", "cronometrado") } else { in_.of("guessed", "estimado") };
        let hours = match self.hours_a_month {
            Some(hours) => format!("{} {}, {basis}", in_.hours(hours), of_which_month(self.so_far, in_)),
            None => in_.not_measured().to_owned(),
        };
        let acceptable = match self.acceptable {
            Some(true) => in_.of("acceptable to the clinic", "aceptable para la clínica"),
            Some(false) => in_.of("not acceptable to the clinic", "no aceptable para la clínica"),
            None => in_.of(
                "the clinic has not said whether it is acceptable",
                "la clínica no ha dicho si es aceptable",
            ),
        };
        let why = self.why.as_ref().map(|why| format!(" ({why})")).unwrap_or_default();
        let safety = if self.safety { in_.of("; touches safety", "; afecta a la seguridad") } else { "" };
        format!("{}: {hours}; {acceptable}{why}{safety}", self.title)
    }
}

/// Hours of an unfinished month are never told as those of a whole one.
const fn of_which_month(so_far: bool, in_: Language) -> &'static str {
    if so_far { in_.of("so far this month", "en lo que va de mes") } else { in_.of("a month", "al mes") }
}

const fn clock_name(clock: Clock, in_: Language) -> &'static str {
    match clock {
        Clock::Response => in_.of("Promised an answer", "Prometió respuesta"),
        Clock::Workaround => in_.of("Promised a way around", "Prometió un atajo"),
        Clock::Fix => in_.of("Promised the fix", "Prometió el arreglo"),
        Clock::Delivery => in_.of("Promised delivery", "Prometió la entrega"),
    }
}
