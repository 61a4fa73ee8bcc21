//! Places in a text, counted in bytes for Rust and in UTF-16 units for the screen.

use std::ops::Range;

/// A run of a text, by place only: it holds none of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRange {
    /// UTF-8 bytes, as Rust slices count.
    pub bytes: Range<usize>,
    /// UTF-16 units, as JavaScript strings and text selections count.
    pub utf16: Range<usize>,
}

/// Turns byte offsets of one text into [`TextRange`]s, in one pass over the text.
///
/// Ranges must come in order and must not overlap, so that a megabyte with many of them is read only once.
#[derive(Debug, Clone)]
pub(crate) struct RangeLocator<'a> {
    text: &'a str,
    byte: usize,
    utf16: usize,
}

impl<'a> RangeLocator<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self { text, byte: 0, utf16: 0 }
    }

    /// The range of these bytes; offsets inside a character count as its start.
    pub(crate) fn locate(&mut self, bytes: Range<usize>) -> TextRange {
        let start = self.utf16_at(bytes.start);
        let end = self.utf16_at(bytes.end);
        TextRange { bytes, utf16: start..end }
    }

    fn utf16_at(&mut self, byte: usize) -> usize {
        let rest = self.text.get(self.byte..).unwrap_or_default();
        for c in rest.chars() {
            if self.byte + c.len_utf8() > byte {
                break;
            }
            self.byte += c.len_utf8();
            self.utf16 += c.len_utf16();
        }
        self.utf16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_counted_in_bytes_and_in_utf16_units() {
        // ñ: 2 bytes, 1 unit. The clamp emoji: 4 bytes, 2 units.
        let text = "ñ\u{1F5DC} 5m ñ";
        let mut locator = RangeLocator::new(text);
        assert_eq!(locator.locate(7..9), TextRange { bytes: 7..9, utf16: 4..6 });
        assert_eq!(locator.locate(10..12), TextRange { bytes: 10..12, utf16: 7..8 });
    }
}
