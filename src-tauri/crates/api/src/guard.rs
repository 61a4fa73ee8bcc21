//! The PHI guard at the border: no text is saved that it blocks.

use keepalive_domain::phi::{self, Finding, Severity};

use crate::figures::number;
use crate::types::{PhiFinding, PhiLevel};
use crate::{ApiError, ApiResult, ErrorCode};

/// Looks at one text that is about to be saved.
///
/// # Errors
/// [`ErrorCode::PhiBlocked`], always; [`ErrorCode::PhiWarned`] unless somebody has looked at it (`looked_at`). The
/// error names the field and what it looks like, never the match.
pub(crate) fn guard(field: &str, text: &str, looked_at: bool) -> ApiResult<()> {
    let findings = phi::scan(text);
    let of = |severity| findings.iter().find(|finding| finding.severity == severity);
    let (finding, code) = match (of(Severity::Block), of(Severity::Warn)) {
        (Some(block), _) => (block, ErrorCode::PhiBlocked),
        (None, Some(warning)) if !looked_at => (warning, ErrorCode::PhiWarned),
        _ => return Ok(()),
    };
    let message = format!("Not saved: {}.", finding.kind.reason());
    Err(ApiError::new(code, message).about(field).hinting(finding.kind.code()))
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
    fn the_name_of_a_report_column_is_not_a_patient() {
        assert_eq!(guard("title", "add a Last 4 SSN column to the Patient Name report", false), Ok(()));
    }
}
