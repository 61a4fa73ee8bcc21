//! Labels made safe: whatever a person typed becomes one line that XML, a screen and a screen reader can take.

/// Longest label any figure keeps, in characters, before its width is even looked at.
/// Keeps a pasted page from being measured letter by letter.
const LONGEST_LABEL_CHARS: usize = 160;

/// Stands for what was cut off.
pub(crate) const ELLIPSIS: char = '\u{2026}';

/// One line of plain text: control characters, bidirectional controls, invisible characters and
/// code points XML refuses are gone, white space is single.
///
/// Bidirectional controls go because one stray override turns the rest of a figure's text around.
pub(crate) fn clean(raw: &str) -> String {
    let mut line = String::with_capacity(raw.len().min(LONGEST_LABEL_CHARS * 4));
    let mut kept = 0;
    let mut gap = false;
    for c in raw.chars() {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if !is_drawable(c) {
            continue;
        }
        if kept >= LONGEST_LABEL_CHARS {
            line.push(ELLIPSIS);
            break;
        }
        if gap && kept > 0 {
            line.push(' ');
            kept += 1;
        }
        gap = false;
        line.push(c);
        kept += 1;
    }
    line
}

/// Whether a character may stand in a figure.
fn is_drawable(c: char) -> bool {
    let code = u32::from(c);
    let bidi = matches!(code, 0x061C | 0x200E | 0x200F | 0x202A..=0x202E | 0x2066..=0x2069);
    let invisible = matches!(
        code,
        0x00AD | 0x034F | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F | 0x200B..=0x200D
            | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB
            | 0xE0000..=0xE0FFF
    );
    let not_a_character = matches!(code, 0xFDD0..=0xFDEF) || code & 0xFFFE == 0xFFFE;
    !(c.is_control() || bidi || invisible || not_a_character)
}

/// Appends `text` with the five characters of markup escaped.
pub(crate) fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            c => out.push(c),
        }
    }
}

/// Fills the `{name}` places of a sentence. A place without a value stays as written, so that a
/// missing one is seen; values are never searched again, so a label with braces stays a label.
pub(crate) fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(sentence.len() + 32);
    let mut rest = sentence;
    while let Some(open) = rest.find('{') {
        let (before, place) = rest.split_at(open);
        out.push_str(before);
        let found = place.find('}').and_then(|close| {
            let name = &place[1..close];
            let value = values.iter().find(|(key, _)| *key == name)?;
            Some((value.1, close + 1))
        });
        let (text, used) = found.unwrap_or(("{", 1));
        out.push_str(text);
        rest = &place[used..];
    }
    out.push_str(rest);
    out
}

/// Joins names as a sentence does: "a", "a and b", "a, b and c".
pub(crate) fn join(names: &[String], and: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} {and} {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_bidi_characters_go_and_white_space_is_single() {
        assert_eq!(clean("a\0\u{1b}b\u{fffe}\u{202e}c \n\t\u{b} d "), "abc d");
        assert_eq!(clean("\u{e0041}\u{200b}\u{feff}"), "");
    }

    #[test]
    fn a_pasted_page_is_cut_with_an_ellipsis() {
        let line = clean(&"x".repeat(10_000));
        assert_eq!(line.chars().count(), LONGEST_LABEL_CHARS + 1);
        assert!(line.ends_with(ELLIPSIS));
    }

    #[test]
    fn markup_is_escaped() {
        let mut out = String::new();
        escape_into(&mut out, "<a b=\"c\" d='e'>&");
        assert_eq!(out, "&lt;a b=&quot;c&quot; d=&apos;e&apos;&gt;&amp;");
    }

    #[test]
    fn a_value_is_never_read_as_a_place() {
        assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "x")]), "{b} and x");
        assert_eq!(fill("{unknown} {", &[]), "{unknown} {");
    }

    #[test]
    fn names_are_joined_as_in_a_sentence() {
        let names = |n: usize| ["a", "b", "c"][..n].iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(join(&names(0), "and"), "");
        assert_eq!(join(&names(1), "and"), "a");
        assert_eq!(join(&names(2), "and"), "a and b");
        assert_eq!(join(&names(3), "and"), "a, b and c");
    }
}
