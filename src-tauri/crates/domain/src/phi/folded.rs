//! A text folded to plain ASCII, so that one set of patterns sees every way of writing a number.

use std::borrow::Cow;
use std::ops::Range;

/// ASCII that reads like the text, with the way back to the text's own bytes.
///
/// ```text
/// text    ５５５–０１ ４２     full-width digits, en dash, a zero-width space
/// ascii   555-0142
/// ```
pub(super) struct Folded<'a> {
    text: &'a str,
    ascii: Cow<'a, [u8]>,
    /// For each byte of `ascii` the byte of `text` where its character starts; empty where they are the same.
    starts: Vec<usize>,
    digits: usize,
    has_at_sign: bool,
}

impl<'a> Folded<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let (ascii, starts) = if text.is_ascii() {
            (Cow::Borrowed(text.as_bytes()), Vec::new())
        } else {
            let (ascii, starts) =
                text.char_indices().filter_map(|(start, c)| Some((fold(c)?, start))).unzip();
            (Cow::Owned(ascii), starts)
        };
        let digits = ascii.iter().filter(|byte| byte.is_ascii_digit()).count();
        let has_at_sign = ascii.contains(&b'@');
        Self { text, ascii, starts, digits, has_at_sign }
    }

    pub(super) fn ascii(&self) -> &[u8] {
        &self.ascii
    }

    pub(super) const fn digits(&self) -> usize {
        self.digits
    }

    pub(super) const fn has_at_sign(&self) -> bool {
        self.has_at_sign
    }

    /// The bytes of the text that these bytes of the folded one stand for.
    pub(super) fn original(&self, folded: &Range<usize>) -> Range<usize> {
        if self.starts.is_empty() {
            return folded.clone();
        }
        let at = |i: usize| self.starts.get(i).copied().unwrap_or(self.text.len());
        let last = at(folded.end.saturating_sub(1));
        let last_length =
            self.text.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        at(folded.start)..last + last_length
    }
}

/// Base letters of U+00C0 to U+00FF, so that `teléfono` and `años` are found by their plain spelling.
const LATIN_1: &[u8; 64] = b"AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTsaaaaaaaceeeeiiiidnooooo*ouuuuyty";

/// One ASCII character that reads like `c`; `None` for what is not seen at all.
fn fold(c: char) -> Option<u8> {
    let code = u32::from(c);
    if let Ok(ascii) = u8::try_from(code)
        && ascii.is_ascii()
    {
        return Some(ascii);
    }
    Some(match c {
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}' => {
            return None;
        }
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' => b'-',
        '\u{2018}' | '\u{2019}' | '\u{2BC}' => b'\'',
        '\u{201C}' | '\u{201D}' => b'"',
        '\u{B7}' | '\u{2022}' | '\u{2024}' => b'.',
        '\u{C0}'..='\u{FF}' => byte(LATIN_1, code - 0xC0),
        // Full-width forms repeat ASCII from '!' on.
        '\u{FF01}'..='\u{FF5E}' => u8::try_from(code - 0xFF01 + 0x21).unwrap_or(b'~'),
        '\u{660}'..='\u{669}' => byte(b"0123456789", code - 0x660),
        '\u{6F0}'..='\u{6F9}' => byte(b"0123456789", code - 0x6F0),
        '\u{966}'..='\u{96F}' => byte(b"0123456789", code - 0x966),
        '\u{1D7CE}'..='\u{1D7FF}' => byte(b"0123456789", (code - 0x1D7CE) % 10),
        c if c.is_whitespace() => b' ',
        c if c.is_uppercase() => b'A',
        c if c.is_alphabetic() => b'a',
        _ => b'~',
    })
}

fn byte(table: &[u8], index: u32) -> u8 {
    usize::try_from(index).ok().and_then(|i| table.get(i)).copied().unwrap_or(b'~')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ascii(text: &str) -> String {
        String::from_utf8(Folded::new(text).ascii().to_vec()).unwrap()
    }

    #[test]
    fn other_digits_dashes_and_invisible_characters_read_as_plain_ones() {
        assert_eq!(ascii("５５５–０１\u{200B}４２"), "555-0142");
        assert_eq!(ascii("\u{661}\u{6F2}\u{969}\u{1D7D2}"), "1234");
        assert_eq!(ascii("000\u{A0}00\u{2011}0000"), "000 00-0000");
    }

    #[test]
    fn accented_letters_keep_their_base_and_their_case() {
        assert_eq!(ascii("Teléfono, años, ÑANDÚ, Łódź"), "Telefono, anos, NANDU, Aoda");
    }

    #[test]
    fn a_folded_range_leads_back_to_the_text() {
        let text = "ñ ５\u{200B}５ ñ";
        let folded = Folded::new(text);
        assert_eq!(&text[folded.original(&(2..4))], "５\u{200B}５");
        assert_eq!(&text[folded.original(&(0..1))], "ñ");
        assert_eq!(&text[folded.original(&(5..6))], "ñ");
    }
}
