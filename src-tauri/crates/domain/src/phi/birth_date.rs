//! Dates of birth: a date beside its keyword. A date alone is no birth date.

use super::kind::FindingKind::DateOfBirth;
use super::pattern::{Candidate, Needs, Pattern};

const KEYWORD: &str = concat!(
    r"\b(?:d\.?o\.?b\b\.?|date of birth|birth ?date|birth ?day|b-?day|born",
    r"|fecha de nac(?:imiento|\.)?|nacid[oa]|nacio)",
);

/// Between keyword and date: marks, and words that only carry the date on. "DOB wrong since 03/04/2025" and
/// "DOB export of 03/04/2025" are not about the date of birth.
const GAP: &str = concat!(
    r#"[\s:=,("'*#-]{0,6}"#,
    r"(?:(?:is|was|on|in|as|the|el|es|listed|shows|showing|says|reads|entered|recorded|given",
    r#"|patient|pt|(?:for|of) (?:the |this )?(?:patient|pt))[\s:=,("'-]{1,4}){0,3}"#,
);

const MONTH: &str = concat!(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)",
    r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember|ro|rero|zo|o|io|sto|iembre|tiembre|ubre)?\.?",
);

/// The dates of a day, or of a month and year.
fn date() -> String {
    [
        r"\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?(?:\d{4}|\d{2})".to_owned(),
        r"\d{4} ?[/.-] ?\d{1,2} ?[/.-] ?\d{1,2}".to_owned(),
        format!(r"{MONTH} {{0,2}}\d{{1,2}}(?:st|nd|rd|th)?,? {{0,2}}'?(?:\d{{4}}|\d{{2}})"),
        format!(r"\d{{1,2}}(?:st|nd|rd|th)?[ -]?(?:of |de )?{MONTH},?[ -]?(?:del? )?'?(?:\d{{4}}|\d{{2}})"),
        format!(r"{MONTH},? (?:de )?\d{{4}}"),
        r"\d{2} \d{2} \d{4}".to_owned(),
        r"\d{8}".to_owned(),
    ]
    .join("|")
}

pub(super) fn patterns() -> Vec<Pattern> {
    let date = date();
    let after_keyword = format!(r"{KEYWORD}{GAP}(?:{date})\b");
    let before_keyword = format!(r"\b(?:{date})[\s,]{{0,2}}\(?(?:dob|d\.o\.b\.|date of birth|birth ?date)\b");
    vec![
        Pattern::new(DateOfBirth, Needs::Digits(3), &after_keyword, |_| true),
        Pattern::new(DateOfBirth, Needs::Digits(3), &before_keyword, ends_its_phrase),
    ]
}

/// "01/02/1950 (DOB)" and "01/02/1950 DOB." name the date; in "03/04/2025 DOB field broken" the keyword belongs
/// to what follows.
fn ends_its_phrase(candidate: &Candidate<'_>) -> bool {
    let next = candidate.text_after(2).iter().find(|byte| **byte != b' ');
    !next.is_some_and(|byte| byte.is_ascii_alphanumeric())
}
