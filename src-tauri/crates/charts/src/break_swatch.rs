//! A break's swatch by itself, for a word that stands outside a figure: the same colour and pattern as in every figure.

use crate::breaks::Break;
use crate::pattern::{Finish, Part, paint};
use crate::scene::{Rect, Scene};
use crate::svg;
use crate::theme::Theme;

/// Width and height in px, as in the key of a figure.
const SIDE_PX: f64 = 13.0;

/// The swatch of a break as SVG, 13 px wide and high. It has no name: its word stands beside it.
#[must_use]
pub fn break_swatch(of: Break, theme: Theme) -> String {
    let palette = theme.palette();
    let mut scene = Scene::new(SIDE_PX, SIDE_PX, palette.surface);
    let rect = Rect::new(0.0, 0.0, SIDE_PX, SIDE_PX);
    paint(&mut scene, palette, &[Part { rect, of, finish: Finish::Full }]);
    svg::write(&scene, "", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_break_has_a_swatch_of_its_own_that_is_well_formed() {
        let drawn = Break::ALL.map(|of| break_swatch(of, Theme::Light));
        for (at, one) in drawn.iter().enumerate() {
            assert!(roxmltree::Document::parse(one).is_ok(), "{one}");
            assert!(!drawn.iter().skip(at + 1).any(|other| other == one), "{one}");
        }
    }
}
