//! The patient-data guard over a report: what blocks is not written, what warns is named beside it.

use std::collections::BTreeSet;

use keepalive_domain::phi::{self, FindingKind, Severity};

use crate::document::Document;
use crate::language::Language;

/// A report holds a text that looks like patient data; it is not written. Holds the kind, never the match.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("The report was not made: {}.", .0.reason())]
pub struct Refused(pub FindingKind);

impl Document {
    /// The report once the guard has looked at every text in it, its warnings noted.
    ///
    /// # Errors
    /// A text looks like what must never leave the clinic (DOMAIN §6).
    pub fn guarded(mut self, language: Language) -> Result<Self, Refused> {
        let mut warned = BTreeSet::new();
        for finding in self.texts().flat_map(phi::scan) {
            match finding.severity {
                Severity::Block => return Err(Refused(finding.kind)),
                Severity::Warn => {
                    warned.insert(finding.kind);
                }
            }
        }
        self.warnings = warned.into_iter().map(|kind| warning(kind, language).to_owned()).collect();
        Ok(self)
    }

    /// Warns that a first or last name of somebody at the clinic may stand in it.
    pub fn warn_of_staff(&mut self, language: Language) {
        let warning = language.of(
            "It may name somebody at your clinic by first or last name. Look before you send it.",
            "Puede nombrar a alguien de su clínica por su nombre o apellido. Mírelo antes de enviarlo.",
        );
        self.warnings.push(warning.to_owned());
    }
}

const fn warning(kind: FindingKind, language: Language) -> &'static str {
    match kind {
        FindingKind::LongNumber => language.of(
            "It has a long number. If it belongs to a patient, take it out before you send it.",
            "Tiene un número largo. Si es de un paciente, quítelo antes de enviarlo.",
        ),
        FindingKind::Age => language.of(
            "It has an age. If it is a patient's, take it out before you send it.",
            "Tiene una edad. Si es de un paciente, quítela antes de enviarlo.",
        ),
        FindingKind::ZipCode => language.of(
            "It has a ZIP code. If it is a patient's, take it out before you send it.",
            "Tiene un código postal. Si es de un paciente, quítelo antes de enviarlo.",
        ),
        _ => language.of(
            "It has what looks like a patient's name. Take it out before you send it.",
            "Tiene lo que parece el nombre de un paciente. Quítelo antes de enviarlo.",
        ),
    }
}
