//! The bundled font: how wide a text is, and where it must be cut to fit.

use std::sync::OnceLock;

use ab_glyph::{Font, FontRef};

use crate::text::ELLIPSIS;

/// The family every figure names. The app ships it; other viewers fall back to their sans-serif.
pub(crate) const FAMILY: &str = "Atkinson Hyperlegible Next, Atkinson Hyperlegible, sans-serif";

/// The one text size of the figures, in px. It is also the smallest text of the product.
pub(crate) const TEXT_PX: f64 = 13.0;

/// How far capitals reach above the baseline at [`TEXT_PX`], in px.
pub(crate) const ASCENT_PX: f64 = 10.0;

/// How far tails reach below the baseline at [`TEXT_PX`], in px.
pub(crate) const DESCENT_PX: f64 = 3.0;

/// From the middle of a line of text to its baseline, in px.
pub(crate) const MIDDLE_PX: f64 = 4.5;

/// Between two lines of one text, in px.
pub(crate) const LINE_PX: f64 = 15.0;

/// Characters below this code are looked up in a table; the rest in the font.
const TABLE_CHARS: usize = 0x250;

/// Em widths for a character the font lacks: a viewer's fallback, a CJK letter for instance, is about this wide.
const UNKNOWN_EM: f64 = 1.0;

/// The two weights the figures use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// 400.
    Regular,
    /// 700.
    Bold,
}

/// One weight of the font with its widths at hand.
pub(crate) struct Face {
    pub(crate) font: FontRef<'static>,
    em: f64,
    table: [f64; TABLE_CHARS],
}

impl Face {
    /// The face of a weight, read once.
    pub(crate) fn of(weight: Weight) -> &'static Self {
        static REGULAR: OnceLock<Face> = OnceLock::new();
        static BOLD: OnceLock<Face> = OnceLock::new();
        match weight {
            Weight::Regular => REGULAR
                .get_or_init(|| Self::read(include_bytes!("../fonts/AtkinsonHyperlegibleNext-Regular.ttf"))),
            Weight::Bold => {
                BOLD.get_or_init(|| Self::read(include_bytes!("../fonts/AtkinsonHyperlegibleNext-Bold.ttf")))
            }
        }
    }

    #[expect(clippy::expect_used, reason = "the bytes are compiled in and every test reads them")]
    fn read(bytes: &'static [u8]) -> Self {
        let font = FontRef::try_from_slice(bytes).expect("the bundled font reads");
        let em = f64::from(font.units_per_em().unwrap_or(1000.0));
        let mut table = [0.0; TABLE_CHARS];
        for (code, width) in (0_u32..).zip(table.iter_mut()) {
            *width = char::from_u32(code).map_or(0.0, |c| em_width(&font, em, c));
        }
        Self { font, em, table }
    }

    fn em_width(&self, c: char) -> f64 {
        let listed = usize::try_from(u32::from(c)).ok().and_then(|code| self.table.get(code));
        listed.copied().unwrap_or_else(|| em_width(&self.font, self.em, c))
    }
}

fn em_width(font: &FontRef<'static>, em: f64, c: char) -> f64 {
    let glyph = font.glyph_id(c);
    if glyph.0 == 0 { UNKNOWN_EM } else { f64::from(font.h_advance_unscaled(glyph)) / em }
}

/// Width of a line of text in px. Digits are tabular, as they are drawn.
pub(crate) fn width(text: &str, weight: Weight) -> f64 {
    let face = Face::of(weight);
    text.chars().map(|c| face.em_width(c)).sum::<f64>() * TEXT_PX
}

/// The text, cut with an ellipsis so that it is at most `room` px wide. Empty when not even that fits.
pub(crate) fn clip(text: &str, weight: Weight, room: f64) -> String {
    if width(text, weight) <= room {
        return text.to_owned();
    }
    let face = Face::of(weight);
    let mut used = face.em_width(ELLIPSIS) * TEXT_PX;
    if used > room {
        return String::new();
    }
    let mut cut = String::new();
    for c in text.chars() {
        used += face.em_width(c) * TEXT_PX;
        if used > room {
            break;
        }
        cut.push(c);
    }
    let mut cut = cut.trim_end().to_owned();
    cut.push(ELLIPSIS);
    cut
}

/// The text in as many lines as it takes, each at most `room` px wide: broken at spaces, and within a word that is
/// longer than a line.
pub(crate) fn lines(text: &str, weight: Weight, room: f64) -> Vec<String> {
    let fits = |line: &str| width(line, weight) <= room;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if fits(&longer) {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            line.push(letter);
            if !fits(&line) && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, letter.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The text in two lines at most, each at most `room` px wide: broken at a space, then cut.
pub(crate) fn wrap(text: &str, room: f64) -> Vec<String> {
    let fits = |line: &str| width(line, Weight::Regular) <= room;
    if fits(text) {
        return vec![text.to_owned()];
    }
    let breaks = text.match_indices(' ').map(|(i, _)| text.split_at(i));
    match breaks.rev().find(|(line, _)| fits(line)) {
        Some((line, rest)) => vec![line.to_owned(), clip(rest.trim_start(), Weight::Regular, room)],
        None => vec![clip(text, Weight::Regular, room)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_tabular_in_both_weights() {
        for weight in [Weight::Regular, Weight::Bold] {
            let one = width("1", weight);
            assert!((width("0", weight) - one).abs() < 1e-9);
            assert!((one - 0.632 * TEXT_PX).abs() < 1e-9, "632 of 1000 units");
        }
    }

    #[test]
    fn a_clipped_text_fits_and_says_that_it_was_cut() {
        let text = "Refill requests land in the wrong inbox";
        let cut = clip(text, Weight::Regular, 100.0);
        assert!(width(&cut, Weight::Regular) <= 100.0);
        assert!(cut.ends_with(ELLIPSIS) && text.starts_with(cut.trim_end_matches(ELLIPSIS)));
        assert_eq!(clip(text, Weight::Regular, 1000.0), text);
        assert_eq!(clip(text, Weight::Regular, 1.0), "");
    }

    #[test]
    fn a_long_text_is_broken_at_a_space() {
        assert_eq!(wrap("waiting on vendor", 80.0), ["waiting on", "vendor"]);
        assert_eq!(wrap("new", 80.0), ["new"]);
        assert!(wrap("immunisations", 40.0)[0].ends_with(ELLIPSIS));
    }

    #[test]
    fn a_text_in_lines_keeps_every_letter_and_no_line_is_too_wide() {
        let text = "waiting on the vendor since immunisationsimmunisations";
        let set = lines(text, Weight::Regular, 90.0);
        assert!(set.iter().all(|line| width(line, Weight::Regular) <= 90.0), "{set:?}");
        assert_eq!(set.concat().replace(' ', ""), text.replace(' ', ""));
        assert_eq!(lines("", Weight::Bold, 90.0), Vec::<String>::new());
    }

    #[test]
    fn a_letter_the_font_lacks_counts_a_whole_em() {
        assert!((width("\u{4e2d}", Weight::Regular) - TEXT_PX).abs() < 1e-9);
    }
}
