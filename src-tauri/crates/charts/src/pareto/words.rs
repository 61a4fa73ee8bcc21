//! The words of the chart by area.

/// The words of the chart by area.
#[derive(Debug)]
pub struct Words {
    /// Title.
    pub title: &'static str,
    /// Caption: `{names}`, `{share}`, `{hours}`, `{period}`.
    pub caption: &'static str,
    /// Added: `{hours}` of them were lost in areas nobody owns.
    pub unowned_hours: &'static str,
    /// Added: `{names}` of one area that nobody measured, then of several.
    pub unmeasured: [&'static str; 2],
    /// Added: `{names}` of breaks in areas whose other hours were measured.
    pub unmeasured_part: &'static str,
    /// One of them: `{break}`, `{area}`.
    pub break_in_area: &'static str,
    /// In an area's owner place.
    pub nobody: &'static str,
    /// The row of what is left: `{count}`.
    pub rest: &'static str,
    /// Description.
    pub described: &'static str,
    /// After an amount, with its space.
    pub unit: &'static str,
    /// Above the shares.
    pub running: &'static str,
    /// Table heads: area, hours, running share.
    pub heads: [&'static str; 3],
}

/// English.
pub const ENGLISH: Words = Words {
    title: "Hours lost by area",
    caption: "{names}: {share} of the {hours} hours lost in {period}.",
    unowned_hours: "{hours} of these hours were lost in areas nobody owns.",
    unmeasured: [
        "{names} was not measured and is not in these hours.",
        "{names} were not measured and are not in these hours.",
    ],
    unmeasured_part: "These parts were not measured: {names}.",
    break_in_area: "{break} in {area}",
    nobody: "Nobody",
    rest: "{count} more areas",
    described: "Bars by configuration area, largest first, split by break, with the running share.",
    unit: " h",
    running: "running share",
    heads: ["Area", "Hours", "Running share"],
};
