//! A figure without anything to draw says so, in the middle, instead of showing an empty frame.

use crate::figure::Style;
use crate::font::{self, Weight};
use crate::scene::{Scene, Text};

/// Height of an empty figure, in px.
pub(crate) const HEIGHT_PX: f64 = 120.0;

pub(crate) fn paint(scene: &mut Scene, words: &str, style: &Style) {
    let words = font::clip(words, Weight::Regular, scene.width - 16.0);
    let (x, y) = (scene.width / 2.0, scene.height / 2.0 + font::MIDDLE_PX);
    scene.text(Text::new(x, y, words, style.theme.palette().ink_2).middle());
}
