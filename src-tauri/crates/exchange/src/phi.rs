//! The PHI guard's word on a text that comes in (DOMAIN §6).

use keepalive_domain::phi::{Severity, scan};

/// What a text looks like. The words say which kind of identifier, never the match.
pub(crate) enum Looks {
    /// Nothing found.
    Harmless,
    /// Taken, and worth a look.
    Doubtful(String),
    /// Not taken.
    LikePatientData(String),
}

impl Looks {
    pub(crate) const fn is_patient_data(&self) -> bool {
        matches!(self, Self::LikePatientData(_))
    }
}

/// Looks at one text.
pub(crate) fn look(text: &str) -> Looks {
    let findings = scan(text);
    if let Some(block) = findings.iter().find(|finding| finding.severity == Severity::Block) {
        let reason = block.kind.reason();
        return Looks::LikePatientData(format!(
            "Not imported: {reason}. This log can be sent to vendors. Take it out."
        ));
    }
    findings.first().map_or(Looks::Harmless, |warning| {
        Looks::Doubtful(format!("Please look: {}.", warning.kind.reason()))
    })
}
