//! Names beside "patient" or "pt". They warn: a capital letter is weak evidence.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::kind::FindingKind::PatientName;
use super::pattern::{Candidate, Needs, Pattern};

const KEYWORD: &str = r"\b(?i:patient|pt|paciente)";

/// A word as names are written: Vellish, O'Quill, Quill-Vellish.
const NAME: &str = r"[A-Z]'?[A-Z]?[a-z]{1,20}(?:-[A-Z][a-z]{1,20})?";

/// A word in capitals; two letters are an abbreviation.
const SHOUTED: &str = r"[A-Z]{3,20}";

/// Capitalised words that follow or precede "patient" and are no names: columns, places of the EHR, payers,
/// days.
static NOT_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| NOT_NAMES_TEXT.split(' ').collect());

const NOT_NAMES_TEXT: &str = "\
    patient access account active address adherence admission advocate age alert alerts all and appointment \
    appointments april arrival assistance august balance banner billing birth calendar call care case census \
    centered chart charts check class clinic code communication community complaint consent contact \
    coordinator copay count dashboard data date days december demographics discharge dob education ehr \
    eligibility emr encounter engagement estimate experience facing february feedback file financial first \
    flow follow form forms friday full gateway gender group handout handouts header health history home hub \
    id identification identifier info information instructions insurance intake january july june kiosk \
    label labels last ledger letter letters level lifts list lists location lookup march may medicaid \
    medicare medication medications merge message messages messaging middle monday monitor monitoring mrn \
    name names navigator new no note notes november number october orders outcome outcomes outreach panel \
    patient payment payments phone photo placement population portal preferred privacy problem profile \
    provider queue questionnaire questionnaires race recall record records referral referrals registration \
    registry relations reminder reminders report reports request requests responsibility results room safety \
    satisfaction saturday schedule scheduler scheduling screening search self september service services sex \
    ssn statement statements station status summary sunday support survey surveys system team the thursday \
    time today tracker tracking transfer transport tuesday type update video visit visits volume wait \
    wednesday workflow worklist zip";

pub(super) fn patterns() -> Vec<Pattern> {
    let linking = r"(?:(?i:name|nombre)[ :]{1,3}(?:(?i:is|was|es) )?|(?i:named|called) )?";
    let title = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sr|Sra)\.? )?";
    let written = format!(r"(?:[A-Z]\. )?{NAME}(?:,? {NAME}|,? [A-Z]\b\.?){{0,2}}");
    let shouted = format!(r"{SHOUTED}(?:,? {SHOUTED})?");
    let after_keyword =
        format!(r"{KEYWORD}(?:'s)?[.:]?[ :]{{1,2}}{linking}{title}(?:{written}|{shouted})(?:'s)?\b");
    let before_keyword = format!(r"\b{NAME},? (?:[A-Z]\.? )?{NAME}(?: \(|, (?:the )?){KEYWORD}\b");
    vec![
        Pattern::case_sensitive(PatientName, Needs::Nothing, &after_keyword, is_name_after_keyword),
        Pattern::case_sensitive(PatientName, Needs::Nothing, &before_keyword, |candidate| {
            !words(candidate).iter().rev().skip(1).any(|word| is_no_name(word))
        }),
    ]
}

/// The first capitalised word after the keyword is no word of the trade, and the line is not all in capitals
/// (PT is also physical therapy).
fn is_name_after_keyword(candidate: &Candidate<'_>) -> bool {
    let words = words(candidate);
    let Some((keyword, rest)) = words.split_first() else { return false };
    let is_linking = |word: &&&[u8]| {
        let linking: [&[u8]; 8] = [b"name", b"nombre", b"is", b"was", b"es", b"named", b"called", b"s"];
        linking.iter().any(|known| word.eq_ignore_ascii_case(known))
    };
    // "Patient Name" is a column; "patient name is Mara" is a name.
    let linked = rest.iter().take_while(is_linking).count();
    let shouted = keyword.iter().all(u8::is_ascii_uppercase);
    !shouted && rest.get(linked).is_some_and(|name| !is_no_name(name))
}

fn is_no_name(word: &[u8]) -> bool {
    let word: String = word.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    NOT_NAMES.contains(word.as_str())
}

/// The words of a match; apostrophes and hyphens part them too.
fn words<'a>(candidate: &'a Candidate<'_>) -> Vec<&'a [u8]> {
    candidate.matched().split(|byte| !byte.is_ascii_alphabetic()).filter(|word| !word.is_empty()).collect()
}
