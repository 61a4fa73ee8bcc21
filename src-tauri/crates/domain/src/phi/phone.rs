//! Phone and fax numbers. A help desk's number is blocked too: the guard cannot know whose it is.

use super::kind::FindingKind::Phone;
use super::pattern::{Candidate, Needs, Pattern};

/// Digits of an international number without its `+`: the shortest in use, and the longest of ITU-T E.164.
const INTERNATIONAL_DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

/// Words after which seven digits are a phone number.
const NOUN: &str =
    r"\b(?:phone|telephone|tel|telefono|movil|cell|cellphone|mobile|fax|pager|beeper|voip|callback|ph)";

/// Words after which only a number with separators, or one of ten digits, is a phone number: "call 1234567" may
/// be a ticket.
const VERB: &str = r"\b(?:call|calling|called|call back|dial|text|texted|sms|reach|llamar)";

/// Between the word and the number.
const GAP: &str = concat!(
    r#"[\s:#=.,("'-]{0,5}"#,
    r"(?:(?:number|num|nbr|no|is|was|at|on|to|him|her|them|me|us|line|patient|pt|the|al)[\s:#=.(-]{1,4}){0,3}",
);

pub(super) fn patterns() -> Vec<Pattern> {
    let ten = r"(?:\+?1[ .-]{0,2})?\(?\d{3}\)?[ .-]{0,3}\d{3}[ .-]{0,3}\d{4}";
    let after_noun = format!(r"{NOUN}{GAP}(?:{ten}|\d{{3}}[ .-]?\d{{4}})\b");
    let after_verb = format!(r"{VERB}{GAP}(?:{ten}|[2-9]\d{{2}}[.-]\d{{4}})\b");
    vec![
        Pattern::new(
            Phone,
            Needs::Digits(10),
            r"(?:\+?\b1[ .-]{0,2})?(?:\(\d{3}\)[ .-]{0,2}|\b\d{3} ?[-.] ?)\d{3} ?[-. ] ?\d{4}\b",
            |phone| !phone.is_part_of_a_longer_code(),
        ),
        Pattern::new(Phone, Needs::Digits(10), r"(?:\b1 )?\b[2-9]\d{2} [2-9]\d{2}[ -]\d{4}\b", |phone| {
            !phone.is_part_of_a_longer_code() && !phone.is_part_of_a_row_of_numbers()
        }),
        Pattern::new(Phone, Needs::Digits(8), r"\+\d{1,3}(?:[ .()/-]{0,2}\d{1,4}){2,6}\b", is_international),
        Pattern::new(Phone, Needs::Digits(7), &after_noun, |_| true),
        Pattern::new(Phone, Needs::Digits(7), &after_verb, |_| true),
    ]
}

/// The `+` begins a word, and there are as many digits as a phone number has.
fn is_international(candidate: &Candidate<'_>) -> bool {
    let adds_up = candidate.before(0).is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b')');
    let goes_on = candidate.after(0).is_some_and(|byte| byte.is_ascii_digit());
    !adds_up && !goes_on && INTERNATIONAL_DIGITS.contains(&candidate.digits())
}
