//! The four breaks, with the colour and the pattern each has in every figure.

use crate::labels::Labels;
use crate::theme::{Color, Palette};

/// One of the four ways a configuration nobody owns erodes (DOMAIN §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Break {
    /// Workflow drift.
    Drift,
    /// Reporting blind spots.
    Reporting,
    /// Support friction.
    Support,
    /// Staff burnout.
    Burnout,
}

impl Break {
    /// In the order they are stacked, from the bottom.
    pub const ALL: [Self; 4] = [Self::Drift, Self::Reporting, Self::Support, Self::Burnout];

    /// One word, for a label in the figure.
    #[must_use]
    pub fn short(self, labels: &Labels) -> &'static str {
        labels.breaks_short[self.index()]
    }

    /// The full name.
    #[must_use]
    pub fn name(self, labels: &Labels) -> &'static str {
        labels.breaks[self.index()]
    }

    /// Its place in [`Self::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        match self {
            Self::Drift => 0,
            Self::Reporting => 1,
            Self::Support => 2,
            Self::Burnout => 3,
        }
    }

    pub(crate) fn color(self, palette: &Palette) -> Color {
        match self {
            Self::Drift => palette.drift,
            Self::Reporting => palette.reporting,
            Self::Support => palette.support,
            Self::Burnout => palette.burnout,
        }
    }

    pub(crate) fn soft(self, palette: &Palette) -> Color {
        match self {
            Self::Drift => palette.drift_soft,
            Self::Reporting => palette.reporting_soft,
            Self::Support => palette.support_soft,
            Self::Burnout => palette.burnout_soft,
        }
    }
}
