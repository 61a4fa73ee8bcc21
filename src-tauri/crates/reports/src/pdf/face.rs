//! The font's glyphs and how wide they are.

use ab_glyph::{Font as _, FontRef, InvalidFont};

use crate::font;
use crate::html::is_invisible;

/// Stands for a letter the font has no shape for.
const UNKNOWN: char = '?';

/// Which of the two weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// The font in its two weights.
pub(super) struct Faces {
    faces: [FontRef<'static>; 2],
}

impl Faces {
    pub(super) fn bundled() -> Result<Self, InvalidFont> {
        let [regular, bold] = font::FILES;
        Ok(Self { faces: [FontRef::try_from_slice(regular)?, FontRef::try_from_slice(bold)?] })
    }

    pub(super) const fn of(&self, weight: Weight) -> &FontRef<'static> {
        let [regular, bold] = &self.faces;
        match weight {
            Weight::Regular => regular,
            Weight::Bold => bold,
        }
    }

    /// Thousandths of the font size that a glyph is wide.
    pub(super) fn advance(&self, weight: Weight, glyph: u16) -> f32 {
        let face = self.of(weight);
        face.h_advance_unscaled(ab_glyph::GlyphId(glyph)) * self.thousandths(weight)
    }

    /// A measure of the font in thousandths of the font size.
    pub(super) fn thousandths(&self, weight: Weight) -> f32 {
        self.of(weight).units_per_em().map_or(1.0, |em| 1000.0 / em)
    }

    /// The glyphs of a text with the letters they stand for.
    pub(super) fn glyphs(&self, weight: Weight, text: &str) -> Vec<(u16, char)> {
        let face = self.of(weight);
        let shown = text.chars().filter(|letter| !is_invisible(*letter) && *letter != '\n');
        shown
            .map(|letter| match face.glyph_id(letter).0 {
                0 => (face.glyph_id(UNKNOWN).0, UNKNOWN),
                glyph => (glyph, letter),
            })
            .collect()
    }

    /// How wide a text stands, in points.
    pub(super) fn width(&self, weight: Weight, size: f32, text: &str) -> f32 {
        let glyphs = self.glyphs(weight, text);
        glyphs.iter().map(|(glyph, _)| self.advance(weight, *glyph)).sum::<f32>() * size / 1000.0
    }

    /// The text in lines no wider than `room`; a word that is wider alone is broken.
    pub(super) fn lines(&self, weight: Weight, size: f32, text: &str, room: f32) -> Vec<String> {
        let mut lines = Vec::new();
        let space = self.width(weight, size, " ");
        for paragraph in text.split('\n') {
            let (mut line, mut taken) = (String::new(), 0.0);
            for word in paragraph.split(breaks_a_line).filter(|word| !word.is_empty()) {
                let wide = self.width(weight, size, word);
                let before = if line.is_empty() { 0.0 } else { space };
                if taken + before + wide <= room {
                    if !line.is_empty() {
                        line.push(' ');
                    }
                    line.push_str(word);
                    taken += before + wide;
                    continue;
                }
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    taken = 0.0;
                }
                if wide <= room {
                    (line, taken) = (word.to_owned(), wide);
                    continue;
                }
                for letter in word.chars() {
                    let wide = self.width(weight, size, letter.encode_utf8(&mut [0; 4]));
                    if !line.is_empty() && taken + wide > room {
                        lines.push(std::mem::take(&mut line));
                        taken = 0.0;
                    }
                    line.push(letter);
                    taken += wide;
                }
            }
            lines.push(line);
        }
        lines
    }
}

/// White space at which a line may end. A number stays beside its unit: their space does not break.
fn breaks_a_line(letter: char) -> bool {
    letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_never_ends_between_a_number_and_its_per_cent_sign() {
        let faces = Faces::bundled().unwrap();
        let room = faces.width(Weight::Regular, 9.0, "Solo el 43");
        let lines = faces.lines(Weight::Regular, 9.0, "Solo el 43\u{a0}%", room);
        assert_eq!(lines, ["Solo el", "43\u{a0}%"]);
        // The font has a shape for that space: nothing is printed as "?".
        assert!(faces.glyphs(Weight::Regular, "\u{a0}").iter().all(|(_, letter)| *letter == '\u{a0}'));
    }
}
