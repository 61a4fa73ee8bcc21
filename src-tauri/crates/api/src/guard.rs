//! The PHI guard at the border: no text is saved that it blocks.

use keepalive_domain::phi::{self, Finding, FindingKind, Severity};

use crate::figures::number;
use crate::types::{PhiFinding, PhiLevel};
use crate::{ApiError, ApiResult, ErrorCode};

/// Looks at one text that is about to be saved.
///
/// # Errors
/// [`ErrorCode::PhiBlocked`], always; [`ErrorCode::PhiWarned`] unless somebody has looked at it (`looked_at`). The
/// error names the field and what it looks like, never the match: its hint has the code of each kind at that level, in the
/// order of the text, with commas between them.
pub(crate) fn guard(field: &str, text: &str, looked_at: bool) -> ApiResult<()> {
    let findings = phi::scan(text);
    let of = |severity| kinds(&findings, severity);
    let (kinds, code) = match (of(Severity::Block), of(Severity::Warn)) {
        (blocks, _) if !blocks.is_empty() => (blocks, ErrorCode::PhiBlocked),
        (_, warnings) if !warnings.is_empty() && !looked_at => (warnings, ErrorCode::PhiWarned),
        _ => return Ok(()),
    };
    let reasons: Vec<_> = kinds.iter().map(|kind| kind.reason()).collect();
    let codes: Vec<_> = kinds.iter().map(|kind| kind.code()).collect();
    let message = format!("Not saved: {}.", reasons.join("; "));
    Err(ApiError::new(code, message).about(field).hinting(&codes.join(",")))
}

/// What was found at this level, each kind once.
fn kinds(findings: &[Finding], severity: Severity) -> Vec<FindingKind> {
    let mut kinds = Vec::new();
    for finding in findings.iter().filter(|finding| finding.severity == severity) {
        if !kinds.contains(&finding.kind) {
            kinds.push(finding.kind);
        }
    }
    kinds
}

/// A finding as the screen marks it.
pub(crate) fn shown(finding: &Finding) -> PhiFinding {
    PhiFinding {
        kind: finding.kind.code().to_owned(),
        level: match finding.severity {
            Severity::Block => PhiLevel::Block,
            Severity::Warn => PhiLevel::Warn,
        },
        start: number(finding.range.utf16.start),
        end: number(finding.range.utf16.end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_has_no_way_past_it_and_a_warning_has() {
        let blocked = guard("title", "refill sent twice for SSN 000-00-0000", true).unwrap_err();
        assert_eq!((blocked.code, blocked.hint.as_deref()), (ErrorCode::PhiBlocked, Some("ssn")));
        assert!(!blocked.message.contains("000"), "the match is never repeated");
        let text = "came back 123456789 again";
        assert_eq!(guard("title", text, false).unwrap_err().code, ErrorCode::PhiWarned);
        assert_eq!(guard("title", text, true), Ok(()));
    }

    #[test]
    fn every_kind_is_named_once_so_that_nobody_takes_them_out_one_after_another() {
        let text = "call 555-010-0123, SSN 000-00-0000 or 555-010-0199, claim 123456789";
        let blocked = guard("title", text, true).unwrap_err();
        assert_eq!(blocked.hint.as_deref(), Some("phone,ssn"), "{}", blocked.message);
        let reasons = "this looks like a phone number; this looks like a Social Security number";
        assert_eq!(blocked.message, format!("Not saved: {reasons}."));
    }

    #[test]
    fn the_name_of_a_report_column_is_not_a_patient() {
        assert_eq!(guard("title", "add a Last 4 SSN column to the Patient Name report", false), Ok(()));
    }
}
