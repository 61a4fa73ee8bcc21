//! What is measured.

mod backup;
mod bulk_edit;
mod cold_start;
mod durable;
mod import;
mod main_chart;
mod series;
mod sharing;
mod window;

use anyhow::bail;

use crate::pairs::Pairs;
use crate::workshop::Workshop;

/// One figure to reach.
pub(crate) struct Figure {
    /// Its name in docs/performance.md.
    pub(crate) name: &'static str,
    /// What it says, in a few words.
    pub(crate) about: &'static str,
    /// Measures it.
    pub(crate) measure: fn(&Workshop) -> anyhow::Result<Vec<Outcome>>,
}

/// Every figure this program measures.
pub(crate) const ALL: &[Figure] = &[
    Figure { name: "P1", about: "friction series over 1,000,000 occurrences", measure: series::measure },
    Figure { name: "P2", about: "main chart as SVG, 36 months", measure: main_chart::measure },
    Figure { name: "P3", about: "import of 120,000 lines, and its undo", measure: import::measure },
    Figure { name: "P4", about: "search while typing, 120,000 items", measure: window::search::measure },
    Figure { name: "P5", about: "cold start until one can type", measure: cold_start::measure },
    Figure { name: "P6", about: "keys to caret in quick capture", measure: window::shortcut::measure },
    Figure { name: "P7", about: "Enter to durable", measure: durable::measure },
    Figure { name: "P8", about: "scroll of 1,000,000 rows", measure: window::scroll::measure },
    Figure { name: "P9", about: "bulk edit of 10,000 with history", measure: bulk_edit::measure },
    Figure { name: "P10", about: "verified live backup", measure: backup::measure },
    Figure { name: "P11", about: "100 rows over the border", measure: window::borders::measure },
    Figure { name: "P12", about: "memory of all processes", measure: window::memory::measure },
    Figure { name: "S1", about: "Enter to saved, sharing on against off", measure: sharing::saving },
    Figure { name: "S2", about: "Enter at one desk until visible at another", measure: sharing::visible },
    Figure { name: "S3", about: "first exchange of a long record", measure: sharing::first_sync },
    Figure { name: "S4", about: "a desk that shares, at rest", measure: sharing::at_rest },
    Figure { name: "S5", about: "300 desks at one database server", measure: sharing::many_desks },
];

/// The figures of these names; all of no names.
///
/// # Errors
/// A name that no figure has.
pub(crate) fn chosen(names: &[String]) -> anyhow::Result<Vec<&'static Figure>> {
    if names.is_empty() {
        return Ok(ALL.iter().collect());
    }
    names
        .iter()
        .map(|name| match ALL.iter().find(|figure| figure.name.eq_ignore_ascii_case(name)) {
            Some(figure) => Ok(figure),
            None => {
                let known: Vec<&str> = ALL.iter().map(|figure| figure.name).collect();
                bail!("no figure is called {name}; there are {}", known.join(", "))
            }
        })
        .collect()
}

/// What came out of one comparison.
pub(crate) enum Outcome {
    /// A ratio.
    Measured(Ratio),
    /// Nothing, for a reason that is not ours.
    Skipped {
        /// The figure's name.
        figure: &'static str,
        /// The reason.
        why: String,
    },
}

/// One ratio of ours to a peer.
pub(crate) struct Ratio {
    /// The figure's name.
    pub(crate) figure: &'static str,
    /// What of ours was measured.
    pub(crate) ours: String,
    /// Against what.
    pub(crate) peer: String,
    /// What the median must not exceed; `None` where it is told for comparison only.
    pub(crate) target: Option<f64>,
    /// What was measured.
    pub(crate) pairs: Pairs,
}

impl Ratio {
    /// Whether the median of the ratio reaches the target.
    pub(crate) fn is_met(&self) -> Option<bool> {
        let (median, _) = self.pairs.ratio()?;
        self.target.map(|target| median <= target)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_chosen_by_name_whatever_the_case() {
        let names = |list: &[&str]| -> anyhow::Result<Vec<&str>> {
            let list: Vec<String> = list.iter().map(|name| (*name).to_owned()).collect();
            Ok(chosen(&list)?.into_iter().map(|figure| figure.name).collect())
        };
        assert_eq!(names(&["p9", "P1"]).unwrap(), ["P9", "P1"]);
        assert_eq!(names(&[]).unwrap().len(), ALL.len());
        assert!(names(&["P99"]).unwrap_err().to_string().contains("P1"));
    }
}
