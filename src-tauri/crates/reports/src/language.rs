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

    /// A day in words, which no line's end breaks.
    pub(crate) fn day(self, day: Day) -> String {
        let month =
            |names: &[&'static str; 12]| names.get(day.month0() as usize).copied().unwrap_or_default();
        match self {
            Self::English => format!("{}\u{a0}{},\u{a0}{}", month(&MONTHS[0]), day.day(), day.year()),
            Self::Spanish(_) => format!("{}\u{a0}{}\u{a0}{}", day.day(), month(&MONTHS[1]), day.year()),
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

    /// What a later date of a promise is called: the only one, or the `nth` (from 1) of several.
    pub(crate) fn moved(self, nth: usize, times: usize) -> String {
        if times == 1 {
            return self.of("Moved once, to", "Cambiada una vez, a").to_owned();
        }
        match self {
            Self::English => {
                let ending = match (nth % 100, nth % 10) {
                    (11..=13, _) => "th",
                    (_, 1) => "st",
                    (_, 2) => "nd",
                    (_, 3) => "rd",
                    _ => "th",
                };
                format!("Moved, {nth}{ending} time")
            }
            Self::Spanish(_) => format!("Cambiada, {nth}.ª vez"),
        }
    }

    /// Names one after another, with a word before the last.
    pub(crate) fn list(self, names: &[&str]) -> String {
        let Some((last, rest)) = names.split_last() else { return String::new() };
        if rest.is_empty() {
            return (*last).to_owned();
        }
        let sound = last.trim_start_matches(['h', 'H']).chars().next();
        let and = match self {
            Self::English => "and",
            // "y" before the sound of an i would run into it.
            Self::Spanish(_) if sound.is_some_and(|first| matches!(first, 'i' | 'I' | 'í' | 'Í')) => "e",
            Self::Spanish(_) => "y",
        };
        format!("{} {and} {last}", rest.join(", "))
    }

    /// The end of a list that names only some.
    pub(crate) fn and_more(self, more: usize) -> String {
        match self {
            Self::English => format!("and {more} more"),
            Self::Spanish(_) => format!("y {more} más"),
        }
    }

    /// How a page is counted at its foot.
    pub(crate) fn page_count(self) -> String {
        self.of("page {page} of {pages}", "página {page} de {pages}").to_owned()
    }

    /// A break in one word, for a narrow column.
    pub(crate) const fn break_short(self, of: Break) -> &'static str {
        match of {
            Break::Drift => self.of("Drift", "Desvío"),
            Break::Reporting => self.of("Reporting", "Informes"),
            Break::Support => self.of("Support", "Soporte"),
            Break::Burnout => self.of("Burnout", "Desgaste"),
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
    fn names_in_a_row_have_a_word_before_the_last() {
        let names = ["Inbox", "Refills", "Results"];
        let said = |of: usize| Language::English.list(&names[..of]);
        assert_eq!([0, 1, 2, 3].map(said), ["", "Inbox", "Inbox and Refills", "Inbox, Refills and Results"]);
        assert_eq!(SPAIN.list(&["Citas", "Órdenes"]), "Citas y Órdenes");
        assert_eq!(
            [SPAIN.list(&["Citas", "Informes"]), SPAIN.list(&["Citas", "Historias"])],
            ["Citas e Informes", "Citas e Historias"]
        );
    }

    #[test]
    fn a_date_moved_often_is_counted() {
        let said = |nth| Language::English.moved(nth, 23);
        assert_eq!(
            [1, 2, 3, 4, 11, 12, 13, 21, 22].map(said),
            [
                "Moved, 1st time",
                "Moved, 2nd time",
                "Moved, 3rd time",
                "Moved, 4th time",
                "Moved, 11th time",
                "Moved, 12th time",
                "Moved, 13th time",
                "Moved, 21st time",
                "Moved, 22nd time"
            ]
        );
        assert_eq!(
            (Language::English.moved(1, 1), SPAIN.moved(2, 3)),
            ("Moved once, to".to_owned(), "Cambiada, 2.ª vez".to_owned())
        );
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
