//! What can go wrong, with the cure.

use thiserror::Error;

/// Something could not be sealed, or a text is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SealError {
    /// The text is no key.
    #[error("this is no key of Keepalive's ({detail})")]
    NotAKey {
        /// Why.
        detail: &'static str,
    },
    /// The text is no code of an invitation.
    #[error("this is no code; it has 12 letters and digits")]
    NotACode,
    /// The text is no key of a recovery sheet.
    #[error("this is no key of a recovery sheet: {fault}")]
    NotASheet {
        /// What is wrong with it.
        fault: SheetFault,
    },
    /// The system gave no random bytes.
    #[error("the system gave no random bytes; try again")]
    NoChance,
    /// Something was too large to be written.
    #[error("an op is too large to be shared")]
    TooLarge,
}

/// What is wrong with a key that was typed from a recovery sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SheetFault {
    /// It has too few or too many signs.
    #[error("it has 58 letters and digits after AGE-SECRET-KEY-1, and {signs} were given")]
    Length {
        /// How many it has.
        signs: usize,
    },
    /// One sign is mistyped.
    #[error("a letter or digit in line {line} is mistyped")]
    Line {
        /// In this line of the sheet, from 1.
        line: usize,
    },
    /// More than one sign is wrong.
    #[error("several letters or digits are mistyped")]
    Several,
}
