//! The title: what is left of a line when its tokens are taken out.

use super::token::{FoundToken, HANGING_PUNCTUATION};

/// The text outside the tokens, with every run of blanks as one space.
///
/// A comma or full stop that hung on a token closes up to the word before it, and goes where there is none:
/// `took 5m, again` becomes `took, again`, and `#refills: wrong inbox` becomes `wrong inbox`.
pub(super) fn without_tokens(line: &str, tokens: &[FoundToken]) -> String {
    let mut title = String::new();
    let mut rest_from = 0;
    let mut hangs_on_a_token = false;
    let ends = tokens.iter().map(|token| token.bytes.clone()).chain(std::iter::once(line.len()..line.len()));
    for token in ends {
        let text = line.get(rest_from..token.start).unwrap_or_default();
        append(&mut title, text, hangs_on_a_token);
        rest_from = token.end;
        hangs_on_a_token = true;
    }
    title
}

fn append(title: &mut String, text: &str, hangs_on_a_token: bool) {
    let mut text = text;
    if hangs_on_a_token {
        let after = text.trim_start_matches(HANGING_PUNCTUATION);
        if !title.is_empty() {
            title.push_str(text.get(..text.len() - after.len()).unwrap_or_default());
        }
        text = after;
    }
    for word in text.split_whitespace() {
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
}
