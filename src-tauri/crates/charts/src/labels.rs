//! Every word and sign the figures write by themselves. A language is one constant of this type.

use keepalive_domain::numbers::Signs;

/// Words of one language. Sentences have places in braces, filled by name.
#[derive(Debug)]
pub struct Labels {
    /// How numbers are written.
    pub signs: Signs,
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
    /// A go-live month inside a sentence: `{month}`.
    pub period: &'static str,
    /// The clocks of a request: first response, workaround offered, fix delivered, verified.
    pub clocks: [&'static str; 4],
    /// The open states of a request in the order of the work: new to delivered.
    pub open_states: [&'static str; 7],
    /// The weekly signal of each break, with its unit.
    pub signals: [&'static str; 4],
    /// Where no area is given.
    pub no_area: &'static str,
    /// Requests counted: `{count}` of one, then of several.
    pub requests: [&'static str; 2],
    /// Added to a caption of one system's open requests: `{count}` of another's, then of several.
    pub open_elsewhere: [&'static str; 2],
    /// Workarounds counted.
    pub workarounds: [&'static str; 2],
    /// Days counted.
    pub days: [&'static str; 2],
    /// Added to a caption where a figure fell while fewer entries came in (DOMAIN §5 "Silence"): `{share}`.
    pub gone_quiet: &'static str,
    /// Around a picture that leaves the screen.
    pub mount: crate::mount::Words,
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
    /// Whose turn it was.
    pub whose_turn: crate::whose_turn::Words,
    /// Age of open requests.
    pub ageing: crate::ageing::Words,
    /// Hours by area.
    pub pareto: crate::pareto::Words,
    /// Silence.
    pub silence: crate::silence::Words,
    /// Silence by role.
    pub quiet_roles: crate::quiet_roles::Words,
    /// System against system.
    pub systems: crate::systems::Words,
    /// After-hours work by role.
    pub after_hours: crate::after_hours::Words,
}

/// English, the default.
pub const ENGLISH: Labels = Labels {
    signs: Signs::ENGLISH,
    and: "and",
    breaks: ["Workflow drift", "Reporting blind spots", "Support friction", "Staff burnout"],
    breaks_short: ["Drift", "Reporting", "Support", "Burnout"],
    months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    date: "{month} {day}, {year}",
    not_measured: "not measured",
    nothing_yet: "Nothing to draw yet.",
    note: "Note",
    period: "month {month}",
    clocks: ["First response", "Workaround offered", "Fix delivered", "Fix verified"],
    open_states: [
        "New",
        "Needs clarifying",
        "Triaged",
        "In progress",
        "Waiting on vendor",
        "Waiting on others",
        "Delivered",
    ],
    signals: [
        "hours per FTE, weekly",
        "unanswered questions, %",
        "overdue request-days per 10 FTE, weekly",
        "WOW8: outside hours per 8 scheduled",
    ],
    no_area: "No area",
    requests: ["{count} request", "{count} requests"],
    open_elsewhere: [
        "{count} more open request belongs to another system.",
        "{count} more open requests belong to other systems.",
    ],
    workarounds: ["{count} workaround", "{count} workarounds"],
    days: ["{count} day", "{count} days"],
    gone_quiet: "Entries fell to {share} of what they were: people may have stopped writing things down, so this is no improvement.",
    mount: crate::mount::ENGLISH,
    hours_lost: crate::hours_lost::ENGLISH,
    control_chart: crate::control_chart::ENGLISH,
    survival: crate::survival::ENGLISH,
    turnaround: crate::turnaround::ENGLISH,
    flow: crate::flow::ENGLISH,
    whose_turn: crate::whose_turn::ENGLISH,
    ageing: crate::ageing::ENGLISH,
    pareto: crate::pareto::ENGLISH,
    silence: crate::silence::ENGLISH,
    quiet_roles: crate::quiet_roles::ENGLISH,
    systems: crate::systems::ENGLISH,
    after_hours: crate::after_hours::ENGLISH,
};

impl Labels {
    /// The short name of a month of the year, counted from 1.
    pub(crate) fn month(&self, number: u32) -> &'static str {
        let index = usize::try_from(number).unwrap_or(1).saturating_sub(1);
        self.months.get(index).copied().unwrap_or("")
    }

    /// A go-live month as a caption names it.
    #[must_use]
    pub fn month_number(&self, number: i32) -> String {
        crate::text::fill(self.period, &[("month", &number.to_string())])
    }

    /// The sentence for a figure that fell while entries did, whose share of the earlier ones is given.
    #[must_use]
    pub fn quiet_sentence(&self, share: f64) -> String {
        let share = crate::number::percent(share.clamp(0.0, 1.0), self);
        crate::text::fill(self.gone_quiet, &[("share", &share)])
    }

    /// The sentence for open requests of other systems than the one a figure is of.
    #[must_use]
    pub fn elsewhere_sentence(&self, count: u64) -> String {
        self.counted(self.open_elsewhere, count)
    }

    /// A count with its noun, as [`Labels::requests`] has it.
    pub(crate) fn counted(&self, [one, several]: [&'static str; 2], count: u64) -> String {
        let number = crate::number::decimal(crate::number::whole(count), 0, self);
        crate::text::fill(if count == 1 { one } else { several }, &[("count", &number)])
    }

    /// An amount of days as it is written, with its noun: what reads as 1 is one day.
    pub(crate) fn days(&self, written: &str) -> String {
        let [one, several] = self.days;
        crate::text::fill(if written == "1" { one } else { several }, &[("count", written)])
    }

    /// A date in words.
    pub(crate) fn date(&self, date: chrono::NaiveDate) -> String {
        use chrono::Datelike;
        let (day, year) = (date.day().to_string(), date.year().to_string());
        crate::text::fill(self.date, &[("month", self.month(date.month())), ("day", &day), ("year", &year)])
    }
}
