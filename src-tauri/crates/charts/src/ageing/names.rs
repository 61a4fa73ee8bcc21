//! The names of the states below the scatter.

use crate::font::{self, Weight};
use crate::frame;
use crate::scene::{Scene, Text};
use crate::theme::Palette;

/// How they stand.
pub(super) enum Names {
    /// In one or two lines each.
    Level(Vec<Vec<String>>),
    /// Turned upwards where a state has too little room: two that are cut alike could not be told apart.
    Upright(Vec<String>),
}

impl Names {
    /// Room below the plot for two lines, in px.
    pub(super) const LEVEL_PX: f64 = 41.0;
    /// Longest name that is turned, in px: every state's own is shorter, in either language.
    const LONGEST_PX: f64 = 160.0;

    pub(super) fn of(states: &[String], step: f64) -> Self {
        let room = step - 6.0;
        let lines: Vec<Vec<String>> = states.iter().map(|state| font::wrap(state, room)).collect();
        let whole = |(state, lines): (&String, &Vec<String>)| lines.join(" ") == *state;
        if states.iter().zip(&lines).all(whole) {
            Self::Level(lines)
        } else {
            let clipped = |state: &String| font::clip(state, Weight::Regular, Self::LONGEST_PX);
            Self::Upright(states.iter().map(clipped).collect())
        }
    }

    /// Their height, in px.
    pub(super) fn below_px(&self) -> f64 {
        match self {
            Self::Level(_) => Self::LEVEL_PX,
            Self::Upright(names) => {
                let long = names.iter().map(|name| font::width(name, Weight::Regular));
                long.fold(0.0, f64::max).ceil() + 14.0
            }
        }
    }

    pub(super) fn paint(&self, scene: &mut Scene, centers: &[f64], zero: f64, palette: &Palette) {
        match self {
            Self::Level(names) => {
                for (lines, x) in names.iter().zip(centers) {
                    for (line, words) in [0.0, font::LINE_PX].into_iter().zip(lines) {
                        let baseline = zero + frame::BELOW_PX + line;
                        scene.text_if_free(
                            Text::new(*x, baseline, words.as_str(), palette.ink_2).middle(),
                            0.0,
                        );
                    }
                }
            }
            Self::Upright(names) => {
                for (name, x) in names.iter().zip(centers) {
                    let text = Text::new(x + font::MIDDLE_PX, zero + 8.0, name.as_str(), palette.ink_2).end();
                    scene.text_if_free(text.upright(), 0.0);
                }
            }
        }
    }
}
