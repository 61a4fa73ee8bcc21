//! The kinds of patient data the guard knows, and what is done about each.

use serde::{Deserialize, Serialize};

/// What a place in a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// A Social Security number, whole or by its last four digits.
    Ssn,
    /// A medical record, chart or patient number beside its label.
    Mrn,
    /// A date of birth beside its keyword.
    DateOfBirth,
    /// An e-mail address.
    Email,
    /// A phone or fax number.
    Phone,
    /// A bare number of seven digits or more.
    LongNumber,
    /// A person's age.
    Age,
    /// A ZIP code.
    ZipCode,
    /// A name beside "patient" or "pt".
    PatientName,
}

/// What the guard does about a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The text is not saved; there is no "save anyway".
    Block,
    /// The text is saved once somebody has looked at it.
    Warn,
}

impl FindingKind {
    /// Every kind, blocks first.
    pub const ALL: [Self; 9] = [
        Self::Ssn,
        Self::Mrn,
        Self::DateOfBirth,
        Self::Email,
        Self::Phone,
        Self::LongNumber,
        Self::Age,
        Self::ZipCode,
        Self::PatientName,
    ];

    /// What is done about it. Source: DOMAIN §6.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::Ssn | Self::Mrn | Self::DateOfBirth | Self::Email | Self::Phone => Severity::Block,
            Self::LongNumber | Self::Age | Self::ZipCode | Self::PatientName => Severity::Warn,
        }
    }

    /// The kind as a code, for the screen's catalogue.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ssn => "ssn",
            Self::Mrn => "mrn",
            Self::DateOfBirth => "date_of_birth",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::LongNumber => "long_number",
            Self::Age => "age",
            Self::ZipCode => "zip_code",
            Self::PatientName => "patient_name",
        }
    }

    /// The reason in words, to stand after "Not saved:" or alone: it names the kind, never the match.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Ssn => "this looks like a Social Security number",
            Self::Mrn => "this looks like a medical record number",
            Self::DateOfBirth => "this looks like a date of birth",
            Self::Email => "this looks like an e-mail address",
            Self::Phone => "this looks like a phone number",
            Self::LongNumber => "this has a long number",
            Self::Age => "this has an age",
            Self::ZipCode => "this has a ZIP code",
            Self::PatientName => "this looks like a patient's name",
        }
    }
}
