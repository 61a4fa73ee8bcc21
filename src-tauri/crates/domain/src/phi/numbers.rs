//! Numbers that may belong to a patient: long ones, ages and ZIP codes. They warn.

use super::kind::FindingKind::{Age, LongNumber, ZipCode};
use super::pattern::{Candidate, Needs, Pattern};

/// From how many digits on a bare number is long: shorter ones are counts, codes and years.
const LONG_NUMBER_DIGITS: usize = 7;

/// Nobody is older.
const MOST_YEARS: u32 = 125;

/// Words before a number that say it is no patient's: tickets, money, software.
const NOT_A_PATIENTS: &str = "\
    article bug build case change chg commit error inc incident invoice issue job kb order po port ref \
    reference release req request ritm sr task ticket tickets version";

/// Words after "n years old" that say it is no person's age.
const NOT_A_PERSON: &str = "\
    bug computer contract data ehr form interface issue laptop list machine macro note policy printer \
    problem process report request rule scanner server sheet software spreadsheet system template ticket \
    version workaround workflow";

/// Words after "age n" that say it is a span of ages or another measure of time.
const NOT_ONE_AGE: &str = "day hour hr min minute month percent through to week";

/// Words that make "age n and …" a span of ages.
const OPEN_ENDS: &str = "above below older over under up younger";

/// Postal codes of states that are no English words in capitals.
const STATES: &str = concat!(
    "AK|AL|AR|AZ|CA|CO|CT|DC|DE|FL|GA|IA|ID|IL|KS|KY|LA|MA|MD|MI|MN|MO|MS|MT|NC|ND|NE|NH|NJ|NM|NV|NY",
    "|PA|PR|RI|SC|SD|TN|TX|UT|VA|VT|WA|WI|WV|WY",
);

/// Postal codes that are words too; they count after a comma only.
const STATES_THAT_ARE_WORDS: &str = "HI|IN|ME|OH|OK|OR";

pub(super) fn patterns() -> Vec<Pattern> {
    let zip_after_state = format!(
        r"(?:\b(?:{STATES}),? {{1,2}}|, {{0,2}}(?:{STATES_THAT_ARE_WORDS}) {{1,2}})\d{{5}}(?:-\d{{4}})?\b"
    );
    vec![
        Pattern::new(LongNumber, Needs::Digits(LONG_NUMBER_DIGITS), r"\d{7,30}", is_bare),
        Pattern::new(
            Age,
            Needs::Digits(1),
            r"\b\d{1,3}[ -]{0,2}(?:y\.?o\b\.?|y/o\b|yo[mf]\b|yrs?\.?[ -]?old\b|years?[ -]old\b|anos\b)",
            is_years_of_a_person,
        ),
        Pattern::new(
            Age,
            Needs::Digits(1),
            r"\b(?:aged?|edad)[ :=]{1,3}(?:is |of |de )?\d{1,3}\b",
            is_one_age,
        ),
        Pattern::new(ZipCode, Needs::Digits(9), r"\b\d{5}-\d{4}\b", |zip| !zip.is_part_of_a_longer_code()),
        Pattern::new(
            ZipCode,
            Needs::Digits(5),
            r"\b(?:zip(?: ?code)?|postal code|codigo postal)[ :=#]{1,3}(?:is )?\d{5}\b",
            |_| true,
        ),
        Pattern::case_sensitive(ZipCode, Needs::Digits(5), &zip_after_state, |_| true),
    ]
}

/// A whole number on its own: no part of a code such as INC0000045 or of an address, no decimals, no money, no
/// ticket.
fn is_bare(number: &Candidate<'_>) -> bool {
    let is_money = number.before(0) == Some(b'$') || number.text_before(2).ends_with(b"$ ");
    let is_ticket = word_before(number).is_some_and(|word| contains(NOT_A_PATIENTS, &word));
    let is_address = number.before(0) == Some(b'/');
    !number.is_part_of_a_longer_code() && !is_money && !is_ticket && !is_address
}

fn is_years_of_a_person(age: &Candidate<'_>) -> bool {
    let about_a_thing = words_after(age).iter().any(|word| contains(NOT_A_PERSON, word));
    years(age) && !age.is_part_of_a_longer_code() && !about_a_thing
}

fn is_one_age(age: &Candidate<'_>) -> bool {
    let is_decimal = age.after(0) == Some(b'.') && age.after(1).is_some_and(|byte| byte.is_ascii_digit());
    let is_span = is_decimal || matches!(age.after(0), Some(b'+' | b'-' | b'%'));
    let words = words_after(age);
    let is_measure = words.first().is_some_and(|word| contains(NOT_ONE_AGE, word));
    let is_open = words.iter().any(|word| contains(OPEN_ENDS, word));
    years(age) && !is_span && !is_measure && !is_open
}

fn years(age: &Candidate<'_>) -> bool {
    let digits = age.matched().iter().filter(|byte| byte.is_ascii_digit());
    digits.fold(0, |years, digit| years * 10 + u32::from(digit - b'0')) <= MOST_YEARS
}

/// How far the surroundings are searched for a word.
const WORD_REACH_BYTES: usize = 32;

/// The word before a number, past blanks, `#` and `:`.
fn word_before(number: &Candidate<'_>) -> Option<String> {
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic();
    let before = number.text_before(WORD_REACH_BYTES);
    let end = before.iter().rposition(|byte| !matches!(byte, b' ' | b'#' | b':' | b'-' | b'.'))? + 1;
    let before = before.get(..end)?;
    let start = before.iter().rposition(|byte| !is_letter(byte)).map_or(0, |i| i + 1);
    before.get(start..).filter(|word| !word.is_empty()).map(lowercase)
}

/// The next two words, in lower case.
fn words_after(candidate: &Candidate<'_>) -> Vec<String> {
    candidate
        .text_after(WORD_REACH_BYTES)
        .split(|byte| matches!(byte, b' ' | b'-'))
        .filter(|word| !word.is_empty())
        .take(2)
        .map(|word| lowercase(word.split(|byte| !byte.is_ascii_alphabetic()).next().unwrap_or_default()))
        .collect()
}

fn lowercase(word: &[u8]) -> String {
    word.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect()
}

/// Whether a list of words, parted by blanks, has this one, or its singular.
fn contains(words: &str, word: &str) -> bool {
    let singular = word.strip_suffix('s').unwrap_or(word);
    words.split(' ').any(|known| known == word || known == singular)
}
