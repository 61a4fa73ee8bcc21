//! Every word and sign the figures write by themselves. A language is one constant of this type.

/// Words of one language. Sentences have places in braces, filled by name.
#[derive(Debug)]
pub struct Labels {
    /// Between whole number and fraction.
    pub point: &'static str,
    /// Between groups of three digits.
    pub thousands: &'static str,
    /// After a percentage.
    pub percent: &'static str,
    /// Before the last of several names.
    pub and: &'static str,
    /// Full names of the breaks: drift, reporting, support, burnout.
    pub breaks: [&'static str; 4],
    /// The same in one word.
    pub breaks_short: [&'static str; 4],
    /// Months of the year, short.
    pub months: [&'static str; 12],
    /// A date: `{month}` short, `{day}`, `{year}`.
    pub date: &'static str,
    /// A period without what the figure needs.
    pub not_measured: &'static str,
    /// A figure whose input is empty.
    pub nothing_yet: &'static str,
    /// Head of the column of remarks in a table.
    pub note: &'static str,
    /// The main chart.
    pub hours_lost: crate::hours_lost::Words,
    /// The weekly control chart.
    pub control_chart: crate::control_chart::Words,
    /// Survival of workarounds.
    pub survival: crate::survival::Words,
    /// Promised and measured.
    pub turnaround: crate::turnaround::Words,
    /// Cumulative flow.
    pub flow: crate::flow::Words,
    /// Age of open requests.
    pub ageing: crate::ageing::Words,
    /// Hours by area.
    pub pareto: crate::pareto::Words,
    /// Silence.
    pub silence: crate::silence::Words,
    /// System against system.
    pub systems: crate::systems::Words,
    /// After-hours work by role.
    pub after_hours: crate::after_hours::Words,
}

/// English, the default.
pub const ENGLISH: Labels = Labels {
    point: ".",
    thousands: ",",
    percent: "%",
    and: "and",
    breaks: ["Workflow drift", "Reporting blind spots", "Support friction", "Staff burnout"],
    breaks_short: ["Drift", "Reporting", "Support", "Burnout"],
    months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    date: "{month} {day}, {year}",
    not_measured: "not measured",
    nothing_yet: "Nothing to draw yet.",
    note: "Note",
    hours_lost: crate::hours_lost::ENGLISH,
    control_chart: crate::control_chart::ENGLISH,
    survival: crate::survival::ENGLISH,
    turnaround: crate::turnaround::ENGLISH,
    flow: crate::flow::ENGLISH,
    ageing: crate::ageing::ENGLISH,
    pareto: crate::pareto::ENGLISH,
    silence: crate::silence::ENGLISH,
    systems: crate::systems::ENGLISH,
    after_hours: crate::after_hours::ENGLISH,
};

impl Labels {
    /// The short name of a month of the year, counted from 1.
    pub(crate) fn month(&self, number: u32) -> &'static str {
        let index = usize::try_from(number).unwrap_or(1).saturating_sub(1);
        self.months.get(index).copied().unwrap_or("")
    }

    /// A date in words.
    pub(crate) fn date(&self, date: chrono::NaiveDate) -> String {
        use chrono::Datelike;
        let (day, year) = (date.day().to_string(), date.year().to_string());
        crate::text::fill(self.date, &[("month", self.month(date.month())), ("day", &day), ("year", &year)])
    }
}
