//! The languages reports are written in, and how each writes numbers and days.

use chrono::Datelike as _;
use keepalive_domain::facts::Day;
use keepalive_domain::numbers::Signs;
use keepalive_domain::words::Break;

/// A language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Spanish, with the decimal sign of the place.
    Spanish(DecimalSign),
}

/// What stands before the decimals of a Spanish number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DecimalSign {
    /// 12,5: Spain, and most of South America.
    #[default]
    Comma,
    /// 12.5: the United States, Mexico, most of Central America.
    Point,
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
            Self::Spanish(_) => spanish,
        }
    }

    /// An amount with so many places; one above nothing never reads as nothing.
    pub(crate) fn number(self, value: f64, places: usize) -> String {
        self.signs().told(value, places)
    }

    const fn signs(self) -> Signs {
        match self {
            Self::English => Signs::ENGLISH,
            Self::Spanish(DecimalSign::Comma) => Signs::SPANISH,
            Self::Spanish(DecimalSign::Point) => Signs::SPANISH_WITH_POINT,
        }
    }

    /// Hours with their unit.
    pub(crate) fn hours(self, value: f64) -> String {
        format!("{} h", self.number(value, 1))
    }

    /// A fraction in per cent.
    pub(crate) fn percent(self, share: f64) -> String {
        self.signs().percent(share)
    }

    /// A value, or that it was not measured.
    pub(crate) fn or_not_measured(self, value: Option<String>) -> String {
        value.unwrap_or_else(|| self.not_measured().to_owned())
    }

    /// Missing is never zero.
    pub(crate) const fn not_measured(self) -> &'static str {
        self.of("not measured", "sin medir")
    }

    /// A day in words.
    pub(crate) fn day(self, day: Day) -> String {
        let month =
            |names: &[&'static str; 12]| names.get(day.month0() as usize).copied().unwrap_or_default();
        match self {
            Self::English => format!("{} {}, {}", month(&MONTHS[0]), day.day(), day.year()),
            Self::Spanish(_) => format!("{} {} {}", day.day(), month(&MONTHS[1]), day.year()),
        }
    }

    /// So many days, told as whole ones.
    pub(crate) fn whole_days(self, days: f64) -> String {
        let written = self.number(days, 0);
        let unit = if written == "1" { self.of("day", "día") } else { self.of("days", "días") };
        format!("{written} {unit}")
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
            (Self::Spanish(_), 1) => "Cambiada una vez, a".to_owned(),
            (Self::Spanish(_), _) => format!("Cambiada {times} veces, a"),
        }
    }

    /// How a page is counted at its foot.
    pub(crate) fn page_count(self) -> String {
        self.of("page {page} of {pages}", "página {page} de {pages}").to_owned()
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

#[cfg(test)]
mod tests {
    use super::*;

    const SPAIN: Language = Language::Spanish(DecimalSign::Comma);
    const MEXICO: Language = Language::Spanish(DecimalSign::Point);

    #[test]
    fn hours_have_the_decimal_sign_of_the_place() {
        let written = [Language::English, SPAIN, MEXICO].map(|language| language.hours(1234.25));
        assert_eq!(written, ["1,234.3 h", "1234,3 h", "1,234.3 h"]);
    }

    #[test]
    fn a_spanish_per_cent_stays_beside_its_number_and_is_never_rounded_to_none() {
        assert_eq!([SPAIN, MEXICO].map(|language| language.percent(0.425)), ["43\u{a0}%", "43\u{a0}%"]);
        assert_eq!(Language::English.percent(0.002), "1%");
    }

    #[test]
    fn one_day_is_one() {
        assert_eq!(
            [0.6, 1.4, 1.6].map(|days| Language::English.whole_days(days)),
            ["1 day", "1 day", "2 days"]
        );
        assert_eq!(SPAIN.whole_days(1.0), "1 día");
    }
}
