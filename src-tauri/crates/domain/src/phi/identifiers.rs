//! Social Security numbers, medical record numbers and e-mail addresses.

use super::kind::FindingKind::{Email, Mrn, Ssn};
use super::pattern::{Candidate, Needs, Pattern};

/// Between a label and its value: marks, and small words such as "is" and "number".
const GAP: &str = r#"[\s:#=.,*("'-]{0,6}(?:(?:is|was|of|number|num|nbr|no|id|es)[\s:#=.("'-]{1,4}){0,2}"#;

const SSN_LABEL: &str = r"\b(?:ssn|s\.s\.n\.?|ss ?#|soc(?:ial)?\.? ?sec(?:urity)?)";

/// "last 4 SSN", "last four digits of her social".
const LAST_FOUR_OF_SSN: &str = concat!(
    r"last ?(?:4|four)(?: digits)?(?: of)?(?: the| their| his| her)?",
    r" ?(?:ssn?|soc(?:ial)?(?: sec(?:urity)?)?)",
);

/// "SSN last 4", "SSN ending in".
const SSN_LAST_FOUR: &str =
    r"(?:ssn?|social(?: security)?)(?: number)?,? (?:last ?(?:4|four)|end(?:s|ing)(?: in| with)?)";

const MRN_LABEL: &str = concat!(
    r"\b(?:mrn|m\.r\.n\.?|mr ?#|med(?:ical)?\.? rec(?:ord)?\.? ?(?:number|num|nbr|no|id|#)",
    r"|chart ?(?:number|num|nbr|no\b|id\b|#)",
    r"|(?:patient|pt)(?:'s)?\.? ?(?:id\b|number|num\b|nbr|no\b|#|acct|account)",
    r"|(?:numero de )?historia clinica|nhc\b)",
);

pub(super) fn patterns() -> Vec<Pattern> {
    let labelled_ssn = format!(r"{SSN_LABEL}{GAP}\d{{3}}[-. ]{{0,3}}\d{{2}}[-. ]{{0,3}}\d{{4}}");
    let last_four = format!(r"\b(?:{LAST_FOUR_OF_SSN}|{SSN_LAST_FOUR}){GAP}\d{{4}}\b");
    let labelled_mrn = format!(r"{MRN_LABEL}{GAP}[a-z]{{0,3}}-?\d[\d-]{{2,16}}\d[a-z]?\b");
    vec![
        // The area numbers 000, 666 and 9xx were never given out, and are blocked all the same: the shape is
        // what a reader would take for one.
        Pattern::new(Ssn, Needs::Digits(9), r"\d{3} ?[-.] ?\d{2} ?[-. ] ?\d{4}(?:-?[a-z]\d?)?\b", |ssn| {
            !ssn.is_part_of_a_longer_code()
        }),
        Pattern::new(Ssn, Needs::Digits(9), r"\d{3} \d{2}[ -]\d{4}\b", |ssn| {
            !ssn.is_part_of_a_longer_code() && !ssn.is_part_of_a_row_of_numbers()
        }),
        Pattern::new(Ssn, Needs::Digits(4), r"(?:\bx{3}[-. ]?x{2}|\*{3}[-. ]?\*{2})[-. ]?\d{4}\b", |_| true),
        Pattern::new(Ssn, Needs::Digits(9), &labelled_ssn, ends_its_number),
        Pattern::new(Ssn, Needs::Digits(4), &last_four, |last_four| !ends_in_a_bare_year(last_four)),
        Pattern::new(Mrn, Needs::Digits(4), &labelled_mrn, is_record_number),
        Pattern::new(
            Email,
            Needs::AtSign,
            r"[a-z0-9._%+'-]{1,64}@(?:[a-z0-9-]{1,40}\.){1,5}[a-z]{2,24}\b",
            |_| true,
        ),
    ]
}

fn ends_its_number(candidate: &Candidate<'_>) -> bool {
    !candidate.after(0).is_some_and(|byte| byte.is_ascii_digit())
}

/// The value is no year, no date and has at least four digits.
fn is_record_number(mrn: &Candidate<'_>) -> bool {
    let text = mrn.matched();
    let value_at = text.iter().rposition(|byte| !byte.is_ascii_digit() && *byte != b'-').map_or(0, |i| i + 1);
    let value = text.get(value_at..).unwrap_or_default();
    let groups: Vec<usize> = value.split(|byte| *byte == b'-').map(<[u8]>::len).collect();
    mrn.digits() >= 4 && !matches!(groups.as_slice(), [4, 1 | 2, 1 | 2]) && !ends_in_a_bare_year(mrn)
}

/// "Last 4 SSN 2024 export": a year after a label, with only a blank between.
fn ends_in_a_bare_year(candidate: &Candidate<'_>) -> bool {
    let text = candidate.matched();
    let year = text.get(text.len().saturating_sub(5)..).unwrap_or_default();
    matches!(year, [b' ', b'1', b'9', _, _] | [b' ', b'2', b'0', _, _])
        && !text.iter().any(|byte| matches!(byte, b':' | b'=' | b'#'))
}
