//! The languages reports are written in, and how each writes numbers and days.

use chrono::Datelike as _;
use keepalive_domain::facts::Day;
use keepalive_domain::words::Break;

/// A language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Spanish.
    Spanish,
}

const MONTHS: [[&str; 12]; 2] = [
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"],
];

impl Language {
    /// Its code.
    pub(crate) const fn code(self) -> &'static str {
        self.of("en", "es")
    }

    /// A sentence, both languages side by side so that neither is forgotten.
    pub(crate) const fn of<'t>(self, english: &'t str, spanish: &'t str) -> &'t str {
        match self {
            Self::English => english,
            Self::Spanish => spanish,
        }
    }

    /// A number with so many places.
    pub(crate) fn number(self, value: f64, places: usize) -> String {
        let text = format!("{value:.places$}");
        match self {
            Self::English => text,
            Self::Spanish => text.replace('.', ","),
        }
    }

    /// Hours with their unit.
    pub(crate) fn hours(self, value: f64) -> String {
        format!("{} h", self.number(value, 1))
    }

    /// A fraction in per cent.
    pub(crate) fn percent(self, share: f64) -> String {
        let space = self.of("", " ");
        format!("{share:.0}{space}%", share = share * 100.0)
    }

    /// A value, or that it was not measured.
    pub(crate) fn or_not_measured(self, value: Option<String>) -> String {
        value.unwrap_or_else(|| self.not_measured().to_owned())
    }

    /// Missing is never zero.
    pub(crate) const fn not_measured(self) -> &'static str {
        self.of("not measured", "no medido")
    }

    /// A day in words.
    pub(crate) fn day(self, day: Day) -> String {
        let month =
            |names: &[&'static str; 12]| names.get(day.month0() as usize).copied().unwrap_or_default();
        match self {
            Self::English => format!("{} {}, {}", month(&MONTHS[0]), day.day(), day.year()),
            Self::Spanish => format!("{} {} {}", day.day(), month(&MONTHS[1]), day.year()),
        }
    }

    /// So many days.
    pub(crate) fn days(self, days: i64) -> String {
        match days {
            1 => format!("1 {}", self.of("day", "día")),
            _ => format!("{days} {}", self.of("days", "días")),
        }
    }

    /// How often a promised day was moved.
    pub(crate) fn moved(self, times: usize) -> String {
        match (self, times) {
            (Self::English, 1) => "Moved once, to".to_owned(),
            (Self::English, _) => format!("Moved {times} times, to"),
            (Self::Spanish, 1) => "Cambiada una vez, a".to_owned(),
            (Self::Spanish, _) => format!("Cambiada {times} veces, a"),
        }
    }

    /// A break's name.
    pub(crate) const fn break_name(self, of: Break) -> &'static str {
        match of {
            Break::Drift => self.of("Workflow drift", "Desvío del flujo"),
            Break::Reporting => self.of("Reporting blind spots", "Puntos ciegos"),
            Break::Support => self.of("Support friction", "Fricción con el soporte"),
            Break::Burnout => self.of("Staff burnout", "Desgaste del personal"),
        }
    }
}
